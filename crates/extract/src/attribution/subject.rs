//! The subject of a verb: before it, behind it, or of the verb that it hangs on.

use super::clause::{Clause, Phrase, Places};
use super::parts::Part;

/// How many phrases in apposition are passed over to reach a subject.
const APPOSITIONS: usize = 4;

/// How many verbs are followed to the one whose subject they share.
const VERBS: usize = 6;

impl Clause<'_> {
    /// The subject of the verb group at `verb`.
    pub(super) fn subject(&self, verb: usize) -> Option<Phrase> {
        self.subject_within(verb, VERBS)
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
            Part::Comma => self.beside_comma(end - 1).or_else(|| self.parted(end - 1)),
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
        let hangs =
            matches!(self.before(start), Some(Part::Preposition | Part::Other | Part::Time | Part::Adverb));
        if let Some(outer) = hangs.then(|| self.governing_relative(start)).flatten() {
            return Some(outer);
        }
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
                let Some(verb) = start.checked_sub(2) else { return Some(found) };
                let governed = self.parts[verb].is_verbal();
                let outer = match self.before(verb) {
                    Some(Part::Relative | Part::That) if governed => self.phrase_before(verb - 1),
                    // "The village known as the Blue Scarves".
                    Some(part)
                        if part.is_nominal()
                            && matches!(self.parts[verb], Part::Gerund | Part::Participle) =>
                    {
                        let name = self.is_as(start - 1).then(|| found.all.clone());
                        let issuer = self.has(start - 1, self.tags.by).then(|| found.all.clone());
                        self.phrase_before(verb).map(|outer| Phrase { antecedent: name, issuer, ..outer })
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
                let clear = self
                    .before(outer.all.start)
                    .is_none_or(|part| part.is_boundary() || matches!(part, Part::Time | Part::Adverb));
                // "In the north and east Kolm a monitor said": two places and a speaker.
                let clear = clear && self.before(outer.all.start) != Some(Part::Conjunction);
                Some(if clear { Phrase { apposition: Some(found.all), ..outer } } else { found })
            }
            _ => Some(found),
        }
    }

    /// "A charity that runs homes in the town said": the noun that a relative clause belongs to, which
    /// reaches up to `end` with the phrases that hang on its object.
    fn governing_relative(&self, end: usize) -> Option<Phrase> {
        let inside = |part: Part| {
            part.in_phrase()
                || matches!(part, Part::Of | Part::Preposition | Part::Time | Part::Adverb | Part::Other)
        };
        let verb = (0..end).rev().find(|at| !inside(self.parts[*at]))?;
        let governed = self.parts[verb].is_verbal() && verb + 1 < end;
        let pronoun = self.before(verb).filter(|_| governed)?;
        matches!(pronoun, Part::Relative | Part::That).then(|| self.phrase_before(verb - 1))?
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

    /// "Okoro, told": a comma that parts the first phrase of a sentence from its verb.
    fn parted(&self, comma: usize) -> Option<Phrase> {
        self.phrase_before(comma).filter(|phrase| phrase.all.start == 0 && self.may_speak(phrase))
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
        match self.main_verb(0..conjunction) {
            Some(verb) => self.subject_within(verb, depth),
            // The verb was taken for another word ("reported strikes"): what opens the sentence.
            None => self.phrase_after(0).filter(|phrase| self.may_speak(phrase)),
        }
    }

    /// The subject of the first main verb before a place.
    pub(super) fn main_subject(&self, before: usize) -> Option<Phrase> {
        self.main_verb(0..before).and_then(|verb| self.subject(verb))
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
    /// that somebody issues ("sent a letter saying"), or nobody who could say anything ("denied any
    /// responsibility saying").
    fn behind_noun(&self, gerund: usize) -> Option<Phrase> {
        let found = self.phrase_before(gerund)?;
        let issued = self.has(found.core.end - 1, self.tags.document)
            || self.has(found.core.end - 1, self.tags.saying_noun);
        let object = self.before(found.all.start).is_some_and(Part::is_verbal);
        (!object || !issued && self.may_speak(&found)).then_some(found)
    }

    /// Whether "as" stands at a place: the one preposition of likeness that also joins clauses.
    fn is_as(&self, at: usize) -> bool {
        self.has(at, self.tags.prep) && self.has(at, self.tags.sub)
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
        // "Said the Observatory a monitoring group": what stands beside it without a comma.
        let beside = || self.part(found.all.end).is_some() && self.opens_phrase(found.all.end);
        let ends = matches!(next, None | Some(Part::Stop | Part::Comma)) || beside();
        // "Residents who fled to Kolm said": the verb before hangs on the speaker.
        let clause_before = verb_before && self.main_verb(0..cue.start).is_some();
        (clause_before && ends && speaks && self.has(verb, self.tags.v_say) && before != Some(Part::Pronoun))
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
    fn main_verb(&self, range: Places) -> Option<usize> {
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
        matches!(
            (self.part(verb), self.before(verb)),
            (Some(Part::Gerund), Some(Part::Comma))
                | (Some(Part::Finite | Part::Participle), Some(Part::Conjunction))
        )
    }

    /// Whether "to have" with a participle stands at a place: "claimed to have killed".
    pub(super) fn is_perfect_infinitive(&self, at: usize) -> bool {
        self.part(at) == Some(Part::Infinitive) && self.has_inside(at, self.tags.have)
    }

    /// Whether a phrase is "I", "we" or "you".
    pub(super) fn is_first_or_second_person(&self, phrase: &Phrase) -> bool {
        phrase.core.len() == 1 && self.has(phrase.core.start, self.tags.speech_pronoun)
    }

    /// Whether a clause begins at a place: a noun phrase and its verb.
    pub(super) fn begins_clause(&self, at: usize) -> bool {
        let mut end = self.phrase_after(at).map_or(at, |subject| subject.all.end);
        let mut parted = false;
        while let Some(part @ (Part::Adverb | Part::Time | Part::Comma)) = self.part(end) {
            parted |= part == Part::Comma;
            end += 1;
        }
        // "Found twelve men, bound and shot": a participle behind a comma tells of the noun before.
        self.part(end).is_some_and(|part| {
            matches!(part, Part::Finite | Part::Auxiliary) || (part == Part::Participle && !parted)
        })
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
