//! From a match of a card to a symbol: the card's `form` says what its captures mean.

use super::feast::Feast;
use super::form::Form;
use super::shape::{self, NamedTime};
use super::symbol::{Anchor, Calendar, Count, DayPart, Phase, Reference, Step, TimeSymbol, Unit, YearPart};
use crate::chart::{Chart, Match, NodeIdx};
use crate::engine::Capture;
use crate::ruleset::Ruleset;
use cairn_text::Document;
use std::ops::Range;

/// What groups of kind `Time` are read from.
pub(super) struct Reader<'r> {
    pub document: &'r Document<'r>,
    pub ruleset: &'r Ruleset,
    pub chart: &'r Chart<'r>,
}

/// A symbol with its tokens: one a match, two where the match is a range ("6-7 February").
pub(super) type Found = Vec<(Range<usize>, TimeSymbol)>;

impl Reader<'_> {
    /// The symbols of a match; none where the words make no date ("February 31").
    pub(super) fn read(&self, found: &Match) -> Option<Found> {
        let rule = &self.ruleset.rules()[found.rule as usize];
        let tokens = self.chart.tokens(found);
        let captured = Captured { reader: self, found };
        match rule.set.form? {
            Form::Days => captured.days(&tokens),
            Form::Years => captured.years(&tokens),
            form => captured.symbol(form, rule.set.reference).map(|symbol| vec![(tokens, symbol)]),
        }
    }
}

/// The captures of one match.
pub(super) struct Captured<'r> {
    pub(super) reader: &'r Reader<'r>,
    found: &'r Match,
}

