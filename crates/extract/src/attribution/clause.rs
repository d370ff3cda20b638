//! Noun phrases and subjects in a sentence of symbols.

use super::parts::{self, Part};
use super::tags::SayingTags;
use crate::chart::{Chart, NodeIdx};
use crate::engine::TagId;
use crate::extraction::Tokens;
use cairn_text::Document;
use std::ops::Range;

/// Symbols of a sentence, by place.
pub(super) type Places = Range<usize>;

/// How many phrases in apposition are passed over to reach a subject.
const APPOSITIONS: usize = 4;

/// One sentence, with the part of each symbol.
pub(super) struct Clause<'a> {
    chart: &'a Chart,
    tags: &'a SayingTags,
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
}

impl Phrase {
    fn plain(all: Places, core: Places) -> Self {
        Self { all, core, apposition: None, antecedent: None }
    }
}

impl<'a> Clause<'a> {
    /// The sentence of a chart.
    pub(super) fn new(
        document: &'a Document,
        chart: &'a Chart,
        tags: &'a SayingTags,
        sentence: usize,
    ) -> Self {
        let symbols = &chart.symbols[sentence];
        Self { chart, tags, symbols, parts: parts::parts(document, chart, tags, symbols) }
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
        self.symbols.get(at).is_some_and(|symbol| self.chart.nodes[*symbol as usize].tags.contains(tag))
    }

    /// Whether the symbol, or one inside it, bears a tag.
    pub(super) fn has_inside(&self, at: usize, tag: TagId) -> bool {
        let Some(symbol) = self.symbols.get(at) else { return false };
        let mut stack = vec![*symbol];
        while let Some(node) = stack.pop() {
            if self.chart.nodes[node as usize].tags.contains(tag) {
                return true;
            }
            if let Some(found) = self.chart.made_by(node) {
                stack.extend(self.chart.children(found));
            }
        }
        false
    }

    pub(super) fn part(&self, at: usize) -> Option<Part> {
        self.parts.get(at).copied()
    }

    fn before(&self, at: usize) -> Option<Part> {
        at.checked_sub(1).and_then(|at| self.part(at))
    }

    /// Whether a phrase begins with the symbol at a place, so that nothing before belongs to it.
    fn opens_phrase(&self, at: usize) -> bool {
        if self.counts(at) || matches!(self.parts[at], Part::Determiner | Part::Pronoun) {
            return true;
        }
        let found = self.chart.made_by(self.symbols[at]);
        let first = found.and_then(|found| self.chart.children(found).first());
        first.is_some_and(|child| self.chart.nodes[*child as usize].tags.contains(self.tags.det))
    }

    fn counts(&self, at: usize) -> bool {
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
                // A count begins a phrase of its own: "10 children | a TV channel".
                Part::Noun if self.counts(start - 1) && self.parts[start] != Part::Noun => break,
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
        let mut pieces = vec![start..end];
        let mut joints: Vec<Part> = Vec::new();
        while let Some(joint) = self.before(start) {
            let joins = match joint {
                Part::Of | Part::Preposition => true,
                Part::Conjunction => self.joins_phrases(start - 1),
                // "Russia, Iran and Turkey": a row ends with "and".
                Part::Comma => joints.last() == Some(&Part::Conjunction) && self.opens_row(start - 1),
                _ => false,
            };
            let Some(next) = self.phrase_start(start - 1).filter(|_| joins) else { break };
            joints.push(joint);
            pieces.push(next..start - 1);
            start = next;
        }
        // "Of" always joins; the rest only where the whole stands by itself.
        let n_pieces = if self.stands_alone(start) {
            pieces.len()
        } else {
            let by_of = joints.iter().take_while(|joint| **joint == Part::Of).count() + 1;
            let speaker = (by_of..pieces.len()).find(|piece| self.speaks(&pieces[*piece]));
            speaker.map_or(by_of, |piece| piece + 1)
        };
        let core = pieces.get(n_pieces - 1)?.clone();
        Some(Phrase::plain(core.start..end, core))
    }

    /// Whether the phrase before a comma stands first in its clause.
    fn opens_row(&self, comma: usize) -> bool {
        let start = self.phrase_start(comma);
        start.is_some_and(|start| self.before(start).is_none_or(|part| part == Part::Comma))
    }

