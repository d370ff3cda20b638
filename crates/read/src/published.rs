//! The day of publication, in the ways in which sources write it.

use crate::faults::{note, shown};
use cairn_model::{Day, Note};
use jiff::civil::Date;

/// The day in a `published` value: a day or a point in time as ISO 8601 or RFC 3339 write them
/// ("2019-05-25", "2019-05-25T23:10:00+03:00", "20190525"), or as mail does (RFC 5322: "Sat, 25 May 2019
/// 23:10:00 +0300"). The day is that of the clock that the source went by, and not shifted to another zone.
pub(crate) fn day(words: &str, file: &str, line: Option<u64>) -> Result<Day, Note> {
    read(words.trim()).ok_or_else(|| {
        note(
            file,
            line,
            format!("published: `{}` is not a day", shown(words)),
            "Write it as YYYY-MM-DD. The report is read without a date.",
        )
    })
}

/// The day in words as files and feeds write them: ISO 8601 with a time or without, eight digits, RFC 5322.
pub(crate) fn read(words: &str) -> Option<Day> {
    let iso = words.get(..10).filter(|_| matches!(words.as_bytes().get(10), None | Some(b'T' | b't' | b' ')));
    if let Some(day) = iso.and_then(|day| day.parse().ok()) {
        return Some(day);
    }
    if words.len() >= 8
        && words.bytes().take(8).all(|byte| byte.is_ascii_digit())
        && !words.as_bytes().get(8).is_some_and(u8::is_ascii_digit)
    {
        return format!("{}-{}-{}", &words[..4], &words[4..6], &words[6..8]).parse().ok();
    }
    // The day of the week is often wrong, and adds nothing.
    let bare = words.split_once(',').map_or(words, |(_, bare)| bare).trim();
    let mut parts = bare.split_ascii_whitespace();
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let month = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        .iter()
        .zip(1..)
        .find(|(name, _)| month.get(..3).is_some_and(|month| month.eq_ignore_ascii_case(name)))?
        .1;
    let year = match (year.len(), year.parse::<i16>().ok()?) {
        // RFC 5322, 4.3.
        (2, short) => short + if short < 50 { 2000 } else { 1900 },
        (_, year) => year,
    };
    let date = Date::new(year, month, day.parse().ok()?).ok()?;
    date.to_string().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn days_as_sources_write_them() {
        let cases = [
            ("2019-05-25", Some("2019-05-25")),
            ("2019-05-25T23:10:00+03:00", Some("2019-05-25")),
            ("2019-05-25 23:10", Some("2019-05-25")),
            ("20190525", Some("2019-05-25")),
            ("20190525T231000Z", Some("2019-05-25")),
            ("Sat, 25 May 2019 00:10:00 +0300", Some("2019-05-25")),
            ("5 June 2019 10:00 GMT", Some("2019-06-05")),
            ("Fri, 7 Jul 95 10:00:00 EST", Some("1995-07-07")),
            ("2019-13-25", None),
            ("31 Feb 2019", None),
            ("201905251", None),
            ("yesterday", None),
            ("", None),
            ("ä, ö ü", None),
        ];
        for (words, day) in cases {
            assert_eq!(read(words).map(|day| day.to_string()).as_deref(), day, "{words:?}");
        }
    }
}
