//! One count, one reading: the closest of several rules about the same words holds.

use super::{Draft, Reading, Strength};
use crate::chart::{Match, NodeIdx};
use crate::extraction::Frame;
use crate::ruleset::Rule;
use cairn_model::{Figure, Group, Kind, Object, Qualifier};

impl Reading<'_, '_> {
    /// Reads a frame of harm or loss: one draft for each thing it counts.
    pub(super) fn harm(&self, found: &Match, rule: &Rule, drafts: &mut Vec<Draft>) {
        let roles = rule.set("roles").unwrap_or("object");
        let (capture, first) = match roles {
            "subject" => ("who", Strength::Subject),
            "object" => ("what", Strength::Object),
            "number" => ("n", Strength::Subject),
            _ => ("what", Strength::Subject),
        };
        let verb = self.rule_nodes(found, "verb").last();
        let toll = self.rule_nodes(found, "toll").last();
        for (i, node) in self.rule_nodes(found, capture).enumerate() {
            let strength = if i > 0 && roles == "object" { Strength::Continued } else { first };
            let trigger = verb.or(toll).unwrap_or(node);
            let Some((kind, object, group)) = self.what(node, trigger, rule) else { continue };
            let Some(figure) = self.figure_of(node) else { continue };
            drafts.push(self.draft(node, trigger, rule, strength, Subject { kind, object, group, figure }));
        }
    }

    /// Reads a share: its kind is that of the figure before it in the sentence.
    pub(super) fn part(&self, found: &Match, rule: &Rule, drafts: &mut Vec<Draft>) {
        for node in self.rule_nodes(found, "what") {
            let from = self.chart.nodes[node as usize].from as usize;
            let whole = drafts
                .iter()
                .filter(|draft| {
                    draft.frame.sentence == found.sentence as usize && draft.frame.counted.end <= from
                })
                .filter(|draft| !draft.frame.part_of && draft.node != node)
                .max_by_key(|draft| draft.frame.counted.end);
            let Some(whole) = whole else { continue };
            let (kind, object) = (whole.frame.kind, whole.frame.object);
            let (trigger, status) = (whole.frame.trigger.clone(), whole.frame.status);
            let is_people = self.is_people(node) || self.is_open(node);
            if (object == Some(Object::People)) != is_people {
                continue;
            }
            let Some(figure) = self.figure_of(node) else { continue };
            let group = is_people.then(|| self.group_of(node));
            let object =
                if is_people { Object::People } else { self.object_of(node).unwrap_or(Object::Other) };
            let mut draft =
                self.draft(node, node, rule, Strength::Part, Subject { kind, object, group, figure });
            draft.frame.part_of = true;
            draft.frame.trigger = trigger;
            draft.frame.status = status;
            drafts.push(draft);
        }
    }

    fn what(&self, node: NodeIdx, trigger: NodeIdx, rule: &Rule) -> Option<(Kind, Object, Option<Group>)> {
        let tags = self.chart.nodes[trigger as usize].tags;
        let fixed: Option<Kind> = rule.set("kind").and_then(|kind| kind.parse().ok());
        let lost = rule.set("kind") == Some("lost");
        if fixed == Some(Kind::Attacks) {
            let object = self.object_of(node)?;
            return matches!(object, Object::Attack | Object::Settlement).then_some((
                Kind::Attacks,
                object,
                None,
            ));
        }
        let people =
            self.is_people(node) || (self.is_open(node) && self.takes_people(node, trigger, fixed, lost));
        if people {
            let kind = match fixed {
                Some(kind) => kind,
                None if lost => Kind::Killed,
                None if rule.set("roles") == Some("noun") => self.noun_kind(node)?,
                None => self.kind_for_people(&tags)?,
            };
            let group = self.group_of(node);
            // Fighters and soldiers who flee are no displaced people.
            if kind == Kind::Displaced && matches!(group, Group::Fighter | Group::StateForce) {
                return None;
            }
            return Some((kind, Object::People, Some(group)));
        }
        let object = self.object_of(node)?;
        let kind = if lost { Kind::Destroyed } else { self.kind_for_thing(&tags, object)? };
        Some((kind, object, None))
    }

    /// Deaths and injuries; "casualties" are a figure only where there are none.
    fn noun_kind(&self, node: NodeIdx) -> Option<Kind> {
        let tags = self.chart.nodes[node as usize].tags;
        let zero = || self.figure_of(node).is_some_and(|figure| figure.n == Some(0));
        if tags.contains(self.tags.h_killed) || (tags.contains(self.tags.h_casualty) && zero()) {
            return Some(Kind::Killed);
        }
        tags.contains(self.tags.h_wounded).then_some(Kind::Wounded)
    }

    /// Whether the verb can only be said of people, so that an open count counts people.
    fn takes_people(&self, node: NodeIdx, trigger: NodeIdx, fixed: Option<Kind>, lost: bool) -> bool {
        let tags = self.chart.nodes[trigger as usize].tags;
        let t = &self.tags;
        let of_people = [
            t.v_kill,
            t.v_die,
            t.v_wound,
            t.v_be_hurt,
            t.v_abduct,
            t.v_capture,
            t.v_free,
            t.v_displace,
            t.w_driven_out,
            t.v_surrender,
        ]
        .into_iter()
        .any(|tag| tags.contains(tag));
        let names = self.chart.nodes[node as usize].tags.contains(t.name_noun);
        (of_people || fixed.is_some() || (lost && names)) && self.object_of(node).is_none()
    }

    fn draft(
        &self,
        node: NodeIdx,
        trigger: NodeIdx,
        rule: &Rule,
        strength: Strength,
        subject: Subject,
    ) -> Draft {
        let tokens = |node: NodeIdx| {
            self.chart.nodes[node as usize].from as usize..self.chart.nodes[node as usize].to as usize
        };
        let sentence = self.document.sentence_of(tokens(node).start);
        let roles = self.roles(sentence, node, trigger);
        Draft {
            node,
            strength,
            frame: Frame {
                kind: subject.kind,
                event_type: roles.event_type,
                object: Some(subject.object),
                group: subject.group,
                status: self.status(
                    trigger,
                    subject.figure.qualifier == Qualifier::Exact && subject.figure.n == Some(0),
                ),
                figure: subject.figure,
                cumulative: roles.cumulative,
                part_of: false,
                sentence,
                counted: tokens(node),
                trigger: tokens(trigger),
                actor: roles.actor,
                target: None,
                instrument: roles.instrument,
                agreement: None,
                rules: self.rule_ids(node, rule),
            },
        }
    }
}

struct Subject {
    kind: Kind,
    object: Object,
    group: Option<Group>,
    figure: Figure,
}

/// Keeps the closest reading of each count. A count may have two kinds only where one rule ties
/// both to it as closely ("killed or wounded").
pub(super) fn settle(mut drafts: Vec<Draft>) -> Vec<Draft> {
    let best = |drafts: &[Draft], node: NodeIdx| {
        drafts.iter().filter(|draft| draft.node == node).map(|draft| draft.strength).max()
    };
    let strengths: Vec<_> = drafts.iter().map(|draft| best(&drafts, draft.node)).collect();
    let mut idx = 0;
    drafts.retain(|draft| {
        idx += 1;
        Some(draft.strength) == strengths[idx - 1]
    });
    drafts.sort_by_key(|draft| (draft.frame.sentence, draft.frame.counted.start, draft.frame.kind));
    drafts.dedup_by(|a, b| a.node == b.node && a.frame.kind == b.frame.kind);
    drafts
}
