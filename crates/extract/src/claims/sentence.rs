//! What a sentence says about the whole of it, and the names in it.

use super::Reading;
use crate::chart::NodeIdx;
use crate::extraction::{NameKind, NameMention, SentenceCues};
use cairn_model::Status;

impl Reading<'_, '_> {
    pub(super) fn sentence_cues(&self, sentence: usize) -> SentenceCues {
        let symbols = &self.chart.symbols[sentence];
        let any = |tag| symbols.iter().any(|node| self.chart.nodes[*node as usize].tags.contains(tag));
        let leads = symbols.iter().take(3).any(|node| {
            let node = &self.chart.nodes[*node as usize];
            node.tags.contains(self.tags.conditional)
        });
        SentenceCues {
            cumulative: any(self.tags.cumulative_cue)
                || self.in_a_span(sentence)
                || self.since_long_ago(symbols)
                || self.in_a_war(symbols),
            hypothetical: leads,
        }
    }

    /// "In the past two weeks", or "this year" with a verb in the perfect.
    fn in_a_span(&self, sentence: usize) -> bool {
        let perfect = || {
            self.chart.symbols[sentence]
                .iter()
                .any(|node| self.has(*node, self.tags.verb) && self.carries(*node, self.tags.have))
        };
        self.spans.iter().any(|found| {
            let found = &self.chart.matches[*found as usize];
            let rule = &self.ruleset.rules[found.rule as usize];
            found.sentence as usize == sentence && (rule.set("only").is_none() || perfect())
        })
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

    /// Whether a symbol, or one that it is made of, has a tag.
    pub(super) fn carries(&self, node: NodeIdx, tag: crate::engine::TagId) -> bool {
        self.has(node, tag)
            || self
                .chart
                .made_by(node)
                .is_some_and(|found| self.chart.children(found).iter().any(|child| self.carries(*child, tag)))
    }

    /// The status of a figure: by the words of what happened, by those between the two ("are feared
    /// dead"), and by a denial that governs the clause.
    pub(super) fn status_of(&self, counted: NodeIdx, trigger: NodeIdx, is_zero: bool) -> Status {
        let symbols =
            &self.chart.symbols[self.document.sentence_of(self.chart.nodes[trigger as usize].from as usize)];
        let at = |node| symbols.iter().position(|symbol| *symbol == node);
        let (Some(counted), Some(happened)) = (at(counted), at(trigger)) else {
            return self.status(trigger, is_zero);
        };
        if symbols[..happened].iter().enumerate().any(|(at, node)| {
            self.has(*node, self.tags.v_deny)
                && self.has(*node, self.tags.verb)
                && self.governs(&symbols[at + 1..=happened])
        }) {
            return Status::Denied;
        }
        let between = symbols.get(counted + 1..happened).unwrap_or_default();
        if !self.has(trigger, self.tags.verb)
            && between.iter().any(|node| self.carries(*node, self.tags.hedge))
        {
            return Status::Possible;
        }
        self.status(trigger, is_zero)
    }

    /// Whether what follows a verb of denial is what it denies: "that ...", "reports that ...", or a
    /// gerund ("denied killing"), with no other verb between.
    fn governs(&self, behind: &[NodeIdx]) -> bool {
        let Some((happened, before)) = behind.split_last() else { return false };
        if !self.has(*happened, self.tags.verb) || before.iter().any(|node| self.has(*node, self.tags.verb)) {
            return false;
        }
        let that = |node: &NodeIdx| {
            let from = self.chart.nodes[*node as usize].from as usize;
            self.document.word(from).eq_ignore_ascii_case("that")
        };
        behind.len() == 1 || behind.iter().take(2).any(that)
    }

    /// Asserted, denied, planned or possible, by the words of the verb group.
    pub(super) fn status(&self, trigger: NodeIdx, is_zero: bool) -> Status {
        let node = &self.chart.nodes[trigger as usize];
        let mut tags = crate::engine::TagSet::default();
        let mut stack = vec![trigger];
        while let Some(node) = stack.pop() {
            tags = tags.union(&self.chart.nodes[node as usize].tags);
            if let Some(found) = self.chart.made_by(node) {
                stack.extend(self.chart.children(found));
            }
        }
        let t = &self.tags;
        let has = |tag| tags.contains(tag);
        if !node.tags.contains(t.verb) {
            return Status::Asserted;
        }
        if has(t.negation) || has(t.negated_aux) {
            return if is_zero { Status::Asserted } else { Status::Denied };
        }
        if has(t.may) || has(t.hedge) {
            return Status::Possible;
        }
        // "Are said to have killed" tells of the past; "to kill" of an intention.
        // What people had to do, they did.
        if has(t.had_to) {
            return Status::Asserted;
        }
        if has(t.will) || has(t.intent) || has(t.must) || (has(t.to) && !has(t.have)) {
            return Status::Planned;
        }
        Status::Asserted
    }

    pub(super) fn names(&self) -> Vec<NameMention> {
        let mut names = Vec::new();
        let modifiers = self.names_before_heads();
        for idx in &self.chart.groups {
            let found = &self.chart.matches[*idx as usize];
            let rule = &self.ruleset.rules[found.rule as usize];
            if rule.gives() != "Name" {
                continue;
            }
            let tokens = self.chart.tokens(found);
            let name = self
                .chart
                .capture(self.ruleset, found, "name")
                .map_or(tokens.clone(), |nodes| self.chart.token_range(nodes));
            let kind = if rule.tags.contains(self.tags.person) {
                NameKind::Person
            } else if rule.tags.contains(self.tags.body) {
                NameKind::Body
            } else if rule.tags.contains(self.tags.location) {
                NameKind::Location
            } else {
                NameKind::Plain
            };
            let after_place_preposition = self.after_place_preposition(found.sentence as usize, tokens.start);
            names.push(NameMention {
                modifies_noun: modifiers[*idx as usize],
                in_aside: self.in_aside(found.sentence as usize, tokens.start),
                tokens,
                name,
                kind,
                sentence: found.sentence as usize,
                after_place_preposition,
            });
        }
        names
    }

    /// For each match: whether it is a name that stands before the head of a noun group.
    fn names_before_heads(&self) -> Vec<bool> {
        let mut modifiers = vec![false; self.chart.matches.len()];
        for idx in &self.chart.groups {
            let found = &self.chart.matches[*idx as usize];
            if self.ruleset.rules[found.rule as usize].gives() != "NounGroup" {
                continue;
            }
            let Some((_, before)) = self.chart.children(found).split_last() else { continue };
            for name in before.iter().filter_map(|node| self.chart.nodes[*node as usize].made_by) {
                modifiers[name as usize] = true;
            }
        }
        modifiers
    }

    /// Whether a token stands in brackets, behind other words of the bracket.
    fn in_aside(&self, sentence: usize, token: usize) -> bool {
        let start = self.document.sentences()[sentence].tokens().start;
        let before =
            (start..token).rev().take(24).find(|at| matches!(self.document.word(*at), "(" | ")" | "[" | "]"));
        before.is_some_and(|at| matches!(self.document.word(at), "(" | "[") && at + 1 < token)
    }

    /// Whether a preposition of place stands before a token, determiners and adjectives between.
    fn after_place_preposition(&self, sentence: usize, token: usize) -> bool {
        let start = self.document.sentences()[sentence].tokens().start;
        for before in (start..token).rev().take(4) {
            let lower = self.document.word(before).to_lowercase();
            let Some(entry) = self.ruleset.vocabulary.word(&lower) else { return false };
            let tags = &self.ruleset.vocabulary.entries[entry as usize].tags;
            if tags.contains(self.tags.prep_place) {
                return true;
            }
            let passes = ["det", "adj", "direction", "noun", "place-word"];
            if !passes.iter().filter_map(|tag| self.ruleset.tags.get(tag)).any(|tag| tags.contains(tag)) {
                return false;
            }
        }
        false
    }
}
