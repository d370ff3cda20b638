//! The members of a packed source, one after another.

use super::counted::Counted;
use flate2::bufread::GzDecoder;
use std::io::{self, BufRead, ErrorKind, Read};

const GZIP: [u8; 2] = [0x1f, 0x8b];
/// The same with its only method, deflate.
const GZIP_8: [u8; 3] = [0x1f, 0x8b, 8];
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// Skippable frames of zstd are 0x184D2A50 to 0x184D2A5F in little-endian order (RFC 8878, 3.1.2).
const SKIPPABLE: [u8; 3] = [0x2a, 0x4d, 0x18];

/// The skippable frame that holds the preset of a `.warc.zst`, packed or not
/// (<https://iipc.github.io/warc-specifications/specifications/warc-zstd/>).
const PRESET_FRAME: u8 = 0x5d;

/// The largest preset that is read: those that are in use have some hundred kibibytes.
const MAX_PRESET: u32 = 16 << 20;

/// What unpacks the present member.
pub(crate) enum Member<R: BufRead> {
    /// Nothing is packed.
    Plain(R),
    Gzip(Box<GzDecoder<R>>),
    Zstd(Box<zstd::Decoder<'static, R>>, Vec<u8>),
    /// Between two members, with the preset of zstd.
    Between(R, Vec<u8>),
    /// A decoder could not be made; nothing comes.
    Gone,
}

impl<'s> Member<Counted<'s>> {
    /// The first member, or the source itself.
    pub fn first(mut source: Counted<'s>) -> io::Result<Self> {
        // Two bytes tell gzip; three of four tell zstd, whose first byte varies.
        let head = fill(&mut source)?;
        let packed = head.starts_with(&GZIP)
            || head.starts_with(&ZSTD)
            || (head.get(1..4) == Some(&SKIPPABLE) && head[0] & 0xf0 == 0x50);
        if !packed {
            return Ok(Self::Plain(source));
        }
        let mut member = Self::Between(source, Vec::new());
        member.next()?;
        Ok(member)
    }

    /// How many bytes of the source were taken.
    pub fn consumed(&self) -> u64 {
        match self {
            Self::Plain(source) | Self::Between(source, _) => source.consumed(),
            Self::Gzip(decoder) => decoder.get_ref().consumed(),
            Self::Zstd(decoder, _) => decoder.get_ref().consumed(),
            Self::Gone => 0,
        }
    }

    /// Goes on to the next member, and gives where it begins; none at the end of the source.
    pub fn next(&mut self) -> io::Result<Option<u64>> {
        let (mut source, mut preset) = self.take();
        let opened = open(&mut source, &mut preset);
        self.put(source, preset, opened)
    }

    /// Leaves the present member where it is, and goes on to the next one that begins anywhere behind the
    /// byte at `past`; none where none does.
    pub fn find_next(&mut self, past: u64) -> io::Result<Option<u64>> {
        let (mut source, mut preset) = self.take();
        source.rewind();
        let opened = seek(&mut source, past).and_then(|found| match found {
            true => open(&mut source, &mut preset),
            false => Ok(None),
        });
        self.put(source, preset, opened)
    }

    fn take(&mut self) -> (Counted<'s>, Vec<u8>) {
        match std::mem::replace(self, Self::Gone) {
            Self::Plain(source) => (source, Vec::new()),
            Self::Gzip(decoder) => (decoder.into_inner(), Vec::new()),
            Self::Zstd(decoder, preset) => (decoder.finish(), preset),
            Self::Between(source, preset) => (source, preset),
            Self::Gone => (Counted::new(Box::new(io::empty())), Vec::new()),
        }
    }

