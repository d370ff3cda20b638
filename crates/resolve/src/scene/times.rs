use super::dated::{DatedWords, Reader, is_long};
use super::deeds::{dies_later, is_casualty, responds};
use super::items::Items;
use super::said::Sayings;
use super::since;
use super::turns::Turn;
use crate::time::{Clock, DayOrder, Style, dateline_date};
use cairn_extract::time::TimeRelation;
use cairn_extract::{Extraction, Frame};
use cairn_model::{Day, Period, Report, Status, TimeValue};
use cairn_text::Document;

/// The times of a report, ready to be asked for the time of a claim.
pub(crate) struct Times {
    pub(super) list: Vec<DatedWords>,
    pub(super) sayings: Sayings,
    pub(super) items: Items,
    /// The sentences that say "since then".
    pub(super) since_then: Vec<usize>,
    /// The sentences that say "since the crisis broke out", without its time.
    pub(super) since_it_began: Vec<usize>,
    /// Where the text turns to another matter, whose day is not that of the last.
    pub(super) turns: Vec<Turn>,
    /// For each sentence: whether it only tells of help and of forces on their way.
    pub(super) responds: Vec<bool>,
    /// For each sentence: whether it tells only of people who died of earlier harm.
    pub(super) dies_later: Vec<bool>,
    /// The days that the whole report tells of, where its heading says so.
    pub(super) covered: Option<TimeValue>,
    clock: Clock,
    dateline: Option<Day>,
}

impl Times {
    /// Reads every time of a report, in the order of the text; `turns` tells where it turns to
    /// another matter.
    pub(crate) fn new(
        report: &Report,
        document: &Document,
        extraction: &Extraction,
        turns: Vec<Turn>,
    ) -> Self {
        let dateline = dateline_date(document, &extraction.times, report.published);
        let clock = Clock::new(report.published, dateline)
            .with_order(DayOrder::of_outlet(report.outlet.as_deref(), report.url.as_deref()))
            .with_landmark(&extraction.times);
        let clock = clock.with_style(Style::of(&extraction.times, clock.report()));
        let mut reader = Reader::new(document, extraction, clock);
        let list: Vec<DatedWords> =
            extraction.times.iter().filter_map(|mention| reader.read(mention)).collect();
        let dated: Vec<usize> =
            list.iter().filter(|time| time.since.is_some()).map(|time| time.sentence).collect();
        let Reader { clock, covered, .. } = reader;
        let items = Items::of(document, covered.is_some());
        let responds = responds(document, extraction);
        let dies_later = dies_later(document, extraction);
        let since_then = since::since_then(document);
        Self {
            list,
            since_then,
            since_it_began: since::since_it_began(document, &dated),
            turns,
            sayings: Sayings::of(document, extraction),
            items,
            responds,
            dies_later,
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
                .filter(|time| !self.is_of_others(time, frame))
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
        let nearest = own().filter(|time| !time.up_to).min_by_key(|time| {
            // "A soldier wounded on Friday died on Monday".
            let far = time.tokens.start.abs_diff(at).min(time.tokens.start.abs_diff(frame.trigger.end));
            (bounds(time), time.label, !(time.of_toll && is_casualty(frame)), !governs(time), far)
        });
        if frame.cumulative {
            // "Compared with 190 in the same period of 2011".
            let compared = nearest.filter(|time| time.aside.is_some()).map(|time| time.value.clone());
            let time =
                compared.or_else(|| self.spell(frame)).or_else(|| nearest.map(|time| time.value.clone()));
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

    /// Whether a time of a frame's sentence dates another matter: "nobody died, but on Friday ...".
    pub(super) fn is_of_others(&self, time: &DatedWords, frame: &Frame) -> bool {
        let at = if frame.counted.is_empty() { frame.trigger.start } else { frame.counted.start };
        time.sentence == frame.sentence
            && time.of_others.is_some_and(|others| others.parts(at, time.tokens.start))
    }

    /// Whether a time is the day of a saying that contains the frame, not the day of the event.
    pub(super) fn is_said(&self, time: &DatedWords, frame: &Frame) -> bool {
        time.said
            || !(time.label || frame.cumulative && is_long(&time.value))
                && self.sayings.dates(&time.tokens, time.sentence, frame.trigger.start)
    }
}
