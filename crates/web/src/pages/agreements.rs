use crate::fault::Fault;
use crate::frame::Frame;
use crate::pages::told::word;
use crate::site::Site;
use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::response::Response;
use cairn_model::{AgreementState, ClaimId};
use cairn_store::Register;
use cairn_views::{
    AgreementRow, BreachesRow, IncidentRow, Touch, ZonePlace, agreements_page, incident_rows, zone_places,
};
use serde::Deserialize;
use std::sync::Arc;

/// So many agreements stand on one page.
const SHOWN: usize = 10;

/// Which page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    page: String,
}

#[derive(Template)]
#[template(path = "agreements.html")]
struct Page {
    frame: Frame,
    agreements: Vec<Told>,
    all: usize,
    before: Option<String>,
    after: Option<String>,
}

/// An agreement, its breaches by side, and where incidents touch it.
struct Told {
    row: AgreementRow,
    state: String,
    sides: Vec<Side>,
    /// Latitude, longitude and name of its zones as far as they are known, and of the incidents that touch it and are known as points, as JSON.
    points: String,
    /// The places on the map that bear the name of a zone.
    zones: Vec<String>,
}

struct Side {
    name: String,
    breaches: Vec<BreachesRow>,
}

/// Ceasefires, zones and deals.
pub async fn agreements(
    State(site): State<Arc<Site>>,
    Extension(frame): Extension<Frame>,
    Query(asked): Query<Asked>,
) -> Response {
    site.page(&frame, move |_, register, frame| page(register, frame, &asked)).await
}

fn page(register: &Register, frame: Frame, asked: &Asked) -> Result<Page, Fault> {
    let number = asked.page.parse::<usize>().unwrap_or(1).max(1);
    let skip = (number - 1).saturating_mul(SHOWN);
    let (rows, all) = agreements_page(register, skip, SHOWN)?;
    let agreements = rows.into_iter().map(|row| told(register, row)).collect::<Result<_, _>>()?;
    Ok(Page {
        frame,
        agreements,
        all,
        before: (number > 1).then(|| format!("/agreements?page={}", number - 1)),
        after: (skip + SHOWN < all).then(|| format!("/agreements?page={}", number + 1)),
    })
}

fn told(register: &Register, row: AgreementRow) -> Result<Told, Fault> {
    let mut sides: Vec<Side> = Vec::new();
    for one in &row.breaches {
        let name = one.by.clone().unwrap_or_else(|| "nobody named".to_owned());
        match sides.iter_mut().find(|side| side.name == name) {
            Some(side) => side.breaches.push(one.clone()),
            None => sides.push(Side { name, breaches: vec![one.clone()] }),
        }
    }
    let ids: Vec<_> = row.incidents.iter().map(|one| one.incident.clone()).collect();
    let point = |row: &IncidentRow| {
        let (lat, lon) = row.lat.zip(row.lon)?;
        Some(serde_json::json!({ "lat": lat, "lon": lon, "name": row.where_words, "incident": row.incident }))
    };
    // Zones first, so that what happened in them is drawn over them.
    let zones = zone_places(register, &row)?;
    let ring = |zone: &ZonePlace| {
        let name = format!("zone: {}, {}", zone.zone, zone.place);
        serde_json::json!({ "lat": zone.lat, "lon": zone.lon, "name": name, "zone": true })
    };
    let touching = incident_rows(register, &ids)?;
    let points: Vec<_> = zones.iter().map(ring).chain(touching.iter().filter_map(point)).collect();
    Ok(Told {
        state: word(row.state.as_str()),
        points: if points.is_empty() { String::new() } else { serde_json::Value::from(points).to_string() },
        zones: zones.into_iter().map(|zone| zone.place).collect(),
        sides,
        row,
    })
}

impl Page {
    fn state(&self, state: &AgreementState) -> String {
        word(state.as_str())
    }

    fn first(&self, claims: &[ClaimId]) -> String {
        claims.first().map(ToString::to_string).unwrap_or_default()
    }

    fn because(&self, touch: &Touch) -> &'static str {
        match touch {
            Touch::InZone => "in its zone and its time",
            Touch::ToldAsBreach => "told as a breach",
        }
    }
}
