use super::after::After;
use super::said::{Sayings, dates_the_saying};
use super::since::{self, Beginning};
use crate::time::{Clock, DayOrder, Narrative, Style, dateline_date, ends_a_header};
use cairn_extract::time::{TimeMention, TimeRelation, TimeSymbol};
use cairn_extract::{Extraction, Frame, Tokens};
use cairn_model::{Day, Period, Report, Status, TimeBasis, TimeValue};
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
    /// Whether it stands with a word of saying, whose day it is ("said on Friday").
    said: bool,
    /// From it to the report, where something began then that still goes on ("since the war began
    /// in 2011", "in six years of war").
    since: Option<TimeValue>,
    /// Whether those words alone make a figure add up.
    adds_up: bool,
    /// Where it tells how much earlier another event was ("a day after rebels killed twelve").
    after: Option<After>,
}

/// The times of a report, ready to be asked for the time of a claim.
pub(crate) struct Times {
    list: Vec<DatedWords>,
    sayings: Sayings,
    clock: Clock,
    dateline: Option<Day>,
}

/// How many sentences back a time still holds.
const REACH: usize = 3;

/// Sentences that make the lead.
const LEAD: usize = 3;

/// The last sentence whose time may be that of a headline or of the lead.
const HEAD: usize = 8;

/// How many days old the event of a report may be, where its lead does not tell.
const FRESH: i32 = 7;

impl Times {
    /// Reads every time of a report, in the order of the text.
    pub(crate) fn new(report: &Report, document: &Document, extraction: &Extraction) -> Self {
        let dateline = dateline_date(document, &extraction.times, report.published);
        let clock = Clock::new(report.published, dateline)
            .with_order(DayOrder::of_outlet(report.outlet.as_deref(), report.url.as_deref()))
            .with_landmark(&extraction.times);
        let clock = clock.with_style(Style::of(&extraction.times, clock.report()));
        let mut narrative = Narrative::new();
        let mut list = Vec::new();
        let mut told = 0;
        for mention in &extraction.times {
            let value = clock.time(document, mention, &narrative);
            let reading = clock.read(&mention.symbol, mention.outlook, &narrative);
            narrative.note(&reading, mention.outlook);
            let beginning = since::beginning(document, mention, told);
            let since = since::since(document, mention, beginning, &value, clock.report());
            told = mention.tokens.end;
            let known = value.start.is_some() || value.end.is_some();
            let after = After::read(document, mention);
            if (!known && since.is_none() && after.is_none())
                || beginning == Beginning::Compared
                || is_dateline(document, mention, &value, clock.report())
                || ends_a_header(document, mention)
            {
                continue;
            }
            let relation = match mention.relation {
                TimeRelation::Before | TimeRelation::After if reading.is_within_a_day() => TimeRelation::At,
                relation => relation,
            };
            list.push(DatedWords {
                tokens: mention.tokens.clone(),
                sentence: document.sentence_of(mention.tokens.start),
                value,
                relation,
                window: matches!(mention.symbol, TimeSymbol::Window { .. }),
                said: dates_the_saying(document, mention),
                adds_up: matches!(beginning, Beginning::Since | Beginning::Lasts),
                since,
                after,
            });
        }
        Self { list, sayings: Sayings::of(document, extraction), clock, dateline }
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
        let near =
            |time: &&DatedWords| !time.said && time.tokens.start < token && sentence - time.sentence <= 2;
        self.list.iter().filter(near).max_by_key(|time| time.tokens.start).and_then(|time| time.value.start)
    }

    /// The time of a claim, and what its figure adds up over.
    pub(crate) fn time_of(&self, frame: &Frame) -> (TimeValue, Period) {
        let at = if frame.counted.is_empty() { frame.trigger.start } else { frame.counted.start };
        let own = || {
            let here = self.list.iter().filter(|time| time.sentence == frame.sentence && time.is_known());
            here.filter(|time| !time.is_due() && !self.is_said(time, frame))
        };
        let governs = |time: &&DatedWords| frame.scope.contains(&time.tokens.start);
        let since = own().filter(governs).find(|time| time.relation == TimeRelation::Since);
        let adds_up = own().filter(governs).find(|time| time.window && is_long(&time.value));
        let lasts = || {
            let here = self.list.iter().filter(|time| time.sentence == frame.sentence && time.adds_up);
            let here = here.filter(governs).filter(|time| !self.is_said(time, frame));
            here.filter_map(|time| time.since.as_ref()).next()
        };
        if let Some(value) = since.or(adds_up).map(|time| &time.value).or_else(lasts) {
            return (value.clone(), Period::Cumulative { since: Some(value.clone()) });
        }
        // A time that only bounds another ("after the raid of 5 May") tells less than one on its own.
        let bounds = |time: &DatedWords| matches!(time.relation, TimeRelation::Before | TimeRelation::After);
        let nearest = own().min_by_key(|time| (bounds(time), time.tokens.start.abs_diff(at)));
        if frame.cumulative {
            let time = self.spell(frame).or_else(|| nearest.map(|time| time.value.clone()));
            let time = self.happened(time.unwrap_or_else(TimeValue::unknown), frame);
            let since = time.start.is_some().then(|| time.clone());
            return (time, Period::Cumulative { since });
        }
        if let Some(time) = self.earlier(frame) {
            return (time, Period::Incident);
        }
        let time = nearest.map_or_else(|| self.inherited(frame), |time| time.value.clone());
        (self.happened(time, frame), Period::Incident)
    }

