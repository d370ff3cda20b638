//! Figures of harm and loss: what is counted, and what happened to it by which words.

use super::settle::{Draft, Strength};
use super::sides::is_armed;
use super::{Reading, count};
use crate::chart::{Match, NodeIdx};
use crate::engine::Capture;
use crate::extraction::Frame;
use crate::ruleset::{Counts, KindSet, NumberSet, ObjectSet, Only, Roles, Rule};
use cairn_model::{EventType, Figure, Group, Kind, Object, Qualifier, Status};

impl Reading<'_, '_> {
    /// Whether a head speaks of its whole list as of an estimate: "estimated losses include ...".
    fn says_about(&self, head: NodeIdx) -> bool {
        self.chart.made_by(head).is_some_and(|found| {
            self.chart.children(found).iter().any(|node| self.has(*node, self.tags.q_about))
        })
    }

    /// Reads a frame of harm or loss: one draft for each thing it counts.
    pub(super) fn harm(&self, found: &Match, rule: &Rule, drafts: &mut Vec<Draft>) {
        let roles = rule.set.roles.unwrap_or(Roles::Object);
        let (capture, first) = match roles {
            Roles::Subject => (Capture::Who, Strength::Subject),
            Roles::Object => (Capture::What, Strength::Object),
            Roles::Number => (Capture::N, Strength::Subject),
            _ => (Capture::What, Strength::Subject),
        };
        let triggers: Vec<NodeIdx> =
            self.rule_nodes(found, Capture::Verb).chain(self.rule_nodes(found, Capture::Toll)).collect();
        let about = self.rule_nodes(found, Capture::Verb).any(|verb| self.says_about(verb));
        // "Tanks 5,000", "the number of farmers killed passed 700": the number stands apart.
        let counts: Vec<NodeIdx> = match roles {
            Roles::Paired => self.rule_nodes(found, Capture::N).collect(),
            _ => Vec::new(),
        };
        let mut last = None;
        for (i, what) in self.rule_nodes(found, capture).enumerate() {
            if last.replace(what).is_some_and(|before| self.says_who_it_is(before, what)) {
                continue;
            }
            let node = counts.get(i).copied().unwrap_or(what);
            let strength = if i > 0 && roles == Roles::Object { Strength::Continued } else { first };
            let antecedent = self.antecedent_thing(what, found, drafts);
            let own = [what];
            let triggers = if triggers.is_empty() { &own[..] } else { &triggers[..] };
            // Two verbs of one count: "kidnapped and murdered", but "killed or wounded" gives a sum
            // whose parts nobody knows.
            let mut readings: Vec<_> = triggers
                .iter()
                .filter_map(|trigger| {
                    let tags = self.chart.tags(*trigger);
                    if first == Strength::Subject && self.strikes_something(what, *trigger)
                        || self.only_nearly(*trigger)
                    {
                        return None;
                    }
                    let of_things = antecedent
                        .filter(|(_, says_them)| {
                            *says_them
                                || !(self.is_open(what) && self.takes_people(what, *trigger, None, false))
                        })
                        .and_then(|(object, _)| Some((self.kind_for_thing(tags, object)?, object, None)));
                    Some((*trigger, of_things.or_else(|| self.what(what, *trigger, rule))?))
                })
                .collect();
            let has = |kind| readings.iter().any(|(_, (known, ..))| *known == kind);
            if has(Kind::Killed) && has(Kind::Wounded) {
                let leaves_open = |(trigger, (kind, ..)): &(NodeIdx, (Kind, Object, Option<Group>))| {
                    *kind != Kind::Wounded || self.carries(*trigger, self.tags.v_shoot)
                };
                if !readings.iter().all(leaves_open) {
                    continue;
                }
                // "Shot or hacked to death": the end of both.
                readings.retain(|(_, (kind, ..))| *kind == Kind::Killed);
            }
            for (trigger, (kind, object, group)) in readings {
                // "The number of civilian dead rose to 12".
                let group = match group {
                    Some(Group::Unspecified)
                        if roles == Roles::Number && !self.carries(trigger, self.tags.poss) =>
                    {
                        Some(self.own_group(trigger))
                    }
                    group => group,
                };
                // "Without killing anyone" counts nobody, whatever the words.
                let fixed = match rule.set.n {
                    Some(NumberSet::Exactly(n)) => Some(Figure::exact(n)),
                    Some(NumberSet::Same) | None => None,
                };
                let figure = fixed.or_else(|| self.figure_of(node));
                let Some(mut figure) = figure.or_else(|| self.as_many(node, drafts)) else { continue };
                if figure.n == Some(0) && self.spares_the_rest(node) {
                    continue;
                }
                if figure.qualifier == Qualifier::Exact {
                    figure.qualifier = match rule.set.qualifier {
                        Some(qualifier) => qualifier,
                        None if about => Qualifier::About,
                        None => Qualifier::Exact,
                    };
                }
                let mut draft =
                    self.draft(node, trigger, rule, strength, Subject { kind, object, group, figure });
                if let Some(status) = rule.set.status {
                    draft.frame.status = status;
                }
                if rule.set.only == Some(Only::Planned) && draft.frame.status != Status::Planned {
                    continue;
                }
                match self.revised(node, rule) {
                    Some((old, new)) => {
                        draft.frame.figure = Figure::exact(new);
                        drafts.push(draft.clone());
                        draft.frame.figure = Figure::exact(old);
                        draft.frame.status = Status::Superseded;
                        drafts.push(draft);
                    }
                    None => drafts.push(draft),
                }
            }
        }
    }

