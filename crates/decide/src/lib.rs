//! Takes the [`Claim`]s of a report and the [`Decision`]s about them. Gives the claims as they stand
//! ([`Standing`]), and which claims people put together or took apart ([`Bonds`]).
//!
//! Invariant: pure, and blind to order: the same claims and decisions in any order give the same result,
//! because decisions rank by when they were made and by whom ([`Decision::rank`]), never by when they
//! arrived. Nothing is lost: what does not hold is named with what holds in its place.

#![deny(clippy::disallowed_methods)]

mod admit;
mod anchoring;
mod bonds;
mod docket;
mod file;
mod line;
mod numerals;
mod stand;
mod state;
mod words;

pub use admit::{OutsideClaim, Refusal, admit};
pub use anchoring::{Found, find};
pub use bonds::{Bound, bind};
pub use docket::Docket;
pub use line::read_line;
pub use stand::names;
pub use stand::stand;
pub use state::{Reports, state};
pub use words::{Names, Nobody, Unfitting, WordsError, correction, fitting};

use cairn_model::{Bonds, Claim, Decision, Standing};

/// A name as it is compared: transliterated, in lower case, without a leading article, spaces as one.
pub fn fold(name: &str) -> String {
    let folded = any_ascii::any_ascii(name).to_lowercase();
    let mut words = folded.split_whitespace().peekable();
    if words.peek().is_some_and(|first| matches!(*first, "the" | "a" | "an")) {
        words.next();
    }
    words.collect::<Vec<_>>().join(" ")
}
