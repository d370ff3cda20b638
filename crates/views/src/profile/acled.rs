//! ACLED: names of its columns, definitions of its codebook and its coding notes.

use super::case::{Case, JOINT};
use super::column::{Column, Value};
use super::figures::{Sum, lowest};
use super::precision::{acled_geo, acled_time};
use crate::words::place_name;
use cairn_model::{ActorSide, ActorValue, Convention, Day, Group, Kind, TimeBasis, TimeValue};
use std::collections::BTreeSet;

pub(super) const SCOPE: &str = "incidents of a type that ACLED files, dated within a month, placed in a \
     region or finer; one row a day where the claims tell the first and the last day";

pub(super) const COLUMNS: &[Column] = &[
    Column::new(
        "event_id_cnty",
        "the incident's identity, with the number of the day where it is split",
        |case| {
            Value::new(match case.day {
                Some((day, _)) => format!("{}-{}", case.incident.id, day + 1),
                None => case.incident.id.to_string(),
            })
        },
    ),
    Column::new("event_date", "the day; of a longer period its middle", |case| {
        Value::maybe(case.days().map(middle)).by(case.dating())
    }),
    Column::new("year", "of the event date", |case| {
        Value::maybe(case.days().map(|days| middle(days).year())).by(case.dating())
    }),
    Column::new("time_precision", "1 the day, 2 within a week, 3 within a month", |case| {
        Value::maybe(case.days().and_then(acled_time)).by(case.dating())
    }),
    Column::new("event_type", "by the incident's type, and by who did it to whom", |case| {
        Value::maybe(case.coding.acled_event)
    }),
    Column::new("sub_event_type", "by the incident's type, and by who did it to whom", |case| {
        Value::maybe(case.coding.acled_sub_event)
    }),
    Column::new("actor1", "who did it; else the first party by name. No direction is meant", |case| {
        Value::maybe(actors(case).0.map(|actor| name(&actor, case)))
    }),
    Column::new("inter1", "1 state, 2 rebels, 3 militia, 8 a foreign or international force", |case| {
        Value::maybe(actors(case).0.map(|actor| inter(&actor, case)))
    }),
    Column::new(
        "actor2",
        "the other party; else civilians, where civilians were harmed",
        |case| match actors(case).1 {
            Some(actor) => Value::new(name(&actor, case)),
            None => Value::maybe(civilians(case).map(|_| of_country("Civilians", case))),
        },
    ),
    Column::new("inter2", "as inter1; 7 civilians", |case| match actors(case).1 {
        Some(actor) => Value::new(inter(&actor, case)),
        None => Value::maybe(civilians(case).map(|_| 7)),
    }),
    Column::new("civilian_targeting", "where civilians were harmed and no second party is named", |case| {
        Value::maybe(civilians(case).filter(|_| actors(case).1.is_none()).map(|_| "Civilian targeting"))
    }),
    Column::new("country", "ISO 3166-1 alpha-2 code", |case| case.place(|place| place.country.clone())),
    Column::new("admin1", "the first-level region", |case| case.place(|place| place.adm1.clone())),
    Column::new("location", "the name of the place", |case| {
        case.place(|place| Some(place_name(place).to_owned()))
    }),
    Column::new(
        "latitude",
        "degrees; empty for a region, for which ACLED would take its chief town",
        |case| Value::maybe(case.point().map(|(lat, _)| lat)).by(case.placing()),
    ),
    Column::new(
        "longitude",
        "degrees; empty for a region, for which ACLED would take its chief town",
        |case| Value::maybe(case.point().map(|(_, lon)| lon)).by(case.placing()),
    ),
    Column::new("geo_precision", "1 a town, 2 near one or a part of a region, 3 a region", |case| {
        case.place(|place| acled_geo(place.precision).map(|precision| precision.to_string()))
    }),
    Column::new("source", "the outlets", |case| Value::new(case.incident.outlets.join(JOINT))),
    Column::new("notes", "how a total was divided", |case| {
        Value::maybe(case.day.zip(killed(case)).map(|((day, n_days), sum)| {
            format!("day {} of {n_days}; total fatalities {} divided by days", day + 1, sum.n)
        }))
    }),
    Column::new(
        "fatalities",
        "the lowest reported number; several 3, tens 10, dozens 12, hundreds 100; 0 where none is told; \
         divided by days, the rest to the first",
        |case| {
            let share = |n: u64| match case.day {
                Some((day, n_days)) => {
                    n / u64::from(n_days) + if day == 0 { n % u64::from(n_days) } else { 0 }
                }
                None => n,
            };
            match killed(case) {
                Some(sum) => Value::new(share(sum.n)).by(sum.claims),
                None => Value::new(0),
            }
        },
    ),
];

