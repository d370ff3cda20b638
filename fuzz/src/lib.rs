//! Takes bytes of any kind. Gives nothing, or a panic where something does not hold that must hold of all input.
//!
//! The functions of [`properties`] are also run over the seeds by a test that needs no fuzzer
//! (`crates/cli/tests/seeds`).

pub mod pages;
pub mod properties;

use std::panic::{catch_unwind, set_hook};
use std::sync::Once;

/// Runs a target. A panic that a reader catches (other people's code fell over a file) is no fault; one that
/// comes out is, and ends the program.
pub fn run(hold: impl FnOnce() + std::panic::UnwindSafe) {
    static QUIET: Once = Once::new();
    // The fuzzer's own hook ends the program before anybody can catch.
    QUIET.call_once(|| set_hook(Box::new(|fault| eprintln!("{fault}"))));
    if catch_unwind(hold).is_err() {
        std::process::abort();
    }
}
