use crate::bounded::MAX_REPORT_BYTES;
use crate::columns::ColumnMap;
use crate::container::Container;
use crate::document::{self, Document};
use crate::headers::ContentType;
use crate::input::{Input, Stretch};
use crate::jsonl::JsonLines;
use crate::pack::Stream;
#[cfg(feature = "pdf")]
use crate::pdf;
use crate::place::Place;
use crate::plain::{self, Whole};
use crate::table::csv::Csv;
use crate::table::parquet::Parquet;
use crate::wacz::Wacz;
use crate::warc::Warc;
use crate::{Format, faults, feed, mail};
use cairn_model::{Note, Report};
use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader};

/// A report, or something a person should know. A note on a report that is read all the same
/// (a missing date) comes before it.
pub(crate) type Item = Result<Report, Note>;

/// How files are read.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// How they are written; by name and first bytes where it is none.
    pub format: Option<Format>,
    /// What columns of tables and fields of JSON objects hold.
    pub columns: ColumnMap,
    /// Of a file of lines that is handed in from one of them on: what stands before it.
    pub before: Before,
}

/// How much of a file of lines stands before the bytes that are handed in, so that places in it are told as if all
/// of it had been read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Before {
    /// How many lines.
    pub lines: u64,
    /// How many bytes.
    pub bytes: u64,
}

/// Reads the reports of one open file, one at a time: a large file is never whole in memory.
pub struct Reader<'s> {
    container: Option<Box<dyn Container + 's>>,
    file: String,
    ready: VecDeque<Item>,
    found_any: bool,
}

impl std::fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").field("file", &self.file).finish_non_exhaustive()
    }
}

impl<'s> Reader<'s> {
    /// Reads `source`, of a known format, from its front; `file` is its name in notes and provenance.
    pub fn new(source: impl BufRead + Send + 's, format: Format, file: impl Into<String>) -> Self {
        let options = Options { format: Some(format), ..Options::default() };
        Self::open(Input::Stream(Box::new(source)), file, &options)
    }

    /// Reads `input`, unpacked where it is packed; `file` is its name in notes and provenance.
    pub fn open(input: Input<'s>, file: impl Into<String>, options: &Options) -> Self {
        let mut reader =
            Self { container: None, file: file.into(), ready: VecDeque::new(), found_any: false };
        match container(input, &reader.file, options) {
            Ok(container) => reader.container = Some(container),
            Err(note) => reader.ready.push_back(Err(note)),
        }
        reader
    }
}

impl Iterator for Reader<'_> {
    type Item = Result<Report, Note>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.ready.is_empty()
            && let Some(container) = &mut self.container
        {
            let goes_on = container.advance(&mut self.ready);
            self.found_any |= !self.ready.is_empty();
            if !goes_on {
                self.container = None;
                if !self.found_any {
                    self.ready.push_back(Err(faults::empty(&self.file)));
                }
            }
        }
        self.ready.pop_front()
    }
}

/// How much of a file is looked at to tell its format.
const HEAD: usize = 4096;

/// The layers of a file: unpacked, then by its format.
fn container<'s>(input: Input<'s>, file: &str, options: &Options) -> Result<Box<dyn Container + 's>, Note> {
    let place = Place::of_file(file);
    let unreadable = |fault: io::Error| faults::unreadable(file, None, &fault);
    let (source, whole): (Box<dyn BufRead + Send + 's>, _) = match input {
        Input::Stream(source) => (source, None),
        Input::File(file) => {
            (Box::new(BufReader::with_capacity(1 << 16, Stretch::whole(file.clone()))), Some(file))
        }
    };
    let mut stream = Stream::open(source).map_err(unreadable)?;
    let format = match options.format {
        Some(format) => format,
        // A fault in the head is told again when it is read.
        None => Format::of(file, stream.peek(HEAD).unwrap_or_default()).ok_or_else(|| unknown(&place))?,
    };
    let columns = options.columns.clone();
    let whole = whole.filter(|_| !stream.is_packed());
    Ok(match format {
        Format::Text => Box::new(Whole { stream, place, limit: MAX_REPORT_BYTES, read: plain::read }),
        Format::Html => Box::new(Whole { stream, place, limit: MAX_REPORT_BYTES, read: page }),
        Format::Feed => Box::new(Whole { stream, place, limit: MAX_REPORT_BYTES, read: feed::read }),
        Format::Mail => Box::new(Whole { stream, place, limit: MAX_REPORT_BYTES, read: mail::read }),
        #[cfg(feature = "pdf")]
        Format::Pdf => Box::new(Whole { stream, place, limit: pdf::MAX_BYTES, read: pdf::read }),
        #[cfg(not(feature = "pdf"))]
        Format::Pdf => {
            let hint = "Build Cairn without --no-default-features, or save the text: pdftotext FILE";
            return Err(place.note("is PDF, which this build does not read", hint));
        }
        Format::Mailbox => Box::new(mail::Mailbox::new(stream, place)),
        Format::JsonLines => {
            Box::new(JsonLines { stream, file: place, columns, before: options.before, line: 0 })
        }
        Format::Csv => Box::new(Csv::new(stream, place, columns)),
        Format::Warc => Box::new(Warc::new(stream, place)),
        Format::Parquet | Format::Wacz => {
            let Some(whole) = whole else {
                let hint = "Save it, unpacked, and add the file: it is read from its end.";
                return Err(place.note("cannot be read from a pipe or packed", hint));
            };
            match format {
                Format::Wacz => Box::new(Wacz::open(whole, place)?),
                _ => Box::new(Parquet::open(whole, place, columns)?),
            }
        }
    })
}

fn unknown(place: &Place) -> Note {
    place.note("not a known kind of file", format!("Reports are files named {}.", Format::known_endings()))
}

/// A web page that was saved as a file.
fn page(bytes: &[u8], place: &Place) -> Vec<Item> {
    let content_type = ContentType::default();
    document::page(&Document { bytes, raw: bytes, url: None, day: None, content_type: &content_type }, place)
}

/// Reads all reports of one open file into memory.
pub fn read_all<'s>(
    source: impl BufRead + Send + 's,
    format: Format,
    file: &str,
) -> (Vec<Report>, Vec<Note>) {
    let (mut reports, mut notes) = (Vec::new(), Vec::new());
    for item in Reader::new(source, format, file) {
        match item {
            Ok(report) => reports.push(report),
            Err(note) => notes.push(note),
        }
    }
    (reports, notes)
}
