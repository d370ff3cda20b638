//! Takes reports. Gives claims, and a register that has grown by them.
//!
//! The way through the stages, for every program that goes it: the command line, the drivers of benchmarks, other
//! languages, a cluster. A newcomer's path: `fill.rs` (read, text, extract, resolve, store), then `shelves.rs`
//! (link).
//!
//! Invariant: the same reports and rules give the same claims and the same register, on one thread or many, however
//! the reports are dealt into batches. Nothing is printed here, and no clock is asked; files are opened where the
//! caller names them.

mod batches;
mod error;
mod fill;
mod guard;
mod names;
mod pipeline;
mod places;
pub mod rules;
mod shelves;
pub mod sources;

pub use batches::{Batch, Batches};
pub use error::{LoadError, PlacesError};
pub use fill::{fill, read, refill};
pub use guard::guarded;
pub use names::Known;
pub use pipeline::{PROGRAM, Pipeline, program_of};
pub use places::{country_of, with_imports};
pub use shelves::{STEP, group, group_in_steps, keep};
