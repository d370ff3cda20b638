//! One attribution of one sentence, before its content is cut out.

use super::clause::{Clause, Phrase, Places};
use super::parts::Part;
use crate::extraction::{SayingClass, Tokens};
use cairn_model::Manner;
use serde::Deserialize;

/// How a cue governs its source and its content (`set = { frame = ... }` on a card).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Frame {
    /// A verb whose content is a clause or a quotation, behind or before it.
    #[default]
    Clause,
    /// A verb whose content is what follows.
    Object,
    /// "According to X": the content is the rest of the sentence.
    Adverbial,
    /// A noun: "X's claim that".
    Noun,
    /// "X cited Y as saying": the subject relays, the source is captured.
    Cited,
    /// "Is expected to", "seems to": the subject belongs to the content, nobody is named.
    Raised,
    /// "X: ..." at the head of a line.
    Label,
    /// "The figure was given by X": the content is what was told before.
    Backward,
    /// "The report that ... is false": the content is the clause behind the noun of saying before.
    Predicate,
}

/// What the content must hold for the cue to attribute (`set = { needs = ... }`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Needs {
    /// Anything will do.
    #[default]
    Nothing,
    /// A clause or a quotation.
    Clause,
    /// A quotation.
    #[serde(rename = "quote")]
    Quotation,
    /// An infinitive.
    Infinitive,
    /// Something counted.
    Count,
}

impl Needs {
    /// Whether the content of a draft holds it.
    pub(super) fn met(self, clause: &Clause, draft: &Draft, content: &[Places]) -> bool {
        let any = |wanted: &dyn Fn(Part) -> bool| {
            content.iter().cloned().flatten().any(|at| clause.part(at).is_some_and(wanted))
        };
        match self {
            Self::Nothing => true,
            Self::Clause => {
                let next = clause.part(draft.behind);
                matches!(next, Some(Part::That | Part::Quote | Part::Colon | Part::Subordinator))
                    || clause.begins_clause(draft.behind)
                    || draft.is_shown_by_paper(clause)
                    || clause.is_perfect_infinitive(draft.behind)
                    || (content.first().is_some_and(|first| first.end <= draft.cue.start)
                        && draft.stands_behind_mark(clause))
            }
            Self::Quotation => any(&|part| part == Part::Quote),
            Self::Infinitive => clause.begins_infinitive(draft.behind),
            Self::Count => {
                let mut told = content.iter().cloned().flatten().enumerate();
                let own =
                    |place: &(usize, usize)| place.0 == 0 || clause.part(place.1) != Some(Part::Relative);
                told.by_ref().take_while(own).any(|(_, at)| clause.counts(at))
            }
        }
    }
}

/// A cue with its source, in places of one sentence.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub rule: u32,
    pub frame: Frame,
    pub class: SayingClass,
    pub needs: Needs,
    /// Whether only somebody who speaks may be the source (`set = { by = "speaker" }`).
    pub by_speaker: bool,
    /// The class where the content counts something (`set = { counted = ... }`).
    pub counted: Option<SayingClass>,
    pub cue: Places,
    /// The words of the cue, where they stand inside the verb group at `cue`.
    pub inner: Option<Tokens>,
    pub source: Option<Phrase>,
    /// The grammatical subject of a passive or raised verb: it belongs to the content.
    pub raised: Option<Phrase>,
    /// Who is told, or who relays.
    pub via: Option<Places>,
    /// Whether the source stands behind the cue: "said X".
    pub inverted: bool,
    /// Where what follows cue, inverted source and addressee begins.
    pub behind: usize,
}

impl Draft {
    /// Where the attribution's own words begin: its source or its cue.
    pub(super) fn start(&self) -> usize {
        let source = self.source.as_ref().map_or(self.cue.start, |source| source.all.start);
        source.min(self.cue.start)
    }

    /// How the source says it, by the class and the strength of the words; none where it says nothing.
    pub(super) fn manner(&self, clause: &Clause) -> Option<Manner> {
        self.manner_of(self.class, clause)
    }

    /// The same for a class that the content decides.
    pub(super) fn manner_of(&self, class: SayingClass, clause: &Clause) -> Option<Manner> {
        let tags = clause.tags;
        let has = |tag| self.cue.clone().any(|at| clause.has(at, tag));
        match class {
            SayingClass::Denial => Some(Manner::Denied),
            SayingClass::Accusation => Some(Manner::Accused),
            SayingClass::Suspicion => Some(Manner::Feared),
            SayingClass::Admission => Some(Manner::Admitted),
            SayingClass::Statement if has(tags.say_claim) => Some(Manner::Claimed),
            SayingClass::Statement if has(tags.say_confirm) => Some(Manner::Confirmed),
            SayingClass::Statement if has(tags.say_admit) => Some(Manner::Admitted),
            SayingClass::Statement if has(tags.say_warn) => Some(Manner::Warned),
            SayingClass::Statement => Some(Manner::Stated),
            _ => None,
        }
    }

