//! The driver of the `time` corpora: time expressions with TIMEX3 values.

use anyhow::{Context as _, Result};
use cairn_extract::time::times;
use cairn_extract::{Ruleset, Scratch};
use cairn_model::{Day, Span};
use cairn_resolve::time::{Clock, Narrative, Style, timex};
use serde::{Deserialize, Serialize};
use std::io::{BufRead, Write};

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
/// A line that is no such object, or a stream that breaks.
pub fn run(input: impl BufRead, mut output: impl Write, ruleset: &Ruleset) -> Result<()> {
    let mut scratch = Scratch::new(ruleset);
    for (number, line) in input.lines().enumerate() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let report: Input = serde_json::from_str(&line).with_context(|| format!("line {}", number + 1))?;
        let timexes = timexes(&report, ruleset, &mut scratch);
        serde_json::to_writer(&mut output, &Output { report: &report.report, timexes })?;
        output.write_all(b"\n")?;
    }
    Ok(())
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
            narrative.note(&reading);
            let Span { start, end } = document.span(mention.tokens.clone());
            Timex { start, end, kind: timex::kind(&reading), value: timex::value(&reading) }
        })
        .collect()
}
