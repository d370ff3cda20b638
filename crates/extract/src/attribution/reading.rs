use super::clause::{Clause, Phrase, Places};
use super::content;
use super::draft::{self, Draft, Frame, Needs};
use super::parts::Part;
use super::quotes;
use super::source;
use super::tags::SayingTags;
use crate::chart::{Chart, Match, MatchIdx};
use crate::extraction::{Saying, SayingClass, Tokens};
use crate::ruleset::Ruleset;
use cairn_text::Document;

/// A quotation of fewer tokens is a word or two that the outlet sets apart; sayings inside longer
/// ones belong to whoever is quoted.
const QUOTED_SPEECH: usize = 8;

/// Reads the attributions of a document, in the order of the text.
pub(crate) fn read(document: &Document, chart: &Chart, ruleset: &Ruleset) -> Vec<Saying> {
    let tags = SayingTags::of(ruleset);
    let quotations = quotes::quotations(document);
    let reader = Reader { document, chart, ruleset, tags: &tags, quotations: &quotations };
    let mut sayings = Vec::new();
    let mut frames = chart.frames.as_slice();
    while let Some(first) = frames.first() {
        let sentence = chart.matches[*first as usize].sentence;
        let n = frames.partition_point(|idx| chart.matches[*idx as usize].sentence == sentence);
        reader.sentence(sentence as usize, &frames[..n], &mut sayings);
        frames = &frames[n..];
    }
    reader.carry_on(&mut sayings);
    source::settle(document, chart, ruleset, &tags, &mut sayings);
    sayings
}

struct Reader<'a> {
    document: &'a Document<'a>,
    chart: &'a Chart,
    ruleset: &'a Ruleset,
    tags: &'a SayingTags,
    quotations: &'a [Tokens],
}

