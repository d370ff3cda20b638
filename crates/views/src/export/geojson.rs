use super::PLACE_SOURCE;
use super::incident_table::Entry;
use super::shape::around;
use crate::{IncidentRow, ViewError};
use serde::Serialize;
use serde_json::Value;
use std::io::Write;

#[derive(Serialize)]
struct FeatureCollection<'f> {
    r#type: &'static str,
    /// West, south, east, north of what has a geometry (RFC 7946, 5).
    #[serde(skip_serializing_if = "Option::is_none")]
    bbox: Option<[f64; 4]>,
    /// A foreign member (RFC 7946, 6.1).
    attribution: &'static str,
    features: Vec<Feature<'f>>,
}

#[derive(Serialize)]
struct Feature<'f> {
    r#type: &'static str,
    id: &'f str,
    /// Null where no point is known (RFC 7946, 3.2): the centroid of a region is none.
    geometry: Option<Value>,
    properties: Properties<'f>,
}

#[derive(Serialize)]
struct Properties<'f> {
    #[serde(flatten)]
    row: &'f IncidentRow,
    /// The first-level region.
    #[serde(skip_serializing_if = "Option::is_none")]
    adm1: Option<&'f str>,
    /// The radius around the coordinates in which it lies, in metres.
    #[serde(skip_serializing_if = "Option::is_none")]
    coordinate_uncertainty_m: Option<i64>,
}

/// Writes incidents as features (RFC 7946), in the order given.
pub(super) fn write(entries: &[Entry], out: &mut dyn Write) -> Result<(), ViewError> {
    let features = entries.iter().map(|entry| Feature {
        r#type: "Feature",
        id: entry.row.incident.as_str(),
        geometry: entry.shape().map(|shape| shape.to_json()),
        properties: Properties {
            row: &entry.row,
            adm1: entry.incident.place.as_ref().and_then(|place| place.adm1.as_deref()),
            coordinate_uncertainty_m: entry.uncertainty(),
        },
    });
    let collection = FeatureCollection {
        r#type: "FeatureCollection",
        bbox: entries
            .iter()
            .filter_map(Entry::shape)
            .fold(None, |all, shape| Some(around(all, shape.bounds()))),
        attribution: PLACE_SOURCE,
        features: features.collect(),
    };
    serde_json::to_writer(&mut *out, &collection)?;
    Ok(out.write_all(b"\n")?)
}
