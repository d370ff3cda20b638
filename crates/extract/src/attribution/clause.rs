//! Noun phrases in a sentence of symbols.

use super::parts::{self, Part};
use super::tags::SayingTags;
use crate::chart::{Chart, NodeIdx};
use crate::engine::TagId;
use crate::extraction::Tokens;
use cairn_text::Document;
use std::ops::Range;

/// Symbols of a sentence, by place.
pub(super) type Places = Range<usize>;

/// One sentence, with the part of each symbol.
pub(super) struct Clause<'a> {
    chart: &'a Chart<'a>,
    pub tags: &'a SayingTags,
    sentence: usize,
    symbols: &'a [NodeIdx],
    pub parts: Vec<Part>,
}

/// A noun phrase that is a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    /// All of it, with the prepositional phrases that belong to it.
    pub all: Places,
    /// The noun phrase that governs it, without what follows behind a preposition.
    pub core: Places,
    /// What stands beside it between commas: "chief of the army".
    pub apposition: Option<Places>,
    /// For a relative pronoun: what it refers to.
    pub antecedent: Option<Places>,
    /// For a paper: who issued it, behind "issued by".
    pub issuer: Option<Places>,
}

impl Phrase {
    pub(super) fn plain(all: Places, core: Places) -> Self {
        Self { all, core, apposition: None, antecedent: None, issuer: None }
    }
}

impl<'a> Clause<'a> {
    /// The sentence of a chart.
    pub(super) fn new(
        document: &'a Document,
        chart: &'a Chart<'a>,
        tags: &'a SayingTags,
        sentence: usize,
    ) -> Self {
        let symbols = &chart.symbols[sentence];
        Self { chart, tags, sentence, symbols, parts: parts::parts(document, chart, tags, symbols) }
    }

    /// The place of the symbol that holds a token.
    pub(super) fn place_of(&self, token: usize) -> usize {
        self.symbols.partition_point(|symbol| self.chart.nodes[*symbol as usize].to as usize <= token)
    }

    /// The tokens of some symbols.
    pub(super) fn tokens(&self, places: Places) -> Tokens {
        self.chart.token_range(self.symbols.get(places).unwrap_or(&[]))
    }

    /// Whether the symbol at a place bears a tag.
    pub(super) fn has(&self, at: usize, tag: TagId) -> bool {
        self.symbols.get(at).is_some_and(|symbol| self.chart.tags(*symbol).contains(tag))
    }

    /// Whether the symbol, or one inside it, bears a tag.
    pub(super) fn has_inside(&self, at: usize, tag: TagId) -> bool {
        self.symbols
            .get(at)
            .is_some_and(|symbol| self.chart.meets(self.sentence, tag) && self.chart.carries(*symbol, tag))
    }

    /// The tokens before "'s" inside the group at a place.
    pub(super) fn owner_inside(&self, at: usize) -> Option<Tokens> {
        let group = *self.symbols.get(at)?;
        let children = self.chart.children(self.chart.made_by(group)?);
        let nodes = &self.chart.nodes;
        let mark = children.iter().find(|child| self.chart.tags(**child).contains(self.tags.poss))?;
        let (from, to) = (nodes[group as usize].from as usize, nodes[*mark as usize].from as usize);
        Some(from..to).filter(|owner| !owner.is_empty())
    }

    pub(super) fn part(&self, at: usize) -> Option<Part> {
        self.parts.get(at).copied()
    }

    pub(super) fn before(&self, at: usize) -> Option<Part> {
        at.checked_sub(1).and_then(|at| self.part(at))
    }

    /// Whether a phrase begins with the symbol at a place, so that nothing before belongs to it.
    pub(super) fn opens_phrase(&self, at: usize) -> bool {
        if self.counts(at) || matches!(self.parts[at], Part::Determiner | Part::Pronoun) {
            return true;
        }
        let found = self.chart.made_by(self.symbols[at]);
        let first = found.and_then(|found| self.chart.children(found).first());
        first.is_some_and(|child| self.chart.tags(*child).contains(self.tags.det))
    }

    /// Whether the symbol at a place counts something.
    pub(super) fn counts(&self, at: usize) -> bool {
        self.has(at, self.tags.counted) || self.has(at, self.tags.count)
    }

