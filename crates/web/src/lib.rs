//! Takes the register ([`cairn_store::Register`]). Gives pages over HTTP: what is in it for reading, and what
//! people decide about it through the store.
//!
//! Invariant: the only crate that knows HTTP. Everything a page shows is asked of `cairn-views`; everything
//! that is written goes through `cairn-store`. Report text is hostile: it reaches a page through templates
//! that escape it, and no page carries script or style of its own.
//!
//! Pages work without script. What script adds (the map, keys, lists that follow the filters without a new
//! page) asks the same addresses.

mod assets;
mod draw;
mod fault;
mod form;
mod frame;
mod guard;
mod marks;
mod pages;
mod pool;
mod serve;
mod session;
mod site;
mod users;

pub use serve::{Listen, ServeError, app, serve};
pub use site::{Access, Desk, Site};
pub use users::{Role, Users, UsersError};
