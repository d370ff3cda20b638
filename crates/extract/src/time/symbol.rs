use super::feast::Feast;
use serde::Deserialize;

/// What a text says of a time, in symbols: no calendar has been asked yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TimeSymbol {
    /// A place in the calendar, with parts that may be missing.
    Calendar(Calendar),
    /// A day seen from the day of speaking: yesterday -1, today 0, tomorrow 1.
    Day(i8),
    /// "Last year", "this month", "the following day", "the week".
    Unit {
        /// Which unit.
        unit: Unit,
        /// Which one of them.
        step: Step,
    },
    /// "Two days ago", "a week later".
    Offset {
        /// How many units.
        count: Count,
        /// Of which unit.
        unit: Unit,
        /// -1 earlier, 1 later.
        direction: i8,
        /// Seen from where.
        anchor: Anchor,
    },
    /// "Two days before Christmas", "the day after 5 May", "the eve of Eid": counted from another time.
    Away {
        /// How many units.
        count: Count,
        /// Of which unit.
        unit: Unit,
        /// -1 before, 1 after.
        direction: i8,
        /// From what.
        from: Box<TimeSymbol>,
    },
    /// A feast whose day moves from year to year ("Easter", "Eid al-Adha 2015", "last Ramadan").
    Feast {
        /// Which.
        feast: Feast,
        /// Of which year, where it is said.
        year: Option<i16>,
        /// "Last", "this", "next".
        step: Option<Step>,
    },
    /// "03/04/2015": which number is the month, the country of the outlet decides.
    Numeric {
        /// The two numbers, each 1 to 12.
        numbers: (u8, u8),
        /// With its century.
        year: i16,
    },
    /// "Two days", "several months", "the 30-year": a length without a place in the calendar.
    Duration {
        /// How many units.
        count: Count,
        /// Of which unit.
        unit: Unit,
    },
    /// "The past two days", "the next few months", "recent weeks": a length that ends or begins at
    /// the time of speaking.
    Window {
        /// How many units.
        count: Count,
        /// Of which unit.
        unit: Unit,
        /// Which way it reaches.
        step: Step,
    },
    /// "This morning", "last night", "at night".
    Part {
        /// Which part of the day.
        part: DayPart,
        /// Of which day; none where the text does not say.
        step: Option<Step>,
    },
    /// The night that ends on the day of speaking.
    Overnight,
    /// A time of the clock.
    Clock {
        /// 0 to 24.
        hour: u8,
        /// 0 to 59.
        minute: Option<u8>,
    },
    /// "The 1990s", by its first year.
    Decade(i16),
    /// "The 19th century" is 19, "the 5th century BC" is -5.
    Century(i16),
    /// "Early", "the end of".
    Phase {
        /// Which part.
        phase: Phase,
        /// Of what.
        of: Box<TimeSymbol>,
    },
    /// "Earlier this month", "later that year": some time inside another, before or after the time
    /// of speaking.
    Sometime {
        /// -1 earlier, 1 later.
        direction: i8,
        /// Inside what.
        of: Box<TimeSymbol>,
    },
    /// "January 24 of that year", "Monday night", "the spring of next year".
    Within {
        /// The finer time.
        inner: Box<TimeSymbol>,
        /// The longer time that tells which one.
        outer: Box<TimeSymbol>,
    },
    /// "Every day", "twice a week", "weekly".
    Every {
        /// How many units lie between two times.
        count: Count,
        /// Of which unit.
        unit: Unit,
    },
    /// "On Mondays", "every Monday", "Monday nights".
    EveryWeekday {
        /// Monday 1 to Sunday 7.
        weekday: u8,
        /// At which part of the day.
        part: Option<DayPart>,
    },
    /// "Now", "recently", "the future".
    Reference(Reference),
}

/// Parts of a date; what the text leaves out is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Calendar {
    /// Astronomical: 1 BC is 0, 480 BC is -479.
    pub year: Option<i16>,
    /// A part of the year.
    pub part: Option<YearPart>,
    /// 1 to 31.
    pub day: Option<u8>,
    /// Monday 1 to Sunday 7.
    pub weekday: Option<u8>,
    /// "Last May", "next Friday", "this spring".
    pub step: Option<Step>,
}

/// A part of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearPart {
    /// 1 to 12.
    Month(u8),
    /// 1 spring to 4 winter.
    Season(u8),
    /// 1 to 4.
    Quarter(u8),
    /// 1 or 2.
    Half(u8),
}

/// Which one of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// -1 the one before, 0 this one, 1 the one after.
    pub n: i8,
    /// Seen from where.
    pub anchor: Anchor,
    /// "The past week" is the seven days up to now, "last week" a week of the calendar.
    pub rolling: bool,
}

/// What a relative time is seen from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The day of speaking ("ago", "last").
    Report,
    /// The time the narrative has come to ("later", "previous").
    Story,
    /// Whatever the text leans on ("the month", "the year").
    Text,
}

/// How many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// Exactly or roughly so many.
    Exact(u32),
    /// Between the two.
    Range(u32, u32),
    /// So many and a half ("two and a half years").
    AndAHalf(u32),
    /// "A few", "several", or a plural without a number.
    Vague,
}

/// A unit of time, from the finest; the values are those of the lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// The unit of a value in the lexicon (see `about` in `lexicons/en/time.toml`).
    pub(crate) fn of_value(value: i64) -> Option<Self> {
        const BY_VALUE: [Unit; 12] = [
            Unit::Second,
            Unit::Minute,
            Unit::Hour,
            Unit::Day,
            Unit::Week,
            Unit::Month,
            Unit::Quarter,
            Unit::Year,
            Unit::Decade,
            Unit::Century,
            Unit::Fortnight,
            Unit::Weekend,
        ];
        BY_VALUE.get(usize::try_from(value.checked_sub(1)?).ok()?).copied()
    }
}

/// A part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum DayPart {
    Morning,
    Afternoon,
    Evening,
    Night,
    Midnight,
    Noon,
    Daytime,
}

impl DayPart {
    pub(crate) fn of_value(value: i64) -> Option<Self> {
        const BY_VALUE: [DayPart; 7] = [
            DayPart::Morning,
            DayPart::Afternoon,
            DayPart::Evening,
            DayPart::Night,
            DayPart::Midnight,
            DayPart::Noon,
            DayPart::Daytime,
        ];
        BY_VALUE.get(usize::try_from(value.checked_sub(1)?).ok()?).copied()
    }
}

/// A part of a longer time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// The first third ("early").
    Early,
    /// The middle third ("mid-", "the middle of").
    Mid,
    /// The last third ("late").
    Late,
    /// All or most of it ("the rest of").
    Whole,
    /// The very start ("the beginning of").
    Start,
    /// The very end.
    End,
    /// The first half.
    FirstHalf,
    /// The second half.
    SecondHalf,
}

impl Phase {
    pub(crate) fn of_value(value: i64) -> Option<Self> {
        const BY_VALUE: [Phase; 6] =
            [Phase::Early, Phase::Mid, Phase::Late, Phase::Whole, Phase::Start, Phase::End];
        BY_VALUE.get(usize::try_from(value.checked_sub(1)?).ok()?).copied()
    }
}

/// A time that is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reference {
    /// "Now".
    Present,
    /// "Recently", "the past".
    Past,
    /// "Soon", "the future".
    Future,
    /// "At the same time": the time of the narrative.
    Then,
}
