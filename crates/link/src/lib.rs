//! Takes a [`Block`]. Gives [`Linked`].
//!
//! Invariant: pure.
mod account;
mod block;
mod candidates;
mod evidence;
mod family;
mod group;
mod happening;
mod place;
mod weights;
mod words;
pub use block::{Block, FirstHands, LinkReport, Linked, NamesAlone};
