use crate::bounded::MAX_REPORT_BYTES;
use crate::container::Container;
use crate::faults;
use crate::pack::Stream;
use crate::place::Place;
use crate::reader::Item;
use std::collections::VecDeque;
use std::io::{self, BufRead, Read};

/// A mailbox (RFC 4155): each message begins with a line `From ` behind an empty one.
pub(crate) struct Mailbox<'s> {
    stream: Stream<'s>,
    file: Place,
    n_messages: u64,
    /// The line that begins the next message was read already, at this offset.
    next: Option<u64>,
}

/// The longest line that is taken at once; the rest of a longer one is taken as another.
const LINE: u64 = 1 << 20;

impl<'s> Mailbox<'s> {
    pub fn new(stream: Stream<'s>, file: Place) -> Self {
        Self { stream, file, n_messages: 0, next: None }
    }

    /// The next message without the line before it, its offset and its length; the bytes of one that is too
    /// long are not kept.
    fn message(&mut self) -> io::Result<Option<(Vec<u8>, u64, u64)>> {
        let (mut message, mut length, mut line) = (Vec::new(), 0, Vec::new());
        let mut is_blank = self.next.is_none();
        let mut start = self.next.take();
        loop {
            let offset = self.stream.offset()?;
            line.clear();
            if self.stream.by_ref().take(LINE).read_until(b'\n', &mut line)? == 0 {
                return Ok(start.map(|start| (message, start, length)));
            }
            if is_blank && line.starts_with(b"From ") {
                if let Some(start) = start {
                    self.next = Some(offset);
                    return Ok(Some((message, start, length)));
                }
                start = Some(offset);
                is_blank = false;
                continue;
            }
            is_blank = line.iter().all(u8::is_ascii_whitespace);
            if start.is_none() {
                continue;
            }
            length += line.len() as u64;
            if length > MAX_REPORT_BYTES as u64 {
                message = Vec::new();
            } else {
                // A line of the text that begins with `From ` was written with `>` before it.
                let quotes = line.iter().take_while(|byte| **byte == b'>').count();
                let is_quoted = quotes > 0 && line[quotes..].starts_with(b"From ");
                message.extend_from_slice(&line[usize::from(is_quoted)..]);
            }
        }
    }
}

impl Container for Mailbox<'_> {
    fn advance(&mut self, ready: &mut VecDeque<Item>) -> bool {
        let place = self.file.record(self.n_messages + 1, None);
        match self.message() {
            Ok(None) => return false,
            Ok(Some((message, offset, length))) => {
                let place = self.file.record(self.n_messages + 1, Some(offset));
                if length > MAX_REPORT_BYTES as u64 {
                    ready.push_back(Err(faults::too_long(&place.to_string(), None, Some(length))));
                } else {
                    ready.extend(super::read(&message, &place));
                }
            }
            Err(fault) => {
                ready.push_back(Err(faults::unreadable(&place.to_string(), None, &fault)));
                return false;
            }
        }
        self.n_messages += 1;
        true
    }
}
