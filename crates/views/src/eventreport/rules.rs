//! The rules that make one cell of the cells of an event's reports; [`super::mode`] has the first two.

use super::date::read_date;
use super::mode::{modal, text_mode};
use super::numbers::in_15_digits;
use super::values::OrderedBits;
use super::{Column, TieBreaks};
use cairn_model::Day;

/// The more frequent of 0 and 1, 1 of equally frequent ones; missing where any number is missing or
/// neither.
pub fn binary_mode(numbers: &[Option<f64>]) -> Option<f64> {
    let are_binary = numbers.iter().all(|number| matches!(number, Some(n) if *n == 0.0 || *n == 1.0));
    let n_ones = numbers.iter().filter(|number| **number == Some(1.0)).count();
    are_binary.then(|| f64::from(2 * n_ones >= numbers.len()))
}

/// The most frequent day, written `YYYY-MM-DD`; of several, the mean of these days, each counted once,
/// rounded down. What [`read_date`] cannot read is left out; missing where nothing is left.
pub fn date_mode(dates: &[Option<&str>]) -> Option<String> {
    let mut days: Vec<Day> = dates.iter().filter_map(|date| read_date((*date)?)).collect();
    days.sort_unstable();
    let modal = most_frequent(&days);
    let epoch = Day::new(1970, 1, 1)?;
    let since: i64 = modal.iter().map(|day| i64::from(day.days_since(epoch))).sum();
    let mean = since.checked_div_euclid(i64::try_from(modal.len()).ok()?)?;
    Some(epoch.plus_days(i32::try_from(mean).ok()?).to_string())
}

/// The most frequent number (by 15 significant digits), the smallest of several; missing where all are.
pub fn numeric_mode(numbers: &[Option<f64>]) -> Option<f64> {
    let mut present: Vec<OrderedBits> =
        numbers.iter().flatten().map(|&number| OrderedBits::of(in_15_digits(number))).collect();
    present.sort_unstable();
    most_frequent(&present).first().map(|bits| bits.number())
}

/// The most frequent of sorted values, each once.
fn most_frequent<T: PartialEq + Copy>(sorted: &[T]) -> Vec<T> {
    let runs = || sorted.chunk_by(|a, b| a == b);
    let most = runs().map(<[T]>::len).max();
    runs().filter(|run| Some(run.len()) == most).map(|run| run[0]).collect()
}

/// Which reports speak for an event by their precision; a report without a number stands for a missing
/// value. None where no report has a precision.
type Speakers = Option<Vec<Option<usize>>>;

/// The least precise reports. One without precision speaks too, with a missing value and missing
/// tie-breaks.
fn least(precision: &[Option<f64>]) -> Speakers {
    let least = precision.iter().flatten().copied().reduce(f64::min)?;
    let speaks = |(report, precision): (usize, &Option<f64>)| match precision {
        Some(precision) => (*precision == least).then_some(Some(report)),
        None => Some(None),
    };
    Some(precision.iter().enumerate().filter_map(speaks).collect())
}

/// The most precise reports that have a value.
fn most(precision: &[Option<f64>], has_value: impl Fn(usize) -> bool) -> Speakers {
    let most = precision.iter().flatten().copied().reduce(f64::max)?;
    let speaks = |&report: &usize| precision[report] == Some(most) && has_value(report);
    Some((0..precision.len()).filter(speaks).map(Some).collect())
}

/// [`super::mode`] over the reports whose precision is the smallest, and over those without precision,
/// whose values and tie-breaks count as missing: so a report without precision beside one that has it
/// gives [`super::INDETERMINATE`]. Missing where no report has a precision. For numbers as for texts,
/// with missing in place of [`super::INDETERMINATE`]. `values` and `precision` have one cell a report.
pub fn least_precise(values: &Column, precision: &[Option<f64>], ties: TieBreaks<'_>) -> Column {
    spoken(values, least(precision), ties)
}

/// [`super::mode`] over the reports whose precision is the largest and whose value is not missing.
/// Missing where there is no such report: a lower precision is not tried. For numbers as for texts, with
/// missing in place of [`super::INDETERMINATE`]. `values` and `precision` have one cell a report.
pub fn most_precise(values: &Column, precision: &[Option<f64>], ties: TieBreaks<'_>) -> Column {
    let has_value = |report: usize| values.cell(report) != super::Cell::Missing;
    spoken(values, most(precision, has_value), ties)
}

/// The mode over what some reports say, as a column of one cell.
fn spoken(values: &Column, speakers: Speakers, ties: TieBreaks<'_>) -> Column {
    let speakers = speakers.filter(|speakers| !speakers.is_empty());
    let [first, second] = ties.of(speakers.as_deref().unwrap_or_default());
    let ties = [&first[..], &second];
    match values {
        Column::Text(texts) => {
            let said = |speaker: &Option<usize>| speaker.and_then(|report| texts[report].as_deref());
            let mode =
                speakers.and_then(|speakers| text_mode(&speakers.iter().map(said).collect::<Vec<_>>(), ties));
            Column::Text(vec![mode])
        }
        Column::Number(numbers) => {
            let said = |speaker: &Option<usize>| {
                let number = speaker.and_then(|report| numbers[report]).filter(|number| !number.is_nan());
                number.map(|number| OrderedBits::of(in_15_digits(number)))
            };
            let mode = speakers.and_then(|speakers| {
                modal(&speakers.iter().map(said).collect::<Vec<_>>(), ties, |_| false).flatten()
            });
            Column::Number(vec![mode.map(OrderedBits::number)])
        }
    }
}

