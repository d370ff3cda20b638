//! The most frequent value, with tie-breaks.

use std::collections::BTreeMap;

/// What a mode is called that no tie-break could decide.
pub const INDETERMINATE: &str = "Indeterminate";

/// The tie-breaks of an event's reports, the first one first; higher wins, and one that is not given
/// counts as the same for all.
#[derive(Debug, Clone, Copy, Default)]
pub struct TieBreaks<'t> {
    /// Of each report.
    pub first: Option<&'t [Option<f64>]>,
    /// Of each report.
    pub second: Option<&'t [Option<f64>]>,
}

impl TieBreaks<'_> {
    /// Those of the reports with these numbers; missing where there is no number.
    pub(super) fn of(&self, reports: &[Option<usize>]) -> [Vec<Option<f64>>; 2] {
        [self.first, self.second].map(|ties| {
            let of_one = |report: usize| ties.map_or(Some(1.0), |ties| ties.get(report).copied().flatten());
            reports.iter().map(|report| report.and_then(of_one)).collect()
        })
    }
}

/// The most frequent value; none where no tie-break decides between several.
///
/// `is_missing` tells values that turn missing once they are among the most frequent.
pub(super) fn modal<T: Ord + Copy>(
    values: &[Option<T>],
    ties: [&[Option<f64>]; 2],
    is_missing: impl Fn(T) -> bool,
) -> Option<Option<T>> {
    let mut counts: BTreeMap<Option<T>, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(*value).or_default() += 1;
    }
    let most = counts.values().max()?;
    let mut left: Vec<Option<T>> = counts
        .iter()
        .filter(|(_, count)| *count == most)
        .map(|(value, _)| value.filter(|&value| !is_missing(value)))
        .collect();
    for ties in ties {
        if left.len() < 2 {
            break;
        }
        // All reports of the values left, also those that lost before.
        let reports = || values.iter().zip(ties).filter(|(value, _)| left.contains(value));
        let mut highest = f64::NEG_INFINITY;
        for (_, tie) in reports() {
            highest = highest.max((*tie)?);
        }
        let mut winners: Vec<Option<T>> =
            reports().filter(|(_, tie)| **tie == Some(highest)).map(|(value, _)| *value).collect();
        winners.sort_unstable();
        winners.dedup();
        left = winners;
    }
    match left[..] {
        [value] => Some(value),
        _ => None,
    }
}

/// The most frequent text of an event's reports, missing and empty ones counted as values; none where
/// the missing ones win.
///
/// Among several, the one of the report with the highest first tie-break, then the second, each time
/// over all reports of the values left. [`INDETERMINATE`] where that leaves none or several, and where
/// one of these reports has no tie-break. The text `NA` turns missing where it is among the most
/// frequent, and loses every tie (a peculiarity of the package's).
pub fn mode(values: &[Option<&str>], ties: TieBreaks<'_>) -> Option<String> {
    let reports: Vec<Option<usize>> = (0..values.len()).map(Some).collect();
    let [first, second] = ties.of(&reports);
    text_mode(values, [&first, &second])
}

pub(super) fn text_mode(values: &[Option<&str>], ties: [&[Option<f64>]; 2]) -> Option<String> {
    match modal(values, ties, |text| text == "NA") {
        Some(value) => value.map(str::to_owned),
        None => Some(INDETERMINATE.to_owned()),
    }
}

/// The most frequent text that is neither missing nor empty; empty where there is none. Ties as in
/// [`mode`]; the text `NA` is a text like others.
pub fn mode_of_given(values: &[Option<&str>], ties: TieBreaks<'_>) -> String {
    let is_given = |text: &Option<&str>| text.is_some_and(|text| !text.is_empty());
    let reports: Vec<usize> = (0..values.len()).filter(|&report| is_given(&values[report])).collect();
    if reports.is_empty() {
        return String::new();
    }
    let given: Vec<Option<&str>> = reports.iter().map(|&report| values[report]).collect();
    let [first, second] = ties.of(&reports.into_iter().map(Some).collect::<Vec<_>>());
    modal(&given, [&first, &second], |_| false).flatten().unwrap_or(INDETERMINATE).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{INDETERMINATE, TieBreaks, mode, mode_of_given};

    /// `-` is a missing cell, `.` an empty one.
    fn cells(words: &str) -> Vec<Option<&str>> {
        words.split(' ').map(|word| (word != "-").then(|| word.trim_matches('.'))).collect()
    }

    fn numbers(words: &str) -> Vec<Option<f64>> {
        words.split(' ').map(|word| word.parse().ok()).collect()
    }

    fn of(values: &str, first: &str, second: &str) -> Option<String> {
        let (first, second) = (numbers(first), numbers(second));
        mode(&cells(values), TieBreaks { first: Some(&first), second: Some(&second) })
    }

    #[test]
    fn ties_go_to_the_better_report() {
        for (values, first, second, expected) in [
            ("Orlu Orlu Tave", "1 1 9", "1 1 9", Some("Orlu")),
            ("Orlu Tave", "1 1", "1 1", Some(INDETERMINATE)),
            ("Orlu Tave", "3 1", "1 5", Some("Orlu")),
            ("Orlu Tave", "2 2", "1 5", Some("Tave")),
            // The report that lost by the first tie-break wins by the second.
            ("Orlu Tave Orlu Tave", "3 3 0 0", "2 2 7 4", Some("Orlu")),
            // A value that two reports have is not beaten by a good report of a third one.
            ("Orlu Orlu Tave Tave Kesh", "1 1 2 1 5", "0 0 0 0 5", Some("Tave")),
            ("Orlu Tave", "- 2", "9 1", Some(INDETERMINATE)),
            ("Orlu Tave", "2 2", "9 -", Some(INDETERMINATE)),
            ("Orlu Orlu Tave Tave Kesh", "1 1 4 1 -", "1 1 1 1 -", Some("Tave")),
        ] {
            assert_eq!(of(values, first, second).as_deref(), expected, "{values}: {first}, {second}");
        }
    }

    #[test]
    fn missing_and_empty_are_values_of_a_mode() {
        for (values, first, expected) in [
            ("- - Tave", "1 1 1", None),
            (". . Tave", "1 1 1", Some("")),
            ("- .", "1 1", Some(INDETERMINATE)),
            ("- Tave", "5 1", None),
            ("NA NA Tave", "1 1 1", None),
            ("NA Tave", "5 1", Some("Tave")),
            ("-", "1", None),
        ] {
            assert_eq!(of(values, first, first).as_deref(), expected, "{values}: {first}");
        }
    }

    #[test]
    fn what_is_not_given_is_no_value_of_the_other_mode() {
        for (values, expected) in
            [("- - . Tave", "Tave"), ("- .", ""), ("NA - -", "NA"), ("Orlu Tave -", INDETERMINATE)]
        {
            assert_eq!(mode_of_given(&cells(values), TieBreaks::default()), expected, "{values}");
        }
        // Dropped reports take their tie-breaks with them.
        let first = numbers("- 1 4");
        let ties = TieBreaks { first: Some(&first), second: None };
        assert_eq!(mode_of_given(&cells("- Orlu Tave"), ties), "Tave");
    }
}
