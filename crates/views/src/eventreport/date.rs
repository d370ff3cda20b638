use cairn_model::Day;

/// Reads a date, year first: `2020-01-31`, `20200131`, `2020-1-5`, `2020/01/31`, `2020.1.31`. None where
/// the calendar has no such day, and none for anything more, such as a time of day.
///
/// The year has four digits; month and day have one or two, and two each where nothing parts them. These
/// are the forms that the peer package's date rule was seen to accept.
pub fn read_date(text: &str) -> Option<Day> {
    let mut parts = text.trim().split(['-', '/', '.']);
    let (year, month, day) = match (parts.next()?, parts.next(), parts.next(), parts.next()) {
        (year, Some(month), Some(day), None) => (year, month, day),
        (whole, None, None, None) if whole.len() == 8 && whole.is_ascii() => {
            (&whole[..4], &whole[4..6], &whole[6..])
        }
        _ => return None,
    };
    let is_digits = |text: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let whole = is_digits(year, 4..=4) && is_digits(month, 1..=2) && is_digits(day, 1..=2);
    whole.then(|| Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)).flatten()
}

#[cfg(test)]
mod tests {
    use super::read_date;

    #[test]
    fn forms_of_dates() {
        for (text, day) in [
            ("2019-05-24", Some("2019-05-24")),
            ("20190524", Some("2019-05-24")),
            ("2019-5-4", Some("2019-05-04")),
            ("2019/05/24", Some("2019-05-24")),
            ("2019.5.24", Some("2019-05-24")),
            ("2019-02-29", None),
            ("2019-14-01", None),
            ("2019-05", None),
            ("2019-05-24 10:30", None),
            ("2019-05-24-1", None),
            ("24-05-2019", None),
            ("2019-+5-24", None),
            ("Friday", None),
            ("", None),
        ] {
            assert_eq!(read_date(text).map(|day| day.to_string()).as_deref(), day, "{text}");
        }
    }
}
