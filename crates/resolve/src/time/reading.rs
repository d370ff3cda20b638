use super::granule::{Granule, phase, shifted};
use cairn_extract::time::{Count, DayPart, Phase, Reference, TimeSymbol, Unit};
use cairn_model::{Day, TimeBasis, TimeValue};

/// What a symbol comes to in one report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The value.
    pub value: Value,
    /// Why it is believed.
    pub basis: TimeBasis,
}

/// A time, resolved as far as the report allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A time on the calendar.
    At {
        /// Which.
        granule: Granule,
        /// Which part of it.
        phase: Option<Phase>,
        /// -1 only what lies before the day, 1 only what lies after it ("earlier this month").
        side: Option<(i8, Day)>,
    },
    /// A length of time that ends or begins on a known day.
    Window {
        /// First day.
        start: Day,
        /// Last day.
        end: Day,
        /// How many units.
        count: Count,
        /// Of which unit.
        unit: Unit,
    },
    /// A length of time that stands nowhere.
    Length {
        /// How many units.
        count: Count,
        /// Of which unit.
        unit: Unit,
    },
    /// A rhythm.
    Every {
        /// How many units lie between two times.
        count: Count,
        /// Of which unit.
        unit: Unit,
    },
    /// A weekday again and again.
    EveryWeekday {
        /// Monday 1 to Sunday 7.
        weekday: u8,
        /// At which part of the day.
        part: Option<DayPart>,
    },
    /// Present, past or future, without a date.
    Reference(Reference),
    /// Nothing in the report tells which day it was.
    Open(TimeSymbol),
}

impl Reading {
    /// A time on the calendar.
    pub(super) fn at(granule: Granule, basis: TimeBasis) -> Self {
        Self { value: Value::At { granule, phase: None, side: None }, basis }
    }

    /// A value that no basis is needed for.
    pub(super) fn plain(value: Value) -> Self {
        Self { value, basis: TimeBasis::Stated }
    }

    /// The time on the calendar, where it has one.
    pub fn granule(&self) -> Option<Granule> {
        match self.value {
            Value::At { granule, .. } => Some(granule),
            _ => None,
        }
    }

    /// Whether it is a part of a day, or a time of the clock.
    pub fn is_within_a_day(&self) -> bool {
        matches!(self.granule(), Some(Granule::Part(..) | Granule::Clock(..)))
    }

    /// First and last day; none where the value lies nowhere on the calendar.
    pub fn days(&self) -> Option<(Day, Day)> {
        match self.value {
            Value::At { granule, phase: part, side } => {
                let (mut start, mut end) = granule.days();
                if let Some(part) = part {
                    (start, end) = phase((start, end), part);
                }
                match side {
                    Some((-1, day)) if start < day && day <= end => end = day.plus_days(-1),
                    Some((1, day)) if start <= day && day < end => start = day.plus_days(1),
                    _ => {}
                }
                Some((start, end))
            }
            Value::Window { start, end, .. } => Some((start, end)),
            _ => None,
        }
    }

    /// The interval with its basis; [`TimeValue::unknown`] where there is none.
    pub fn time(&self) -> TimeValue {
        self.days().map_or_else(TimeValue::unknown, |(start, end)| TimeValue::days(start, end, self.basis))
    }
}

/// The days of a window that ends (`n` < 0) or begins on a day.
pub(super) fn window(day: Day, n: i8, count: Count, said: Unit) -> Value {
    // "Recent weeks", "a few days": at least two, and rarely more than a handful.
    let units = match count {
        Count::Exact(n) => n,
        Count::Range(_, high) => high,
        // A whole unit more, so that nothing is left out.
        Count::AndAHalf(n) => n.saturating_add(1),
        Count::Vague => 5,
    };
    let units = i32::try_from(units).unwrap_or(i32::MAX);
    // The last 30 hours reach into the day before yesterday.
    let (units, unit) = match said {
        Unit::Hour => (units.saturating_add(23) / 24, Unit::Day),
        unit => (units, unit),
    };
    let sign = if n > 0 { 1 } else { -1 };
    let other = shifted(day, units.saturating_mul(sign), unit);
    Value::Window { start: day.min(other), end: day.max(other), count, unit: said }
}
