//! Iraq Body Count: civilians killed and injured as a range over independent reports.

use super::case::Case;
use super::column::{Column, Value};
use super::figures::{Choice, Sum, highest, lowest};
use crate::words::place_name;
use cairn_model::{ActorSide, Convention, Group, Kind};

pub(super) const SCOPE: &str = "incidents with civilian deaths, or deaths of people of no stated group";

pub(super) const COLUMNS: &[Column] = &[
    Column::new("code", "the incident's identity in the register", |case| Value::new(&case.incident.id)),
    Column::new("date_start", "the first possible day", |case| case.date(|(start, _)| start)),
    Column::new("date_end", "the last possible day", |case| case.date(|(_, end)| end)),
    Column::new("place", "the name of the place", |case| {
        case.place(|place| Some(place_name(place).to_owned()))
    }),
    Column::new("target", "to whom it was done, as the register names them", |case| {
        let targets = || case.asserted().filter_map(|claim| Some((claim.target.as_ref()?, &claim.id)));
        let names: std::collections::BTreeSet<&str> =
            targets().map(|(target, _)| target.name.as_str()).collect();
        let names: Vec<&str> = names.into_iter().collect();
        Value::new(names.join(super::case::JOINT)).by(targets().map(|(_, claim)| claim))
    }),
    Column::new(
        "deaths_min",
        "IBC-like: the lowest figure for civilians, a share too; 0 where only people of no stated group died",
        |case| least(case, Kind::Killed),
    ),
    Column::new(
        "deaths_max",
        "IBC-like: the highest figure for civilians, or for people of no stated group",
        |case| of(case, Kind::Killed, highest),
    ),
    Column::new("injuries_min", "as deaths_min", |case| least(case, Kind::Wounded)),
    Column::new("injuries_max", "as deaths_max", |case| of(case, Kind::Wounded, highest)),
    Column::new("weapons", "with what, as the reports name it", Case::instruments),
    Column::new("killers", "who did it, by neutral name; never those who are named only by a word", |case| {
        let agents = case.agents();
        let known = agents.iter().filter(|actor| actor.side != ActorSide::Unidentified);
        let names: Vec<&str> = known.map(|actor| actor.name.as_str()).collect();
        Value::new(names.join(super::case::JOINT)).by(names.iter().flat_map(|name| case.deeds_of(name)))
    }),
    Column::new("sources", "the outlets", |case| Value::new(case.incident.outlets.join(super::case::JOINT))),
    Column::new("primary_witnesses", "the first hands of the chains of attribution", Case::origins),
    Column::new(
        "standing",
        "IBC-like: two independent origins, or provisional: outlets that copy are one origin",
        |case| {
            Value::new(if case.incident.origins.len() > 1 {
                "two independent origins"
            } else {
                "provisional"
            })
        },
    ),
];

const COUNTED: &[Group] = &[Group::Civilian, Group::Unspecified];

pub(super) fn is_in_scope(case: &Case) -> bool {
    case.figures(Kind::Killed, Convention::Ibc).sum(COUNTED, highest).is_some_and(|sum| sum.n > 0)
}

fn of(case: &Case, kind: Kind, choose: Choice) -> Value {
    Sum::value(case.figures(kind, Convention::Ibc).sum(COUNTED, choose))
}

fn least(case: &Case, kind: Kind) -> Value {
    let figures = case.figures(kind, Convention::Ibc).without_denials();
    match figures.sum(&[Group::Civilian], lowest) {
        Some(sum) => Sum::value(Some(sum)),
        None => Sum::value(figures.sum(COUNTED, lowest).map(|sum| Sum { n: 0, ..sum })),
    }
}
