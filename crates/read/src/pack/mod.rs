//! What is packed (gzip, RFC 1952; zstd, RFC 8878) as the bytes that were packed, and as much of them as is
//! good for the reader.
//!
//! Both formats are sequences of members, each packed by itself. Web archives have one member a record, which
//! is what makes a record's offset worth keeping: from there on it can be unpacked without what comes before.

mod bound;
mod counted;
mod member;

pub(crate) use bound::{Bomb, LIMITS, Limits};
use counted::Counted;
use member::Member;
use std::io::{self, BufRead, ErrorKind, Read};

/// The bytes of a source, unpacked where they are packed.
pub(crate) struct Stream<'s> {
    packed: bool,
    member: Member<Counted<'s>>,
    /// Unpacked bytes that were not taken yet; those before `taken` were.
    buffer: Vec<u8>,
    taken: usize,
    /// How many bytes were unpacked, without those that wait in the buffer.
    unpacked: u64,
    /// Where the present member begins in the source, and whether no byte of it was taken.
    member_start: u64,
    fresh: bool,
    limits: Limits,
}

/// How much is unpacked at a time.
const CHUNK: usize = 1 << 16;

impl<'s> Stream<'s> {
    /// Looks at the first bytes, and unpacks what begins as gzip or zstd does.
    pub fn open(source: Box<dyn BufRead + Send + 's>) -> io::Result<Self> {
        Self::with_limits(source, LIMITS)
    }

    pub fn with_limits(source: Box<dyn BufRead + Send + 's>, limits: Limits) -> io::Result<Self> {
        let member = Member::first(Counted::new(source))?;
        let packed = !matches!(member, Member::Plain(_));
        Ok(Self {
            packed,
            member,
            buffer: Vec::new(),
            taken: 0,
            unpacked: 0,
            member_start: 0,
            fresh: true,
            limits,
        })
    }

    /// Whether the source is packed.
    pub fn is_packed(&self) -> bool {
        self.packed
    }

    /// Where the byte that comes next stands: in the source, where it is the first one of a member, and in
    /// what the source unpacks to otherwise. The two are the same where nothing is packed.
    pub fn offset(&mut self) -> io::Result<u64> {
        self.fill_buf()?;
        Ok(if self.packed && self.fresh && self.taken == 0 { self.member_start } else { self.unpacked })
    }

    /// Passes over the rest of the present member, be it whole or broken; false where no other follows.
    pub fn skip_member(&mut self) -> io::Result<bool> {
        self.buffer.clear();
        self.taken = 0;
        let found = self.member.find_next(self.member_start)?;
        Ok(found.map(|start| self.begin(start)).is_some())
    }

    /// What comes next, up to `limit` bytes and to the end of the member, without taking it.
    pub fn peek(&mut self, limit: usize) -> io::Result<&[u8]> {
        while self.buffer.len() - self.taken < limit {
            if self.refill()? == 0 {
                break;
            }
        }
        let end = self.buffer.len().min(self.taken + limit);
        Ok(&self.buffer[self.taken..end])
    }

    fn begin(&mut self, start: u64) {
        self.member_start = start;
        self.fresh = true;
    }

    /// Adds to the buffer; gives how many bytes. Bytes of two members never stand in it together: it must be
    /// empty to go on to the next one.
    fn refill(&mut self) -> io::Result<usize> {
        if self.taken > 0 {
            self.buffer.drain(..self.taken);
            self.taken = 0;
        }
        loop {
            let before = self.buffer.len();
            self.buffer.resize(before + CHUNK, 0);
            let read = self.member.read(&mut self.buffer[before..]);
            self.buffer.truncate(before + read.as_ref().copied().unwrap_or(0));
            match read {
                Ok(0) if !self.packed || !self.buffer.is_empty() => return Ok(0),
                Ok(0) => match self.member.next()? {
                    Some(start) => self.begin(start),
                    None => return Ok(0),
                },
                Ok(n) => {
                    let unpacked = self.unpacked + self.buffer.len() as u64;
                    if self.packed {
                        self.limits.check(unpacked, self.member.consumed())?;
                    }
                    return Ok(n);
                }
                Err(fault) if fault.kind() == ErrorKind::Interrupted => {}
                Err(fault) => return Err(fault),
            }
        }
    }
}

impl Read for Stream<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(into)?;
        self.consume(n);
        Ok(n)
    }
}

impl BufRead for Stream<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.taken == self.buffer.len() {
            self.refill()?;
        }
        Ok(&self.buffer[self.taken..])
    }

    fn consume(&mut self, n: usize) {
        self.taken += n;
        self.unpacked += n as u64;
        self.fresh &= n == 0;
    }
}

#[cfg(test)]
mod tests;
