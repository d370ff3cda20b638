//! Takes an Extraction with its Report and Document. Gives Claims: symbols become values.
//!
//! Invariant: a pure function of report, document, extraction and knowledge. What the text does
//! not fix stays unknown; the day of publication never poses as the day of an event.

mod attribution;
mod claims;
pub mod place;

pub use claims::resolve;
