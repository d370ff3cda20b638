//! The site over HTTP, without a network.

mod browser;
mod deciding;
mod pages;
