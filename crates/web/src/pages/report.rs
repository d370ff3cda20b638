use crate::fault::Fault;
use crate::frame::Frame;
use crate::marks::{Paragraph, paragraphs};
use crate::pages::told::ClaimTold;
use crate::site::Site;
use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use cairn_model::{Claim, Report};
use cairn_store::Register;
use cairn_views::{ReportRow, report_view, tie_words};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "report.html")]
struct Page {
    frame: Frame,
    report: Report,
    row: ReportRow,
    url: Option<String>,
    tie: Option<String>,
    reasons: Vec<String>,
    with: Option<String>,
    paragraphs: Vec<Paragraph>,
    claims: Vec<ClaimTold>,
}

/// One report: its text with all that was read from it.
pub async fn report(
    State(site): State<Arc<Site>>,
    Extension(frame): Extension<Frame>,
    Path(id): Path<String>,
) -> Response {
    site.page(&frame, move |_, register, frame| page(register, frame, &id)).await
}

fn page(register: &Register, frame: Frame, id: &str) -> Result<Page, Fault> {
    let view = report_view(register, id)?;
    let claims: Vec<&Claim> = view.claims.iter().collect();
    let told = view.claims.iter().zip(&view.incidents).map(|(claim, incidents)| ClaimTold {
        incidents: incidents.iter().map(ToString::to_string).collect(),
        ..ClaimTold::of(claim)
    });
    let tie = view.row.tie.as_ref();
    Ok(Page {
        paragraphs: paragraphs(&view.report.text, &claims),
        claims: told.collect(),
        url: view.report.url.clone().filter(|url| url.starts_with("https://") || url.starts_with("http://")),
        tie: tie.map(tie_words),
        reasons: tie.map(|tie| tie.reasons.clone()).unwrap_or_default(),
        with: tie.and_then(|tie| tie.with.as_ref()).map(ToString::to_string),
        frame,
        row: view.row,
        report: view.report,
    })
}
