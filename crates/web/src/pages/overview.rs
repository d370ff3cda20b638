use crate::draw::bars::{Bars, HEIGHT};
use crate::draw::number;
use crate::fault::Fault;
use crate::form::{self, Query};
use crate::frame::Frame;
use crate::pages::told::word;
use crate::site::Site;
use askama::Template;
use axum::extract::{Query as QueryString, State};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use cairn_store::Register;
use cairn_views::overview::{Facets, Window};
use cairn_views::{IncidentRow, incident_rows};
use serde::Deserialize;
use std::sync::Arc;

/// How many incidents stand on one page of the list.
const LISTED: usize = 40;

/// One choice of a field, with how many incidents it leaves.
pub struct Choice {
    value: &'static str,
    words: String,
    n: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "overview.html")]
struct Page {
    frame: Frame,
    query: Query,
    notes: Vec<String>,
    facets: Facets,
    all: String,
    kinds: Vec<Choice>,
    groups: Vec<Choice>,
    types: Vec<Choice>,
    bars: Bars,
    height: f64,
    rows: Vec<Row>,
    from: usize,
    to: usize,
    before: Option<String>,
    after: Option<String>,
    sorts: Vec<(&'static str, String, bool)>,
}

/// An incident as a list shows it.
pub struct Row {
    pub row: IncidentRow,
    pub event_type: String,
    pub killed: String,
    pub wounded: String,
}

impl From<IncidentRow> for Row {
    fn from(row: IncidentRow) -> Self {
        let range =
            |range: &Option<cairn_views::Range>| range.as_ref().map(ToString::to_string).unwrap_or_default();
        Self {
            event_type: word(row.event_type.as_str()),
            killed: range(&row.killed),
            wounded: range(&row.wounded),
            row,
        }
    }
}

/// The first page: filters, map, timeline, list.
pub async fn overview(
    State(site): State<Arc<Site>>,
    Extension(frame): Extension<Frame>,
    QueryString(query): QueryString<Query>,
) -> Response {
    site.page(&frame, move |site, register, frame| page(site, register, frame, query)).await
}

fn page(site: &Site, register: &Register, frame: Frame, query: Query) -> Result<Page, Fault> {
    let (asked, notes) = query.asked(&*site.desk);
    let overview = site.overview()?;
    let selection = overview.select(&asked);
    let facets = selection.facets();
    let skip = (query.page() - 1).saturating_mul(LISTED);
    let ids = selection.page(query.order(), skip, LISTED);
    let rows: Vec<Row> = incident_rows(register, &ids)?.into_iter().map(Row::from).collect();
    let choice = |value: &'static str, n: usize, chosen: &str| Choice {
        value,
        words: word(value),
        n: number(n as u64),
        chosen: value == chosen,
    };
    let to_page = |page: usize| format!("/{}", query.with(&[("page", &page.to_string())]));
    let sort = |value: &'static str, words: &'static str| {
        let link = format!("/{}", query.with(&[("sort", value), ("page", "")]));
        (words, link, query.sort == value)
    };
    Ok(Page {
        kinds: facets.kinds.iter().map(|(kind, n)| choice(kind.as_str(), *n, &query.kind)).collect(),
        groups: facets.groups.iter().map(|(group, n)| choice(group.as_str(), *n, &query.group)).collect(),
        types: facets
            .event_types
            .iter()
            .map(|(one, n)| choice(one.as_str(), *n, &query.event_type))
            .collect(),
        bars: Bars::of(&selection.timeline(), &query),
        height: HEIGHT,
        from: if rows.is_empty() { 0 } else { skip + 1 },
        to: skip + rows.len(),
        before: (query.page() > 1).then(|| to_page(query.page() - 1)),
        after: (skip + rows.len() < facets.incidents).then(|| to_page(query.page() + 1)),
        sorts: vec![sort("", "newest"), sort("oldest", "oldest"), sort("killed", "most killed")],
        all: number(overview.len() as u64),
        frame,
        notes,
        facets,
        rows,
        query,
    })
}

/// The window of the map that a script asks for.
#[derive(Debug, Deserialize)]
pub struct View {
    #[serde(default)]
    view: String,
    #[serde(default)]
    zoom: u8,
}

/// Points and regions of the map, for a window and a zoom.
pub async fn map(
    State(site): State<Arc<Site>>,
    QueryString(query): QueryString<Query>,
    QueryString(view): QueryString<View>,
) -> Response {
    let found = site.ask(move |site, _| {
        let (asked, _) = query.asked(&*site.desk);
        let edges = form::window(&view.view, &mut Vec::new()).unwrap_or(Window::WORLD.edges);
        Ok(site.overview()?.select(&asked).on_map(Window { edges, zoom: view.zoom }))
    });
    match found.await {
        Ok(bins) => Json(bins).into_response(),
        Err(fault) => (axum::http::StatusCode::SERVICE_UNAVAILABLE, fault.to_string()).into_response(),
    }
}

impl Page {
    /// People killed over the list, in words.
    fn killed(&self) -> String {
        let killed = &self.facets.killed;
        match killed.high {
            Some(high) if high == killed.low => number(high),
            Some(high) => format!("{}–{}", number(killed.low), number(high)),
            None => format!("{}+", number(killed.low)),
        }
    }

    fn count(&self, n: &usize) -> String {
        number(*n as u64)
    }

    fn download(&self, format: &str) -> String {
        format!("/incidents.{format}{}", self.query.filters())
    }
}
