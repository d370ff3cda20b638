//! Whether something is said to have happened: by the words of its verb, and by who says what of it.

use super::{Reading, is_any};
use crate::chart::NodeIdx;
use crate::extraction::{Frame, Saying, SayingClass};
use cairn_model::Status;

impl Reading<'_, '_> {
    /// The status of a frame by who says it: what is denied did not happen, as its speaker has it; what
    /// is feared may have. A count of nothing stays said, whoever says it how.
    pub(super) fn status_as_said(&self, frame: &Frame) -> Status {
        if frame.status != Status::Asserted || frame.figure.n == Some(0) {
            return frame.status;
        }
        let covers = |saying: &&Saying| saying.covers(frame.told_at());
        let mut status = Status::Asserted;
        for saying in self.sayings.iter().filter(covers) {
            match saying.class {
                SayingClass::Denial if self.goes_on_to_say(saying, frame) => {}
                SayingClass::Denial => return Status::Denied,
                // "Nine are missing, believed dead": where nobody is named, what follows is believed.
                SayingClass::Suspicion if saying.source.is_some() || frame.told_at() >= saying.cue.end => {
                    status = Status::Possible;
                }
                _ if saying.unconfirmed => status = Status::Possible,
                _ => {}
            }
        }
        status
    }

    /// "The army denied losing the town and said it had killed 110": whether whoever denies then says
    /// what a frame tells.
    fn goes_on_to_say(&self, denial: &Saying, frame: &Frame) -> bool {
        let joins = |token: usize| is_any(&["and", "but", ","], self.document.word(token));
        self.sayings.iter().any(|saying| {
            let cue = saying.cue.start;
            saying.sentence == denial.sentence
                && saying.class.states()
                && saying.class != SayingClass::Denial
                && cue > denial.cue.end
                && joins(cue - 1)
                && saying.covers(frame.told_at())
        })
    }

    /// The status of a figure by its own clause: by the words of what happened, and by those between
    /// the two ("are feared dead").
    pub(super) fn status_of(&self, counted: NodeIdx, trigger: NodeIdx, is_zero: bool) -> Status {
        let symbols =
            &self.chart.symbols[self.document.sentence_of(self.chart.nodes[trigger as usize].from as usize)];
        let at = |node| symbols.iter().position(|symbol| *symbol == node);
        let (Some(counted), Some(happened)) = (at(counted), at(trigger)) else {
            return self.status(trigger, is_zero);
        };
        let between = symbols.get(counted + 1..happened).unwrap_or_default();
        if !self.has(trigger, self.tags.verb)
            && between.iter().any(|node| self.carries(*node, self.tags.hedge))
        {
            return Status::Possible;
        }
        match self.status(trigger, is_zero) {
            Status::Asserted if self.is_replaced(&symbols[..counted.min(happened)]) => Status::Superseded,
            status => status,
        }
    }

    /// Whether the words before a figure say that it no longer holds: "initial reports put the toll
    /// at", "its earlier figure of", "had previously said that".
    fn is_replaced(&self, before: &[NodeIdx]) -> bool {
        const REACH: usize = 8;
        let t = self.tags;
        before
            .iter()
            .rev()
            .take(REACH)
            .take_while(|node| !self.has(**node, t.punct) && !self.has(**node, t.but))
            .any(|node| {
                let reports = (self.has(*node, t.report_noun) || self.has(*node, t.toll_noun))
                    && self.carries(*node, t.former);
                let reported = self.has(*node, t.verb)
                    && self.carries(*node, t.v_report)
                    && (self.carries(*node, t.at_first)
                        || (self.carries(*node, t.before_now) && self.carries(*node, t.have)));
                reports || reported
            })
    }

    /// Asserted, denied, planned or possible, by the words of the verb group.
    pub(super) fn status(&self, trigger: NodeIdx, is_zero: bool) -> Status {
        let own = self.chart.tags(trigger);
        let mut tags = crate::engine::TagSet::default();
        let mut stack = vec![trigger];
        while let Some(node) = stack.pop() {
            tags = tags.union(self.chart.tags(node));
            if let Some(found) = self.chart.made_by(node) {
                stack.extend(self.chart.children(found));
            }
        }
        let t = self.tags;
        let has = |tag| tags.contains(tag);
        if !own.contains(t.verb) {
            return Status::Asserted;
        }
        if has(t.negation) || has(t.negated_aux) {
            return if is_zero { Status::Asserted } else { Status::Denied };
        }
        if has(t.may) || has(t.hedge) {
            return Status::Possible;
        }
        // What people had to do, they did.
        if has(t.had_to) {
            return Status::Asserted;
        }
        // "Are said to have killed" tells of the past; "to kill" of an intention. What is planned has not
        // happened, whatever the tense of planning it.
        if own.contains(t.m_plan)
            || has(t.will)
            || has(t.intent)
            || has(t.must)
            || (has(t.to) && !has(t.have))
        {
            return Status::Planned;
        }
        if own.contains(t.ing) && own.contains(t.v_use) && !has(t.be) {
            return self.status_before(trigger);
        }
        Status::Asserted
    }

    /// "Intend to strike the base using three trucks": what is used by the way has the status of the verb
    /// before it.
    fn status_before(&self, trigger: NodeIdx) -> Status {
        let from = self.chart.nodes[trigger as usize].from as usize;
        let symbols = &self.chart.symbols[self.document.sentence_of(from)];
        let before = symbols.iter().copied().take_while(|symbol| *symbol != trigger);
        let verb = before.filter(|node| self.has(*node, self.tags.verb)).last();
        verb.map_or(Status::Asserted, |verb| self.status(verb, false))
    }
}
