//! The times of a text as they are read one after the other, each with what tells which claims it dates.

use super::after::After;
use super::aside::aside;
use super::deeds::{dates_a_count, is_of_event, is_of_toll};
use super::items::{heads_a_list, is_label, opens_a_post, reporting_period};
use super::parting::Parting;
use super::said::dates_the_saying;
use super::since::{self, Beginning};
use super::stretch::{about, names_its_period, stretch};
use crate::time::{Clock, Narrative, day_of_group, ends_a_header, opens_a_wire};
use cairn_extract::time::{Outlook, TimeMention, TimeRelation, TimeSymbol, Unit};
use cairn_extract::{Extraction, Tokens};
use cairn_model::{Day, TimeBasis, TimeValue};
use cairn_text::Document;
use std::borrow::Cow;

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
    pub(super) adds_up: bool,
    /// Whether it is the length of what goes on ("four days of fighting").
    pub(super) lasts: bool,
    /// Whether both its ends are told ("between 1 and 15 May").
    pub(super) ranged: bool,
    /// Where it tells how much earlier another event was ("a day after rebels killed twelve").
    pub(super) after: Option<After>,
    /// The only words for which it holds ("up from 33 in October").
    pub(super) aside: Option<Tokens>,
    /// Where words stand behind which it dates another matter than what is told before them.
    pub(super) of_others: Option<Parting>,
    /// Whether it is said of a deed that a noun names ("Saturday's bombing").
    pub(super) of_event: bool,
    /// Whether it is that of the deed whose victims are counted ("the toll of Saturday's bombing").
    pub(super) of_toll: bool,
    /// Whether it is a last day up to which something had happened ("by Monday 300 had fled", "as of
    /// Monday").
    pub(super) up_to: bool,
    /// Whether it heads its paragraph ("Mangboko, 7 May: ...").
    pub(super) label: bool,
    /// Whether it stands alone on its line, above what it dates.
    pub(super) heads_a_list: bool,
}

/// Reads the times of a text in their order: each moves the narrative that the next ones lean on.
pub(super) struct Reader<'a> {
    document: &'a Document<'a>,
    extraction: &'a Extraction,
    pub(super) clock: Clock,
    narrative: Narrative,
    /// The days that the whole report tells of, where its heading says so.
    pub(super) covered: Option<TimeValue>,
    /// The day of the last label, with its paragraph.
    label: Option<(u32, Day)>,
    /// Where the time before ends.
    told: usize,
}

impl<'a> Reader<'a> {
    /// A reader at the head of a text.
    pub(super) fn new(document: &'a Document<'a>, extraction: &'a Extraction, clock: Clock) -> Self {
        let narrative = Narrative::new();
        Self { document, extraction, clock, narrative, covered: None, label: None, told: 0 }
    }

    /// The next time; none where it can date no event (a date line, a posting time, a length).
    pub(super) fn read(&mut self, mention: &TimeMention) -> Option<DatedWords> {
        let document = self.document;
        let beginning = since::beginning(document, mention, self.told);
        self.told = mention.tokens.end;
        let compared = beginning == Beginning::Compared;
        let aside = if compared { since::when(document, mention) } else { aside(document, mention) };
        let label = is_label(document, mention);
        let mention = &*told_of(mention, beginning);
        let value = self.labelled(mention).time(document, mention, &self.narrative);
        let reading = self.clock.read(&mention.symbol, mention.outlook, &self.narrative);
        if aside.is_none() && mention.relation != TimeRelation::Since {
            self.narrative.note(&reading, mention.outlook);
        }
        let value = self.of_period(mention, value);
        let part = stretch(document, &self.extraction.times, mention, &self.clock, &self.narrative);
        let is_part = part.is_some();
        let report = self.clock.report();
        let value = match beginning {
            Beginning::Since | Beginning::Told => since::begun(mention, value, report),
            _ => part.unwrap_or(value),
        };
        let since = since::since(document, mention, beginning, &value, report);
        let value = about(mention, value, report);
        let known = value.start.is_some() || value.end.is_some();
        let after = After::read(document, mention);
        if (!known && since.is_none() && after.is_none())
            || (compared && aside.is_none())
            || opens_a_post(document, mention)
            || is_dateline(document, mention, &value, report)
            || ends_a_header(document, mention)
            || day_of_group(document, mention).is_some()
        {
            return None;
        }
        let sentence = document.sentence_of(mention.tokens.start);
        if label && let Some(day) = value.start.filter(|day| value.end == Some(*day)) {
            self.label = Some((document.sentences()[sentence].paragraph, day));
        }
        Some(DatedWords {
            tokens: mention.tokens.clone(),
            sentence,
            value,
            relation: match mention.relation {
                TimeRelation::Until | TimeRelation::By if is_part => TimeRelation::At,
                TimeRelation::Before | TimeRelation::After if reading.is_within_a_day() => TimeRelation::At,
                relation => relation,
            },
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
            of_others: Parting::before(document, mention),
            of_event: is_of_event(document, self.extraction, mention),
            of_toll: is_of_toll(document, mention),
            up_to: mention.relation == TimeRelation::By && mention.outlook == Outlook::Back
                || is_as_of(document, mention),
            label,
            heads_a_list: label && heads_a_list(document, mention),
        })
    }

