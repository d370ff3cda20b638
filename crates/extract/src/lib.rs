//! Takes a Document. Gives an Extraction: symbolic claims with spans, nothing looked up yet.
//!
//! Invariant: a pure function of document and ruleset. Every value of an extraction names the
//! tokens it was read from and the rules that read it.

mod chart;
mod engine;
mod ruleset;

pub use chart::Scratch;
pub use engine::{PatternFault, TagId, TagNames, TagSet};
pub use ruleset::{Card, Example, Fault, Faults, Rule, RuleStatus, Ruleset};

/// Temporary probe.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Probe {
    pub rule: String,
    pub level: String,
    pub sentence: usize,
    pub tokens: std::ops::Range<usize>,
    pub captures: Vec<(String, std::ops::Range<usize>, Vec<String>)>,
}

/// Temporary probe.
pub fn probe(document: &cairn_text::Document, ruleset: &Ruleset, scratch: &mut Scratch, groups: bool) -> Vec<Probe> {
    let chart = chart::run(document, ruleset, scratch);
    let list = if groups { &chart.groups } else { &chart.frames };
    list.iter().map(|idx| {
        let found = &chart.matches[*idx as usize];
        let rule = &ruleset.rules()[found.rule as usize];
        Probe {
            rule: rule.id.as_str().to_owned(),
            level: rule.level.clone(),
            sentence: found.sentence as usize,
            tokens: chart.tokens(found),
            captures: chart.captures(ruleset, found).map(|(name, nodes)| {
                let tags: Vec<String> = nodes.last().map(|n| chart.nodes[*n as usize].tags.iter().map(|t| ruleset.tag_name(t).to_owned()).collect()).unwrap_or_default();
                (name.to_owned(), chart.token_range(nodes), tags)
            }).collect(),
        }
    }).collect()
}

/// Temporary probe.
pub fn symbols(document: &cairn_text::Document, ruleset: &Ruleset, scratch: &mut Scratch) -> Vec<Vec<(String, Vec<String>)>> {
    let chart = chart::run(document, ruleset, scratch);
    chart.symbols.iter().map(|s| s.iter().map(|n| { let n=&chart.nodes[*n as usize]; (document.words(n.from as usize..n.to as usize).to_owned(), n.tags.iter().map(|t| ruleset.tag_name(t).to_owned()).collect()) }).collect()).collect()
}
