//! Writes days as MUC-4 does: `16 NOV 89`, `11 NOV 89 - 17 NOV 89`, `- 17 NOV 89` (on or before).

use cairn_model::{Day, TimeBasis, TimeValue};

const MONTHS: [&str; 12] =
    ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

fn day(day: Day) -> String {
    let month = MONTHS[usize::try_from(day.month() - 1).unwrap_or(0).min(11)];
    format!("{:02} {month} {:02}", day.day(), day.year().rem_euclid(100))
}

/// The date of an incident. Where the text gives none, or only a vague one, the guidelines ask for
/// "on or before the day of the message"; `open` where the day is held to be vague.
pub fn date(time: &TimeValue, open: bool, message: Option<Day>) -> Option<String> {
    let stated = !open && !matches!(time.basis, TimeBasis::Publication | TimeBasis::Unknown);
    match (time.start, time.end) {
        (Some(start), Some(end)) if stated && start == end => Some(day(start)),
        // A month or more says less than the message's own day does.
        (Some(start), Some(end)) if stated && end.days_since(start) <= 31 => {
            Some(format!("{} - {}", day(start), day(end)))
        }
        _ => message.map(|message| format!("- {}", day(message))),
    }
}

#[cfg(test)]
mod tests {
    use super::date;
    use cairn_model::{Day, TimeBasis, TimeValue};

    #[test]
    fn dates_are_written_as_the_task_asks() {
        let day = |d| Day::new(1991, 2, d).unwrap();
        let message = Some(day(20));
        let stated = |a, b| TimeValue::days(day(a), day(b), TimeBasis::Stated);
        assert_eq!(date(&stated(3, 3), false, message).unwrap(), "03 FEB 91");
        assert_eq!(date(&stated(3, 5), false, message).unwrap(), "03 FEB 91 - 05 FEB 91");
        assert_eq!(date(&stated(3, 3), true, message).unwrap(), "- 20 FEB 91");
        assert_eq!(date(&TimeValue::unknown(), false, message).unwrap(), "- 20 FEB 91");
        assert_eq!(date(&TimeValue::unknown(), false, None), None);
    }
}
