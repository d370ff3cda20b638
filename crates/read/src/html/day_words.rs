//! The day in the words of a date: ISO 8601, RFC 2822, and as papers print it.

use cairn_model::Day;

/// The day that a date names, as printed: what a time zone says is not turned into another day.
///
/// Reads `2019-05-25`, `2019-05-25T23:10:00+03:00`, `2019/5/25`, `20190525`, `Sat, 25 May 2019 20:10:00 GMT`,
/// `May 25, 2019`, `25 May 2019`, `25.05.2019`, and days by slashes where they can be meant in one way only;
/// seconds or milliseconds since 1970 as the day in UTC. The first day in the words counts.
pub(super) fn day_of(words: &str) -> Option<Day> {
    let words = words.trim();
    if words.len() >= 9 && words.len() <= 13 && words.bytes().all(|b| b.is_ascii_digit()) {
        return since_1970(words);
    }
    let tokens = tokens(words);
    (0..tokens.len()).find_map(|at| from_tokens(&tokens[at..]))
}

/// The same, where a day may be printed without its year: the one given is meant.
pub(super) fn day_in_year(words: &str, year: i16) -> Option<Day> {
    day_of(words).or_else(|| {
        let tokens = tokens(words);
        tokens.windows(2).find_map(|pair| match *pair {
            [Token::Month(month), Token::Number(day, 1..=2)]
            | [Token::Number(day, 1..=2), Token::Month(month)] => new(year.into(), month.into(), day),
            _ => None,
        })
    })
}

/// Whether the words state a time of day in UTC, or in no zone at all: where the paper is, it may have been
/// another day.
pub(super) fn is_zoneless(words: &str) -> bool {
    let words = words.trim();
    let Some((_, clock)) = words.split_once(':') else { return false };
    let is_utc = words.ends_with(['Z', 'z'])
        || ["+00:00", "+0000", "GMT", "UTC"].iter().any(|end| words.ends_with(end));
    is_utc || !clock.contains(['+', '-']) && !clock.contains(char::is_alphabetic)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    /// A run of digits: its value and how many they are.
    Number(i32, usize),
    Month(i8),
    /// A sign that stands between the numbers of a day.
    Sign(char),
    Other,
}

fn tokens(words: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = words;
    while let Some(first) = rest.chars().next() {
        let length = |is: fn(char) -> bool| rest.find(|c| !is(c)).unwrap_or(rest.len());
        if first.is_ascii_digit() {
            let length = length(|c| c.is_ascii_digit());
            tokens.push(rest[..length].parse().map_or(Token::Other, |value| Token::Number(value, length)));
            rest = &rest[length..];
            // 25th, 1st
            let ordinal = ["st", "nd", "rd", "th"].iter().find(|end| {
                rest.strip_prefix(**end).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
            });
            rest = &rest[ordinal.map_or(0, |end| end.len())..];
        } else if first.is_alphabetic() {
            let length = length(char::is_alphabetic);
            let word = &rest[..length];
            // `2019-05-25T10:00`
            let is_time = word.eq_ignore_ascii_case("t");
            match month(word) {
                Some(month) => tokens.push(Token::Month(month)),
                None if is_time || word.eq_ignore_ascii_case("of") => {}
                None => tokens.push(Token::Other),
            }
            rest = &rest[length..];
        } else {
            if matches!(first, '-' | '/' | '.' | ':') {
                tokens.push(Token::Sign(first));
            }
            rest = &rest[first.len_utf8()..];
        }
    }
    tokens
}

