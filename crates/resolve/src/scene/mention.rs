//! What the words around a name say of where it lies.

use super::standing::{Found, PlaceRole};
use crate::place::{Atlas, PlaceLevel, PlaceMention};
use cairn_text::Document;

/// Names as mentions for resolution, and the numbers of those that hold the one before or after.
pub(super) fn mentions<'t>(
    document: &Document<'t>,
    atlas: &Atlas,
    found: &[Found<'t>],
) -> (Vec<PlaceMention<'t>>, Vec<usize>) {
    let holders: Vec<Option<usize>> = (0..found.len()).map(|at| holder(document, atlas, found, at)).collect();
    let mentions = (0..found.len())
        .map(|at| {
            let name = &found[at];
            let mut mention = PlaceMention::new(name.words, document.span_of_bytes(name.bytes.clone()));
            mention.level = name.level;
            mention.in_passing = name.role == PlaceRole::Borne;
            if name.role != PlaceRole::Borne {
                mention.relation = relation(document, name.tokens.start);
            }
            mention.within.extend(name.bearer);
            // "The mosque in Duma, in Damascus province": what holds the holder holds the mosque.
            let chain = holders[at].into_iter().chain(
                holders[at]
                    .filter(|_| is_part(name))
                    .and_then(|holder| holders[holder].filter(|outer| *outer > holder)),
            );
            mention.within.extend(chain.map(|holder| found[holder].bearer.unwrap_or(found[holder].words)));
            if mention.within.is_empty() && name.is_spot {
                mention.within.extend(town_before(found, at).map(|town| found[town].words));
            }
            mention
        })
        .collect();
    (mentions, holders.into_iter().flatten().collect())
}

/// Whether a name is that of a part of a town, and not one of a list of towns.
fn is_part(name: &Found) -> bool {
    name.is_spot || matches!(name.level, Some(PlaceLevel::District | PlaceLevel::Site))
}

/// The number of the name that a clause puts around another: the next ("Duma, Syria") or the one
/// before ("Syria's Duma").
fn holder(document: &Document, atlas: &Atlas, found: &[Found], at: usize) -> Option<usize> {
    let name = &found[at];
    let fits = |other: &usize| {
        found.get(*other).is_some_and(|other| {
            other.sentence == name.sentence && other.role != PlaceRole::Borne && name.role != PlaceRole::Borne
        })
    };
    // "A quarter of the Arvadian city of Duma": the nation only describes the city.
    let is_demonym = |other: &Found| other.tokens.len() == 1 && atlas.is_demonym(other.words);
    let after = if found.get(at + 1).is_some_and(is_demonym) { at + 2 } else { at + 1 };
    let is_held = |next: &usize| is_inside(document, atlas, name.tokens.end, found[*next].tokens.start);
    let next = Some(after).filter(fits).filter(is_held);
    let owner = || {
        at.checked_sub(1).filter(fits).filter(|last| {
            let gap = found[*last].tokens.end..name.tokens.start;
            gap.len() <= 2 && gap.clone().next().is_some_and(|token| is_possessive(document.word(token)))
        })
    };
    next.or_else(owner)
}

fn is_possessive(word: &str) -> bool {
    matches!(word, "’s" | "'s")
}

/// How many sentences back a town is still the one whose quarters and streets are told of.
const SAME_TOWN: usize = 1;

/// The town that a report speaks of when it comes to one of its spots.
fn town_before(found: &[Found], at: usize) -> Option<usize> {
    (0..at)
        .rev()
        .take_while(|other| found[*other].sentence + SAME_TOWN >= found[at].sentence)
        .find(|other| found[*other].role == PlaceRole::Scene && !found[*other].is_spot)
}