    /// The old and the new number of a count that was changed: "lowered the toll from 40 to 36".
    fn revised(&self, node: NodeIdx, rule: &Rule) -> Option<(u64, u64)> {
        let first = self.chart.nodes[node as usize].from as usize;
        let is_change = rule.set.roles == Some(Roles::Number)
            && self.has(node, self.tags.count)
            && self.document.word(first).eq_ignore_ascii_case("from");
        is_change.then(|| count::ends(self.document, self.chart, node))?
    }

    fn what(&self, node: NodeIdx, trigger: NodeIdx, rule: &Rule) -> Option<(Kind, Object, Option<Group>)> {
        let tags = self.chart.tags(trigger);
        let (fixed, lost) = match rule.set.kind {
            Some(KindSet::Kind(kind)) => (Some(kind), false),
            set => (None, set.is_some()),
        };
        // Bodies that are brought to a hospital are not hurt.
        let is_body = fixed == Some(Kind::Wounded) && self.has(node, self.tags.h_killed);
        if is_body || self.is_left_out(node, rule) {
            return None;
        }
        if fixed == Some(Kind::Attacks) {
            let object = self.object_of(node).unwrap_or(Object::Attack);
            return matches!(object, Object::Attack | Object::Settlement).then_some((
                Kind::Attacks,
                object,
                None,
            ));
        }
        let is_tally = self.has(node, self.tags.tally) && rule.set.roles != Some(Roles::Object);
        // "Four arrests": the noun counts deeds, and with them people.
        let counts_deeds = rule.set.roles == Some(Roles::Noun) && fixed.is_some();
        let people = is_tally
            || counts_deeds
            || self.is_people(node)
            || rule.set.n.is_some()
            || (self.is_open(node) && self.takes_people(node, trigger, fixed, lost));
        if people {
            let kind = match fixed {
                Some(kind) if Self::is_of_things(kind) => return None,
                Some(kind) => kind,
                None if lost && self.has(node, self.tags.harm_noun) => self.noun_kind(node)?,
                None if lost => Kind::Killed,
                None if rule.set.roles == Some(Roles::Noun) => self.noun_kind(node)?,
                // "30 wounded, two tanks destroyed": the verb is of the things.
                None if self.has(node, self.tags.h_wounded) && tags.contains(self.tags.v_destroy) => {
                    return None;
                }
                None => self.kind_for_people(tags)?,
            };
            // "Put civilian deaths at 958": the toll says whose it is.
            let group = rule.set.group.unwrap_or_else(|| match self.group_of(node) {
                Group::Unspecified if rule.set.roles == Some(Roles::Number) && trigger != node => {
                    self.group_of(trigger)
                }
                group => group,
            });
            // Fighters and soldiers who flee are no displaced people, and nobody else is deployed;
            // households flee, but their number is not that of their dead.
            let is_armed = is_armed(group);
            match kind {
                Kind::Displaced if is_armed && tags.contains(self.tags.deploy_noun) => {
                    return Some((Kind::Deployed, Object::People, Some(group)));
                }
                Kind::Displaced if is_armed => return None,
                Kind::Deployed if !is_armed => return None,
                // Diplomats are expelled and suspects deported; who is driven out are people at large.
                Kind::Displaced if tags.contains(self.tags.v_expel) && !self.is_crowd(node) => return None,
                Kind::Killed | Kind::Wounded if self.has(node, self.tags.household) => return None,
                // "290 wounded civilians were evacuated": the wounded are moved, not displaced.
                Kind::Displaced if self.has(node, self.tags.h_wounded) => return None,
                _ => {}
            }
            return Some((kind, Object::People, Some(group)));
        }
        if self.has(node, self.tags.tonnage) {
            return (fixed == Some(Kind::Delivered)).then_some((Kind::Delivered, Object::Aid, None));
        }
        if self.chart.tags(node).contains(self.tags.money) {
            return (fixed == Some(Kind::Delivered)).then_some((Kind::Delivered, Object::Money, None));
        }
        // "None of the bridges was hit" states no figure of things.
        if self.figure_of(node).is_some_and(|figure| figure.n == Some(0)) {
            return None;
        }
        // A tent is a dwelling that burns, and relief that is handed out; a lorry of flour is relief.
        let gives = [self.tags.v_deliver, self.tags.v_deploy].into_iter().any(|tag| tags.contains(tag))
            || fixed == Some(Kind::Delivered);
        let is_load = fixed == Some(Kind::Delivered) && rule.set.object != Some(ObjectSet::Own);
        let is_aid = (gives && self.has(node, self.tags.o_aid)) || is_load;
        let object = if is_aid { Object::Aid } else { self.object_of(node)? };
        let kind = match object {
            _ if fixed == Some(Kind::Deployed) || fixed.is_some_and(Self::is_of_things) => fixed?,
            Object::Settlement | Object::Attack | Object::Money if lost => return None,
            _ if lost => Kind::Destroyed,
            _ => self.kind_for_thing(tags, object)?,
        };
        Some((kind, object, None))
    }

