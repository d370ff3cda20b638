//! Sides: which group a party, a body or a speaker belongs to, and who "we" and "the enemy" are.

use super::Reading;
use crate::chart::NodeIdx;
use crate::extraction::Saying;
use cairn_model::Group;

impl Reading<'_, '_> {
    /// The side of a noun or name: fighters or state forces; none where its words do not tell.
    pub(super) fn side_of(&self, node: NodeIdx) -> Option<Group> {
        let words = &self.chart.nodes[node as usize];
        if self.carries(node, self.tags.enemy_word) {
            return self.speaker(words.from as usize).map(opposite);
        }
        if self.carries(node, self.tags.own_word) {
            return self.speaker(words.from as usize);
        }
        // A rebel general is a rebel.
        if self.carries(node, self.tags.modifies_fighter) {
            return Some(Group::Fighter);
        }
        let group = self.own_group(node);
        if is_armed(group) {
            return Some(group);
        }
        if group == Group::Civilian {
            return None;
        }
        [
            (self.tags.modifies_state, Group::StateForce),
            (self.tags.side_state, Group::StateForce),
            (self.tags.side_fighter, Group::Fighter),
        ]
        .into_iter()
        .find(|(tag, _)| self.carries(node, *tag))
        .map(|(_, group)| group)
    }

    /// The side of whoever speaks at a token: of the source that is said to say it, else of the
    /// text's own voice, which may be that of the source's side.
    pub(super) fn speaker(&self, token: usize) -> Option<Group> {
        let saying = self.sayings.iter().rev().find(|saying| {
            saying.class.states() && saying.content.iter().any(|piece| piece.contains(&token))
        });
        saying.and_then(|saying| self.source_side(saying)).or_else(|| self.voice())
    }

    /// The side of whoever says something, as the words for the source tell it.
    pub(super) fn source_side(&self, saying: &Saying) -> Option<Group> {
        [&saying.institution, &saying.referent, &saying.source]
            .into_iter()
            .flatten()
            .find_map(|tokens| self.side_of_tokens(tokens.clone()))
    }

    /// Whether a symbol can be a party: a noun, a name, or a short form that stands where capitals tell
    /// no names ("FARDC lost two").
    pub(super) fn is_party(&self, node: NodeIdx) -> bool {
        let t = self.tags;
        [t.noun_group, t.name, t.modifies_fighter, t.modifies_state]
            .into_iter()
            .any(|tag| self.has(node, tag))
    }

    /// The side of the first symbol within some tokens that tells one.
    fn side_of_tokens(&self, tokens: std::ops::Range<usize>) -> Option<Group> {
        let sentence = self.document.sentence_of(tokens.start);
        self.chart.symbols[sentence]
            .iter()
            .filter(|node| {
                let node = &self.chart.nodes[**node as usize];
                (node.from as usize) < tokens.end && tokens.start < node.to as usize
            })
            .find_map(|node| {
                // "Our" and "enemy" would ask for the speaker again.
                let told =
                    self.carries(*node, self.tags.enemy_word) || self.carries(*node, self.tags.own_word);
                if told { None } else { self.side_of(*node) }
            })
    }

    /// The side that a text in its own voice takes: a bulletin calls the other side terrorists and
    /// bandits, or mercenaries and invaders. Where it does neither, or quotes both, it is that of the
    /// first party it names: a communique opens with who issues it.
    pub(super) fn voice(&self) -> Option<Group> {
        let speaks = |tag| self.chart.symbols.iter().flatten().any(|node| self.carries(*node, tag));
        match (speaks(self.tags.voice_state), speaks(self.tags.voice_rebel)) {
            (true, false) => Some(Group::StateForce),
            (false, true) => Some(Group::Fighter),
            _ => self.chart.symbols.iter().take(3).flatten().find_map(|node| {
                // Mercenaries, "our" and "enemy" would ask for the speaker again.
                let asks = self.carries(*node, self.tags.mercenary)
                    || self.carries(*node, self.tags.enemy_word)
                    || self.carries(*node, self.tags.own_word);
                if self.is_party(*node) && !asks { self.side_of(*node) } else { None }
            }),
        }
    }
}

/// Whether a group bears arms.
pub(super) fn is_armed(group: Group) -> bool {
    matches!(group, Group::Fighter | Group::StateForce)
}

/// The side that a side fights.
pub(super) fn opposite(side: Group) -> Group {
    match side {
        Group::Fighter => Group::StateForce,
        Group::StateForce => Group::Fighter,
        Group::Civilian | Group::Unspecified => side,
    }
}
