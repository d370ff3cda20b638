//! A page about incidents as one HTML file: it opens in any browser without a network.
//!
//! All words of reports are escaped ([`html`]): a headline may be hostile. The policy of the page admits the
//! one style sheet and the one script in it, by their digests, and nothing from anywhere else.

mod agreements;
mod chart;
mod html;
mod incidents;
mod map;
mod timeline;
mod tolls;

use crate::export::{ExportFormat, ExportOptions, Exporter, Manifest, NoNames, PLACE_SOURCE};
use crate::incidents::found;
use crate::{BASEMAP_SOURCE, Filter, IncidentRow, ViewError, show};
use base64::Engine;
use cairn_store::Register;
use html::esc;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write;

/// What a page is about.
#[derive(Debug, Clone, Default)]
pub struct PageOptions {
    /// Its heading.
    pub title: String,
    /// Which incidents.
    pub filter: Filter,
    /// The program that writes it.
    pub program: String,
    /// When, as RFC 3339; given by the caller.
    pub made: Option<String>,
}

/// How many incidents are told with their figures and sentences; the table has all.
const TOLD: usize = 1000;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Writes the page.
pub fn write_page(register: &Register, options: &PageOptions, out: &mut impl Write) -> Result<(), ViewError> {
    let export = ExportOptions {
        filter: options.filter.clone(),
        program: options.program.clone(),
        made: options.made.clone(),
        ..ExportOptions::new(ExportFormat::JsonLines)
    };
    let exporter = Exporter::new(register, export, &NoNames)?;
    let manifest = exporter.manifest(Vec::new())?;
    let found = found(register, &options.filter)?;
    let rows: Vec<IncidentRow> = found.iter().map(IncidentRow::of).collect();
    let mut page = String::new();
    head(&mut page, options);
    overview(&mut page, options, &rows, &found);
    map::section(&mut page, &rows);
    timeline::section(&mut page, &rows);
    incidents::table(&mut page, &rows);
    out.write_all(page.as_bytes())?;
    out.write_all(b"<section id=\"incidents\" aria-labelledby=\"h-incidents\"><h2 id=\"h-incidents\">Incidents, one by one</h2>\n")?;
    for incident in found.iter().take(TOLD) {
        let mut one = String::new();
        incidents::one(&mut one, &show(register, incident.id.as_str())?, &incident.figures);
        out.write_all(one.as_bytes())?;
    }
    let mut page = String::new();
    if rows.len() > TOLD {
        let _ = writeln!(
            page,
            "<p>{} more stand in the table only. A filter makes the page smaller.</p>",
            rows.len() - TOLD
        );
    }
    page.push_str("</section>\n");
    tolls::section(&mut page, &exporter.toll_rows()?);
    agreements::section(&mut page, &exporter.agreement_rows()?);
    foot(&mut page, &manifest)?;
    out.write_all(page.as_bytes())?;
    Ok(out.flush()?)
}

/// The digest of an inline part, as Content Security Policy 3 writes it.
fn digest(part: &str) -> String {
    format!("'sha256-{}'", base64::engine::general_purpose::STANDARD.encode(Sha256::digest(part.as_bytes())))
}

fn head(page: &mut String, options: &PageOptions) {
    let policy = format!(
        "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
        digest(STYLE),
        digest(SCRIPT)
    );
    let _ = writeln!(
        page,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"generator\" content=\"{}\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#table\">To the table</a>",
        esc(&options.program),
        esc(&options.title)
    );
}

fn overview(page: &mut String, options: &PageOptions, rows: &[IncidentRow], found: &[cairn_model::Incident]) {
    let reports: BTreeSet<_> = found.iter().flat_map(|incident| &incident.reports).collect();
    let outlets: BTreeSet<_> = found.iter().flat_map(|incident| &incident.outlets).collect();
    let origins: BTreeSet<_> = found.iter().flat_map(|incident| &incident.origins).collect();
    let disputed = rows.iter().filter(|row| row.disagreements > 0).count();
    let _ = writeln!(
        page,
        "<header>\n<h1>{}</h1>\n<p class=\"asked\">{}</p>\n</header>\n<main>\n<dl class=\"counts\">",
        esc(&options.title),
        esc(&asked(&options.filter))
    );
    for (name, n) in [
        ("incidents", rows.len()),
        ("reports", reports.len()),
        ("outlets", outlets.len()),
        ("origins", origins.len()),
        ("with disagreements", disputed),
    ] {
        let _ = writeln!(page, "<div><dt>{name}</dt><dd>{n}</dd></div>");
    }
    page.push_str(
        "</dl>\n<p class=\"note\">Figures are what claimants say, from the lowest to the highest; nothing is \
         averaged, and figures of different incidents are not added up. Outlets are no witnesses: an origin is the \
         first hand that a statement leads back to.</p>\n",
    );
}

/// What was asked for, in words.
fn asked(filter: &Filter) -> String {
    let mut words = Vec::new();
    match (filter.since, filter.until) {
        (Some(since), Some(until)) => words.push(format!("{since} to {until}")),
        (Some(since), None) => words.push(format!("since {since}")),
        (None, Some(until)) => words.push(format!("until {until}")),
        (None, None) => {}
    }
    words.extend(filter.place.as_ref().map(|place| format!("place: {place}")));
    words.extend(filter.actor.as_ref().map(|actor| format!("party: {actor}")));
    words.extend(filter.kind.map(|kind| format!("with a claim of: {}", kind.as_str())));
    words.extend(filter.event_type.map(|event_type| format!("type: {}", event_type.as_str())));
    if words.is_empty() { "All incidents of the register".to_owned() } else { words.join("; ") }
}

fn foot(page: &mut String, manifest: &Manifest) -> Result<(), ViewError> {
    let made = manifest.made.as_deref().map(|made| format!(", {made}")).unwrap_or_default();
    let _ = writeln!(
        page,
        "</main>\n<footer>\n<p>{}{}. Places: {}. Map: {}. The sentences are those of the reports, which belong to \
         their publishers.</p>\n<details><summary>Of which register and rules</summary><pre>{}</pre></details>\n\
         </footer>\n<script>{SCRIPT}</script>\n</body>\n</html>",
        esc(&manifest.program),
        esc(&made),
        esc(PLACE_SOURCE),
        esc(BASEMAP_SOURCE),
        esc(&serde_json::to_string_pretty(manifest)?)
    );
    Ok(())
}
