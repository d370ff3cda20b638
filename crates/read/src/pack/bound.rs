use std::io;

/// How far unpacking goes. A report is bounded by [`crate::MAX_REPORT_BYTES`] whatever it was packed into, so
/// that these bound time and not memory.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// How many times its size a source may grow.
    pub ratio: u64,
    /// What may be unpacked before the ratio counts: short runs of one byte are no bomb.
    pub free: u64,
    /// What may be unpacked at all.
    pub total: u64,
}

/// News text packs to a third or a tenth, a table of numbers to a fiftieth; 1 to 1032 is the end of gzip, where
/// bombs are. No month of Common Crawl's news comes near a tebibyte in one file.
pub(crate) const LIMITS: Limits = Limits { ratio: 300, free: 64 << 20, total: 1 << 40 };

impl Limits {
    /// Fails where `unpacked` bytes are too many to have come from `packed`.
    pub fn check(self, unpacked: u64, packed: u64) -> io::Result<()> {
        let bomb = |what| Err(io::Error::other(Bomb(what)));
        if unpacked > self.total {
            return bomb(format!("unpacks to more than {} MiB", self.total >> 20));
        }
        if unpacked > self.free && unpacked / self.ratio > packed {
            return bomb(format!("unpacks to more than {} times its size", self.ratio));
        }
        Ok(())
    }
}

/// A packed source that grows past the limits, in words.
#[derive(Debug)]
pub(crate) struct Bomb(String);

impl std::fmt::Display for Bomb {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Bomb {}
