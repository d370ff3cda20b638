//! The Humanitarian Exchange Language (HXL 1.1): a row of hashtags under the header. The attributes
//! `+min` and `+max` are HXL-like: not found in its core list.

use super::case::{Case, JOINT};
use super::column::{Column, Value};
use super::figures::{Choice, Sum, highest, lowest};
use crate::words::{neutral_names, place_name};
use cairn_model::{Convention, Group, Kind};

pub(super) const SCOPE: &str = "all incidents";

pub(super) const COLUMNS: &[Column] = &[
    Column::new("Incident", "the incident's identity in the register", |case| Value::new(&case.incident.id))
        .tagged("#event+id"),
    Column::new("Type", "the incident's type in the register", |case| Value::new(case.incident.event_type))
        .tagged("#event+type"),
    Column::new("First day", "the first possible day", |case| case.date(|(start, _)| start))
        .tagged("#date+start"),
    Column::new("Last day", "the last possible day", |case| case.date(|(_, end)| end)).tagged("#date+end"),
    Column::new("Reported", "the days of publication", |case| {
        case.of_reports(|report| report.published.map(|day| day.to_string()))
    })
    .tagged("#date+reported"),
    Column::new("Country", "ISO 3166-1 alpha-2 code", |case| case.place(|place| place.country.clone()))
        .tagged("#country+code+v_iso2"),
    Column::new("Region", "the first-level region", |case| case.place(|place| place.adm1.clone()))
        .tagged("#adm1+name"),
    Column::new("Place", "the name of the place", |case| {
        case.place(|place| Some(place_name(place).to_owned()))
    })
    .tagged("#loc+name"),
    Column::new("Place precision", "how finely the place is known", |case| {
        case.place(|place| Some(place.precision.to_string()))
    })
    .tagged("#loc+precision"),
    Column::new("Latitude", "degrees; empty for the centroid of a region", |case| {
        Value::maybe(case.point().map(|(lat, _)| lat)).by(case.placing())
    })
    .tagged("#geo+lat"),
    Column::new("Longitude", "degrees; empty for the centroid of a region", |case| {
        Value::maybe(case.point().map(|(_, lon)| lon)).by(case.placing())
    })
    .tagged("#geo+lon"),
    Column::new("Parties", "by neutral name", |case| {
        Value::new(neutral_names(&case.incident.parties).join(JOINT))
    })
    .tagged("#group+name"),
    Column::new("Killed, at least", "the lowest number that any claimant's words allow", |case| {
        of(case, Kind::Killed, Group::ALL, lowest)
    })
    .tagged("#affected+killed+min"),
    Column::new("Killed, at most", "the highest number that any claimant names", |case| {
        of(case, Kind::Killed, Group::ALL, highest)
    })
    .tagged("#affected+killed+max"),
    Column::new("Civilians killed, at least", "as above, civilians alone", |case| {
        of(case, Kind::Killed, &[Group::Civilian], lowest)
    })
    .tagged("#affected+killed+civilians+min"),
    Column::new("Civilians killed, at most", "as above, civilians alone", |case| {
        of(case, Kind::Killed, &[Group::Civilian], highest)
    })
    .tagged("#affected+killed+civilians+max"),
    Column::new("Injured, at least", "as killed", |case| of(case, Kind::Wounded, Group::ALL, lowest))
        .tagged("#affected+injured+min"),
    Column::new("Injured, at most", "as killed", |case| of(case, Kind::Wounded, Group::ALL, highest))
        .tagged("#affected+injured+max"),
    Column::new("Displaced, at least", "as killed", |case| of(case, Kind::Displaced, Group::ALL, lowest))
        .tagged("#affected+displaced+min"),
    Column::new("Displaced, at most", "as killed", |case| of(case, Kind::Displaced, Group::ALL, highest))
        .tagged("#affected+displaced+max"),
    Column::new("Origins", "the first hands of the chains of attribution", Case::origins)
        .tagged("#meta+source"),
    Column::new("Outlets", "who published the reports", |case| Value::new(case.incident.outlets.join(JOINT)))
        .tagged("#meta+source+outlet"),
];

fn of(case: &Case, kind: Kind, groups: &[Group], choose: Choice) -> Value {
    Sum::value(case.figures(kind, Convention::Ucdp).sum(groups, choose))
}
