//! Takes bytes of any kind. Gives nothing, or a panic where something does not hold that must hold of all input.
//!
//! The functions of [`properties`] are also run over the seeds by a test that needs no fuzzer
//! (`crates/cli/tests/seeds`).

pub mod pages;
pub mod properties;
