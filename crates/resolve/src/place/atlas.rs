use super::gazetteer::{Gazetteer, Place};
use super::level::PlaceLevel;
use super::sense::{Sense, containing_senses, senses};
use super::strength::{Known, NameStrength, strength};
use crate::memo::Memo;
use std::sync::Arc;

/// How many names an atlas remembers for what they are.
const N_NAMES: usize = 1 << 16;
/// How many names an atlas remembers with all that they may mean, some hundred bytes for a place.
const N_SENSES: usize = 1 << 13;

/// A gazetteer, and what names came to that were looked up in it: news names the same few places
/// again and again.
///
/// What it remembers changes no answer, only its cost.
pub struct Atlas {
    gazetteer: &'static Gazetteer,
    known: Memo<Known>,
    strengths: Memo<NameStrength>,
    senses: Memo<Senses>,
}

/// What a name may mean, the likeliest first.
pub(super) type Senses = Arc<[Sense<'static>]>;

/// Parts the fields of a key; stands in no name.
const FIELD: char = '\u{1f}';

impl Atlas {
    /// An atlas that remembers nothing yet.
    pub fn new(gazetteer: &'static Gazetteer) -> Self {
        Self {
            gazetteer,
            known: Memo::new(N_NAMES),
            strengths: Memo::new(N_NAMES),
            senses: Memo::new(N_SENSES),
        }
    }

    /// Its gazetteer.
    pub fn gazetteer(&self) -> &'static Gazetteer {
        self.gazetteer
    }

    /// How far words are known as a place, also by their sound. Takes them as written.
    pub fn strength(&self, words: &str) -> NameStrength {
        self.strengths.get(words, || strength(self.gazetteer, words))
    }

    /// How far a place is known by just these words.
    pub fn own_strength(&self, words: &str) -> NameStrength {
        self.known(words).strength
    }

    /// Whether some place bears just this name.
    pub fn is_name(&self, words: &str) -> bool {
        self.known(words).is_name
    }

    /// Whether words are a name, or the abbreviation of a name, of a country or a first-level region.
    pub fn is_region_name(&self, words: &str) -> bool {
        self.known(words).is_region
    }

    /// Whether a word is one for a country's people, or its adjective.
    pub fn is_demonym(&self, word: &str) -> bool {
        self.known(word).is_demonym
    }

    /// A name without the `s` of a possessive whose apostrophe is lost ("Syrias north"), as in some
    /// outlets and corpora; the name itself where it is a name or nothing well known is left.
    pub fn without_lost_apostrophe<'w>(&self, words: &'w str) -> &'w str {
        match words.strip_suffix('s') {
            Some(owner) if !self.is_name(words) && self.known(owner).is_well_known => owner,
            _ => words,
        }
    }

    fn known(&self, words: &str) -> Known {
        self.known.get(words, || Known::of(self.gazetteer, words))
    }

    /// Every sense of a name, the likeliest first. `within` names what its clause says it lies in,
    /// and `containers` are the senses of these.
    pub(super) fn senses(
        &self,
        name: &str,
        level: Option<PlaceLevel>,
        within: &[&str],
        containers: &[Senses],
        home: Option<&str>,
    ) -> Senses {
        let mut key = key(name, home.filter(|_| !within.is_empty()));
        key.extend(level.map(|level| char::from(b'a' + level as u8)));
        for outer in within {
            key.push(FIELD);
            key.push_str(outer);
        }
        self.senses.get(&key, || senses(self.gazetteer, name, level, containers).into())
    }

    /// The senses of a name that says where something else lies, in a report about `home`.
    pub(super) fn containing(&self, name: &str, home: Option<&str>) -> Senses {
        let mut key = key(name, home);
        key.push(FIELD);
        key.push(FIELD);
        self.senses.get(&key, || containing_senses(self.gazetteer, name, home).into())
    }

    /// The country of an ISO 3166-1 alpha-2 code.
    pub(super) fn country_of_code(&self, code: &str) -> Option<Place<'static>> {
        self.gazetteer.country_of_code(code)
    }
}

fn key(name: &str, home: Option<&str>) -> String {
    let mut key = String::with_capacity(name.len() + 8);
    key.push_str(name);
    key.push(FIELD);
    key.push_str(home.unwrap_or(""));
    key.push(FIELD);
    key
}
