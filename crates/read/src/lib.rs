//! Takes the bytes of a file. Gives [`Report`]s, and a [`Note`] for everything that is none.
//!
//! Invariant: a report's text is never changed. What stands before it (a byte order mark, front
//! matter) is no text, and every [`cairn_model::Span`] counts code points from the text's own
//! start. Broken input is a note with file, place and remedy, never a panic, and what follows is
//! still read. Opens nothing: the caller hands in an open [`std::io::BufRead`].

#![deny(clippy::disallowed_methods)]

mod bounded;
mod faults;
mod format;
mod front_matter;
pub mod html;
mod jsonl;
mod plain;
mod reader;

pub use bounded::MAX_REPORT_BYTES;
pub use cairn_model::{Note, Report};
pub use format::Format;
pub use reader::{Reader, read_all};