impl Reader<'_> {
    fn sentence(&self, sentence: usize, frames: &[MatchIdx], sayings: &mut Vec<Saying>) {
        let found: Vec<&Match> = frames
            .iter()
            .map(|idx| &self.chart.matches[*idx as usize])
            .filter(|found| self.ruleset.rules[found.rule as usize].gives() == "Saying")
            .collect();
        if found.is_empty() {
            return;
        }
        let clause = Clause::new(self.document, self.chart, self.tags, sentence);
        let mut drafts: Vec<Draft> = Vec::new();
        for found in found {
            let Some(mut draft) = self.draft(found, &clause) else { continue };
            let is_cue = draft.frame == Frame::Noun || clause.is_cue(draft.cue.clone());
            if !is_cue || self.is_quoted(&clause, &draft) {
                continue;
            }
            // "X said ..., adding that": the participle goes on with the speaker before.
            if clause.hangs_on(draft.cue.start) {
                let speaker =
                    drafts.iter().rev().find(|said| said.source.is_some() && said.frame == Frame::Clause);
                if let Some(speaker) = speaker {
                    draft.source.clone_from(&speaker.source);
                }
            }
            if draft.is_likely(&clause) {
                drafts.push(draft);
            }
        }
        let mut from = 0;
        for (i, draft) in drafts.iter().enumerate() {
            let limit = drafts[i + 1..]
                .iter()
                .filter(|next| next.cue.start >= draft.behind)
                .find_map(|next| next.takes_over(&clause).filter(|at| *at >= draft.behind))
                .unwrap_or(clause.parts.len());
            let places = content::places(&clause, draft, from, limit);
            if places.is_empty() || !draft.needs.met(&clause, draft, &places) {
                continue;
            }
            // What stands before a cue belongs to the first attribution that takes it.
            if draft.raised.is_none() && places.first().is_some_and(|first| first.end <= draft.start()) {
                from = draft.behind;
            }
            sayings.push(self.saying(sentence, &clause, draft, places));
        }
    }

    fn saying(&self, sentence: usize, clause: &Clause, draft: &Draft, places: Vec<Places>) -> Saying {
        let tokens = |places: &Places| clause.tokens(places.clone());
        let content = places.iter().map(tokens).map(|piece| self.whole_quotation(draft, piece)).collect();
        let rule = &self.ruleset.rules[draft.rule as usize];
        let source = draft.source.as_ref();
        let outer = source.and_then(|source| source.antecedent.as_ref()).map(tokens);
        Saying {
            source: source.map(|source| tokens(&source.all)),
            source_head: source.map(|source| tokens(&(source.core.end - 1..source.core.end))),
            kind: source.map_or(crate::SourceKind::Unknown, |source| source::kind(clause, self.tags, source)),
            referent: outer,
            institution: source
                .and_then(|phrase| source::institution(clause, self.tags, phrase))
                .map(|places| tokens(&places)),
            via: draft.via.as_ref().map(tokens),
            cue: tokens(&draft.cue),
            content,
            class: draft.class,
            sentence,
            rules: vec![rule.id.clone()],
        }
    }

    /// A piece of content that a quotation runs over takes the whole quotation.
    fn whole_quotation(&self, draft: &Draft, piece: Tokens) -> Tokens {
        if draft.frame != Frame::Clause && draft.frame != Frame::Label {
            return piece;
        }
        let start =
            quotes::around(self.quotations, piece.start).map_or(piece.start, |quotation| quotation.start);
        let end = quotes::around(self.quotations, piece.end - 1).map_or(piece.end, |quotation| quotation.end);
        start.min(piece.start)..end.max(piece.end)
    }

    fn is_quoted(&self, clause: &Clause, draft: &Draft) -> bool {
        let cue = clause.tokens(draft.cue.clone());
        quotes::around(self.quotations, cue.start)
            .is_some_and(|quotation| quotation.start < cue.start && quotation.len() > QUOTED_SPEECH)
    }

    fn draft(&self, found: &Match, clause: &Clause) -> Option<Draft> {
        let rule = &self.ruleset.rules[found.rule as usize];
        let capture = |name| {
            let nodes = self.chart.capture(self.ruleset, found, name)?;
            let tokens = self.chart.token_range(nodes);
            let start = clause.place_of(tokens.start);
            Some(start..start + nodes.len())
        };
        let cue = capture("cue")?;
        let whole = self.chart.tokens(found);
        let mut draft = Draft {
            rule: found.rule,
            frame: Frame::of(rule),
            class: draft::class_of(rule),
            needs: Needs::of(rule),
            behind: clause.place_of(whole.end.saturating_sub(1)) + 1,
            via: capture("via"),
            source: None,
            raised: None,
            inverted: false,
            cue: cue.clone(),
        };
        if let Some(source) = capture("source") {
            draft.source = self.captured_source(clause, source, &mut draft);
            if draft.frame == Frame::Cited {
                draft.via = clause.subject(cue.start).map(|subject| subject.all);
            }
            return Some(draft);
        }
        if rule.set("source") == Some("subject") {
            draft.source = clause.subject(cue.start);
            return Some(draft);
        }
        match draft.frame {
            Frame::Noun | Frame::Adverbial | Frame::Label => {}
            Frame::Raised => draft.raised = clause.subject(cue.start),
            Frame::Clause | Frame::Object | Frame::Cited => self.find_source(clause, &mut draft),
        }
        Some(draft)
    }

    /// A source that a card captured: with what belongs to it on its other side.
    fn captured_source(&self, clause: &Clause, source: Places, draft: &mut Draft) -> Option<Phrase> {
        if source.start >= draft.cue.end {
            let phrase = clause.phrase_after(source.start)?;
            if draft.frame == Frame::Adverbial {
                draft.behind = draft.behind.max(phrase.all.end);
            }
            return Some(phrase);
        }
        clause.phrase_before(source.end)
    }

    fn find_source(&self, clause: &Clause, draft: &mut Draft) {
        let cue = draft.cue.clone();
        let passive = clause.has(cue.end - 1, self.tags.passive)
            || (clause.has(cue.end - 1, self.tags.bare) && clause.is_by(draft.behind));
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
        if clause.has(cue.end - 1, self.tags.v_quote)
            && let Some(source) = clause.inverted_subject(cue.clone(), draft.behind)
        {
            draft.behind = source.all.end;
            draft.inverted = true;
            draft.source = Some(source);
            return;
        }
        draft.source = clause.subject(cue.start);
    }

    /// Quoted sentences behind an attribution, without a cue of their own, are its content too.
    fn carry_on(&self, sayings: &mut [Saying]) {
        let sentences = self.document.sentences();
        for at in 0..sayings.len() {
            let says = matches!(
                sayings[at].class,
                SayingClass::Statement | SayingClass::Denial | SayingClass::Demand
            );
            let Some(end) = sayings[at].content.iter().map(|piece| piece.end).max() else { continue };
            if !says {
                continue;
            }
            let mut sentence = self.document.sentence_of(end.max(sayings[at].cue.end) - 1) + 1;
            while let Some(next) = sentences.get(sentence) {
                let tokens = next.tokens();
                let wholly_quoted = quotes::around(self.quotations, tokens.start).is_some_and(|quotation| {
                    quotation.start == tokens.start && quotation.end + 1 >= tokens.end
                });
                let same = next.paragraph == sentences[sayings[at].sentence].paragraph;
                let others = sayings.iter().any(|other| other.sentence == sentence);
                if !wholly_quoted || !same || others {
                    break;
                }
                sayings[at].content.push(tokens);
                sentence += 1;
            }
        }
    }
}
