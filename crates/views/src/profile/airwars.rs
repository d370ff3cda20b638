//! Airwars: civilian harm by explosive weapons, graded by what is known of it.

use super::case::{Case, JOINT};
use super::column::{Column, Value};
use super::figures::{Choice, Sum, highest, lowest};
use super::precision::airwars_where;
use crate::words::place_name;
use cairn_model::{ActorSide, ActorValue, Claim, Convention, EventType, Group, Kind};
use std::collections::BTreeSet;

pub(super) const SCOPE: &str = "airstrikes, shellings, bombings, mines and chemical attacks that killed or \
     wounded civilians or people of no stated group, and those whose dead were all armed";

pub(super) const COLUMNS: &[Column] = &[
    Column::new("code", "the incident's identity in the register", |case| Value::new(&case.incident.id)),
    Column::new("date_start", "the first possible day", |case| case.date(|(start, _)| start)),
    Column::new("date_end", "the last possible day", |case| case.date(|(_, end)| end)),
    Column::new("location", "the name of the place", |case| {
        case.place(|place| Some(place_name(place).to_owned()))
    }),
    Column::new(
        "geolocation_accuracy",
        "the rung of the ladder that the words of the reports reach",
        |case| case.place(|place| airwars_where(place.precision).map(str::to_owned)),
    ),
    Column::new("strike_type", "the incident's type in the register", |case| {
        Value::new(case.incident.event_type)
    }),
    Column::new(
        "civilians_killed_min",
        "lowest figure for civilians and people of no stated group; where a claimant counts armed dead, for \
         civilians alone",
        |case| least(case, Kind::Killed),
    ),
    Column::new(
        "civilians_killed_max",
        "highest figure for civilians and people of no stated group",
        |case| of(case, Kind::Killed, CIVIL, highest),
    ),
    Column::new("civilians_injured_min", "as civilians_killed_min", |case| least(case, Kind::Wounded)),
    Column::new("civilians_injured_max", "as civilians_killed_max", |case| {
        of(case, Kind::Wounded, CIVIL, highest)
    }),
    Column::new("belligerents_killed_min", "lowest figure for fighters and state forces", |case| {
        of(case, Kind::Killed, ARMED, lowest)
    }),
    Column::new("belligerents_killed_max", "highest figure for fighters and state forces", |case| {
        of(case, Kind::Killed, ARMED, highest)
    }),
    Column::new("belligerents", "who is said to have done it", |case| {
        let names = belligerents(case);
        Value::new(names.iter().copied().collect::<Vec<_>>().join(JOINT))
            .by(names.iter().flat_map(|name| case.deeds_of(name)))
    }),
    Column::new(
        "grading",
        "Confirmed: a belligerent accepts responsibility. Contested: several belligerents are named. \
         Discounted: only armed people died. Weak: a single origin. Fair: two or more \
         origins and a belligerent. Empty: two or more origins and no belligerent",
        grading,
    ),
    Column::new("origins", "the first hands of the chains of attribution", Case::origins),
];

const CIVIL: &[Group] = &[Group::Civilian, Group::Unspecified];
const ARMED: &[Group] = &[Group::Fighter, Group::StateForce];

pub(super) fn is_in_scope(case: &Case) -> bool {
    use EventType as E;
    let explosive =
        matches!(case.incident.event_type, E::Airstrike | E::Shelling | E::Bombing | E::Mine | E::Chemical);
    let harmed = |kind| case.figures(kind, Convention::Ibc).all(highest).is_some_and(|sum| sum.n > 0);
    explosive && (harmed(Kind::Killed) || harmed(Kind::Wounded))
}

fn of(case: &Case, kind: Kind, groups: &[Group], choose: Choice) -> Value {
    Sum::value(case.figures(kind, Convention::Ibc).sum(groups, choose))
}

/// Presumed civilian unless somebody says otherwise; where that is contested only those count whom
/// somebody calls civilians. Whoever says that nobody was harmed denies, and counts nobody.
fn least(case: &Case, kind: Kind) -> Value {
    let figures = case.figures(kind, Convention::Ibc).without_denials();
    let is_contested = figures.sum(ARMED, highest).is_some_and(|sum| sum.n > 0);
    if !is_contested {
        return Sum::value(figures.sum(CIVIL, lowest));
    }
    let civilians = figures.sum(&[Group::Civilian], lowest);
    Sum::value(civilians.or_else(|| figures.sum(CIVIL, lowest).map(|sum| Sum { n: 0, ..sum })))
}

fn is_known(actor: &ActorValue) -> bool {
    actor.side != ActorSide::Unidentified
}

fn belligerents(case: &Case) -> BTreeSet<&str> {
    let agents = case.agents().into_iter().filter(|actor| is_known(actor));
    agents.map(|actor| actor.name.as_str()).collect()
}

fn grading(case: &Case) -> Value {
    let figures = case.figures(Kind::Killed, Convention::Ibc);
    let killed = |groups| figures.sum(groups, highest).is_some_and(|sum| sum.n > 0);
    let owned_up: Vec<&Claim> = case.owned_up().collect();
    if !owned_up.is_empty() {
        return Value::new("Confirmed").by(owned_up.iter().map(|claim| &claim.id));
    }
    let belligerents = belligerents(case);
    if belligerents.len() > 1 {
        return Value::new("Contested").by(belligerents.iter().flat_map(|name| case.deeds_of(name)));
    }
    let grade = match case.incident.origins.len() {
        _ if killed(ARMED) && !killed(CIVIL) => "Discounted",
        0 | 1 => "Weak",
        _ if belligerents.is_empty() => "",
        _ => "Fair",
    };
    Value::new(grade)
}
