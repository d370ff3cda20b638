//! Which figures add up: by a cue of their own clause, or because their account counts over a span.

use super::Reading;
use super::settle::Draft;
use crate::chart::NodeIdx;
use crate::extraction::Tokens;
use crate::ruleset::Only;
use cairn_model::{Kind, Object};

/// Sentences that make the head of a report, whose span is that of the whole account.
const HEAD: usize = 3;

/// How many sentences behind a "since" a verb in the perfect still counts from then.
const REACH: usize = 3;

/// From how many on a figure of a month is no single incident without words that say so.
const MANY: u64 = 10;

/// From how many on a figure in another paragraph than the span is no single incident.
const MANY_OF_REPORT: u64 = 30;

/// What the sentences before have set out to count.
#[derive(Default)]
struct Account {
    /// The last sentence that counts over a span.
    opened: Option<usize>,
    /// Whether one at the head of the report does.
    of_report: bool,
    /// The last sentence that says since when.
    since: Option<usize>,
}

impl Reading<'_, '_> {
    /// Marks the drafts whose figures add up over more than one incident.
    pub(super) fn mark_cumulative(&self, drafts: &mut [Draft]) {
        let n_sentences = self.chart.symbols.len();
        let mut account = Account::default();
        let mut drafts = drafts.iter_mut().peekable();
        for sentence in 0..n_sentences {
            let whole = self.document.sentences()[sentence].tokens();
            let opens = self.opens_account(sentence, &whole);
            let mut whole_of = None;
            while let Some(draft) = drafts.next_if(|draft| draft.frame.sentence == sentence) {
                // "640 were killed in April; 171 of them were children".
                let shares = draft.frame.part_of && whole_of == Some(draft.frame.kind);
                let adds_up = shares
                    || self.tallies(draft)
                    || self.adds_up(sentence, &draft.frame.scope)
                    || self.attacks_have(draft)
                    || self.goes_on(draft, &account);
                draft.frame.cumulative |= adds_up;
                whole_of = draft.frame.cumulative.then_some(draft.frame.kind);
            }
            if opens {
                account.opened = Some(sentence);
                account.of_report |= sentence < HEAD;
            }
            if self.chart.meets(sentence, self.tags.since)
                && self.chart.symbols[sentence].iter().any(|node| self.has(*node, self.tags.since))
            {
                account.since = Some(sentence);
            }
        }
    }

    /// Whether a sentence sets out to count over a span: "in the first half of 2012 the monitor
    /// verified 3,000 casualties".
    fn opens_account(&self, sentence: usize, whole: &Tokens) -> bool {
        let symbols = &self.chart.symbols[sentence];
        (self.spans_of(sentence, whole, Some(Only::Tally)) || self.spans_of(sentence, whole, None))
            && self.counts(symbols)
            && !self.tells_one_incident(symbols)
            && !self.names_a_day(sentence, symbols)
    }

    /// Whether somebody records or adds up.
    fn counts(&self, symbols: &[NodeIdx]) -> bool {
        symbols.iter().any(|node| {
            self.carries(*node, self.tags.tally_word)
                || (self.has(*node, self.tags.verb) && self.carries(*node, self.tags.v_tally))
        })
    }

    /// Whether a cue of the clause says so: "since 2011", "in the past two weeks", "in the war".
    pub(super) fn adds_up(&self, sentence: usize, scope: &Tokens) -> bool {
        let symbols = self.symbols_in(sentence, scope);
        let meets = |tag| self.chart.meets(sentence, tag);
        (meets(self.tags.cumulative_cue)
            && symbols.iter().any(|node| self.has(*node, self.tags.cumulative_cue)))
            || self.spans_of(sentence, scope, None)
            || (self.spans_of(sentence, scope, Some(Only::Perfect))
                && self.is_perfect(symbols)
                && !symbols.iter().any(|node| self.carries(*node, self.tags.superlative)))
            || (meets(self.tags.since) && self.since_long_ago(symbols))
            || (meets(self.tags.in_span) && self.in_a_war(symbols))
    }

    /// Whether the figure is the sum of a month, a quarter, a year: somebody counts, attacks are told
    /// in the plural, or the month stands beside many who suffered, and no verb between.
    fn tallies(&self, draft: &Draft) -> bool {
        let (sentence, scope) = (draft.frame.sentence, &draft.frame.scope);
        let symbols = self.symbols_in(sentence, scope);
        if !self.spans_of(sentence, scope, Some(Only::Tally))
            || self.tells_one_incident(symbols)
            || self.names_a_day(sentence, symbols)
        {
            return false;
        }
        let many = draft.frame.figure.n.is_some_and(|n| n >= MANY);
        let attacks = symbols.iter().any(|node| {
            self.has(*node, self.tags.noun_group)
                && self.has(*node, self.tags.plural)
                && self.object_of(*node) == Some(Object::Attack)
        });
        self.counts(symbols) || attacks || (many && self.is_beside_span(draft, symbols))
    }

    /// "The air strikes have destroyed 274 vehicles": attacks in the plural, uncounted, that have done
    /// much, and no day beside them.
    fn attacks_have(&self, draft: &Draft) -> bool {
        let symbols = self.symbols_in(draft.frame.sentence, &draft.frame.scope);
        let attacks = |node: &NodeIdx| {
            self.has(*node, self.tags.noun_group)
                && self.has(*node, self.tags.plural)
                && !self.has(*node, self.tags.counted)
                && self.object_of(*node) == Some(Object::Attack)
        };
        let verb = symbols.iter().position(|node| self.is_perfect(&[*node]));
        draft.frame.figure.n.is_some_and(|n| n >= MANY_OF_REPORT)
            && draft.frame.kind != Kind::Attacks
            && verb.is_some_and(|verb| symbols[..verb].iter().any(attacks))
            && !symbols.iter().any(|node| self.has(*node, self.tags.time))
    }