    /// The clock of a time: a part of a day is one of the day that heads its paragraph ("7 May: shells
    /// fell overnight").
    fn labelled(&self, mention: &TimeMention) -> Clock {
        let is_part = matches!(
            mention.symbol,
            TimeSymbol::Overnight | TimeSymbol::Part { .. } | TimeSymbol::Clock { .. }
        );
        let here = || self.document.sentences()[self.document.sentence_of(mention.tokens.start)].paragraph;
        match self.label {
            Some((paragraph, day)) if is_part && paragraph == here() => self.clock.on(day),
            _ => self.clock,
        }
    }

    /// "During the week", in a bulletin of a week, is what the bulletin covers; a heading may tell what
    /// that is.
    fn of_period(&mut self, mention: &TimeMention, value: TimeValue) -> TimeValue {
        if let Some(covered) = &self.covered {
            return if names_its_period(mention) { covered.clone() } else { value };
        }
        let is_group = day_of_group(self.document, mention).is_some();
        let days = reporting_period(self.document, mention, &value, self.clock.report());
        if let Some(days) = days.filter(|_| !is_group) {
            self.clock = self.clock.with_period(days);
            self.covered = Some(value.clone());
        }
        value
    }
}

/// A time as the words of beginning before it tell it.
fn told_of(mention: &TimeMention, beginning: Beginning) -> Cow<'_, TimeMention> {
    match beginning {
        // "The worst since 2001, when 38 died": in that year, not since then.
        Beginning::Compared => Cow::Owned(TimeMention { relation: TimeRelation::At, ..mention.clone() }),
        // What goes on since a time began before the report.
        Beginning::Since if mention.outlook != Outlook::Back => {
            Cow::Owned(TimeMention { outlook: Outlook::Back, ..mention.clone() })
        }
        _ => Cow::Borrowed(mention),
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
    pub(super) fn holds_at(&self, token: usize) -> bool {
        self.aside.as_ref().is_none_or(|aside| aside.contains(&token))
    }
}

/// Whether a stretch is too long for one incident.
pub(super) fn is_long(time: &TimeValue) -> bool {
    match (time.start, time.end) {
        (Some(start), Some(end)) => end.days_since(start) > 6,
        _ => true,
    }
}

/// "As of Monday 78 had been named": a count goes so far, as with "by Monday".
fn is_as_of(document: &Document, mention: &TimeMention) -> bool {
    let word = |back: usize| mention.tokens.start.checked_sub(back).map(|token| document.word(token));
    let is = |word: Option<&str>, own: &str| word.is_some_and(|word| word.eq_ignore_ascii_case(own));
    is(word(2), "as") && (is(word(1), "of") || is(word(1), "at"))
}

/// A date at the head of the text that equals the day of the report dates the report.
fn is_dateline(document: &Document, mention: &TimeMention, value: &TimeValue, report: Option<Day>) -> bool {
    let heads = mention.tokens.start < 20 && document.sentence_of(mention.tokens.start) < 2;
    let opens = |token: usize| matches!(document.word(token), "on" | "On" | "since" | "in" | "by");
    let governed = mention.tokens.start.checked_sub(1).is_some_and(opens);
    let dates_it = value.basis == TimeBasis::Stated || opens_a_wire(document, mention);
    heads && !governed && value.start == report && value.end == report && dates_it
}
