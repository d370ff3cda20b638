//! Who did it and with what: the parties around a verb, by their place in the clause.

use super::Reading;
use crate::chart::NodeIdx;
use crate::extraction::Tokens;
use cairn_model::EventType;

/// The parties around a trigger.
#[derive(Debug, Default)]
pub(crate) struct Roles {
    /// The symbol of whoever or whatever did it.
    pub agent: Option<NodeIdx>,
    pub actor: Option<Tokens>,
    pub instrument: Option<Tokens>,
    pub event_type: Option<EventType>,
    pub cumulative: bool,
}

impl Reading<'_, '_> {
    /// The parties of a claim: behind "by" after a passive, before an active verb.
    pub(super) fn roles(&self, sentence: usize, counted: NodeIdx, trigger: NodeIdx) -> Roles {
        let symbols = &self.chart.symbols[sentence];
        let position = |node: NodeIdx| {
            let from = self.chart.nodes[node as usize].from;
            symbols.iter().position(|symbol| {
                self.chart.nodes[*symbol as usize].from <= from
                    && from < self.chart.nodes[*symbol as usize].to
            })
        };
        let Some(verb) = position(trigger) else { return Roles::default() };
        let is_verb = self.has(symbols[verb], self.tags.verb);
        let passive = self.has(symbols[verb], self.tags.passive)
            || (self.has(symbols[verb], self.tags.bare) && position(counted) < Some(verb));
        let agent = if passive { self.behind_by(symbols, verb) } else { self.before(symbols, verb, counted) };
        let mut roles = Roles::default();
        if let Some(agent) = agent.filter(|_| is_verb) {
            roles.agent = Some(agent);
            self.take_agent(agent, &mut roles);
        }
        roles
    }

    pub(super) fn has(&self, node: NodeIdx, tag: crate::engine::TagId) -> bool {
        self.chart.tags(node).contains(tag)
    }

    fn is_noun(&self, node: NodeIdx) -> bool {
        self.has(node, self.tags.noun_group) || self.has(node, self.tags.name)
    }

    fn behind_by(&self, symbols: &[NodeIdx], verb: usize) -> Option<NodeIdx> {
        let behind = symbols.get(verb + 1..)?;
        let by = behind
            .iter()
            .take(8)
            .take_while(|node| !self.has(**node, self.tags.verb))
            .position(|node| self.has(*node, self.tags.by))?;
        behind[by + 1..].iter().take(2).copied().find(|node| self.is_noun(*node))
    }

    /// The subject: the last noun before the verb that no preposition governs.
    fn before(&self, symbols: &[NodeIdx], verb: usize, counted: NodeIdx) -> Option<NodeIdx> {
        (0..verb).rev().find_map(|at| {
            let node = symbols[at];
            // "In a war that has killed thousands": what the pronoun stands for is the subject.
            let relative = symbols.get(at + 1).is_some_and(|next| self.has(*next, self.tags.rel));
            let governed = at > 0
                && !relative
                && (self.has(symbols[at - 1], self.tags.prep)
                    || self.has(symbols[at - 1], self.tags.prep_place));
            let is_subject = self.is_noun(node)
                && !governed
                && node != counted
                && !self.has(node, self.tags.time)
                && !self.is_object_of_another(symbols, at, verb)
                && !self.is_apposition(symbols, at, verb);
            is_subject.then_some(node)
        })
    }

    /// "A raid hit Arvad, the capital of the province, killing six": what stands between commas behind
    /// a noun only says more of it.
    fn is_apposition(&self, symbols: &[NodeIdx], at: usize, verb: usize) -> bool {
        let is_comma =
            |node: NodeIdx| self.document.word(self.chart.nodes[node as usize].from as usize) == ",";
        let opens = at >= 2 && is_comma(symbols[at - 1]) && self.is_noun(symbols[at - 2]);
        let behind = symbols[at + 1..verb].iter().take_while(|node| !self.has(**node, self.tags.verb));
        opens && behind.copied().any(is_comma)
    }

    /// "Engaged the terrorists and killed 14": what stands behind a verb, with "and" or a comma before
    /// the next, was acted on. What a verb of saying introduces acts itself.
    fn is_object_of_another(&self, symbols: &[NodeIdx], at: usize, verb: usize) -> bool {
        let behind_verb = at.checked_sub(1).is_some_and(|before| {
            let before = symbols[before];
            self.has(before, self.tags.verb)
                && !self.has(before, self.tags.passive)
                && !self.has(before, self.tags.v_say)
        });
        let joins = |node: &NodeIdx| {
            let from = self.chart.nodes[*node as usize].from as usize;
            self.has(*node, self.tags.conj) || self.document.word(from) == ","
        };
        behind_verb && symbols[at + 1..verb].last().is_some_and(joins)
    }

    /// A party is the actor; an attack or a weapon is the instrument, and the party named before
    /// it the actor ("a Russian air strike").
    fn take_agent(&self, agent: NodeIdx, roles: &mut Roles) {
        let node = &self.chart.nodes[agent as usize];
        let tokens = node.from as usize..node.to as usize;
        if self.has(agent, self.tags.war) {
            roles.cumulative = true;
            return;
        }
        if self.object_of(agent).is_none() {
            roles.actor = Some(tokens);
            return;
        }
        roles.instrument = Some(tokens);
        if let Some(found) = self.chart.made_by(agent) {
            let party = self.chart.children(found).iter().find(|child| self.has(**child, self.tags.name));
            roles.actor = party.map(|party| {
                let node = &self.chart.nodes[*party as usize];
                node.from as usize..node.to as usize
            });
        }
    }
}