fn from_tokens(tokens: &[Token]) -> Option<Day> {
    use Token::{Month, Number, Sign};
    match *tokens {
        // 2019-05-25, 2019/5/25, 2019.05.25
        [Number(year, 4), Sign(one), Number(month, 1..=2), Sign(two), Number(day, 1..=2), ..]
            if one == two =>
        {
            new(year, month, day)
        }
        // 20190525
        [Number(all, 8), ..] => new(all / 10_000, all / 100 % 100, all % 100),
        // May 25, 2019; May 25 2019; Nov. 25, 2019
        [Month(month), Number(day, 1..=2), Number(year, 4), ..]
        | [Month(month), Sign(_), Number(day, 1..=2), Number(year, 4), ..]
        | [Month(month), Sign('-'), Number(day, 1..=2), Sign('-'), Number(year, 4), ..] => {
            new(year, month.into(), day)
        }
        // 25 May 2019; 25-May-2019
        [Number(day, 1..=2), Month(month), Number(year, 4), ..]
        | [Number(day, 1..=2), Month(month), Sign(_), Number(year, 4), ..]
        | [Number(day, 1..=2), Sign(_), Month(month), Number(year, 4), ..]
        | [Number(day, 1..=2), Sign('-' | '/'), Month(month), Sign('-' | '/'), Number(year, 4), ..] => {
            new(year, month.into(), day)
        }
        // 25.05.2019: with dots the day stands first.
        [Number(day, 1..=2), Sign('.'), Number(month, 1..=2), Sign('.'), Number(year, 4), ..] => {
            new(year, month, day)
        }
        // 5/25/2019 and 25/5/2019; 4/5/2019 can mean two days.
        [
            Number(one, 1..=2),
            Sign(sign @ ('/' | '-')),
            Number(two, 1..=2),
            Sign(other),
            Number(year, 4),
            ..,
        ] if sign == other => match (one > 12, two > 12) {
            (true, false) => new(year, two, one),
            (false, true) => new(year, one, two),
            (false, false) if one == two => new(year, one, two),
            _ => None,
        },
        _ => None,
    }
}

/// A day on which a report can have been published.
fn new(year: i32, month: i32, day: i32) -> Option<Day> {
    if !(1800..=2200).contains(&year) {
        return None;
    }
    Day::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?)
}

fn since_1970(digits: &str) -> Option<Day> {
    let number: i64 = digits.parse().ok()?;
    let seconds = if digits.len() > 10 { number / 1000 } else { number };
    let days = i32::try_from(seconds / 86_400).ok()?;
    Some(Day::new(1970, 1, 1)?.plus_days(days))
}

/// The month of an English name or its usual short form.
fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_lowercase();
    let at = MONTHS
        .iter()
        .position(|month| *month == word || word.len() >= 3 && word.len() <= 4 && month.starts_with(&word))?;
    i8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::{day_in_year, day_of, is_zoneless};

    #[test]
    fn days_as_papers_and_machines_write_them() {
        let cases = [
            ("2019-05-25", "2019-05-25"),
            ("2019-05-25T23:10:00-05:00", "2019-05-25"),
            ("2019-05-25 23:10", "2019-05-25"),
            ("2019/5/25", "2019-05-25"),
            ("20190525T231000Z", "2019-05-25"),
            ("Sat, 25 May 2019 20:10:00 GMT", "2019-05-25"),
            ("Published 11:10 pm EST, Saturday, May 25, 2019", "2019-05-25"),
            ("Sept. 3, 2017", "2017-09-03"),
            ("3rd of September 2017", "2017-09-03"),
            ("03-Sep-2017", "2017-09-03"),
            ("25.05.2019 - 14:02", "2019-05-25"),
            ("5/25/2019", "2019-05-25"),
            ("25/5/2019 10:15", "2019-05-25"),
            ("1558824600", "2019-05-25"),
            ("1558824600123", "2019-05-25"),
        ];
        for (words, day) in cases {
            assert_eq!(day_of(words).map(|day| day.to_string()).as_deref(), Some(day), "{words}");
        }
    }

    #[test]
    fn what_can_mean_two_days_or_none_is_none() {
        for words in [
            "4/5/2019",
            "2019-02-30",
            "31.04.2019",
            "",
            "yesterday",
            "May 2019",
            "Maybe 12, 2019",
            "12:30",
            "99999999",
        ] {
            assert_eq!(day_of(words), None, "{words}");
        }
    }

    #[test]
    fn times_that_may_be_of_another_day() {
        for (words, zoneless) in [
            ("2019-05-25T23:10:00Z", true),
            ("2019-05-25T23:10:00+00:00", true),
            ("2019-05-25 23:10:00", true),
            ("Sat, 25 May 2019 20:10:00 GMT", true),
            ("2019-05-25", false),
            ("2019-05-25T23:10:00+03:00", false),
            ("2019-05-25T23:10:00-05:00", false),
            ("25 May 2019 11:10 EST", false),
        ] {
            assert_eq!(is_zoneless(words), zoneless, "{words}");
        }
    }

    #[test]
    fn a_day_without_its_year() {
        assert_eq!(
            day_in_year("Posted Nov 18, 8:19 PM", 2019).map(|day| day.to_string()).as_deref(),
            Some("2019-11-18")
        );
        assert_eq!(day_in_year("3 May 2017", 2019).map(|day| day.to_string()).as_deref(), Some("2017-05-03"));
        assert_eq!(day_in_year("may 92", 2019), None);
    }
}
