//! Web archives (WARC, ISO 28500, versions 0.17 to 1.1), record by record: `response`, `resource` and
//! `conversion` records hold documents, the others are about them.

pub(crate) mod http;

use crate::bounded::MAX_REPORT_BYTES;
use crate::container::Container;
use crate::document::{self, Document};
use crate::headers::{self, ContentType, Headers};
use crate::pack::Stream;
use crate::place::Place;
use crate::reader::Item;
use http::Fault;
use std::collections::VecDeque;
use std::io::{self, BufRead, Cursor, ErrorKind, Read};

/// The words every record begins with.
pub(crate) const MAGIC: &[u8] = b"WARC/";

/// An open archive.
pub(crate) struct Warc<'s> {
    stream: Stream<'s>,
    /// Bytes of a record that was too long by its own account, which are read again.
    again: Option<(Option<u64>, Cursor<Vec<u8>>)>,
    file: Place,
    n_records: u64,
    /// What was met behind the last record.
    fault: Option<io::Error>,
}

/// What came of reading one record.
enum Step {
    Record,
    End,
    /// The bytes are no record, or not all of it; what follows may be.
    Lost(&'static str, &'static str),
}

impl<'s> Warc<'s> {
    pub fn new(stream: Stream<'s>, file: Place) -> Self {
        Self { stream, again: None, file, n_records: 0, fault: None }
    }

    fn step(&mut self, ready: &mut VecDeque<Item>, place: &mut Place) -> io::Result<Step> {
        if let Some(fault) = self.fault.take() {
            return Err(fault);
        }
        self.skip_blank_lines()?;
        place.offset = self.offset()?;
        if self.peek(1)?.is_empty() {
            return Ok(Step::End);
        }
        self.n_records += 1;
        place.record = Some(self.n_records);
        if self.peek(MAGIC.len())? != MAGIC {
            return Ok(Step::Lost(
                "is no WARC record: the length of the one before may be wrong",
                "The archive is read on from the next record that can be found.",
            ));
        }
        let Some(head) = headers::take(self)? else {
            return Ok(Step::Lost(
                "has no end of its head",
                "The archive may have been cut off; fetch it again.",
            ));
        };
        let head = Headers::parse(&head);
        let Some(length) = head.get("Content-Length").and_then(|words| words.parse::<u64>().ok()) else {
            return Ok(Step::Lost("has no Content-Length", "The archive is read on from the next record."));
        };
        let wanted = matches!(head.get("WARC-Type"), Some("response" | "resource" | "conversion"));
        if !wanted || length > MAX_REPORT_BYTES as u64 {
            if wanted {
                ready.push_back(Err(crate::faults::too_long(&place.to_string(), None, Some(length))));
            }
            return self.skip(length);
        }
        let mut body = Vec::new();
        self.by_ref().take(length).read_to_end(&mut body)?;
        if (body.len() as u64) < length {
            self.salvage(body);
            return Ok(Step::Lost(
                "is shorter than it says",
                "The archive was cut off, or the length is wrong; fetch it again to have this record.",
            ));
        }
        match self.ends_here() {
            Ok(false) if self.salvage(body.clone()) => {
                return Ok(Step::Lost(
                    "is shorter than it says",
                    "Its Content-Length is wrong; the archive is read on from the record inside.",
                ));
            }
            Ok(_) => {}
            // What does not agree with its checksum may be any bytes.
            Err(fault) if matches!(fault.kind(), ErrorKind::InvalidData | ErrorKind::InvalidInput) => {
                return Err(fault);
            }
            // This record is whole; the fault is the next one's.
            Err(fault) => self.fault = Some(fault),
        }
        ready.extend(documents(&head, &body, place));
        Ok(Step::Record)
    }

    /// Passes over the body of a record that is not wanted.
    fn skip(&mut self, length: u64) -> io::Result<Step> {
        let skipped = io::copy(&mut self.by_ref().take(length), &mut io::sink())?;
        if skipped < length {
            return Ok(Step::Lost("is shorter than it says", "The archive was cut off; fetch it again."));
        }
        Ok(Step::Record)
    }

    /// Whether what follows a body is what should: empty lines and a record, or the end.
    fn ends_here(&mut self) -> io::Result<bool> {
        self.skip_blank_lines()?;
        let next = self.peek(MAGIC.len())?;
        Ok(next.is_empty() || next == MAGIC)
    }

    /// Looks for a record inside a body that took too much, and reads it next; false where there is none.
    fn salvage(&mut self, body: Vec<u8>) -> bool {
        let Some(at) = find_record(&body) else { return false };
        // Offsets of packed bytes cannot be counted back.
        let here = if self.stream.is_packed() { None } else { self.offset().ok().flatten() };
        let offset = here.and_then(|here| here.checked_sub((body.len() - at) as u64));
        let mut rest = body[at..].to_vec();
        if let Some((_, again)) = self.again.take() {
            rest.extend_from_slice(
                &again.get_ref()[usize::try_from(again.position()).unwrap_or(usize::MAX)..],
            );
        }
        self.again = Some((offset, Cursor::new(rest)));
        true
    }

