use super::after::After;
use super::aside::aside;
use super::deeds::{dates_a_count, is_casualty, is_of_event, is_of_toll, responds};
use super::items::{Items, heads_a_list, is_label, opens_a_post, reporting_period};
use super::said::{Sayings, dates_the_saying};
use super::since::{self, Beginning};
use super::stretch::{about, names_its_period, stretch};
use crate::time::{
    Clock, DayOrder, Narrative, Style, dateline_date, day_of_group, ends_a_header, opens_a_wire,
};
use cairn_extract::time::{Outlook, TimeMention, TimeRelation, TimeSymbol, Unit};
use cairn_extract::{Extraction, Frame, Tokens};
use cairn_model::{Day, Period, Report, Status, TimeBasis, TimeValue};
use cairn_text::Document;

/// A time of the text that can be the time of an event.
#[derive(Debug, Clone)]
pub(crate) struct DatedWords {
    pub(super) tokens: Tokens,
    pub(super) sentence: usize,
    pub(super) value: TimeValue,
    pub(super) relation: TimeRelation,
    /// Whether it spans a stretch that ends with the report ("over the past three weeks").
    pub(super) window: bool,
    /// Whether it stands with a word of saying, whose day it is ("said on Friday").
    pub(super) said: bool,
    /// From it to the report, where something began then that still goes on ("since the war began
    /// in 2011", "in six years of war").
    pub(super) since: Option<TimeValue>,
    /// Whether those words alone make a figure add up.
    adds_up: bool,
    /// Whether it is the length of what goes on ("four days of fighting").
    lasts: bool,
    /// Whether both its ends are told ("between 1 and 15 May").
    pub(super) ranged: bool,
    /// Where it tells how much earlier another event was ("a day after rebels killed twelve").
    pub(super) after: Option<After>,
    /// The only words for which it holds ("up from 33 in October").
    pub(super) aside: Option<Tokens>,
    /// Whether it is said of a deed that a noun names ("Saturday's bombing").
    pub(super) of_event: bool,
    /// Whether it is that of the deed whose victims are counted ("the toll of Saturday's bombing").
    of_toll: bool,
    /// Whether it is a last day up to which something had happened ("by Monday 300 had fled").
    pub(super) up_to: bool,
    /// Whether it heads its paragraph ("Mangboko, 7 May: ...").
    pub(super) label: bool,
    /// Whether it stands alone on its line, above what it dates.
    pub(super) heads_a_list: bool,
}

/// The times of a report, ready to be asked for the time of a claim.
pub(crate) struct Times {
    pub(super) list: Vec<DatedWords>,
    pub(super) sayings: Sayings,
    pub(super) items: Items,
    /// The sentences that say "since then".
    pub(super) since_then: Vec<usize>,
    /// For each sentence: whether it only tells of help and of forces on their way.
    pub(super) responds: Vec<bool>,
    /// The days that the whole report tells of, where its heading says so.
    pub(super) covered: Option<TimeValue>,
    clock: Clock,
    dateline: Option<Day>,
}

