//! Comma-separated values (RFC 4180), with commas, semicolons, tabs or bars, the first row naming the columns.

use super::{WORDING, check, is};
use crate::bounded::MAX_REPORT_BYTES;
use crate::columns::ColumnMap;
use crate::container::Container;
use crate::faults;
use crate::pack::Stream;
use crate::place::Place;
use crate::reader::Item;
use std::collections::VecDeque;
use std::io::{self, BufRead};

/// An open table.
pub(crate) struct Csv<'s> {
    stream: Stream<'s>,
    file: Place,
    map: ColumnMap,
    columns: Option<Vec<String>>,
    delimiter: u8,
    line: u64,
}

impl<'s> Csv<'s> {
    pub fn new(stream: Stream<'s>, file: Place, map: ColumnMap) -> Self {
        Self { stream, file, map, columns: None, delimiter: b',', line: 1 }
    }

    /// Reads the next row, of whatever length; its bytes are kept up to the limit.
    fn row(&mut self) -> io::Result<Option<Row>> {
        let offset = self.stream.offset()?;
        let mut row = Row { bytes: Vec::new(), length: 0, line: self.line, offset };
        let mut state = State::FieldStart;
        loop {
            let available = self.stream.fill_buf()?;
            if available.is_empty() {
                return Ok((row.length > 0).then_some(row));
            }
            let mut end = None;
            for (at, byte) in available.iter().enumerate() {
                self.line += u64::from(*byte == b'\n');
                state = state.next(*byte, self.delimiter);
                // A row that is too long has a quotation mark too many: it ends with its line.
                let is_lost = row.length + at as u64 > MAX_REPORT_BYTES as u64;
                if *byte == b'\n' && (state == State::RowEnd || is_lost) {
                    end = Some(at + 1);
                    break;
                }
            }
            let taken = end.unwrap_or(available.len());
            row.length += taken as u64;
            if row.length <= MAX_REPORT_BYTES as u64 {
                row.bytes.extend_from_slice(&available[..taken]);
            } else {
                row.bytes = Vec::new();
            }
            self.stream.consume(taken);
            if end.is_some() {
                return Ok(Some(row));
            }
        }
    }

    fn values(&self, bytes: &[u8]) -> Option<csv::ByteRecord> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .buffer_capacity(bytes.len().max(64))
            .from_reader(bytes);
        let mut record = csv::ByteRecord::new();
        reader.read_byte_record(&mut record).ok().filter(|found| *found).map(|_| record)
    }

    /// Takes the names of the columns; false where the table cannot be read with them.
    fn head(&mut self, row: &Row, ready: &mut VecDeque<Item>) -> bool {
        let bytes = row.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&row.bytes);
        self.delimiter = delimiter(bytes);
        let Some(names) = self.values(bytes) else { return true };
        let names: Vec<String> =
            names.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect();
        if let Some(note) = check(&names, &self.map, &self.file) {
            ready.push_back(Err(note));
            return false;
        }
        self.columns = Some(names);
        true
    }

    fn report(&self, row: &Row, columns: &[String]) -> Vec<Item> {
        let place = self.file.line(row.line);
        let at = place.to_string();
        if row.length > MAX_REPORT_BYTES as u64 {
            return vec![Err(faults::too_long(&at, None, Some(row.length)))];
        }
        if let Err(note) = faults::text(&row.bytes, &at, None) {
            return vec![Err(note)];
        }
        let Some(values) = self.values(&row.bytes) else { return Vec::new() };
        let draft = self.map.draft(|name| {
            let idx = columns.iter().position(|column| is(column, name))?;
            values.get(idx).map(|value| String::from_utf8_lossy(value).into_owned())
        });
        let mut items = draft.finish(&place, &row.bytes, WORDING);
        for report in items.iter_mut().flatten() {
            report.provenance.offset = Some(row.offset);
        }
        items
    }
}

impl Container for Csv<'_> {
    fn advance(&mut self, ready: &mut VecDeque<Item>) -> bool {
        let row = match self.row() {
            Ok(Some(row)) => row,
            Ok(None) => return false,
            Err(fault) => {
                let at = self.file.line(self.line).to_string();
                ready.push_back(Err(faults::unreadable(&at, None, &fault)));
                return false;
            }
        };
        match &self.columns {
            None => self.head(&row, ready),
            Some(columns) => {
                ready.extend(self.report(&row, columns));
                true
            }
        }
    }
}

/// One row as it stands in the file.
struct Row {
    bytes: Vec<u8>,
    length: u64,
    line: u64,
    offset: u64,
}

/// Where in a row a byte stands: a line feed inside quotation marks ends no row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    FieldStart,
    Bare,
    Quoted,
    /// Behind a quotation mark inside a quoted field: its end, or the first of two that stand for one.
    Closing,
    RowEnd,
}

impl State {
    fn next(self, byte: u8, delimiter: u8) -> Self {
        match (self, byte) {
            (Self::Quoted, b'"') => Self::Closing,
            (Self::Quoted, _) | (Self::FieldStart | Self::Closing, b'"') => Self::Quoted,
            (_, b'\n') => Self::RowEnd,
            (_, byte) if byte == delimiter => Self::FieldStart,
            _ => Self::Bare,
        }
    }
}

/// What parts the names of the columns: the commonest of four.
fn delimiter(head: &[u8]) -> u8 {
    let n = |delimiter: u8| head.iter().filter(|byte| **byte == delimiter).count();
    let mut best = b',';
    for delimiter in [b';', b'\t', b'|'] {
        if n(delimiter) > n(best) {
            best = delimiter;
        }
    }
    best
}
