use crate::introduced::points_back;
use crate::knowledge::Knowledge;
use crate::scene::{Times, due_within};
use crate::time::Clock;
use cairn_extract::time::{Outlook, TimeMention, TimeRelation};
use cairn_extract::{AgreementWords, Extraction, NameMention, Tokens};
use cairn_model::{ActorId, ActorSide, ActorValue, AgreementPart, Day, TimeBasis, TimePrecision, TimeValue};
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
    /// The report's names, in the order of the text.
    pub names: &'a [NameMention],
    /// Short forms that the report introduces, with the words they stand for.
    pub short_forms: FxHashMap<&'a str, &'a str>,
    /// What words came to before: a report names its parties again and again.
    pub known: RefCell<FxHashMap<&'a str, Option<ActorValue>>>,
}

/// How many sentences back "the group" may point.
const POINTS_BACK: usize = 3;

impl<'a> Parties<'a> {
    /// The party that some words name. Words that the lexicon does not know are their own name.
    pub(crate) fn party(&self, tokens: &Tokens) -> ActorValue {
        let words = self.document.words(tokens.clone());
        let span = Some(self.document.span(tokens.clone()));
        let actor = match self.known(words) {
            // "The group" is the one that was named, where one was.
            actor if points_back(words) && actor.as_ref().is_none_or(|actor| actor.id.is_none()) => self
                .named_before(tokens.start)
                .map(|named| ActorValue { words: words.to_owned(), ..named })
                .or(actor),
            actor => actor,
        };
        match actor {
            Some(actor) => ActorValue { span, ..actor },
            None => ActorValue {
                id: None,
                name: self.long_form(words).unwrap_or(words).to_owned(),
                words: words.to_owned(),
                side: ActorSide::Unidentified,
                country: None,
                span,
            },
        }
    }

    /// What the lexicon knows of some words, or of what the report says that they are short for.
    fn known(&self, words: &'a str) -> Option<ActorValue> {
        if let Some(known) = self.known.borrow().get(words) {
            return known.clone();
        }
        let look_up = |words: &str| {
            let actor = self.knowledge.actors.resolve(words, self.day, self.country.as_deref());
            actor.or_else(|| self.government(words))
        };
        let actor = match look_up(words) {
            Some(actor) if actor.id.is_some() => Some(actor),
            other => match self.spelt_out(words).and_then(|long| look_up(&long)) {
                Some(long) => Some(ActorValue { words: words.to_owned(), ..long }),
                None => other,
            },
        };
        self.known.borrow_mut().insert(words, actor.clone());
        actor
    }

    /// Words with the report's short forms written out: "MILF rebels".
    fn spelt_out(&self, words: &str) -> Option<String> {
        let long = |word: &str| self.short_forms.get(word).copied();
        words
            .split(' ')
            .any(|word| long(word).is_some())
            .then(|| words.split(' ').map(|word| long(word).unwrap_or(word)).collect::<Vec<_>>().join(" "))
    }

    /// What a short form alone stands for.
    fn long_form(&self, words: &str) -> Option<&'a str> {
        let bare = words.strip_prefix("the ").or_else(|| words.strip_prefix("The ")).unwrap_or(words);
        self.short_forms.get(bare).copied()
    }

    /// The party that is no state's and was named last before a token.
    fn named_before(&self, token: usize) -> Option<ActorValue> {
        let sentence = self.document.sentence_of(token);
        let end = self.names.partition_point(|name| name.tokens.start < token);
        self.names[..end]
            .iter()
            .rev()
            .take_while(|name| name.sentence + POINTS_BACK >= sentence)
            .filter_map(|name| self.known(self.document.words(name.tokens.clone())))
            .find(|actor| {
                actor.id.is_some() && !matches!(actor.side, ActorSide::State | ActorSide::Unidentified)
            })
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

    /// The day by which a term is due: a time with "by" or "until" among its words, or "within" so many
    /// days of the day on which the agreement was made, which is mostly the day of the report.
    fn deadline(&self, words: &Tokens, extraction: &Extraction, times: &Times) -> Option<TimeValue> {
        let due =
            |relation| matches!(relation, TimeRelation::By | TimeRelation::Until | TimeRelation::Before);
        let mut among = extraction.times.iter().filter(|time| words.contains(&time.tokens.start));
        let within = |mention: &TimeMention| {
            let made = times.day_before(mention.tokens.start, self.document);
            let end = due_within(self.document, mention, made.or_else(|| times.report())?)?;
            let words = self.document.words(mention.tokens.clone()).to_owned();
            Some(TimeValue {
                end: Some(end),
                precision: TimePrecision::Day,
                basis: TimeBasis::Narrative,
                words: Some(words),
                span: Some(self.document.span(mention.tokens.clone())),
                start: None,
            })
        };
        let Some(mention) = among.clone().find(|time| due(time.relation)) else {
            return among.find_map(within);
        };
        // A term of a deal that was made "last September" is due after that, not before the report.
        let made = times.day_before(mention.tokens.start, self.document);
        let clock = made.map_or(*times.clock(), |day| Clock::new(Some(day), None));
        let ahead = TimeMention { outlook: Outlook::Ahead, ..mention.clone() };
        let time = clock.time(self.document, &ahead, &crate::time::Narrative::new());
        time.end.is_some().then_some(time)
    }
}
