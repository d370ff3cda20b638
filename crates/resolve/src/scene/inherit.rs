//! The time of a claim whose own clause gives none.

use super::dated::{DatedWords, is_long};
use super::deeds::is_response;
use super::times::Times;
use cairn_extract::Frame;
use cairn_extract::time::TimeRelation;
use cairn_model::{TimeBasis, TimeValue};

/// How many sentences back a time still holds.
const REACH: usize = 3;

/// Sentences that make the lead.
const LEAD: usize = 3;

/// The last sentence whose time may be that of a headline or of the lead.
const HEAD: usize = 8;

/// How many days old the event of a report may be, where its lead does not tell.
const FRESH: i32 = 7;

/// Days between the ends of a time that is too short to add figures up over.
const SHORT: i32 = 3;

/// Days between the ends of the shortest stretch over which bulletins count.
const WEEK: i32 = 6;

/// Days of the longest window that holds for a whole report.
const MONTH: i32 = 31;

/// Days between the ends of a time.
fn days(time: &TimeValue) -> Option<i32> {
    Some(time.end?.days_since(time.start?))
}

impl Times {
    /// The time of an event that is told as so much earlier than that of the main clause.
    pub(super) fn earlier(&self, frame: &Frame) -> Option<TimeValue> {
        let here = || self.list.iter().filter(|time| time.sentence == frame.sentence);
        let link = here().find(|time| time.after.is_some_and(|after| after.tells(frame.trigger.start)))?;
        let later = here().rfind(|time| time.tokens.end <= link.tokens.start && time.is_known());
        let later = later.or_else(|| {
            here().find(|time| {
                let is_of_link = link.after.is_some_and(|after| after.tells(time.tokens.start));
                time.is_known() && !is_of_link && !self.is_said(time, frame)
            })
        });
        let later = later.map_or_else(|| self.inherited(frame), |time| time.value.clone());
        let TimeValue { words, span, .. } = later.clone();
        Some(TimeValue { words, span, ..link.after?.earlier(&later)? })
    }

    /// What a figure that adds up adds up over: from the beginning that its sentence tells, or the
    /// stretch that the sentences before have set out to count over; none where the sentence has a time
    /// of its own.
    pub(super) fn spell(&self, frame: &Frame) -> Option<TimeValue> {
        let here = || self.list.iter().filter(|time| time.sentence == frame.sentence && time.aside.is_none());
        if let Some(since) = here().find_map(|time| time.since.clone()) {
            return Some(since);
        }
        let is_stretch = |time: &DatedWords| days(&time.value).is_none_or(|days| days > SHORT);
        if here().any(|time| time.since.is_none() && is_stretch(time) && !self.is_said(time, frame)) {
            return None;
        }
        let before = self.list.iter().rev().filter(|time| time.sentence < frame.sentence);
        if self.since_then.contains(&frame.sentence)
            && let Some(then) = before.clone().find(|time| time.aside.is_none() && !time.said)
            && let (Some(start), Some(report)) = (then.value.start, self.report())
            && start < report
        {
            return Some(TimeValue::days(start, report, TimeBasis::Narrative));
        }
        if self.since_it_began.contains(&frame.sentence)
            && let Some(since) = self.list.iter().find_map(|time| time.since.clone())
        {
            return Some(TimeValue { basis: TimeBasis::Lead, ..since });
        }
        let mut counts = before.filter_map(|time| self.counted_over(time, frame));
        let behind = || self.list.iter().filter(|time| time.sentence > frame.sentence);
        let value = counts.next().or_else(|| behind().find_map(|time| time.since.clone()))?;
        Some(TimeValue { basis: TimeBasis::Lead, ..value })
    }

    /// The stretch that a sentence before a claim sets out to count over: since a beginning, or from
    /// the first to the last day of a month, of a week, of what a heading says.
    fn counted_over(&self, time: &DatedWords, frame: &Frame) -> Option<TimeValue> {
        if time.since.is_some() {
            return time.since.clone();
        }
        let (start, end) = (time.value.start?, time.value.end?);
        let paragraph = |sentence: usize| self.items.paragraph(sentence);
        let holds = paragraph(time.sentence) == paragraph(frame.sentence) || time.sentence < LEAD;
        let is_stretch = end.days_since(start) >= WEEK && time.relation == TimeRelation::At;
        (holds && is_stretch && time.aside.is_none() && !time.said).then(|| time.value.clone())
    }

    /// The inherited time, stretched up to a last day that the sentence gives: "by Monday 300 had fled";
    /// that day where nothing else is known.
    pub(super) fn until(&self, frame: &Frame) -> TimeValue {
        let inherited = self.inherited(frame);
        let here = |time: &&DatedWords| {
            time.sentence == frame.sentence && time.up_to && frame.scope.contains(&time.tokens.start)
        };
        let last = self.list.iter().find(here).and_then(|time| time.value.end);
        match (inherited.start, last) {
            (Some(start), Some(last)) if start < last => {
                let TimeValue { words, span, basis, .. } = inherited;
                TimeValue { words, span, ..TimeValue::days(start, last, basis) }
            }
            (None, Some(last)) => TimeValue::days(last, last, TimeBasis::Dateline),
            _ => inherited,
        }
    }