    fn put(
        &mut self,
        mut source: Counted<'s>,
        preset: Vec<u8>,
        opened: io::Result<Option<Kind>>,
    ) -> io::Result<Option<u64>> {
        let start = source.consumed();
        source.mark();
        match opened {
            Ok(Some(Kind::Gzip)) => *self = Self::Gzip(Box::new(GzDecoder::new(source))),
            Ok(Some(Kind::Zstd)) => {
                let decoder = zstd::Decoder::with_dictionary(source, &preset)?.single_frame();
                *self = Self::Zstd(Box::new(decoder), preset);
            }
            Ok(None) => {
                *self = Self::Between(source, preset);
                return Ok(None);
            }
            Err(fault) => {
                *self = Self::Between(source, preset);
                return Err(fault);
            }
        }
        Ok(Some(start))
    }
}

impl<R: BufRead> Read for Member<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(source) => source.read(into),
            Self::Gzip(decoder) => decoder.read(into),
            Self::Zstd(decoder, _) => decoder.read(into),
            Self::Between(..) | Self::Gone => Ok(0),
        }
    }
}

/// How a member is packed.
enum Kind {
    Gzip,
    Zstd,
}

/// What begins at the source's next byte; none at its end. Zeros between members are padding, as tapes leave it.
fn open(source: &mut Counted<'_>, preset: &mut Vec<u8>) -> io::Result<Option<Kind>> {
    loop {
        let head = fill(source)?;
        match head.first() {
            None => return Ok(None),
            Some(0) => {
                let zeros = head.iter().take_while(|byte| **byte == 0).count();
                source.consume(zeros);
            }
            Some(&first) if first == GZIP[0] => return Ok(Some(Kind::Gzip)),
            Some(&first) if first == ZSTD[0] => return Ok(Some(Kind::Zstd)),
            Some(&first) if first & 0xf0 == 0x50 => {
                let length = skippable(source)?;
                let mut content = source.take(u64::from(length));
                if first == PRESET_FRAME && length <= MAX_PRESET {
                    let mut bytes = Vec::new();
                    content.read_to_end(&mut bytes)?;
                    *preset = unpacked_preset(bytes)?;
                } else {
                    io::copy(&mut content, &mut io::sink())?;
                }
            }
            Some(_) => {
                let message = "something follows that is not packed as the rest is";
                return Err(io::Error::new(ErrorKind::InvalidData, message));
            }
        }
    }
}

/// Takes the head of a skippable frame, and gives the length of what follows.
fn skippable(source: &mut Counted<'_>) -> io::Result<u32> {
    let mut head = [0; 8];
    source.read_exact(&mut head)?;
    if head[1..4] != SKIPPABLE {
        let message = "something follows that is not packed as the rest is";
        return Err(io::Error::new(ErrorKind::InvalidData, message));
    }
    Ok(u32::from_le_bytes([head[4], head[5], head[6], head[7]]))
}

/// A preset, unpacked where it is packed itself.
fn unpacked_preset(preset: Vec<u8>) -> io::Result<Vec<u8>> {
    if !preset.starts_with(&ZSTD) {
        return Ok(preset);
    }
    let mut unpacked = Vec::new();
    zstd::Decoder::new(preset.as_slice())?.take(u64::from(MAX_PRESET)).read_to_end(&mut unpacked)?;
    Ok(unpacked)
}

/// Winds to the next bytes behind `past` that begin as a member does. At the end of what the source has ready,
/// the first bytes of a beginning do; a member that is none fails at once, and the next one is sought.
fn seek(source: &mut Counted<'_>, past: u64) -> io::Result<bool> {
    let begins = |bytes: &[u8], magic: &[u8]| {
        let n = bytes.len().min(magic.len());
        bytes[..n] == magic[..n]
    };
    loop {
        let consumed = source.consumed();
        let head = fill(source)?;
        if head.is_empty() {
            return Ok(false);
        }
        let from = usize::from(consumed <= past);
        let found =
            (from..head.len()).find(|at| begins(&head[*at..], &GZIP_8) || begins(&head[*at..], &ZSTD));
        let passed = found.unwrap_or(head.len());
        source.consume(passed);
        if found.is_some() {
            return Ok(true);
        }
    }
}

fn fill<'c>(source: &'c mut Counted<'_>) -> io::Result<&'c [u8]> {
    loop {
        match source.fill_buf() {
            Err(fault) if fault.kind() == ErrorKind::Interrupted => {}
            Err(fault) => return Err(fault),
            Ok(_) => break,
        }
    }
    source.fill_buf()
}
