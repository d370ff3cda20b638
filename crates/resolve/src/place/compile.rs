//! Takes rows. Gives the bytes of a packed gazetteer ([`super::layout`]).

use super::fold::{fold, sound};
use super::layout::{HEADER, MAGIC, NameQuality, UNITS};
use super::level::{PlaceLevel, split_level};
use super::row::Row;
use super::spelling::is_settled;
use std::collections::BTreeMap;

/// Packs rows. The same rows give the same bytes.
pub fn compile(rows: &[Row]) -> Vec<u8> {
    let mut texts = Vec::new();
    let regions = Regions::collect(rows, &mut texts);
    let mut lists = Vec::new();
    let mut places = Vec::new();
    let mut exact = Vec::new();
    let mut sounds = Vec::new();
    for (n, row) in (0u32..).zip(rows) {
        put_place(row, &regions, &mut texts, &mut places);
        add_keys(row, n, &mut exact, &mut sounds);
    }
    let exact = build_map(exact, &mut lists);
    let sounds = build_map(sounds, &mut lists);
    regions.put(&mut lists);
    let sections = [&exact, &sounds, &lists, &places, &texts];
    let mut block = Vec::with_capacity(HEADER + sections.iter().map(|section| section.len()).sum::<usize>());
    block.extend_from_slice(MAGIC);
    let mut end = HEADER;
    for section in sections {
        end += section.len();
        block.extend_from_slice(&(end as u32).to_le_bytes());
    }
    for section in sections {
        block.extend_from_slice(section);
    }
    block
}

/// The distinct names of regions, numbered from 1 in their order.
struct Regions<'r> {
    numbers: BTreeMap<&'r str, u16>,
    texts: Vec<(u32, u32)>,
}

impl<'r> Regions<'r> {
    fn collect(rows: &'r [Row], texts: &mut Vec<u8>) -> Self {
        let names: std::collections::BTreeSet<&str> = rows
            .iter()
            .flat_map(|row| [row.adm1.as_str(), row.adm2.as_str()])
            .filter(|n| !n.is_empty())
            .collect();
        let mut regions = Self { numbers: BTreeMap::new(), texts: Vec::new() };
        for (number, name) in (1..=u16::MAX).zip(names) {
            regions.texts.push((texts.len() as u32, name.len() as u32));
            texts.extend_from_slice(name.as_bytes());
            regions.numbers.insert(name, number);
        }
        regions
    }

    /// The number of a name; 0 for none, and for names past the range of the layout.
    fn number(&self, name: &str) -> u16 {
        self.numbers.get(name).copied().unwrap_or(0)
    }

    fn put(&self, lists: &mut Vec<u8>) {
        for (offset, length) in &self.texts {
            lists.extend_from_slice(&offset.to_le_bytes());
            lists.extend_from_slice(&length.to_le_bytes());
        }
        lists.extend_from_slice(&(self.texts.len() as u32).to_le_bytes());
    }
}

fn put_place(row: &Row, regions: &Regions, texts: &mut Vec<u8>, places: &mut Vec<u8>) {
    let name = clip(&row.name);
    let units = |degrees: f64| (degrees * UNITS).round() as i32;
    let country = match row.country.as_bytes() {
        [a, b] => [*a, *b],
        _ => [0, 0],
    };
    places.extend_from_slice(&units(row.lat).to_le_bytes());
    places.extend_from_slice(&units(row.lon).to_le_bytes());
    places.extend_from_slice(&row.id.to_le_bytes());
    places.extend_from_slice(&u32::try_from(row.population).unwrap_or(u32::MAX).to_le_bytes());
    places.extend_from_slice(&(texts.len() as u32).to_le_bytes());
    places.extend_from_slice(&[name.len() as u8, row.level as u8]);
    places.extend_from_slice(&country);
    places.extend_from_slice(&regions.number(&row.adm1).to_le_bytes());
    places.extend_from_slice(&regions.number(&row.adm2).to_le_bytes());
    texts.extend_from_slice(name.as_bytes());
}

/// A name no longer than a length byte can say, cut between characters.
fn clip(name: &str) -> &str {
    let end = (0..=name.len().min(255)).rev().find(|end| name.is_char_boundary(*end)).unwrap_or(0);
    &name[..end]
}

fn add_keys(row: &Row, n: u32, exact: &mut Vec<(String, u32)>, sounds: &mut Vec<(String, u32)>) {
    let primary = std::iter::once((&row.name, NameQuality::Primary));
    let alternates = row.alternates.iter().map(|name| (name, NameQuality::Alternate));
    let plurals: Vec<String> = row.demonyms.iter().filter_map(|name| plural(name)).collect();
    let demonyms = row.demonyms.iter().chain(&plurals).map(|name| (name, NameQuality::Demonym));
    if row.level == PlaceLevel::Country {
        exact.push((code_key(&row.country, ""), n << 2));
    }
    if !row.code.is_empty() {
        exact.push((code_key(&row.country, &row.code), n << 2));
    }
    let has_level_word = matches!(row.level, PlaceLevel::Adm1 | PlaceLevel::Adm2 | PlaceLevel::Site);
    for (name, quality) in primary.chain(alternates).chain(demonyms) {
        let key = fold(name);
        if key.is_empty() {
            continue;
        }
        // "Muhafazat Hadramawt" is asked for as "Hadramawt" and as "Hadramawt province".
        let bare = if has_level_word { split_level(&key).0 } else { &key };
        for key in [key.as_str(), bare].into_iter().take(if bare == key { 1 } else { 2 }) {
            exact.push((key.to_owned(), n << 2 | quality as u32));
            if quality != NameQuality::Demonym
                && !is_settled(&row.country)
                && let Some(sound) = sound(key)
            {
                sounds.push((sound, n << 2 | NameQuality::Sound as u32));
            }
        }
    }
}

/// "Syrian" in the plural; none where the people's word has no plural of its own ("Lebanese").
fn plural(demonym: &str) -> Option<String> {
    let is_fixed = ["ese", "sh", "ch", "ss", "Dutch"].iter().any(|end| demonym.ends_with(end));
    (!is_fixed).then(|| format!("{demonym}s"))
}

/// The key of a country's code, or of its first-level region with a GeoNames code. No name folds
/// to it.
pub fn code_key(country: &str, code: &str) -> String {
    format!("@{country}.{code}")
}

/// Sorts and groups the keys. Of several entries for one place the one of best quality stays.
fn build_map(mut keys: Vec<(String, u32)>, lists: &mut Vec<u8>) -> Vec<u8> {
    keys.sort_unstable();
    keys.dedup_by(|next, kept| next.0 == kept.0 && next.1 >> 2 == kept.1 >> 2);
    let mut map = fst::MapBuilder::memory();
    for group in keys.chunk_by(|a, b| a.0 == b.0) {
        let value = match group {
            [(_, entry)] => u64::from(*entry) << 1 | 1,
            _ => {
                let offset = lists.len() as u64;
                lists.extend_from_slice(&(group.len() as u32).to_le_bytes());
                group.iter().for_each(|(_, entry)| lists.extend_from_slice(&entry.to_le_bytes()));
                offset << 1
            }
        };
        map.insert(&group[0].0, value).expect("sorted keys in memory");
    }
    map.into_inner().expect("writing to memory")
}
