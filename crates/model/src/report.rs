use crate::closed_list::closed_list;
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
    /// Who wrote it, as its byline names them; private persons, whom exports that hold names back leave out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The day of publication. Never the date of an event.
    pub published: Option<Day>,
    /// The day that its own text opens with (its date line), once it has been resolved; it beats
    /// the metadata, which is often the day of a crawl.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated: Option<Day>,
    /// ISO 639-1 code of the language, where stated or plain from the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The untouched text; every [`crate::Span`] points into it.
    pub text: String,
    /// Where the bytes came from.
    #[serde(default)]
    pub provenance: Provenance,
}

/// The language that claims are read in.
const READ: &str = "en";

impl Report {
    /// The language of a report that is kept and found, but not read for claims; none where it is read. What
    /// may be English is read.
    pub fn unread(&self) -> Option<&str> {
        self.language.as_deref().filter(|language| *language != READ)
    }
}

/// Where a report's bytes came from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// The file, as the user named it.
    pub file: Option<String>,
    /// The line inside the file, from 1, where a file holds many reports.
    pub line: Option<u64>,
    /// The file inside it, where it is a collection of archives (WACZ).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// The record inside the file, from 1, where a file holds many and lines do not part them: a web archive, a
    /// mailbox, a feed, Parquet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<u64>,
    /// The byte at which the line or record begins: in the file itself, where each is packed by itself, as in
    /// web archives; in what the file unpacks to otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<u64>,
    /// BLAKE3 digest of the raw bytes the report was read from, in hexadecimal.
    pub digest: Option<String>,
    /// How the day of publication was found, where it was not stated as a field of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_from: Option<DateFrom>,
}

impl Provenance {
    /// File and place in words, for example `news.warc.gz, record 12 at byte 8191` or `wire.jsonl:3`; none where
    /// no file is known.
    pub fn place(&self) -> Option<String> {
        let mut place = self.file.clone()?;
        place.extend(self.part.iter().map(|part| format!("/{part}")));
        place.extend(self.line.iter().map(|line| format!(":{line}")));
        place.extend(self.record.iter().map(|record| format!(", record {record}")));
        // A line is found by its number.
        place.extend(self.offset.filter(|_| self.line.is_none()).map(|offset| format!(" at byte {offset}")));
        Some(place)
    }
}

closed_list! {
    /// Where in a web page or a document its day of publication was found, in the order in which they are believed.
    pub enum DateFrom ("way of finding a date") {
        /// `datePublished` of a schema.org article in JSON-LD.
        JsonLd = "json-ld",
        /// A `meta` element that is made for it, for example `article:published_time`.
        Meta = "meta",
        /// `itemprop="datePublished"` on an element (microdata).
        Microdata = "microdata",
        /// A `time` element of the article.
        TimeElement = "time-element",
        /// A date that is printed above the text.
        Printed = "printed",
        /// The page's address, for example `/2017/09/21/`.
        Address = "address",
        /// The name of the file.
        FileName = "file-name",
        /// The time of an entry of a live page.
        Entry = "entry",
        /// The day on which the file was made, as it says itself: of a PDF, for want of any other.
        Document = "document",
    }
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
