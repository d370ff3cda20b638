use crate::knowledge::Knowledge;
use crate::time::Clock;
use cairn_extract::time::TimeRelation;
use cairn_extract::{AgreementWords, Extraction, Tokens};
use cairn_model::{ActorSide, ActorValue, AgreementPart, Day, TimeValue};
use cairn_text::Document;

/// The parties of a report: its words for them, and their neutral names on the day.
pub(crate) struct Parties<'a> {
    pub document: &'a Document<'a>,
    pub knowledge: &'a Knowledge,
    /// The day of the report: names change with it.
    pub day: Option<Day>,
    /// The country the report is about, where its places tell.
    pub country: Option<String>,
}

impl Parties<'_> {
    /// The party that some words name. Words that the lexicon does not know are their own name.
    pub(crate) fn party(&self, tokens: &Tokens) -> ActorValue {
        let words = self.document.words(tokens.clone());
        let span = Some(self.document.span(tokens.clone()));
        match self.knowledge.actors.resolve(words, self.day, self.country.as_deref()) {
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

    /// What a claim says of an agreement.
    pub(crate) fn agreement(
        &self,
        words: &AgreementWords,
        extraction: &Extraction,
        clock: &Clock,
    ) -> AgreementPart {
        let said = |tokens: &Tokens| self.document.words(tokens.clone()).to_owned();
        let parties = |list: &[Tokens]| list.iter().map(|tokens| self.party(tokens)).collect();
        AgreementPart {
            name: said(&words.name),
            state: words.state,
            parties: parties(&words.parties),
            guarantors: parties(&words.guarantors),
            zones: words.zones.iter().map(said).collect(),
            term: words.term,
            words: words.term.map(|_| said(&words.words)),
            span: words.term.map(|_| self.document.span(words.words.clone())),
            deadline: words.term.and_then(|_| self.deadline(&words.words, extraction, clock)),
        }
    }

    /// The day by which a term is due: a time with "by" or "until" among its words.
    fn deadline(&self, words: &Tokens, extraction: &Extraction, clock: &Clock) -> Option<TimeValue> {
        let due =
            |relation| matches!(relation, TimeRelation::By | TimeRelation::Until | TimeRelation::Before);
        let mention =
            extraction.times.iter().find(|time| words.contains(&time.tokens.start) && due(time.relation))?;
        let time = clock.time(self.document, mention, &crate::time::Narrative::new());
        time.end.is_some().then_some(time)
    }
}
