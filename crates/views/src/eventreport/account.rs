//! What one report says of one incident.

use crate::profile::figures::{self, Figures};
use crate::words::place_name;
use cairn_model::{
    ActorSide, Claim, ClaimId, Convention, Day, EventType, FigureSeries, Group, Incident, Kind,
    PlacePrecision, PlaceValue, Status, TimePrecision,
};
use std::collections::BTreeSet;

/// One report's claims of one incident, as far as they say that it happened, in the order of the text.
#[derive(Debug, Clone, Default)]
pub(super) struct Account<'c> {
    pub(super) claims: Vec<&'c Claim>,
}

/// How many people one report says were harmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Estimate {
    pub(super) best: u64,
    pub(super) low: u64,
    pub(super) high: u64,
    pub(super) claims: Vec<ClaimId>,
}

/// Whether a claim tells what happened: what is denied, feared or planned does not, nor what adds up over
/// many incidents, took months, or is said of agreements.
fn tells(claim: &Claim) -> bool {
    matches!(claim.status, Status::Asserted | Status::Superseded)
        && claim.agreement.is_none()
        && !claim.period.is_cumulative()
        && !matches!(claim.time.precision, TimePrecision::Months | TimePrecision::Year)
        && !matches!(
            claim.event_type,
            EventType::Accusation | EventType::Threat | EventType::Agreement | EventType::Violation
        )
}

/// How finely a place is told, after MAVERICK's 1 (country) to 6 (street or building). A named town or
/// village is 3; Cairn tells nothing finer. Near a town, and whatever lies between town and country, is 2.
/// None for a name whose position is not known, and for the open sea.
pub(super) fn geo_precision(precision: PlacePrecision) -> Option<u8> {
    match precision {
        PlacePrecision::Country => Some(1),
        PlacePrecision::Near | PlacePrecision::Adm2 | PlacePrecision::Adm1 | PlacePrecision::Area => Some(2),
        PlacePrecision::Exact => Some(3),
        PlacePrecision::International | PlacePrecision::Unresolved => None,
    }
}

/// The gazetteer's name, so that two spellings are one; else as the report spells it.
pub(super) fn shown(place: &PlaceValue) -> &str {
    place.resolved.as_deref().unwrap_or_else(|| place_name(place))
}

/// The most frequent of some values, the first one of equals.
fn commonest<T: PartialEq>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: Vec<(T, usize)> = Vec::new();
    for value in values {
        match counts.iter_mut().find(|(known, _)| *known == value) {
            Some((_, count)) => *count += 1,
            None => counts.push((value, 1)),
        }
    }
    counts
        .into_iter()
        .reduce(|best, other| if other.1 > best.1 { other } else { best })
        .map(|(value, _)| value)
}

impl<'c> Account<'c> {
    /// The account that a report's claims make.
    pub(super) fn of(claims: impl Iterator<Item = &'c Claim>) -> Self {
        let mut claims: Vec<&Claim> = claims.filter(|claim| tells(claim)).collect();
        claims.sort_by_key(|claim| (claim.evidence.sentence, claim.evidence.figure, &claim.id));
        Self { claims }
    }

    /// The ids of the claims that pass.
    pub(super) fn ids(&self, passes: impl Fn(&Claim) -> bool) -> Vec<ClaimId> {
        self.claims.iter().filter(|claim| passes(claim)).map(|claim| claim.id.clone()).collect()
    }