/// Whether the words between two names put the first inside the second: "Douma, Syria", "Douma in
/// the eastern countryside of Damascus".
fn is_inside(document: &Document, atlas: &Atlas, from: usize, to: usize) -> bool {
    let gap = from..to;
    if gap.len() > 6 {
        return false;
    }
    let mut words = gap.clone().map(|token| document.word(token)).peekable();
    let comma = words.next_if_eq(&",").is_some();
    let is_in = words.next_if(|word| matches!(*word, "in" | "of")).is_some();
    if !is_in {
        return comma && (words.next().is_none() || is_seat_of(document, gap.start + 1..to));
    }
    let mut words = words.filter(|word| !matches!(*word, "the" | "of" | "'s" | "’s"));
    words.all(|word| {
        let lower = word.to_lowercase();
        INSIDE.contains(&lower.as_str())
            || lower.ends_with("ern")
            || lower.ends_with("an")
            || atlas.is_demonym(word)
    })
}

/// "Arvad, headquarters of Duma district": what the first of two places is to the second.
fn is_seat_of(document: &Document, mut gap: std::ops::Range<usize>) -> bool {
    const SEATS: &[&str] = &[
        "area",
        "capital",
        "centre",
        "center",
        "district",
        "hamlet",
        "headquarters",
        "hub",
        "locality",
        "part",
        "quarter",
        "seat",
        "stronghold",
        "suburb",
        "town",
        "village",
    ];
    let word = |token: usize| document.word(token);
    gap.end > gap.start + 1
        && gap.any(|token| SEATS.contains(&word(token)) && matches!(word(token + 1), "of" | "in"))
}

/// Words between "in" and the name of what holds a place.
const INSIDE: &[&str] = &[
    "rural",
    "central",
    "north",
    "south",
    "east",
    "west",
    "upper",
    "lower",
    "city",
    "capital",
    "port",
    "town",
    "district",
    "province",
    "governorate",
    "region",
    "state",
    "department",
    "countryside",
    "suburb",
    "suburbs",
    "part",
    "parts",
    "outskirts",
    "north-east",
    "north-west",
    "south-east",
    "south-west",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "nearby",
    "neighbouring",
    "neighboring",
    "restive",
    "war-torn",
];

/// How an event lies to the name that begins at a token.
fn relation<'t>(document: &Document<'t>, start: usize) -> Option<&'t str> {
    let word = |back: usize| start.checked_sub(back).map(|token| document.word(token).to_lowercase());
    let first = word(1)?;
    if matches!(first.as_str(), "near" | "outside" | "around" | "between") {
        return Some(document.word(start - 1));
    }
    // "Near the city of Arvad".
    if first == "the"
        && word(2).is_some_and(|before| matches!(before.as_str(), "near" | "outside" | "around"))
    {
        return Some(document.word(start - 2));
    }
    let (of, side) = match first.as_str() {
        "the" => (word(2)?, word(3)?),
        _ => (first, word(2)?),
    };
    // "North of the city of Hama" lies north of Hama: the article belongs to the city.
    let end = if word(1).as_deref() == Some("the") { start - 1 } else { start };
    let is_side = |side: &str| SIDES.contains(&side);
    if !is_side(&side) || !matches!(of.as_str(), "of" | "from" | "to") {
        return None;
    }
    // "To the north and northeast of Hama" lies on both sides.
    let earlier = |back: usize| (end - 2).checked_sub(back).map(|token| document.word(token).to_lowercase());
    let both = earlier(1).is_some_and(|and| and == "and") && earlier(2).is_some_and(|side| is_side(&side));
    Some(document.words(end - if both { 4 } else { 2 }..end))
}

/// Words that tell on which side of a place, or how near to it, something lies.
const SIDES: &[&str] = &[
    "north",
    "south",
    "east",
    "west",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "north-east",
    "north-west",
    "south-east",
    "south-west",
    "outskirts",
    "outside",
    "vicinity",
    "countryside",
    "close",
    "next",
    "adjacent",
    "kilometres",
    "kilometers",
    "km",
    "miles",
    "suburbs",
    "edge",
    "environs",
    "surroundings",
];
