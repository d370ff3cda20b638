use crate::offsets::Offsets;
use crate::{Shape, Token};
use cairn_model::Span;
use std::ops::Range;

/// Whether capitals tell names from other words in this text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Capitals mark names.
    Mixed,
    /// The text is in capitals only (old wire copy): capitals tell nothing.
    Capitals,
    /// The text is in small letters only (chat, some blogs): names have no capitals.
    Small,
}

/// A run of tokens that makes a sentence, a headline or a list item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    pub(crate) first: u32,
    pub(crate) end: u32,
    /// The paragraph it stands in, from 0.
    pub paragraph: u32,
}

impl Sentence {
    /// Its tokens, as a range of indices into [`Document::tokens`]; never empty.
    #[inline]
    pub fn tokens(&self) -> Range<usize> {
        self.first as usize..self.end as usize
    }
}

/// A text with its tokens, sentences and paragraphs.
#[derive(Debug, Clone)]
pub struct Document<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    case: Case,
    offsets: Offsets,
}

impl<'t> Document<'t> {
    pub(crate) fn new(text: &'t str, tokens: Vec<Token>, sentences: Vec<Sentence>, case: Case) -> Self {
        Self { text, tokens, sentences, case, offsets: Offsets::of(text) }
    }

    /// The untouched text.
    #[inline]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// All tokens, in the order of the text.
    #[inline]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// All sentences, in the order of the text; together they hold every token once.
    #[inline]
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// Whether capitals tell names from other words.
    #[inline]
    pub fn case(&self) -> Case {
        self.case
    }

    /// The words of one token.
    #[inline]
    pub fn word(&self, token: usize) -> &'t str {
        let token = &self.tokens[token];
        &self.text[token.start as usize..token.end as usize]
    }

    /// The text from the first to the last of some tokens; empty for an empty range.
    #[inline]
    pub fn words(&self, tokens: Range<usize>) -> &'t str {
        let bytes = self.bytes(tokens);
        &self.text[bytes.start as usize..bytes.end as usize]
    }

    /// The bytes from the first to the last of some tokens.
    #[inline]
    pub fn bytes(&self, tokens: Range<usize>) -> Range<u32> {
        match self.tokens.get(tokens.clone()) {
            Some([]) | None => 0..0,
            Some(run) => run[0].start..run[run.len() - 1].end,
        }
    }

    /// The code points from the first to the last of some tokens.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        let bytes = self.bytes(tokens);
        Span::new(self.offsets.code_point(bytes.start), self.offsets.code_point(bytes.end))
    }

    /// The code points of a byte range (both ends on character boundaries).
    pub fn span_of_bytes(&self, bytes: Range<u32>) -> Span {
        Span::new(self.offsets.code_point(bytes.start), self.offsets.code_point(bytes.end))
    }

    /// The index of the sentence that holds a token.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.end as usize <= token)
    }
}

/// How many small words make it sure that a text has no capitals: a sentence or two of a common text
/// may name nobody.
const SMALL_FROM: usize = 40;

/// A text is in capitals where hardly any of its words has a lower-case letter, and in small letters
/// where hardly any has a capital one.
pub(crate) fn case_of(text: &str, tokens: &[Token]) -> Case {
    let mut upper = 0;
    let mut other = 0;
    let mut small = 0;
    for token in tokens {
        match token.shape {
            Shape::Upper => upper += 1,
            Shape::Lower => {
                small += 1;
                other += 1;
            }
            Shape::Mixed => other += 1,
            // Single capital letters and short names say nothing.
            Shape::Capitalised if token.end - token.start > 1 => {
                other += usize::from(
                    text[token.start as usize..token.end as usize].chars().any(char::is_lowercase),
                );
            }
            _ => {}
        }
    }
    if upper > 4 && upper > 9 * other {
        Case::Capitals
    } else if small >= SMALL_FROM && (upper + other - small) * 50 < small {
        Case::Small
    } else {
        Case::Mixed
    }
}
