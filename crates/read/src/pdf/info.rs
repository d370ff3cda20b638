//! What a file says of itself (ISO 32000-1, 14.3.3).

use super::resources::dictionary;
use crate::draft::on_one_line;
use crate::published;
use cairn_model::Day;
use lopdf::{Document, Object, decode_text_string};

/// Title, author and day of making.
#[derive(Debug, Default)]
pub(super) struct About {
    pub title: Option<String>,
    pub author: Option<String>,
    pub created: Option<Day>,
}

/// The longest title and name that are believed, in characters.
const MAX_WORDS: usize = 300;

/// Reads the document information.
pub(super) fn about(document: &Document) -> About {
    let Some(info) = dictionary(document, &document.trailer, b"Info") else { return About::default() };
    let words = |key: &[u8]| {
        let object: &Object = info.get_deref(key, document).ok()?;
        let words = decode_text_string(object).ok()?;
        let words = on_one_line(&words);
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        (!words.is_empty() && words.chars().count() <= MAX_WORDS).then_some(words)
    };
    About {
        title: words(b"Title").and_then(|title| title_of(&title)),
        author: words(b"Author").filter(|name| !is_placeholder(name)),
        created: words(b"CreationDate").and_then(|words| day(&words)),
    }
}

/// A title that a person gave: programs put in their own name, or that of the file.
fn title_of(words: &str) -> Option<String> {
    let bare = words.strip_prefix("Microsoft Word - ").unwrap_or(words).trim();
    let ending = bare.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let is_file = matches!(
        ending.as_str(),
        "doc"
            | "docx"
            | "odt"
            | "rtf"
            | "indd"
            | "qxd"
            | "pdf"
            | "ps"
            | "tex"
            | "html"
            | "htm"
            | "txt"
            | "pub"
    );
    (!bare.is_empty() && !is_file && !is_placeholder(bare)).then(|| bare.to_owned())
}

/// What programs put where a person said nothing.
fn is_placeholder(words: &str) -> bool {
    [
        "untitled",
        "anonymous",
        "(anonymous)",
        "unspecified",
        "(unspecified)",
        "document",
        "about:blank",
        "user",
    ]
    .iter()
    .any(|none| words.eq_ignore_ascii_case(none))
}

/// The day in `D:20190525231000+03'00'` (7.9.4), on the clock of who made the file.
fn day(words: &str) -> Option<Day> {
    let digits = words.strip_prefix("D:").unwrap_or(words).get(..8)?;
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| published::read(digits))?
}

#[cfg(test)]
mod tests {
    use super::{day, title_of};

    #[test]
    fn titles_that_programs_gave_are_none() {
        let cases = [
            ("Shells fell on Karam", Some("Shells fell on Karam")),
            ("Microsoft Word - Weekly report", Some("Weekly report")),
            ("Microsoft Word - wk12_final.docx", None),
            ("Untitled", None),
            ("D.C. talks end", Some("D.C. talks end")),
        ];
        for (words, title) in cases {
            assert_eq!(title_of(words).as_deref(), title, "{words}");
        }
    }

    #[test]
    fn days_as_files_write_them() {
        let cases = [
            ("D:20190525231000+03'00'", Some("2019-05-25")),
            ("20190525", Some("2019-05-25")),
            ("D:20191399", None),
            ("D:2019", None),
            ("Sat 25 May", None),
            ("D:2019ä525", None),
        ];
        for (words, expected) in cases {
            assert_eq!(day(words).map(|day| day.to_string()).as_deref(), expected, "{words}");
        }
    }
}
