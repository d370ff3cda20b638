//! Drivers of the place corpora: names in text, and names with their region.

use crate::lines;
use anyhow::Result;
use cairn_extract::{NameKind, NameMention, Ruleset, Scratch};
use cairn_model::{PlacePrecision, Span};
use cairn_resolve::place::{
    Gazetteer, NameStrength, PlaceMention, ReportContext, is_place_name, level_of_word, resolve_places,
};
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

/// Names in text to points.
///
/// # Errors
/// Where a file cannot be opened, read or written.
pub fn toponyms(ruleset: &Ruleset, input: &Path, output: &Path) -> Result<()> {
    let mut scratch = Scratch::new(ruleset);
    let reports: Vec<ToponymReport> = lines::read(input)?;
    let answers = reports.iter().map(|report| {
        let spans = names_in_text(&report.text, ruleset, &mut scratch);
        let words = Words::new(&report.text);
        let mentions = mentions(&words, &spans);
        let values = resolve_places(Gazetteer::embedded(), &mentions, &ReportContext::default());
        let toponyms = spans
            .iter()
            .zip(values)
            .map(|(span, value)| Toponym { start: span.start, end: span.end, lat: value.lat, lon: value.lon })
            .collect();
        Answer { report: &report.report, toponyms }
    });
    lines::write(output, answers)
}

/// The names of places in a text: by the word for their kind, or because the gazetteer has them.
fn names_in_text(text: &str, ruleset: &Ruleset, scratch: &mut Scratch) -> Vec<Span> {
    let document = cairn_text::analyse(text);
    let extraction = cairn_extract::extract(&document, ruleset, scratch);
    let is_place = |name: &&NameMention| {
        let strength = is_place_name(Gazetteer::embedded(), document.words(name.name.clone()));
        match name.kind {
            NameKind::Person | NameKind::Body => false,
            NameKind::Location => true,
            NameKind::Plain if name.after_place_preposition => strength != NameStrength::None,
            NameKind::Plain => matches!(strength, NameStrength::Strong | NameStrength::Fair),
        }
    };
    extraction.names.iter().filter(is_place).map(|name| document.span(name.name.clone())).collect()
}

/// A text that can be cut by code points.
struct Words<'t> {
    text: &'t str,
    /// Byte offset of each code point, and the length.
    at: Vec<usize>,
}

impl<'t> Words<'t> {
    fn new(text: &'t str) -> Self {
        let at = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Self { text, at }
    }

    fn cut(&self, start: u32, end: u32) -> &'t str {
        let byte = |n: u32| self.at.get(n as usize).copied().unwrap_or(self.text.len());
        self.text.get(byte(start)..byte(end)).unwrap_or("")
    }
}

/// Spans as mentions: "A, B" lies in B, and a word of level after the name belongs to it.
fn mentions<'t>(words: &Words<'t>, spans: &[Span]) -> Vec<PlaceMention<'t>> {
    spans
        .iter()
        .map(|span| {
            let mut mention = PlaceMention::new(words.cut(span.start, span.end), *span);
            let after = words.cut(span.end, span.end + 20);
            let next = after.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
            mention.level = level_of_word(&next.to_lowercase());
            let outer = spans.iter().find(|outer| {
                outer.start > span.end
                    && outer.start <= span.end + 2
                    && words.cut(span.end, outer.start).trim() == ","
            });
            mention.within.extend(outer.map(|outer| words.cut(outer.start, outer.end)));
            mention
        })
        .collect()
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
    lines::write(output, rows.iter().filter_map(|row| point(row, country)))
}

fn point<'r>(row: &'r RegionName, country: &str) -> Option<Point<'r>> {
    let context = ReportContext { country: Some(country), ..ReportContext::default() };
    // "A/B" and "A (B)" hold two spellings.
    let spellings = row.name.split(['/', '(', ')']).map(str::trim).filter(|name| name.len() > 2);
    std::iter::once(row.name.as_str()).chain(spellings).find_map(|spelling| {
        let mention = PlaceMention::new(spelling, Span::new(0, 0)).within(&row.adm1);
        let value = resolve_places(Gazetteer::embedded(), &[mention], &context).pop()?;
        let is_point = matches!(value.precision, PlacePrecision::Exact | PlacePrecision::Near);
        let (lat, lon) = (value.lat?, value.lon?);
        is_point.then_some(Point { id: &row.id, lat, lon })
    })
}
