//! Axes of drawings.

use cairn_model::Day;

/// Round numbers from 0 to `high` or a little above, some `n` of them.
pub(super) fn steps(high: f64, n: f64) -> Vec<f64> {
    let rough = (high / n).max(1.0);
    let power = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|one| one * power).find(|step| *step >= rough);
    let step = step.unwrap_or(rough);
    let last = (high / step).ceil().max(1.0) as u32;
    (0..=last).map(|idx| f64::from(idx) * step).collect()
}

/// A number as it is written on an axis: `1,500`.
pub(super) fn number(n: f64) -> String {
    let digits = format!("{}", n.round() as i64);
    let mut words = String::new();
    for (idx, digit) in digits.chars().enumerate() {
        if idx > 0 && (digits.len() - idx) % 3 == 0 {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

/// What a bar of a timeline stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Month,
    Year,
}

impl Unit {
    /// The finest one that gives no more than some sixty bars.
    pub fn of(first: Day, last: Day) -> Self {
        match last.days_since(first) {
            ..=60 => Self::Day,
            61..=1900 => Self::Month,
            _ => Self::Year,
        }
    }

    /// The first day of the bar that a day is in.
    pub fn start(self, day: Day) -> Day {
        let first = |month| Day::new(day.year(), month, 1).unwrap_or(day);
        match self {
            Self::Day => day,
            Self::Month => first(day.month()),
            Self::Year => first(1),
        }
    }

    /// The first day of the next bar.
    pub fn next(self, start: Day) -> Day {
        match self {
            Self::Day => start.plus_days(1),
            Self::Month => start.plus_months(1),
            Self::Year => start.plus_months(12),
        }
    }

    /// A bar in words.
    pub fn words(self, start: Day) -> String {
        match self {
            Self::Day => start.to_string(),
            Self::Month => format!("{:04}-{:02}", start.year(), start.month()),
            Self::Year => format!("{:04}", start.year()),
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Unit, number, steps};

    #[test]
    fn axes_have_round_numbers() {
        assert_eq!(steps(47.0, 4.0), [0.0, 20.0, 40.0, 60.0]);
        assert_eq!(steps(3.0, 4.0), [0.0, 1.0, 2.0, 3.0]);
        assert_eq!(steps(0.0, 4.0), [0.0, 1.0]);
        assert_eq!(number(360_000.0), "360,000");
        assert_eq!(number(12.0), "12");
    }

    #[test]
    fn bars_follow_the_calendar() {
        let day = |text: &str| text.parse().unwrap();
        assert_eq!(Unit::of(day("2019-05-01"), day("2019-06-20")), Unit::Day);
        assert_eq!(Unit::Month.start(day("2019-05-25")), day("2019-05-01"));
        assert_eq!(Unit::Year.next(day("2019-01-01")), day("2020-01-01"));
    }
}
