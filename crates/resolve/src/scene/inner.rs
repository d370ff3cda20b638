//! Places that stand inside longer names: "Leeds City Council", "University of Ghent".

use super::standing::Sorter;
use crate::place::{NameStrength, is_common_word};
use cairn_extract::{NameKind, NameMention};
use std::ops::Range;

/// How many words of a name its place may have.
const LONGEST: usize = 3;

/// The bytes of the place inside a name: the longest that it begins with, a word of direction or
/// title left out, or that follows "of", or one part of a word with a hyphen ("Ankara-based").
pub(super) fn inner_place(sorter: &Sorter<'_, '_>, name: &NameMention) -> Option<Range<u32>> {
    let tokens = name.tokens.clone();
    let of = (tokens.start + 1..tokens.end)
        .rev()
        .find(|token| matches!(sorter.document.word(*token), "of" | "for" | "in"))
        .filter(|_| name.kind == NameKind::Body);
    let starts = [(tokens.start, true), (tokens.start + 1, false)];
    for (start, is_first) in starts.into_iter().chain(of.map(|of| (of + 1, true))) {
        for end in (start + 1..=tokens.end.min(start + LONGEST)).rev() {
            // The name as a whole has been looked up.
            if (start..end) == tokens {
                continue;
            }
            if is_place(sorter, start, end, is_first) {
                return Some(sorter.document.bytes(start..end));
            }
        }
    }
    tokens.clone().find_map(|token| part_of_word(sorter, token))
}

fn is_place(sorter: &Sorter<'_, '_>, start: usize, end: usize, is_first: bool) -> bool {
    let words = sorter.document.words(start..end);
    if !words.starts_with(char::is_uppercase) || sorter.is_person(sorter.document.word(start)) {
        return false;
    }
    // Behind an unknown first word a town's name is mostly a surname.
    let needed = if is_first { NameStrength::Fair } else { NameStrength::Strong };
    sorter.atlas().own_strength(words) >= needed
}

/// "Ankara-based", "Moscow-Tehran": the first part that is well known.
fn part_of_word(sorter: &Sorter<'_, '_>, token: usize) -> Option<Range<u32>> {
    let word = sorter.document.word(token);
    if !word.contains('-') {
        return None;
    }
    let mut start = sorter.document.bytes(token..token + 1).start;
    for part in word.split('-') {
        let end = start + part.len() as u32;
        let is_name = part.len() > 2 && part.starts_with(char::is_uppercase) || matches!(part, "US" | "EU");
        if is_name
            && !is_common_word(&part.to_lowercase())
            && sorter.atlas().own_strength(part) >= NameStrength::Fair
        {
            return Some(start..end);
        }
        start = end + 1;
    }
    None
}
