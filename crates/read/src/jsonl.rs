//! One report a line, as JSON objects with the fields `report` (its id), `outlet`, `url`, `title`, `author`,
//! `published`, `language` and `text`, or with those that a [`ColumnMap`] names. Only `text` must be there;
//! other fields are passed over.

use crate::bounded::{MAX_REPORT_BYTES, Piece, read_piece};
use crate::columns::ColumnMap;
use crate::container::Container;
use crate::draft::{Draft, Wording};
use crate::faults::{self, note, shown};
use crate::pack::Stream;
use crate::place::Place;
use crate::reader::{Before, Item};
use serde::Deserialize;
use serde_json::Value;
use std::collections::VecDeque;

#[derive(Deserialize)]
struct Line {
    report: Option<Id>,
    outlet: Option<String>,
    url: Option<String>,
    title: Option<String>,
    author: Option<String>,
    published: Option<String>,
    language: Option<String>,
    text: Option<String>,
}

/// An id as sources write it.
#[derive(Deserialize)]
#[serde(untagged, expecting = "`report` must be a string or a whole number")]
enum Id {
    Words(String),
    Number(i64),
}

const WORDING: Wording = Wording {
    no_text: "Put the report's words into the field `text`.",
    no_day: "Add the field `published` as YYYY-MM-DD.",
};

/// An open file of lines.
pub(crate) struct JsonLines<'s> {
    pub stream: Stream<'s>,
    pub file: Place,
    pub columns: ColumnMap,
    pub before: Before,
    pub line: u64,
}

impl Container for JsonLines<'_> {
    fn advance(&mut self, ready: &mut VecDeque<Item>) -> bool {
        self.line += 1;
        let place = self.file.line(self.before.lines + self.line);
        let mut buffer = Vec::new();
        let piece = match self.stream.offset() {
            Ok(offset) => read_piece(&mut self.stream, Some(b'\n'), MAX_REPORT_BYTES, &mut buffer)
                .map(|piece| (offset, piece)),
            Err(fault) => Err(fault),
        };
        match piece {
            Ok((_, Piece::End)) => return false,
            Ok((offset, Piece::Whole)) => {
                ready.extend(read(&buffer, &place, self.before.bytes + offset, &self.columns));
            }
            Ok((_, Piece::TooLong(bytes))) => {
                ready.push_back(Err(faults::too_long(&place.to_string(), None, bytes)));
            }
            Err(fault) => {
                ready.push_back(Err(faults::unreadable(&place.to_string(), None, &fault)));
                return false;
            }
        }
        true
    }
}

/// Reads one line; a blank one gives nothing.
fn read(bytes: &[u8], place: &Place, offset: u64, columns: &ColumnMap) -> Vec<Item> {
    let at = place.to_string();
    let line = match faults::text(bytes, &at, None) {
        Ok(line) => line.strip_prefix('\u{feff}').unwrap_or(line).trim(),
        Err(note) => return vec![Err(note)],
    };
    if line.is_empty() {
        return Vec::new();
    }
    let draft = if columns.is_empty() { parse::<Line>(line).map(Draft::from) } else { mapped(line, columns) };
    match draft {
        Ok(draft) => {
            let mut items = draft.finish(place, bytes, WORDING);
            for report in items.iter_mut().flatten() {
                report.provenance.offset = Some(offset);
            }
            items
        }
        Err((message, hint)) => vec![Err(note(&at, None, message, hint))],
    }
}

impl From<Line> for Draft {
    fn from(line: Line) -> Self {
        let report = line.report.map(|id| match id {
            Id::Words(id) => id,
            Id::Number(id) => id.to_string(),
        });
        let Line { outlet, url, title, author, published, language, text, .. } = line;
        Self { report, outlet, url, title, author, published, language, text, date_from: None }
    }
}

/// The fields of a line under the names that the user gave.
fn mapped(line: &str, columns: &ColumnMap) -> Result<Draft, (String, String)> {
    let object: serde_json::Map<String, Value> = parse(line)?;
    Ok(columns.draft(|column| {
        let value = object.get(column).or_else(|| {
            let mut steps = column.split('.');
            let first = object.get(steps.next()?)?;
            steps.try_fold(first, |value, step| value.get(step))
        })?;
        match value {
            Value::String(words) => Some(words.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }))
}

/// The fields of a line, or message and hint.
fn parse<'l, T: Deserialize<'l>>(line: &'l str) -> Result<T, (String, String)> {
    let example = r#"Each line is one object: {"report": "id", "published": "2019-05-25", "text": "..."}"#;
    if !line.starts_with('{') {
        return Err((format!("`{}` is no JSON object", shown(line)), example.to_owned()));
    }
    serde_json::from_str(line).map_err(|fault| {
        let words = fault.to_string();
        let cause = words.rsplit_once(" at line ").map_or(words.as_str(), |(cause, _)| cause);
        let message = match fault.classify() {
            serde_json::error::Category::Data => format!("has a field that cannot be read: {cause}"),
            _ => format!("is no JSON: {cause} at column {}", fault.column()),
        };
        (message, example.to_owned())
    })
}
