//! What the words around a name say of where it lies.

use super::standing::{Found, PlaceRole};
use crate::place::PlaceMention;
use cairn_text::Document;

/// Names as mentions for resolution, and the numbers of those that hold the one before or after.
pub(super) fn mentions<'t>(
    document: &Document<'t>,
    found: &[Found<'t>],
) -> (Vec<PlaceMention<'t>>, Vec<usize>) {
    let mut holders = Vec::new();
    let mentions = (0..found.len())
        .map(|at| {
            let (mention, holder) = mention(document, found, at);
            holders.extend(holder);
            mention
        })
        .collect();
    (mentions, holders)
}

fn mention<'t>(document: &Document<'t>, found: &[Found<'t>], at: usize) -> (PlaceMention<'t>, Option<usize>) {
    let name = &found[at];
    let mut mention = PlaceMention::new(name.words, document.span_of_bytes(name.bytes.clone()));
    mention.level = name.level;
    mention.in_passing = name.role == PlaceRole::Borne;
    let mut holder = None;
    if name.role == PlaceRole::Borne {
        return (mention, None);
    }
    mention.relation = relation(document, name.tokens.start);
    mention.within.extend(name.bearer);
    if let Some(next) = found.get(at + 1).filter(|next| next.sentence == name.sentence)
        && is_inside(document, name.tokens.end, next.tokens.start)
        && next.role != PlaceRole::Borne
    {
        mention = mention.within(next.words);
        holder = Some(at + 1);
    }
    if let Some(last) = at.checked_sub(1).filter(|last| found[*last].sentence == name.sentence)
        && found[last].role != PlaceRole::Borne
    {
        let gap = found[last].tokens.end..name.tokens.start;
        let mut words = gap.clone().map(|token| document.word(token));
        if gap.len() <= 2 && matches!(words.next(), Some("’s" | "'s")) {
            mention = mention.within(found[last].words);
            holder = Some(last);
        }
    }
    (mention, holder)
}

/// Whether the words between two names put the first inside the second: "Douma, Syria", "Douma in
/// the eastern countryside of Damascus".
fn is_inside(document: &Document, from: usize, to: usize) -> bool {
    let gap = from..to;
    if gap.len() > 6 {
        return false;
    }
    let mut words = gap.map(|token| document.word(token)).peekable();
    let comma = words.next_if_eq(&",").is_some();
    let is_in = words.next_if(|word| matches!(*word, "in" | "of")).is_some();
    if !is_in {
        return comma && words.next().is_none();
    }
    let mut words = words.filter(|word| !matches!(*word, "the" | "of" | "'s" | "’s"));
    words.all(|word| {
        let lower = word.to_lowercase();
        INSIDE.contains(&lower.as_str()) || lower.ends_with("ern") || lower.ends_with("an")
    })
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
    if matches!(first.as_str(), "near" | "outside" | "around") {
        return Some(document.word(start - 1));
    }
    let (of, side) = match first.as_str() {
        "the" => (word(2)?, word(3)?),
        _ => (first, word(2)?),
    };
    let from = if word(1).as_deref() == Some("the") { start - 3 } else { start - 2 };
    let is_side = SIDES.contains(&side.as_str());
    (is_side && matches!(of.as_str(), "of" | "from" | "to")).then(|| document.words(from..start))
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
