//! The driver of the `time` corpora: time expressions with TIMEX3 values.

use crate::lines;
use anyhow::Result;
use cairn_extract::time::times;
use cairn_extract::{Ruleset, Scratch};
use cairn_model::{Day, Span};
use cairn_resolve::time::{Clock, Narrative, Style, timex};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// One text, as the corpus gives it; other fields (the gold) are not read.
#[derive(Deserialize)]
struct Input {
    report: String,
    /// A day, with or without a time of the clock behind it.
    dct: Option<String>,
    text: String,
}

#[derive(Serialize)]
struct Output<'r> {
    report: &'r str,
    timexes: Vec<Timex>,
}

/// An expression: code points of the text, end-exclusive.
#[derive(Serialize)]
struct Timex {
    start: u32,
    end: u32,
    #[serde(rename = "type")]
    kind: &'static str,
    value: Option<String>,
}

/// Reads `{"report", "dct", "text"}` a line, writes `{"report", "timexes"}` a line.
///
/// # Errors
/// Where a file cannot be opened, read or written.
pub fn run(ruleset: &Ruleset, input: &Path, output: &Path) -> Result<()> {
    let mut scratch = Scratch::new(ruleset);
    let texts: Vec<Input> = lines::read(input)?;
    let answers = texts
        .iter()
        .map(|text| Output { report: &text.report, timexes: timexes(text, ruleset, &mut scratch) });
    lines::write(output, answers)
}

fn timexes(report: &Input, ruleset: &Ruleset, scratch: &mut Scratch) -> Vec<Timex> {
    let document = cairn_text::analyse(&report.text);
    let mentions = times(&document, ruleset, scratch);
    let published: Option<Day> = report.dct.as_deref().and_then(|dct| dct.get(..10)?.parse().ok());
    let clock = Clock::new(published, None).with_style(Style::of(&mentions, published));
    let mut narrative = Narrative::new();
    mentions
        .iter()
        .map(|mention| {
            let reading = clock.read(&mention.symbol, mention.outlook, &narrative);
            narrative.note(&reading, mention.outlook);
            let Span { start, end } = document.span(mention.tokens.clone());
            Timex { start, end, kind: timex::kind(&reading), value: timex::value(&reading) }
        })
        .collect()
}
