//! What "in the village" points back to, and which items of a list keep their places to themselves.

use super::cues::is_any;
use super::names::PlaceName;
use super::places::Places;
use cairn_extract::Tokens;
use cairn_model::PlacePrecision;
use cairn_text::{Document, Shape};

/// How many sentences back a place may be named that "the village" means.
const REFERRED: usize = 5;

/// How many sentences an item of a list may have.
const ITEM: usize = 12;

/// Kinds of towns: any town that was named last may be meant by them.
const TOWNS: &[&str] = &["city", "hamlet", "settlement", "town", "village"];

impl Places<'_> {
    /// The first sentence of the item of a list, or of a page that is told on by the hour, in which a
    /// sentence stands: what one item tells is no place of the next. 0 outside of such items.
    pub(super) fn item_of(&self, sentence: usize) -> usize {
        let sentences = self.document.sentences();
        let opens_item = |at: &usize| {
            let opens = *at > 0 && sentences[*at - 1].paragraph != sentences[*at].paragraph;
            opens && is_item(self.document, sentences[*at].tokens())
        };
        (0..=sentence).rev().take(ITEM).find(opens_item).unwrap_or(0)
    }

    /// What "in the village", "at the camp" means: the last place of that kind that the text has named.
    pub(super) fn referred(&self, sentence: usize) -> Option<&PlaceName> {
        let at = kind_of_place(self.document, self.document.sentences()[sentence].tokens())?;
        let kind = self.document.word(at);
        let end = self.names.partition_point(|name| name.tokens.end <= at);
        let near = self.names[..end].iter().rev().take_while(|name| name.sentence + REFERRED >= sentence);
        let is_town = |name: &PlaceName| {
            use PlacePrecision::{Exact, Near, Unresolved};
            matches!(name.value.precision, Exact | Near | Unresolved) && !name.is_spot
        };
        let bears = |name: &PlaceName| {
            name.tokens.clone().any(|token| self.document.word(token).eq_ignore_ascii_case(kind))
        };
        let fits = |name: &&PlaceName| {
            let is_like = if is_any(TOWNS, kind) { is_town(name) } else { bears(name) };
            is_like && !name.holds_another
        };
        near.into_iter().find(fits)
    }
}

/// Whether a line opens as the item of a list ("* ", "3. ", "14:20 ").
fn is_item(document: &Document<'_>, tokens: Tokens) -> bool {
    let first = document.word(tokens.start);
    let is_number = |token: usize| document.tokens()[token].shape == Shape::Number;
    is_any(&["*", "•", "·", "–", "-", "—"], first)
        || tokens.len() > 2
            && is_number(tokens.start)
            && (first.contains(':')
                || matches!(document.word(tokens.start + 1), "." | ")")
                || document.word(tokens.start + 1) == ":" && is_number(tokens.start + 2))
}

/// The word for a kind of place that something is put at, without its name: "in the village".
fn kind_of_place(document: &Document<'_>, tokens: Tokens) -> Option<usize> {
    const KINDS: &[&str] = &[
        "barracks",
        "base",
        "camp",
        "city",
        "district",
        "hamlet",
        "hospital",
        "island",
        "lodge",
        "market",
        "mosque",
        "neighborhood",
        "neighbourhood",
        "prison",
        "quarter",
        "settlement",
        "town",
        "village",
    ];
    const PUTS: &[&str] = &[
        "across",
        "around",
        "as",
        "at",
        "in",
        "inside",
        "into",
        "near",
        "on",
        "outside",
        "over",
        "through",
        "throughout",
        "when",
        "while",
        "within",
    ];
    let word = |token: usize| document.word(token);
    (tokens.start + 2..tokens.end).find(|at| {
        is_any(KINDS, word(*at))
            && word(*at - 1).eq_ignore_ascii_case("the")
            && is_any(PUTS, word(*at - 2))
            && (*at + 1 >= tokens.end || !is_any(&["of", "called", "named"], word(*at + 1)))
    })
}
