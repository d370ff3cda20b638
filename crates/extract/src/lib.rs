//! Takes a Document. Gives an Extraction: symbolic claims with spans, nothing looked up yet.
//!
//! Invariant: a pure function of document and ruleset. Every value of an extraction names the
//! tokens it was read from and the rules that read it.

#![deny(clippy::disallowed_methods)]

mod attribution;
mod chart;
mod claims;
mod engine;
mod extraction;
mod pool;
mod ruleset;
mod stops;
pub mod time;
mod trace;

pub use attribution::{HandMention, chain_at};
pub use chart::Scratch;
pub use engine::{PatternFault, TagId, TagNames, TagSet};
pub use extraction::{
    AgreementWords, Extraction, Frame, NameKind, NameMention, Saying, SayingClass, SentenceCues, SourceKind,
    Tokens,
};
pub use pool::ScratchPool;
pub use ruleset::{Card, Example, Fault, Faults, Rule, RuleStatus, Ruleset};
pub use stops::{Outcome, Stop, stops};
pub use trace::{TracedLevel, TracedMatch, trace};

use cairn_text::Document;

/// Reads a document: runs the cascade and turns its frames into symbolic claims.
///
/// `scratch` must have been made for the same ruleset; it only saves work.
pub fn extract(document: &Document, ruleset: &Ruleset, scratch: &mut Scratch) -> Extraction {
    let chart = chart::run(document, ruleset, scratch);
    let sayings = attribution::read(document, &chart, ruleset);
    claims::read(document, &chart, ruleset, sayings)
}
