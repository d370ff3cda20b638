//! Driver of incidents: everything that reports tell of, one incident a row.

use crate::casualties::total;
use cairn_link::Linked;
use cairn_model::{Claim, ClaimId, Day, EventType, Incident, IncidentId, Kind, PlacePrecision, ReportId};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A number, or the lowest and highest that claimants state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Number {
    /// All agree.
    One(u64),
    /// Lowest and highest.
    Range(u64, u64),
}

/// One incident.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row<'l> {
    /// Its id.
    pub incident: &'l IncidentId,
    /// The reports that tell of it.
    pub reports: &'l [ReportId],
    /// What kind of event it is chiefly.
    #[serde(rename = "type")]
    pub event_type: EventType,
    /// People killed, over the claimants.
    pub killed: Option<Number>,
    /// People injured, over the claimants.
    pub injured: Option<Number>,
    /// First day.
    pub date: Option<Day>,
    /// Last day.
    pub date_end: Option<Day>,
    /// Name of the place.
    pub place: Option<&'l str>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<&'l str>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// How finely the place is known.
    pub precision: Option<PlacePrecision>,
    /// The parties, by neutral name.
    pub actors: Vec<&'l str>,
    /// How many first hands it has.
    pub origins: usize,
}

/// One row an incident.
pub fn rows<'l>(linked: &'l Linked, claims: &[Claim]) -> Vec<Row<'l>> {
    let by_id: BTreeMap<&ClaimId, &Claim> = claims.iter().map(|claim| (&claim.id, claim)).collect();
    linked.incidents.iter().map(|incident| row(incident, &by_id)).collect()
}

fn row<'l>(incident: &'l Incident, claims: &BTreeMap<&ClaimId, &Claim>) -> Row<'l> {
    // The days as the texts have them; where none does, none.
    let told = incident.time.iso().is_some();
    let place = incident.place.as_ref();
    let actors: BTreeSet<&str> = incident.parties.iter().map(|party| party.name.as_str()).collect();
    Row {
        incident: &incident.id,
        reports: &incident.reports,
        event_type: incident.event_type,
        killed: number(incident, claims, Kind::Killed),
        injured: number(incident, claims, Kind::Wounded),
        date: incident.time.start.filter(|_| told),
        date_end: incident.time.end.filter(|_| told),
        // As the reports write it; the gazetteer spells names with the marks of scholars.
        place: place.map(|place| place.name.as_str()),
        country: place.and_then(|place| place.country.as_deref()),
        lat: place.and_then(|place| place.lat),
        lon: place.and_then(|place| place.lon),
        precision: place.map(|place| place.precision),
        actors: actors.into_iter().collect(),
        origins: incident.origins.len(),
    }
}

/// The lowest and highest of what the reports state, each report as a whole.
fn number(incident: &Incident, claims: &BTreeMap<&ClaimId, &Claim>, kind: Kind) -> Option<Number> {
    let mut by_report: BTreeMap<&ReportId, Vec<&Claim>> = BTreeMap::new();
    for claim in incident.claims.iter().filter_map(|id| claims.get(id).copied()) {
        by_report.entry(&claim.report).or_default().push(claim);
    }
    let totals: Vec<u64> =
        by_report.values().filter_map(|claims| total(claims.iter().copied(), kind)).collect();
    let (low, high) = (totals.iter().min().copied()?, totals.iter().max().copied()?);
    Some(if low == high { Number::One(low) } else { Number::Range(low, high) })
}
