//! Lists as files, with the filters of the page.

use crate::fault::Fault;
use crate::form::Query;
use crate::frame::Frame;
use crate::site::Site;
use axum::Extension;
use axum::extract::{Query as QueryString, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use cairn_store::Register;
use cairn_views::{ExportFormat, ExportOptions, Exporter, Filter, NoNames, Table};
use std::sync::Arc;

/// Incidents as comma-separated values.
pub async fn csv(site: State<Arc<Site>>, frame: Extension<Frame>, query: QueryString<Query>) -> Response {
    incidents(site, frame, query, ExportFormat::Csv).await
}

/// Incidents as GeoJSON.
pub async fn geojson(site: State<Arc<Site>>, frame: Extension<Frame>, query: QueryString<Query>) -> Response {
    incidents(site, frame, query, ExportFormat::GeoJson).await
}

/// Incidents as JSON Lines.
pub async fn jsonl(site: State<Arc<Site>>, frame: Extension<Frame>, query: QueryString<Query>) -> Response {
    incidents(site, frame, query, ExportFormat::JsonLines).await
}

/// Every toll as comma-separated values.
pub async fn tolls(State(site): State<Arc<Site>>, Extension(frame): Extension<Frame>) -> Response {
    let written = site.ask(|_, register| write(register, ExportFormat::Csv, Table::Tolls, Filter::default()));
    answer(written.await, &frame, ExportFormat::Csv, Table::Tolls)
}

/// Every agreement as comma-separated values.
pub async fn agreements(State(site): State<Arc<Site>>, Extension(frame): Extension<Frame>) -> Response {
    let written =
        site.ask(|_, register| write(register, ExportFormat::Csv, Table::Agreements, Filter::default()));
    answer(written.await, &frame, ExportFormat::Csv, Table::Agreements)
}

async fn incidents(
    State(site): State<Arc<Site>>,
    Extension(frame): Extension<Frame>,
    QueryString(query): QueryString<Query>,
    format: ExportFormat,
) -> Response {
    let written = site.ask(move |site, register| {
        let (asked, notes) = query.asked(&*site.desk);
        // A file that is wider than what was asked for would pass unseen.
        if let Some(note) = notes.into_iter().next() {
            return Err(Fault::Bad(note));
        }
        let only = match query.narrows() {
            true => Some(site.overview()?.select(&asked).ids().cloned().collect()),
            false => None,
        };
        write(register, format, Table::Incidents, Filter { only, ..Filter::default() })
    });
    answer(written.await, &frame, format, Table::Incidents)
}

fn write(register: &Register, format: ExportFormat, table: Table, filter: Filter) -> Result<Vec<u8>, Fault> {
    let options = ExportOptions { filter, ..ExportOptions::new(format) };
    let mut bytes = Vec::new();
    Exporter::new(register, options, &NoNames)?.write(Some(table), &mut bytes)?;
    Ok(bytes)
}

fn answer(written: Result<Vec<u8>, Fault>, frame: &Frame, format: ExportFormat, table: Table) -> Response {
    let mime = match format {
        ExportFormat::Csv => "text/csv; charset=utf-8",
        ExportFormat::GeoJson => "application/geo+json",
        _ => "application/jsonl",
    };
    match written {
        Ok(bytes) => {
            let name = format!("attachment; filename=\"{}.{}\"", table.as_str(), format.ending());
            ([(header::CONTENT_TYPE, mime.to_owned()), (header::CONTENT_DISPOSITION, name)], bytes)
                .into_response()
        }
        Err(fault) => fault.page(frame),
    }
}
