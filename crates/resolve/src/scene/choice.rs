//! Which of the places of its own sentence a claim takes.

use super::cues::is_any;
use super::names::PlaceName;
use cairn_extract::{Extraction, Frame};
use cairn_model::PlacePrecision;
use cairn_text::{Document, Shape};

/// The place of a claim among the scenes of its sentence, and whether a clause of its own, behind a
/// semicolon or a "but", holds it apart from the claim.
///
/// In a sentence of several figures and several places each figure takes the place nearest to it; else
/// the finest place holds for all. Of several towns in one region, named together, the region is the
/// place of what happened in them.
pub(super) fn choose<'p>(
    document: &Document<'_>,
    extraction: &Extraction,
    frame: &Frame,
    own: &[&'p PlaceName],
) -> Option<(&'p PlaceName, bool)> {
    let at = if frame.counted.is_empty() { frame.trigger.start } else { frame.counted.start };
    let is_apart = |place: &PlaceName| {
        place.tokens.start > at && (at..place.tokens.start).any(|token| parts(document, token))
    };
    let n_figures = extraction
        .frames
        .iter()
        .filter(|other| other.sentence == frame.sentence && !other.counted.is_empty() && !other.part_of)
        .count();
    let distinct =
        |a: &PlaceName, b: &PlaceName| a.value.name != b.value.name && !a.contains(b) && !b.contains(a);
    let rivals = own.iter().any(|a| own.iter().any(|b| distinct(a, b)));
    let chosen = if n_figures > 1 && rivals {
        let joints = |tokens: std::ops::Range<usize>| {
            tokens.filter(|token| is_any(&["and", ","], document.word(*token))).count()
        };
        let distance = |place: &PlaceName| match place.tokens.start.checked_sub(at) {
            Some(behind) => behind,
            None => {
                let gap = place.tokens.end..at;
                let is_closed = gap.clone().any(|token| document.word(token) == ";");
                let closed = if is_closed { CLOSED } else { 0 };
                (at - place.tokens.start) * 2 + joints(gap) * JOINT + closed
            }
        };
        own.iter().copied().min_by_key(|place| (is_apart(place), is_reference(place), distance(place)))
    } else {
        // Of towns and villages the nearest, whether a gazetteer has them or not.
        let key = |place: &PlaceName| (is_apart(place), fineness(place), place.tokens.start.abs_diff(at));
        own.iter().copied().min_by_key(|place| key(place))
    };
    let chosen = attached(document, frame, own, chosen).or(chosen);
    let chosen = chosen.map(|place| holder_of_list(document, frame, place, own).unwrap_or(place));
    chosen.map(|place| (place, is_apart(place)))
}

/// "4 dead in Saba, 6 in Duma": the place right behind a figure, where another number stands between it
/// and a place that seems finer.
fn attached<'p>(
    document: &Document<'_>,
    frame: &Frame,
    own: &[&'p PlaceName],
    chosen: Option<&'p PlaceName>,
) -> Option<&'p PlaceName> {
    /// A preposition and an article.
    const REACH: usize = 2;
    let end = frame.counted.end.max(frame.trigger.end);
    let is_right_behind = |place: &&PlaceName| place.tokens.start > end && place.tokens.start - end <= REACH;
    let beside = own.iter().copied().find(is_right_behind).filter(|place| !is_reference(place))?;
    let between = beside.tokens.end..chosen?.tokens.start;
    let mut between = between.map(|token| document.tokens()[token].shape);
    between.any(|shape| shape == Shape::Number).then_some(beside)
}

/// How coarse a place may be to be a town or a village; see [`coarseness_of`].
const VILLAGE: u8 = 3;

/// Finer places first, towns and villages alike, whether a gazetteer has them or not.
pub(super) fn fineness(place: &PlaceName) -> (bool, u8) {
    let (is_reference, coarseness) = coarseness_of(place);
    (is_reference, if (1..=VILLAGE).contains(&coarseness) { 1 } else { coarseness })
}

/// What holds a list of places of which one was chosen: "in Saba and Duma, in Homs province" happened
/// in Homs province, and so did what "13 raids on Saba and 11 on Duma in Homs province" came to.
fn holder_of_list<'p>(
    document: &Document<'_>,
    frame: &Frame,
    chosen: &PlaceName,
    own: &[&'p PlaceName],
) -> Option<&'p PlaceName> {
    let is_joint = |a: &PlaceName, b: &PlaceName| {
        let Some(gap) = b.tokens.start.checked_sub(a.tokens.end) else { return false };
        let comes_behind = frame.trigger.start > b.tokens.end && frame.counted.start > b.tokens.end;
        (gap == 1 || comes_behind && (1..=COUNTED_AGAIN).contains(&gap))
            && is_any(&["and", "&"], document.word(a.tokens.end))
    };
    let last = own.iter().find_map(|other| {
        if is_joint(other, chosen) {
            Some(chosen.tokens.end)
        } else {
            is_joint(chosen, other).then_some(other.tokens.end)
        }
    })?;
    own.iter().copied().find(|holder| {
        holder.holds_another && !is_country(holder) && (last..last + TO_HOLDER).contains(&holder.tokens.start)
    })
}

/// How many words may stand between two places of a list that counts at each: "and 11 on the".
const COUNTED_AGAIN: usize = 4;

/// How many words may stand between a list of places and what holds them.
const TO_HOLDER: usize = 6;

/// How many words further off a place is for a comma or an "and" between it and a figure behind it.
const JOINT: usize = 4;

/// How many words further off a place is where a semicolon ends its clause before the figure's begins.
const CLOSED: usize = 24;

/// Whether a token parts what stands before it in its sentence from what stands behind it: a
/// semicolon, "but", "... and in Arvad".
fn parts(document: &Document<'_>, token: usize) -> bool {
    let word = document.word(token);
    let next = || document.word(token + 1);
    word == ";"
        || word.eq_ignore_ascii_case("but")
        || word.eq_ignore_ascii_case("and") && is_any(&["in", "at", "near", "outside", "on"], next())
}

/// Finer places first; what only tells where another place lies comes after all others.
pub(super) fn coarseness_of(place: &PlaceName) -> (bool, u8) {
    let is_town = !place.is_spot || place.value.precision.coarseness() > 2;
    (is_reference(place), u8::from(is_town) * (1 + place.value.precision.coarseness()))
}

/// Whether a place tells where another one lies: "Saba, in Homs province", "Saba, south of Homs".
pub(super) fn is_reference(place: &PlaceName) -> bool {
    let is_beside = |relation: &str| relation.contains(' ');
    place.holds_another || place.value.relation.as_deref().is_some_and(is_beside)
}

/// Whether a place is a whole country.
pub(super) fn is_country(place: &PlaceName) -> bool {
    place.value.precision == PlacePrecision::Country
}
