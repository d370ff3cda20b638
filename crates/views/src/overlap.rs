//! Which incidents of the register fall into the place and period of a toll. They are told beside it and
//! never subtracted: nobody but the claimant knows which of them it counts.

use crate::{GroupRange, ViewError, range, ranges};
use cairn_model::{Day, Group, Incident, Kind, Object, PlacePrecision, PlaceValue, Toll};
use cairn_store::{Register, fold};
use serde::Serialize;

/// What incidents of the register that lie in a toll's place and in some days count of the same thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Overlap {
    /// How many incidents count any.
    pub incidents: usize,
    /// The sum of their lowest figures.
    pub low: u64,
    /// The sum of their highest; none where one of them has no upper end.
    pub high: Option<u64>,
    /// The same in words, for the one who would add or subtract.
    pub note: String,
}

/// An incident that a toll may count, with what it counts.
struct Counted {
    days: (Day, Day),
    low: u64,
    high: Option<u64>,
}

/// The incidents that a toll may count.
pub(crate) struct Within(Vec<Counted>);

impl Within {
    /// Finds them; none where the toll does not count people, or its place is not known.
    pub(crate) fn of(register: &Register, toll: &Toll) -> Result<Option<Self>, ViewError> {
        let counts = matches!(toll.kind, Kind::Killed | Kind::Wounded) && toll.object == Object::People;
        let Some(place) = (if counts { place(register, toll)? } else { None }) else { return Ok(None) };
        let sql = "SELECT value FROM incident WHERE country IS ?1 AND day_end IS NOT NULL ORDER BY id";
        let incidents: Vec<Incident> = register.values(sql, [&place.country])?;
        let counted = incidents.iter().filter(|incident| lies_in(incident, &place)).filter_map(|incident| {
            let (low, high) = count(incident, toll)?;
            let days = incident.time.iso().and(incident.time.start.zip(incident.time.end))?;
            Some(Counted { days, low, high })
        });
        Ok(Some(Self(counted.collect())))
    }

    /// Those after `since`, or on it, and not after `until`; none where there are none.
    pub(crate) fn between(&self, since: Day, until: Day, kind: Kind) -> Option<Overlap> {
        let inside = self.0.iter().filter(|one| one.days.0 >= since && one.days.1 <= until);
        let (mut incidents, mut low, mut high) = (0, 0, Some(0));
        for one in inside {
            incidents += 1;
            low += one.low;
            high = high.zip(one.high).map(|(sum, own)| sum + own);
        }
        (incidents > 0).then(|| {
            let sum = match high {
                Some(high) if high == low => low.to_string(),
                Some(high) => format!("{low}–{high}"),
                None => format!("{low}+"),
            };
            let (fall, are) =
                if incidents == 1 { ("incident falls", "it is") } else { ("incidents fall", "they are") };
            let note =
                format!("{incidents} {fall} in its place and days, with {sum} {kind}; {are} not subtracted");
            Overlap { incidents, low, high, note }
        })
    }
}

/// Where a toll is: the place that its claims, or else other claims of its reports, give under its name.
fn place(register: &Register, toll: &Toll) -> Result<Option<PlaceValue>, ViewError> {
    let Some(name) = &toll.place else { return Ok(None) };
    let named = |place: &PlaceValue| fold(place.resolved.as_deref().unwrap_or(&place.name)) == fold(name);
    for point in &toll.points {
        let mut claims = register.claims(&point.report)?;
        claims.sort_by_key(|claim| claim.id != point.claim);
        if let Some(place) = claims.into_iter().filter_map(|claim| claim.place).find(named) {
            return Ok(place.country.is_some().then_some(place));
        }
    }
    Ok(None)
}

/// Whether an incident of the same country lies in a place.
fn lies_in(incident: &Incident, whole: &PlaceValue) -> bool {
    let Some(own) = &incident.place else { return false };
    let name = |place: &PlaceValue| fold(place.resolved.as_deref().unwrap_or(&place.name));
    match whole.precision {
        PlacePrecision::Country => true,
        PlacePrecision::Adm1 => own.adm1.is_some() && own.adm1 == whole.adm1,
        _ => name(own) == name(whole),
    }
}

/// What an incident counts of what a toll counts.
fn count(incident: &Incident, toll: &Toll) -> Option<(u64, Option<u64>)> {
    match toll.group.filter(|&group| group != Group::Unspecified) {
        Some(group) => {
            let of_group = |one: &GroupRange| one.group == group;
            let found = ranges(incident, toll.kind).into_iter().find(of_group)?.range;
            Some((found.low, found.high))
        }
        None => range(incident, toll.kind).map(|range| (range.low, range.high)),
    }
}
