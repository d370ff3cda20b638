//! Quotations: from an opening mark to its closing one, over sentences and paragraphs.

use crate::extraction::Tokens;
use cairn_text::{Document, Shape};

/// The quotations of a document as token ranges, marks included, in the order of the text.
///
/// Straight marks open and close by turns within a paragraph. A quotation that a paragraph leaves
/// open goes on where the next paragraph begins with a mark (the usage of newspapers); else the
/// mark is taken for a stray one, and the quotation ends with its sentence.
pub(super) fn quotations(document: &Document) -> Vec<Tokens> {
    let mut found: Vec<Tokens> = Vec::new();
    let mut open: Option<usize> = None;
    let mut paragraph = u32::MAX;
    for sentence in document.sentences() {
        for token in sentence.tokens() {
            let first_of_paragraph = sentence.paragraph != paragraph;
            paragraph = sentence.paragraph;
            let is_quote = document.tokens()[token].shape == Shape::Quote;
            if let Some(start) = open.filter(|_| first_of_paragraph) {
                if is_quote && !closes_only(document.word(token)) {
                    // The mark at the head of the paragraph repeats the open one.
                    continue;
                }
                open = None;
                close_at_sentence_end(document, start, &mut found);
            }
            if !is_quote {
                continue;
            }
            match open {
                Some(start) if !opens_only(document.word(token)) => {
                    found.push(start..token + 1);
                    open = None;
                }
                None if !closes_only(document.word(token)) => open = Some(token),
                _ => {}
            }
        }
    }
    if let Some(start) = open {
        close_at_sentence_end(document, start, &mut found);
    }
    found
}

fn opens_only(mark: &str) -> bool {
    matches!(mark, "“" | "«" | "„" | "``")
}

fn closes_only(mark: &str) -> bool {
    matches!(mark, "”" | "»" | "''")
}

fn close_at_sentence_end(document: &Document, start: usize, found: &mut Vec<Tokens>) {
    let end = document.sentences()[document.sentence_of(start)].tokens().end;
    if end > start + 1 {
        found.push(start..end);
    }
}

/// The quotation that holds a token, marks included.
pub(super) fn around(quotations: &[Tokens], token: usize) -> Option<&Tokens> {
    let at = quotations.partition_point(|quotation| quotation.end <= token);
    quotations.get(at).filter(|quotation| quotation.start <= token)
}
