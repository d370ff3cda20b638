use serde::Deserialize;

/// What the captures of a card of times mean (`set = { form = ... }`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Form {
    /// "The tenth anniversary".
    Anniversary,
    /// "Two days before the attack": a length on one side of another time.
    Away,
    /// "The 19th century".
    Century,
    /// "3.30 p.m.".
    Clock,
    /// Day, month, year, weekday, season or quarter, as far as they are told.
    Date,
    /// "Yesterday".
    Day,
    /// "The day before yesterday".
    DayBeyond,
    /// "The 15th of last month".
    DayOf,
    /// "6-7 February".
    Days,
    /// "The nineties".
    Decade,
    /// "Two weeks".
    Duration,
    /// "The eve of the vote".
    Eve,
    /// "Every three days".
    Every,
    /// "Every Friday night".
    EveryWeekday,
    /// A feast that moves: "Easter".
    Feast,
    /// "The first half of 2012".
    Half,
    /// A feast of a fixed day: "Christmas".
    Holiday,
    /// "Earlier in the day".
    InTheDay,
    /// "Mid-2012".
    Midpoint,
    /// "The night into Tuesday".
    NightInto,
    /// "The night of 3 May".
    NightOf,
    /// "25/05/2017".
    NumericDate,
    /// "Two days ago".
    Offset,
    /// "Overnight".
    Overnight,
    /// "Tuesday's dawn": a part of a day.
    Part,
    /// "The morning of 3 May".
    PartOf,
    /// "Late April".
    Phase,
    /// "Now", "recently".
    Reference,
    /// "Daily".
    Rhythm,
    /// "Later last year".
    Sometime,
    /// "Nineteen forty".
    SpokenYear,
    /// "A 72-hour".
    Timespan,
    /// "Tonight".
    Tonight,
    /// "Last week".
    Unit,
    /// "The past two weeks".
    Window,
    /// One time in another: "May of last year".
    Within,
    /// "1939-1945".
    Years,
}
