use crate::knowledge::Knowledge;
use crate::scene::Times;
use crate::time::Clock;
use cairn_extract::time::{Outlook, TimeMention, TimeRelation};
use cairn_extract::{AgreementWords, Extraction, Tokens};
use cairn_model::{ActorId, ActorSide, ActorValue, AgreementPart, Day, TimeValue};
use cairn_text::Document;
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// The parties of a report: its words for them, and their neutral names on the day.
pub(crate) struct Parties<'a> {
    pub document: &'a Document<'a>,
    pub knowledge: &'a Knowledge,
    /// The day of the report: names change with it.
    pub day: Option<Day>,
    /// The country the report is about, where its places tell.
    pub country: Option<String>,
    /// What words came to before: a report names its parties again and again.
    pub known: RefCell<FxHashMap<&'a str, Option<ActorValue>>>,
}

impl<'a> Parties<'a> {
    /// The party that some words name. Words that the lexicon does not know are their own name.
    pub(crate) fn party(&self, tokens: &Tokens) -> ActorValue {
        let words = self.document.words(tokens.clone());
        let span = Some(self.document.span(tokens.clone()));
        let mut known = self.known.borrow_mut();
        let actor = known.entry(words).or_insert_with(|| {
            let actor = self.knowledge.actors.resolve(words, self.day, self.country.as_deref());
            actor.or_else(|| self.government(words))
        });
        match actor.clone() {
            Some(actor) => ActorValue { span, ..actor },
            None => ActorValue {
                id: None,
                name: words.to_owned(),
                words: words.to_owned(),
                side: ActorSide::Unidentified,
                country: None,
                span,
            },
        }
    }

    /// A capital speaks and acts for its government ("Ankara").
    fn government(&self, words: &str) -> Option<ActorValue> {
        let source = self.knowledge.actors.resolve_source(words, self.day, self.country.as_deref())?;
        Some(ActorValue {
            id: Some(ActorId::new(source.id)),
            name: source.name,
            words: words.to_owned(),
            side: ActorSide::State,
            country: Some(source.country?),
            span: None,
        })
    }

    /// The states in an agreement's name: "a Zarmenian-Ostravan deal".
    fn states_in_name(&self, tokens: &Tokens) -> Vec<ActorValue> {
        let words = self.document.words(tokens.clone());
        let states: Vec<ActorValue> = words
            .split([' ', '-', '–'])
            .filter(|word| word.starts_with(char::is_uppercase))
            .filter_map(|word| self.knowledge.actors.resolve(word, self.day, None))
            .filter(|actor| actor.side == ActorSide::State && actor.id.is_some())
            .collect();
        if states.len() > 1 { states } else { Vec::new() }
    }

    /// What a claim says of an agreement.
    pub(crate) fn agreement(
        &self,
        words: &AgreementWords,
        extraction: &Extraction,
        times: &Times,
    ) -> AgreementPart {
        let said = |tokens: &Tokens| self.document.words(tokens.clone()).to_owned();
        let parties =
            |list: &[Tokens]| -> Vec<ActorValue> { list.iter().map(|tokens| self.party(tokens)).collect() };
        AgreementPart {
            name: said(&words.name),
            state: words.state,
            parties: match parties(&words.parties) {
                named if named.is_empty() => self.states_in_name(&words.name),
                named => named,
            },
            guarantors: parties(&words.guarantors),
            zones: words.zones.iter().map(said).collect(),
            term: words.term,
            words: words.term.map(|_| said(&words.words)),
            span: words.term.map(|_| self.document.span(words.words.clone())),
            deadline: words.term.and_then(|_| self.deadline(&words.words, extraction, times)),
        }
    }

    /// The day by which a term is due: a time with "by" or "until" among its words.
    fn deadline(&self, words: &Tokens, extraction: &Extraction, times: &Times) -> Option<TimeValue> {
        let due =
            |relation| matches!(relation, TimeRelation::By | TimeRelation::Until | TimeRelation::Before);
        let mention =
            extraction.times.iter().find(|time| words.contains(&time.tokens.start) && due(time.relation))?;
        // A term of a deal that was made "last September" is due after that, not before the report.
        let made = times.day_before(mention.tokens.start, self.document);
        let clock = made.map_or(*times.clock(), |day| Clock::new(Some(day), None));
        let ahead = TimeMention { outlook: Outlook::Ahead, ..mention.clone() };
        let time = clock.time(self.document, &ahead, &crate::time::Narrative::new());
        time.end.is_some().then_some(time)
    }
}
