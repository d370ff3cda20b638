//! Takes the bytes of a file. Gives [`Report`]s, and a [`Note`] for everything that is none.
//!
//! Invariant: a report's text is never changed. What stands before it (a byte order mark, front
//! matter) is no text, and every [`cairn_model::Span`] counts code points from the text's own
//! start. Of a web page the text is its article, block by block. Broken input is a note with file,
//! place and remedy, never a panic, and what follows is still read. Opens nothing: the caller hands
//! in an open [`Input`].
//!
//! Three layers, each in its own files: what is packed is unpacked (`pack`), a container gives its documents
//! one by one (`warc`, `wacz`, `table`, `mail`, `feed`, `jsonl`), a document becomes reports (`plain`, `html`, `pdf`).

#![deny(clippy::disallowed_methods)]

mod bounded;
mod charset;
mod columns;
mod container;
mod document;
mod draft;
mod faults;
mod feed;
mod format;
mod front_matter;
mod headers;
pub mod html;
mod input;
mod jsonl;
mod language;
mod mail;
mod pack;
#[cfg(feature = "pdf")]
mod pdf;
mod place;
mod plain;
mod published;
mod reader;
mod table;
mod wacz;
mod warc;

pub use bounded::MAX_REPORT_BYTES;
pub use cairn_model::{Note, Report};
pub use columns::{ColumnMap, ColumnMapError};
pub use draft::Draft;
pub use feed::{Subscription, subscriptions};
pub use format::Format;
pub use input::{Input, ReadAt};
pub use reader::{Before, Options, Reader, read_all};
