//! A report that is told in fields: a line of JSON, a row of a table, an entry of a feed.

use crate::faults;
use crate::language;
use crate::place::Place;
use crate::reader::Item;
use cairn_model::{DateFrom, Report, ReportId};

/// The fields of a report, in the words of its source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Draft {
    pub report: Option<String>,
    pub outlet: Option<String>,
    pub url: Option<String>,
    pub title: Option<String>,
    pub author: Option<String>,
    pub published: Option<String>,
    pub language: Option<String>,
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

impl Draft {
    /// The report with notes on what it lacks; a note alone where it has no text. `bytes` are those it was
    /// read from.
    pub fn finish(self, place: &Place, bytes: &[u8], wording: Wording) -> Vec<Item> {
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

/// The language of a tag with a region: `en` of `en-GB` (BCP 47).
fn primary(tag: &str) -> &str {
    let tag = tag.trim();
    tag.split_once(['-', '_']).map_or(tag, |(language, _)| language)
}
