use crate::bounded::{MAX_REPORT_BYTES, Piece, read_piece};
use crate::{Format, faults, html, jsonl, plain};
use cairn_model::{Note, Report};
use std::collections::VecDeque;
use std::io::BufRead;

/// A report, or something a person should know. A note on a report that is read all the same
/// (a missing date) comes before it.
pub(crate) type Item = Result<Report, Note>;

/// Reads the reports of one open file, one at a time: a large file is never whole in memory.
#[derive(Debug)]
pub struct Reader<R> {
    source: R,
    format: Format,
    file: String,
    line: u64,
    buffer: Vec<u8>,
    ready: VecDeque<Item>,
    found_any: bool,
    at_end: bool,
}

impl<R: BufRead> Reader<R> {
    /// Reads `source`; `file` is its name in notes and provenance.
    pub fn new(source: R, format: Format, file: impl Into<String>) -> Self {
        Self {
            source,
            format,
            file: file.into(),
            line: 0,
            buffer: Vec::new(),
            ready: VecDeque::new(),
            found_any: false,
            at_end: false,
        }
    }

    /// Reads one piece of the source.
    fn advance(&mut self) {
        match self.format {
            Format::Text => {
                self.ready.extend(plain::read(&mut self.source, &self.file));
                self.at_end = true;
            }
            Format::JsonLines => self.advance_line(),
            Format::Html => {
                self.ready.extend(html::read(&mut self.source, &self.file));
                self.at_end = true;
            }
        }
        self.found_any |= !self.ready.is_empty();
        if self.at_end && !self.found_any {
            self.ready.push_back(Err(faults::empty(&self.file)));
        }
    }

    fn advance_line(&mut self) {
        let number = self.line + 1;
        match read_piece(&mut self.source, Some(b'\n'), MAX_REPORT_BYTES, &mut self.buffer) {
            Ok(Piece::End) => self.at_end = true,
            Ok(Piece::Whole) => self.ready.extend(jsonl::read(&self.buffer, &self.file, number)),
            Ok(Piece::TooLong(bytes)) => {
                self.ready.push_back(Err(faults::too_long(&self.file, Some(number), bytes)));
            }
            Err(fault) => {
                self.ready.push_back(Err(faults::unreadable(&self.file, Some(number), &fault)));
                self.at_end = true;
            }
        }
        self.line = number;
    }
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = Result<Report, Note>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.ready.is_empty() && !self.at_end {
            self.advance();
        }
        self.ready.pop_front()
    }
}

/// Reads all reports of one open file into memory.
pub fn read_all(source: impl BufRead, format: Format, file: &str) -> (Vec<Report>, Vec<Note>) {
    let (mut reports, mut notes) = (Vec::new(), Vec::new());
    for item in Reader::new(source, format, file) {
        match item {
            Ok(report) => reports.push(report),
            Err(note) => notes.push(note),
        }
    }
    (reports, notes)
}
