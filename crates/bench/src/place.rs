//! Drivers of the place corpora: names in text, and names with their region.

use crate::lines;
use anyhow::Result;
use cairn_extract::{Ruleset, Scratch};
use cairn_model::{PlacePrecision, Span};
use cairn_resolve::place::{Atlas, Gazetteer, PlaceMention, ReportContext, resolve_places};
use cairn_resolve::{Knowledge, PlaceName, place_names};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// A report of the corpora of names in text.
#[derive(Debug, Deserialize)]
struct ToponymReport {
    report: String,
    text: String,
}

#[derive(Serialize)]
struct Answer<'r> {
    report: &'r str,
    toponyms: Vec<Toponym>,
}

#[derive(Serialize)]
struct Toponym {
    start: u32,
    end: u32,
    lat: Option<f64>,
    lon: Option<f64>,
}

/// Names in text to points, a dateline's and those inside the names of bodies with them.
///
/// # Errors
/// Where a file cannot be opened, read or written, and for faults of the actor lexicon.
pub fn toponyms(ruleset: &Ruleset, input: &Path, output: &Path) -> Result<()> {
    let mut scratch = Scratch::new(ruleset);
    let knowledge = Knowledge::embedded()?;
    let reports: Vec<ToponymReport> = lines::read(input)?;
    let answers = reports.iter().map(|report| {
        let document = cairn_text::analyse(&report.text);
        let extraction = cairn_extract::extract(&document, ruleset, &mut scratch);
        let names = place_names(&document, &extraction, &knowledge);
        Answer { report: &report.report, toponyms: names.iter().filter_map(toponym).collect() }
    });
    lines::write(output, answers)
}

fn toponym(name: &PlaceName) -> Option<Toponym> {
    // A name that nothing is known of has no point.
    let span = name.value.span.filter(|_| name.value.lat.is_some())?;
    Some(Toponym { start: span.start, end: span.end, lat: name.value.lat, lon: name.value.lon })
}

#[derive(Deserialize)]
struct RegionName {
    id: String,
    name: String,
    adm1: String,
}

#[derive(Serialize)]
struct Point<'r> {
    id: &'r str,
    lat: f64,
    lon: f64,
}

/// Names with their first-level region to points; no line where the name itself is not found, for a
/// centroid is no answer. The corpus is about one country.
///
/// # Errors
/// Where a file cannot be opened, read or written.
pub fn names(input: &Path, output: &Path, country: &str) -> Result<()> {
    let rows: Vec<RegionName> = lines::read(input)?;
    let atlas = Atlas::new(Gazetteer::embedded());
    lines::write(output, rows.iter().filter_map(|row| point(&atlas, row, country)))
}

fn point<'r>(atlas: &Atlas, row: &'r RegionName, country: &str) -> Option<Point<'r>> {
    let context = ReportContext { country: Some(country), ..ReportContext::default() };
    // "A/B" and "A (B)" hold two spellings.
    let spellings = row.name.split(['/', '(', ')']).map(str::trim).filter(|name| name.len() > 2);
    std::iter::once(row.name.as_str()).chain(spellings).find_map(|spelling| {
        let mention = PlaceMention::new(spelling, Span::new(0, 0)).within(&row.adm1);
        let value = resolve_places(atlas, &[mention], &context).pop()?;
        let is_point = matches!(value.precision, PlacePrecision::Exact | PlacePrecision::Near);
        let (lat, lon) = (value.lat?, value.lon?);
        is_point.then_some(Point { id: &row.id, lat, lon })
    })
}
