//! Takes an Extraction. Gives Claims: times, places and actors become values.
//!
//! Invariant: a pure function; a value that cannot be worked out says so in its basis.

pub mod time;
