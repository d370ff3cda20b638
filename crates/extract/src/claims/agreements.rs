//! Agreements: a sentence that speaks of a ceasefire, a zone or a deal gives one claim for the
//! agreement and one for each term it states.

use super::Reading;
use crate::chart::{Match, NodeIdx};
use crate::engine::TagId;
use crate::extraction::{AgreementWords, Frame, Tokens};
use cairn_model::{AgreementState, EventType, Figure, Kind, RuleId, Status, TermKind};

/// What the `agreements` level found in one sentence.
#[derive(Default)]
struct Spoken<'c> {
    sentence: usize,
    named: Vec<&'c Match>,
    guarantors: Vec<&'c Match>,
    extents: Vec<&'c Match>,
    terms: Vec<&'c Match>,
}

impl Reading<'_, '_> {
    /// The claims about agreements, in the order of the text.
    pub(super) fn agreements(&self) -> Vec<Frame> {
        let mut frames = Vec::new();
        // Whether an agreement beyond doubt has been spoken of, so that "the deal" means it.
        let mut introduced = false;
        for spoken in self.spoken_of_agreements() {
            let certain =
                spoken.named.iter().any(|found| !self.is_plain_deal(found)) || !spoken.guarantors.is_empty();
            if spoken.named.is_empty() || !(certain || introduced || self.has_parties(&spoken)) {
                continue;
            }
            introduced = true;
            self.agreement(&spoken, &mut frames);
        }
        frames
    }

