use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A day of the proleptic Gregorian calendar, written `YYYY-MM-DD` (ISO 8601); before the year 0 with the expanded
/// year of that standard, `-YYYYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(Date);

/// Words that are no day.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is not a day; expected YYYY-MM-DD")]
pub struct DayError(String);

impl Day {
    /// The day, or none where the calendar has no such day.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self)
    }

    /// The year, -9999 to 9999.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// The day of the week, Monday 1 to Sunday 7 (ISO 8601).
    pub fn weekday(self) -> i8 {
        self.0.weekday().to_monday_one_offset()
    }

    /// The last day of this day's month.
    pub fn end_of_month(self) -> Self {
        Self(self.0.last_of_month())
    }

    /// The day `n` days later (earlier where negative); stays at the ends of the calendar.
    pub fn plus_days(self, n: i32) -> Self {
        Self(self.0.saturating_add(jiff::Span::new().days(n)))
    }

    /// The day `n` months later (earlier where negative), its day of the month kept where it exists.
    pub fn plus_months(self, n: i32) -> Self {
        Self(self.0.saturating_add(jiff::Span::new().months(n)))
    }

    /// Days from `earlier` to this day; negative where this day comes first.
    pub fn days_since(self, earlier: Self) -> i32 {
        self.ordinal() - earlier.ordinal()
    }

    /// Days since 1970-01-01.
    pub fn ordinal(self) -> i32 {
        // Days from civil, after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
        let (m, d) = (i32::from(self.month()), i32::from(self.day()));
        let y = i32::from(self.year()) - i32::from(m <= 2);
        let era = y.div_euclid(400);
        let year_of_era = y.rem_euclid(400);
        let day_of_year = (153 * ((m + 9) % 12) + 2) / 5 + d - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }
}

impl std::str::FromStr for Day {
    type Err = DayError;
    fn from_str(text: &str) -> Result<Self, DayError> {
        let fault = || DayError(text.to_owned());
        // Before the year 0 the year is written with a sign and six digits, as it is shown.
        let (unsigned, digits) = text.strip_prefix('-').map_or((text, 4), |rest| (rest, 6));
        let shaped = unsigned.len() == digits + 6
            && unsigned
                .bytes()
                .enumerate()
                .all(|(i, b)| if i == digits || i == digits + 3 { b == b'-' } else { b.is_ascii_digit() });
        if !shaped {
            return Err(fault());
        }
        text.parse().map(Self).map_err(|_| fault())
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0.to_string())
    }
}

impl TryFrom<String> for Day {
    type Error = DayError;
    fn try_from(text: String) -> Result<Self, DayError> {
        text.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::Day;

    #[test]
    fn ordinals_agree_with_the_calendar() {
        for text in ["1970-01-01", "2000-02-29", "2019-12-31", "1900-03-01", "0001-01-01"] {
            let day: Day = text.parse().unwrap();
            let epoch = Day::new(1970, 1, 1).unwrap();
            assert_eq!(epoch.plus_days(day.ordinal()), day, "{text}");
        }
    }

    #[test]
    fn days_before_the_year_0_are_read_as_they_are_written() {
        let day = Day::new(-44, 3, 15).unwrap();
        assert_eq!(day.to_string(), "-000044-03-15");
        assert_eq!(day.to_string().parse(), Ok(day));
        assert!(day < Day::new(44, 3, 15).unwrap());
    }

    #[test]
    fn only_full_iso_days_are_days() {
        for text in
            ["2019-2-3", "2019-02-30", "20190203", "2019-02-03T10:00", "-0044-03-15", "-2019-02-03", ""]
        {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
    }
}