    /// Whether a noun stands for people as a population: residents, families, a nation.
    fn is_crowd(&self, node: NodeIdx) -> bool {
        (self.is_open(node) || self.has(node, self.tags.flight)) && !self.carries(node, self.tags.w_hurt)
    }

    /// Counts that are no figure of this rule: "many", on which no two readers agree; the dead under
    /// any other verb ("three bodies were moved"); "a double attack", which is one.
    fn is_left_out(&self, node: NodeIdx, rule: &Rule) -> bool {
        let tags = self.chart.tags(node);
        let is_noun_rule = matches!(rule.set.roles, Some(Roles::Noun | Roles::Paired));
        let count = self.chart.made_by(node).and_then(|found| self.chart.capture(found, Capture::Count));
        let counted_by = |tag| count.is_some_and(|nodes| nodes.iter().any(|node| self.has(*node, tag)));
        let takes_bodies =
            rule.set.kind != Some(KindSet::Kind(Kind::Killed)) && !is_noun_rule && self.is_of_bodies(node);
        takes_bodies
            || (!is_noun_rule && self.is_share_without_number(node))
            || self.has(node, self.tags.many)
            || counted_by(self.tags.many)
            || (tags.contains(self.tags.h_killed) && !is_noun_rule && rule.set.kind.is_none())
            || (counted_by(self.tags.dual) && tags.contains(self.tags.singular))
    }

    /// Deaths and injuries; "casualties" are a figure only where there are none.
    pub(super) fn noun_kind(&self, node: NodeIdx) -> Option<Kind> {
        let tags = self.chart.tags(node);
        let zero = || self.figure_of(node).is_some_and(|figure| figure.n == Some(0));
        if tags.contains(self.tags.h_killed) || (tags.contains(self.tags.h_casualty) && zero()) {
            return Some(Kind::Killed);
        }
        if tags.contains(self.tags.h_wounded) {
            return Some(Kind::Wounded);
        }
        self.kind_for_people(tags).filter(|_| tags.contains(self.tags.tally))
    }

