use super::json_lines;
use crate::args::Args;
use crate::failure::Failure;
use crate::page::{BOLD, DIM, plain};
use cairn_extract::TracedLevel;
use cairn_model::{ActorValue, Claim, Day, Provenance, Report, ReportId, Span};
use cairn_pipeline::Pipeline;
use cairn_views::{chain_words, claim_line, figure_words, place_words, time_words, what_words};
use serde::Serialize;
use std::io::Write;

/// What one level found, for `--json`.
#[derive(Serialize)]
struct LevelLine<'t> {
    level: &'t str,
    why: &'t str,
    matches: Vec<MatchLine<'t>>,
}

#[derive(Serialize)]
struct MatchLine<'t> {
    rule: &'t str,
    gives: &'t str,
    span: Span,
    words: &'t str,
    captures: Vec<(&'t str, &'t str)>,
}

/// Shows what each level of the cascade finds in a text, and the claims that come out.
///
/// `published` is the day that "yesterday" and "on Tuesday" are counted from.
pub fn trace(args: &Args, text: &str, published: Option<Day>, out: &mut impl Write) -> Result<(), Failure> {
    let pipeline = Pipeline::load(args.rules.as_deref())?;
    let report = Report {
        id: ReportId::new("trace"),
        outlet: None,
        url: None,
        title: None,
        published,
        dated: None,
        author: None,
        language: None,
        text: text.to_owned(),
        provenance: Provenance::default(),
    };
    let claims = pipeline.read_report(&report).claims;
    let levels = pipeline.trace(text);
    if args.json {
        json_lines(levels.iter().map(|level| level_line(level, text)), out)?;
        return json_lines(claims.iter().map(claim_line), out);
    }
    for level in &levels {
        writeln!(out, "{BOLD}{}{BOLD:#}  {DIM}{}{DIM:#}", level.name, plain(&level.why))?;
        for found in level_line(level, text).matches {
            writeln!(out, "  {} “{}”  {DIM}{}{DIM:#}", found.gives, plain(found.words), found.rule)?;
            for (name, words) in found.captures {
                writeln!(out, "    {name}: {}", plain(words))?;
            }
        }
    }
    writeln!(out, "{BOLD}claims{BOLD:#}")?;
    for claim in &claims {
        claim_words(claim, out)?;
    }
    if claims.is_empty() {
        writeln!(out, "  none")?;
    }
    Ok(())
}

/// A claim in one line, and one more for each thing that is known of it.
fn claim_words(claim: &Claim, out: &mut impl Write) -> Result<(), Failure> {
    let what = what_words(claim.kind, claim.object, claim.group);
    let words = format!("{what} {}", figure_words(&claim.figure));
    let kind = claim.event_type;
    writeln!(
        out,
        "  {}  {DIM}{kind}, {}, {}{DIM:#}",
        plain(words.trim()),
        claim.period.as_str(),
        claim.status
    )?;
    let party = |party: &Option<ActorValue>| party.as_ref().map(|party| party.name.clone());
    let known = [
        ("by", party(&claim.actor)),
        ("to", party(&claim.target)),
        ("with", claim.instrument.clone()),
        ("where", claim.place.as_ref().map(place_words)),
        ("when", Some(time_words(&claim.time))),
        ("said by", Some(chain_words(&claim.attribution)).filter(|chain| !chain.is_empty())),
    ];
    for (name, words) in known {
        if let Some(words) = words {
            writeln!(out, "    {name}: {}", plain(&words))?;
        }
    }
    Ok(())
}

fn level_line<'t>(level: &'t TracedLevel, text: &'t str) -> LevelLine<'t> {
    let matches = level.matches.iter().map(|found| MatchLine {
        rule: found.rule.as_str(),
        gives: &found.gives,
        span: found.span,
        words: found.span.of(text),
        captures: found.captures.iter().map(|(name, span)| (name.as_str(), span.of(text))).collect(),
    });
    LevelLine { level: &level.name, why: &level.why, matches: matches.collect() }
}