    /// Whether a span stands in the clause of a figure, with no other verb between.
    fn is_beside_span(&self, draft: &Draft, symbols: &[NodeIdx]) -> bool {
        self.spans.iter().any(|found| {
            let found = &self.chart.matches[*found as usize];
            let span = self.chart.tokens(found);
            let (figure, happened) = (&draft.frame.counted, &draft.frame.trigger);
            let from = span.end.min(figure.end).min(happened.end);
            let to = span.start.max(figure.start).max(happened.start);
            // A bare year dates a single deed as often.
            let names_a_month =
                span.clone().skip(1).any(|token| self.document.word(token).starts_with(char::is_alphabetic));
            found.sentence as usize == draft.frame.sentence
                && names_a_month
                && draft.frame.scope.contains(&span.start)
                && !symbols.iter().any(|node| {
                    let at = self.chart.nodes[*node as usize].from as usize;
                    self.has(*node, self.tags.verb)
                        && *node != draft.trigger
                        && (from..to).contains(&at)
                        && !self.has(*node, self.tags.harm)
                })
        })
    }

    /// Whether the account of the sentences before goes on: no day of its own, no single incident.
    fn goes_on(&self, draft: &Draft, account: &Account) -> bool {
        let sentence = draft.frame.sentence;
        let symbols = self.symbols_in(sentence, &draft.frame.scope);
        if self.tells_one_incident(symbols) {
            return false;
        }
        // "Have lost 202" goes on from "since May 23".
        let goes_on_since = account.since.is_some_and(|since| sentence - since <= REACH)
            && draft.frame.kind != Kind::Deployed
            && self.is_perfect_without_time(draft, symbols);
        if goes_on_since {
            return true;
        }
        let Some(opened) = account.opened else { return false };
        let paragraph = |sentence: usize| self.document.sentences()[sentence].paragraph;
        // Once a paragraph has come to a day, it stays there.
        let has_come_to_a_day = (opened + 1..=sentence)
            .rev()
            .take_while(|before| paragraph(*before) == paragraph(sentence))
            .any(|before| self.names_a_day(before, &self.chart.symbols[before]));
        // A few in a later paragraph are those of one incident of the span.
        let many = draft.frame.figure.n.is_some_and(|n| n >= MANY_OF_REPORT);
        let same_paragraph = paragraph(opened) == paragraph(sentence);
        (same_paragraph || (account.of_report && many)) && !has_come_to_a_day
    }

    /// Whether the verb stands in the perfect of the present, with no time beside it.
    fn is_perfect_without_time(&self, draft: &Draft, symbols: &[NodeIdx]) -> bool {
        let is_verb = self.has(draft.trigger, self.tags.verb);
        let (before, behind) = match symbols.iter().position(|node| *node == draft.trigger) {
            Some(at) => symbols.split_at(at),
            None => (symbols, &[][..]),
        };
        let is_time = |node: &NodeIdx| self.has(*node, self.tags.time);
        let verb = if is_verb { self.is_perfect(&[draft.trigger]) } else { self.is_perfect(before) };
        verb && !before.iter().any(is_time) && !behind.iter().take(4).any(is_time)
    }

    /// Whether a time of the sentence names a day, and no span holds it.
    fn names_a_day(&self, sentence: usize, symbols: &[NodeIdx]) -> bool {
        let in_a_span = |node: NodeIdx| {
            let at = self.chart.nodes[node as usize].from as usize;
            self.spans.iter().any(|found| {
                let found = &self.chart.matches[*found as usize];
                found.sentence as usize == sentence && self.chart.tokens(found).contains(&at)
            })
        };
        // "Said on Tuesday" dates what was said.
        let of_saying =
            |at: usize| symbols[at.saturating_sub(2)..at].iter().any(|node| self.has(*node, self.tags.v_say));
        (0..symbols.len()).any(|at| self.is_day(symbols[at]) && !in_a_span(symbols[at]) && !of_saying(at))
    }

    /// The symbols of a sentence within some tokens.
    pub(super) fn symbols_in(&self, sentence: usize, scope: &Tokens) -> &[NodeIdx] {
        let symbols = &self.chart.symbols[sentence];
        let from = |node: &NodeIdx| self.chart.nodes[*node as usize].from as usize;
        let start = symbols.partition_point(|node| from(node) < scope.start);
        let end = symbols.partition_point(|node| from(node) < scope.end);
        &symbols[start..end]
    }

    /// Whether a span whose card says `only` of where it holds begins within some tokens.
    fn spans_of(&self, sentence: usize, scope: &Tokens, only: Option<Only>) -> bool {
        self.spans.iter().any(|found| {
            let found = &self.chart.matches[*found as usize];
            self.ruleset.rules[found.rule as usize].set.only == only
                && found.sentence as usize == sentence
                && scope.contains(&self.chart.tokens(found).start)
        })
    }

    /// Whether a verb stands in the perfect of the present: "have killed 60".
    fn is_perfect(&self, symbols: &[NodeIdx]) -> bool {
        symbols.iter().any(|node| {
            self.has(*node, self.tags.verb)
                && self.carries(*node, self.tags.have)
                && !self.carries(*node, self.tags.had)
        })
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
