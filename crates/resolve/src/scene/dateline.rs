//! Where a report was written.

use cairn_extract::{NameMention, Tokens};
use cairn_text::{Document, Shape};

/// "BEIRUT, Aug 20", "MOSCOW: ...", "Damascus (SANA) -": the place of writing opens the text.
pub(super) fn is_dateline(document: &Document, name: &NameMention) -> bool {
    if name.sentence > 1 || name.tokens.start > 12 {
        return false;
    }
    let sentence = document.sentences()[name.sentence].tokens();
    if name.tokens.start > sentence.start + 6 {
        return false;
    }
    // "Fighting in Arvad: a summary" is a headline.
    if name.tokens.start > sentence.start && document.tokens()[name.tokens.start - 1].shape == Shape::Lower {
        return false;
    }
    // "* ARVAD - Police found": the item of a list, which is about that place.
    if matches!(document.word(sentence.start), "*" | "•" | "·" | "-" | "–" | "—") {
        return false;
    }
    let mut closed = false;
    for token in (name.tokens.end..sentence.end).take(12) {
        match document.word(token) {
            ":" | "--" | "–" | "—" | "-" | "_" if closed || token <= name.tokens.end + 8 => {
                return token <= name.tokens.end + 10
                    && !has_lower_case_word(document, name.tokens.end..token);
            }
            "/" if closed => return true,
            "/" | "(" => closed = true,
            ")" if closed => return true,
            _ => {}
        }
    }
    false
}

/// "LUZON: ...", with "MINDANAO: ..." and "CEBU: ..." below: whether different names and colons head
/// the paragraphs. The first of them is no place of writing; in an interview the same names come back.
pub(super) fn has_headed_paragraphs(document: &Document) -> bool {
    /// Words that such a head has.
    const LONGEST: usize = 3;
    /// Paragraphs that make a list.
    const LIST: usize = 3;
    let sentences = document.sentences();
    let is_word =
        |token: &usize| matches!(document.tokens()[*token].shape, Shape::Upper | Shape::Capitalised);
    let mut heads: Vec<&str> = Vec::new();
    for at in 0..sentences.len() {
        if at > 0 && sentences[at].paragraph == sentences[at - 1].paragraph {
            continue;
        }
        let tokens = sentences[at].tokens();
        let words = tokens.start..tokens.start + tokens.clone().take(LONGEST).take_while(is_word).count();
        if words.is_empty() || words.end >= tokens.end || document.word(words.end) != ":" {
            continue;
        }
        let head = document.words(words);
        if heads.contains(&head) {
            return false;
        }
        heads.push(head);
    }
    heads.len() >= LIST
}

fn has_lower_case_word(document: &Document, mut tokens: Tokens) -> bool {
    tokens.any(|token| document.tokens()[token].shape == Shape::Lower)
}
