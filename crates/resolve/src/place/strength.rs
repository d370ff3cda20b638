//! Whether capitalised words are likely to be a place at all.

use super::fold::fold;
use super::gazetteer::{Candidate, Gazetteer};
use super::layout::NameQuality;
use super::level::{PlaceLevel, split_level};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// How far a name alone, without context, is known as a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameStrength {
    /// No place is known by it.
    None,
    /// A place is known by it, but it is a common word, a person's name, very short, a small place,
    /// or only sounds like one.
    Weak,
    /// A town, or one of the other names of a well-known place.
    Fair,
    /// A country, a first-level region, a large town or a known area, by its own name.
    Strong,
}

/// People from which on a town is known by its name alone.
const LARGE: u32 = 100_000;
/// People from which on a town is worth believing.
const TOWN: u32 = 5_000;

/// How far `words` are known as a place, also by their sound. Takes them as written.
pub(super) fn strength(gazetteer: &Gazetteer, words: &str) -> NameStrength {
    let folded = fold(words);
    let known = Known::of_folded(gazetteer, words, &folded);
    if known.strength != NameStrength::None || known.is_settled {
        return known.strength;
    }
    let (bare, _) = split_level(&folded);
    match bare.strip_suffix('s') {
        // Some outlets and corpora lose the apostrophe ("Syrias north").
        Some(owner) if Known::of(gazetteer, owner).is_well_known => NameStrength::Strong,
        _ if !gazetteer.lookup_folded(bare).is_empty() => NameStrength::Weak,
        _ => NameStrength::None,
    }
}

/// What the exact keys of a name tell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    /// How far a place is known by just these words.
    pub strength: NameStrength,
    /// Whether some place bears just this name.
    pub is_name: bool,
    /// Whether it is a name, or the abbreviation of a name, of a country or a first-level region.
    pub is_region: bool,
    /// Whether it is a word for a country's people, or its adjective.
    pub is_demonym: bool,
    /// Whether it is a country's, a region's or a large town's own name.
    pub is_well_known: bool,
    /// Whether keys of sound can add nothing.
    is_settled: bool,
}

impl Known {
    /// What is known of words as written.
    pub(super) fn of(gazetteer: &Gazetteer, words: &str) -> Self {
        Self::of_folded(gazetteer, words, &fold(words))
    }

    fn of_folded(gazetteer: &Gazetteer, words: &str, folded: &str) -> Self {
        let mut known = Self {
            strength: NameStrength::None,
            is_name: false,
            is_region: false,
            is_demonym: false,
            is_well_known: false,
            is_settled: false,
        };
        for found in gazetteer.exact(folded) {
            if found.quality == NameQuality::Demonym {
                known.is_demonym = true;
                continue;
            }
            let (level, own) = (found.place.level(), found.quality == NameQuality::Primary);
            let is_large = || found.place.population() >= LARGE;
            known.is_name = true;
            known.is_region |= matches!(level, PlaceLevel::Country | PlaceLevel::Adm1);
            known.is_well_known |= folded.len() > 3
                && own
                && match level {
                    PlaceLevel::Country | PlaceLevel::Adm1 => true,
                    PlaceLevel::City => is_large(),
                    _ => false,
                };
            known.strength = known.strength.max(of_place(found));
        }
        let (bare, level) = split_level(folded);
        if bare.len() < 3 && level.is_none() {
            return Self { strength: of_abbreviation(gazetteer, words, bare), is_settled: true, ..known };
        }
        known.is_settled = known.is_demonym;
        if bare != folded {
            for found in gazetteer.exact(bare) {
                match found.quality {
                    NameQuality::Demonym => known.is_settled = true,
                    _ => known.strength = known.strength.max(of_place(found)),
                }
            }
        }
        // "Somali", "Afghan" are people, whatever town bears the name.
        if level.is_none() && (known.is_settled || is_common_word(folded)) {
            known.strength = known.strength.min(NameStrength::Weak);
        }
        known
    }
}

/// How far a name that is no demonym makes one of its places known.
fn of_place(found: Candidate<'_>) -> NameStrength {
    let people = found.place.population();
    let own = found.quality == NameQuality::Primary;
    match found.place.level() {
        PlaceLevel::Country => NameStrength::Strong,
        PlaceLevel::Adm1 | PlaceLevel::Area | PlaceLevel::River | PlaceLevel::Water if own => {
            NameStrength::Strong
        }
        PlaceLevel::City if own && people >= LARGE => NameStrength::Strong,
        PlaceLevel::City if people >= TOWN => NameStrength::Fair,
        PlaceLevel::City | PlaceLevel::Adm2 => NameStrength::Weak,
        _ => NameStrength::Fair,
    }
}

/// Two letters: countries are known by their capitals, states only with full stops ("S.C."), for
/// without them they are words ("IN").
fn of_abbreviation(gazetteer: &Gazetteer, words: &str, folded: &str) -> NameStrength {
    let is_written_so = match folded {
        "us" => words.starts_with('U') && !words.starts_with("Us"),
        _ => words.contains(char::is_uppercase),
    };
    let has_stops = words.contains('.');
    let is_known = gazetteer.exact(folded).any(|found| match found.place.level() {
        PlaceLevel::Country => true,
        PlaceLevel::Adm1 => has_stops,
        _ => false,
    });
    if is_known && is_written_so { NameStrength::Strong } else { NameStrength::None }
}

/// Whether a folded name is also a common English word or a common name of persons.
pub fn is_common_word(folded: &str) -> bool {
    COMMON_WORDS.contains(folded)
}

/// Names of places that English texts mostly use for something else, folded: words that begin
/// sentences or stand in titles and headlines, months and days, and given names.
static COMMON_WORDS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| include_str!("common_words.txt").split_whitespace().collect());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_folded() {
        let unfolded: Vec<_> =
            include_str!("common_words.txt").split_whitespace().filter(|word| fold(word) != **word).collect();
        assert!(unfolded.is_empty(), "{unfolded:?}");
    }

    #[test]
    fn well_known_names_are_stronger_than_common_words() {
        let gazetteer = Gazetteer::embedded();
        let cases = [
            ("Syria", NameStrength::Strong),
            ("Aleppo", NameStrength::Strong),
            ("U.S.", NameStrength::Strong),
            ("Idlib province", NameStrength::Strong),
            ("Darfur", NameStrength::Strong),
            ("Saraqib", NameStrength::Fair),
            ("March", NameStrength::Weak),
            ("Most", NameStrength::Weak),
            ("us", NameStrength::None),
            ("Xqzzv", NameStrength::None),
            ("", NameStrength::None),
        ];
        for (words, expected) in cases {
            assert_eq!(strength(gazetteer, words), expected, "{words}");
        }
    }
}