    /// Whether a phrase names somebody who may speak.
    fn speaks(&self, places: &Places) -> bool {
        let tags = self.tags;
        let speakers =
            [tags.source_noun, tags.people, tags.person, tags.body, tags.media, tags.speaker, tags.org_word];
        places.clone().any(|at| !self.counts(at) && speakers.iter().any(|tag| self.has(at, *tag)))
    }

    fn stands_alone(&self, start: usize) -> bool {
        match self.before(start) {
            None => true,
            Some(Part::Finite | Part::Participle) => {
                self.has(start - 1, self.tags.v_say) || self.has(start - 1, self.tags.v_think)
            }
            Some(part) => part.is_boundary() || matches!(part, Part::Adverb | Part::Time),
        }
    }

    /// Whether "and" joins two nouns, rather than two clauses.
    fn joins_phrases(&self, at: usize) -> bool {
        let before = self.before(at).is_some_and(Part::is_nominal);
        let clause = self.phrase_start(at).and_then(|start| self.before(start));
        before && !clause.is_some_and(|part| part.is_verbal() || part == Part::Preposition)
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

    fn simple_phrase_end(&self, start: usize) -> Option<usize> {
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

    /// The subject of the verb group at `verb`.
    pub(super) fn subject(&self, verb: usize) -> Option<Phrase> {
        self.subject_within(verb, 6)
    }

    fn subject_within(&self, verb: usize, depth: usize) -> Option<Phrase> {
        let depth = depth.checked_sub(1)?;
        if matches!(self.part(verb), Some(Part::Gerund | Part::Infinitive)) {
            return self.understood_subject(verb, depth);
        }
        let mut end = verb;
        while let Some(part) = self.before(end) {
            match part {
                Part::Adverb | Part::Auxiliary => end -= 1,
                Part::Time if self.before(end - 1) == Some(Part::Preposition) => end -= 2,
                Part::Time => end -= 1,
                Part::Close => end = self.opening(end - 1)?,
                _ => break,
            }
        }
        match self.before(end)? {
            Part::Relative => Some(self.relative(end - 1)),
            Part::That if end > 1 && self.before(end - 1).is_some_and(Part::is_nominal) => {
                Some(self.relative(end - 1))
            }
            Part::Comma => self.beside_comma(end - 1),
            Part::Dash => self.beside_dash(end - 1),
            Part::Conjunction => self.shared_subject(end - 1, depth),
            Part::Finite | Part::Participle | Part::Infinitive => self.subject_within(end - 1, depth),
            _ => self.phrase_ending(end, depth),
        }
    }

    /// The phrase that ends before a verb; behind a preposition or inside a relative clause, the
    /// phrase that those belong to.
    fn phrase_ending(&self, end: usize, depth: usize) -> Option<Phrase> {
        let found = self.phrase_before(end)?;
        let start = found.all.start;
        match self.before(start) {
            // "The men who hold the town said", "men holding the town said".
            Some(Part::Finite | Part::Participle | Part::Gerund) => {
                let verb = start - 1;
                let outer = match self.before(verb) {
                    Some(Part::Relative | Part::That) => self.phrase_before(verb - 1),
                    Some(part) if part.is_nominal() && self.parts[verb] == Part::Gerund => {
                        self.phrase_before(verb)
                    }
                    _ => None,
                };
                Some(outer.unwrap_or(found))
            }
            Some(Part::Preposition) => {
                let verb = start.checked_sub(2)?;
                let governed = self.parts[verb].is_verbal();
                let outer = match self.before(verb) {
                    Some(Part::Relative | Part::That) if governed => self.phrase_before(verb - 1),
                    // "The organisation known as the White Helmets".
                    Some(part)
                        if part.is_nominal()
                            && matches!(self.parts[verb], Part::Gerund | Part::Participle) =>
                    {
                        self.phrase_before(verb)
                            .map(|outer| Phrase { apposition: Some(found.all.clone()), ..outer })
                    }
                    _ if depth > 0 && matches!(self.before(start - 1), Some(Part::Comma)) => {
                        self.beside_comma(start - 2)
                    }
                    _ => None,
                };
                Some(outer.unwrap_or(found))
            }
            // Texts that lost their commas: "the Observatory a monitoring group said".
            Some(Part::Name) if self.opens_phrase(start) => {
                let outer = self.phrase_before(start)?;
                let clear = self.before(outer.all.start).is_none_or(Part::is_boundary);
                Some(if clear { Phrase { apposition: Some(found.all), ..outer } } else { found })
            }
            _ => Some(found),
        }
    }

    fn relative(&self, at: usize) -> Phrase {
        let comma = self.before(at) == Some(Part::Comma);
        let antecedent = self.phrase_before(if comma { at - 1 } else { at }).map(|phrase| phrase.all);
        Phrase { antecedent, ..Phrase::plain(at..at + 1, at..at + 1) }
    }

    /// A subject with an insertion between commas behind it; `comma` closes the insertion.
    fn beside_comma(&self, comma: usize) -> Option<Phrase> {
        // "The army spokesman, Idris Okoro,": title and name are one phrase already.
        let named =
            self.phrase_before(comma).filter(|phrase| self.has_inside(phrase.core.end - 1, self.tags.punct));
        if named.is_some() {
            return named;
        }
        let mut close = comma;
        let mut apposition = None;
        for _ in 0..APPOSITIONS {
            let open =
                (0..close).rev().find(|at| matches!(self.parts[*at], Part::Comma | Part::Semicolon))?;
            if self.parts[open] != Part::Comma
                || matches!(self.part(open + 1), Some(Part::Conjunction | Part::Quote))
            {
                return None;
            }
            let inserted = open + 1..close;
            let phrase = self.phrase_before(open)?;
            let nominal = matches!(
                self.part(inserted.start),
                Some(Part::Determiner | Part::Noun | Part::Name | Part::Adjective)
            );
            if nominal && apposition.is_none() {
                apposition = Some(inserted.clone());
            }
            // "Okoro, 45, a father of two, said": the first of the row is the subject.
            let again = self.before(phrase.all.start) == Some(Part::Comma)
                && self.parts[phrase.core.end - 1] != Part::Name
                && self
                    .before(phrase.all.start - 1)
                    .is_some_and(|part| part == Part::Name || part == Part::Noun);
            if !again {
                return Some(Phrase { apposition, ..phrase });
            }
            close = open;
        }
        None
    }

    fn beside_dash(&self, dash: usize) -> Option<Phrase> {
        let open = (0..dash).rev().find(|at| self.parts[*at] == Part::Dash)?;
        self.phrase_before(open)
    }

    fn opening(&self, close: usize) -> Option<usize> {
        (0..close).rev().find(|at| self.parts[*at] == Part::Open)
    }

    /// "Okoro left and said": the subject of the verb before "and".
    fn shared_subject(&self, conjunction: usize, depth: usize) -> Option<Phrase> {
        let verb = self.main_verb(0..conjunction)?;
        self.subject_within(verb, depth)
    }

    /// The subject of the clause that a participle or an infinitive hangs on.
    fn understood_subject(&self, verb: usize, depth: usize) -> Option<Phrase> {
        if self.parts[verb] == Part::Gerund {
            if let Some(found) = self.behind_noun(verb) {
                return Some(found);
            }
            let first = (0..verb).all(|at| !self.parts[at].in_phrase());
            if first {
                // "Speaking to reporters, Okoro said": the subject comes behind the comma.
                let comma = (verb..self.parts.len()).find(|at| self.parts[*at] == Part::Comma)?;
                let main = self.main_verb(comma + 1..self.parts.len())?;
                return self.subject_within(main, depth);
            }
            let found = self.main_verb(0..verb).and_then(|main| self.subject_within(main, depth));
            if found.is_some() {
                return found;
            }
        }
        let governing =
            (0..verb).rev().find(|at| matches!(self.parts[*at], Part::Finite | Part::Participle))?;
        self.subject_within(governing, depth)
    }

    /// "A group representing them": the noun right before a participle, unless that is a paper
    /// that somebody issues ("sent a letter saying").
    fn behind_noun(&self, gerund: usize) -> Option<Phrase> {
        let found = self.phrase_before(gerund)?;
        let issued = self.has(found.core.end - 1, self.tags.document)
            || self.has(found.core.end - 1, self.tags.saying_noun);
        let object = self.before(found.all.start).is_some_and(Part::is_verbal);
        (!(issued && object)).then_some(found)
    }

    /// Whether "by" stands at a place.
    pub(super) fn is_by(&self, at: usize) -> bool {
        self.has(at, self.tags.by) && self.part(at + 1) != Some(Part::Gerund)
    }

    /// The subject behind a verb of saying: "…," said X.
    pub(super) fn inverted_subject(&self, cue: Places, behind: usize) -> Option<Phrase> {
        let verb = cue.end - 1;
        let finite = matches!(self.parts[verb], Part::Finite | Part::Participle) && cue.len() == 1;
        let found = self.phrase_after(behind).filter(|_| finite)?;
        let next = self.part(found.all.end);
        if next.is_some_and(Part::is_verbal) || next == Some(Part::That) {
            return None;
        }
        let before = self.before(cue.start);
        let parted = matches!(before, Some(Part::Comma | Part::Quote | Part::Stop | Part::Dash));
        let verb_before =
            (0..cue.start).any(|at| self.parts[at].is_verbal() || self.parts[at] == Part::Quote);
        if parted && verb_before {
            let inserted = before == Some(Part::Comma)
                && self.beside_comma(cue.start - 1).is_some_and(|subject| {
                    let start = subject.all.start;
                    !(0..start).any(|at| self.parts[at].is_verbal())
                        || self.part(subject.all.end + 1) == Some(Part::Relative)
                });
            return (!inserted).then_some(found);
        }
        // Texts that lost their marks: a clause before, and only a speaker behind.
        let speaks = self.speaks(&found.core);
        let ends = matches!(next, None | Some(Part::Stop | Part::Comma));
        (verb_before && ends && speaks && self.has(verb, self.tags.v_say) && before != Some(Part::Pronoun))
            .then_some(found)
    }

    /// Whether a cue that looks like a verb plays a verb's part here.
    pub(super) fn is_cue(&self, cue: Places) -> bool {
        let verb = cue.clone().find(|at| self.has(*at, self.tags.verb));
        verb.is_none_or(|at| self.parts[at].is_verbal())
    }

    /// Whether an infinitive begins at a place, or behind the noun phrase there: "to leave", "them
    /// to leave".
    pub(super) fn begins_infinitive(&self, at: usize) -> bool {
        let is_infinitive = |at| self.part(at) == Some(Part::Infinitive);
        let object = self.phrase_after(at).map(|object| object.all.end);
        is_infinitive(at) || object.is_some_and(is_infinitive)
    }

    /// The main verb before a place: the first that no relative pronoun or conjunction governs.
    fn main_verb(&self, range: Range<usize>) -> Option<usize> {
        let mut governed = false;
        for at in range {
            match self.parts[at] {
                Part::Relative | Part::That | Part::Subordinator => governed = true,
                Part::Comma | Part::Semicolon => governed = false,
                Part::Finite | Part::Participle | Part::Auxiliary if !governed => return Some(at),
                Part::Finite => governed = false,
                _ => {}
            }
        }
        None
    }

    /// Whether a verb goes on with the subject of the one before: ", adding", "and denied".
    pub(super) fn goes_on(&self, verb: usize) -> bool {
        match (self.part(verb), self.before(verb)) {
            (Some(Part::Gerund), Some(Part::Comma)) => true,
            (Some(Part::Finite | Part::Participle), Some(Part::Conjunction)) => true,
            _ => false,
        }
    }

    /// Whether a phrase is "I", "we" or "you".
    pub(super) fn is_first_or_second_person(&self, phrase: &Phrase) -> bool {
        phrase.core.len() == 1 && self.has(phrase.core.start, self.tags.speech_pronoun)
    }

    /// Whether a clause begins at a place: a noun phrase and its verb.
    pub(super) fn begins_clause(&self, at: usize) -> bool {
        let mut end = self.phrase_after(at).map_or(at, |subject| subject.all.end);
        while matches!(self.part(end), Some(Part::Adverb | Part::Time | Part::Comma)) {
            end += 1;
        }
        self.part(end).is_some_and(|part| matches!(part, Part::Finite | Part::Auxiliary | Part::Participle))
    }

    /// The name that stands beside a description: "a farmer, Idris Okoro, said".
    pub(super) fn name_beside(&self, phrase: &Phrase) -> Option<Places> {
        let beside = phrase.apposition.clone()?;
        let is_name = |at: usize| self.parts[at] == Part::Name;
        let described = !phrase.core.clone().any(is_name) || !is_name(phrase.core.end - 1);
        let names = is_name(beside.end - 1)
            && beside.clone().all(|at| is_name(at) || self.parts[at] == Part::Determiner);
        (described && names).then_some(beside)
    }

    /// Whether a phrase has a noun.
    pub(super) fn names(&self, phrase: &Phrase) -> bool {
        phrase.core.clone().any(|at| self.parts[at].is_nominal())
    }
}
