//! What a bare count stands for: the things, or the number, that the sentence told before it.

use super::Reading;
use super::settle::Draft;
use crate::chart::{Match, NodeIdx};
use crate::engine::Capture;
use crate::ruleset::NumberSet;
use cairn_model::{Figure, Object};

impl Reading<'_, '_> {
    /// "Destroyed 16 vehicles and captured 11 others", "burned two of them", "30 damaged": the class of
    /// the things counted before in the sentence, and whether the words themselves point back to them.
    pub(super) fn antecedent_thing(
        &self,
        node: NodeIdx,
        found: &Match,
        drafts: &[Draft],
    ) -> Option<(Object, bool)> {
        let from = self.chart.nodes[node as usize].from as usize;
        let says_them =
            self.has(node, self.tags.others) || (self.has(node, self.tags.count) && self.counts_them(node));
        let is_bare = says_them || self.has(node, self.tags.count);
        let before = drafts
            .iter()
            .filter(|draft| {
                draft.frame.sentence == found.sentence as usize && draft.frame.counted.end <= from
            })
            .max_by_key(|draft| draft.frame.counted.end)
            .filter(|_| is_bare);
        let Some(before) = before else { return self.bracketed_thing(node).map(|object| (object, true)) };
        let object =
            before.frame.object.filter(|object| !matches!(object, Object::People | Object::Attack))?;
        Some((object, says_them))
    }

    /// "12 tanks (five destroyed, seven captured)": the class of the things before the bracket.
    fn bracketed_thing(&self, node: NodeIdx) -> Option<Object> {
        const REACH: usize = 5;
        let symbols =
            &self.chart.symbols[self.document.sentence_of(self.chart.nodes[node as usize].from as usize)];
        let at = symbols.iter().position(|symbol| *symbol == node)?;
        let word = |at: usize| self.document.word(self.chart.nodes[symbols[at] as usize].from as usize);
        let opens = (0..at).rev().take(REACH).find(|at| word(*at) == "(")?;
        let whole =
            symbols[..opens].iter().rev().take(3).find(|node| self.has(**node, self.tags.noun_group))?;
        if !self.has(node, self.tags.count) {
            return None;
        }
        self.object_of(*whole).filter(|object| *object != Object::Attack)
    }

    /// "Four were killed and as many wounded": the number of the figure before.
    pub(super) fn as_many(&self, node: NodeIdx, drafts: &[Draft]) -> Option<Figure> {
        let group = self.chart.made_by(node)?;
        let count = self.chart.capture(group, Capture::Count).and_then(|nodes| nodes.first().copied());
        let found = self.chart.made_by(count.unwrap_or(node))?;
        if self.ruleset.rules[found.rule as usize].set.n != Some(NumberSet::Same) {
            return None;
        }
        let sentence = found.sentence as usize;
        let before =
            drafts.iter().rev().find(|draft| draft.frame.sentence == sentence && draft.node != node)?;
        Some(before.frame.figure.clone())
    }
}
