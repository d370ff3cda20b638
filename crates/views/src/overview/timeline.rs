use super::Selection;
use cairn_model::Day;
use serde::Serialize;

/// Incidents over time, as bars of equal or of calendar length without gaps.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Timeline {
    /// What one bar stands for: `day`, `month` or `year`.
    pub unit: &'static str,
    /// The bars, the earliest first.
    pub bars: Vec<Bar>,
    /// How many incidents have no day.
    pub undated: usize,
}

/// One bar.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bar {
    /// Its first day; of the first bar, that of the earliest incident of all.
    pub since: Day,
    /// Its last day.
    pub until: Day,
    /// How many incidents began in it.
    pub n: usize,
    /// The sum of the lower ends of people killed.
    pub killed: u64,
}

/// Up to so many days each has a bar.
const DAYS: i32 = 92;

/// Up to so many days each month has a bar.
const MONTHS: i32 = 366 * 10;

/// More bars than this are not drawn; what is older falls into the first one.
const BARS: usize = 200;

impl Selection<'_> {
    /// The incidents over time, by their first day.
    pub fn timeline(&self) -> Timeline {
        let dated = || self.chosen.iter().filter_map(|entry| Some((entry.days?.0, entry)));
        let undated = self.len() - dated().count();
        let mut days: Vec<Day> = dated().map(|(day, _)| day).collect();
        days.sort_unstable();
        // The earliest hundredth may lie decades back, and would press all others into one corner.
        let (Some(first), Some(last), Some(earliest)) =
            (days.get(days.len() / 100).copied(), days.last().copied(), days.first().copied())
        else {
            return Timeline { unit: "day", bars: Vec::new(), undated };
        };
        let span = last.days_since(first);
        let unit = if span <= DAYS {
            "day"
        } else if span <= MONTHS {
            "month"
        } else {
            "year"
        };
        let mut bars: Vec<Bar> = Vec::new();
        let mut since = last;
        // From the end, so that a single day of another century does not push the others out.
        while bars.len() < BARS {
            let (start, end) = around(since, unit);
            bars.push(Bar { since: start, until: end, n: 0, killed: 0 });
            if start <= first {
                break;
            }
            since = start.plus_days(-1);
        }
        bars.reverse();
        if let Some(bar) = bars.first_mut() {
            bar.since = bar.since.min(earliest);
        }
        for (day, entry) in dated() {
            let at = bars.partition_point(|bar| bar.until < day);
            if let Some(bar) = bars.get_mut(at) {
                bar.n += 1;
                bar.killed += entry.killed.map_or(0, |(low, _)| low);
            }
        }
        Timeline { unit, bars, undated }
    }
}

/// First and last day of the day, month or year around a day.
fn around(day: Day, unit: &str) -> (Day, Day) {
    let at = |month, of_month| Day::new(day.year(), month, of_month).unwrap_or(day);
    match unit {
        "day" => (day, day),
        "month" => (at(day.month(), 1), day.end_of_month()),
        _ => (at(1, 1), at(12, 31)),
    }
}
