//! One report as plain text.

use crate::bounded::{MAX_REPORT_BYTES, Piece, read_piece};
use crate::faults;
use crate::front_matter;
use crate::reader::Item;
use cairn_model::{Provenance, Report, ReportId};
use std::io::BufRead;

/// Reads the whole source as one report.
pub(crate) fn read(source: &mut impl BufRead, file: &str) -> Vec<Item> {
    let mut bytes = Vec::new();
    match read_piece(source, None, MAX_REPORT_BYTES, &mut bytes) {
        Ok(Piece::End) => return vec![Err(faults::empty(file))],
        Ok(Piece::TooLong(length)) => return vec![Err(faults::too_long(file, None, length))],
        Ok(Piece::Whole) => {}
        Err(fault) => return vec![Err(faults::unreadable(file, None, &fault))],
    }
    let text = match faults::text(&bytes, file, 1) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(note) => return vec![Err(note)],
    };
    let (head, text, notes) = front_matter::split(text, file);
    let mut items: Vec<Item> = notes.into_iter().map(Err).collect();
    if text.trim().is_empty() {
        items.push(Err(faults::empty(file)));
        return items;
    }
    if !head.dated {
        let how = "Put `published: YYYY-MM-DD` between two lines `---` at the top of the file.";
        items.push(Err(faults::no_date(file, None, how)));
    }
    let published = head.published.map(|day| day.to_string());
    items.push(Ok(Report {
        id: ReportId::from_content(head.outlet.as_deref(), published.as_deref(), text),
        outlet: head.outlet,
        url: head.url,
        title: head.title,
        published: head.published,
        dated: None,
        author: None,
        language: head.language,
        text: text.to_owned(),
        provenance: Provenance {
            file: Some(file.to_owned()),
            line: None,
            digest: Some(blake3::hash(&bytes).to_hex().to_string()),
            date_from: None,
        },
    }));
    items
}
