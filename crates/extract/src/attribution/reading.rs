//! The sayings of a document: its cues, what they say, and who is meant by whoever says it.

use super::clause::{Clause, Phrase, Places};
use super::content;
use super::cues::InnerCue;
use super::draft::{Draft, Frame, Needs};
use super::parts::Part;
use super::quotes;
use super::referent::{self, Form, Told};
use super::source;
use super::tags::SayingTags;
use crate::chart::{Chart, Match, MatchIdx};
use crate::extraction::{Saying, Tokens};
use crate::ruleset::Gives;
use crate::ruleset::Ruleset;
use cairn_text::{Case, Document};

/// A quotation of fewer tokens is a word or two that the outlet sets apart; sayings inside longer
/// ones belong to whoever is quoted.
const QUOTED_SPEECH: usize = 8;

/// Reads the attributions of a document, in the order of the text.
pub(crate) fn read(document: &Document, chart: &Chart, ruleset: &Ruleset) -> Vec<Saying> {
    let quotations = quotes::quotations(document);
    let reader = Reader { document, chart, ruleset, tags: &ruleset.saying_tags, quotations: &quotations };
    let mut told = Vec::new();
    let mut frames = chart.frames.as_slice();
    for sentence in 0..document.sentences().len() {
        let n = frames.partition_point(|idx| chart.matches[*idx as usize].sentence as usize == sentence);
        reader.sentence(sentence, &frames[..n], &mut told);
        frames = &frames[n..];
    }
    reader.carry_on(&mut told);
    referent::settle(document, reader.persons(), told)
}

/// One document, with what its attributions are read from.
pub(super) struct Reader<'a> {
    pub document: &'a Document<'a>,
    pub chart: &'a Chart<'a>,
    pub ruleset: &'a Ruleset,
    pub tags: &'a SayingTags,
    pub quotations: &'a [Tokens],
}

