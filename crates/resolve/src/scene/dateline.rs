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

/// "LUZON: ...", with "MINDANAO: ..." and "CEBU: ..." below: names and colons head the paragraphs, and
/// the first of them is no place of writing.
pub(super) fn labels_paragraphs(document: &Document, name: &NameMention) -> bool {
    /// Words that such a head has.
    const LONGEST: usize = 3;
    /// Other paragraphs that make a list.
    const LIST: usize = 2;
    let sentences = document.sentences();
    let head_ends = |tokens: Tokens| {
        let is_word =
            |token: usize| matches!(document.tokens()[token].shape, Shape::Upper | Shape::Capitalised);
        let end = tokens.clone().take(LONGEST + 1).find(|token| !is_word(*token))?;
        (end > tokens.start && document.word(end) == ":").then_some(end)
    };
    let own = head_ends(sentences[name.sentence].tokens());
    let others = || {
        let heads = (name.sentence + 1..sentences.len())
            .filter(|at| sentences[*at].paragraph != sentences[*at - 1].paragraph);
        heads.filter(|at| head_ends(sentences[*at].tokens()).is_some())
    };
    own == Some(name.tokens.end) && others().nth(LIST - 1).is_some()
}

fn has_lower_case_word(document: &Document, mut tokens: Tokens) -> bool {
    tokens.any(|token| document.tokens()[token].shape == Shape::Lower)
}
