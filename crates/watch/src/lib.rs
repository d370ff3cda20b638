//! Takes addresses of feeds. Gives [`Kept`] answers of their servers, byte for byte, in web archives.
//!
//! Invariant: the only crate that opens connections to other machines, and only to the addresses it is handed
//! and where these send it. No host is asked more often than it likes: `robots.txt` is obeyed (RFC 9309), what
//! has not changed is not sent again, and whoever is busy is left alone for longer each time. Knows no clock:
//! the time is an argument, and waiting is the caller's.

mod archive;
mod client;
mod poll;
mod robots;
mod state;

pub use archive::Kept;
pub use client::{Answer, Client, Request, Web};
pub use poll::{Round, Watch, WatchFault};
pub use robots::Robots;
