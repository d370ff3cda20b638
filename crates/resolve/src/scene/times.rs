use crate::time::{Clock, Narrative, Style, dateline_date};
use cairn_extract::time::{TimeMention, TimeRelation, TimeSymbol};
use cairn_extract::{Extraction, Frame, Tokens};
use cairn_model::{Day, Period, Report, TimeBasis, TimeValue};
use cairn_text::Document;

/// A time of the text that can be the time of an event.
#[derive(Debug, Clone)]
pub(crate) struct DatedWords {
    tokens: Tokens,
    sentence: usize,
    value: TimeValue,
    relation: TimeRelation,
    /// Whether it spans a stretch that ends with the report ("over the past three weeks").
    window: bool,
}

/// The times of a report, ready to be asked for the time of a claim.
pub(crate) struct Times {
    list: Vec<DatedWords>,
    clock: Clock,
    dateline: Option<Day>,
}

/// How many sentences back a time still holds.
const REACH: usize = 3;

/// Sentences that make the lead.
const LEAD: usize = 3;

impl Times {
    /// Reads every time of a report, in the order of the text.
    pub(crate) fn new(report: &Report, document: &Document, extraction: &Extraction) -> Self {
        let dateline = dateline_date(document, &extraction.times, report.published);
        let clock = Clock::new(report.published, dateline);
        let clock = clock.with_style(Style::of(&extraction.times, clock.report()));
        let mut narrative = Narrative::new();
        let mut list = Vec::new();
        for mention in &extraction.times {
            let value = clock.time(document, mention, &narrative);
            narrative.note(&clock.read(&mention.symbol, mention.outlook, &narrative));
            let known = value.start.is_some() || value.end.is_some();
            if !known
                || is_dateline(document, mention, &value, clock.report())
                || dates_the_saying(document, mention)
            {
                continue;
            }
            list.push(DatedWords {
                tokens: mention.tokens.clone(),
                sentence: document.sentence_of(mention.tokens.start),
                value,
                relation: mention.relation,
                window: matches!(mention.symbol, TimeSymbol::Window { .. }),
            });
        }
        Self { list, clock, dateline }
    }

    /// The day of the report: the date its text opens with, else the day of publication.
    pub(crate) fn report(&self) -> Option<Day> {
        self.clock.report()
    }

    /// The day that the text itself opens with.
    pub(crate) fn dateline(&self) -> Option<Day> {
        self.dateline
    }

    /// What the times of the report lean on.
    pub(crate) fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The first day of the last time before a token, of the same sentence or the two before it.
    pub(crate) fn day_before(&self, token: usize, document: &Document) -> Option<Day> {
        let sentence = document.sentence_of(token);
        let near = |time: &&DatedWords| time.tokens.start < token && sentence - time.sentence <= 2;
        self.list.iter().filter(near).max_by_key(|time| time.tokens.start).and_then(|time| time.value.start)
    }

    /// The time of a claim, and what its figure adds up over.
    pub(crate) fn time_of(&self, frame: &Frame) -> (TimeValue, Period) {
        let at = if frame.counted.is_empty() { frame.trigger.start } else { frame.counted.start };
        // "By 20 October" is when something is due, not when it happened.
        let due = |time: &&DatedWords| !matches!(time.relation, TimeRelation::By | TimeRelation::Until);
        let own = || self.list.iter().filter(|time| time.sentence == frame.sentence).filter(due);
        let governs = |time: &&DatedWords| frame.scope.contains(&time.tokens.start);
        let since = own().filter(governs).find(|time| time.relation == TimeRelation::Since);
        let nearest = own().min_by_key(|time| time.tokens.start.abs_diff(at));
        let adds_up = own().filter(governs).find(|time| time.window && is_long(&time.value));
        if let Some(time) =
            since.or(adds_up).filter(|_| frame.cumulative || since.is_some() || adds_up.is_some())
        {
            return (time.value.clone(), Period::Cumulative { since: Some(time.value.clone()) });
        }
        if frame.cumulative {
            let time = nearest.map_or_else(TimeValue::unknown, |time| time.value.clone());
            let since = time.start.is_some().then(|| time.clone());
            return (time, Period::Cumulative { since });
        }
        (nearest.map_or_else(|| self.inherited(frame), |time| time.value.clone()), Period::Incident)
    }

    /// The time of the sentences before, else of the lead, else only that of the publication.
    fn inherited(&self, frame: &Frame) -> TimeValue {
        let usable = |time: &&DatedWords| time.relation != TimeRelation::Since && !is_long(&time.value);
        let before = self
            .list
            .iter()
            .filter(usable)
            .filter(|time| time.sentence < frame.sentence && frame.sentence - time.sentence <= REACH)
            .max_by_key(|time| time.tokens.start);
        let lead = || self.list.iter().filter(usable).find(|time| time.sentence < LEAD);
        if let Some(time) = before.or_else(lead) {
            return TimeValue { basis: TimeBasis::Lead, ..time.value.clone() };
        }
        match self.report() {
            // What a report tells has happened by the day it is published: no more is known.
            Some(day) => TimeValue { end: Some(day), basis: TimeBasis::Publication, ..TimeValue::unknown() },
            None => TimeValue::unknown(),
        }
    }
}

/// Whether a stretch is too long for one incident.
fn is_long(time: &TimeValue) -> bool {
    match (time.start, time.end) {
        (Some(start), Some(end)) => end.days_since(start) > 6,
        _ => true,
    }
}

/// A date at the head of the text that equals the day of the report dates the report.
fn is_dateline(document: &Document, mention: &TimeMention, value: &TimeValue, report: Option<Day>) -> bool {
    let heads = mention.tokens.start < 20 && document.sentence_of(mention.tokens.start) < 2;
    let opens = |token: usize| matches!(document.word(token), "on" | "On" | "since" | "in" | "by");
    let governed = mention.tokens.start.checked_sub(1).is_some_and(opens);
    heads && !governed && value.start == report && value.end == report && value.basis == TimeBasis::Stated
}

/// Verbs and nouns of saying whose own time follows them: "said on Friday", "a statement Monday".
fn dates_the_saying(document: &Document, mention: &TimeMention) -> bool {
    const SAYING: &[&str] = &[
        "said",
        "says",
        "told",
        "reported",
        "announced",
        "stated",
        "added",
        "statement",
        "report",
        "confirmed",
        "reports",
        "interview",
        "conference",
        "briefing",
        "communique",
        "claimed",
        "posted",
        "tweeted",
        "wrote",
        "released",
        "published",
        "issued",
    ];
    let mut token = mention.tokens.start;
    for _ in 0..4 {
        let Some(before) = token.checked_sub(1) else { return false };
        token = before;
        let word = document.word(token).to_lowercase();
        if SAYING.contains(&word.as_str()) {
            return true;
        }
        let passes = matches!(
            word.as_str(),
            "on" | "late"
                | "early"
                | "earlier"
                | "in"
                | "a"
                | "the"
                | "this"
                | "its"
                | "reuters"
                | "afp"
                | "ap"
                | "reporters"
        );
        let is_name = document.tokens()[token].shape != cairn_text::Shape::Lower
            && word.chars().all(char::is_alphabetic);
        if !passes && !is_name {
            return false;
        }
    }
    false
}
