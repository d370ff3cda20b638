//! What decisions make of claims, whatever the order they come in.

mod admitting;
mod anchoring;
mod bonds;
mod standing;
mod support;