    /// Where what the source takes for granted begins, behind a relative pronoun, a conjunction of
    /// time or ground, or a word for somebody's part ("denied a role in the killing of"); none where
    /// all of the content is said.
    pub(super) fn granted(&self, clause: &Clause, content: &[Places]) -> Option<usize> {
        if !matches!(self.class, SayingClass::Denial | SayingClass::Suspicion) {
            return None;
        }
        let noun_of_saying = |at: usize| clause.has_inside(at, clause.tags.saying_noun);
        content.iter().flat_map(|piece| piece.clone().skip(1)).find(|at| {
            let before = at.checked_sub(1);
            match clause.parts[*at] {
                // "A version according to which": what the version tells is at issue.
                Part::Relative => !before.is_some_and(|at| clause.has(at, clause.tags.w_according)),
                Part::Subordinator => true,
                Part::That => {
                    before.is_some_and(|before| clause.parts[before].is_nominal() && !noun_of_saying(before))
                }
                _ => before.is_some_and(|before| clause.has_inside(before, clause.tags.share_in)),
            }
        })
    }

    /// Whether the cue attributes at all. Outside quotations the writer's own "I believe" and
    /// infinitives of belief and judgement ("to believe") attribute nothing to anybody.
    pub(super) fn is_likely(&self, clause: &Clause) -> bool {
        let inner =
            matches!(self.class, SayingClass::Belief | SayingClass::Judgement) || self.needs == Needs::Clause;
        let noun_before =
            self.cue.start.checked_sub(1).and_then(|at| clause.part(at)).is_some_and(Part::is_nominal);
        if self.class == SayingClass::Belief
            && noun_before
            && clause.part(self.cue.start) == Some(Part::Participle)
            && clause.part(self.behind) == Some(Part::Preposition)
        {
            // "The village known as".
            return false;
        }
        let own = self.source.as_ref().is_some_and(|source| clause.is_first_or_second_person(source));
        !inner || !(own || clause.part(self.cue.start) == Some(Part::Infinitive))
    }

    /// Whether a label is no speaker but a heading in common words: "UPDATE: twelve dead".
    pub(super) fn is_heading(&self, clause: &Clause) -> bool {
        let tags = clause.tags;
        self.frame == Frame::Label
            && self.source.as_ref().is_some_and(|source| {
                let common =
                    |at| [tags.noun, tags.base, tags.past].iter().any(|tag| clause.has_inside(at, *tag));
                source.core.len() == 1
                    && clause.tokens(source.core.clone()).len() == 1
                    && common(source.core.start)
                    && !clause.speaks(&source.core)
            })
    }

    /// The class where the content counts something: what is counted is the very object ("spoke of
    /// twelve dead"), or a clause with "how" tells of it.
    pub(super) fn class_counted(&self, clause: &Clause, content: &[Places]) -> Option<SayingClass> {
        let light = |at: &usize| matches!(clause.part(*at), Some(Part::Adverb | Part::Quote));
        let start = (self.behind..clause.parts.len()).find(|at| !light(at))?;
        let object = clause.phrase_after(start).map(|phrase| phrase.core);
        let counts = match object {
            Some(mut object) => object.any(|at| clause.counts(at)),
            None => clause.begins_clause(self.behind + 1) && Needs::Count.met(clause, self, content),
        };
        self.counted.filter(|_| counts)
    }

    /// Whether a paper shows it: "the survey found wide support", "records show twelve deaths". Of
    /// anybody else such verbs tell what he did.
    fn is_shown_by_paper(&self, clause: &Clause) -> bool {
        let paper = |source: &Phrase| {
            let head = source.core.end - 1;
            let tags = [clause.tags.document, clause.tags.tally_noun, clause.tags.medium];
            tags.iter().any(|tag| clause.has(head, *tag))
        };
        clause.has(self.cue.end - 1, clause.tags.v_show)
            && self.source.as_ref().is_some_and(paper)
            && clause.phrase_after(self.behind).is_some()
    }

    /// Whether a comma or a quotation mark closes what stands before it: "..., he thinks".
    fn stands_behind_mark(&self, clause: &Clause) -> bool {
        let before = self.start().checked_sub(1).and_then(|at| clause.part(at));
        matches!(before, Some(Part::Comma | Part::Quote | Part::Dash))
    }

    /// Whether the sentence goes over to this attribution from another one: ", and Y said",
    /// "; Y said", ", adding".
    pub(super) fn takes_over(&self, clause: &Clause) -> Option<usize> {
        let start = if clause.goes_on(self.cue.start) { self.cue.start } else { self.start() };
        let at = start.checked_sub(1)?;
        match clause.part(at)? {
            Part::Semicolon => Some(at),
            Part::Comma if clause.part(self.cue.start) == Some(Part::Gerund) => Some(at),
            Part::Conjunction | Part::Subordinator => {
                let comma = at.checked_sub(1)?;
                if clause.part(comma)? == Part::Comma {
                    return Some(comma);
                }
                // "X said A but the army said B", without a comma.
                let another = self.counted.unwrap_or(self.class).states()
                    && start == self.start()
                    && self.source.as_ref().is_some_and(|source| {
                        source.all.start == start && clause.part(start) != Some(Part::Pronoun)
                    });
                another.then_some(at)
            }
            _ => None,
        }
    }
}
