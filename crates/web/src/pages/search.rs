use crate::fault::Fault;
use crate::form::escape;
use crate::frame::Frame;
use crate::pages::told::ClaimTold;
use crate::site::Site;
use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::response::Response;
use cairn_store::Register;
use cairn_views::{Found, Hit, search as find, search_expression};
use serde::Deserialize;
use std::sync::Arc;

/// So many reports stand on one page.
const SHOWN: usize = 20;

/// What is looked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    page: String,
}

#[derive(Template)]
#[template(path = "search.html")]
struct Page {
    frame: Frame,
    q: String,
    found: Option<Found>,
    from: usize,
    before: Option<String>,
    after: Option<String>,
}

/// Full text over reports and what their claims came to.
pub async fn search(
    State(site): State<Arc<Site>>,
    Extension(frame): Extension<Frame>,
    Query(asked): Query<Asked>,
) -> Response {
    site.page(&frame, move |_, register, frame| page(register, frame, asked)).await
}

fn page(register: &Register, frame: Frame, asked: Asked) -> Result<Page, Fault> {
    let number = asked.page.parse::<usize>().unwrap_or(1).max(1);
    let skip = (number - 1).saturating_mul(SHOWN);
    let expression = search_expression(&asked.q);
    let found = expression.map(|expression| find(register, &expression, skip, SHOWN)).transpose()?;
    let to = |page: usize| format!("/search?q={}&page={page}", escape(&asked.q));
    let n = found.as_ref().map_or(0, |found| found.hits.len());
    let more =
        found.as_ref().is_some_and(|found| found.reports.is_none_or(|all| skip + n < all) && n == SHOWN);
    Ok(Page {
        frame,
        from: skip + 1,
        before: (number > 1).then(|| to(number - 1)),
        after: more.then(|| to(number + 1)),
        q: asked.q,
        found,
    })
}

impl Page {
    fn told(&self, hit: &Hit) -> Vec<ClaimTold> {
        hit.claims.iter().map(ClaimTold::of).collect()
    }
}
