//! What stands in capitals and names no place.

use super::cues::{PLACING, is_any, is_direction};
use super::ordinary::is_ordinary;
use super::standing::Sorter;
use crate::place::{NameStrength, level_of_word};
use cairn_extract::{NameKind, NameMention};
use cairn_text::{Case, Document, Shape};

/// What stands in capitals and names nothing: "NORTH EAST", and in a text of capitals "IN THE
/// STREETS", "WENT IN PURSUIT CLASHED".
pub(super) fn is_no_name(sorter: &Sorter<'_, '_>, name: &NameMention) -> bool {
    let document = sorter.document;
    let word = |token: usize| document.word(token);
    if name.tokens.clone().all(|token| is_direction(word(token))) {
        return true;
    }
    // "IN CONTACT WITH": a town of that name is not meant where capitals say nothing.
    let is_known = || sorter.atlas().strength(document.words(name.tokens.clone())) >= NameStrength::Fair;
    let last = name.tokens.end - 1;
    if (document.case() != Case::Mixed || is_heading(document, name.sentence))
        && name.kind == NameKind::Plain
        && is_ordinary(word(last))
        && !is_known()
    {
        return true;
    }
    if document.case() != Case::Capitals || sorter.atlas().is_name(document.words(name.tokens.clone())) {
        return false;
    }
    let tokens = document.sentences()[name.sentence].tokens();
    let is_governed = name.tokens.start > tokens.start
        && (is_determiner(word(name.tokens.start - 1)) || ends_a_noun(document, name, tokens.start));
    let goes_on = name.tokens.end < tokens.end
        && document.tokens()[name.tokens.end].shape == Shape::Upper
        && !ENDS_NAME.iter().any(|end| word(name.tokens.end).eq_ignore_ascii_case(end));
    is_governed || goes_on
}

/// Whether a sentence is a heading in capital letters, a paragraph of its own: "Saba in Next Phase".
fn is_heading(document: &Document<'_>, sentence: usize) -> bool {
    let sentences = document.sentences();
    let here = &sentences[sentence];
    let tokens = here.tokens();
    let is_alone = sentence > 0
        && sentences[sentence - 1].paragraph != here.paragraph
        && sentences.get(sentence + 1).is_none_or(|next| next.paragraph != here.paragraph);
    let is_small =
        |token: usize| document.tokens()[token].shape == Shape::Lower && document.word(token).len() > 4;
    is_alone && document.word(tokens.end - 1) != "." && !tokens.into_iter().any(is_small)
}

/// "TO DEATH SQUADS": another word stands between a preposition and an unknown name, which then is
/// the head of what follows the preposition.
fn ends_a_noun(document: &Document<'_>, name: &NameMention, first: usize) -> bool {
    let word = |back: usize| name.tokens.start.checked_sub(back).filter(|token| *token >= first);
    let is_placing = |token: usize| is_any(PLACING, document.word(token));
    let names_a_kind = |token: usize| level_of_word(&document.word(token).to_lowercase()).is_some();
    // "IN NORTHERN ARVAD", "NEAR OLD ARVAD".
    let is_part = |token: usize| {
        let word = document.word(token).to_lowercase();
        is_direction(&word) || word.ends_with("ern") || is_any(PARTS_OF_TOWNS, &word)
    };
    let last = word(1).filter(|token| !is_placing(*token) && !names_a_kind(*token) && !is_part(*token));
    name.kind == NameKind::Plain && last.is_some() && word(2).is_some_and(is_placing)
}

/// Words that may stand right behind the name of a place in a text of capitals.
const ENDS_NAME: &[&str] = &[
    "after",
    "and",
    "at",
    "before",
    "by",
    "district",
    "during",
    "early",
    "following",
    "has",
    "have",
    "in",
    "is",
    "last",
    "late",
    "near",
    "of",
    "on",
    "or",
    "since",
    "that",
    "this",
    "today",
    "tonight",
    "was",
    "were",
    "when",
    "where",
    "which",
    "while",
    "with",
    "yesterday",
];

/// "The", "their", "a": what follows is no name.
fn is_determiner(word: &str) -> bool {
    ["the", "a", "an", "their", "his", "her", "its", "our", "this", "these"]
        .iter()
        .any(|own| word.eq_ignore_ascii_case(own))
}

/// Words between a preposition and a name that tell which part of it is meant, or belong to it.
const PARTS_OF_TOWNS: &[&str] =
    &["central", "downtown", "greater", "lake", "lower", "mount", "nearby", "new", "old", "rural", "upper"];
