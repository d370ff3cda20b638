//! Whether two names are spellings of one, as far as letters show it.

use crate::place::shown;
use crate::words::fold;
use cairn_model::PlaceValue;

/// Jaro-Winkler from this on takes in one or two changed letters of a long name, and no more.
const ALIKE: f64 = 0.93;
/// Names of fewer bytes are one only if they are the same.
const LONG: usize = 5;
/// What two names' shares of letters in common have to add up to for their Jaro-Winkler to reach [`ALIKE`]: it is
/// the Jaro similarity and up to four tenths of what that lacks of 1, and the Jaro similarity is the mean of these
/// two shares and a third one that is 1 at most. A little less, for the rounding.
const LETTERS: f64 = 3.0 * (ALIKE - 0.4) / 0.6 - 1.0 - 1e-6;

/// A name, folded, ready to be held against many others.
#[derive(Debug, PartialEq, Eq)]
struct Spelling {
    folded: String,
    /// Its letters, each a bit by its number in Unicode modulo 64.
    letters: u64,
    /// How many code points it has.
    n: usize,
}

impl Spelling {
    fn of(name: &str) -> Self {
        let folded = fold(name);
        let letters = folded.chars().fold(0, |letters, c| letters | 1 << (u32::from(c) % 64));
        Self { letters, n: folded.chars().count(), folded }
    }

    /// Whether they have letters enough in common to be alike: of the letters that the other one lacks, none can
    /// be matched.
    fn may_be(&self, other: &Self) -> bool {
        let share = |one: &Self, other: &Self| {
            let lacking = (one.letters & !other.letters).count_ones();
            1.0 - f64::from(lacking) / one.n as f64
        };
        share(self, other) + share(other, self) >= LETTERS
    }

    fn is(&self, other: &Self) -> bool {
        self.folded == other.folded
            || (self.folded.len().min(other.folded.len()) >= LONG
                && self.may_be(other)
                && strsim::jaro_winkler(&self.folded, &other.folded) >= ALIKE)
    }
}

/// The names of a place: as the report has it, and as it is shown where that is another.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Spellings {
    name: Spelling,
    shown: Option<Spelling>,
}

impl Spellings {
    pub(crate) fn of(place: &PlaceValue) -> Self {
        let shown = (shown(place) != place.name).then(|| Spelling::of(shown(place)));
        Self { name: Spelling::of(&place.name), shown }
    }

    /// Whether two places are one by the names that the reports have, or by those that are shown.
    pub(crate) fn meet(&self, other: &Self) -> bool {
        self.name.is(&other.name)
            || ((self.shown.is_some() || other.shown.is_some()) && self.shown().is(other.shown()))
    }

    fn shown(&self) -> &Spelling {
        self.shown.as_ref().unwrap_or(&self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::{ALIKE, LONG, Spelling};

    #[test]
    fn letters_rule_out_nothing_that_is_alike() {
        let names = [
            "Kafr Ombra",
            "Kafr Umbra",
            "Kafr Umbrah",
            "Tell Dahab",
            "Tal Dahab",
            "Orlu",
            "Orlo",
            "al-Vane",
            "Vane Bridge",
            "Vane Bridges",
            "Ürmü Köyü",
            "Urmu Koyu",
            "ليبيا الكبرى",
            "ليبيا الكبيرة",
            "aaaaaab",
            "aaaaaaa",
            "Marrash",
            "Marash",
            "Marashi",
            "Deir Salo",
            "Deir Sallo",
            "",
        ];
        for one in names.map(Spelling::of) {
            for other in names.map(Spelling::of) {
                let alike = one.folded == other.folded
                    || one.folded.len().min(other.folded.len()) >= LONG
                        && strsim::jaro_winkler(&one.folded, &other.folded) >= ALIKE;
                assert_eq!(one.is(&other), alike, "{one:?} {other:?}");
            }
        }
    }
}
