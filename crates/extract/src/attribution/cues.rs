//! Cues of a sentence, each with the source that its card or its clause gives it.

use super::clause::{Clause, Phrase, Places};
use super::draft::{Draft, Frame, Needs};
use super::parts::Part;
use super::reading::Reader;
use super::source;
use crate::chart::Match;
use crate::engine::Capture;
use crate::extraction::{SayingClass, SourceKind, Tokens};
use crate::ruleset::{By, SourceSet};

impl Reader<'_> {
    /// Cues inside verb groups: phrases that earlier levels took for auxiliaries ("wants to", "is
    /// expected to"), adverbs of hearsay.
    pub(super) fn inner_cues(&self, sentence: usize) -> Vec<InnerCue> {
        let wanted = [
            (self.tags.w_want, Frame::Object, SayingClass::Intention),
            (self.tags.w_expected, Frame::Raised, SayingClass::Appearance),
            (self.tags.w_reportedly, Frame::Raised, SayingClass::Appearance),
        ];
        let mut cues = Vec::new();
        for symbol in &self.chart.symbols[sentence] {
            if !self.chart.tags(*symbol).contains(self.tags.verb) {
                continue;
            }
            let Some(group) = self.chart.made_by(*symbol) else { continue };
            for child in self.chart.children(group) {
                let tags = self.chart.tags(*child);
                if let Some((_, frame, class)) = wanted.iter().find(|(tag, ..)| tags.contains(*tag)) {
                    let child = &self.chart.nodes[*child as usize];
                    let tokens = child.from as usize..child.to as usize;
                    cues.push(InnerCue { tokens, rule: group.rule, frame: *frame, class: *class });
                }
            }
        }
        cues
    }

    pub(super) fn inner_draft(&self, cue: InnerCue, clause: &Clause) -> Draft {
        let at = clause.place_of(cue.tokens.start);
        let subject = clause.subject(at);
        let raised = cue.frame == Frame::Raised;
        Draft {
            rule: cue.rule,
            frame: cue.frame,
            class: cue.class,
            needs: Needs::Nothing,
            by_speaker: false,
            counted: None,
            cue: at..at + 1,
            source: subject.clone().filter(|_| !raised),
            raised: subject.filter(|_| raised),
            via: None,
            inverted: false,
            behind: at + 1,
            inner: Some(cue.tokens),
        }
    }

    pub(super) fn draft(&self, found: &Match, clause: &Clause) -> Option<Draft> {
        let rule = &self.ruleset.rules[found.rule as usize];
        let capture = |name| {
            let nodes = self.chart.capture(found, name)?;
            let tokens = self.chart.token_range(nodes);
            let start = clause.place_of(tokens.start);
            Some(start..start + nodes.len())
        };
        let cue = capture(Capture::Cue)?;
        let whole = self.chart.tokens(found);
        let mut draft = Draft {
            rule: found.rule,
            frame: rule.set.frame,
            class: rule.set.class,
            needs: rule.set.needs,
            by_speaker: rule.set.by == Some(By::Speaker),
            counted: rule.set.counted,
            behind: capture(Capture::Told)
                .map_or_else(|| clause.place_of(whole.end.saturating_sub(1)) + 1, |told| told.start),
            via: capture(Capture::Via),
            source: None,
            raised: None,
            inverted: false,
            inner: None,
            cue: cue.clone(),
        };
        if let Some(source) = capture(Capture::Source) {
            draft.source = self.captured_source(clause, source, &mut draft);
            if draft.frame == Frame::Cited {
                draft.via = clause.subject(cue.start).map(|subject| subject.all);
            }
            return Some(draft);
        }
        if rule.set.source == Some(SourceSet::Subject) {
            draft.source = clause.subject(cue.start);
            return Some(draft);
        }
        match draft.frame {
            Frame::Noun | Frame::Adverbial | Frame::Label | Frame::Backward => {}
            // "X called the report that ... false".
            Frame::Predicate => {
                let called = (0..cue.start).rev().find(|at| clause.has(*at, self.tags.v_call));
                draft.source = called.and_then(|verb| clause.subject(verb));
            }
            Frame::Raised => draft.raised = clause.subject(cue.start),
            Frame::Clause | Frame::Object | Frame::Cited => self.find_source(clause, &mut draft),
        }
        Some(draft)
    }

    /// A source that a card captured: with what belongs to it on its other side.
    fn captured_source(&self, clause: &Clause, source: Places, draft: &mut Draft) -> Option<Phrase> {
        if source.start >= draft.cue.end {
            let mut phrase = clause.phrase_after(source.start)?;
            // "According to figures compiled by X".
            if clause.part(phrase.all.end) == Some(Part::Participle) && clause.is_by(phrase.all.end + 1) {
                phrase.issuer = clause.phrase_after(phrase.all.end + 2).map(|issuer| issuer.all);
                phrase.all.end = phrase.issuer.as_ref().map_or(phrase.all.end, |issuer| issuer.end);
            }
            if draft.frame == Frame::Adverbial {
                draft.behind = draft.behind.max(phrase.all.end);
            }
            return Some(phrase);
        }
        clause.phrase_before(source.end)
    }

    fn find_source(&self, clause: &Clause, draft: &mut Draft) {
        let cue = draft.cue.clone();
        let bare = clause.has(cue.end - 1, self.tags.bare);
        // "An attack blamed on the rebels".
        let blamed = draft.class == SayingClass::Accusation && clause.has(draft.behind, self.tags.on);
        let passive = clause.has(cue.end - 1, self.tags.passive)
            || (bare
                && (blamed || clause.is_by(draft.behind))
                && !clause.has(draft.behind + 1, self.tags.medium));
        if passive {
            draft.raised = clause.subject(cue.start);
            if clause.is_by(draft.behind) {
                draft.source = clause.phrase_after(draft.behind + 1);
                draft.behind = draft.source.as_ref().map_or(draft.behind, |source| source.all.end);
            }
            // "It was reported that": the subject stands for what follows.
            if draft.raised.as_ref().is_some_and(|subject| {
                clause.part(subject.core.start) == Some(Part::Pronoun)
                    && clause.part(draft.behind) == Some(Part::That)
            }) {
                draft.raised = None;
            }
            return;
        }
        let postposed = clause.has(cue.end - 1, self.tags.v_quote);
        let inverted = clause.inverted_subject(cue.clone(), draft.behind).filter(|_| postposed);
        if let Some(source) = inverted {
            draft.behind = source.all.end;
            draft.inverted = true;
            draft.source = Some(source);
            return;
        }
        draft.source = clause.subject(cue.start);
        let is_speaker = || draft.source.as_ref().is_some_and(|source| clause.may_speak(source));
        if draft.by_speaker && clause.part(cue.start) == Some(Part::Gerund) && !is_speaker() {
            // "The mayor told of the raid giving a toll of six".
            draft.source = clause.main_subject(cue.start);
        }
    }

    /// Who hands on what another is cited as saying, unless that is an agency or an outlet.
    pub(super) fn relayer(&self, clause: &Clause, draft: &Draft) -> Option<Phrase> {
        if draft.frame != Frame::Cited {
            return None;
        }
        let subject = clause.subject(draft.cue.start)?;
        let kind = source::kind(clause, self.tags, &subject);
        matches!(kind, SourceKind::Body | SourceKind::People | SourceKind::Person).then_some(subject)
    }
}

/// A cue inside a verb group.
pub(super) struct InnerCue {
    tokens: Tokens,
    rule: u32,
    frame: Frame,
    class: SayingClass,
}