pub(super) fn is_in_scope(case: &Case) -> bool {
    let place = case.incident.place.as_ref();
    case.coding.acled_event.is_some()
        && case.days().and_then(acled_time).is_some()
        && place.is_some_and(|place| acled_geo(place.precision).is_some())
}

/// One case for each day, where claims date it to its first and to its last day.
pub(super) fn by_day(case: Case) -> Vec<Case> {
    let Some((start, end)) = case.days().filter(|(start, end)| start < end) else { return vec![case] };
    let told: BTreeSet<Day> = case
        .asserted()
        .filter(|claim| claim.time.iso().is_some() && claim.time.start == claim.time.end)
        .filter_map(|claim| claim.time.start)
        .collect();
    if !(told.contains(&start) && told.contains(&end)) {
        return vec![case];
    }
    let n_days = (end.days_since(start) + 1) as u32;
    (0..n_days)
        .map(|day| {
            let mut one = case.clone();
            let date = start.plus_days(day as i32);
            one.incident.time = TimeValue::days(date, date, TimeBasis::Stated);
            one.day = Some((day, n_days));
            one
        })
        .collect()
}

fn middle((start, end): (Day, Day)) -> Day {
    start.plus_days(end.days_since(start) / 2)
}

fn killed(case: &Case) -> Option<Sum<'_>> {
    case.figures(Kind::Killed, Convention::Acled).all(lowest)
}

fn civilians(case: &Case) -> Option<()> {
    let harmed = |kind| case.figures(kind, Convention::Acled).sum(&[Group::Civilian], lowest);
    harmed(Kind::Killed).or_else(|| harmed(Kind::Wounded)).map(|_| ())
}

/// The two parties: who did it first, then the others by name.
fn actors(case: &Case) -> (Option<ActorValue>, Option<ActorValue>) {
    let agents = case.agents();
    let mut parties: Vec<&ActorValue> = case.incident.parties.iter().collect();
    parties.sort_by_key(|party| (agents.iter().all(|agent| agent.name != party.name), &party.name));
    parties.dedup_by(|a, b| a.name == b.name);
    let mut parties = parties.into_iter().cloned();
    (parties.next(), parties.next())
}

/// ACLED names those without a name by their country.
fn name(actor: &ActorValue, case: &Case) -> String {
    match (actor.side, &actor.id) {
        (ActorSide::Unidentified | ActorSide::Rebel, None) => of_country("Unidentified Armed Group", case),
        _ => actor.name.clone(),
    }
}

fn of_country(who: &str, case: &Case) -> String {
    match case.incident.place.as_ref().and_then(|place| place.country.as_deref()) {
        Some(country) => format!("{who} ({country})"),
        None => who.to_owned(),
    }
}

fn inter(actor: &ActorValue, case: &Case) -> u8 {
    let country = case.incident.place.as_ref().and_then(|place| place.country.as_deref());
    match actor.side {
        ActorSide::State if country.is_some() && actor.country.as_deref() != country => 8,
        ActorSide::State => 1,
        ActorSide::International => 8,
        ActorSide::Rebel => 2,
        ActorSide::ProGovernment | ActorSide::Criminal | ActorSide::Political | ActorSide::Unidentified => 3,
    }
}
