//! Whose dead a side admits to, and whose they are where all their parts are told.

use super::settle::Draft;
use super::sides::is_armed;
use super::{Reading, is_any};
use cairn_model::{Group, Object};

impl Reading<'_, '_> {
    /// "The ministry has admitted to 40 dead", "the rebels acknowledge 12 killed": who admits to dead
    /// without saying whose speaks of his own.
    pub(super) fn group_of_admitted(&self, draft: &Draft) -> Option<Group> {
        const ADMITS: &[&str] = &["acknowledge", "admit", "concede", "confess"];
        const LOSSES: &[&str] =
            &["casualties", "dead", "injured", "killed", "losses", "men", "missing", "wounded"];
        let counted = draft.frame.counted.clone();
        let last = self.document.word(counted.end - 1);
        if !is_any(LOSSES, last) || !self.has(draft.node, self.tags.noun_group) {
            return None;
        }
        let admits = |token: usize| {
            let word = self.document.word(token).to_lowercase();
            ADMITS.iter().any(|stem| word.starts_with(stem.trim_end_matches('e')))
        };
        let saying = self.sayings.iter().find(|saying| {
            saying.content.iter().any(|piece| piece.contains(&counted.start))
                && saying.cue.clone().any(admits)
        })?;
        self.source_side(saying).filter(|side| is_armed(*side))
    }

    /// "Inflicted on the enemy the loss of 100 dead": whoever the blow fell on, for the speaker.
    pub(super) fn group_of_inflicted(&self, draft: &Draft) -> Option<Group> {
        let start = draft.frame.counted.start;
        let mut before = self.chart.symbols[draft.frame.sentence]
            .iter()
            .copied()
            .take_while(|node| (self.chart.nodes[*node as usize].to as usize) <= start);
        let inflicts = |token: usize| {
            is_any(&["inflict", "inflicts", "inflicted", "inflicting"], self.document.word(token))
        };
        before.find(|node| self.tokens_of(*node).any(inflicts))?;
        before.find_map(|node| self.side_of(node))
    }
}

/// "Nine people died: a mother, seven children and an aunt": a whole whose parts add up to it, all of
/// one group, is of that group.
pub(super) fn take_group_of_parts(drafts: &mut [Draft]) {
    for whole in 0..drafts.len() {
        let frame = &drafts[whole].frame;
        let is_open = frame.group == Some(Group::Unspecified) && !frame.part_of;
        let (Some(n), Some(Object::People), true) =
            (frame.figure.n.filter(|n| *n > 1), frame.object, is_open)
        else {
            continue;
        };
        let parts = || {
            drafts.iter().filter(|part| {
                part.frame.part_of && part.frame.sentence == frame.sentence && part.frame.kind == frame.kind
            })
        };
        let group = parts().next().and_then(|part| part.frame.group);
        let sum: u64 = parts().filter_map(|part| part.frame.figure.n).sum();
        if sum == n && group != Some(Group::Unspecified) && parts().all(|part| part.frame.group == group) {
            drafts[whole].frame.group = group;
        }
    }
}
