//! Takes place mentions of one report and its context. Gives a [`cairn_model::PlaceValue`] each.
//!
//! Invariant: pure; the same mentions, context and gazetteer give the same values. What is not
//! found stays unresolved, with its name.

mod atlas;
mod compile;
mod context;
mod fold;
mod gazetteer;
mod geonames;
mod layout;
mod level;
mod mention;
mod pack;
mod resolve;
mod row;
mod sense;
mod spelling;
mod strength;
#[cfg(test)]
mod tables;

pub use atlas::Atlas;
pub use compile::compile;
pub use fold::{fold, sound};
pub use gazetteer::{Candidate, Gazetteer, Place};
pub use geonames::parse_geonames_line;
pub use layout::NameQuality;
pub use level::{PlaceLevel, level_of_word, split_level};
pub use mention::{PlaceMention, ReportContext};
pub use pack::{Pack, PackError};
pub use resolve::{place_value, resolve_places};
pub use row::Row;
pub use strength::{NameStrength, is_common_word};

/// What the data's licence asks to be shown wherever the gazetteer is used (CC BY 4.0).
pub const ATTRIBUTION: &str = "Place data: GeoNames (https://www.geonames.org/), CC BY 4.0, changed";
