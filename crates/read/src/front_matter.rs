//! Front matter: lines `key: value` before a plain text.
//!
//! Two shapes, both told from a text that merely begins with a colon ("BEIRUT: Shells fell ..."):
//! - between two lines `---`, where the first line after the first is `key: value`;
//! - without them, where the first key is a known one and every line up to the first empty one is
//!   `key: value`.
//!
//! The text begins on the line after the closing `---`, or after the empty line.

use crate::faults::{self, shown};
use crate::published;
use cairn_model::{Day, Note};

/// The keys, in the order in which messages name them.
const KEYS: [&str; 5] = ["outlet", "published", "title", "url", "language"];

/// What front matter says of a report.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct FrontMatter {
    pub outlet: Option<String>,
    pub published: Option<Day>,
    pub title: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
    /// Whether `published` was given, be it well or badly.
    pub dated: bool,
}

/// Splits front matter from the text that follows it.
pub(crate) fn split<'t>(text: &'t str, file: &str) -> (FrontMatter, &'t str, Vec<Note>) {
    let Some(head) = Head::find(text) else {
        return (FrontMatter::default(), text, unclosed(text, file).into_iter().collect());
    };
    let (front_matter, notes) = parse(head.lines, head.first_line, file);
    (front_matter, head.text, notes)
}

/// Front matter that begins and never ends is read as text, and said to be.
fn unclosed(text: &str, file: &str) -> Option<Note> {
    let (first, rest) = split_line(text);
    let (key, _) = pair(split_line(rest).0).filter(|_| first == "---")?;
    known(key)?;
    let message = "the front matter has no end, and is read as text";
    Some(faults::note(file, Some(1), message, "Write a line `---` behind its last key."))
}

struct Head<'t> {
    lines: &'t str,
    first_line: u64,
    text: &'t str,
}

impl<'t> Head<'t> {
    fn find(text: &'t str) -> Option<Self> {
        let (first, rest) = split_line(text);
        if first == "---" { Self::fenced(rest) } else { Self::open(text) }
    }

    fn fenced(rest: &'t str) -> Option<Self> {
        pair(split_line(rest).0)?;
        let end = line_starts(rest).find(|start| split_line(&rest[*start..]).0 == "---")?;
        Some(Self { lines: &rest[..end], first_line: 2, text: split_line(&rest[end..]).1 })
    }

    fn open(text: &'t str) -> Option<Self> {
        let (key, _) = pair(split_line(text).0)?;
        known(key)?;
        let end =
            line_starts(text).find(|start| split_line(&text[*start..]).0.is_empty()).unwrap_or(text.len());
        let lines = &text[..end];
        lines.lines().all(|line| pair(line).is_some()).then(|| Self {
            lines,
            first_line: 1,
            text: split_line(&text[end..]).1,
        })
    }
}

fn parse(lines: &str, first_line: u64, file: &str) -> (FrontMatter, Vec<Note>) {
    let mut found = FrontMatter::default();
    let mut notes = Vec::new();
    let mut seen = [false; KEYS.len()];
    for (line, number) in lines.lines().zip(first_line..) {
        if line.trim().is_empty() {
            continue;
        }
        let Some((key, value)) = pair(line) else {
            notes.push(faults::note(
                file,
                Some(number),
                format!("`{}` is no `key: value`", shown(line.trim())),
                "Front matter has one `key: value` a line and ends with a line `---`.",
            ));
            continue;
        };
        let Some(idx) = known(key) else {
            notes.push(faults::note(
                file,
                Some(number),
                format!("unknown key `{}` in the front matter", shown(key)),
                format!("Known keys: {}. The line was left out.", KEYS.join(", ")),
            ));
            continue;
        };
        if std::mem::replace(&mut seen[idx], true) {
            notes.push(faults::note(
                file,
                Some(number),
                format!("`{}` stands in the front matter twice", KEYS[idx]),
                "Keep one of them. The first one was taken.",
            ));
            continue;
        }
        if value.is_empty() {
            continue;
        }
        let value = || Some(value.to_owned());
        match KEYS[idx] {
            "outlet" => found.outlet = value(),
            "title" => found.title = value(),
            "url" => found.url = value(),
            "published" => {
                found.dated = true;
                match published::day(&value().unwrap_or_default(), file, Some(number)) {
                    Ok(day) => found.published = Some(day),
                    Err(note) => notes.push(note),
                }
            }
            _ => match faults::language(&value().unwrap_or_default(), file, Some(number)) {
                Ok(language) => found.language = Some(language),
                Err(note) => notes.push(note),
            },
        }
    }
    (found, notes)
}

/// The first line without its end, and what follows.
fn split_line(text: &str) -> (&str, &str) {
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    (line.trim_end(), rest)
}

/// The byte offsets at which the lines of a text begin.
fn line_starts(text: &str) -> impl Iterator<Item = usize> {
    std::iter::once(0)
        .chain(text.match_indices('\n').map(|(at, _)| at + 1))
        .filter(|start| *start < text.len())
}

/// Key and value of a line; quotation marks around a value are no part of it.
fn pair(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let key = key.trim();
    let shaped = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    let value = value.trim();
    let bare = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
    shaped.then_some((key, bare.unwrap_or(value)))
}

fn known(key: &str) -> Option<usize> {
    KEYS.iter().position(|known| key.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn what_is_front_matter_and_what_is_text() {
        let cases = [
            // text, outlet, text that is left
            ("---\noutlet: Wire\n---\nShells fell.\n", Some("Wire"), "Shells fell.\n"),
            ("---\r\noutlet: \"Wire: East\"\r\n---\r\n\r\nShells.", Some("Wire: East"), "\r\nShells."),
            ("Outlet: Wire\nurl: https://a.example/b\n\nShells fell.", Some("Wire"), "Shells fell."),
            ("outlet: Wire\n", Some("Wire"), ""),
            ("BEIRUT: Shells fell.\n\nMore.", None, "BEIRUT: Shells fell.\n\nMore."),
            ("Title: A war\nIt went on.\n\nMore.", None, "Title: A war\nIt went on.\n\nMore."),
            ("---\nShells fell.\n---\nMore.", None, "---\nShells fell.\n---\nMore."),
            ("---\noutlet: Wire\nShells fell.", None, "---\noutlet: Wire\nShells fell."),
            ("Shells fell.", None, "Shells fell."),
            ("", None, ""),
        ];
        for (text, outlet, left) in cases {
            let (found, rest, _) = split(text, "a.txt");
            assert_eq!((found.outlet.as_deref(), rest), (outlet, left), "{text:?}");
        }
    }
}