impl Times {
    /// Reads every time of a report, in the order of the text.
    pub(crate) fn new(report: &Report, document: &Document, extraction: &Extraction) -> Self {
        let dateline = dateline_date(document, &extraction.times, report.published);
        let clock = Clock::new(report.published, dateline)
            .with_order(DayOrder::of_outlet(report.outlet.as_deref(), report.url.as_deref()))
            .with_landmark(&extraction.times);
        let mut clock = clock.with_style(Style::of(&extraction.times, clock.report()));
        let mut narrative = Narrative::new();
        let mut list: Vec<DatedWords> = Vec::new();
        let mut told = 0;
        let mut covered: Option<TimeValue> = None;
        for mention in &extraction.times {
            let beginning = since::beginning(document, mention, told);
            told = mention.tokens.end;
            let aside = match beginning {
                Beginning::Compared => since::when(document, mention),
                _ => aside(document, mention),
            };
            let label = is_label(document, mention);
            let clock_time = matches!(mention.symbol, TimeSymbol::Clock { .. });
            let compared = beginning == Beginning::Compared;
            let read;
            let mention = match beginning {
                // "The worst since 2001, when 38 died": in that year, not since then.
                Beginning::Compared => {
                    read = TimeMention { relation: TimeRelation::At, ..mention.clone() };
                    &read
                }
                // What goes on since a time began before the report.
                Beginning::Since if mention.outlook != Outlook::Back => {
                    read = TimeMention { outlook: Outlook::Back, ..mention.clone() };
                    &read
                }
                _ => mention,
            };
            let value = labelled(&list, document, mention)
                .map_or(clock, |day| clock.on(day))
                .time(document, mention, &narrative);
            let reading = clock.read(&mention.symbol, mention.outlook, &narrative);
            if aside.is_none() && mention.relation != TimeRelation::Since {
                narrative.note(&reading, mention.outlook);
            }
            let value = match &covered {
                // "During the week", in a bulletin of a week.
                Some(covered) if names_its_period(mention) => covered.clone(),
                _ => value,
            };
            if covered.is_none()
                && day_of_group(document, mention).is_none()
                && let Some(days) = reporting_period(document, mention, &value, clock.report())
            {
                clock = clock.with_period(days);
                covered = Some(value.clone());
            }
            let part = stretch(document, &extraction.times, mention, &clock, &narrative);
            let is_part = part.is_some();
            let value = match beginning {
                Beginning::Since | Beginning::Told => since::begun(mention, value, clock.report()),
                _ => part.unwrap_or(value),
            };
            let since = since::since(document, mention, beginning, &value, clock.report());
            let value = about(mention, value, clock.report());
            let known = value.start.is_some() || value.end.is_some();
            let after = After::read(document, mention);
            if (!known && since.is_none() && after.is_none())
                || (compared && aside.is_none())
                || (clock_time && opens_a_post(document, mention))
                || is_dateline(document, mention, &value, clock.report())
                || ends_a_header(document, mention)
                || day_of_group(document, mention).is_some()
            {
                continue;
            }
            let relation = match mention.relation {
                TimeRelation::Until | TimeRelation::By if is_part => TimeRelation::At,
                TimeRelation::Before | TimeRelation::After if reading.is_within_a_day() => TimeRelation::At,
                relation => relation,
            };
            list.push(DatedWords {
                tokens: mention.tokens.clone(),
                sentence: document.sentence_of(mention.tokens.start),
                value,
                relation,
                window: matches!(mention.symbol, TimeSymbol::Window { .. }),
                said: !label && (dates_the_saying(document, mention) || dates_a_count(document, mention)),
                adds_up: match (beginning, &mention.symbol) {
                    (Beginning::Lasts, TimeSymbol::Duration { unit, .. }) => *unit >= Unit::Week,
                    _ => beginning == Beginning::Since,
                },
                lasts: beginning == Beginning::Lasts,
                ranged: mention.range.is_some(),
                since,
                after,
                aside,
                of_event: is_of_event(document, extraction, mention),
                of_toll: is_of_toll(document, mention),
                up_to: mention.relation == TimeRelation::By && mention.outlook == Outlook::Back,
                label,
                heads_a_list: label && heads_a_list(document, mention),
            });
        }
        let items = Items::of(document, covered.is_some());
        let responds = responds(document, extraction);
        let since_then = since::since_then(document);
        Self {
            list,
            since_then,
            sayings: Sayings::of(document, extraction),
            items,
            responds,
            covered,
            clock,
            dateline,
        }
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
            here.filter(|time| !time.is_due() && !self.is_said(time, frame) && time.holds_at(at))
                .filter(|time| !self.is_to_come(time, frame))
        };
        // What a bracket or a comparison dates has no other time.
        let own_aside = own().any(|time| time.aside.is_some());
        let own = || own().filter(|time| !own_aside || time.aside.is_some());
        let governs = |time: &&DatedWords| frame.scope.contains(&time.tokens.start);
        // What is planned has not added up, and has no day but the one that its clause gives.
        if frame.status == Status::Planned {
            let time = own().filter(governs).min_by_key(|time| time.tokens.start.abs_diff(at));
            return (time.map_or_else(TimeValue::unknown, |time| time.value.clone()), Period::Incident);
        }
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
        let nearest = own().min_by_key(|time| {
            let far = time.tokens.start.abs_diff(at);
            (bounds(time), time.label, !(time.of_toll && is_casualty(frame)), !governs(time), far)
        });
        if frame.cumulative {
            let time = self.spell(frame).or_else(|| nearest.map(|time| time.value.clone()));
            let time = self.happened(time.unwrap_or_else(TimeValue::unknown), frame);
            let since = time.start.is_some().then(|| time.clone());
            return (time, Period::Cumulative { since });
        }
        if let Some(time) = self.earlier(frame) {
            return (time, Period::Incident);
        }
        if let Some(time) = nearest.filter(|time| time.ranged && is_long(&time.value) && governs(time)) {
            return (time.value.clone(), Period::Cumulative { since: Some(time.value.clone()) });
        }
        // "Four days of fighting have left 90 dead".
        let lasting =
            || self.list.iter().find(|time| time.sentence == frame.sentence && time.lasts && governs(time));
        let lasting = lasting().filter(|_| nearest.is_none()).and_then(|time| time.since.clone());
        if let Some(time) = lasting {
            return (time, Period::Incident);
        }
        let time = nearest.map_or_else(|| self.until(frame), |time| time.value.clone());
        (self.happened(time, frame), Period::Incident)
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

