//! Who is said to have said what: frames of the attribution level to [`Saying`]s.
//!
//! Cards find the cue and what stands close to it; here the subject is found, the content is cut
//! out, and short forms ("he", "the ministry") are led back to the fuller name.

mod carry;
mod chain;
mod clause;
mod content;
mod cues;
mod draft;
mod parts;
mod quotes;
mod reading;
mod referent;
mod source;
mod subject;
mod tags;

pub(crate) use chain::hands;
pub use chain::{HandMention, chain_at};
pub(crate) use draft::{Frame, Needs};
pub(crate) use reading::read;
pub(crate) use tags::SayingTags;
