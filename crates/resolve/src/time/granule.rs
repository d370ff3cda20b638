use cairn_extract::time::{DayPart, Phase, Unit};
use cairn_model::Day;

/// A time on the calendar, as finely as it is known. Years are astronomical: 1 BC is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Granule {
    /// 19 is 1800 to 1899, as spoken of ("the 19th century"); negative before Christ.
    Century(i16),
    /// By its first year.
    Decade(i16),
    /// A year.
    Year(i16),
    /// 1 or 2.
    Half(i16, u8),
    /// 1 to 4.
    Quarter(i16, u8),
    /// 1 spring to 4 winter; the winter of a year begins in its December.
    Season(i16, u8),
    /// 1 to 12.
    Month(i16, u8),
    /// By its Monday.
    Week(Day),
    /// By its Saturday.
    Weekend(Day),
    /// A day.
    Day(Day),
    /// The night that ends on this day.
    NightBefore(Day),
    /// A part of a day.
    Part(Day, DayPart),
    /// A feast, from its first to its last day.
    Feast(Day, Day),
    /// A time of the clock: hour, and minute where it is said.
    Clock(Day, u8, Option<u8>),
}

/// The first day of a month; the first of January where the calendar has no such month.
pub(super) fn month_start(year: i16, month: u8) -> Day {
    let year = year.clamp(-9998, 9998);
    Day::new(year, i8::try_from(month).unwrap_or(1), 1)
        .or_else(|| Day::new(year, 1, 1))
        .unwrap_or_else(|| unreachable!("every clamped year has a first of January"))
}

/// The Monday of a day's week.
pub(super) fn monday(day: Day) -> Day {
    day.plus_days(1 - i32::from(day.weekday()))
}

fn months(year: i16, first: u8, count: i32) -> (Day, Day) {
    let start = month_start(year, first);
    (start, start.plus_months(count).plus_days(-1))
}

impl Granule {
    /// First and last day.
    pub fn days(self) -> (Day, Day) {
        let years = |first: i16, count: i16| {
            (month_start(first, 1), month_start(first.saturating_add(count - 1), 12).end_of_month())
        };
        match self {
            Self::Century(n) if n < 0 => years(n.saturating_mul(100).saturating_add(1), 100),
            Self::Century(n) => years((n - 1).saturating_mul(100), 100),
            Self::Decade(first) => years(first, 10),
            Self::Year(year) => years(year, 1),
            Self::Half(year, n) => months(year, if n == 1 { 1 } else { 7 }, 6),
            Self::Quarter(year, n) => months(year, n * 3 - 2, 3),
            Self::Season(year, n) => months(year, n * 3, 3),
            Self::Month(year, month) => months(year, month, 1),
            Self::Week(monday) => (monday, monday.plus_days(6)),
            Self::Weekend(saturday) => (saturday, saturday.plus_days(1)),
            Self::NightBefore(day) => (day.plus_days(-1), day),
            Self::Feast(first, last) => (first, last),
            Self::Day(day) | Self::Part(day, _) | Self::Clock(day, ..) => (day, day),
        }
    }

    /// Its year; the first of several.
    pub fn year(self) -> i16 {
        self.days().0.year()
    }

    /// Its day, where it is as fine as that.
    pub fn day(self) -> Option<Day> {
        match self {
            Self::Day(day) | Self::NightBefore(day) | Self::Part(day, _) | Self::Clock(day, ..) => Some(day),
            _ => None,
        }
    }

    /// Its month, where it is as fine as that.
    pub fn month(self) -> Option<u8> {
        match self {
            Self::Month(_, month) => Some(month),
            Self::Week(day) | Self::Weekend(day) | Self::Feast(day, _) => u8::try_from(day.month()).ok(),
            _ => self.day().and_then(|day| u8::try_from(day.month()).ok()),
        }
    }

    /// The granule of a unit that holds a day; units below a day give the day.
    pub fn of(day: Day, unit: Unit) -> Self {
        let (year, month) = (day.year(), u8::try_from(day.month()).unwrap_or(1));
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Self::Day(day),
            Unit::Week | Unit::Fortnight => Self::Week(monday(day)),
            Unit::Weekend => Self::Weekend(monday(day).plus_days(5)),
            Unit::Month => Self::Month(year, month),
            Unit::Quarter => Self::Quarter(year, (month - 1) / 3 + 1),
            Unit::Year => Self::Year(year),
            Unit::Decade => Self::Decade(year - year.rem_euclid(10)),
            Unit::Century => Self::Century(year.div_euclid(100) + 1),
        }
    }
}

/// A day moved by some units; units below a day move whole days only.
pub(super) fn shifted(day: Day, n: i32, unit: Unit) -> Day {
    match unit {
        Unit::Second | Unit::Minute => day,
        Unit::Hour => day.plus_days(n / 24),
        Unit::Day => day.plus_days(n),
        Unit::Week | Unit::Weekend => day.plus_days(n.saturating_mul(7)),
        Unit::Fortnight => day.plus_days(n.saturating_mul(14)),
        Unit::Month => day.plus_months(n),
        Unit::Quarter => day.plus_months(n.saturating_mul(3)),
        Unit::Year => day.plus_months(n.saturating_mul(12)),
        Unit::Decade => day.plus_months(n.saturating_mul(120)),
        Unit::Century => day.plus_months(n.saturating_mul(1200)),
    }
}

/// The days of a part of a longer time. A convention of this project: early, middle and late are
/// thirds ("late April" is 21 to 30 April), the start and the end are fifths, never less than a day.
pub(super) fn phase((start, end): (Day, Day), phase: Phase) -> (Day, Day) {
    let length = end.days_since(start) + 1;
    let part = |from: i32, to: i32, of: i32| {
        let first = start.plus_days(length * from / of);
        (first, start.plus_days((length * to / of - 1).max(0)).max(first))
    };
    match phase {
        Phase::Early => part(0, 1, 3),
        Phase::Mid => part(1, 2, 3),
        Phase::Late => part(2, 3, 3),
        Phase::Whole => (start, end),
        Phase::Start => part(0, 1, 5),
        Phase::End => part(4, 5, 5),
        Phase::FirstHalf => part(0, 1, 2),
        Phase::SecondHalf => part(1, 2, 2),
    }
}
