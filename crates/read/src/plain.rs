//! One report as plain text.

use crate::bounded::{Piece, read_piece};
use crate::container::Container;
use crate::document::Document;
use crate::draft::{Draft, Wording};
use crate::faults;
use crate::front_matter;
use crate::language;
use crate::pack::Stream;
use crate::place::Place;
use crate::reader::Item;
use cairn_model::{Report, ReportId};
use std::collections::VecDeque;

/// Files that are one document each, be it text, a page or a letter: read whole, and handed to `read`.
pub(crate) struct Whole<'s, F> {
    pub stream: Stream<'s>,
    pub place: Place,
    /// How many bytes a document may have.
    pub limit: usize,
    pub read: F,
}

impl<F: FnMut(&[u8], &Place) -> Vec<Item> + Send> Container for Whole<'_, F> {
    fn advance(&mut self, ready: &mut VecDeque<Item>) -> bool {
        let mut bytes = Vec::new();
        let file = self.place.to_string();
        match read_piece(&mut self.stream, None, self.limit, &mut bytes) {
            Ok(Piece::End) => ready.push_back(Err(faults::empty(&file))),
            Ok(Piece::TooLong(length)) => {
                ready.push_back(Err(faults::longer_than(self.limit, &file, None, length)))
            }
            Ok(Piece::Whole) => ready.extend((self.read)(&bytes, &self.place)),
            Err(fault) => ready.push_back(Err(faults::unreadable(&file, None, &fault))),
        }
        false
    }
}

/// Reads a text with or without front matter.
pub(crate) fn read(bytes: &[u8], place: &Place) -> Vec<Item> {
    let file = &place.to_string();
    let text = match faults::text(bytes, file, Some(1)) {
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
    let language = head.language.or_else(|| language::of(head.title.as_deref(), text).map(str::to_owned));
    items.push(Ok(Report {
        id: ReportId::from_content(head.outlet.as_deref(), published.as_deref(), text),
        outlet: head.outlet,
        url: head.url,
        title: head.title,
        author: None,
        published: head.published,
        dated: None,
        language,
        text: text.to_owned(),
        provenance: place.provenance(bytes, None),
    }));
    items
}

/// The text of a page as an archive keeps it (`conversion` records of WET files): the archive knows no title
/// and no day of publication.
pub(crate) fn of_archive(text: &str, document: &Document<'_>, place: &Place) -> Vec<Item> {
    let draft = Draft {
        outlet: document.url.and_then(host),
        url: document.url.map(str::to_owned),
        text: Some(text.to_owned()),
        ..Draft::default()
    };
    let wording = Wording {
        no_text: "The archived page is empty.",
        no_day: "Archives of text alone tell when a page was fetched, not when it was published; \
                 read the archive of pages (.warc) if you have it.",
    };
    draft.finish(place, document.raw, wording)
}

/// The host of an address, without `www.`: who published it, where nothing else says so.
pub(crate) fn host(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let host = host.split_once(':').map_or(host, |(host, _)| host).to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (!host.is_empty()).then(|| host.to_owned())
}
