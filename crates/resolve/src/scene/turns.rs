//! Where a text turns to another matter: its day and its place are not those of what was told before.

use super::cues::is_any;
use cairn_extract::Tokens;
use cairn_text::Document;

/// A sentence at which a text turns to another matter, up to the end of its paragraph.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Turn {
    /// The sentence that turns.
    pub sentence: usize,
    /// The sentences before this one speak of all matters: the preface of a list.
    pub preface: usize,
}

/// The turns of a text: "Elsewhere, ...", "In a separate raid, ...", and every paragraph that a place
/// heads where several are headed so ("CEBU: Raiders ..."); `heads` are the sentences that a place heads.
pub(super) fn turns(document: &Document<'_>, heads: &[usize]) -> Vec<Turn> {
    /// Paragraphs that make a list.
    const LIST: usize = 3;
    let first = heads.first().copied().filter(|_| heads.len() >= LIST);
    let turn = |sentence: usize| {
        let is_away = turns_away(document, document.sentences()[sentence].tokens());
        let preface = first.filter(|_| heads.contains(&sentence)).or(is_away.then_some(0))?;
        Some(Turn { sentence, preface })
    };
    (1..document.sentences().len()).filter_map(turn).collect()
}

/// The last sentence of a paragraph, up to a sentence of it, that says "elsewhere"; 0 for none.
pub(super) fn turn_before(document: &Document<'_>, sentence: usize) -> usize {
    let sentences = document.sentences();
    let is_turn = |at: &usize| *at > 0 && turns_away(document, sentences[*at].tokens());
    let same = |at: &usize| sentences[*at].paragraph == sentences[sentence].paragraph;
    (0..=sentence).rev().take_while(same).find(is_turn).unwrap_or(0)
}

/// "Elsewhere", "In a separate incident", "In a related development": words that turn to another matter.
fn turns_away(document: &Document<'_>, tokens: Tokens) -> bool {
    let word = |back: usize| {
        let at = tokens.start + back;
        if at < tokens.end { document.word(at) } else { "" }
    };
    is_any(&["elsewhere", "separately"], word(0))
        || word(0).eq_ignore_ascii_case("in")
            && is_any(&["a", "an", "another"], word(1))
            && ((1..3).any(|at| is_any(&["another", "separate", "unrelated", "different"], word(at)))
                || is_any(&["related", "similar", "parallel"], word(2)) && is_any(MATTERS, word(3)))
}

/// What a text turns to: "in a related development". A similar way or case is none.
const MATTERS: &[&str] = &[
    "ambush",
    "attack",
    "blast",
    "development",
    "episode",
    "event",
    "incident",
    "matter",
    "operation",
    "raid",
];
