//! Shares of a larger figure: "twelve people, including three children".

use super::Reading;
use super::people::Subject;
use super::settle::{Draft, Strength};
use crate::chart::{Match, NodeIdx};
use crate::ruleset::Rule;
use cairn_model::{Group, Kind, Object, Status};

/// What a share takes from its whole.
struct Whole {
    kind: Kind,
    group: Option<Group>,
    is_people: bool,
    trigger: std::ops::Range<usize>,
    status: Status,
    cumulative: bool,
}

impl Reading<'_, '_> {
    /// Reads a share. Its kind is what the rule says, or that of the figure it is a share of.
    pub(super) fn part(&self, found: &Match, rule: &Rule, drafts: &mut Vec<Draft>) {
        let counts: Vec<NodeIdx> = self.rule_nodes(found, "n").collect();
        for (i, what) in self.rule_nodes(found, "what").enumerate() {
            // "Six of them civilians": the number stands apart from what it counts.
            let node = counts.get(i).copied().unwrap_or(what);
            let Some(whole) = self.whole(found, rule, node, drafts) else { continue };
            let is_people = self.is_people(what) || self.is_open(what);
            if whole.is_people != is_people {
                continue;
            }
            let Some(figure) = self.figure_of(node) else { continue };
            // "Not 12 as first reported": a bare number counts what the whole counts.
            let group = match is_people.then(|| self.group_of(what)) {
                Some(Group::Unspecified) if self.has(what, self.tags.count) => whole.group,
                group => group,
            };
            let object =
                if is_people { Object::People } else { self.object_of(what).unwrap_or(Object::Other) };
            let subject = Subject { kind: whole.kind, object, group, figure };
            let strength = if counts.is_empty() { Strength::Part } else { Strength::Subject };
            let mut draft = self.draft(node, node, rule, strength, subject);
            let replaced = rule.set("status").and_then(|word| word.parse().ok());
            draft.frame.part_of = replaced.is_none();
            draft.frame.trigger = whole.trigger;
            draft.frame.status = replaced.unwrap_or(whole.status);
            draft.frame.cumulative |= whole.cumulative;
            drafts.push(draft);
        }
    }

    fn whole(&self, found: &Match, rule: &Rule, node: NodeIdx, drafts: &[Draft]) -> Option<Whole> {
        if let Some(kind) = rule.set("kind").and_then(|kind| kind.parse().ok()) {
            let trigger = self.chart.tokens(found);
            return Some(Whole {
                kind,
                group: None,
                is_people: true,
                trigger,
                status: Status::Asserted,
                cumulative: false,
            });
        }
        let named = self.rule_nodes(found, "whole").next();
        let sentence = found.sentence as usize;
        let from = self.chart.tokens(found).start;
        let starts = from == self.document.sentences()[sentence].tokens().start;
        let draft = drafts
            .iter()
            .filter(|draft| !draft.frame.part_of && draft.node != node)
            .filter(|draft| match named {
                Some(whole) => draft.node == whole,
                // "Among them were two children": the whole stands in the sentence before.
                None => {
                    draft.frame.counted.end <= from
                        && (draft.frame.sentence == sentence
                            || (starts && draft.frame.sentence + 1 == sentence))
                }
            })
            .max_by_key(|draft| draft.frame.counted.end)?;
        Some(Whole {
            kind: draft.frame.kind,
            group: draft.frame.group,
            is_people: draft.frame.object == Some(Object::People),
            trigger: draft.frame.trigger.clone(),
            status: draft.frame.status,
            cumulative: draft.frame.cumulative,
        })
    }
}
