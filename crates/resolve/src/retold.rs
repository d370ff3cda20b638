//! A figure that a report tells twice: what one telling leaves open, the other tells.

use cairn_model::{Claim, Figure, PlaceBasis, PlaceValue, TimeBasis, TimeValue};

/// The smallest count that is known again: one or two dead may be anybody's.
const TELLING: u64 = 4;

/// Gives a figure whose own sentence names no place, or no day, the place and the day that another
/// sentence of the report states for the same figure: headlines and leads leave out what the body tells,
/// and who comes back to a figure does not say again where it was.
///
/// Only where the two tellings do not speak against each other: neither states another day.
pub(crate) fn share_scene(claims: &mut [Claim]) {
    let scenes: Vec<(Option<PlaceValue>, Option<TimeValue>)> =
        (0..claims.len()).map(|at| (place_for(claims, at), time_for(claims, at))).collect();
    for (claim, (place, time)) in claims.iter_mut().zip(scenes) {
        if place.is_none() && time.is_none() {
            continue;
        }
        claim.place = place.or_else(|| claim.place.take());
        if let Some(time) = time {
            claim.time = time;
        }
        *claim = claim.clone().with_identity();
    }
}

/// The place that another telling states, where that is finer than what the claim has.
fn place_for(claims: &[Claim], at: usize) -> Option<PlaceValue> {
    let claim = &claims[at];
    let own = claim.place.as_ref().filter(|place| is_stated(place) && !is_coarse(place));
    // "Strikes in Aleppo", says a headline, and the body "in Saba, in Aleppo province".
    let is_inside = |other: &Claim, place: &PlaceValue| {
        own.is_none_or(|own| {
            let is_later = claim.evidence.sentence.start < other.evidence.sentence.start;
            is_later
                && place.name != own.name
                && place.adm1.as_ref() == own.resolved.as_ref().or(Some(&own.name))
        })
    };
    let stated = |other: &&Claim| {
        let place = other.place.as_ref();
        place.is_some_and(|place| is_stated(place) && !is_coarse(place) && is_inside(other, place))
    };
    let mut others = retold(claims, at).filter(stated);
    let place = others.next()?.place.clone()?;
    // Two tellings at two places are of two happenings, or of several places at once.
    let is_one = others.all(|other| other.place.as_ref().is_some_and(|also| also.name == place.name));
    let fits = claim
        .place
        .as_ref()
        .is_none_or(|own| own.country.is_none() || place.country.is_none() || own.country == place.country);
    (is_one && fits).then_some(PlaceValue { basis: PlaceBasis::Narrative, ..place })
}

/// The day that another telling states, where the claim only took one over.
fn time_for(claims: &[Claim], at: usize) -> Option<TimeValue> {
    if is_told(&claims[at].time) {
        return None;
    }
    let mut others = retold(claims, at).filter(|other| is_told(&other.time));
    let time = others.next()?.time.clone();
    let is_one = others.all(|other| (other.time.start, other.time.end) == (time.start, time.end));
    is_one.then_some(TimeValue { basis: TimeBasis::Lead, ..time })
}

/// The other tellings of a claim's figure.
fn retold(claims: &[Claim], at: usize) -> impl Iterator<Item = &Claim> {
    let claim = &claims[at];
    let is_telling = is_telling(&claim.figure) && !claim.period.is_cumulative();
    let others = claims.iter().enumerate().filter(move |(other, _)| is_telling && *other != at);
    others.map(|(_, other)| other).filter(move |other| is_same(claim, other))
}

fn is_telling(figure: &Figure) -> bool {
    figure.n.is_some_and(|n| n >= TELLING)
}

fn is_same(one: &Claim, other: &Claim) -> bool {
    one.kind == other.kind
        && one.object == other.object
        && one.group == other.group
        && (one.figure.n, one.figure.n_max) == (other.figure.n, other.figure.n_max)
        && one.status == other.status
        && one.part_of == other.part_of
        && !other.period.is_cumulative()
        && one.evidence.sentence != other.evidence.sentence
        && (!is_told(&one.time) || !is_told(&other.time) || overlap(&one.time, &other.time))
}

fn overlap(one: &TimeValue, other: &TimeValue) -> bool {
    match (one.start, one.end, other.start, other.end) {
        (Some(start), Some(end), Some(from), Some(to)) => start <= to && from <= end,
        _ => true,
    }
}

/// Whether a clause of its own states a time.
fn is_told(time: &TimeValue) -> bool {
    matches!(time.basis, TimeBasis::Decided | TimeBasis::Stated | TimeBasis::Dateline | TimeBasis::Narrative)
        && time.start.is_some()
}

fn is_stated(place: &PlaceValue) -> bool {
    matches!(place.basis, PlaceBasis::Stated | PlaceBasis::Decided)
}

/// A region or a country, or a place only told by how it lies to another ("south of").
fn is_coarse(place: &PlaceValue) -> bool {
    place.precision.coarseness() > COARSEST
        || place.relation.as_deref().is_some_and(|relation| relation.contains(' '))
}

/// The coarseness of a town or a spot that no gazetteer has.
const COARSEST: u8 = 2;