    /// Whether a time is still to come, so that nothing that is told as a fact can have happened then.
    pub(super) fn is_to_come(&self, time: &DatedWords, frame: &Frame) -> bool {
        let later = time.value.start.zip(self.report()).is_some_and(|(start, report)| start > report);
        frame.status == Status::Asserted && later
    }

    /// Whether a time is the day of a saying that contains the frame, not the day of the event.
    pub(super) fn is_said(&self, time: &DatedWords, frame: &Frame) -> bool {
        time.said
            || !time.label
                && !(frame.cumulative && is_long(&time.value))
                && self.sayings.dates(&time.tokens, time.sentence, frame.trigger.start)
    }
}

impl DatedWords {
    /// "By 20 October" is when something is due, not when it happened.
    pub(super) fn is_due(&self) -> bool {
        matches!(self.relation, TimeRelation::By | TimeRelation::Until)
    }

    pub(super) fn is_known(&self) -> bool {
        self.value.start.is_some() || self.value.end.is_some()
    }

    /// Whether it holds for the figure at a token, as far as brackets and comparisons tell.
    fn holds_at(&self, token: usize) -> bool {
        self.aside.as_ref().is_none_or(|aside| aside.contains(&token))
    }
}

/// The day of the label that heads the paragraph of a time which is told as a part of a day: "7 May:
/// shells fell overnight".
fn labelled(list: &[DatedWords], document: &Document, mention: &TimeMention) -> Option<Day> {
    if !matches!(mention.symbol, TimeSymbol::Overnight | TimeSymbol::Part { .. } | TimeSymbol::Clock { .. }) {
        return None;
    }
    let paragraph = |sentence: usize| document.sentences()[sentence].paragraph;
    let here = paragraph(document.sentence_of(mention.tokens.start));
    let label = list.iter().rfind(|time| time.label && paragraph(time.sentence) == here)?;
    label.value.start.filter(|day| label.value.end == Some(*day))
}

/// Whether a stretch is too long for one incident.
pub(super) fn is_long(time: &TimeValue) -> bool {
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
    let dates_it = value.basis == TimeBasis::Stated || opens_a_wire(document, mention);
    heads && !governed && value.start == report && value.end == report && dates_it
}
