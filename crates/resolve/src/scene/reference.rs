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
        let tokens = self.document.sentences()[sentence].tokens();
        let at =
            kind_of_place(self.document, tokens.clone()).or_else(|| home_of_people(self.document, tokens))?;
        self.last_of_kind(sentence, at)
    }

    /// What "the residents of the city" means.
    pub(super) fn home_of(&self, sentence: usize) -> Option<&PlaceName> {
        let at = home_of_people(self.document, self.document.sentences()[sentence].tokens())?;
        self.last_of_kind(sentence, at)
    }

    /// The last place before a token that is of the kind that the token says.
    fn last_of_kind(&self, sentence: usize, at: usize) -> Option<&PlaceName> {
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

/// The word for the kind of town whose people are told of: "residents of the city".
fn home_of_people(document: &Document<'_>, tokens: Tokens) -> Option<usize> {
    const PEOPLE: &[&str] = &[
        "citizens",
        "civilians",
        "defenders",
        "inhabitants",
        "people",
        "population",
        "residents",
        "villagers",
    ];
    let word = |token: usize| document.word(token);
    (tokens.start + 3..tokens.end).find(|at| {
        is_any(TOWNS, word(*at))
            && is_any(&["the"], word(*at - 1))
            && is_any(&["of"], word(*at - 2))
            && is_any(PEOPLE, word(*at - 3))
            && (*at + 1 >= tokens.end || !is_any(&["of", "called", "named"], word(*at + 1)))
    })
}
