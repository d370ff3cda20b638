//! Which figures add up: by a cue of their own clause, or because their account counts over a span.

use super::Reading;
use super::settle::Draft;
use crate::chart::NodeIdx;
use crate::extraction::Tokens;
use cairn_model::{Kind, Object};

/// Sentences that make the head of a report, whose span is that of the whole account.
const HEAD: usize = 3;

/// How many sentences behind a "since" a verb in the perfect still counts from then.
const REACH: usize = 3;

/// From how many on a figure of a month is no single incident without words that say so.
const MANY: u64 = 10;

/// What a span card says of when it holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hold {
    /// In any sentence.
    Always,
    /// With a verb in the perfect.
    Perfect,
    /// Where the sentence counts and tells no single incident.
    Tally,
}

impl Reading<'_, '_> {
    /// Marks the drafts whose figures add up over more than one incident.
    pub(super) fn mark_cumulative(&self, drafts: &mut [Draft]) {
        // The last sentence that counts over a span, and whether one at the head does.
        let mut account: Option<usize> = None;
        let mut of_report = false;
        let mut since: Option<usize> = None;
        for at in 0..drafts.len() {
            let sentence = drafts[at].frame.sentence;
            let scope = drafts[at].frame.scope.clone();
            let is_tally = self.tallies(&drafts[at], &scope);
            if is_tally {
                account = Some(sentence);
                of_report |= sentence < HEAD;
            }
            let adds_up = self.adds_up(sentence, &scope);
            if adds_up {
                since = Some(sentence);
            }
            let goes_on = || self.goes_on(&drafts[at], account, of_report, since);
            if is_tally || adds_up || goes_on() {
                drafts[at].frame.cumulative = true;
            }
        }
    }

    /// Whether a cue of the clause says so: "since 2011", "in the past two weeks", "in the war".
    pub(super) fn adds_up(&self, sentence: usize, scope: &Tokens) -> bool {
        let symbols = self.symbols_in(sentence, scope);
        symbols.iter().any(|node| self.has(*node, self.tags.cumulative_cue))
            || self.spans_of(sentence, scope, Hold::Always)
            || (self.spans_of(sentence, scope, Hold::Perfect)
                && self.is_perfect(symbols)
                && !symbols.iter().any(|node| self.carries(*node, self.tags.superlative)))
            || self.since_long_ago(symbols)
            || self.in_a_war(symbols)
    }

    /// Whether the figure is the sum of a month, a quarter, a year.
    fn tallies(&self, draft: &Draft, scope: &Tokens) -> bool {
        let symbols = self.symbols_in(draft.frame.sentence, scope);
        if !self.spans_of(draft.frame.sentence, scope, Hold::Tally)
            || self.tells_one_incident(symbols)
            || symbols.iter().any(|node| self.is_day(*node))
        {
            return false;
        }
        let figure = &draft.frame.figure;
        symbols
            .iter()
            .any(|node| self.carries(*node, self.tags.tally_word) || self.carries(*node, self.tags.v_tally))
            || figure.n.is_none_or(|n| n >= MANY)
            || draft.frame.kind == Kind::Attacks
    }

    /// Whether the account of the sentences before goes on: no day of its own, no single incident.
    fn goes_on(&self, draft: &Draft, account: Option<usize>, of_report: bool, since: Option<usize>) -> bool {
        let sentence = draft.frame.sentence;
        let symbols = self.symbols_in(sentence, &draft.frame.scope);
        if symbols.iter().any(|node| self.is_day(*node)) || self.tells_one_incident(symbols) {
            return false;
        }
        let paragraph = |sentence: usize| self.document.sentences()[sentence].paragraph;
        // Once a paragraph has come to a day, it stays there.
        let begun = (0..sentence)
            .rev()
            .take_while(|before| paragraph(*before) == paragraph(sentence))
            .take_while(|before| account.is_none_or(|account| *before > account))
            .any(|before| self.chart.symbols[before].iter().any(|node| self.is_day(*node)));
        let in_account =
            account.is_some_and(|account| of_report || paragraph(account) == paragraph(sentence));
        if in_account && !begun {
            return true;
        }
        // "Have lost 202" goes on from "since May 23".
        since.is_some_and(|since| sentence - since <= REACH)
            && draft.frame.object == Some(Object::People)
            && self.is_perfect(&[draft.trigger])
    }

