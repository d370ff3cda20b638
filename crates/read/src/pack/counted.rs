use std::io::{self, BufRead, Read};

/// How many bytes of a member are remembered, to look for the next one among them.
const REMEMBERED: usize = 1 << 20;

/// A source that knows how many of its bytes were taken, and can give the last ones again: a member that is
/// broken may have taken bytes of those behind it.
pub(crate) struct Counted<'s> {
    source: Box<dyn BufRead + Send + 's>,
    consumed: u64,
    /// What was taken since the mark; none where it was too much.
    since: Option<Vec<u8>>,
    /// What is given again before the source goes on, and how much of it was taken.
    again: (Vec<u8>, usize),
}

impl<'s> Counted<'s> {
    pub fn new(source: Box<dyn BufRead + Send + 's>) -> Self {
        Self { source, consumed: 0, since: Some(Vec::new()), again: (Vec::new(), 0) }
    }

    /// How many bytes were taken.
    pub fn consumed(&self) -> u64 {
        self.consumed
    }

    /// Remembers what is taken from here on.
    pub fn mark(&mut self) {
        self.since.get_or_insert_default().clear();
    }

    /// Goes back to the mark, where it is not too far.
    pub fn rewind(&mut self) {
        let Some(mut bytes) = self.since.take() else { return };
        self.consumed -= bytes.len() as u64;
        bytes.extend_from_slice(&self.again.0[self.again.1..]);
        self.again = (bytes, 0);
        self.mark();
    }
}

impl Read for Counted<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(into)?;
        self.consume(n);
        Ok(n)
    }
}

impl BufRead for Counted<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let (again, taken) = &self.again;
        if *taken < again.len() { Ok(&again[*taken..]) } else { self.source.fill_buf() }
    }

    fn consume(&mut self, n: usize) {
        let is_again = self.again.1 < self.again.0.len();
        if let Some(since) = &mut self.since {
            let bytes = if is_again { Ok(&self.again.0[self.again.1..]) } else { self.source.fill_buf() };
            // Bytes were there, or they could not be consumed.
            let bytes = bytes.unwrap_or_default();
            since.extend_from_slice(&bytes[..n.min(bytes.len())]);
            if since.len() > REMEMBERED {
                self.since = None;
            }
        }
        if is_again {
            self.again.1 += n;
        } else {
            self.source.consume(n);
        }
        self.consumed += n as u64;
    }
}
