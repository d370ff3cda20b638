//! One file a page.

pub mod about;
pub mod agreements;
pub mod decide;
pub mod decisions;
pub mod download;
pub mod incident;
pub mod login;
pub mod overview;
pub mod report;
pub mod review;
pub mod search;
pub mod told;
pub mod tolls;

use crate::fault::Fault;
use crate::frame::Frame;
use axum::Extension;
use axum::response::Response;

/// An address that leads nowhere.
pub async fn nowhere(Extension(frame): Extension<Frame>) -> Response {
    Fault::Missing("There is no page at this address.".to_owned()).page(&frame)
}
