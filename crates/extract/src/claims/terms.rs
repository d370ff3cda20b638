//! Terms: what an agreement asks for, in the sentence that names it and in those that follow.

use super::agreements::Spoken;
use super::{Reading, is_any};
use crate::chart::{Match, NodeIdx};
use crate::engine::Capture;
use crate::extraction::Tokens;
use cairn_model::{Status, TermKind};

/// Sentences after one about an agreement in which "its terms", "it requires" and "the two sides also
/// agreed" still mean that agreement.
const REACH: usize = 3;

/// How a sentence says that it states what an agreement asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asks {
    /// It does not say so.
    Unsaid,
    /// From this symbol on: "the accord requires", "both sides also agreed to".
    From(usize),
    /// All of it: "under its terms", "under the deal".
    UnderIt,
}

impl Reading<'_, '_> {
    /// How a sentence says that it states terms.
    pub(super) fn asks(&self, sentence: usize) -> Asks {
        let symbols = &self.chart.symbols[sentence];
        let t = self.tags;
        let is_deal = |node: NodeIdx| {
            self.bears(node, t.agreement_noun) || self.bears(node, t.deal_again) || self.says(node, "it")
        };
        let under = symbols.windows(2).any(|pair| {
            self.bears(pair[0], t.under_deal)
                && (self.bears(pair[1], t.agreement_noun) || self.bears(pair[1], t.deal_again))
        });
        if under {
            return Asks::UnderIt;
        }
        let mut deal = false;
        for (at, &node) in symbols.iter().enumerate() {
            let verb = self.bears(node, t.verb);
            if self.bears(node, t.w_agreed)
                || verb && self.bears(node, t.v_undertake)
                || verb && deal && self.bears(node, t.v_stipulate)
            {
                return Asks::From(at);
            }
            deal |= is_deal(node);
        }
        Asks::Unsaid
    }

    /// Whether a symbol is one word, whatever its case.
    fn says(&self, node: NodeIdx, word: &str) -> bool {
        let node = &self.chart.nodes[node as usize];
        node.to - node.from == 1 && self.document.word(node.from as usize).eq_ignore_ascii_case(word)
    }

    /// The terms of a sentence that names no agreement, so many sentences after one about it.
    pub(super) fn further_terms(
        &self,
        spoken: &Spoken,
        asks: Asks,
        sentences: usize,
    ) -> Vec<(TermKind, Tokens)> {
        match asks {
            Asks::Unsaid if sentences > 1 => Vec::new(),
            _ if sentences > REACH => Vec::new(),
            // What is to be done, in the next sentence, is a term only of those whom a deal can bind.
            Asks::Unsaid if !spoken.terms.iter().all(|found| self.can_be_bound(found)) => Vec::new(),
            _ => self.terms(spoken, asks),
        }
    }

    /// Whether a deal can bind who a term speaks of: forces, fighters, sides, names and things, and no
    /// minister.
    fn can_be_bound(&self, found: &Match) -> bool {
        let t = self.tags;
        self.rule_nodes(found, Capture::Actor).all(|node| {
            !self.bears(node, t.people)
                || [t.fighter, t.state_force, t.side_noun, t.any_side, t.captives]
                    .iter()
                    .any(|tag| self.bears(node, *tag))
        })
    }

    /// The terms of a sentence with their words: from the party that is bound to where the next
    /// term or the clause ends.
    pub(super) fn terms(&self, spoken: &Spoken, asks: Asks) -> Vec<(TermKind, Tokens)> {
        let end = self.document.sentences()[spoken.sentence].tokens().end;
        let symbols = &self.chart.symbols[spoken.sentence];
        let mut terms: Vec<(TermKind, Tokens)> = Vec::new();
        // Under "would ... and hand over" the second verb has its modal from the first.
        let mut bound = false;
        for found in &spoken.terms {
            let Some(word) = self.rule_nodes(found, Capture::Verb).last() else { continue };
            let asked = match asks {
                Asks::Unsaid => false,
                Asks::UnderIt => true,
                Asks::From(at) => symbols.get(at + 1..).is_some_and(|behind| behind.contains(&word)),
            };
            let is_verb = self.bears(word, self.tags.verb);
            bound |= is_verb && self.status(word, false) == Status::Planned;
            // A noun states a term only where the sentence says so; a verb that tells what was done is none.
            let states = if is_verb { bound || asked && self.is_present(word) } else { asked };
            if let (true, Some(kind)) = (states, self.term_kind(word)) {
                terms.push((kind, self.bound_from(found, word, symbols)..end));
            }
        }
        for i in 1..terms.len() {
            let next = terms[i].1.start;
            terms[i - 1].1.end = next;
        }
        for (_, tokens) in &mut terms {
            let leads_on =
                |word: &str| !word.contains(char::is_alphanumeric) || is_any(&["and", "while", "that"], word);
            while tokens.len() > 1 && leads_on(self.document.word(tokens.end - 1)) {
                tokens.end -= 1;
            }
        }
        terms.extend(spoken.extents.iter().map(|found| (TermKind::Extent, self.chart.tokens(found))));
        terms
    }

