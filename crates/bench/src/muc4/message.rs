//! Reads MUC messages.

use cairn_model::{Day, Provenance, Report, ReportId};
use serde::Deserialize;

/// A message, with what its dateline says.
#[derive(Debug, Deserialize)]
pub struct Message {
    /// Its id.
    pub id: String,
    /// The place of the dateline.
    #[serde(default)]
    pub place: Option<String>,
    /// The country of the dateline, where it is none of the nine.
    #[serde(default)]
    pub country: Option<String>,
    /// The day of the dateline, where it is complete.
    #[serde(default)]
    pub date_iso: Option<String>,
    /// Who sent it.
    #[serde(default)]
    pub source: Option<String>,
    /// Brackets of the header: what kind of text it is, who speaks.
    #[serde(default)]
    pub tags: Vec<String>,
    /// The whole message.
    pub text: String,
    /// Where the body starts, in code points of `text`.
    #[serde(default)]
    pub body: usize,
}

impl Message {
    /// The day of the dateline.
    pub fn day(&self) -> Option<Day> {
        self.date_iso.as_deref()?.parse().ok()
    }

    /// The body as a report of its own: dateline and header brackets are no prose.
    pub fn report(&self) -> Report {
        Report {
            id: ReportId::new(self.id.clone()),
            outlet: self.source.clone(),
            url: None,
            title: None,
            published: self.day(),
            dated: None,
            author: None,
            language: Some("en".to_owned()),
            text: self.text.chars().skip(self.body).collect(),
            provenance: Provenance::default(),
        }
    }
}
