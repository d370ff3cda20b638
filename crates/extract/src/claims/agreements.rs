//! Agreements: a sentence that speaks of a ceasefire, a zone or a deal gives one claim for the
//! agreement and one for each term it states.

use super::Reading;
use super::terms::Asks;
use crate::chart::{Match, NodeIdx};
use crate::engine::Capture;
use crate::engine::TagId;
use crate::extraction::{AgreementWords, Frame, Tokens};
use crate::ruleset::Gives;
use cairn_model::{AgreementState, EventType, Figure, Kind, RuleId, Status, TermKind};

/// What the `agreements` level found in one sentence.
#[derive(Default)]
pub(super) struct Spoken<'c> {
    pub(super) sentence: usize,
    named: Vec<&'c Match>,
    guarantors: Vec<&'c Match>,
    pub(super) extents: Vec<&'c Match>,
    pub(super) terms: Vec<&'c Match>,
}

/// The agreement that was spoken of last, for sentences that state more of its terms.
struct Last {
    sentence: usize,
    words: AgreementWords,
}

impl Reading<'_, '_> {
    /// The claims about agreements, in the order of the text.
    pub(super) fn agreements(&self) -> Vec<Frame> {
        let mut frames = Vec::new();
        // Whether an agreement beyond doubt has been spoken of, so that "the deal" means it.
        let mut introduced = false;
        let mut last: Option<Last> = None;
        for spoken in self.spoken_of_agreements() {
            let asks = self.asks(spoken.sentence);
            let certain =
                spoken.named.iter().any(|found| !self.is_plain_deal(found)) || !spoken.guarantors.is_empty();
            let sure = certain
                || introduced
                || self.has_parties(&spoken)
                || asks == Asks::UnderIt && !self.terms(&spoken, asks).is_empty();
            let (sentence, words) = if spoken.named.is_empty() || !sure {
                let Some(known) = &last else { continue };
                let terms = self.further_terms(&spoken, asks, spoken.sentence - known.sentence);
                if terms.is_empty() {
                    continue;
                }
                let words = known.words.clone();
                self.state_terms(terms, &spoken, &words, &mut frames);
                (spoken.sentence, words)
            } else {
                introduced = true;
                let Some(words) = self.agreement(&spoken, &mut frames) else { continue };
                let terms = self.terms(&spoken, asks);
                self.state_terms(terms, &spoken, &words, &mut frames);
                (spoken.sentence, words)
            };
            last = Some(Last { sentence, words });
        }
        frames
    }

