//! Takes [`cairn_model`] values. Gives them back from one SQLite file, the register.
//!
//! Invariant: reports, claims, links and decisions are only ever added. What is derived from them
//! (families, incidents, tolls, agreements) is made anew step by step, each step in one transaction, so that a
//! reader sees the state before a step or after it, and a killed program leaves one of the two, with the list
//! of the reports that are still waiting.
//!
//! Nothing here depends on the clock, and nothing that is read back depends on the order in which
//! reports came: all lists are sorted by ids or days.

mod add;
mod archive;
mod asked;
mod bound;
mod decide;
mod error;
mod group;
mod load;
mod marks;
mod merge;
mod open;
mod pack;
mod placed;
mod places;
mod reading;
mod search;
mod settle;
mod shelf;
mod shelve;
mod summary;
mod verify;

pub use add::{Added, Reading, Run};
pub use archive::{FollowedRow, Thing, TurnRow};
pub use asked::Ruled;
pub use decide::{DecideError, Numbered, Record, Version};
pub use error::StoreError;
pub use group::{Current, Grouping, KeyRow, SayingRow, Shelved, fold};
pub use merge::Merged;
pub use open::{Register, SCHEMA_VERSION};
pub use pack::plain;
pub use places::ImportedGazetteer;
pub use search::{TOKENIZER, searched_names};
pub use shelf::{Shelf, Waiting};
pub use summary::{PackedSummary, Summary};