    /// The token from which a term is told: its party, without the clause before it ("under its terms,
    /// both sides"), or the thing before a passive ("heavy weapons are to be withdrawn").
    fn bound_from(&self, found: &Match, word: NodeIdx, symbols: &[NodeIdx]) -> usize {
        let t = self.tags;
        let tokens = self.chart.tokens(found);
        let verb = self.chart.nodes[word as usize].from as usize;
        let at = |token: usize| {
            symbols.iter().position(|symbol| self.chart.nodes[*symbol as usize].from as usize == token)
        };
        if self.rule_nodes(found, Capture::Actor).next().is_none() {
            let subject = at(tokens.start).and_then(|at| at.checked_sub(1)).map(|at| symbols[at]);
            let is_subject = |node: &NodeIdx| self.bears(*node, t.noun_group) && self.bears(word, t.passive);
            return subject.filter(is_subject).map_or(tokens.start, |node| self.tokens_of(node).start);
        }
        let commas = || (tokens.start..verb).filter(|token| self.document.word(*token) == ",");
        let joins = |token: usize| is_any(&["and", "including", "or"], self.document.word(token));
        // What stands behind an earlier verb is its object, and the party comes after "and"; but "requires
        // the army, including its reservists, to leave" binds its object.
        let is_object = at(tokens.start)
            .and_then(|at| at.checked_sub(1))
            .is_some_and(|at| self.bears(symbols[at], t.verb) && !self.bears(symbols[at], t.v_stipulate));
        let start = if is_object {
            let and = (tokens.start..verb).find(|token| joins(*token)).map(|and| and + 1);
            and.or_else(|| self.head_of_relative(symbols, at(tokens.start)?))
        } else if (tokens.start..verb).any(joins) || commas().count() > 1 {
            None
        } else {
            commas().next_back().map(|comma| comma + 1)
        };
        let start = start.unwrap_or(tokens.start);
        if self.document.word(start).eq_ignore_ascii_case("that") { start + 1 } else { start }
    }

    /// The token of the noun that a relative clause before a symbol hangs on: "people who fled the
    /// fighting are to return".
    fn head_of_relative(&self, symbols: &[NodeIdx], before: usize) -> Option<usize> {
        let rel = symbols[..before].iter().rposition(|node| self.bears(*node, self.tags.rel))?;
        let head = symbols[rel.checked_sub(1)?];
        self.bears(head, self.tags.noun_group).then(|| self.tokens_of(head).start)
    }

    /// Whether a verb speaks of no past: "that militias disarm".
    fn is_present(&self, verb: NodeIdx) -> bool {
        self.carries(verb, self.tags.base) && !self.bears(verb, self.tags.passive)
    }

    fn term_kind(&self, word: NodeIdx) -> Option<TermKind> {
        let t = self.tags;
        [
            (t.term_patrol, TermKind::Patrol),
            (t.term_disarmament, TermKind::Disarmament),
            (t.term_withdrawal, TermKind::Withdrawal),
            (t.term_prisoners, TermKind::Prisoners),
            (t.term_ceasefire, TermKind::Ceasefire),
            (t.term_access, TermKind::Access),
        ]
        .into_iter()
        .find(|(tag, _)| self.bears(word, *tag))
        .map(|(_, kind)| kind)
    }
}
