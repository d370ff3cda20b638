//! What a noun group counts: the object class, the group of people, the figure.

use super::Reading;
use super::count;
use crate::chart::NodeIdx;
use crate::engine::Capture;
use crate::engine::TagSet;
use crate::extraction::Tokens;
use cairn_model::{Figure, Group, Object};

impl Reading<'_, '_> {
    /// The figure of a counted noun, a single noun (1), a bare count or a single name (1).
    pub(super) fn figure_of(&self, node: NodeIdx) -> Option<Figure> {
        let tags = self.chart.tags(node);
        if [self.tags.count, self.tags.money, self.tags.tonnage].into_iter().any(|tag| tags.contains(tag)) {
            return count::figure(self.document, self.chart, self.ruleset, node);
        }
        if tags.contains(self.tags.human_pronoun) || tags.contains(self.tags.human_object) {
            return Some(Figure::exact(1));
        }
        let found = self.chart.made_by(node)?;
        match self.chart.capture(found, Capture::Count) {
            Some(counts) => {
                counts.iter().find_map(|node| count::figure(self.document, self.chart, self.ruleset, *node))
            }
            None => Some(Figure::exact(1)),
        }
    }

    /// Whether the noun counts people.
    pub(super) fn is_people(&self, node: NodeIdx) -> bool {
        let tags = self.chart.tags(node);
        tags.contains(self.tags.people)
            || tags.contains(self.tags.person)
            || tags.contains(self.tags.human_pronoun)
            || tags.contains(self.tags.human_object)
    }

    /// Whether no lexicon tells what the noun counts.
    pub(super) fn is_open(&self, node: NodeIdx) -> bool {
        let tags = self.chart.tags(node);
        tags.contains(self.tags.count)
            || tags.contains(self.tags.unknown_noun)
            || tags.contains(self.tags.name_noun)
            || tags.contains(self.tags.name)
    }

    /// The object class of a thing.
    pub(super) fn object_of(&self, node: NodeIdx) -> Option<Object> {
        let tags = self.chart.tags(node);
        self.tags.objects.iter().find(|(tag, _)| tags.contains(*tag)).map(|(_, object)| *object)
    }

    /// Which people a noun counts: from its head, what stands before the head, and what follows
    /// with "of" ("members of the security forces").
    pub(super) fn group_of(&self, node: NodeIdx) -> Group {
        let own = self.own_group(node);
        // "Killed 20 soldiers, guards and drivers": one number for several groups.
        match self.joined(node) {
            Some(other) if ![own, Group::Unspecified].contains(&self.own_group(other)) => Group::Unspecified,
            _ => own,
        }
    }

    /// The group that a noun's own words tell, without those it is joined with.
    pub(super) fn own_group(&self, node: NodeIdx) -> Group {
        let head = self.chart.tags(node);
        if let Some(group) = self.group_of_tags(head) {
            return group;
        }
        if let Some(found) = self.chart.made_by(node) {
            let inside =
                self.chart.children(found).iter().rev().find_map(|child| self.group_of_modifier(*child));
            if let Some(group) = inside {
                return group;
            }
            // "A family of eleven".
            if self.chart.children(found).iter().any(|child| self.has(*child, self.tags.household))
                && !self.has(node, self.tags.household)
            {
                return Group::Civilian;
            }
        }
        if self.is_minor(node) {
            return Group::Civilian;
        }
        if head.contains(self.tags.forces) {
            return Group::StateForce;
        }
        self.group_behind(node).unwrap_or(Group::Unspecified)
    }

    /// Whether the age beside a person is that of a child: "her 11-year-old son", "her son, 11,".
    fn is_minor(&self, node: NodeIdx) -> bool {
        const OF_AGE: u64 = 18;
        let years = |token: usize| {
            let word = self.document.word(token);
            let digits = word.find(|c: char| !c.is_ascii_digit()).map_or(word, |end| &word[..end]);
            digits.parse::<u64>().ok()
        };
        let inside = self.chart.made_by(node).and_then(|found| {
            let age = self.chart.children(found).iter().find(|child| self.has(**child, self.tags.old))?;
            years(self.chart.nodes[*age as usize].from as usize)
        });
        let end = self.chart.nodes[node as usize].to as usize;
        let comma = |token: usize| token < self.document.tokens().len() && self.document.word(token) == ",";
        let behind = || (comma(end) && comma(end + 2)).then(|| years(end + 1)).flatten();
        inside.or_else(behind).is_some_and(|years| years < OF_AGE)
    }

