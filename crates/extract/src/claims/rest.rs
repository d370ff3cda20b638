//! Counts that point back: "19 more", "21 others", "three of them" are of people told of before.

use super::Reading;
use super::settle::Draft;
use super::sides::is_armed;
use crate::chart::NodeIdx;
use cairn_model::{Group, Kind, Object};

impl Reading<'_, '_> {
    /// "50 troops were executed, 19 more were killed": a rest is of those to whom the same happened.
    /// "Wounding dozens of them": so is a share of "them", whatever happened to it.
    pub(super) fn group_of_the_rest(&self, before: &[Draft], draft: &Draft) -> Option<Group> {
        let is_rest = self.counts_the_rest(draft.node);
        let is_them = self.counts_them(draft.node);
        if !is_rest && !is_them {
            return None;
        }
        let sentence = draft.frame.sentence;
        // "21 others died" at the head of a sentence goes on with the one before.
        let heads = self.document.sentences()[sentence].tokens().start + 1 >= draft.frame.counted.start;
        let whole = before.iter().rev().find(|whole| {
            whole.frame.object == Some(Object::People)
                && (!whole.frame.part_of || draft.frame.part_of)
                && sentence - whole.frame.sentence <= usize::from(is_them || heads)
                && (!is_rest || whole.frame.kind == draft.frame.kind || goes_on(whole, draft))
        });
        let Some(whole) = whole else { return is_them.then(|| self.group_of_them(draft)).flatten() };
        whole.frame.group.filter(|group| *group != Group::Unspecified)
    }

    /// "As a lorry of soldiers passed, killing three of them": the last people of the sentence, where
    /// none of them have been counted.
    fn group_of_them(&self, draft: &Draft) -> Option<Group> {
        let symbols = &self.chart.symbols[draft.frame.sentence];
        let at = symbols.iter().position(|symbol| *symbol == draft.node)?;
        let is_crowd = |node: &&NodeIdx| {
            [self.tags.noun_group, self.tags.people, self.tags.plural]
                .into_iter()
                .all(|tag| self.has(**node, tag))
        };
        let doer = draft.frame.actor.as_ref().map(|actor| actor.start);
        let is_doer = |node: &&NodeIdx| {
            let node = &self.chart.nodes[**node as usize];
            doer.is_some_and(|doer| (node.from as usize..node.to as usize).contains(&doer))
        };
        let last = symbols[..at].iter().rev().filter(is_crowd).find(|node| !is_doer(node))?;
        Some(self.own_group(*last)).filter(|group| *group != Group::Unspecified)
    }

    /// "19 more", "21 others", "another three".
    pub(super) fn counts_the_rest(&self, node: NodeIdx) -> bool {
        let of_the_rest = || {
            let node = &self.chart.nodes[node as usize];
            let rest = ["more", "another", "further"];
            (node.from..node.to).any(|token| {
                rest.iter().any(|word| self.document.word(token as usize).eq_ignore_ascii_case(word))
            })
        };
        self.has(node, self.tags.others) || (self.has(node, self.tags.count) && of_the_rest())
    }

    /// "Dozens of them", "three of whom".
    pub(super) fn counts_them(&self, node: NodeIdx) -> bool {
        let end = self.chart.nodes[node as usize].to as usize;
        let is = |token: usize, word: &str| {
            token < self.document.tokens().len() && self.document.word(token).eq_ignore_ascii_case(word)
        };
        let them = |token| is(token, "them") || is(token, "whom");
        (is(end, "of") && them(end + 1)) || (is(end - 1, "of") && them(end))
    }
}

/// "Killed one rebel and wounded 11 more": whether a rest of the killed or hurt follows armed men of
/// whom the other is told in the same sentence.
fn goes_on(whole: &Draft, draft: &Draft) -> bool {
    let is_harm = |draft: &Draft| matches!(draft.frame.kind, Kind::Killed | Kind::Wounded);
    is_harm(whole)
        && is_harm(draft)
        && whole.frame.sentence == draft.frame.sentence
        && whole.frame.group.is_some_and(is_armed)
}