    fn spoken_of_agreements(&self) -> Vec<Spoken<'_>> {
        let mut all: Vec<Spoken> = Vec::new();
        for idx in &self.chart.frames {
            let found = &self.chart.matches[*idx as usize];
            let sentence = found.sentence as usize;
            let gives = self.ruleset.rules[found.rule as usize].gives;
            if !matches!(gives, Gives::Agreement | Gives::Guarantors | Gives::Extent | Gives::Term) {
                continue;
            }
            if all.last().is_none_or(|last| last.sentence != sentence) {
                all.push(Spoken { sentence, ..Spoken::default() });
            }
            let Some(spoken) = all.last_mut() else { continue };
            match gives {
                Gives::Agreement => spoken.named.push(found),
                Gives::Guarantors => spoken.guarantors.push(found),
                Gives::Extent => spoken.extents.push(found),
                _ => spoken.terms.push(found),
            }
        }
        all
    }

    fn is_plain_deal(&self, found: &Match) -> bool {
        self.rule_nodes(found, Capture::Name).all(|node| self.bears(node, self.tags.plain_deal))
    }

    fn has_parties(&self, spoken: &Spoken) -> bool {
        let zone = spoken.named.iter().any(|found| {
            self.rule_nodes(found, Capture::Name).any(|node| self.bears(node, self.tags.zone_noun))
        });
        let parties = spoken.named.iter().map(|found| self.rule_nodes(found, Capture::Party).count()).max();
        zone || parties.unwrap_or(0) > 1
    }

    pub(super) fn bears(&self, node: NodeIdx, tag: TagId) -> bool {
        self.chart.tags(node).contains(tag)
    }

    pub(super) fn tokens_of(&self, node: NodeIdx) -> Tokens {
        let node = &self.chart.nodes[node as usize];
        node.from as usize..node.to as usize
    }

    /// One claim for each term, in the words of the agreement that asks for it.
    fn state_terms(
        &self,
        terms: Vec<(TermKind, Tokens)>,
        spoken: &Spoken,
        words: &AgreementWords,
        frames: &mut Vec<Frame>,
    ) {
        let rules = self.agreement_rules(spoken);
        for (term, tokens) in terms {
            let stated = AgreementWords { term: Some(term), words: tokens.clone(), ..words.clone() };
            frames.push(self.agreement_frame(spoken.sentence, tokens, stated, rules.clone()));
        }
    }

    /// The claim that speaks of the agreement itself; gives what it says, none without a name.
    fn agreement(&self, spoken: &Spoken, frames: &mut Vec<Frame>) -> Option<AgreementWords> {
        let captured = |matches: &[&Match], name: Capture| -> Vec<Tokens> {
            let nodes = matches.iter().flat_map(|found| self.rule_nodes(found, name).collect::<Vec<_>>());
            nodes.map(|node| self.tokens_of(node)).collect()
        };
        let all_names: Vec<NodeIdx> = spoken
            .named
            .iter()
            .flat_map(|found| self.rule_nodes(found, Capture::Name).collect::<Vec<_>>())
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
        let name = name?;
        let state = self.agreement_state(spoken.sentence);
        let named = self.deal_in(name);
        let words = AgreementWords {
            name: named.clone(),
            state,
            parties: captured(&spoken.named, Capture::Party),
            guarantors: captured(&spoken.guarantors, Capture::Guarantor),
            zones,
            term: None,
            words: named.clone(),
        };
        let rules = self.agreement_rules(spoken);
        let breach = || self.breach(spoken.sentence).map(|node| self.tokens_of(node));
        let trigger = Some(state).filter(|state| *state == AgreementState::Violated).and_then(|_| breach());
        let trigger = trigger.unwrap_or(named);
        frames.push(self.agreement_frame(spoken.sentence, trigger, words.clone(), rules));
        Some(words)
    }

    /// The words that name the deal: "the truce" of "nine breaches of the truce", "ceasefire" of
    /// "ceasefire violations".
    fn deal_in(&self, name: NodeIdx) -> Tokens {
        let tokens = self.tokens_of(name);
        if !self.bears(name, self.tags.violation_noun) {
            return tokens;
        }
        let of = tokens.clone().find(|token| self.document.word(*token).eq_ignore_ascii_case("of"));
        match of {
            Some(of) => of + 1..tokens.end,
            None => tokens.end.saturating_sub(2).max(tokens.start)..tokens.end - 1,
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
        let t = self.tags;
        // "The Idlib de-escalation zone" is the name of a place.
        let named = symbols
            .iter()
            .copied()
            .filter(|node| self.bears(*node, t.name) && self.carries(*node, t.zone_noun));
        let zones = names.iter().copied().filter(|node| self.bears(*node, t.zone_noun));
        zones
            .chain(named)
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

    /// The word that says that an agreement was broken.
    fn breach(&self, sentence: usize) -> Option<NodeIdx> {
        let t = self.tags;
        self.chart.symbols[sentence].iter().copied().find(|node| {
            self.bears(*node, t.violation_noun)
                || self.bears(*node, t.v_break_agreement) && self.bears(*node, t.verb)
        })
    }

    /// Who breaks an agreement: the party before the verb, or behind "by" after a passive.
    fn breaker(&self, sentence: usize) -> Option<Tokens> {
        let symbols = &self.chart.symbols[sentence];
        let t = self.tags;
        let verb = symbols
            .iter()
            .position(|node| self.bears(*node, t.verb) && self.bears(*node, t.v_break_agreement))?;
        let party = |node: &NodeIdx| {
            (self.bears(*node, t.noun_group) || self.bears(*node, t.name))
                && !self.bears(*node, t.agreement_noun)
                && !self.bears(*node, t.zone_noun)
        };
        let found = if self.bears(symbols[verb], t.passive) {
            let by = symbols[verb..].iter().position(|node| self.bears(*node, t.by))?;
            symbols.get(verb + by + 1).copied().filter(|node| party(node))
        } else {
            let before = symbols[..verb].iter().rev();
            before.take_while(|node| !self.bears(**node, t.verb)).copied().find(|node| party(node))
        };
        found.map(|node| self.tokens_of(node))
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
            actor: violated.then(|| self.breaker(sentence)).flatten(),
            actor_basis: None,
            accuser: None,
            target: None,
            instrument: None,
            agreement: Some(Box::new(words)),
            rules,
        }
    }
}
