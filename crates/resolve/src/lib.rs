//! Takes mentions and frames. Gives claims: times, places and actors become values.
//!
//! Invariant: pure; what cannot be resolved keeps its words and says so.

pub mod place;
