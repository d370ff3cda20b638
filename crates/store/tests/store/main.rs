//! The register on a war that is made up.

mod opening;
mod register;
mod support;
