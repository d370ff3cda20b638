//! Shares of a larger figure ("twelve people, including three children"), and the figure of another
//! span that one is compared with.

use super::Reading;
use super::people::Subject;
use super::settle::{Draft, Strength};
use super::sides::is_armed;
use crate::chart::{Match, NodeIdx};
use crate::engine::Capture;
use crate::ruleset::{KindSet, Roles, Rule};
use cairn_model::{Group, Kind, Object, Status};

/// What a share takes from its whole.
struct Whole {
    kind: Kind,
    object: Option<Object>,
    group: Option<Group>,
    trigger: std::ops::Range<usize>,
    status: Status,
    cumulative: bool,
}

impl Reading<'_, '_> {
    /// Reads a share. Its kind is what the rule says, or that of the figure it is a share of.
    pub(super) fn part(&self, found: &Match, rule: &Rule, drafts: &mut Vec<Draft>) {
        let counts: Vec<NodeIdx> = self.rule_nodes(found, Capture::N).collect();
        // "A general was among the 12 dead": nothing else reads the whole, whose noun says enough.
        for whole in self.rule_nodes(found, Capture::Whole) {
            if let Some((kind, figure)) = self.noun_kind(whole).zip(self.figure_of(whole))
                && !drafts.iter().any(|draft| draft.node == whole)
            {
                let group = Some(self.group_of(whole));
                let subject = Subject { kind, object: Object::People, group, figure };
                drafts.push(self.draft(whole, whole, rule, Strength::Subject, subject));
            }
        }
        for (i, what) in self.rule_nodes(found, Capture::What).enumerate() {
            // "Six of them civilians": the number stands apart from what it counts.
            let node = counts.get(i).copied().unwrap_or(what);
            let Some(whole) = self.whole(found, rule, node, drafts) else { continue };
            if let Some(Roles::Compared | Roles::Elided) = rule.set.roles {
                drafts.extend(self.told_again(what, rule, &whole));
                continue;
            }
            let is_people = self.is_people(what) || self.is_open(what);
            if (whole.object == Some(Object::People)) != is_people {
                continue;
            }
            let Some(figure) = self.figure_of(node) else { continue };
            let by_age = self.has(what, self.tags.of_any_group);
            let group = is_people.then(|| share_of(whole.group, self.group_of(what), by_age));
            let object =
                if is_people { Object::People } else { self.object_of(what).unwrap_or(Object::Other) };
            let subject = Subject { kind: whole.kind, object, group, figure };
            let strength = if counts.is_empty() { Strength::Part } else { Strength::Subject };
            let mut draft = self.draft(node, node, rule, strength, subject);
            let replaced = rule.set.status;
            draft.frame.part_of = replaced.is_none();
            draft.frame.trigger = whole.trigger;
            draft.frame.status = replaced.unwrap_or(whole.status);
            draft.frame.cumulative |= whole.cumulative;
            drafts.push(draft);
        }
    }

    /// "Up from 818 in the same period of 2008", "killed six in the north and nine in the south": the
    /// same kind of figure for another span or place.
    fn told_again(&self, node: NodeIdx, rule: &Rule, whole: &Whole) -> Option<Draft> {
        let (object, figure) = (whole.object?, self.figure_of(node)?);
        let own = Some(self.group_of(node)).filter(|own| whole.group.is_some() && *own != Group::Unspecified);
        let subject = Subject { kind: whole.kind, object, group: own.or(whole.group), figure };
        let mut draft = self.draft(node, node, rule, Strength::Subject, subject);
        draft.frame.status = whole.status;
        draft.frame.cumulative |= whole.cumulative || rule.set.roles == Some(Roles::Compared);
        Some(draft)
    }

    fn whole(&self, found: &Match, rule: &Rule, node: NodeIdx, drafts: &[Draft]) -> Option<Whole> {
        if let Some(KindSet::Kind(kind)) = rule.set.kind {
            let trigger = self.chart.tokens(found);
            return Some(Whole {
                kind,
                object: Some(Object::People),
                group: None,
                trigger,
                status: Status::Asserted,
                cumulative: false,
            });
        }
        let named = self.rule_nodes(found, Capture::Whole).next();
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
            object: draft.frame.object,
            group: draft.frame.group,
            trigger: draft.frame.trigger.clone(),
            status: draft.frame.status,
            cumulative: draft.frame.cumulative,
        })
    }
}

/// The group of a share: "six guerrillas, two of them minors" are guerrillas all, where the share is
/// told by age or sex only, and what a share does not tell it takes from its whole.
fn share_of(whole: Option<Group>, own: Group, by_age: bool) -> Group {
    match whole {
        Some(whole) if own == Group::Unspecified || (is_armed(whole) && by_age) => whole,
        _ => own,
    }
}
