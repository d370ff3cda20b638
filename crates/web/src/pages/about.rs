use crate::frame::Frame;
use crate::site::Site;
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "about.html")]
struct Page {
    frame: Frame,
}

/// Keys, marks, sources and licences.
pub async fn about(State(site): State<Arc<Site>>, Extension(frame): Extension<Frame>) -> Response {
    site.page(&frame, |_, _, frame| Ok(Page { frame })).await
}
