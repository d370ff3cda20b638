//! A report that is told in fields: a line of JSON, a row of a table, an entry of a feed.

use crate::faults;
use crate::language;
use crate::place::Place;
use crate::reader::Item;
use cairn_model::{DateFrom, Note, Provenance, Report, ReportId};

/// The fields of a report, in the words of its source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// Its id; without one it is a digest of outlet, day and text.
    pub report: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The day of publication, as ISO 8601, RFC 3339 or RFC 5322 write it.
    pub published: Option<String>,
    /// ISO 639-1 code of the language, with or without a region; without one the text tells.
    pub language: Option<String>,
    /// The text.
    pub text: Option<String>,
    /// How the day was found, where it is no field of its own.
    pub date_from: Option<DateFrom>,
}

/// What a source calls the fields, for remedies.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wording {
    /// What to do where there is no text.
    pub no_text: &'static str,
    /// What to do where there is no day of publication.
    pub no_day: &'static str,
}

/// For reports that come from no file.
const WORDING: Wording = Wording {
    no_text: "Put the report's words into the field `text`.",
    no_day: "Add the field `published` as YYYY-MM-DD.",
};

impl Draft {
    /// The report of fields that a caller hands in, the same as of a line of JSON with these fields; none where
    /// it has no text. With it come notes on what is there and cannot be used, and none on what is missing; `at`
    /// names the report in them.
    pub fn read(self, at: &str) -> (Option<Report>, Vec<Note>) {
        let (mut read, mut notes) = (None, Vec::new());
        let undated =
            given(self.published.clone()).is_none().then(|| faults::no_date(at, None, WORDING.no_day));
        for item in self.finish(&Place::of_file(at), &[], WORDING) {
            match item {
                Ok(report) => read = Some(Report { provenance: Provenance::default(), ..report }),
                Err(note) if Some(&note) == undated.as_ref() => {}
                Err(note) => notes.push(note),
            }
        }
        (read, notes)
    }

    /// The report with notes on what it lacks; a note alone where it has no text. `bytes` are those it was
    /// read from.
    pub(crate) fn finish(self, place: &Place, bytes: &[u8], wording: Wording) -> Vec<Item> {
        let at = place.to_string();
        let Some(text) = given(self.text) else {
            return vec![Err(place.note("has no `text`", wording.no_text))];
        };
        let words = [Some(&text), self.outlet.as_ref(), self.url.as_ref(), self.title.as_ref()];
        if words
            .into_iter()
            .chain([self.report.as_ref(), self.author.as_ref()])
            .flatten()
            .any(|words| words.contains('\0'))
        {
            return vec![Err(faults::nul(&at, None))];
        }
        let mut items = Vec::new();
        let published = match given(self.published) {
            Some(words) => crate::published::day(&words, &at, None),
            None => Err(faults::no_date(&at, None, wording.no_day)),
        };
        let published = published.map_err(|note| items.push(Err(note))).ok();
        let language = given(self.language).and_then(|words| {
            faults::language(primary(&words), &at, None).map_err(|note| items.push(Err(note))).ok()
        });
        let language = language.or_else(|| language::of(self.title.as_deref(), &text).map(str::to_owned));
        let outlet = given(self.outlet);
        let id = match self.report {
            Some(id) if !id.trim().is_empty() && !id.contains(char::is_control) => ReportId::new(id),
            _ => {
                let day = published.map(|day| day.to_string());
                ReportId::from_content(outlet.as_deref(), day.as_deref(), &text)
            }
        };
        items.push(Ok(Report {
            id,
            outlet,
            url: given(self.url),
            title: given(self.title),
            author: given(self.author),
            published,
            dated: None,
            language,
            text,
            provenance: place.provenance(bytes, published.and(self.date_from)),
        }));
        items
    }
}

/// A value that is there and not blank.
pub(crate) fn given(value: Option<String>) -> Option<String> {
    value.filter(|value| !value.trim().is_empty())
}

/// Words on one line: control characters, a NUL among them, are spaces.
pub(crate) fn on_one_line(words: &str) -> String {
    words.replace(|c: char| c.is_control(), " ")
}

/// The language of a tag with a region: `en` of `en-GB` (BCP 47).
fn primary(tag: &str) -> &str {
    let tag = tag.trim();
    tag.split_once(['-', '_']).map_or(tag, |(language, _)| language)
}

#[cfg(test)]
mod tests {
    use super::Draft;
    use crate::{Format, read_all};

    fn draft(text: &str) -> Draft {
        Draft { text: Some(text.to_owned()), ..Draft::default() }
    }

    #[test]
    fn fields_give_the_report_of_the_line_with_the_same_fields() {
        let line =
            r#"{"outlet": "Coast Wire", "published": "2019-05-25T07:00:00Z", "text": "Two died in Arvad."}"#;
        let (lines, _) = read_all(line.as_bytes(), Format::JsonLines, "wire.jsonl");
        let fields = Draft {
            outlet: Some("Coast Wire".to_owned()),
            published: Some("2019-05-25T07:00:00Z".to_owned()),
            ..draft("Two died in Arvad.")
        };
        let (read, notes) = fields.read("row 1");
        let read = read.unwrap();
        assert!(notes.is_empty(), "{notes:?}");
        assert_eq!(read, cairn_model::Report { provenance: read.provenance.clone(), ..lines[0].clone() });
    }

    #[test]
    fn what_cannot_be_used_is_noted_and_what_is_missing_is_not() {
        let (read, notes) = draft("Two died in Arvad.").read("row 1");
        assert!(read.is_some() && notes.is_empty(), "{notes:?}");
        let (read, notes) =
            Draft { published: Some("last May".to_owned()), ..draft("Two died in Arvad.") }.read("row 2");
        assert!(read.is_some_and(|report| report.published.is_none()));
        assert_eq!(notes[0].at, "row 2");
        let (read, notes) = draft(" ").read("row 3");
        assert!(read.is_none() && notes[0].message.contains("text"), "{notes:?}");
    }
}
