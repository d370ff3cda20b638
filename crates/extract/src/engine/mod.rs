//! The one matcher: patterns over symbols, compiled level by level into lazily built automata.
//!
//! A symbol is a token, a lexeme of several tokens, or a group that an earlier level made. Its
//! [`TagSet`] is all that a pattern sees of it. Cost per symbol does not grow with the number of
//! rules: each distinct tag set is looked up once per level (its *minterm*: the set of predicates
//! of the level it satisfies), and the automaton steps over minterms.

mod anchored;
mod automaton;
mod bits;
mod captures;
mod needs;
mod pattern;
mod program;
mod reach;
mod recogniser;
mod search;
mod steps;
mod tags;
mod term;
mod transitions;

pub(crate) use automaton::{Automaton, Found, Seen};
pub(crate) use captures::{Capture, CaptureName, CaptureNames};
pub use pattern::PatternFault;
pub(crate) use pattern::{Pattern, parse};
pub(crate) use program::Program;
pub(crate) use reach::Reach;
pub(crate) use search::{Captured, Search, Window};
#[cfg(test)]
use steps::steps_of;
pub use tags::{TagId, TagNames, TagSet};
pub(crate) use term::{Names, Need};
