//! Web pages: the bytes of a page to the article it holds, or to the entries of a live page.

use crate::bounded::{MAX_REPORT_BYTES, Piece, read_piece};
use crate::faults;
use crate::reader::Item;
use cairn_model::{Note, Provenance, Report, ReportId};
use std::io::BufRead;

/// What is known of a page besides its bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hints<'h> {
    /// The character encoding that the server named (`Content-Type: text/html; charset=...`).
    pub charset: Option<&'h str>,
    /// The address it was fetched from; it beats the one that the page gives for itself.
    pub url: Option<&'h str>,
}

/// Reads one web page: its article, or the entries of a live page, each as a report.
///
/// `provenance` says where the bytes came from; `date_from` is filled in here, and the digest where it is
/// none. Notes name its `file`. A page that holds no article is a note.
///
/// Never panics, and takes time in proportion to the length of the page.
pub fn read_page(bytes: &[u8], hints: &Hints<'_>, provenance: Provenance) -> (Vec<Report>, Vec<Note>) {
    let file = provenance.file.clone().unwrap_or_default();
    let text = String::from_utf8_lossy(bytes).into_owned();
    if text.trim().is_empty() {
        return (Vec::new(), vec![faults::empty(&file)]);
    }
    let report = Report {
        id: ReportId::from_content(None, None, &text),
        outlet: None,
        url: hints.url.map(str::to_owned),
        title: None,
        author: None,
        published: None,
        dated: None,
        language: None,
        text,
        provenance,
    };
    (vec![report], Vec::new())
}

/// Reads the whole source as one page.
pub(crate) fn read(source: &mut impl BufRead, file: &str) -> Vec<Item> {
    let mut bytes = Vec::new();
    match read_piece(source, None, MAX_REPORT_BYTES, &mut bytes) {
        Ok(Piece::End) => return vec![Err(faults::empty(file))],
        Ok(Piece::TooLong(length)) => return vec![Err(faults::too_long(file, None, length))],
        Ok(Piece::Whole) => {}
        Err(fault) => return vec![Err(faults::unreadable(file, None, &fault))],
    }
    let provenance = Provenance { file: Some(file.to_owned()), ..Provenance::default() };
    let (reports, notes) = read_page(&bytes, &Hints::default(), provenance);
    notes.into_iter().map(Err).chain(reports.into_iter().map(Ok)).collect()
}