    /// The symbols of a sentence within some tokens.
    fn symbols_in(&self, sentence: usize, scope: &Tokens) -> &[NodeIdx] {
        let symbols = &self.chart.symbols[sentence];
        let from = |node: &NodeIdx| self.chart.nodes[*node as usize].from as usize;
        let start = symbols.partition_point(|node| from(node) < scope.start);
        let end = symbols.partition_point(|node| from(node) < scope.end);
        &symbols[start..end]
    }

    fn spans_of(&self, sentence: usize, scope: &Tokens, hold: Hold) -> bool {
        self.spans.iter().any(|found| {
            let found = &self.chart.matches[*found as usize];
            let only = match self.ruleset.rules[found.rule as usize].set("only") {
                Some("perfect") => Hold::Perfect,
                Some(_) => Hold::Tally,
                None => Hold::Always,
            };
            only == hold
                && found.sentence as usize == sentence
                && scope.contains(&self.chart.tokens(found).start)
        })
    }

    /// Whether a verb stands in the perfect of the present: "have killed 60".
    fn is_perfect(&self, symbols: &[NodeIdx]) -> bool {
        symbols.iter().any(|node| self.has(*node, self.tags.verb) && self.carries(*node, self.tags.have))
    }

    /// Whether a time names a day or a part of one.
    fn is_day(&self, node: NodeIdx) -> bool {
        self.has(node, self.tags.time)
            && (self.has(node, self.tags.dayish) || self.has(node, self.tags.daytime))
            && !self.has(node, self.tags.relunit)
    }

    /// "A raid in May", "the bombing": one attack, told by a noun in the singular.
    fn tells_one_incident(&self, symbols: &[NodeIdx]) -> bool {
        symbols.iter().any(|node| {
            self.has(*node, self.tags.noun_group)
                && self.has(*node, self.tags.singular)
                && !self.has(*node, self.tags.war)
                && self.tags.events.iter().any(|(tag, _)| self.has(*node, *tag))
                && (self.has(*node, self.tags.single) || self.begins_with_determiner(*node))
        })
    }

    fn begins_with_determiner(&self, node: NodeIdx) -> bool {
        self.chart
            .made_by(node)
            .and_then(|found| self.chart.children(found).first().copied())
            .is_some_and(|first| self.has(first, self.tags.det))
    }

    /// "Since 2011", "since the start of the war", but not "since Tuesday", "since dawn": an
    /// operation of some days is one incident.
    fn since_long_ago(&self, symbols: &[NodeIdx]) -> bool {
        symbols.iter().enumerate().any(|(at, node)| {
            let behind = symbols.get(at + 1..).unwrap_or_default();
            // "Hostages held since March": since then they were held, not freed.
            let of_a_state = at > 0
                && self.has(symbols[at - 1], self.tags.bare)
                && !self.has(symbols[at - 1], self.tags.harm);
            self.has(*node, self.tags.since)
                && !of_a_state
                && !behind.iter().take(3).any(|node| self.carries(*node, self.tags.short_since))
        })
    }

    /// "In the civil war", "during a decade of conflict": the war is the span of the figure.
    fn in_a_war(&self, symbols: &[NodeIdx]) -> bool {
        symbols.iter().enumerate().any(|(at, node)| {
            let behind = symbols.get(at + 1..).unwrap_or_default();
            self.has(*node, self.tags.in_span)
                && behind
                    .iter()
                    .take(5)
                    .take_while(|node| !self.has(**node, self.tags.verb) && !self.has(**node, self.tags.prep))
                    .any(|node| self.has(*node, self.tags.war) && self.has(*node, self.tags.noun_group))
        })
    }
}
