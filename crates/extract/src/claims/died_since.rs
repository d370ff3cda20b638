//! Wounded people who died since, beside a toll that counts them in.

use super::{Reading, is_any};
use crate::extraction::Frame;
use cairn_model::{Kind, Object, Status};

/// Who had been hurt before.
const HURT: &[&str] = &["wounded", "injured"];

impl Reading<'_, '_> {
    /// "The death toll has risen to 19. Seven of the wounded died in hospital": the seven are a share of the 19. Of
    /// a figure that is no toll ("Twelve were killed at once") they are none.
    pub(super) fn share_in_toll(&self, frames: &mut [Frame]) {
        let counts_dead = |frame: &Frame| {
            frame.kind == Kind::Killed
                && frame.object == Some(Object::People)
                && frame.status == Status::Asserted
                && !frame.cumulative
                && !frame.part_of
        };
        let highest = frames
            .iter()
            .filter(|frame| counts_dead(frame))
            .filter(|frame| self.tells_in_sentence(frame, |word| is_any(&["toll", "tolls"], word)))
            .filter_map(|frame| frame.figure.n)
            .max();
        let Some(highest) = highest else { return };
        for frame in frames.iter_mut().filter(|frame| counts_dead(frame)) {
            if frame.figure.n.is_some_and(|n| n < highest) && self.counts_wounded(frame) {
                frame.part_of = true;
            }
        }
    }

    fn tells_in_sentence(&self, frame: &Frame, is_said: impl Fn(&str) -> bool) -> bool {
        let sentence = self.document.sentences()[frame.sentence].tokens();
        sentence.into_iter().any(|token| is_said(self.document.word(token)))
    }

    /// "Seven of the wounded", "two of those injured".
    fn counts_wounded(&self, frame: &Frame) -> bool {
        let end = self.document.sentences()[frame.sentence].tokens().end;
        let words: Vec<&str> = (frame.counted.start..end.min(frame.counted.start + REACH))
            .map(|token| self.document.word(token))
            .collect();
        let is_of = |at: usize| {
            is_any(&["of"], words[at])
                && is_any(&["the", "those", "these", "his", "her", "their"], words[at + 1])
                && is_any(HURT, words[at + 2])
        };
        (0..words.len().saturating_sub(2)).any(is_of)
    }
}

/// Words from the start of a figure to whom it is of: "at least seven more of the wounded".
const REACH: usize = 7;