impl Reader<'_> {
    /// "QUETTA: three men were shot", "PROTECTION: ...": a word in capitals before a colon that heads
    /// lines and is no speaker; who speaks in a transcript speaks again.
    fn heads_lines(&self, clause: &Clause, draft: &Draft) -> bool {
        /// Short forms of bodies have fewer letters.
        const LETTERS: usize = 6;
        let Some(source) = &draft.source else { return false };
        let tokens = clause.tokens(source.all.clone());
        let is_capital =
            |token: usize| self.document.word(token).chars().all(|c| c.is_uppercase() || c == '-');
        let in_capitals = draft.frame == Frame::Label
            && self.document.case() == Case::Mixed
            && tokens.len() <= 2
            && self.document.words(tokens.clone()).len() >= LETTERS
            && tokens.clone().all(is_capital);
        if !in_capitals || clause.speaks(&source.core) {
            return false;
        }
        let words = self.document.words(tokens.clone());
        let again = (0..self.document.tokens().len().saturating_sub(tokens.len())).filter(|token| {
            self.document.words(*token..*token + tokens.len()) == words
                && self.document.word(token + tokens.len()) == ":"
        });
        again.count() == 1
    }

    fn sentence(&self, sentence: usize, frames: &[MatchIdx], told: &mut Vec<Told>) {
        let found: Vec<&Match> = frames
            .iter()
            .map(|idx| &self.chart.matches[*idx as usize])
            .filter(|found| self.ruleset.rules[found.rule as usize].gives == Gives::Saying)
            .collect();
        let inner = self.inner_cues(sentence);
        if found.is_empty() && inner.is_empty() {
            return;
        }
        let clause = Clause::new(self.document, self.chart, self.tags, sentence);
        let drafts = self.drafts(found, inner, &clause);
        let (mut from, mut from_clause) = (0, 0);
        let mut introduced = self.paragraph_behind(sentence, &clause);
        for (i, draft) in drafts.iter().enumerate() {
            let limit = drafts[i + 1..]
                .iter()
                .filter(|next| next.cue.start >= draft.behind)
                .find_map(|next| next.takes_over(&clause).filter(|at| *at >= draft.behind))
                .unwrap_or(clause.parts.len());
            // "X said Y said": what X says does not begin with X.
            let free = if draft.frame == Frame::Clause { from.max(from_clause) } else { from };
            let places = content::places(&clause, draft, free.min(draft.start()), limit);
            let mut content: Vec<Tokens> = places
                .iter()
                .map(|piece| self.whole_quotation(draft, clause.tokens(piece.clone())))
                .collect();
            if let Some(inner) = &draft.inner {
                content.push(inner.end..clause.tokens(draft.cue.clone()).end);
                content.sort_by_key(|piece| piece.start);
            }
            let opens = draft.class.states() && draft.source.is_some();
            let behind = introduced.take_if(|_| opens);
            let introduces = behind.is_some();
            if draft.frame == Frame::Backward {
                content = self.told_before(sentence, told);
            } else if introduces {
                content.extend(behind);
            } else if content.is_empty() && draft.frame == Frame::Clause {
                content.extend(self.quotation_before(sentence));
            } else if !draft.needs.met(&clause, draft, &places) {
                continue;
            }
            if draft.by_speaker && !draft.source.as_ref().is_some_and(|source| clause.may_speak(source)) {
                continue;
            }
            for piece in &mut content {
                // "That" may be a part of the first noun phrase ("that twelve men").
                let that = self.document.word(piece.start).eq_ignore_ascii_case("that");
                piece.start += usize::from(that && draft.frame == Frame::Clause);
            }
            content.retain(|piece| !piece.is_empty());
            if content.is_empty() {
                continue;
            }
            // What stands before a cue belongs to the first attribution that takes it.
            if draft.raised.is_none() && places.first().is_some_and(|first| first.end <= draft.start()) {
                from = draft.behind;
            }
            if draft.frame == Frame::Clause {
                from_clause = draft.behind;
            }
            let granted = draft.granted(&clause, &places).map(|at| clause.tokens(at..at + 1).start);
            if let Some(relayer) = self.relayer(&clause, draft) {
                let relayed = Draft { source: Some(relayer), via: None, ..draft.clone() };
                let cited = draft.source.iter().map(|source| clause.tokens(source.all.clone()));
                let whole = cited.chain(content.iter().cloned()).collect();
                told.push(self.told(sentence, &clause, &relayed, whole));
            }
            let mut heard = self.told(sentence, &clause, draft, content);
            heard.introduces = introduces;
            heard.saying.granted_from = granted.unwrap_or(usize::MAX);
            if let Some(class) = draft.class_counted(&clause, &places) {
                heard.saying.class = class;
                heard.saying.manner = draft.manner_of(class, &clause);
            }
            told.push(heard);
        }
    }

    /// The cues of a sentence that attribute, in the order of the text.
    fn drafts(&self, found: Vec<&Match>, inner: Vec<InnerCue>, clause: &Clause) -> Vec<Draft> {
        let mut drafts: Vec<Draft> = Vec::new();
        let found = found.into_iter().filter_map(|found| self.draft(found, clause));
        let inner = inner.into_iter().map(|cue| self.inner_draft(cue, clause));
        let mut all: Vec<Draft> = found.chain(inner).collect();
        all.sort_by_key(|draft| draft.cue.start);
        for mut draft in all {
            let is_cue =
                matches!(draft.frame, Frame::Noun | Frame::Adverbial) || clause.is_cue(draft.cue.clone());
            if !is_cue
                || draft.is_heading(clause)
                || self.heads_lines(clause, &draft)
                || self.is_quoted(clause, &draft)
            {
                continue;
            }
            // "X said ..., adding that", "X said ... and denied": the same speaker goes on.
            if clause.goes_on(draft.cue.start) {
                let speaker = drafts.iter().rev().find(|said| {
                    said.source.is_some() && matches!(said.frame, Frame::Clause | Frame::Object)
                });
                if let Some(speaker) = speaker {
                    draft.source.clone_from(&speaker.source);
                }
            }
            if draft.is_likely(clause) {
                drafts.push(draft);
            }
        }
        drafts
    }

    /// Proper names of persons, in the order of the text.
    fn persons(&self) -> Vec<Tokens> {
        let groups = self.chart.groups.iter().map(|idx| &self.chart.matches[*idx as usize]);
        groups
            .filter(|group| self.ruleset.rules[group.rule as usize].tags.contains(self.tags.person))
            .map(|group| self.chart.tokens(group))
            .collect()
    }

    fn told(&self, sentence: usize, clause: &Clause, draft: &Draft, content: Vec<Tokens>) -> Told {
        let tokens = |places: &Places| clause.tokens(places.clone());
        let rule = &self.ruleset.rules[draft.rule as usize];
        let source = draft.source.as_ref();
        let outer = source
            .and_then(|source| source.antecedent.clone().or_else(|| clause.name_beside(source)))
            .as_ref()
            .map(tokens);
        let saying = Saying {
            source: source.map(|source| tokens(&source.all)),
            source_head: source.map(|source| tokens(&(source.core.end - 1..source.core.end))),
            kind: source.map_or(crate::SourceKind::Unknown, |source| source::kind(clause, self.tags, source)),
            may_speak: source
                .is_some_and(|source| clause.may_speak(source) || self.is_known_name(clause, source)),
            referent: outer,
            institution: source.and_then(|phrase| {
                let named = source::institution(clause, self.tags, phrase).as_ref().map(tokens);
                named.or_else(|| source::owner(clause, self.tags, phrase))
            }),
            via: draft.via.as_ref().filter(|via| self.relays(clause, draft, via)).map(tokens),
            cue: draft.inner.clone().unwrap_or_else(|| tokens(&draft.cue)),
            content,
            class: draft.class,
            unconfirmed: source.is_some_and(|source| {
                (source.all.start.saturating_sub(1)..source.all.end)
                    .any(|at| clause.has_inside(at, self.tags.doubtful))
            }),
            manner: draft.manner(clause),
            granted_from: usize::MAX,
            sentence,
            rules: vec![rule.id.clone()],
        };
        Told {
            saying,
            form: source.map_or(Form::Bare, |source| Form::of(clause, self.tags, source)),
            introduces: false,
            tallies: draft.needs == Needs::Count,
            is_name: source
                .is_some_and(|source| source.core.clone().any(|at| clause.has_inside(at, self.tags.name))),
        }
    }

    /// Whether a source is a name that lexicons know as what describes others: "Al-Shabaab said", as in
    /// "Al-Shabaab fighters".
    fn is_known_name(&self, clause: &Clause, source: &Phrase) -> bool {
        let head = source.core.end - 1;
        let describes = matches!(clause.part(head), Some(Part::Adjective | Part::Other));
        let word = self.document.word(clause.tokens(head..head + 1).start);
        describes && word.starts_with(char::is_uppercase)
    }

    /// Whether who was told, or whose words cite the source, hands it on: outlets do, and whoever
    /// cites.
    fn relays(&self, clause: &Clause, draft: &Draft, via: &Places) -> bool {
        draft.frame == Frame::Cited || via.clone().any(|at| clause.has_inside(at, self.tags.media))
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
}
