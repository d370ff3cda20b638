//! What is said beyond the sentence of its cue: quotations that go on, statements and lists behind a
//! colon.

use super::clause::Clause;
use super::parts::Part;
use super::quotes;
use super::reading::Reader;
use super::referent::Told;
use crate::extraction::{SayingClass, Tokens};

impl Reader<'_> {
    /// The first sentence behind a colon that ends its paragraph: a statement in full follows.
    pub(super) fn paragraph_behind(&self, sentence: usize, clause: &Clause) -> Option<Tokens> {
        let sentences = self.document.sentences();
        let next = sentences.get(sentence + 1)?;
        let ends = clause.parts.last() == Some(&Part::Colon);
        (ends && next.paragraph != sentences[sentence].paragraph).then(|| next.tokens())
    }

    /// The quotation that ends right before a sentence, in its paragraph: "Why?" he asked.
    pub(super) fn quotation_before(&self, sentence: usize) -> Option<Tokens> {
        let sentences = self.document.sentences();
        let before = sentences.get(sentence.checked_sub(1)?)?;
        let end = before.tokens().end;
        let quotation = quotes::around(self.quotations, end - 1)?;
        (before.paragraph == sentences[sentence].paragraph && quotation.end == end).then(|| quotation.clone())
    }

    /// The sentences before one, in its paragraph or else in the paragraph before, back to the first
    /// that has a source of its own: "The figure was given by X".
    pub(super) fn told_before(&self, sentence: usize, told: &[Told]) -> Vec<Tokens> {
        let sentences = self.document.sentences();
        let Some(last) = sentence.checked_sub(1) else { return Vec::new() };
        let is_free = |at: &usize| {
            sentences[*at].paragraph == sentences[last].paragraph
                && !told.iter().any(|other| {
                    other.saying.sentence == *at
                        && other.saying.source.is_some()
                        && other.saying.class.states()
                })
        };
        let mut before: Vec<Tokens> =
            (0..sentence).rev().take_while(is_free).map(|at| sentences[at].tokens()).collect();
        before.reverse();
        before
    }

    /// Whether an item of a list begins at a token: a bullet, a dash, a number with its mark.
    fn is_item(&self, token: usize) -> bool {
        let word = |at: usize| (at < self.document.tokens().len()).then(|| self.document.word(at));
        match word(token) {
            Some("-" | "–" | "—" | "--" | "•" | "*" | "·" | "●" | "▪" | "◦" | "‣") => true,
            Some(first) => {
                first.len() <= 2
                    && first.bytes().all(|byte| byte.is_ascii_digit())
                    && matches!(word(token + 1), Some(")" | "."))
            }
            None => false,
        }
    }

    /// Quoted sentences behind an attribution, without a cue of their own, are its content too; so
    /// are the paragraphs behind a colon that ends its paragraph.
    pub(super) fn carry_on(&self, told: &mut [Told]) {
        let sentences = self.document.sentences();
        for at in 0..told.len() {
            let saying = &told[at].saying;
            let says =
                matches!(saying.class, SayingClass::Statement | SayingClass::Denial | SayingClass::Demand);
            let Some(end) = saying.content.iter().map(|piece| piece.end).max().filter(|_| says) else {
                continue;
            };
            let mut sentence = self.document.sentence_of(end.max(saying.cue.end) - 1) + 1;
            let paragraph = sentences[saying.sentence].paragraph;
            let in_list = sentences.get(sentence).is_some_and(|first| self.is_item(first.tokens().start));
            // Who counts in the sentence over a list tells its items: "X recorded 23 attacks.", bullets.
            let heads = in_list
                && told[at].tallies
                && saying.sentence + 1 == sentence
                && !self.is_item(sentences[saying.sentence].tokens().start);
            let introduces = told[at].introduces || heads;
            while let Some(next) = sentences.get(sentence) {
                let tokens = next.tokens();
                // A list that is introduced ends with its last item.
                let opens = next.paragraph != sentences[sentence - 1].paragraph;
                if introduces && in_list && opens && !self.is_item(tokens.start) {
                    break;
                }
                let wholly_quoted = quotes::around(self.quotations, tokens.start).is_some_and(|quotation| {
                    quotation.start <= tokens.start && quotation.end + 1 >= tokens.end
                });
                let others = told.iter().any(|other| {
                    other.saying.sentence == sentence
                        && (!introduces || (other.saying.source.is_some() && other.saying.class.states()))
                });
                let goes_on = introduces || (wholly_quoted && next.paragraph == paragraph);
                if !goes_on || others {
                    break;
                }
                told[at].saying.content.push(tokens);
                sentence += 1;
            }
        }
    }
}
