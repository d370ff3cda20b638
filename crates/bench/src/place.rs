//! Drivers of the place corpora: names in text, and names with their region.

use anyhow::{Context, Result};
use cairn_model::{PlacePrecision, Span};
use cairn_resolve::place::{Gazetteer, PlaceMention, ReportContext, level_of_word, resolve_places};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

/// A report of the corpora of names in text.
#[derive(Debug, Deserialize)]
pub struct ToponymReport {
    /// The report's id.
    pub report: String,
    /// Its text.
    pub text: String,
    /// The annotated names; only their spans are read, and only where gold spans are asked for.
    #[serde(default)]
    pub toponyms: Vec<GoldSpan>,
}

/// Where an annotated name stands, in code points.
#[derive(Debug, Deserialize)]
pub struct GoldSpan {
    start: u32,
    end: u32,
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

/// Names in text to points. `find` gives the spans of the names of a report.
pub fn toponyms(input: &Path, output: &Path, find: impl Fn(&ToponymReport) -> Vec<Span>) -> Result<()> {
    let gazetteer = Gazetteer::embedded();
    each_line(input, output, |report: &ToponymReport, out| {
        let spans = find(report);
        let words = Words::new(&report.text);
        let mentions = mentions(&words, &spans);
        let values = resolve_places(gazetteer, &mentions, &ReportContext::default());
        let toponyms = spans
            .iter()
            .zip(values)
            .map(|(span, value)| Toponym { start: span.start, end: span.end, lat: value.lat, lon: value.lon })
            .collect();
        write_line(out, &Answer { report: &report.report, toponyms })
    })
}

/// The annotated spans themselves: measures the choice among places apart from the finding of names.
pub fn gold_spans(report: &ToponymReport) -> Vec<Span> {
    report.toponyms.iter().map(|gold| Span::new(gold.start, gold.end)).collect()
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

/// Names with their first-level region (and country) to points; no line where the name itself is not
/// found, for a centroid is no answer.
pub fn names(input: &Path, output: &Path, country: &str) -> Result<()> {
    let gazetteer = Gazetteer::embedded();
    each_line(input, output, |row: &RegionName, out| {
        // "A/B" and "A (B)" hold two spellings.
        let spellings = row.name.split(['/', '(', ')']).map(str::trim).filter(|name| name.len() > 2);
        for spelling in std::iter::once(row.name.as_str()).chain(spellings) {
            let mention = PlaceMention::new(spelling, Span::new(0, 0)).within(&row.adm1);
            let context = ReportContext { country: Some(country), ..ReportContext::default() };
            let value = resolve_places(gazetteer, &[mention], &context).remove(0);
            let is_point = matches!(value.precision, PlacePrecision::Exact | PlacePrecision::Adm2);
            if let (true, Some(lat), Some(lon)) = (is_point, value.lat, value.lon) {
                return write_line(out, &Point { id: &row.id, lat, lon });
            }
        }
        Ok(())
    })
}

fn each_line<T: serde::de::DeserializeOwned>(
    input: &Path,
    output: &Path,
    mut answer: impl FnMut(&T, &mut dyn Write) -> Result<()>,
) -> Result<()> {
    let lines = BufReader::new(File::open(input).with_context(|| format!("opening {}", input.display()))?);
    let mut out =
        BufWriter::new(File::create(output).with_context(|| format!("creating {}", output.display()))?);
    for (n, line) in lines.lines().enumerate() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let row: T = serde_json::from_str(&line).with_context(|| format!("{}:{}", input.display(), n + 1))?;
        answer(&row, &mut out)?;
    }
    Ok(out.flush()?)
}

fn write_line(out: &mut dyn Write, row: &impl Serialize) -> Result<()> {
    serde_json::to_writer(&mut *out, row)?;
    Ok(writeln!(out)?)
}