    /// The noun without a count of its own that shares the count of the one before it.
    fn joined(&self, node: NodeIdx) -> Option<NodeIdx> {
        let sentence = self.document.sentence_of(self.chart.nodes[node as usize].from as usize);
        let symbols = &self.chart.symbols[sentence];
        let at = symbols.iter().position(|symbol| *symbol == node)?;
        let bare_noun = |at: usize| {
            symbols.get(at).copied().filter(|other| {
                let found = self.chart.made_by(*other);
                let has_count = found.is_some_and(|found| {
                    self.chart.capture(found, Capture::Count).is_some()
                        || self.chart.capture(found, Capture::Det).is_some()
                });
                self.has(*other, self.tags.noun_group)
                    && self.has(*other, self.tags.people)
                    && self.has(*other, self.tags.plural)
                    && !has_count
            })
        };
        symbols.get(at + 1).filter(|and| self.has(**and, self.tags.and)).and_then(|_| bare_noun(at + 2))
    }

    fn group_of_tags(&self, tags: &TagSet) -> Option<Group> {
        // "Suicide bomber", "gunman" are fighters also where a lexicon lists them as people.
        [
            (self.tags.fighter, Group::Fighter),
            (self.tags.state_force, Group::StateForce),
            (self.tags.civilian, Group::Civilian),
        ]
        .into_iter()
        .find(|(tag, _)| tags.contains(*tag))
        .map(|(_, group)| group)
    }

    fn group_of_modifier(&self, node: NodeIdx) -> Option<Group> {
        let node = &self.chart.nodes[node as usize];
        let tags = self.chart.tags_of(node);
        // The rank or trade before a person's name.
        let is_noun = (tags.contains(self.tags.singular) || tags.contains(self.tags.namelike))
            && !tags.contains(self.tags.adj);
        if let Some(group) = self.group_of_tags(tags).filter(|_| tags.contains(self.tags.people) && is_noun) {
            return Some(group);
        }
        for (tag, group) in [
            (self.tags.modifies_civilian, Group::Civilian),
            (self.tags.modifies_state, Group::StateForce),
            (self.tags.modifies_fighter, Group::Fighter),
        ] {
            if tags.contains(tag) {
                return Some(group);
            }
        }
        // A name of several words: its own lexicon tags stand on the words inside.
        let found = node.made_by.map(|found| &self.chart.matches[found as usize])?;
        self.chart.children(found).iter().find_map(|child| self.group_of_modifier(*child))
    }

    /// The party whose members are counted, where the words leave their group open: "two members of
    /// the Zarmeni Guard".
    pub(super) fn party_of(&self, node: NodeIdx, group: Group) -> Option<Tokens> {
        if group != Group::Unspecified || !self.has(node, self.tags.members) {
            return None;
        }
        let sentence = self.document.sentence_of(self.chart.nodes[node as usize].from as usize);
        let symbols = &self.chart.symbols[sentence];
        let at = symbols.iter().position(|symbol| *symbol == node)?;
        let mut behind = symbols.get(at + 1..)?.iter().copied();
        behind.next().filter(|of| self.has(*of, self.tags.of))?;
        let party = behind.take(2).find(|node| self.has(*node, self.tags.name))?;
        let party = &self.chart.nodes[party as usize];
        Some(party.from as usize..party.to as usize)
    }

    /// The group that "of" and the noun behind a people noun give it.
    fn group_behind(&self, node: NodeIdx) -> Option<Group> {
        let sentence = self.document.sentence_of(self.chart.nodes[node as usize].from as usize);
        let symbols = &self.chart.symbols[sentence];
        let at = symbols.iter().position(|symbol| *symbol == node)?;
        let of = *symbols.get(at + 1)?;
        let among = self.has(of, self.tags.among) && self.has(node, self.tags.harm_noun);
        if !self.has(of, self.tags.of) && !among {
            return None;
        }
        let behind = *symbols.get(at + 2)?;
        let tags = self.chart.tags(behind);
        let told = self.group_of_tags(tags).or_else(|| self.group_of_modifier(behind));
        // "Members of his family", "34 of the congregation".
        let at_home = [self.tags.household, self.tags.flock].into_iter().any(|tag| self.has(behind, tag));
        let told = told.or_else(|| (at_home && self.has(node, self.tags.members)).then_some(Group::Civilian));
        // "Members of the 57th Front", "men of the brigade".
        told.or_else(|| self.has(node, self.tags.any_side).then(|| self.side_of(behind)).flatten())
    }
}
