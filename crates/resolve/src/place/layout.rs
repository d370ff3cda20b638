//! The bytes of a packed gazetteer: one contiguous block, little-endian, read in place.
//!
//! ```text
//! magic      8 bytes, names the version
//! ends       5 x u32: end of each section, in bytes from the start of the block
//! exact      fst: exact key (see `fold`) -> value
//! sound      fst: key of sound -> value
//! lists      lists of entries: u32 length, then u32 each
//! places     28 bytes a place
//! texts      names as UTF-8; first the names of regions, then those of places
//! ```
//! A value is `entry << 1 | 1` where a key has one entry, `offset into lists << 1` where it has
//! several. An entry is `row << 2 | quality`. A place is: latitude and longitude (i32, 1e-5
//! degrees), GeoNames id, population, offset of its name in `texts` (u32 each), length of its name
//! and level (u8 each), country (2 ASCII bytes, zeros for none), first- and second-level region
//! (u16 each: position in the list of regions, 0 for none).
//! The list of regions stands at the end of `lists`: u32 offset and u32 length in `texts` each; its
//! own length is the last u32 of `lists`.

/// Names the layout; a block with another one is refused.
pub const MAGIC: &[u8; 8] = b"CAIRNGZ1";
/// How many sections follow the header.
pub const N_SECTIONS: usize = 5;
/// Length of the header in bytes.
pub const HEADER: usize = MAGIC.len() + 4 * N_SECTIONS;
/// Length of a place in bytes.
pub const PLACE: usize = 28;
/// Units of latitude and longitude in a degree.
pub const UNITS: f64 = 1e5;

/// How a name belongs to a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum NameQuality {
    /// It is the place's own name in the gazetteer.
    Primary = 0,
    /// It is one of its other names.
    Alternate = 1,
    /// It is a word for its people, or an adjective ("Syrian").
    Demonym = 2,
    /// It only sounds like one of its names.
    Sound = 3,
}

impl NameQuality {
    /// The quality in the lowest two bits of an entry.
    pub fn from_entry(entry: u32) -> Self {
        match entry & 3 {
            0 => Self::Primary,
            1 => Self::Alternate,
            2 => Self::Demonym,
            _ => Self::Sound,
        }
    }
}
