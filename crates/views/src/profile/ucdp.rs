//! UCDP Georeferenced Event Dataset (GED): names and definitions of its codebook.

use super::case::{Case, JOINT};
use super::column::{Column, Value};
use super::figures::{Sum, highest, lowest, most_stated};
use super::precision::{ucdp_date, ucdp_where};
use crate::words::place_name;
use cairn_model::{ActorSide, Convention, Group, Kind};

pub(super) const SCOPE: &str = "incidents with at least one death, at the best reading";

pub(super) const COLUMNS: &[Column] = &[
    Column::new("id", "the incident's identity in the register", |case| Value::new(&case.incident.id)),
    Column::new("year", "of the first possible day", |case| {
        Value::maybe(case.days().map(|(start, _)| start.year())).by(case.dating())
    }),
    Column::new(
        "type_of_violence",
        "1 state-based, 2 non-state, 3 one-sided, by the sides of the parties",
        |case| Value::maybe(case.coding.ucdp_type_of_violence),
    ),
    Column::new("side_a", "1: the state; 3: who did it; 2: the first of the groups by name", side_a),
    Column::new("side_b", "1: the armed group; 3: civilians; 2: the other groups", side_b),
    Column::new("number_of_sources", "reports that carry it, copies too", |case| {
        Value::new(case.incident.reports.len())
    }),
    Column::new("source_original", "the first hands of the chains of attribution", Case::origins),
    Column::new("source_office", "the outlets", |case| Value::new(case.incident.outlets.join(JOINT))),
    Column::new("source_date", "the days of publication", |case| {
        case.of_reports(|report| report.published.map(|day| day.to_string()))
    }),
    Column::new("source_headline", "the headlines", |case| case.of_reports(|report| report.title.clone())),
    Column::new("where_prec", "1 exact to 7 international; empty where the position is not known", |case| {
        case.place(|place| ucdp_where(place.precision).map(|precision| precision.to_string()))
    }),
    Column::new("where_coordinates", "the name of the place", |case| {
        case.place(|place| Some(place_name(place).to_owned()))
    }),
    Column::new("adm_1", "the first-level region", |case| case.place(|place| place.adm1.clone())),
    Column::new("country", "ISO 3166-1 alpha-2 code", |case| case.place(|place| place.country.clone())),
    Column::new("latitude", "degrees; empty for the centroid of a region", |case| {
        Value::maybe(case.point().map(|(lat, _)| lat)).by(case.placing())
    }),
    Column::new("longitude", "degrees; empty for the centroid of a region", |case| {
        Value::maybe(case.point().map(|(_, lon)| lon)).by(case.placing())
    }),
    Column::new(
        "event_clarity",
        "1 where the day is known; 2 where it is one of several or is not told",
        |case| {
            let is_clear = case.days().is_some_and(|(start, end)| start == end);
            Value::new(if is_clear { 1 } else { 2 }).by(case.dating())
        },
    ),
    Column::new("date_prec", "1 the day, 2 within 6 days, 3 the week, 4 within 30 days, 5 longer", |case| {
        Value::maybe(case.days().map(ucdp_date)).by(case.dating())
    }),
    Column::new("date_start", "the first possible day", |case| case.date(|(start, _)| start)),
    Column::new("date_end", "the last possible day", |case| case.date(|(_, end)| end)),
    Column::new("deaths_a", "of the best estimate, soldiers and police where side A is a state", |case| {
        armed(case, Group::StateForce)
    }),
    Column::new("deaths_b", "of the best estimate, fighters where side B is an armed group", |case| {
        armed(case, Group::Fighter)
    }),
    Column::new("deaths_civilians", "of the best estimate, civilians", |case| {
        Sum::value(case.figures(Kind::Killed, Convention::Ucdp).sum(&[Group::Civilian], most_stated))
    }),
    Column::new("deaths_unknown", "UCDP-like: what is left of the best estimate", unknown),
    Column::new(
        "best",
        "UCDP-like: the number most claimants state, of several the lowest; groups added up",
        |case| Sum::value(case.figures(Kind::Killed, Convention::Ucdp).all(most_stated)),
    ),
    Column::new("high", "the highest number that any claimant names", |case| {
        Sum::value(case.figures(Kind::Killed, Convention::Ucdp).all(highest))
    }),
    Column::new("low", "the lowest number that any claimant's words allow", |case| {
        Sum::value(case.figures(Kind::Killed, Convention::Ucdp).all(lowest))
    }),
];

pub(super) fn is_in_scope(case: &Case) -> bool {
    case.figures(Kind::Killed, Convention::Ucdp).all(most_stated).is_some_and(|best| best.n > 0)
}

fn is_state(side: ActorSide) -> bool {
    matches!(side, ActorSide::State | ActorSide::International)
}

fn is_group(side: ActorSide) -> bool {
    matches!(side, ActorSide::Rebel | ActorSide::ProGovernment | ActorSide::Criminal)
}

fn side_a(case: &Case) -> Value {
    match case.coding.ucdp_type_of_violence {
        Some(1) => case.parties(|party| is_state(party.side)),
        Some(2) => part_of_list(case.parties(|party| is_group(party.side)), true),
        Some(3) => {
            let agents: Vec<&str> = case.agents().iter().map(|actor| actor.name.as_str()).collect();
            Value::new(agents.join(JOINT)).by(agents.iter().flat_map(|name| case.deeds_of(name)))
        }
        _ => Value::default(),
    }
}

fn side_b(case: &Case) -> Value {
    match case.coding.ucdp_type_of_violence {
        Some(1) => case.parties(|party| !is_state(party.side)),
        Some(2) => part_of_list(case.parties(|party| is_group(party.side)), false),
        Some(3) => Value::new("Civilians"),
        _ => Value::default(),
    }
}

/// The first of the names, or the others.
fn part_of_list(names: Value, is_first: bool) -> Value {
    let (first, rest) = names.text.split_once(JOINT).unwrap_or((&names.text, ""));
    let text = if is_first { first } else { rest }.to_owned();
    Value { text, ..names }
}

/// The dead of one side of a state-based conflict.
fn armed(case: &Case, group: Group) -> Value {
    if case.coding.ucdp_type_of_violence != Some(1) {
        return Value::default();
    }
    Sum::value(case.figures(Kind::Killed, Convention::Ucdp).sum(&[group], most_stated))
}

fn unknown(case: &Case) -> Value {
    let figures = case.figures(Kind::Killed, Convention::Ucdp);
    let Some(best) = figures.all(most_stated) else { return Value::default() };
    let split: &[Group] = match case.coding.ucdp_type_of_violence {
        Some(1) => &[Group::StateForce, Group::Fighter, Group::Civilian],
        _ => &[Group::Civilian],
    };
    let told = split.iter().filter_map(|group| figures.sum(&[*group], most_stated)).map(|sum| sum.n).sum();
    Value::new(best.n.saturating_sub(told)).by(best.claims)
}
