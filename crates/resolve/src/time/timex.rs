//! Values in the notation of TIMEX3 (ISO-TimeML, ISO 24617-1), as exchanged in TempEval.

use super::granule::Granule;
use super::reading::{Reading, Value};
use cairn_extract::time::{Calendar, Count, DayPart, Reference, TimeSymbol, Unit, YearPart};
use cairn_model::Day;

/// DATE, TIME, DURATION or SET.
pub fn kind(reading: &Reading) -> &'static str {
    match &reading.value {
        Value::At { granule: Granule::Part(..) | Granule::Clock(..) | Granule::NightBefore(_), .. } => "TIME",
        Value::Open(TimeSymbol::Part { .. } | TimeSymbol::Clock { .. } | TimeSymbol::Overnight) => "TIME",
        Value::Window { .. } | Value::Length { .. } => "DURATION",
        Value::Every { .. } | Value::EveryWeekday { .. } => "SET",
        _ => "DATE",
    }
}

/// The value; none where nothing is known.
pub fn value(reading: &Reading) -> Option<String> {
    Some(match &reading.value {
        Value::At { granule, .. } => of_granule(*granule),
        // A window without a number is no measure: "recent weeks" are the past.
        Value::Window { count, unit, .. } | Value::Length { count, unit } => length(*count, *unit),
        Value::Every { count: Count::Vague, unit } => rhythm(*unit),
        Value::Every { count, unit } => length(*count, *unit),
        Value::EveryWeekday { weekday, part } => {
            format!("XXXX-WXX-{weekday}{}", part.map_or(String::new(), |part| format!("T{}", of_part(part))))
        }
        Value::Reference(Reference::Present) => "PRESENT_REF".into(),
        Value::Reference(Reference::Past) => "PAST_REF".into(),
        Value::Reference(Reference::Future) => "FUTURE_REF".into(),
        Value::Reference(Reference::Then) => return None,
        Value::Open(symbol) => open(symbol)?,
    })
}

fn year(year: i16) -> String {
    if year > 0 { format!("{year:04}") } else { format!("BC{:04}", 1 - i32::from(year)) }
}

fn day(day: Day) -> String {
    format!("{}-{:02}-{:02}", year(day.year()), day.month(), day.day())
}

fn of_granule(granule: Granule) -> String {
    match granule {
        Granule::Century(n) if n < 0 => format!("BC{:02}", -n - 1),
        Granule::Century(n) => format!("{:02}", n - 1),
        Granule::Decade(first) if first < 0 => format!("BC{:03}", -first / 10),
        Granule::Decade(first) => format!("{:03}", first / 10),
        Granule::Year(y) => year(y),
        Granule::Half(y, n) => format!("{}-H{n}", year(y)),
        Granule::Quarter(y, n) => format!("{}-Q{n}", year(y)),
        Granule::Season(y, n) => format!("{}-{}", year(y), season(n)),
        Granule::Month(y, month) => format!("{}-{month:02}", year(y)),
        Granule::Week(monday) => week(monday),
        Granule::Weekend(saturday) => format!("{}-WE", week(saturday)),
        Granule::Day(date) => day(date),
        Granule::Feast(first, _) => day(first),
        Granule::NightBefore(date) => format!("{}TNI", day(date.plus_days(-1))),
        Granule::Part(date, part) => format!("{}T{}", day(date), of_part(part)),
        Granule::Clock(date, hour, minute) => format!("{}T{hour:02}:{:02}", day(date), minute.unwrap_or(0)),
    }
}

/// The week of ISO 8601: it belongs to the year of its Thursday.
fn week(date: Day) -> String {
    let thursday = date.plus_days(4 - i32::from(date.weekday()));
    let first = Day::new(thursday.year(), 1, 1).unwrap_or(thursday);
    format!("{}-W{:02}", year(thursday.year()), thursday.days_since(first) / 7 + 1)
}

fn season(n: u8) -> &'static str {
    match n {
        1 => "SP",
        2 => "SU",
        3 => "FA",
        _ => "WI",
    }
}

