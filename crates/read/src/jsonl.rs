//! One report a line, as JSON objects with the fields `report` (its id), `outlet`, `url`, `title`,
//! `published`, `language` and `text`. Only `text` must be there; other fields are passed over.

use crate::faults::{self, note, shown};
use crate::reader::Item;
use cairn_model::{Provenance, Report, ReportId};
use serde::Deserialize;

#[derive(Deserialize)]
struct Line {
    report: Option<Id>,
    outlet: Option<String>,
    url: Option<String>,
    title: Option<String>,
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

/// Reads one line; a blank one gives nothing.
pub(crate) fn read(bytes: &[u8], file: &str, number: u64) -> Vec<Item> {
    let line = match faults::text(bytes, file, number) {
        Ok(line) => line.strip_prefix('\u{feff}').unwrap_or(line).trim(),
        Err(note) => return vec![Err(note)],
    };
    if line.is_empty() {
        return Vec::new();
    }
    let fields = match parse(line) {
        Ok(fields) => fields,
        Err((message, hint)) => return vec![Err(note(file, Some(number), message, hint))],
    };
    let Some(text) = given(fields.text) else {
        let hint = "Put the report's words into the field `text`.";
        return vec![Err(note(file, Some(number), "has no `text`", hint))];
    };
    let words = [Some(&text), fields.outlet.as_ref(), fields.url.as_ref(), fields.title.as_ref()];
    if words.into_iter().flatten().any(|words| words.contains('\0')) {
        return vec![Err(faults::nul(file, Some(number)))];
    }
    let mut items = Vec::new();
    let published = match given(fields.published) {
        Some(words) => faults::day(&words, file, number),
        None => Err(faults::no_date(file, Some(number), "Add the field `published` as YYYY-MM-DD.")),
    };
    let published = published.map_err(|note| items.push(Err(note))).ok();
    let language = given(fields.language)
        .and_then(|words| faults::language(&words, file, number).map_err(|note| items.push(Err(note))).ok());
    let outlet = given(fields.outlet);
    let id = match fields.report {
        Some(Id::Words(id)) if !id.trim().is_empty() && !id.contains(char::is_control) => ReportId::new(id),
        Some(Id::Number(id)) => ReportId::new(id.to_string()),
        _ => {
            let day = published.map(|day| day.to_string());
            ReportId::from_content(outlet.as_deref(), day.as_deref(), &text)
        }
    };
    items.push(Ok(Report {
        id,
        outlet,
        url: given(fields.url),
        title: given(fields.title),
        published,
        dated: None,
        author: None,
        language,
        text,
        provenance: Provenance {
            file: Some(file.to_owned()),
            line: Some(number),
            digest: Some(blake3::hash(bytes).to_hex().to_string()),
            date_from: None,
        },
    }));
    items
}

/// The fields of a line, or message and hint.
fn parse(line: &str) -> Result<Line, (String, String)> {
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

/// A value that is there and not blank.
fn given(value: Option<String>) -> Option<String> {
    value.filter(|value| !value.trim().is_empty())
}
