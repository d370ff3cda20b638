//! The cascade with a sink: what each level found, for `cairn trace` and the tests of the cards.

use crate::chart::{self, Chart, Match, Scratch};
use crate::ruleset::Ruleset;
use cairn_model::{RuleId, Span};
use cairn_text::Document;

/// What one level found in a text.
#[derive(Debug, Clone)]
pub struct TracedLevel {
    /// The name of the level.
    pub name: String,
    /// Why the level is there.
    pub why: String,
    /// Its matches, in the order of the text.
    pub matches: Vec<TracedMatch>,
}

/// One match of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TracedMatch {
    /// The rule.
    pub rule: RuleId,
    /// The kind of group or frame it gave.
    pub gives: String,
    /// All its words, in code points of the text.
    pub span: Span,
    /// What it captured, in code points of the text.
    pub captures: Vec<(String, Span)>,
}

/// Runs the cascade over a document and tells what each level found.
pub fn trace(document: &Document, ruleset: &Ruleset, scratch: &mut Scratch) -> Vec<TracedLevel> {
    let chart = chart::run(document, ruleset, scratch);
    let levels = ruleset.levels.iter();
    levels
        .map(|level| TracedLevel {
            name: level.name.clone(),
            why: level.why.clone(),
            matches: matches_of(document, &chart, ruleset, &level.name),
        })
        .collect()
}

fn matches_of(document: &Document, chart: &Chart, ruleset: &Ruleset, level: &str) -> Vec<TracedMatch> {
    let mut matches: Vec<_> = chart
        .matches
        .iter()
        .filter(|found| ruleset.rules[found.rule as usize].level == level)
        .map(|found| traced(document, chart, ruleset, found))
        .collect();
    matches.sort_by_key(|found| found.span);
    matches
}

fn traced(document: &Document, chart: &Chart, ruleset: &Ruleset, found: &Match) -> TracedMatch {
    let rule = &ruleset.rules[found.rule as usize];
    TracedMatch {
        rule: rule.id.clone(),
        gives: rule.gives().to_owned(),
        span: document.span(chart.tokens(found)),
        captures: chart
            .captures(found)
            .map(|(name, nodes)| {
                (ruleset.captures.name(name).to_owned(), document.span(chart.token_range(nodes)))
            })
            .collect(),
    }
}
