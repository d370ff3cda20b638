//! Driver of incidents: everything that reports tell of, one incident a row.

use cairn_link::Linked;
use cairn_model::{
    Day, EventType, FigureSeries, Group, Incident, IncidentId, Kind, Object, PlacePrecision, ReportId,
};
use serde::Serialize;
use std::collections::BTreeSet;

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
pub fn rows(linked: &Linked) -> Vec<Row<'_>> {
    linked.incidents.iter().map(row).collect()
}

fn row(incident: &Incident) -> Row<'_> {
    // The days as the texts have them; where none does, none.
    let told = incident.time.iso().is_some();
    let place = incident.place.as_ref();
    let actors: BTreeSet<&str> = incident.parties.iter().map(|party| party.name.as_str()).collect();
    Row {
        incident: &incident.id,
        reports: &incident.reports,
        event_type: incident.event_type,
        killed: number(incident, Kind::Killed),
        injured: number(incident, Kind::Wounded),
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

/// The lowest and highest that claimants hold, group by group and then added up. Numbers are taken as
/// written ("at least 12" is 12). A number for people of no stated group may contain the others: it is
/// held against their sum.
fn number(incident: &Incident, kind: Kind) -> Option<Number> {
    let of_group = |group: Group| -> Option<(u64, u64)> {
        let of_one = |series: &&FigureSeries| {
            series.kind == kind
                && series.object == Object::People
                && series.group.unwrap_or(Group::Unspecified) == group
        };
        let held = incident.figures.iter().filter(of_one).filter_map(FigureSeries::holds);
        held.filter_map(|point| Some((point.figure.n?, point.figure.n_max.or(point.figure.n)?)))
            .reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    };
    let told = [Group::Civilian, Group::Fighter, Group::StateForce].into_iter().filter_map(of_group);
    let sum = told.reduce(|a, b| (a.0 + b.0, a.1 + b.1));
    let all = of_group(Group::Unspecified).into_iter().chain(sum);
    let (low, high) = all.reduce(|a, b| (a.0.max(b.0), a.1.max(b.1)))?;
    Some(if low == high { Number::One(low) } else { Number::Range(low, high) })
}