/// Every distinct piece of the texts, in order, joined with `; `; empty where there is none.
///
/// The distinct texts (missing as `NA`) are joined and cut again at each `;` with the white space after
/// it; blank pieces and pieces that are `Unknown` are dropped. White space before a `;` stays, and so
/// does that at the start of the first text.
pub fn combine_strings(texts: &[Option<&str>]) -> String {
    let mut distinct: Vec<&str> = Vec::new();
    for text in texts {
        let text = text.unwrap_or("NA");
        if !distinct.contains(&text) {
            distinct.push(text);
        }
    }
    let joined = distinct.join("; ");
    let mut pieces: Vec<&str> = Vec::new();
    for (at, piece) in joined.split(';').enumerate() {
        let piece = if at == 0 { piece } else { piece.trim_start_matches(is_white) };
        if !piece.trim_matches(is_white).is_empty() && piece != "Unknown" && !pieces.contains(&piece) {
            pieces.push(piece);
        }
    }
    pieces.join("; ")
}

/// White space as C has it (POSIX `space`): no-break spaces are none.
fn is_white(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

#[cfg(test)]
mod tests {
    use super::{binary_mode, combine_strings, date_mode, least_precise, most_precise, numeric_mode};
    use crate::eventreport::{Column, INDETERMINATE, TieBreaks};

    fn text(cells: &[Option<&str>]) -> Column {
        Column::Text(cells.iter().map(|cell| cell.map(str::to_owned)).collect())
    }

    #[test]
    fn a_binary_mode_is_one_in_a_tie() {
        let (no, yes) = (Some(0.0), Some(1.0));
        for (numbers, expected) in [
            (vec![yes, no], yes),
            (vec![yes, no, no], no),
            (vec![yes, None], None),
            (vec![yes, Some(2.0)], None),
        ] {
            assert_eq!(binary_mode(&numbers), expected, "{numbers:?}");
        }
    }

    #[test]
    fn days_that_are_equally_frequent_have_their_mean() {
        for (dates, expected) in [
            (vec![Some("2019-05-24"), Some("20190524"), Some("2019-06-01")], Some("2019-05-24")),
            (vec![Some("2019-05-24"), Some("2019-05-27")], Some("2019-05-25")),
            // Before 1970 the mean is rounded down too, not towards 1970.
            (vec![Some("1969-12-27"), Some("1969-12-30")], Some("1969-12-28")),
            (vec![Some("in May"), None, Some("2019-5-2")], Some("2019-05-02")),
            (vec![Some("in May"), None], None),
        ] {
            assert_eq!(date_mode(&dates).as_deref(), expected, "{dates:?}");
        }
    }

    #[test]
    fn of_numbers_that_are_equally_frequent_the_smallest() {
        assert_eq!(numeric_mode(&[Some(8.0), Some(-3.5), None, None, None]), Some(-3.5));
        assert_eq!(numeric_mode(&[Some(0.1 + 0.2), Some(0.1), Some(0.3)]), Some(0.3));
        assert_eq!(numeric_mode(&[None]), None);
    }

    #[test]
    fn a_report_without_precision_speaks_for_nothing() {
        let values = text(&[Some("Orlu"), Some("Tave"), Some("Kesh")]);
        let ties = TieBreaks::default();
        for (precision, least, most) in [
            ([Some(1.0), Some(3.0), Some(2.0)], Some("Orlu"), Some("Tave")),
            ([Some(1.0), None, Some(2.0)], Some(INDETERMINATE), Some("Kesh")),
            ([Some(1.0), None, None], None, Some("Orlu")),
            ([None, None, None], None, None),
        ] {
            assert_eq!(least_precise(&values, &precision, ties), text(&[least]), "{precision:?}");
            assert_eq!(most_precise(&values, &precision, ties), text(&[most]), "{precision:?}");
        }
    }

    #[test]
    fn a_lower_precision_is_not_tried() {
        let (best, good) = (Some(5.0), Some(2.0));
        let ties = TieBreaks::default();
        let values = text(&[None, Some("Tave")]);
        assert_eq!(most_precise(&values, &[best, good], ties), text(&[None]));
        let values = text(&[None, None, Some(""), Some("Tave")]);
        assert_eq!(most_precise(&values, &[best, best, best, good], ties), text(&[Some("")]));
    }

    #[test]
    fn numbers_without_a_winner_are_missing() {
        let values = Column::Number(vec![Some(35.5), Some(36.0), Some(36.0)]);
        let ties = TieBreaks::default();
        let one = |number| Column::Number(vec![number]);
        assert_eq!(most_precise(&values, &[Some(2.0); 3], ties), one(Some(36.0)));
        assert_eq!(most_precise(&values, &[Some(2.0), Some(2.0), Some(1.0)], ties), one(None));
        assert_eq!(least_precise(&values, &[Some(3.0), Some(2.0), None], ties), one(None));
    }

    #[test]
    fn strings_are_cut_and_joined() {
        for (texts, expected) in [
            (vec![Some("Wire; Post"), Some("Post;Radio"), Some("Wire; Post")], "Wire; Post; Radio"),
            (vec![Some("Unknown"), Some(" "), None], "NA"),
            (vec![Some("unknown"), Some("Unknown")], "unknown"),
            (vec![Some(" Wire"), Some(" Post ; Radio")], " Wire; Post ; Radio"),
            (vec![Some("Wire\u{a0};\u{a0}Post")], "Wire\u{a0}; \u{a0}Post"),
            (vec![Some(""), Some(";")], ""),
        ] {
            assert_eq!(combine_strings(&texts), expected, "{texts:?}");
        }
    }
}
