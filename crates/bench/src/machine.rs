//! The stages, wired for one machine.

/// Ruleset, gazetteer and actors, loaded once.
#[derive(Debug)]
pub struct Machine {}
