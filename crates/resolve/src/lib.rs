//! Takes an Extraction with its Report and Document. Gives Claims: symbols become values.
//!
//! Invariant: a pure function of report, document, extraction and knowledge. What the text does
//! not fix stays unknown; the day of publication never poses as the day of an event.

#![deny(clippy::disallowed_methods)]

pub mod actor;
mod attribution;
mod claims;
mod confidence;
mod introduced;
mod knowledge;
mod memo;
mod parties;
pub mod place;
mod retold;
mod scene;
mod stake;
pub mod time;

pub use claims::{Resolved, resolve};
pub use confidence::{GROUNDS, Ground};
pub use knowledge::Knowledge;
pub use scene::{PlaceName, PlaceRole, place_names};
