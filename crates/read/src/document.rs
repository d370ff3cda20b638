//! A document inside an archive or a message, by its content type.

use crate::headers::ContentType;
use crate::html::{self, Hints};
use crate::place::Place;
use crate::reader::Item;
use crate::{charset, feed, plain};
use cairn_model::{Day, Provenance};

/// A document in memory.
pub(crate) struct Document<'d> {
    /// Its bytes, unpacked.
    pub bytes: &'d [u8],
    /// The bytes that it was taken from, for the digest.
    pub raw: &'d [u8],
    /// Where it was published.
    pub url: Option<&'d str>,
    /// The day that whoever sent it names.
    pub day: Option<Day>,
    /// What it is said to be.
    pub content_type: &'d ContentType,
}

/// The reports of a document of a web archive. What is neither page nor feed nor text (images, styles,
/// scripts) gives nothing.
pub(crate) fn of_archive(document: &Document<'_>, place: &Place) -> Vec<Item> {
    let charset = document.content_type.charset.as_deref();
    let start = document.bytes.trim_ascii_start();
    match document.content_type.essence.as_str() {
        "text/html" | "application/xhtml+xml" => page(document, place),
        "text/plain" => {
            let text = charset::decode(document.bytes, charset);
            plain::of_archive(&text, document, place)
        }
        "application/rss+xml" | "application/atom+xml" | "application/feed+json" | "application/rdf+xml" => {
            feed::read(document.bytes, place)
        }
        "application/xml" | "text/xml" if feed::is_feed(start) => feed::read(document.bytes, place),
        "" if crate::format::is_page(start) => page(document, place),
        _ => Vec::new(),
    }
}

/// The article of a web page, or the entries of a live one.
pub(crate) fn page(document: &Document<'_>, place: &Place) -> Vec<Item> {
    let hints =
        Hints { charset: document.content_type.charset.as_deref(), url: document.url, day: document.day };
    // The name of an archive is that of none of its pages, and tells nothing of their days.
    let is_file = place.record.is_none();
    let provenance = place.provenance(document.raw, None);
    let named = Provenance { file: provenance.file.clone().filter(|_| is_file), ..provenance.clone() };
    let (mut reports, notes) = html::read_page(document.bytes, &hints, named);
    for report in &mut reports {
        report.provenance.file.clone_from(&provenance.file);
    }
    let at = place.to_string();
    let notes = notes.into_iter().map(|note| Err(cairn_model::Note { at: at.clone(), ..note }));
    notes.chain(reports.into_iter().map(Ok)).collect()
}
