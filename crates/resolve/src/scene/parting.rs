//! Words in a sentence behind which a time dates another matter: "nobody was hurt, but on Tuesday ...",
//! "58 were killed, among them 13 who fell last Friday".

use cairn_extract::time::TimeMention;
use cairn_text::Document;

/// Where the matter begins that a time dates, and where the one before ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parting(usize);

/// How far before a time the words may stand that open its matter.
const REACH: usize = 16;

impl Parting {
    /// The parting nearest before a time, in its sentence.
    pub(super) fn before(document: &Document, mention: &TimeMention) -> Option<Self> {
        let start = document.sentences()[document.sentence_of(mention.tokens.start)].tokens().start;
        let first = start.max(mention.tokens.start.saturating_sub(REACH));
        let word = |token: usize| document.word(token);
        let is = |token: usize, words: &[&str]| words.iter().any(|own| word(token).eq_ignore_ascii_case(own));
        // "But on Tuesday", "while on Tuesday": the time opens the clause.
        let opens = |token: usize| {
            is(token, &["but", "while", "whereas"])
                && (token + 1..mention.tokens.start)
                    .all(|token| is(token, &["on", "in", "early", "late", "the", "at"]))
        };
        // "Among them 13 who fell", "counting the 13".
        let shares = |token: usize| {
            let behind = || token + 1..mention.tokens.start;
            is(token, &["counting"])
                || is(token, &["among", "including"])
                    && behind().any(|token| is(token, &["who", "which", "that", "whom"]))
        };
        (first..mention.tokens.start).rev().find(|token| opens(*token) || shares(*token)).map(Self)
    }

    /// Whether it stands between what is told at one token and a later one.
    pub(super) fn parts(self, told: usize, later: usize) -> bool {
        (told + 1..=later).contains(&self.0)
    }
}
