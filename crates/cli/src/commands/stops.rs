use super::json_lines;
use super::rule::unknown;
use crate::args::Args;
use crate::failure::Failure;
use crate::page::{BOLD, DIM, plain};
use cairn_extract::{Outcome, Stop};
use cairn_model::Span;
use cairn_pipeline::Pipeline;
use serde_json::{Value, json};
use std::io::Write;

/// How many of the symbols that a rule would have taken next are named.
const MAX_WANTED: usize = 16;

/// Tells what became of one rule in a text: where it applied, or what it asked for and did not find.
pub fn stops(args: &Args, text: &str, rule: &str, out: &mut impl Write) -> Result<(), Failure> {
    let pipeline = Pipeline::load(args.rules.as_deref())?;
    let Some(stops) = pipeline.stops(text, rule) else {
        return Err(unknown(pipeline.ruleset(), rule));
    };
    if args.json {
        return json_lines(stops.iter().map(|stop| stop_line(stop, text)), out);
    }
    let words = |span: &Span| plain(span.of(text)).to_string();
    for stop in &stops {
        writeln!(out, "{BOLD}{}{BOLD:#}", words(&stop.sentence))?;
        match &stop.outcome {
            Outcome::Applied(spans) => {
                for span in spans {
                    writeln!(out, "  applies to “{}”", words(span))?;
                }
            }
            Outcome::Beaten { span, by: Some(by) } => {
                writeln!(
                    out,
                    "  fits “{}”, but {by} begins earlier, is longer, or stands first",
                    words(span)
                )?;
            }
            Outcome::Beaten { span, by: None } => {
                writeln!(out, "  fits “{}”, but its level did not run here", words(span))?;
            }
            Outcome::Stopped { taken, at, tags, wanted } => {
                match taken {
                    Some(taken) => writeln!(out, "  takes “{}”", words(taken))?,
                    None => writeln!(out, "  takes nothing")?,
                }
                match at {
                    Some(at) => writeln!(
                        out,
                        "  stops at “{}”  {DIM}{}{DIM:#}",
                        words(at),
                        tags.iter().map(|tag| format!("@{tag}")).collect::<Vec<_>>().join(" ")
                    )?,
                    None if taken.is_some() => writeln!(out, "  stops at the end of the sentence")?,
                    None => {}
                }
                let more = wanted.len().saturating_sub(MAX_WANTED);
                let first: Vec<&str> = wanted.iter().take(MAX_WANTED).map(String::as_str).collect();
                let more = if more > 0 { format!(" and {more} more") } else { String::new() };
                writeln!(out, "  asks for {}{DIM}{more}{DIM:#}", first.join(" | "))?;
            }
        }
    }
    Ok(())
}

fn stop_line(stop: &Stop, text: &str) -> Value {
    let words = |span: &Span| json!({ "span": span, "words": span.of(text) });
    let outcome = match &stop.outcome {
        Outcome::Applied(spans) => json!({ "applied": spans.iter().map(words).collect::<Vec<_>>() }),
        Outcome::Beaten { span, by } => json!({ "beaten": words(span), "by": by }),
        Outcome::Stopped { taken, at, tags, wanted } => json!({
            "taken": taken.as_ref().map(words),
            "at": at.as_ref().map(words),
            "tags": tags,
            "wanted": wanted,
        }),
    };
    json!({ "sentence": words(&stop.sentence), "outcome": outcome })
}
