//! PDF (ISO 32000): the text of a file's pages, put together to paragraphs.
//!
//! `lopdf` reads the objects of the file; which glyph stands where, and what reads on from what, is found here:
//! `docs/decisions/0021-pdf.md`.

mod budget;
mod content;
mod font;
mod furniture;
mod info;
mod join;
mod lines;
mod matrix;
mod paragraphs;
mod resources;
mod unicode_map;

use crate::draft::{Draft, Wording};
use crate::html;
use crate::place::Place;
use crate::reader::Item;
use cairn_model::{DateFrom, Note};
use content::Drawing;
use lines::Line;
use lopdf::{Document, LoadOptions};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The longest PDF that is read, in bytes. Pictures make up most of a long one, so it may be longer than a text.
pub(crate) const MAX_BYTES: usize = 64 << 20;

/// What one packed stream of objects may unpack to: the objects of a hundred thousand pages.
const MAX_OBJECTS: usize = 16 << 20;

const WORDING: Wording = Wording {
    no_text: "Its pages may be pictures; recognise their text first: ocrmypdf OLD NEW",
    no_day: "Name the file YYYY-MM-DD NAME.pdf.",
};

/// Why a file gives no report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unread {
    /// It opens with a password only.
    Locked,
    /// Its objects cannot be found.
    Damaged,
    /// It shows nothing but pictures.
    Pictures,
    /// It does not say which characters its glyphs stand for.
    Unnamed,
    /// The parser fell over it.
    Panic,
}

/// What a file says.
#[derive(Debug, Default)]
struct Paper {
    title: Option<String>,
    author: Option<String>,
    created: Option<cairn_model::Day>,
    paragraphs: Vec<String>,
    /// What of it was left out, in words.
    faults: Vec<String>,
}

/// Reads one PDF file as a report.
pub(crate) fn read(bytes: &[u8], place: &Place) -> Vec<Item> {
    // The parser is other people's code, which must not end a batch.
    let paper = catch_unwind(AssertUnwindSafe(|| paper(bytes))).unwrap_or(Err(Unread::Panic));
    let paper = match paper {
        Ok(paper) => paper,
        Err(why) => return vec![Err(note(why, place))],
    };
    let mut items: Vec<Item> = Vec::new();
    for fault in &paper.faults {
        let hint = "Open the file to see what is missing; save its text as a .txt file if it matters.";
        items.push(Err(place.note(fault, hint)));
    }
    let lines = paper.paragraphs.iter().map(String::as_str);
    let stated = html::day_of_text(lines, paper.title.as_deref(), &place.file);
    let created = || paper.created.map(|day| (day, DateFrom::Document));
    let found = stated.or_else(created);
    if let Some((day, DateFrom::Document)) = found {
        items.push(Err(place.note(
            format!("does not say when it was published; it was made on {day}, which is taken for that day"),
            "Name the file YYYY-MM-DD NAME.pdf if it was published on another day.",
        )));
    }
    let draft = Draft {
        title: paper.title,
        author: paper.author,
        published: found.map(|(day, _)| day.to_string()),
        date_from: found.map(|(_, from)| from),
        text: Some(paper.paragraphs.join("\n\n")),
        ..Draft::default()
    };
    items.extend(draft.finish(place, bytes, WORDING));
    items
}

/// What a file says, or why it says nothing.
fn paper(bytes: &[u8]) -> Result<Paper, Unread> {
    let options = LoadOptions { max_decompressed_size: Some(MAX_OBJECTS), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(|fault| match fault {
        lopdf::Error::InvalidPassword
        | lopdf::Error::Decryption(_)
        | lopdf::Error::UnsupportedSecurityHandler(_) => Unread::Locked,
        _ => Unread::Damaged,
    })?;
    if document.is_encrypted() && !document.was_encrypted() {
        return Err(Unread::Locked);
    }
    let mut drawing = Drawing::new(&document);
    let (mut pages, mut faults) = (Vec::new(), Vec::new());
    for (number, id) in (1u32..).zip(document.page_iter()) {
        match drawing.page(id) {
            Ok(runs) => pages.push(lines::lines(runs)),
            Err(fault) => faults.push(format!("page {number} {fault}")),
        }
        if drawing.budget.is_spent() {
            faults.push(format!("says more than a report can be; it is read up to page {number}"));
            break;
        }
    }
    // A hundred broken pages are one fault.
    if faults.len() > 3 {
        let more = faults.len() - 3;
        faults.truncate(3);
        faults.push(format!("has {more} more pages that cannot be read"));
    }
    let about = info::about(&document);
    let seen = pages.iter().flatten();
    let (mut shown, mut unnamed) = (0, 0);
    for c in seen.flat_map(|line: &Line| line.text.chars()).filter(|c| !c.is_whitespace()) {
        shown += 1;
        unnamed += usize::from(c == font::UNNAMED);
    }
    if shown == 0 && faults.is_empty() {
        return Err(if document.page_iter().next().is_none() { Unread::Damaged } else { Unread::Pictures });
    }
    // A dash or an arrow without a name does no harm; a text without letters is none.
    if unnamed * 3 > shown {
        return Err(Unread::Unnamed);
    }
    furniture::clear(&mut pages);
    let title = about.title.or_else(|| paragraphs::headline(&pages));
    let paragraphs = paragraphs::paragraphs(&pages);
    Ok(Paper { title, author: about.author, created: about.created, paragraphs, faults })
}

/// What a person is told of a file that gives no report.
fn note(why: Unread, place: &Place) -> Note {
    match why {
        Unread::Locked => place.note(
            "is locked with a password",
            "Save it without one, if you may: qpdf --decrypt --password=... OLD NEW",
        ),
        Unread::Damaged => place.note(
            "cannot be read as PDF",
            "Fetch it again if it was cut off; mend it otherwise: qpdf OLD NEW",
        ),
        Unread::Pictures => {
            place.note("holds pictures of pages and no text", "Recognise its text first: ocrmypdf OLD NEW")
        }
        Unread::Unnamed => place.note(
            "does not say which characters it shows",
            "Recognise its text from the look of it: ocrmypdf --force-ocr OLD NEW",
        ),
        Unread::Panic => place.note(
            "could not be taken apart, which is a fault of Cairn",
            "Report it with the file; until then, save its text as a .txt file.",
        ),
    }
}