    /// The finest place, of equally fine ones the one that most claims name.
    pub(super) fn place(&self) -> Option<&'c PlaceValue> {
        let places = || self.claims.iter().filter_map(|claim| claim.place.as_ref());
        let finest = places().map(|place| place.precision.coarseness()).min()?;
        let name = commonest(places().filter(|place| place.precision.coarseness() == finest).map(shown))?;
        places().find(|place| place.precision.coarseness() == finest && shown(place) == name)
    }

    /// The claims whose days are known from the text, and known most finely.
    fn dated(&self) -> impl Iterator<Item = &'c Claim> {
        let known = || self.claims.iter().copied().filter(|claim| claim.time.iso().is_some());
        let finest = known().map(|claim| claim.time.precision).min();
        known().filter(move |claim| Some(claim.time.precision) == finest)
    }

    /// The earliest and the latest possible day, by the claims that know them most finely, with these
    /// claims.
    pub(super) fn days(&self) -> Option<(Day, Day, Vec<ClaimId>)> {
        let start = self.dated().filter_map(|claim| claim.time.start).min()?;
        let end = self.dated().filter_map(|claim| claim.time.end).max()?;
        Some((start, end, self.dated().map(|claim| claim.id.clone()).collect()))
    }

    /// To whom it was done, by most claims.
    pub(super) fn target(&self) -> Option<&'c str> {
        commonest(self.claims.iter().filter_map(|claim| target(claim)))
    }

    /// The type of event that most claims tell of.
    pub(super) fn event_type(&self) -> Option<EventType> {
        commonest(self.claims.iter().map(|claim| claim.event_type))
    }

    /// The first hands, as named, each once; the outlet where a claim names none.
    pub(super) fn claimants(&self, outlet: Option<&'c str>) -> Vec<&'c str> {
        let mut names: Vec<&str> = Vec::new();
        for name in self.claims.iter().filter_map(|claim| claim.claimant().or(outlet)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

/// To whom a claim says it was done: a party by its neutral name, else the group of the people counted.
/// Words that name no party ("the village", "40 people") are none.
pub(super) fn target(claim: &Claim) -> Option<&str> {
    let party = claim.target.as_ref();
    let party = party.filter(|party| party.id.is_some() || party.side != ActorSide::Unidentified);
    let group = claim.group.filter(|&group| group != Group::Unspecified).map(Group::as_str);
    party.map(|party| party.name.as_str()).or(group).filter(|_| claim.figure.n != Some(0))
}

/// The incident with none but the figures that these claims state.
pub(super) fn as_told(mut incident: Incident, all: &[FigureSeries], claims: &BTreeSet<&ClaimId>) -> Incident {
    incident.figures = all
        .iter()
        .filter_map(|series| {
            let mut told = series.clone();
            told.points.retain(|point| point.claims.iter().any(|claim| claims.contains(claim)));
            (!told.points.is_empty()).then_some(told)
        })
        .collect();
    incident
}

/// How many people were killed (wounded, ...), as an incident with the figures of one report has it: by the
/// rules of Cairn's `ucdp` profile, so that the lowest, best and highest number are in this order.
pub(super) fn estimate(told: &Incident, kind: Kind) -> Option<Estimate> {
    let figures = Figures(figures::told(told, kind, Convention::Ucdp));
    let [best, low, high] =
        [figures::most_stated, figures::lowest, figures::highest].map(|choose| figures.all(choose));
    let mut claims: Vec<ClaimId> = best.as_ref()?.claims.iter().map(|claim| (*claim).clone()).collect();
    claims.sort_unstable();
    claims.dedup();
    Some(Estimate { best: best?.n, low: low?.n, high: high?.n, claims })
}

#[cfg(test)]
mod tests {
    use super::{commonest, geo_precision};
    use cairn_model::PlacePrecision;

    #[test]
    fn the_first_of_equally_frequent_values() {
        assert_eq!(commonest(["a", "b", "b"].into_iter()), Some("b"));
        assert_eq!(commonest(["b", "a", "a", "b"].into_iter()), Some("b"));
        assert_eq!(commonest(std::iter::empty::<u8>()), None);
    }

    #[test]
    fn a_coarser_place_is_never_more_precise() {
        let mut known: Vec<(u8, u8)> = PlacePrecision::ALL
            .iter()
            .filter_map(|&precision| Some((precision.coarseness(), geo_precision(precision)?)))
            .collect();
        known.sort_unstable();
        assert!(known.windows(2).all(|pair| pair[0].1 >= pair[1].1), "{known:?}");
    }
}
