//! Takes the untouched text of a report. Gives a [`Document`]: tokens, sentences and paragraphs.
//!
//! Invariant: no stage rewrites text. Every token is a byte range of the text it was read from,
//! the ranges ascend and never overlap, and [`Document::span`] turns them into code points.

mod document;
mod offsets;
mod sentences;
mod shape;
mod tokens;

pub use document::{Case, Document, Sentence};
pub use shape::Shape;
pub use tokens::Token;

/// Reads a text into tokens, sentences and paragraphs. Never fails: any text is a document.
///
/// ```
/// let document = cairn_text::analyse("Gen. Okoro spoke. Two died.");
/// assert_eq!(document.sentences().len(), 2);
/// assert_eq!(document.words(document.sentences()[1].tokens()), "Two died.");
/// ```
pub fn analyse(text: &str) -> Document<'_> {
    let tokens = tokens::tokenise(text);
    let case = document::case_of(text, &tokens);
    let sentences = sentences::split(text, &tokens);
    Document::new(text, tokens, sentences, case)
}
