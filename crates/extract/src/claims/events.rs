//! Claims without a figure: what happened, who did it, to whom or what, with what.

use super::Reading;
use crate::chart::{Match, NodeIdx};
use crate::engine::Capture;
use crate::extraction::{Frame, Tokens};
use crate::ruleset::Rule;
use cairn_model::{EventType, Figure, Kind, Status};

impl Reading<'_, '_> {
    /// Reads an `Event` frame; none without the words that say what happened.
    pub(super) fn event(&self, found: &Match, rule: &Rule) -> Option<Frame> {
        let verb = self.rule_nodes(found, Capture::Verb).last()?;
        let node = &self.chart.nodes[verb as usize];
        let trigger = node.from as usize..node.to as usize;
        let event_type = rule.set.event.or_else(|| self.event_type_of(verb));
        Some(Frame {
            kind: Kind::Event,
            event_type,
            object: None,
            group: None,
            figure: Figure::none(),
            status: self.event_status(found.sentence as usize, verb),
            cumulative: false,
            part_of: false,
            sentence: found.sentence as usize,
            scope: self.document.sentences()[found.sentence as usize].tokens(),
            counted: trigger.start..trigger.start,
            trigger,
            actor: self.captured(found, Capture::Actor),
            actor_basis: None,
            accuser: None,
            target: self.captured(found, Capture::Target),
            instrument: self.captured(found, Capture::Instrument),
            agreement: None,
            rules: self.rule_ids(verb, rule),
        })
    }

    /// The status of an event: by its verb, or for a noun by the verb that has it as its object, which
    /// carries it out, plans it or averts it ("preparing an attack", "to carry out attacks").
    fn event_status(&self, sentence: usize, trigger: NodeIdx) -> Status {
        const REACH: usize = 3;
        let t = self.tags;
        if self.has(trigger, t.verb) {
            return self.status(trigger, false);
        }
        if self.carries(trigger, t.not_yet) {
            return Status::Planned;
        }
        let symbols = &self.chart.symbols[sentence];
        let Some(at) = symbols.iter().position(|symbol| *symbol == trigger) else {
            return Status::Asserted;
        };
        let verb = symbols[..at]
            .iter()
            .rev()
            .take(REACH)
            .take_while(|node| {
                !self.has(**node, t.punct) && !self.has(**node, t.prep) && !self.has(**node, t.prep_place)
            })
            .find(|node| self.has(**node, t.verb));
        match verb {
            Some(verb) if self.has(*verb, t.m_avert) => Status::Planned,
            Some(verb)
                if self.has(*verb, t.m_plan)
                    || self.has(*verb, t.m_carry_out)
                    || self.has(*verb, t.m_launch) =>
            {
                self.status(*verb, false)
            }
            _ => Status::Asserted,
        }
    }

    /// The tokens of a capture, from its first symbol to its last.
    fn captured(&self, found: &Match, name: Capture) -> Option<Tokens> {
        self.chart.capture(found, name).map(|nodes| self.chart.token_range(nodes))
    }

    /// The kind of event that a word's class tells (tags `e-...`, after the closed list).
    fn event_type_of(&self, node: NodeIdx) -> Option<EventType> {
        let tags = self.chart.tags(node);
        self.tags.events.iter().find(|(tag, _)| tags.contains(*tag)).map(|(_, event)| *event)
    }
}

/// Keeps one event for each trigger: the one of which most is said, the earlier level's of equals.
pub(super) fn settle(events: Vec<Frame>) -> Vec<Frame> {
    let said = |event: &Frame| {
        let roles = [&event.actor, &event.target, &event.instrument];
        roles.into_iter().flatten().count()
    };
    let mut kept: Vec<Frame> = Vec::new();
    for event in events {
        match kept.iter_mut().find(|known| known.trigger == event.trigger) {
            Some(known) if said(&event) > said(known) => *known = event,
            Some(_) => {}
            None => kept.push(event),
        }
    }
    kept
}
