//! What kind of place an entry is, and the words that say so.

/// What kind of place an entry of the gazetteer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum PlaceLevel {
    /// A country or dependent territory.
    Country = 0,
    /// A first-level region (governorate, province, state, oblast).
    Adm1 = 1,
    /// A second-level region (district, county).
    Adm2 = 2,
    /// A town, village or other populated place.
    City = 3,
    /// A part of a town.
    District = 4,
    /// A camp, base, airport, crossing, dam, prison, hospital.
    Site = 5,
    /// A historic region, front or other area without exact bounds.
    Area = 6,
    /// A river.
    River = 7,
    /// A sea, gulf or lake.
    Water = 8,
}

impl PlaceLevel {
    /// Every level with its word in the tables.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Country, "country"),
        (Self::Adm1, "adm1"),
        (Self::Adm2, "adm2"),
        (Self::City, "city"),
        (Self::District, "district"),
        (Self::Site, "site"),
        (Self::Area, "area"),
        (Self::River, "river"),
        (Self::Water, "water"),
    ];

    /// The level of a word in the tables.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, own)| *own == word).map(|(level, _)| *level)
    }

    /// The level of a byte in the packed form.
    pub fn from_byte(byte: u8) -> Option<Self> {
        Self::ALL.get(usize::from(byte)).map(|(level, _)| *level)
    }

    /// Whether its coordinates stand for a point rather than for an extended area.
    pub fn is_point(self) -> bool {
        matches!(self, Self::City | Self::District | Self::Site)
    }
}

/// Words that say of what kind the place beside them is, folded.
///
/// The English words of reports, and the local words that GeoNames writes before or after the name
/// of a region.
const LEVEL_WORDS: &[(&str, PlaceLevel)] = &[
    ("airbase", PlaceLevel::Site),
    ("airfield", PlaceLevel::Site),
    ("airport", PlaceLevel::Site),
    ("airstrip", PlaceLevel::Site),
    ("baladiyat", PlaceLevel::Adm1),
    ("barangay", PlaceLevel::City),
    ("barracks", PlaceLevel::Site),
    ("base", PlaceLevel::Site),
    ("camp", PlaceLevel::Site),
    ("camps", PlaceLevel::Site),
    ("cities", PlaceLevel::City),
    ("city", PlaceLevel::City),
    ("counties", PlaceLevel::Adm2),
    ("countryside", PlaceLevel::Adm1),
    ("county", PlaceLevel::Adm2),
    ("crossing", PlaceLevel::Site),
    ("department", PlaceLevel::Adm1),
    ("departments", PlaceLevel::Adm1),
    ("district", PlaceLevel::Adm2),
    ("districts", PlaceLevel::Adm2),
    ("garrison", PlaceLevel::Site),
    ("governorate", PlaceLevel::Adm1),
    ("governorates", PlaceLevel::Adm1),
    ("hamlet", PlaceLevel::City),
    ("hamlets", PlaceLevel::City),
    ("krai", PlaceLevel::Adm1),
    ("locality", PlaceLevel::City),
    ("madinat", PlaceLevel::Adm1),
    ("marz", PlaceLevel::Adm1),
    ("mintaqat", PlaceLevel::Adm1),
    ("muhafazat", PlaceLevel::Adm1),
    ("municipality", PlaceLevel::Adm2),
    ("neighborhood", PlaceLevel::District),
    ("neighborhoods", PlaceLevel::District),
    ("neighbourhood", PlaceLevel::District),
    ("neighbourhoods", PlaceLevel::District),
    ("oblast", PlaceLevel::Adm1),
    ("oblysy", PlaceLevel::Adm1),
    ("parish", PlaceLevel::Adm2),
    ("prefecture", PlaceLevel::Adm1),
    ("prefectures", PlaceLevel::Adm1),
    ("province", PlaceLevel::Adm1),
    ("provinces", PlaceLevel::Adm1),
    ("qalasy", PlaceLevel::Adm1),
    ("quarter", PlaceLevel::District),
    ("raion", PlaceLevel::Adm2),
    ("rayon", PlaceLevel::Adm2),
    ("rayonu", PlaceLevel::Adm2),
    ("region", PlaceLevel::Adm1),
    ("regions", PlaceLevel::Adm1),
    ("shabiyat", PlaceLevel::Adm1),
    ("sheng", PlaceLevel::Adm1),
    ("shi", PlaceLevel::Adm1),
    ("state", PlaceLevel::Adm1),
    ("states", PlaceLevel::Adm1),
    ("subdistrict", PlaceLevel::Adm2),
    ("suburb", PlaceLevel::District),
    ("suburbs", PlaceLevel::District),
    ("town", PlaceLevel::City),
    ("towns", PlaceLevel::City),
    ("township", PlaceLevel::City),
    ("village", PlaceLevel::City),
    ("villages", PlaceLevel::City),
    ("viloyati", PlaceLevel::Adm1),
    ("voivodeship", PlaceLevel::Adm1),
    ("wilayat", PlaceLevel::Adm1),
];

/// The level that one folded word names ("province", "village").
pub fn level_of_word(word: &str) -> Option<PlaceLevel> {
    LEVEL_WORDS.binary_search_by_key(&word, |(own, _)| own).ok().map(|at| LEVEL_WORDS[at].1)
}

/// Takes a level word off the end or the start of a folded name ("idlib governorate", "city of
/// aden"). The name itself where it has none or is nothing else.
pub fn split_level(folded: &str) -> (&str, Option<PlaceLevel>) {
    if let Some((name, last)) = folded.rsplit_once(' ')
        && let Some(level) = level_of_word(last)
    {
        return (unqualified(name), Some(level));
    }
    if let Some((first, name)) = folded.split_once(' ')
        && let Some(level) = level_of_word(first)
    {
        return (name.strip_prefix("of ").or_else(|| name.strip_prefix("e ")).unwrap_or(name), Some(level));
    }
    (folded, None)
}

/// Words that stand between a name and the word of its level ("Hama military airport").
const QUALIFIERS: &[&str] = &[" military", " international", " refugee", " air", " border"];

fn unqualified(name: &str) -> &str {
    QUALIFIERS.iter().find_map(|qualifier| name.strip_suffix(qualifier)).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn level_words_are_sorted() {
        assert!(LEVEL_WORDS.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn level_bytes_are_positions() {
        for (n, (level, word)) in PlaceLevel::ALL.iter().enumerate() {
            assert_eq!(*level as usize, n);
            assert_eq!(PlaceLevel::from_word(word), Some(*level));
        }
    }

    #[test]
    fn a_level_word_comes_off_either_end() {
        assert_eq!(split_level("idlib governorate"), ("idlib", Some(PlaceLevel::Adm1)));
        assert_eq!(split_level("city of aden"), ("aden", Some(PlaceLevel::City)));
        assert_eq!(split_level("hama military airport"), ("hama", Some(PlaceLevel::Site)));
        assert_eq!(split_level("muhafazat hadramawt"), ("hadramawt", Some(PlaceLevel::Adm1)));
        assert_eq!(split_level("village"), ("village", None));
        assert_eq!(split_level("khan shaykhun"), ("khan shaykhun", None));
    }
}