impl Captured<'_> {
    pub(super) fn nodes(&self, name: Capture) -> Option<&[NodeIdx]> {
        self.reader.chart.capture(self.found, name)
    }

    fn tokens(&self, name: Capture) -> Option<Range<usize>> {
        self.nodes(name).map(|nodes| self.reader.chart.token_range(nodes))
    }

    pub(super) fn word(&self, name: Capture) -> Option<&str> {
        self.tokens(name).map(|tokens| self.reader.document.words(tokens))
    }

    /// The lexicon's value of the last word of a capture.
    fn value(&self, name: Capture) -> Option<i64> {
        self.reader.chart.nodes[*self.nodes(name)?.last()? as usize].value
    }

    fn small(&self, name: Capture) -> Option<u8> {
        self.value(name).and_then(|value| u8::try_from(value).ok())
    }

    pub(super) fn has_tag(&self, name: Capture, tag: &str) -> bool {
        let tag = self.reader.ruleset.tags.get(tag);
        let last = self.nodes(name).and_then(<[NodeIdx]>::last);
        tag.zip(last).is_some_and(|(tag, node)| self.reader.chart.tags(*node).contains(tag))
    }

    /// The symbol of a group that a capture holds.
    fn inner(&self, name: Capture) -> Option<Box<TimeSymbol>> {
        let found = self.reader.chart.made_by(*self.nodes(name)?.last()?)?;
        self.reader.read(found)?.pop().map(|(_, symbol)| Box::new(symbol))
    }

    fn symbol(&self, form: Form, reference: Option<Reference>) -> Option<TimeSymbol> {
        Some(match form {
            Form::Date => TimeSymbol::Calendar(self.calendar()?),
            Form::SpokenYear => {
                let number = |name: Capture| self.value(name).unwrap_or(0);
                let first = self.value(Capture::Century).map_or(2000, |century| century * 100);
                let year = i16::try_from(
                    first + number(Capture::Tens) + number(Capture::Unit) + number(Capture::Rest),
                )
                .ok()?;
                TimeSymbol::Calendar(Calendar { year: Some(year), ..Calendar::default() })
            }
            Form::NumericDate => self.numeric_date()?,
            Form::Feast => TimeSymbol::Feast {
                feast: Feast::of_value(self.value(Capture::Feast)?)?,
                year: self.year(Capture::Year),
                step: self.step(),
            },
            Form::Away => self.away()?,
            Form::Eve => TimeSymbol::Away {
                count: Count::Exact(1),
                unit: Unit::Day,
                direction: -1,
                from: self.inner(Capture::Time)?,
            },
            Form::Anniversary => TimeSymbol::Offset {
                count: Count::Exact(u32::from(self.nth(Capture::Nth)?)),
                unit: Unit::Year,
                direction: -1,
                anchor: Anchor::Report,
            },
            Form::DayOf => {
                let inner = Calendar { day: self.day(Capture::Day)?, ..Calendar::default() };
                TimeSymbol::Within {
                    inner: Box::new(TimeSymbol::Calendar(inner)),
                    outer: self.inner(Capture::Time)?,
                }
            }
            Form::NightOf => {
                let inner = Box::new(TimeSymbol::Part { part: DayPart::Night, step: None });
                TimeSymbol::Within { inner, outer: self.inner(Capture::Time)? }
            }
            Form::NightInto => TimeSymbol::Within {
                inner: Box::new(TimeSymbol::Overnight),
                outer: self.inner(Capture::Time)?,
            },
            Form::InTheDay => {
                let of = Box::new(TimeSymbol::Unit { unit: Unit::Day, step: THE });
                TimeSymbol::Sometime { direction: i8::try_from(self.value(Capture::Side)?).ok()?, of }
            }
            Form::Holiday => {
                let value = self.value(Capture::Holiday)?;
                let month = YearPart::Month(u8::try_from(value / 100).ok()?);
                let day = u8::try_from(value % 100).ok();
                TimeSymbol::Calendar(Calendar { part: Some(month), day, ..self.calendar()? })
            }
            Form::Day => TimeSymbol::Day(i8::try_from(self.value(Capture::Day)?).ok()?),
            Form::DayBeyond => TimeSymbol::Day(i8::try_from(self.value(Capture::Day)? * 2).ok()?),
            Form::Unit => match (self.unit()?, self.step().unwrap_or(THE)) {
                // "The past week" is the seven days up to now, "last week" one of the calendar.
                (unit, step) if step.rolling && step.n != 0 => {
                    TimeSymbol::Window { count: Count::Exact(1), unit, step }
                }
                (unit, step) => TimeSymbol::Unit { unit, step },
            },
            Form::Offset => TimeSymbol::Offset {
                count: self.count(),
                unit: self.unit()?,
                direction: self.value(Capture::Side).map_or(Some(-1), |side| i8::try_from(side).ok())?,
                anchor: if self.has_tag(Capture::Side, "sideago") { Anchor::Report } else { Anchor::Story },
            },
            Form::Duration => TimeSymbol::Duration { count: self.count(), unit: self.unit()? },
            Form::Window => {
                let step = self.step().unwrap_or(Step { n: -1, anchor: Anchor::Report, rolling: true });
                TimeSymbol::Window { count: self.count(), unit: self.unit()?, step }
            }
            Form::Timespan => {
                let (count, unit) = self.tags().timespan(self.word(Capture::Span)?, self.vocabulary())?;
                TimeSymbol::Duration { count: Count::Exact(count), unit }
            }
            Form::Midpoint => self.midpoint()?,
            Form::Part => {
                TimeSymbol::Part { part: DayPart::of_value(self.value(Capture::Part)?)?, step: self.step() }
            }
            Form::Overnight => TimeSymbol::Overnight,
            Form::Tonight => {
                let step = Step { n: 0, anchor: Anchor::Report, rolling: false };
                TimeSymbol::Part { part: DayPart::Night, step: Some(step) }
            }
            Form::Clock => self.clock()?,
            Form::Decade => TimeSymbol::Decade(
                match self.value(Capture::Decade) {
                    Some(first) => i16::try_from(first).ok()?,
                    None => shape::decade(self.word(Capture::Decade)?)?,
                } * if self.value(Capture::Era) == Some(-1) { -1 } else { 1 },
            ),
            Form::Century => {
                let nth = i16::from(self.nth(Capture::Nth)?);
                TimeSymbol::Century(if self.value(Capture::Era) == Some(-1) { -nth } else { nth })
            }
            Form::Phase => TimeSymbol::Phase {
                phase: Phase::of_value(self.value(Capture::Phase)?)?,
                of: self.inner(Capture::Time)?,
            },
            Form::Half => {
                let phase = if self.nth(Capture::Nth)? == 1 { Phase::FirstHalf } else { Phase::SecondHalf };
                TimeSymbol::Phase { phase, of: self.inner(Capture::Time)? }
            }
            Form::Sometime => TimeSymbol::Sometime {
                direction: i8::try_from(self.value(Capture::Side)?).ok()?,
                of: self.inner(Capture::Time)?,
            },
            Form::Within => {
                TimeSymbol::Within { inner: self.inner(Capture::Inner)?, outer: self.inner(Capture::Outer)? }
            }
            Form::PartOf => {
                let part = DayPart::of_value(self.value(Capture::Part)?)?;
                let inner = Box::new(TimeSymbol::Part { part, step: None });
                TimeSymbol::Within { inner, outer: self.inner(Capture::Time)? }
            }
            Form::Every => TimeSymbol::Every { count: self.count(), unit: self.unit()? },
            Form::Rhythm => TimeSymbol::Every { count: Count::Vague, unit: self.unit()? },
            Form::EveryWeekday => TimeSymbol::EveryWeekday {
                weekday: self.small(Capture::Weekday)?,
                part: self.value(Capture::Part).and_then(DayPart::of_value),
            },
            Form::Reference => TimeSymbol::Reference(reference?),
            Form::Days | Form::Years => return None,
        })
    }

    fn tags(&self) -> &shape::TimeTags {
        &self.reader.ruleset.shapes.time
    }

    fn vocabulary(&self) -> &crate::ruleset::Vocabulary {
        &self.reader.ruleset.vocabulary
    }

    fn unit(&self) -> Option<Unit> {
        Unit::of_value(self.value(Capture::Unit)?)
    }

    fn step(&self) -> Option<Step> {
        let n = i8::try_from(self.value(Capture::Step)?).ok()?;
        let story =
            self.has_tag(Capture::Step, "fromstory") || (self.nodes(Capture::The).is_some() && n == 1);
        let anchor = if story { Anchor::Story } else { Anchor::Report };
        Some(Step { n, anchor, rolling: self.has_tag(Capture::Step, "rolling") })
    }

    /// The number of `@ordinal`, in figures or as a word.
    fn nth(&self, name: Capture) -> Option<u8> {
        self.small(name).or_else(|| shape::ordinal(self.word(name)?))
    }

    fn day(&self, name: Capture) -> Option<Option<u8>> {
        if self.nodes(name).is_none() {
            return Some(None);
        }
        let day = self.word(name)?.parse().ok().or_else(|| self.nth(name))?;
        (1..=31).contains(&day).then_some(Some(day))
    }

    /// The year of a capture, astronomical. Two digits are a year from 1940 to 2039.
    fn year(&self, name: Capture) -> Option<i16> {
        let word = self.word(name)?;
        // "20 July, 1500 hrs": a time of the clock.
        if self.tokens(name).is_some_and(|tokens| self.is_of_the_clock(tokens.end)) {
            return None;
        }
        let year: i16 = word.parse().ok()?;
        Some(match (word.len(), self.value(Capture::Era)) {
            (_, Some(-1)) => 1 - year,
            (2, None) => year + if year < 40 { 2000 } else { 1900 },
            _ => year,
        })
    }

    /// Whether the word at a token makes four figures before it a time of the clock.
    fn is_of_the_clock(&self, token: usize) -> bool {
        let document = self.reader.document;
        token < document.tokens().len()
            && CLOCK.iter().any(|clock| document.word(token).eq_ignore_ascii_case(clock))
    }

    fn calendar(&self) -> Option<Calendar> {
        let part = (self.small(Capture::Month).map(YearPart::Month))
            .or_else(|| self.small(Capture::Season).map(YearPart::Season))
            .or_else(|| self.small(Capture::Quarterly).map(YearPart::Quarter))
            .or_else(|| self.nth(Capture::Nth).map(YearPart::Quarter));
        let glued = self.word(Capture::DayYear).and_then(shape::day_and_year);
        let (day, year) = match glued {
            Some((day, year)) => (Some(day), Some(year)),
            None => (self.day(Capture::Day)?, self.year(Capture::Year)),
        };
        let calendar = Calendar { year, part, day, weekday: self.small(Capture::Weekday), step: self.step() };
        is_possible(&calendar).then_some(calendar)
    }

    /// `2017-05-25`, `25/05/2017`, `25.05.2017`. With full stops the day comes first; with other
    /// signs the clock decides, where both of the first two may be the month.
    fn numeric_date(&self) -> Option<TimeSymbol> {
        let text = self.reader.document.words(self.reader.chart.tokens(self.found));
        let numbers: Vec<&str> =
            text.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).collect();
        let [a, b, c] = numbers[..] else { return None };
        let (year, month, day) = if a.len() == 4 { (a, b, c) } else { (c, b, a) };
        let year: i16 = year.parse().ok()?;
        let year =
            if c.len() == 2 && a.len() != 4 { year + if year < 40 { 2000 } else { 1900 } } else { year };
        let (month, day): (u8, u8) = (month.parse().ok()?, day.parse().ok()?);
        let (month, day) = if month > 12 && a.len() != 4 { (day, month) } else { (month, day) };
        if month <= 12 && day <= 12 && month != day && a.len() != 4 && !text.contains('.') {
            return Some(TimeSymbol::Numeric { numbers: (day, month), year });
        }
        let part = Some(YearPart::Month(month).into_option()?);
        let calendar = Calendar { year: Some(year), part, day: Some(day), ..Calendar::default() };
        is_possible(&calendar).then_some(TimeSymbol::Calendar(calendar))
    }

    /// "Two days before", "the week after": a length, or one unit, on one side of another time.
    fn away(&self) -> Option<TimeSymbol> {
        let (count, unit) = match self.inner(Capture::Length).map(|length| *length) {
            Some(TimeSymbol::Duration { count, unit }) => (count, unit),
            Some(_) => return None,
            None => (Count::Exact(1), self.unit()?),
        };
        let direction = i8::try_from(self.value(Capture::Side)?).ok()?;
        Some(TimeSymbol::Away { count, unit, direction, from: self.inner(Capture::Time)? })
    }

    /// "6-7 February": the first day, then the rest.
    fn days(&self, tokens: &Range<usize>) -> Option<Found> {
        let last = self.calendar()?;
        let first = Calendar { day: self.day(Capture::First)?, weekday: None, ..last };
        if first.day >= last.day || !is_possible(&first) {
            return None;
        }
        let (a, b) = (self.tokens(Capture::First)?, self.tokens(Capture::Day)?);
        // The month stands with the day it is written beside.
        let month = self.tokens(Capture::Month)?;
        let start = if month.start < a.start { month.start } else { a.start };
        Some(vec![
            (start.min(tokens.end)..a.end, TimeSymbol::Calendar(first)),
            (b.start..tokens.end, TimeSymbol::Calendar(last)),
        ])
    }

    /// "1939–1945", "1995-96", "480-479 BC".
    fn years(&self, tokens: &Range<usize>) -> Option<Found> {
        let first = self.year(Capture::First)?;
        let mut last = self.year(Capture::Year)?;
        if self.word(Capture::Year)?.len() == 2 {
            last = first - first.rem_euclid(100) + last.rem_euclid(100);
        }
        if last <= first {
            return None;
        }
        let symbol = |year| TimeSymbol::Calendar(Calendar { year: Some(year), ..Calendar::default() });
        Some(vec![
            (self.tokens(Capture::First)?, symbol(first)),
            (self.tokens(Capture::Year)?.start..tokens.end, symbol(last)),
        ])
    }

    fn midpoint(&self) -> Option<TimeSymbol> {
        let (phase, rest) = self.tags().midpoint(self.word(Capture::Midpoint)?, self.vocabulary())?;
        let year = self.year(Capture::Year);
        let of = if let Some(first) = shape::decade(rest) {
            TimeSymbol::Decade(first)
        } else if let Ok(year) = rest.parse() {
            TimeSymbol::Calendar(Calendar { year: Some(year), ..Calendar::default() })
        } else {
            let (kind, value) = self.tags().kind_of(rest, self.vocabulary())?;
            let number = u8::try_from(value).ok()?;
            let calendar = |part| Calendar { year, part: Some(part), ..Calendar::default() };
            match kind {
                NamedTime::Month => TimeSymbol::Calendar(calendar(YearPart::Month(number))),
                NamedTime::Season => TimeSymbol::Calendar(calendar(YearPart::Season(number))),
                NamedTime::Part => TimeSymbol::Part { part: DayPart::of_value(value)?, step: None },
            }
        };
        Some(TimeSymbol::Phase { phase, of: Box::new(of) })
    }

    fn clock(&self) -> Option<TimeSymbol> {
        let word = self.word(Capture::Hour)?;
        // "0930 GMT"
        if word.len() == 4 && self.nodes(Capture::Minute).is_none() && self.nodes(Capture::Half).is_none() {
            let number: u16 = word.parse().ok()?;
            let (hour, minute) = ((number / 100) as u8, (number % 100) as u8);
            return (hour <= 24 && minute < 60).then_some(TimeSymbol::Clock { hour, minute: Some(minute) });
        }
        // "3.30 p.m." is one number.
        let (hours, minutes) =
            word.split_once('.').unwrap_or((word, self.word(Capture::Minute).unwrap_or("")));
        let mut hour: u8 = match self.value(Capture::Hour) {
            Some(hour) => u8::try_from(hour).ok()?,
            None => hours.parse().ok()?,
        };
        let minute = if minutes.is_empty() { None } else { Some(minutes.parse().ok()?) };
        match self.value(Capture::Half) {
            Some(12) if hour < 12 => hour += 12,
            Some(0) if hour == 12 => hour = 0,
            _ => {}
        }
        (hour <= 24 && minute.is_none_or(|minute| minute < 60)).then_some(TimeSymbol::Clock { hour, minute })
    }
}

/// Words behind figures of the clock.
const CLOCK: &[&str] = &["hrs", "hours", "gmt", "utc", "lt"];

/// "The month", "the year".
const THE: Step = Step { n: 0, anchor: Anchor::Text, rolling: false };

impl YearPart {
    fn into_option(self) -> Option<Self> {
        match self {
            Self::Month(1..=12) | Self::Season(1..=4) | Self::Quarter(1..=4) | Self::Half(1..=2) => {
                Some(self)
            }
            _ => None,
        }
    }
}

/// Whether some year has such a date.
fn is_possible(calendar: &Calendar) -> bool {
    let days = match calendar.part {
        Some(YearPart::Month(2)) => 29,
        Some(YearPart::Month(4 | 6 | 9 | 11)) => 30,
        Some(part) => return part.into_option().is_some() && calendar.day.is_none_or(|day| day <= 31),
        None => 31,
    };
    calendar.day.is_none_or(|day| day <= days)
}
