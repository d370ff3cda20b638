//! Takes the untouched text of a report. Gives a [`Document`]: tokens, sentences and paragraphs.
//!
//! Invariant: no stage rewrites text. Every token is a byte range of the text it was read from,
//! the ranges ascend and never overlap, and [`Document::span`] turns them into code points.

#![deny(clippy::disallowed_methods)]

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

#[cfg(test)]
mod tests {
    use super::{Case, analyse};
    use proptest::prelude::*;

    #[test]
    fn a_text_tells_what_its_capitals_say() {
        let small = "gunmen killed two men near the town on sunday and got away, said a guard. ".repeat(4);
        assert_eq!(analyse(&small).case(), Case::Small);
        assert_eq!(analyse(&small.to_uppercase()).case(), Case::Capitals);
        assert_eq!(analyse(&small.replace("gunmen", "Gunmen")).case(), Case::Mixed);
        // A line or two may name nobody.
        assert_eq!(analyse("two men died there").case(), Case::Mixed);
    }

    proptest! {
        #[test]
        fn any_text_is_a_document(text in "[ -~\\n“”’é،0-9.,'-]{0,200}|\\PC{0,80}") {
            let document = analyse(&text);
            let mut last = 0;
            for token in document.tokens() {
                prop_assert!(last <= token.start && token.start < token.end);
                prop_assert!(text.get(token.start as usize..token.end as usize).is_some());
                last = token.end;
            }
            let in_sentences: usize = document.sentences().iter().map(|s| s.tokens().len()).sum();
            prop_assert_eq!(in_sentences, document.tokens().len());
            for sentence in document.sentences() {
                prop_assert_eq!(document.span(sentence.tokens()).of(&text), document.words(sentence.tokens()));
            }
        }
    }
}
