//! Takes a Document. Gives an Extraction: symbolic claims with spans, nothing looked up yet.
//!
//! Invariant: a pure function of document and ruleset. Every value of an extraction names the
//! tokens it was read from and the rules that read it.

mod chart;
mod engine;
mod ruleset;
pub mod time;

pub use chart::Scratch;
pub use engine::{PatternFault, TagId, TagNames, TagSet};
pub use ruleset::{Card, Example, Fault, Faults, Rule, RuleStatus, Ruleset};
