//! Reads a packed gazetteer in place: nothing is parsed at start, only touched pages are loaded.

use super::layout::{HEADER, MAGIC, N_SECTIONS, NameQuality, PLACE, UNITS};
use super::level::PlaceLevel;
use std::ops::Range;
use std::sync::Arc;
use thiserror::Error;

/// Why bytes are not a packed gazetteer.
#[derive(Debug, Error)]
#[error("not a packed gazetteer of this version: {0}")]
pub struct PackError(&'static str);

/// A part of the block of bytes, shared.
#[derive(Clone)]
enum Bytes {
    Embedded(&'static [u8]),
    Imported(Arc<[u8]>, Range<usize>),
}

impl Bytes {
    fn part(&self, range: Range<usize>) -> Option<Self> {
        match self {
            Self::Embedded(bytes) => bytes.get(range).map(Self::Embedded),
            Self::Imported(bytes, own) => {
                let range = own.start.checked_add(range.start)?..own.start.checked_add(range.end)?;
                bytes.get(range.clone())?;
                Some(Self::Imported(bytes.clone(), range))
            }
        }
    }

    /// A little-endian number of `N` bytes at `at`; zeros past the end.
    fn array<const N: usize>(&self, at: usize) -> [u8; N] {
        let bytes = at.checked_add(N).and_then(|end| self.as_ref().get(at..end));
        bytes.and_then(|bytes| bytes.try_into().ok()).unwrap_or([0; N])
    }

    fn u32(&self, at: usize) -> u32 {
        u32::from_le_bytes(self.array(at))
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        match self {
            Self::Embedded(bytes) => bytes,
            Self::Imported(bytes, range) => &bytes[range.clone()],
        }
    }
}

/// A packed gazetteer ([`super::layout`]).
pub struct Pack {
    exact: fst::Map<Bytes>,
    sounds: fst::Map<Bytes>,
    lists: Bytes,
    places: Bytes,
    texts: Bytes,
}

impl Pack {
    /// A gazetteer in the program's own image.
    pub fn embedded(bytes: &'static [u8]) -> Result<Self, PackError> {
        Self::new(&Bytes::Embedded(bytes), bytes.len())
    }

    /// A gazetteer in bytes that [`super::compile`] made and someone kept.
    pub fn imported(bytes: Vec<u8>) -> Result<Self, PackError> {
        let length = bytes.len();
        let pack = Self::new(&Bytes::Imported(bytes.into(), 0..length), length)?;
        for keys in [&pack.exact, &pack.sounds] {
            keys.as_fst().verify().map_err(|_| PackError("its keys are damaged"))?;
        }
        Ok(pack)
    }

    fn new(block: &Bytes, length: usize) -> Result<Self, PackError> {
        if length < HEADER || block.array::<8>(0) != *MAGIC {
            return Err(PackError("it begins otherwise"));
        }
        let mut start = HEADER;
        let mut sections = Vec::with_capacity(N_SECTIONS);
        for n in 0..N_SECTIONS {
            let end = block.u32(MAGIC.len() + 4 * n) as usize;
            sections.push(block.part(start..end).ok_or(PackError("it is cut short"))?);
            start = end;
        }
        let [exact, sounds, lists, places, texts] = <[Bytes; N_SECTIONS]>::try_from(sections)
            .unwrap_or_else(|_| unreachable!("as many sections as the layout has"));
        let map = |bytes| fst::Map::new(bytes).map_err(|_| PackError("its keys are damaged"));
        Ok(Self { exact: map(exact)?, sounds: map(sounds)?, lists, places, texts })
    }

    /// How many places it holds.
    pub fn n_places(&self) -> u32 {
        (self.places.as_ref().len() / PLACE) as u32
    }

    /// The rows with an exact key, in their order.
    pub(super) fn exact(&self, key: &str) -> impl Iterator<Item = (u32, NameQuality)> + '_ {
        self.entries(self.exact.get(key))
    }

    /// The rows with a key of sound, in their order.
    pub(super) fn sounds(&self, key: &str) -> impl Iterator<Item = (u32, NameQuality)> + '_ {
        self.entries(self.sounds.get(key))
    }

    fn entries(&self, value: Option<u64>) -> impl Iterator<Item = (u32, NameQuality)> + '_ {
        let (one, list) = match value {
            None => (None, 0..0),
            Some(value) if value & 1 == 1 => (Some((value >> 1) as u32), 0..0),
            Some(value) => {
                let offset = (value >> 1) as usize;
                let n = (self.lists.u32(offset) as usize).min(self.lists.as_ref().len() / 4);
                (None, offset + 4..offset + 4 + 4 * n)
            }
        };
        let rows = self.n_places();
        one.into_iter()
            .chain(list.step_by(4).map(|at| self.lists.u32(at)))
            .map(|entry| (entry >> 2, NameQuality::from_entry(entry)))
            .filter(move |(row, _)| *row < rows)
    }

    fn at(row: u32, field: usize) -> usize {
        row as usize * PLACE + field
    }

    /// Latitude and longitude in degrees.
    pub(super) fn position(&self, row: u32) -> (f64, f64) {
        let degrees = |at| f64::from(i32::from_le_bytes(self.places.array(at))) / UNITS;
        (degrees(Self::at(row, 0)), degrees(Self::at(row, 4)))
    }

    pub(super) fn geonames_id(&self, row: u32) -> Option<u32> {
        Some(self.places.u32(Self::at(row, 8))).filter(|id| *id != 0)
    }

    pub(super) fn population(&self, row: u32) -> u32 {
        self.places.u32(Self::at(row, 12))
    }

    pub(super) fn name(&self, row: u32) -> &str {
        let [length] = self.places.array(Self::at(row, 20));
        self.text(self.places.u32(Self::at(row, 16)) as usize, usize::from(length))
    }

    pub(super) fn level(&self, row: u32) -> PlaceLevel {
        let [level] = self.places.array(Self::at(row, 21));
        PlaceLevel::from_byte(level).unwrap_or(PlaceLevel::Area)
    }

    /// Two ASCII letters; empty where it lies in several countries or in none.
    pub(super) fn country(&self, row: u32) -> &str {
        let at = Self::at(row, 22);
        match self.places.as_ref().get(at..at + 2) {
            Some([0, _]) | None => "",
            Some(code) => std::str::from_utf8(code).unwrap_or(""),
        }
    }

    pub(super) fn adm1(&self, row: u32) -> &str {
        self.region(self.places.array(Self::at(row, 24)))
    }

    pub(super) fn adm2(&self, row: u32) -> &str {
        self.region(self.places.array(Self::at(row, 26)))
    }

    fn region(&self, number: [u8; 2]) -> &str {
        let number = usize::from(u16::from_le_bytes(number));
        let end = self.lists.as_ref().len().saturating_sub(4);
        let regions = self.lists.u32(end) as usize;
        if number == 0 || number > regions || regions * 8 > end {
            return "";
        }
        let at = end - 8 * (regions - number + 1);
        self.text(self.lists.u32(at) as usize, self.lists.u32(at + 4) as usize)
    }

    fn text(&self, offset: usize, length: usize) -> &str {
        let bytes = offset.checked_add(length).and_then(|end| self.texts.as_ref().get(offset..end));
        bytes.and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("")
    }
}