    /// Whether the verb can only be said of people, so that an open count counts people.
    fn takes_people(&self, node: NodeIdx, trigger: NodeIdx, fixed: Option<Kind>, lost: bool) -> bool {
        let tags = self.chart.tags(trigger);
        let t = self.tags;
        let of_people = [
            t.v_kill,
            t.v_die,
            t.v_wound,
            t.v_be_hurt,
            t.v_abduct,
            t.v_capture,
            t.v_free,
            t.v_displace,
            t.v_flee,
            t.w_driven_out,
            t.w_missing,
            t.v_surrender,
            t.v_expel,
            t.v_hold,
        ]
        .into_iter()
        .any(|tag| tags.contains(tag));
        // "Lost 20", "lost nine Houthis", but "lost six seats" is no loss of people.
        let names = self.has(node, t.name_noun) || self.has(node, t.count);
        // Houses burn as people do: "60 burnt" are no 60 people.
        if tags.contains(t.arson) && self.has(node, t.count) {
            return false;
        }
        // "36 hauled off": goods are carried off too, but by other verbs.
        if tags.contains(t.v_take_people) && !tags.contains(t.v_seize) && !tags.contains(t.v_carry_off) {
            return self.object_of(node).is_none();
        }
        // Songs and statements are released too.
        if tags.contains(t.v_release) && self.has(node, t.unknown_noun) {
            return false;
        }
        (of_people || fixed.is_some() || (lost && names)) && self.object_of(node).is_none()
    }

    pub(super) fn draft(
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
        let taker = roles.agent.map(|agent| self.group_of(agent));
        let taken = subject
            .group
            .filter(|_| matches!(subject.kind, Kind::Abducted | Kind::Captured) && rule.set.kind.is_none())
            .and_then(|group| self.kind_of_taking(node, self.chart.tags(trigger), group, taker));
        // "Three of his brothers were taken by soldiers": whom soldiers take is their prisoner.
        let is_arrest = subject.kind == Kind::Abducted
            && taker == Some(Group::StateForce)
            && !self.has(trigger, self.tags.v_abduct);
        let taken = taken.or(is_arrest.then_some(Kind::Captured));
        // "The front lost 38 men": whoever loses did nothing, and those who are lost are his.
        let loses = self.has(trigger, self.tags.v_lose);
        let is_theirs = self.is_bare(node) || self.has(node, self.tags.any_side);
        let loser = roles.actor.clone().filter(|_| loses && is_theirs);
        Draft {
            node,
            trigger,
            strength,
            last_resort: match rule.set.counts {
                Some(Counts::Last) => true,
                Some(Counts::Own) => false,
                None => self.has(node, self.tags.known_person),
            },
            follows: rule.set.after.clone(),
            frame: Frame {
                kind: taken.unwrap_or(subject.kind),
                // "300 violations" are breaches of a deal, by whatever means.
                event_type: match subject.kind {
                    Kind::Attacks if self.has(node, self.tags.violation_noun) => Some(EventType::Violation),
                    _ => roles.event_type,
                },
                object: Some(subject.object),
                group: subject.group,
                status: self.status_of(
                    node,
                    trigger,
                    subject.figure.qualifier == Qualifier::Exact && subject.figure.n == Some(0),
                ),
                figure: subject.figure,
                cumulative: roles.cumulative,
                part_of: false,
                sentence,
                scope: self.scope(sentence, tokens(node).start),
                counted: tokens(node),
                trigger: tokens(trigger),
                actor: roles.actor.filter(|_| !loses),
                actor_basis: None,
                accuser: None,
                target: subject.group.and_then(|group| self.party_of(node, group)).or(loser),
                instrument: roles.instrument,
                agreement: None,
                rules: self.rule_ids(node, rule),
            },
        }
    }
}

/// What a draft says of a count.
pub(super) struct Subject {
    pub kind: Kind,
    pub object: Object,
    pub group: Option<Group>,
    pub figure: Figure,
}
