//! The gazetteer: names to places.

use super::compile::code_key;
use super::fold::{fold, is_article, sound};
use super::layout::NameQuality;
use super::level::PlaceLevel;
use super::pack::Pack;
use std::sync::LazyLock;

static EMBEDDED: LazyLock<Gazetteer> = LazyLock::new(|| {
    let pack = Pack::embedded(include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.pack")));
    Gazetteer { packs: vec![pack.expect("the build script wrote this block")] }
});

/// The vowels of keys of sound.
const VOWELS: [&str; 2] = ["a", "u"];
/// Shorter keys of sound have too many neighbours.
const SHORTEST_NEAR: usize = 5;

/// Places by name. The embedded one knows some 250,000 places; users add their own.
pub struct Gazetteer {
    /// The embedded places first, then what was imported, in the order of the imports.
    packs: Vec<Pack>,
}

/// One place of a gazetteer. Its fields are read where they lie.
#[derive(Clone, Copy)]
pub struct Place<'g> {
    pack: &'g Pack,
    pack_number: u32,
    row: u32,
}

/// A place that a name may stand for.
#[derive(Clone, Copy)]
pub struct Candidate<'g> {
    /// The place.
    pub place: Place<'g>,
    /// How the name belongs to it.
    pub quality: NameQuality,
}

impl Gazetteer {
    /// The gazetteer in the program. Costs nothing to open.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// The embedded gazetteer together with imported places.
    pub fn with_imports(imports: Vec<Pack>) -> Self {
        let bytes: &'static [u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.pack"));
        let embedded = Pack::embedded(bytes).expect("the build script wrote this block");
        Self { packs: std::iter::once(embedded).chain(imports).collect() }
    }

    /// How many places it holds.
    pub fn n_places(&self) -> u32 {
        self.packs.iter().map(Pack::n_places).sum()
    }

    /// Every place that a name may stand for, exact keys first; those of the same sound last, and
    /// only where no exact key gives the place. Takes the name as written.
    pub fn lookup(&self, name: &str) -> Vec<Candidate<'_>> {
        self.lookup_folded(&fold(name))
    }

    /// The same for a name that is folded already.
    pub fn lookup_folded(&self, key: &str) -> Vec<Candidate<'_>> {
        let mut found: Vec<Candidate> = self.exact(key).collect();
        if found.is_empty() {
            found.extend(self.with_other_article(key));
        }
        if let Some(sound) = sound(key) {
            let n_exact = found.len();
            for candidate in self.sounding(&sound) {
                if !found[..n_exact].iter().any(|exact| exact.place.is_same(candidate.place)) {
                    found.push(candidate);
                }
            }
        }
        found
    }

    /// The places of a name that is written with the Arabic article where the gazetteer has none, or
    /// without where it has one ("al-Foua", "Foua").
    fn with_other_article(&self, key: &str) -> Vec<Candidate<'_>> {
        let spelling = match key.split_once(' ') {
            Some((article, rest)) if is_article(article) => rest.to_owned(),
            _ => format!("al {key}"),
        };
        self.exact(&spelling).filter(|found| found.quality != NameQuality::Demonym).collect()
    }

    /// The places that an exact key gives.
    pub(super) fn exact(&self, key: &str) -> impl Iterator<Item = Candidate<'_>> {
        self.packs().flat_map(move |(n, pack)| candidates(n, pack, pack.exact(key)))
    }

    /// The places that a key of sound gives.
    pub(super) fn sounding(&self, sound: &str) -> impl Iterator<Item = Candidate<'_>> {
        self.packs().flat_map(move |(n, pack)| candidates(n, pack, pack.sounds(sound)))
    }

    /// The entry with a GeoNames id. Looks at every entry.
    pub fn with_id(&self, id: u32) -> Option<Place<'_>> {
        let all = self.packs().flat_map(|(pack_number, pack)| {
            (0..pack.n_places()).map(move |row| Place { pack, pack_number, row })
        });
        all.into_iter().find(|place| place.geonames_id() == Some(id))
    }

    /// The first-level region of a GeoNames code ("SY", "12").
    pub fn region_of_code(&self, country: &str, code: &str) -> Option<Place<'_>> {
        self.exact(&code_key(country, code)).next().map(|candidate| candidate.place)
    }

    /// The country of an ISO 3166-1 alpha-2 code.
    pub fn country_of_code(&self, code: &str) -> Option<Place<'_>> {
        self.exact(&code_key(code, "")).next().map(|candidate| candidate.place)
    }

    /// The places whose key of sound differs from `sound` in one vowel: put in, left out or changed
    /// ("Zabadani", "Zebdani"). For names whose whereabouts are known: too generous for any other.
    pub(super) fn near_sounds(&self, sound: &str) -> Vec<Candidate<'_>> {
        let mut found: Vec<Candidate> = Vec::new();
        if sound.len() < SHORTEST_NEAR || !sound.is_ascii() {
            return found;
        }
        let mut key = String::with_capacity(sound.len() + 1);
        let mut add = |parts: [&str; 3]| {
            key.clear();
            key.extend(parts);
            for candidate in self.sounding(&key) {
                if !found.iter().any(|known| known.place.is_same(candidate.place)) {
                    found.push(candidate);
                }
            }
        };
        for at in 0..=sound.len() {
            let (before, after) = sound.split_at(at);
            VOWELS.iter().for_each(|vowel| add([before, vowel, after]));
            if let Some(rest) = VOWELS.iter().find_map(|vowel| after.strip_prefix(vowel)) {
                add([before, "", rest]);
                VOWELS.iter().for_each(|vowel| add([before, vowel, rest]));
            }
        }
        found
    }

    fn packs(&self) -> impl Iterator<Item = (u32, &Pack)> {
        (0u32..).zip(&self.packs)
    }
}

fn candidates<'g>(
    pack_number: u32,
    pack: &'g Pack,
    rows: impl Iterator<Item = (u32, NameQuality)>,
) -> impl Iterator<Item = Candidate<'g>> {
    rows.map(move |(row, quality)| Candidate { place: Place { pack, pack_number, row }, quality })
}

impl<'g> Place<'g> {
    /// Its own name.
    pub fn name(self) -> &'g str {
        self.pack.name(self.row)
    }

    /// Latitude and longitude in degrees (WGS 84); a centroid unless its level is a point.
    pub fn position(self) -> (f64, f64) {
        self.pack.position(self.row)
    }

    /// GeoNames id, where it has one.
    pub fn geonames_id(self) -> Option<u32> {
        self.pack.geonames_id(self.row)
    }

    /// What kind of place it is.
    pub fn level(self) -> PlaceLevel {
        self.pack.level(self.row)
    }

    /// ISO 3166-1 alpha-2 code; empty where it lies in several countries or in none.
    pub fn country(self) -> &'g str {
        self.pack.country(self.row)
    }

    /// Name of the first-level region it is or lies in; empty where not known.
    pub fn adm1(self) -> &'g str {
        if self.level() == PlaceLevel::Adm1 { self.name() } else { self.pack.adm1(self.row) }
    }

    /// Name of the second-level region it is or lies in; empty where not known.
    pub fn adm2(self) -> &'g str {
        if self.level() == PlaceLevel::Adm2 { self.name() } else { self.pack.adm2(self.row) }
    }

    /// People, 0 where not known; for a region, the sum of its places.
    pub fn population(self) -> u32 {
        self.pack.population(self.row)
    }

    /// Whether both are the same entry of the same gazetteer.
    pub fn is_same(self, other: Self) -> bool {
        (self.pack_number, self.row) == (other.pack_number, other.row)
    }
}
