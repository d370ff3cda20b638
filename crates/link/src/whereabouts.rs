//! Where and when an incident happened, beyond what most of its accounts agree on: the other places
//! that its claims state, and the end of an offensive that is told by its first day.

use crate::figures::Stated;
use crate::happening::days;
use crate::place::{Lie, fineness, lie, shown};
use cairn_model::{Claim, Day, Figure, Kind, PlaceBasis, PlacePrecision, PlaceValue, TimeBasis};

/// Days that an offensive may last before a report tells how it went, and still be its first days:
/// what newspapers write about later than that is a campaign.
const AT_MOST: i32 = 3;

/// Heads of names of fighting that goes on for days, in small letters: its beginning is not its end.
/// An attack or a raid is over within hours and is none of them.
const LASTING: &[&str] = &[
    "offensive",
    "counteroffensive",
    "counter-offensive",
    "operation",
    "incursion",
    "onslaught",
    "siege",
    "campaign",
];

fn place_of<'a>(one: &Stated<'a>) -> Option<&'a PlaceValue> {
    one.claim.place.as_ref()
}

/// The places besides the chief one that claims which found the incident state themselves, the finest
/// first, then in the order of the reports.
///
/// A place counts where a figure is told of it or two sentences speak of it: one sentence without a
/// figure often names the place of something else. One place counts once, and so do a town and its
/// region of one name; a region that holds a place already listed tells nothing, nor does a country.
pub(crate) fn other_places(chief: &PlaceValue, founding: &[Stated<'_>]) -> Vec<PlaceValue> {
    let tells = |place: &&PlaceValue| {
        place.basis == PlaceBasis::Stated
            && fineness(place) < PlacePrecision::International.coarseness()
            && place.precision != PlacePrecision::Unresolved
            && place.country == chief.country
    };
    let one_place =
        |a: &PlaceValue, b: &PlaceValue| shown(a) == shown(b) || lie(Some(a), Some(b)) == Lie::Same;
    let is_borne_out = |place: &PlaceValue| {
        let mut telling = founding.iter().filter(|one| {
            place_of(one).is_some_and(|other| other.basis == PlaceBasis::Stated && one_place(other, place))
        });
        let first = telling.next().map(|one| (one.report, one.claim.evidence.sentence));
        let counted = |one: &Stated<'_>| {
            one.claim.figure != Figure::none() && place_of(one).is_some_and(|other| one_place(other, place))
        };
        telling.any(|one| Some((one.report, one.claim.evidence.sentence)) != first)
            || founding.iter().any(counted)
    };
    let mut stated: Vec<&PlaceValue> = founding.iter().filter_map(place_of).filter(tells).collect();
    // A stable sort: of equally fine places the first told comes first.
    stated.sort_by_key(|place| fineness(place));
    let mut listed: Vec<&PlaceValue> = vec![chief];
    for place in stated {
        let is_told = |known: &&PlaceValue| {
            one_place(known, place)
                || lie(Some(known), Some(place)) == Lie::Within && fineness(known) <= fineness(place)
        };
        if !listed.iter().any(is_told) && is_borne_out(place) {
            listed.push(place);
        }
    }
    listed[1..].iter().map(|place| PlaceValue { span: None, ..(*place).clone() }).collect()
}

/// Whether a claim tells that a lasting fight began: "an offensive was launched".
fn tells_a_beginning(claim: &Claim) -> bool {
    let target = claim.target.as_ref().map(|target| target.words.to_lowercase()).unwrap_or_default();
    claim.kind == Kind::Event && target.split(' ').any(|word| LASTING.contains(&word))
}

/// The last day of fighting of which the text tells only when it began: not later than `first`, the
/// day of the first report that tells how it went.
///
/// `start` is the day told. None where no claim says that the day is a beginning, where nothing else is
/// told of the fighting, or where the report came much later.
pub(crate) fn open_end(start: Day, first: Option<Day>, founding: &[Stated<'_>]) -> Option<Day> {
    let first = first.filter(|first| (1..=AT_MOST).contains(&first.days_since(start)))?;
    let of_the_day = |one: &&Stated<'_>| days(one.claim) == Some((start, start));
    let own_day = |one: &&Stated<'_>| {
        !matches!(one.claim.time.basis, TimeBasis::Lead | TimeBasis::Publication | TimeBasis::Unknown)
    };
    let begins = |one: &Stated<'_>| tells_a_beginning(one.claim) && of_the_day(&one) && own_day(&one);
    let beginning = founding.iter().find(|one| begins(one))?;
    // The dead and the lost of the fighting, told without a day of their own.
    let outcome = |one: &Stated<'_>| {
        one.claim.kind != Kind::Event
            && !own_day(&one)
            && one.claim.evidence.sentence != beginning.claim.evidence.sentence
    };
    founding.iter().any(outcome).then_some(first)
}
