//! The register on a war that is made up.

mod decisions;
mod opening;
mod register;
mod support;
mod upgrading;