fn of_part(part: DayPart) -> &'static str {
    match part {
        DayPart::Morning => "MO",
        DayPart::Afternoon => "AF",
        DayPart::Evening => "EV",
        DayPart::Night => "NI",
        DayPart::Midnight => "24:00",
        DayPart::Noon => "12:00",
        DayPart::Daytime => "DT",
    }
}

fn length(count: Count, unit: Unit) -> String {
    let (time, letter, times) = match unit {
        Unit::Second => ("T", "S", 1),
        Unit::Minute => ("T", "M", 1),
        Unit::Hour => ("T", "H", 1),
        Unit::Day => ("", "D", 1),
        Unit::Week | Unit::Weekend => ("", "W", 1),
        Unit::Fortnight => ("", "W", 2),
        Unit::Month => ("", "M", 1),
        Unit::Quarter => ("", "Q", 1),
        Unit::Year => ("", "Y", 1),
        Unit::Decade => ("", "Y", 10),
        Unit::Century => ("", "Y", 100),
    };
    match count {
        Count::Exact(n) | Count::Range(_, n) => format!("P{time}{}{letter}", u64::from(n) * times),
        Count::AndAHalf(n) if times == 1 => format!("P{time}{n}.5{letter}"),
        Count::AndAHalf(n) => format!("P{time}{}{letter}", u64::from(n) * times + times / 2),
        Count::Vague if unit == Unit::Decade => "PXDE".into(),
        Count::Vague if unit == Unit::Century => "PXC".into(),
        Count::Vague => format!("P{time}X{letter}"),
    }
}

/// "Daily", "weekly", "yearly": any day, any week, any year.
fn rhythm(unit: Unit) -> String {
    match unit {
        Unit::Day => "XXXX-XX-XX".into(),
        Unit::Week => "XXXX-WXX".into(),
        Unit::Month => "XXXX-XX".into(),
        Unit::Year => "XXXX".into(),
        Unit::Quarter => length(Count::Exact(3), Unit::Month),
        unit => length(Count::Exact(1), unit),
    }
}

/// What is said of a day that nobody knows: the unknown parts are `X`.
fn open(symbol: &TimeSymbol) -> Option<String> {
    Some(match symbol {
        TimeSymbol::Part { part, .. } => format!("XXXX-XX-XXT{}", of_part(*part)),
        TimeSymbol::Overnight => "XXXX-XX-XXTNI".into(),
        TimeSymbol::Clock { hour, minute } => format!("XXXX-XX-XXT{hour:02}:{:02}", minute.unwrap_or(0)),
        TimeSymbol::Calendar(date) => unknown_year(date)?,
        TimeSymbol::Day(_) => "XXXX-XX-XX".into(),
        TimeSymbol::Unit { unit, .. } | TimeSymbol::Offset { unit, .. } => match unit {
            Unit::Week | Unit::Fortnight | Unit::Weekend => "XXXX-WXX".into(),
            Unit::Month => "XXXX-XX".into(),
            Unit::Quarter => "XXXX-QX".into(),
            Unit::Year => "XXXX".into(),
            Unit::Decade => "XXX".into(),
            Unit::Century => "XX".into(),
            _ => "XXXX-XX-XX".into(),
        },
        TimeSymbol::Phase { of, .. } | TimeSymbol::Sometime { of, .. } => open(of)?,
        TimeSymbol::Away { .. } | TimeSymbol::Feast { .. } => "XXXX-XX-XX".into(),
        TimeSymbol::Within { inner, .. } => open(inner)?,
        _ => return None,
    })
}

fn unknown_year(date: &Calendar) -> Option<String> {
    Some(match (date.part, date.day, date.weekday) {
        (Some(YearPart::Month(month)), Some(day), _) => format!("XXXX-{month:02}-{day:02}"),
        (Some(YearPart::Month(month)), None, _) => format!("XXXX-{month:02}"),
        (Some(YearPart::Season(n)), ..) => format!("XXXX-{}", season(n)),
        (Some(YearPart::Quarter(n)), ..) => format!("XXXX-Q{n}"),
        (Some(YearPart::Half(n)), ..) => format!("XXXX-H{n}"),
        (None, Some(day), _) => format!("XXXX-XX-{day:02}"),
        (None, None, Some(weekday)) => format!("XXXX-WXX-{weekday}"),
        (None, None, None) => return None,
    })
}
