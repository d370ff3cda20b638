//! stub

pub mod actor;