    /// Winds to the next line that begins as a record does; false where none does.
    fn find_next(&mut self) -> bool {
        let mut line = Vec::new();
        loop {
            match self.peek(MAGIC.len()) {
                Ok(next) if next == MAGIC => return true,
                Ok([]) | Err(_) => return false,
                Ok(_) => {}
            }
            line.clear();
            if self.by_ref().take(1 << 16).read_until(b'\n', &mut line).is_err() {
                return false;
            }
        }
    }

    /// Winds to the next record behind a member that does not unpack; false where there is none.
    fn find_next_member(&mut self) -> bool {
        self.again = None;
        // Faults here are those of members that are passed over.
        loop {
            match self.stream.skip_member() {
                // What cannot be sought in cannot be read: it would fail the same way for ever.
                Ok(false) | Err(_) => return false,
                Ok(true) if self.stream.peek(MAGIC.len()).is_ok_and(|next| next == MAGIC) => return true,
                Ok(true) => {}
            }
        }
    }

    fn skip_blank_lines(&mut self) -> io::Result<()> {
        while let Some(b'\r' | b'\n') = self.fill_buf()?.first() {
            self.consume(1);
        }
        Ok(())
    }

    fn offset(&mut self) -> io::Result<Option<u64>> {
        match &self.again {
            Some((offset, again)) => Ok(offset.map(|offset| offset + again.position())),
            None => self.stream.offset().map(Some),
        }
    }

    fn peek(&mut self, n: usize) -> io::Result<&[u8]> {
        self.settle();
        match &mut self.again {
            Some((_, again)) => {
                let rest = again.fill_buf()?;
                Ok(&rest[..rest.len().min(n)])
            }
            None => self.stream.peek(n),
        }
    }

    /// Goes back to the stream where all is read again.
    fn settle(&mut self) {
        if self.again.as_ref().is_some_and(|(_, again)| again.position() == again.get_ref().len() as u64) {
            self.again = None;
        }
    }
}

impl Read for Warc<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.settle();
        match &mut self.again {
            Some((_, again)) => again.read(into),
            None => self.stream.read(into),
        }
    }
}

impl BufRead for Warc<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.settle();
        match &mut self.again {
            Some((_, again)) => again.fill_buf(),
            None => self.stream.fill_buf(),
        }
    }

    fn consume(&mut self, n: usize) {
        match &mut self.again {
            Some((_, again)) => again.consume(n),
            None => self.stream.consume(n),
        }
    }
}

impl Container for Warc<'_> {
    fn advance(&mut self, ready: &mut VecDeque<Item>) -> bool {
        let mut place = self.file.record(self.n_records + 1, None);
        match self.step(ready, &mut place) {
            Ok(Step::Record) => true,
            Ok(Step::End) => false,
            Ok(Step::Lost(message, hint)) => {
                ready.push_back(Err(place.note(message, hint)));
                self.find_next()
            }
            Err(fault) => {
                ready.push_back(Err(crate::faults::unreadable(&place.to_string(), None, &fault)));
                let is_bomb = fault.get_ref().is_some_and(|fault| fault.is::<crate::pack::Bomb>());
                self.stream.is_packed() && !is_bomb && self.find_next_member()
            }
        }
    }
}

/// Where a record begins inside other bytes: at an empty line, with the words of one.
fn find_record(body: &[u8]) -> Option<usize> {
    let at = |at: &usize| body[*at..].starts_with(MAGIC) && (*at == 0 || body[at - 1] == b'\n');
    (1..body.len().saturating_sub(MAGIC.len())).find(at)
}

/// The reports of one record.
fn documents(head: &Headers, record: &[u8], place: &Place) -> Vec<Item> {
    let url = head.get("WARC-Target-URI").map(|uri| uri.trim_matches(['<', '>']));
    // No address has a NUL, or any other character of that sort (RFC 3986).
    let url = url.filter(|url| !url.contains(char::is_control));
    let stated = head.get("Content-Type").map(ContentType::parse).unwrap_or_default();
    let (content_type, body) = if stated.essence == "application/http" {
        match http::read(record) {
            // Pages that were not found or have moved are no reports.
            Ok(response) if !(200..300).contains(&response.status) => return Vec::new(),
            Ok(response) => (response.content_type, response.body),
            Err(Fault::NoResponse) => {
                return vec![Err(place.note("holds no HTTP response", "The record was passed over."))];
            }
            Err(Fault::Encoding(name)) => {
                let message = format!("is encoded as `{}`, which is not read", crate::faults::shown(&name));
                return vec![Err(place.note(message, "Archive it again without `Accept-Encoding`."))];
            }
            Err(Fault::Broken(why)) => {
                return vec![Err(place.note(format!("does not unpack: {why}"), "Fetch the page again."))];
            }
        }
    } else {
        (stated, record.to_vec())
    };
    let document = Document { bytes: &body, raw: record, url, day: None, content_type: &content_type };
    document::of_archive(&document, place)
}
