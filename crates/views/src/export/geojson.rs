use super::PLACE_SOURCE;
use crate::{Filter, IncidentRow, ViewError, incidents};
use cairn_store::Register;
use serde::Serialize;
use std::io::Write;

#[derive(Serialize)]
struct FeatureCollection {
    r#type: &'static str,
    /// A foreign member (RFC 7946, 6.1).
    attribution: &'static str,
    features: Vec<Feature>,
}

#[derive(Serialize)]
struct Feature {
    r#type: &'static str,
    id: String,
    /// Null where no point is known (RFC 7946, 3.2): the centroid of a region is none.
    geometry: Option<Geometry>,
    properties: IncidentRow,
}

#[derive(Serialize)]
struct Geometry {
    r#type: &'static str,
    /// Longitude before latitude (RFC 7946, 3.1.1).
    coordinates: [f64; 2],
}

pub(super) fn write(register: &Register, out: &mut impl Write) -> Result<(), ViewError> {
    let feature = |row: IncidentRow| Feature {
        r#type: "Feature",
        id: row.incident.to_string(),
        geometry: row
            .lat
            .zip(row.lon)
            .map(|(lat, lon)| Geometry { r#type: "Point", coordinates: [lon, lat] }),
        properties: row,
    };
    let collection = FeatureCollection {
        r#type: "FeatureCollection",
        attribution: PLACE_SOURCE,
        features: incidents(register, &Filter::default())?.into_iter().map(feature).collect(),
    };
    serde_json::to_writer(&mut *out, &collection)?;
    Ok(out.write_all(b"\n")?)
}
