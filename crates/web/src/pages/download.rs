//! The list of incidents as a file, with the filters of the page.

use crate::fault::Fault;
use crate::form::Query;
use crate::frame::Frame;
use crate::site::Site;
use axum::Extension;
use axum::extract::{Query as QueryString, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use cairn_views::{ExportFormat, incident_rows};
use std::sync::Arc;

/// Comma-separated values.
pub async fn csv(state: State<Arc<Site>>, frame: Extension<Frame>, query: QueryString<Query>) -> Response {
    file(state, frame, query, ExportFormat::Csv, "csv", "text/csv; charset=utf-8").await
}

/// GeoJSON.
pub async fn geojson(state: State<Arc<Site>>, frame: Extension<Frame>, query: QueryString<Query>) -> Response {
    file(state, frame, query, ExportFormat::GeoJson, "geojson", "application/geo+json").await
}

/// JSON Lines.
pub async fn jsonl(state: State<Arc<Site>>, frame: Extension<Frame>, query: QueryString<Query>) -> Response {
    file(state, frame, query, ExportFormat::JsonLines, "jsonl", "application/jsonl").await
}

async fn file(
    State(site): State<Arc<Site>>,
    Extension(frame): Extension<Frame>,
    QueryString(query): QueryString<Query>,
    format: ExportFormat,
    ending: &str,
    mime: &'static str,
) -> Response {
    let written = site
        .ask(move |site, register| {
            let (asked, notes) = query.asked(&*site.desk);
            // A file that is wider than what was asked for would pass unseen.
            if let Some(note) = notes.into_iter().next() {
                return Err(Fault::Bad(note));
            }
            let overview = site.overview()?;
            let ids: Vec<_> = overview.select(&asked).ids().cloned().collect();
            let mut bytes = Vec::new();
            for row in incident_rows(register, &ids)? { serde_json::to_writer(&mut bytes, &row).map_err(|fault| Fault::Broken(fault.to_string()))?; bytes.push(b'\n'); } let _ = format;
            Ok(bytes)
        })
        .await;
    match written {
        Ok(bytes) => {
            let name = format!("attachment; filename=\"incidents.{ending}\"");
            ([(header::CONTENT_TYPE, mime.to_owned()), (header::CONTENT_DISPOSITION, name)], bytes)
                .into_response()
        }
        Err(fault) => fault.page(&frame),
    }
}
