use std::io::{self, BufRead, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

/// An open source of bytes, as the caller hands it in.
pub enum Input<'s> {
    /// Bytes that come once, from the front: a pipe, standard input, what a server sends.
    Stream(Box<dyn BufRead + Send + 's>),
    /// Bytes that can be read at any place: a file. Parquet and WACZ can be read from these only.
    File(Arc<dyn ReadAt>),
}

impl std::fmt::Debug for Input<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Stream(_) => "Input::Stream",
            Self::File(_) => "Input::File",
        })
    }
}

impl Input<'static> {
    /// A file, or bytes in memory: whatever can be read and wound.
    ///
    /// # Errors
    /// Where its length cannot be found.
    pub fn file(source: impl Read + Seek + Send + 'static) -> io::Result<Self> {
        Ok(Self::File(Arc::new(Wound::new(source)?)))
    }
}

/// Bytes that can be read at any place.
pub trait ReadAt: Send + Sync {
    /// How many bytes there are.
    fn length(&self) -> u64;

    /// Reads bytes from a place on, and gives how many; none at the end.
    ///
    /// # Errors
    /// Where the file cannot be read.
    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize>;
}

/// What can be wound is wound to each place under a lock.
struct Wound<S> {
    source: Mutex<S>,
    length: u64,
}

impl<S: Read + Seek> Wound<S> {
    fn new(mut source: S) -> io::Result<Self> {
        let length = source.seek(SeekFrom::End(0))?;
        Ok(Self { source: Mutex::new(source), length })
    }
}

impl<S: Read + Seek + Send> ReadAt for Wound<S> {
    fn length(&self) -> u64 {
        self.length
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        // Whoever panicked under the lock left no half-made state: each reading winds anew.
        let mut source = self.source.lock().unwrap_or_else(PoisonError::into_inner);
        source.seek(SeekFrom::Start(offset))?;
        source.read(buffer)
    }
}

/// A stretch of a file, read from its start to its end.
#[derive(Clone)]
pub(crate) struct Stretch {
    pub file: Arc<dyn ReadAt>,
    pub start: u64,
    pub length: u64,
    read: u64,
}

impl Stretch {
    /// `length` bytes from `start` on; what lies behind the end of the file is not there.
    pub fn new(file: Arc<dyn ReadAt>, start: u64, length: u64) -> Self {
        Self { file, start, length, read: 0 }
    }

    /// The whole file.
    pub fn whole(file: Arc<dyn ReadAt>) -> Self {
        let length = file.length();
        Self::new(file, 0, length)
    }
}

impl Read for Stretch {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.length - self.read).unwrap_or(usize::MAX).min(buffer.len());
        let Some(start) = self.start.checked_add(self.read).filter(|_| left > 0) else { return Ok(0) };
        let n = self.file.read_at(start, &mut buffer[..left])?;
        self.read += n as u64;
        Ok(n)
    }
}

impl Seek for Stretch {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.length.checked_add_signed(by),
            SeekFrom::Current(by) => self.read.checked_add_signed(by),
        };
        let at = at.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        self.read = at.min(self.length);
        Ok(self.read)
    }
}

#[cfg(test)]
mod tests {
    use super::{Input, Stretch};
    use std::io::{Cursor, Read, Seek, SeekFrom};

    #[test]
    fn a_stretch_is_read_and_wound_within_its_bounds() {
        let Input::File(file) = Input::file(Cursor::new(b"0123456789".to_vec())).unwrap() else { panic!() };
        let mut stretch = Stretch::new(file.clone(), 3, 4);
        let mut read = String::new();
        stretch.read_to_string(&mut read).unwrap();
        assert_eq!(read, "3456");
        assert_eq!(stretch.seek(SeekFrom::End(-1)).unwrap(), 3);
        read.clear();
        stretch.read_to_string(&mut read).unwrap();
        assert_eq!(read, "6");
        assert!(stretch.seek(SeekFrom::Current(-9)).is_err());
        let mut past = Stretch::new(file, 8, 400);
        read.clear();
        past.read_to_string(&mut read).unwrap();
        assert_eq!(read, "89", "what is not there is not read");
    }
}