    fn spoken_of_agreements(&self) -> Vec<Spoken<'_>> {
        let mut all: Vec<Spoken> = Vec::new();
        for idx in &self.chart.frames {
            let found = &self.chart.matches[*idx as usize];
            let sentence = found.sentence as usize;
            let gives = self.ruleset.rules[found.rule as usize].gives();
            if !matches!(gives, "Agreement" | "Guarantors" | "Extent" | "Term") {
                continue;
            }
            if all.last().is_none_or(|last| last.sentence != sentence) {
                all.push(Spoken { sentence, ..Spoken::default() });
            }
            let Some(spoken) = all.last_mut() else { continue };
            match gives {
                "Agreement" => spoken.named.push(found),
                "Guarantors" => spoken.guarantors.push(found),
                "Extent" => spoken.extents.push(found),
                _ => spoken.terms.push(found),
            }
        }
        all
    }

    fn is_plain_deal(&self, found: &Match) -> bool {
        self.rule_nodes(found, "name").all(|node| self.bears(node, self.tags.plain_deal))
    }

    fn has_parties(&self, spoken: &Spoken) -> bool {
        let zone = spoken
            .named
            .iter()
            .any(|found| self.rule_nodes(found, "name").any(|node| self.bears(node, self.tags.zone_noun)));
        let parties = spoken.named.iter().map(|found| self.rule_nodes(found, "party").count()).max();
        zone || parties.unwrap_or(0) > 1
    }

    fn bears(&self, node: NodeIdx, tag: TagId) -> bool {
        self.chart.nodes[node as usize].tags.contains(tag)
    }

    fn tokens_of(&self, node: NodeIdx) -> Tokens {
        let node = &self.chart.nodes[node as usize];
        node.from as usize..node.to as usize
    }

    fn agreement(&self, spoken: &Spoken, frames: &mut Vec<Frame>) {
        let captured = |matches: &[&Match], name: &str| -> Vec<Tokens> {
            let nodes = matches.iter().flat_map(|found| self.rule_nodes(found, name).collect::<Vec<_>>());
            nodes.map(|node| self.tokens_of(node)).collect()
        };
        let all_names: Vec<NodeIdx> = spoken
            .named
            .iter()
            .flat_map(|found| self.rule_nodes(found, "name").collect::<Vec<_>>())
            .collect();
        let zones: Vec<Tokens> = self.zones(spoken.sentence, &all_names);
        // The name that says most: "buffer zone deal" before "the agreement".
        let name = all_names.iter().copied().max_by_key(|node| {
            (
                !self.bears(*node, self.tags.zone_noun),
                !self.bears(*node, self.tags.plain_deal),
                std::cmp::Reverse(*node),
            )
        });
        let Some(name) = name else { return };
        let state = self.agreement_state(spoken.sentence);
        let words = AgreementWords {
            name: self.tokens_of(name),
            state,
            parties: captured(&spoken.named, "party"),
            guarantors: captured(&spoken.guarantors, "guarantor"),
            zones,
            term: None,
            words: self.tokens_of(name),
        };
        let rules = self.agreement_rules(spoken);
        frames.push(self.agreement_frame(
            spoken.sentence,
            self.tokens_of(name),
            words.clone(),
            rules.clone(),
        ));
        for (term, tokens) in self.terms(spoken) {
            let stated = AgreementWords { term: Some(term), words: tokens.clone(), ..words.clone() };
            frames.push(self.agreement_frame(spoken.sentence, tokens, stated, rules.clone()));
        }
    }

    fn agreement_rules(&self, spoken: &Spoken) -> Vec<RuleId> {
        let matches =
            spoken.named.iter().chain(&spoken.guarantors).chain(&spoken.extents).chain(&spoken.terms);
        let mut rules: Vec<RuleId> = Vec::new();
        for found in matches {
            let id = &self.ruleset.rules[found.rule as usize].id;
            if !rules.contains(id) {
                rules.push(id.clone());
            }
        }
        rules
    }

    /// Zones with the places that are said to lie in them: "the buffer zone surrounding X".
    fn zones(&self, sentence: usize, names: &[NodeIdx]) -> Vec<Tokens> {
        let symbols = &self.chart.symbols[sentence];
        let zones = names.iter().copied().filter(|node| self.bears(*node, self.tags.zone_noun));
        zones
            .map(|zone| {
                let tokens = self.tokens_of(zone);
                let at = symbols.iter().position(|symbol| *symbol == zone).unwrap_or(symbols.len());
                let behind = symbols.iter().skip(at + 1).take(2);
                let place = behind.copied().find(|node| self.bears(*node, self.tags.name));
                tokens.start..place.map_or(tokens.end, |place| self.tokens_of(place).end)
            })
            .collect()
    }

    /// How far the agreement has come, by the verbs of the sentence.
    fn agreement_state(&self, sentence: usize) -> AgreementState {
        let symbols = &self.chart.symbols[sentence];
        let verb = |tag: TagId| {
            symbols.iter().copied().find(|node| self.bears(*node, tag) && self.bears(*node, self.tags.verb))
        };
        // "To prevent violations" speaks of none that happened.
        let prevented = symbols.iter().any(|node| self.bears(*node, self.tags.v_prevent));
        let noun = |tag: TagId| !prevented && symbols.iter().any(|node| self.bears(*node, tag));
        if verb(self.tags.v_break_agreement).is_some_and(|node| self.status(node, false) == Status::Asserted)
            || noun(self.tags.violation_noun)
        {
            return AgreementState::Violated;
        }
        if verb(self.tags.v_end_agreement).is_some_and(|node| self.status(node, false) == Status::Asserted) {
            return AgreementState::Lapsed;
        }
        if verb(self.tags.v_hold_agreement).is_some_and(|node| self.status(node, false) == Status::Asserted) {
            return AgreementState::InForce;
        }
        match verb(self.tags.v_agree).map(|node| self.status(node, false)) {
            Some(Status::Planned | Status::Possible) => AgreementState::Promised,
            _ => AgreementState::Declared,
        }
    }

    /// The terms of a sentence with their words: from the party that is bound to where the next
    /// term or the clause ends.
    fn terms(&self, spoken: &Spoken) -> Vec<(TermKind, Tokens)> {
        let end = self.document.sentences()[spoken.sentence].tokens().end;
        let mut terms: Vec<(TermKind, Tokens)> = Vec::new();
        // Under "would ... and hand over" the second verb has its modal from the first.
        let mut bound = false;
        for found in &spoken.terms {
            let Some(verb) = self.rule_nodes(found, "verb").last() else { continue };
            bound |= self.status(verb, false) == Status::Planned;
            let kind = self.term_kind(verb);
            if let (true, Some(kind)) = (bound, kind) {
                terms.push((kind, self.chart.tokens(found).start..end));
            }
        }
        for i in 1..terms.len() {
            let next = terms[i].1.start;
            terms[i - 1].1.end = next;
        }
        for (_, tokens) in &mut terms {
            while tokens.len() > 1 && !self.document.word(tokens.end - 1).chars().any(char::is_alphanumeric)
                || tokens.len() > 1
                    && matches!(self.document.word(tokens.end - 1), "and" | "while" | "AND" | "WHILE")
            {
                tokens.end -= 1;
            }
        }
        terms.extend(spoken.extents.iter().map(|found| (TermKind::Extent, self.chart.tokens(found))));
        terms
    }

    fn term_kind(&self, verb: NodeIdx) -> Option<TermKind> {
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
        .find(|(tag, _)| self.bears(verb, *tag))
        .map(|(_, kind)| kind)
    }

    fn agreement_frame(
        &self,
        sentence: usize,
        trigger: Tokens,
        words: AgreementWords,
        rules: Vec<RuleId>,
    ) -> Frame {
        let violated = words.state == AgreementState::Violated;
        Frame {
            kind: Kind::Event,
            event_type: Some(if violated { EventType::Violation } else { EventType::Agreement }),
            object: None,
            group: None,
            figure: Figure::none(),
            status: if words.state == AgreementState::Promised { Status::Planned } else { Status::Asserted },
            cumulative: false,
            part_of: false,
            sentence,
            scope: self.document.sentences()[sentence].tokens(),
            counted: trigger.start..trigger.start,
            trigger,
            actor: None,
            actor_basis: None,
            accuser: None,
            target: None,
            instrument: None,
            agreement: Some(Box::new(words)),
            rules,
        }
    }
}
