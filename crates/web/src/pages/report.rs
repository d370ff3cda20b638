use crate::fault::Fault;
use crate::form::escape;
use crate::frame::Frame;
use crate::marks::{Paragraph, paragraphs};
use crate::pages::told::{ClaimTold, word};
use crate::site::Site;
use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use cairn_model::{Claim, Group, Kind, Object, Report};
use cairn_store::Register;
use cairn_views::{ReportRow, report_view, tie_words, why};
use serde::Deserialize;
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
    done: String,
    here: String,
    /// What a claim by hand may say, as the form sends it and in words.
    kinds: Vec<(&'static str, String)>,
    objects: Vec<(&'static str, String)>,
    groups: Vec<(&'static str, String)>,
}

/// The number of the decision that was just written.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    done: String,
}

/// The report in which a claim stands, at the claim.
pub async fn claim(
    State(site): State<Arc<Site>>,
    Extension(frame): Extension<Frame>,
    Path(id): Path<String>,
) -> Response {
    let found = site.ask(move |_, register| {
        let grounds = why(register, &id)?;
        Ok(format!("/report/{}#{}", escape(grounds.report.id.as_str()), grounds.claim.id))
    });
    match found.await {
        Ok(page) => Redirect::to(&page).into_response(),
        Err(fault) => fault.page(&frame),
    }
}

/// One report: its text with all that was read from it.
pub async fn report(
    State(site): State<Arc<Site>>,
    Extension(frame): Extension<Frame>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    site.page(&frame, move |_, register, frame| page(register, frame, &id, asked)).await
}

fn page(register: &Register, frame: Frame, id: &str, asked: Asked) -> Result<Page, Fault> {
    let view = report_view(register, id)?;
    let claims: Vec<&Claim> = view.claims.iter().collect();
    let standings = register.standings(&view.report.id)?;
    let mut told = Vec::new();
    for standing in &standings {
        let at = view.claims.iter().position(|claim| claim.id == standing.claim.id);
        let incidents = at.map(|at| view.incidents[at].iter().map(ToString::to_string).collect());
        let one = ClaimTold::standing(register, standing)?;
        told.push((at.unwrap_or(usize::MAX), ClaimTold { incidents: incidents.unwrap_or_default(), ..one }));
    }
    told.sort_by_key(|(at, _)| *at);
    let tie = view.row.tie.as_ref();
    Ok(Page {
        paragraphs: paragraphs(&view.report.text, &claims),
        claims: told.into_iter().map(|(_, claim)| claim).collect(),
        url: view.report.url.clone().filter(|url| url.starts_with("https://") || url.starts_with("http://")),
        tie: tie.map(tie_words),
        reasons: tie.map(|tie| tie.reasons.clone()).unwrap_or_default(),
        with: tie.and_then(|tie| tie.with.as_ref()).map(ToString::to_string),
        here: format!("/report/{}", escape(view.report.id.as_str())),
        done: asked.done,
        kinds: Kind::ALL.iter().map(|kind| (kind.as_str(), word(kind.as_str()))).collect(),
        objects: Object::ALL.iter().map(|object| (object.as_str(), word(object.as_str()))).collect(),
        groups: Group::ALL.iter().map(|group| (group.as_str(), word(group.as_str()))).collect(),
        frame,
        row: view.row,
        report: view.report,
    })
}
