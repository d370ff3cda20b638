//! Whether capitalised words are likely to be a place at all.

use super::fold::fold;
use super::gazetteer::Gazetteer;
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
pub fn is_place_name(gazetteer: &Gazetteer, words: &str) -> NameStrength {
    let folded = fold(words);
    let known = known(gazetteer, words, &folded);
    if known.strength != NameStrength::None || known.is_settled {
        return known.strength;
    }
    let (bare, _) = split_level(&folded);
    match bare.strip_suffix('s') {
        // Some outlets and corpora lose the apostrophe ("Syrias north").
        Some(owner) if is_well_known(gazetteer, owner) => NameStrength::Strong,
        _ if !gazetteer.lookup_folded(bare).is_empty() => NameStrength::Weak,
        _ => NameStrength::None,
    }
}

/// How far a place is known by just these words.
pub fn is_known_place(gazetteer: &Gazetteer, words: &str) -> NameStrength {
    known(gazetteer, words, &fold(words)).strength
}

/// What the exact keys of a name tell.
struct Known {
    strength: NameStrength,
    /// Whether keys of sound can add nothing.
    is_settled: bool,
}

fn known(gazetteer: &Gazetteer, words: &str, folded: &str) -> Known {
    let (bare, level) = split_level(folded);
    if bare.len() < 3 && level.is_none() {
        return Known { strength: of_abbreviation(gazetteer, words, bare), is_settled: true };
    }
    let mut strength = NameStrength::None;
    let mut is_demonym = false;
    for key in [folded, bare].into_iter().take(if bare == folded { 1 } else { 2 }) {
        for found in gazetteer.exact(key) {
            if found.quality == NameQuality::Demonym {
                is_demonym = true;
                continue;
            }
            let people = found.place.population();
            let own = found.quality == NameQuality::Primary;
            strength = strength.max(match found.place.level() {
                PlaceLevel::Country => NameStrength::Strong,
                PlaceLevel::Adm1 | PlaceLevel::Area | PlaceLevel::River | PlaceLevel::Water if own => {
                    NameStrength::Strong
                }
                PlaceLevel::City if own && people >= LARGE => NameStrength::Strong,
                PlaceLevel::City if people >= TOWN => NameStrength::Fair,
                PlaceLevel::City | PlaceLevel::Adm2 => NameStrength::Weak,
                _ => NameStrength::Fair,
            });
        }
    }
    // "Somali", "Afghan" are people, whatever town bears the name.
    if level.is_none() && (is_demonym || is_common_word(folded)) {
        strength = strength.min(NameStrength::Weak);
    }
    Known { strength, is_settled: is_demonym }
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

/// Whether a folded name is a country's, a region's or a large town's own.
fn is_well_known(gazetteer: &Gazetteer, folded: &str) -> bool {
    folded.len() > 3
        && gazetteer.exact(folded).any(|found| {
            let is_large = found.place.population() >= LARGE;
            found.quality == NameQuality::Primary
                && match found.place.level() {
                    PlaceLevel::Country | PlaceLevel::Adm1 => true,
                    PlaceLevel::City => is_large,
                    _ => false,
                }
        })
}

/// A name without the `s` of a possessive whose apostrophe is lost ("Syrias north"), as in some
/// outlets and corpora; the name itself where it is a name or nothing well known is left.
pub fn without_lost_apostrophe<'w>(gazetteer: &Gazetteer, words: &'w str) -> &'w str {
    match words.strip_suffix('s') {
        Some(owner) if !gazetteer.is_name(words) && is_well_known(gazetteer, &fold(owner)) => owner,
        _ => words,
    }
}

/// Whether a word is one for a country's people, or its adjective.
pub fn is_demonym(gazetteer: &Gazetteer, word: &str) -> bool {
    gazetteer.exact(&fold(word)).any(|found| found.quality == NameQuality::Demonym)
}

/// Whether words are a name, or the abbreviation of a name, of a country or a first-level region.
pub fn is_region_name(gazetteer: &Gazetteer, words: &str) -> bool {
    gazetteer.exact(&fold(words)).any(|found| {
        found.quality != NameQuality::Demonym
            && matches!(found.place.level(), PlaceLevel::Country | PlaceLevel::Adm1)
    })
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
            assert_eq!(is_place_name(gazetteer, words), expected, "{words}");
        }
    }
}
