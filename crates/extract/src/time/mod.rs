//! Times as a text states them: groups of kind `Time` become mentions with a symbol.

mod context;
mod count;
mod feast;
mod form;
mod read;
pub(crate) mod shape;
mod symbol;

pub use context::{Outlook, TimeRelation};
pub use feast::Feast;
pub(crate) use form::Form;
pub use symbol::{Anchor, Calendar, Count, DayPart, Phase, Reference, Step, TimeSymbol, Unit, YearPart};

use crate::chart::{self, Chart, Scratch};
use crate::ruleset::{Gives, Ruleset};
use cairn_text::Document;
use std::ops::Range;

/// A time as a text states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeMention {
    /// Its tokens, as a range of indices into [`Document::tokens`]; without the preposition.
    pub tokens: Range<usize>,
    /// What it says.
    pub symbol: TimeSymbol,
    /// How what happens lies to it ("since", "until", "by").
    pub relation: TimeRelation,
    /// Whether its clause looks back or ahead.
    pub outlook: Outlook,
    /// Both ends, where it is one end of a range ("between May 3 and May 5", "6-7 February").
    pub range: Option<Box<(TimeSymbol, TimeSymbol)>>,
    /// The rule that read it, as an index into [`Ruleset::rules`].
    pub rule: usize,
}

/// All times of a document with its adjectives of time ("former", "daily"), in the order of the
/// text; none lies inside another.
///
/// Runs the whole cascade: for a caller that wants nothing else.
pub fn times(document: &Document, ruleset: &Ruleset, scratch: &mut Scratch) -> Vec<TimeMention> {
    let chart = chart::run(document, ruleset, scratch);
    read(document, ruleset, &chart, &[Gives::Time, Gives::Epithet])
}

/// The times of a chart, in the order of the text; none lies inside another.
pub(crate) fn mentions(document: &Document, ruleset: &Ruleset, chart: &Chart) -> Vec<TimeMention> {
    read(document, ruleset, chart, &[Gives::Time])
}

fn read(document: &Document, ruleset: &Ruleset, chart: &Chart, kinds: &[Gives]) -> Vec<TimeMention> {
    let reader = read::Reader { document, ruleset, chart };
    let mut mentions = Vec::new();
    for idx in chart.groups.iter().chain(&chart.frames) {
        let found = &chart.matches[*idx as usize];
        if !kinds.contains(&ruleset.rules()[found.rule as usize].gives) {
            continue;
        }
        for (tokens, symbol) in reader.read(found).unwrap_or_default() {
            mentions.push(TimeMention {
                tokens,
                symbol,
                relation: TimeRelation::At,
                outlook: Outlook::Unsaid,
                range: None,
                rule: found.rule as usize,
            });
        }
    }
    // The longest first of those that begin together, so that what lies inside another follows it.
    mentions.sort_by_key(|mention| (mention.tokens.start, std::cmp::Reverse(mention.tokens.end)));
    let mut end = 0;
    mentions.retain(|mention| {
        let outside = mention.tokens.start >= end;
        end = end.max(mention.tokens.end);
        outside
    });
    context::complete(document, ruleset, chart, &mut mentions);
    mentions
}