    /// The time of an event that is told as so much earlier than that of the main clause.
    fn earlier(&self, frame: &Frame) -> Option<TimeValue> {
        let here = || self.list.iter().filter(|time| time.sentence == frame.sentence);
        let link = here().find(|time| time.after.is_some_and(|after| after.tells(frame.trigger.start)))?;
        let later = here().rfind(|time| time.tokens.end <= link.tokens.start && time.is_known());
        let later = later.map_or_else(|| self.inherited(frame), |time| time.value.clone());
        let TimeValue { words, span, .. } = later.clone();
        Some(TimeValue { words, span, ..link.after?.earlier(&later)? })
    }

    /// What is told as a fact has happened by the day of the report: "so far this year" ends there.
    fn happened(&self, time: TimeValue, frame: &Frame) -> TimeValue {
        match (time.start, time.end, self.report()) {
            (Some(start), Some(end), Some(report))
                if frame.status == Status::Asserted && start <= report && report < end =>
            {
                let TimeValue { words, span, basis, .. } = time;
                TimeValue { words, span, ..TimeValue::days(start, report, basis) }
            }
            _ => time,
        }
    }

    /// From the beginning of what goes on to the report: as the sentence says, else as the nearest
    /// sentence does that tells a beginning.
    fn spell(&self, frame: &Frame) -> Option<TimeValue> {
        let own_time = self.list.iter().any(|time| time.sentence == frame.sentence && time.since.is_none());
        let told = self.list.iter().filter(|time| time.since.is_some());
        let nearest = told.min_by_key(|time| time.sentence.abs_diff(frame.sentence))?;
        let value = nearest.since.clone()?;
        match nearest.sentence == frame.sentence {
            true => Some(value),
            false if own_time => None,
            false => Some(TimeValue { basis: TimeBasis::Lead, ..value }),
        }
    }

    /// Whether a time is the day of a saying that contains the frame, not the day of the event.
    fn is_said(&self, time: &DatedWords, frame: &Frame) -> bool {
        time.said || self.sayings.dates(&time.tokens, time.sentence, frame.trigger.start)
    }

    /// The time of the sentences before, else of the lead, else what the day of the saying or of the
    /// publication leaves open.
    fn inherited(&self, frame: &Frame) -> TimeValue {
        let near =
            |time: &&DatedWords| time.sentence < frame.sentence && frame.sentence - time.sentence <= REACH;
        let usable = || {
            let events = self.list.iter().filter(|time| time.is_known() && !self.is_said(time, frame));
            events.filter(|time| {
                !matches!(time.relation, TimeRelation::Since | TimeRelation::Before | TimeRelation::After)
                    && !time.is_due()
                    && !is_long(&time.value)
                    && !self.sayings.dates_some(&time.tokens, time.sentence)
            })
        };
        let before = usable().filter(near).max_by_key(|time| time.tokens.start);
        // The first time of a report is that of its lead, however many lines stand above it; it may
        // come after the figures: "Gunmen killed four. The attack happened on Saturday."
        let fresh = |time: &&DatedWords| {
            let days = self.report().zip(time.value.start).map(|(report, start)| report.days_since(start));
            time.sentence < LEAD || days.is_none_or(|days| days <= FRESH)
        };
        let behind = if frame.sentence < LEAD { HEAD } else { frame.sentence + 2 };
        let lead = || usable().find(|time| time.sentence <= behind && fresh(time));
        if let Some(time) = before.or_else(lead) {
            return TimeValue { basis: TimeBasis::Lead, ..time.value.clone() };
        }
        if let Some(told) = self.told(frame) {
            return told;
        }
        match self.report() {
            // What a report tells has happened by the day it is published: no more is known.
            Some(day) => TimeValue { end: Some(day), basis: TimeBasis::Publication, ..TimeValue::unknown() },
            None => TimeValue::unknown(),
        }
    }

    /// What the day of its saying tells of an event: that day or the one before, as news goes.
    fn told(&self, frame: &Frame) -> Option<TimeValue> {
        let day = |time: &DatedWords| time.value.start.filter(|day| time.value.end == Some(*day));
        let sayings = || {
            let said = self.list.iter().filter(|time| time.sentence <= frame.sentence.max(LEAD - 1));
            said.filter(|time| {
                day(time).is_some() && (time.said || self.sayings.dates_some(&time.tokens, time.sentence))
            })
        };
        let own = sayings().find(|time| time.sentence == frame.sentence);
        let near = || {
            sayings().rfind(|time| time.sentence < frame.sentence && frame.sentence - time.sentence <= REACH)
        };
        let lead = || sayings().find(|time| time.sentence < LEAD);
        let time = own.or_else(near).or_else(lead)?;
        let last = day(time)?;
        let basis = if own.is_some() { time.value.basis } else { TimeBasis::Lead };
        let TimeValue { words, span, .. } = time.value.clone();
        Some(TimeValue { words, span, ..TimeValue::days(last.plus_days(-1), last, basis) })
    }
}

impl DatedWords {
    /// "By 20 October" is when something is due, not when it happened.
    fn is_due(&self) -> bool {
        matches!(self.relation, TimeRelation::By | TimeRelation::Until)
    }

    fn is_known(&self) -> bool {
        self.value.start.is_some() || self.value.end.is_some()
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
