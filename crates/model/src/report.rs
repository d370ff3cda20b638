use crate::{Day, ReportId};
use serde::{Deserialize, Serialize};

/// One document as published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The id its source gave it, or a digest of its content.
    #[serde(rename = "report")]
    pub id: ReportId,
    /// Who published it, as written.
    pub outlet: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// The headline, where it is kept apart from the text.
    pub title: Option<String>,
    /// The day of publication. Never the date of an event.
    pub published: Option<Day>,
    /// The day that its own text opens with (its date line), once it has been resolved; it beats
    /// the metadata, which is often the day of a crawl.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated: Option<Day>,
    /// ISO 639-1 code of the language, where stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The untouched text; every [`crate::Span`] points into it.
    pub text: String,
    /// Where the bytes came from.
    #[serde(default)]
    pub provenance: Provenance,
}

/// Where a report's bytes came from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// The file, as the user named it.
    pub file: Option<String>,
    /// The line inside the file, from 1, where a file holds many reports.
    pub line: Option<u64>,
    /// BLAKE3 digest of the raw bytes the report was read from, in hexadecimal.
    pub digest: Option<String>,
}

/// Something a stage wants a person to know about its input. Broken input is not an error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// File and place, for example `reports.jsonl:12`.
    pub at: String,
    /// What was found.
    pub message: String,
    /// What the user can do about it.
    pub hint: Option<String>,
}