    /// The time of the sentences before, else of the heading, of the lead, else what the day of the
    /// saying or of the publication leaves open.
    pub(super) fn inherited(&self, frame: &Frame) -> TimeValue {
        let item = self.items.item(frame.sentence);
        let usable = || {
            let events = self.list.iter().filter(|time| time.is_known() && !self.is_said(time, frame));
            let events = events.filter(|time| self.passes(time, frame.sentence));
            events.filter(|time| {
                !matches!(time.relation, TimeRelation::Since | TimeRelation::Before | TimeRelation::After)
                    && !time.is_due()
                    && !is_long(&time.value)
                    && time.aside.is_none()
                    && !self.is_to_come(time, frame)
                    && !self.is_of_others(time, frame)
                    && (time.label || !self.sayings.dates_some(&time.tokens, time.sentence))
                    && (is_response(frame) || !self.responds[time.sentence])
                    && !self.dies_later[time.sentence]
            })
        };
        let near = |time: &&DatedWords| {
            let holds = time.heads_a_list
                || item.is_some()
                || time.label && self.items.paragraph(time.sentence) == self.items.paragraph(frame.sentence)
                || frame.sentence - time.sentence <= REACH;
            holds && (time.heads_a_list || self.items.item(time.sentence) == item)
        };
        let before = || usable().filter(|time| time.sentence < frame.sentence).filter(near);
        let before = before().max_by_key(|time| (time.sentence, time.of_event, time.tokens.start));
        // "From 24 February to 17 March the mission recorded ...": what follows counts over the same.
        let opened = |time: &&DatedWords| {
            time.ranged && time.sentence < LEAD && time.sentence < frame.sentence && is_long(&time.value)
        };
        if before.is_none()
            && self.covered.is_none()
            && let Some(time) = self.list.iter().find(opened)
        {
            return TimeValue { basis: TimeBasis::Lead, ..time.value.clone() };
        }
        if let (None, Some(covered)) = (before, &self.covered) {
            return TimeValue { basis: TimeBasis::Lead, ..covered.clone() };
        }
        // The first time of a report is that of its lead, however many lines stand above it; it may
        // come after the figures: "Gunmen killed four. The attack happened on Saturday."
        let fresh = |time: &&DatedWords| {
            let days = self.report().zip(time.value.start).map(|(report, start)| report.days_since(start));
            time.sentence < LEAD || days.is_none_or(|days| days <= FRESH)
        };
        let behind = if frame.sentence < LEAD { HEAD } else { frame.sentence + 2 };
        let lead = || {
            // What one item of a list tells is no lead of the next.
            let of_all = |time: &&DatedWords| {
                let own = self.items.item(time.sentence);
                own.is_none() || own == item
            };
            let mut first = usable().filter(|time| time.sentence <= behind).filter(fresh);
            let first = first.find(of_all)?;
            let deed = usable().find(|time| time.sentence == first.sentence && time.of_event);
            deed.or(Some(first))
        };
        if let Some(time) = before.or_else(lead) {
            return TimeValue { basis: TimeBasis::Lead, ..time.value.clone() };
        }
        // "In the past ten days", at the head of a report, holds for what it tells.
        let window = |time: &&DatedWords| {
            let reaches = time.window || time.relation == TimeRelation::Since;
            reaches && time.sentence < LEAD && days(&time.value).is_some_and(|days| days <= MONTH)
        };
        if let Some(time) = self.list.iter().find(window) {
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

    /// Whether a time may be that of a sentence before or behind it: none passes a turn to another
    /// matter within the paragraph of that sentence, unless it stands in the preface of all.
    fn passes(&self, time: &DatedWords, sentence: usize) -> bool {
        let paragraph = self.items.paragraph(sentence);
        let end = self.turns.partition_point(|turn| turn.sentence <= sentence);
        let turn = self.turns[..end].last().filter(|turn| self.items.paragraph(turn.sentence) == paragraph);
        let is_before = turn.is_none_or(|turn| {
            time.sentence >= turn.sentence || time.sentence < turn.preface || time.heads_a_list
        });
        // Nor does what is told behind a turn tell of what stands before it.
        let turns = self.turns[end..].iter().take_while(|turn| turn.sentence <= time.sentence);
        let mut turns =
            turns.filter(|turn| self.items.paragraph(turn.sentence) == self.items.paragraph(time.sentence));
        is_before && turns.next().is_none()
    }

    /// What the day of its saying tells of an event: that day or the one before, as news goes.
    fn told(&self, frame: &Frame) -> Option<TimeValue> {
        let day = |time: &DatedWords| time.value.start.filter(|day| time.value.end == Some(*day));
        let sayings = || {
            let said = self.list.iter().filter(|time| time.sentence <= frame.sentence.max(LEAD - 1));
            let said = said.filter(|time| self.passes(time, frame.sentence));
            said.filter(|time| {
                day(time).is_some() && (time.said || self.sayings.dates_some(&time.tokens, time.sentence))
            })
        };
        let own = sayings().find(|time| time.sentence == frame.sentence);
        let near = || {
            sayings().rfind(|time| time.sentence < frame.sentence && frame.sentence - time.sentence <= REACH)
        };
        let lead = || sayings().find(|time| time.sentence < LEAD);
        // News is said when it is new. What was announced on some day says nothing of the rest of a text
        // that has no day of its own.
        let time = own.or_else(|| near().or_else(lead).filter(|_| self.report().is_some()))?;
        let last = day(time)?;
        let basis = if own.is_some() { time.value.basis } else { TimeBasis::Lead };
        let TimeValue { words, span, .. } = time.value.clone();
        Some(TimeValue { words, span, ..TimeValue::days(last.plus_days(-1), last, basis) })
    }
}