    /// Where the noun phrase that ends before `end` begins; none where no noun ends there.
    pub(super) fn phrase_start(&self, end: usize) -> Option<usize> {
        let last = end.checked_sub(1)?;
        match self.parts[last] {
            // "This", "some", "the wounded": a phrase without a noun.
            Part::Determiner => return Some(last),
            Part::Adjective | Part::Other => {}
            part if part.is_nominal() => {}
            _ => return None,
        }
        let mut start = last;
        while !self.opens_phrase(start) && start > 0 && last - start < 10 {
            match self.parts[start - 1] {
                // A count begins a phrase of its own: "two farmers | a radio station".
                // So do speakers behind one: "14 others | local activists".
                Part::Noun
                    if self.counts(start - 1)
                        && (self.parts[start] != Part::Noun || self.is_source(start)) =>
                {
                    break;
                }
                // "The town of Alta | local residents": such a name stands before no noun.
                Part::Name if self.has(start - 1, self.tags.place_of) => break,
                Part::Possessive if start > 1 && self.parts[start - 2].is_nominal() => start -= 2,
                Part::Name | Part::Noun | Part::Adjective => start -= 1,
                Part::Determiner => {
                    start -= 1;
                    break;
                }
                Part::Dash if self.is_hyphen(start - 1) => start -= 1,
                _ => break,
            }
        }
        Some(start)
    }

    fn is_hyphen(&self, at: usize) -> bool {
        self.has(at, self.tags.tight) && self.has(at + 1, self.tags.tight)
    }

    /// The noun phrase that ends before `end`, with what "of", a preposition or "and" joins to it.
    pub(super) fn phrase_before(&self, end: usize) -> Option<Phrase> {
        let mut start = self.phrase_start(end)?;
        let mut pieces: Vec<Places> = Vec::new();
        pieces.push(start..end);
        let mut joints: Vec<Part> = Vec::new();
        while let Some(joint) = self.before(start) {
            let joins = match joint {
                Part::Of | Part::Preposition => true,
                Part::Conjunction => self.joins_phrases(start - 1),
                // "Alta, Brena and Corda": a row ends with "and".
                Part::Comma => joints.last() == Some(&Part::Conjunction) && self.opens_row(start - 1),
                _ => false,
            };
            let Some(next) = self.phrase_start(start - 1).filter(|_| joins) else { break };
            joints.push(joint);
            pieces.push(next..start - 1);
            start = next;
        }
        // "Of" always joins; the rest only where the whole stands by itself, or where no speaker runs
        // on from a place without a comma ("in the province of Alta local residents said").
        let n_pieces = if self.only_last_speaks(&pieces) {
            1
        } else if self.stands_alone(start) {
            pieces.len()
        } else {
            let by_of = joints.iter().take_while(|joint| **joint == Part::Of).count() + 1;
            let speaker = (by_of..pieces.len()).find(|piece| self.speaks(&pieces[*piece]));
            speaker.map_or(by_of, |piece| piece + 1)
        };
        let core = pieces.get(n_pieces - 1)?.clone();
        // "The army in a statement said": by what it was said is no part of who says it.
        let by_paper = (0..n_pieces - 1).rev().find(|at| {
            self.has(pieces[*at].start - 1, self.tags.said_through) && self.is_paper(pieces[*at].end - 1)
        });
        let end = by_paper.map_or(end, |at| pieces[at].start - 1);
        Some(Phrase::plain(core.start..end, core))
    }

    /// Whether of some phrases, the last first, the last ends with a word for speakers and none of those
    /// that it seems to hang on does speak.
    fn only_last_speaks(&self, pieces: &[Places]) -> bool {
        let [last, others @ ..] = pieces else { return false };
        let ends = self.is_source(last.end - 1);
        // "A number of residents", "some of the sources".
        let light = |piece: &Places| piece.clone().all(|at| self.counts(at) || !self.parts[at].is_nominal());
        ends && !others.is_empty() && !others.iter().any(|piece| self.speaks(piece) || light(piece))
    }

    /// Whether the phrase before a comma stands first in its clause.
    fn opens_row(&self, comma: usize) -> bool {
        let start = self.phrase_start(comma);
        start.is_some_and(|start| self.before(start).is_none_or(|part| part == Part::Comma))
    }

    /// Whether the noun at a place is a paper or another means by which somebody speaks.
    fn is_paper(&self, at: usize) -> bool {
        let tags = [self.tags.document, self.tags.medium, self.tags.saying_noun, self.tags.media];
        tags.iter().any(|tag| self.has(at, *tag))
    }

