use crate::fault::Fault;
use crate::frame::Frame;
use crate::pages::overview::Row;
use crate::site::Site;
use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::response::Response;
use cairn_store::{Record, Register};
use cairn_views::incident_rows;
use serde::Deserialize;
use std::sync::Arc;

/// So many incidents wait on one page.
const SHOWN: usize = 30;

#[derive(Template)]
#[template(path = "review.html")]
struct Page {
    frame: Frame,
    waiting: Vec<Waiting>,
    done: usize,
    all: usize,
    share: String,
    number: String,
}

/// An incident that waits.
struct Waiting {
    row: Row,
    reasons: Vec<String>,
    seen: String,
}

/// The number of the decision that was just written.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    done: String,
}

/// What most needs a person, first.
pub async fn review(
    State(site): State<Arc<Site>>,
    Extension(frame): Extension<Frame>,
    Query(asked): Query<Asked>,
) -> Response {
    site.page(&frame, move |site, register, frame| page(site, register, frame, asked)).await
}

fn page(site: &Site, register: &Register, frame: Frame, asked: Asked) -> Result<Page, Fault> {
    let queue = site.overview()?.queue(SHOWN);
    let ids: Vec<_> = queue.waiting.iter().map(|one| one.incident.clone()).collect();
    let mut waiting = Vec::new();
    for row in incident_rows(register, &ids)? {
        let queued = queue.waiting.iter().find(|one| one.incident == row.incident);
        waiting.push(Waiting {
            reasons: queued.map(|one| one.reasons.clone()).unwrap_or_default(),
            seen: register.version(&Record::Incident(row.incident.clone()))?.to_string(),
            row: Row::from(row),
        });
    }
    Ok(Page {
        frame,
        waiting,
        share: crate::draw::percent(queue.done as f64 / queue.all.max(1) as f64),
        done: queue.done,
        all: queue.all,
        number: asked.done,
    })
}