    /// Whether the noun at a place is a word for whoever news cites.
    fn is_source(&self, at: usize) -> bool {
        [self.tags.source_noun, self.tags.speaker, self.tags.media].iter().any(|tag| self.has(at, *tag))
    }

    /// Whether a phrase names somebody who may speak.
    pub(super) fn speaks(&self, places: &Places) -> bool {
        let tags = self.tags;
        let speakers = [
            tags.source_noun,
            tags.people,
            tags.person,
            tags.body,
            tags.media,
            tags.speaker,
            tags.title,
            tags.org_word,
        ];
        places.clone().any(|at| !self.counts(at) && speakers.iter().any(|tag| self.has(at, *tag)))
    }

    /// Whether a source may be somebody who speaks: a name, a pronoun, or a word for a speaker.
    pub(super) fn may_speak(&self, source: &Phrase) -> bool {
        let named = |at: usize| matches!(self.parts[at], Part::Name | Part::Pronoun | Part::Relative);
        if source.core.clone().any(named) {
            return true;
        }
        if !self.has(source.core.end - 1, self.tags.tally_noun) {
            let head = source.core.end - 1;
            let parties = [self.tags.fighter, self.tags.state_force, self.tags.forces];
            let is_party = !self.counts(head) && parties.iter().any(|tag| self.has(head, *tag));
            return self.speaks(&source.core) || is_party;
        }
        // "An Observatory toll": figures speak where somebody who does has given them.
        let speakers = [self.tags.source_noun, self.tags.name, self.tags.body, self.tags.media];
        source.core.clone().any(|at| speakers.iter().any(|tag| self.has_inside(at, *tag)))
    }

    fn stands_alone(&self, start: usize) -> bool {
        match self.before(start) {
            None => true,
            Some(Part::Finite | Part::Participle) => {
                [self.tags.v_say, self.tags.v_think, self.tags.v_suspect]
                    .iter()
                    .any(|tag| self.has(start - 1, *tag))
            }
            Some(part) => part.is_boundary() || matches!(part, Part::Adverb | Part::Time),
        }
    }

    /// Whether "and" joins two nouns, rather than two clauses, as "but" mostly does.
    fn joins_phrases(&self, at: usize) -> bool {
        if self.has(at, self.tags.but) {
            return false;
        }
        let before = self.before(at).is_some_and(Part::is_nominal);
        let clause = self.phrase_start(at).and_then(|start| self.before(start));
        match clause {
            // "Activists in the town and officials said": two speakers, the first with its place.
            Some(Part::Preposition) => {
                let preposition = self.phrase_start(at).map_or(0, |start| start.saturating_sub(1));
                let outer = self.phrase_start(preposition);
                before
                    && outer
                        .is_some_and(|outer| self.stands_alone(outer) && self.speaks(&(outer..preposition)))
            }
            _ => before && !clause.is_some_and(Part::is_verbal),
        }
    }

    /// The noun phrase that begins at `start`.
    pub(super) fn phrase_after(&self, start: usize) -> Option<Phrase> {
        let end = self.simple_phrase_end(start)?;
        let core = start..end;
        let mut all = end;
        while let Some(Part::Of | Part::Preposition | Part::Conjunction) = self.part(all) {
            // Behind a body or a speaker a preposition tells for whom, from where.
            match self.simple_phrase_end(all + 1) {
                Some(next) if self.part(next).is_none_or(|part| !part.is_verbal()) => all = next,
                _ => break,
            }
        }
        Some(Phrase::plain(start..all, core))
    }

    pub(super) fn simple_phrase_end(&self, start: usize) -> Option<usize> {
        let mut end = start;
        while let Some(part) = self.part(end) {
            let goes_on = match part {
                Part::Pronoun => end == start,
                Part::Determiner => end == start || self.parts[end - 1] == Part::Determiner,
                Part::Dash => end > start && self.is_hyphen(end),
                Part::Noun | Part::Name => end == start || !self.opens_phrase(end),
                _ => part.in_phrase(),
            };
            if !goes_on {
                break;
            }
            end += 1;
            if part == Part::Pronoun {
                break;
            }
        }
        (start..end)
            .any(|at| self.parts[at].is_nominal() || self.parts[at] == Part::Determiner)
            .then_some(end)
    }
}
