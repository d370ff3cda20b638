//! Which alternate names are worth keeping.

use super::sources::City;
use std::collections::BTreeSet;

/// Countries whose own names are written in the Latin script, with one established spelling: here
/// the alternates of small places are other languages' respellings, which no English report uses.
const ONE_SPELLING: &[&str] = &[
    "AD", "AR", "AT", "AU", "BE", "BO", "BR", "CA", "CH", "CL", "CO", "CR", "CU", "CZ", "DE", "DK", "DO",
    "EC", "EE", "ES", "FI", "FR", "GB", "GT", "HN", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV",
    "MC", "MX", "NI", "NL", "NO", "NZ", "PA", "PE", "PH", "PL", "PT", "PY", "RO", "SE", "SI", "SK", "SM",
    "SV", "UY", "US", "VE",
];

/// Below this population such alternates are left out (a question of size only).
const SMALL: u64 = 5_000;

/// A plain key for telling repeats: ASCII, lower case, letters and digits only.
pub fn plain(name: &str) -> String {
    any_ascii::any_ascii(name).chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase()
}

/// The alternate names of a place that are in Latin script and say something new.
///
/// Left out: names without a capital (machine romanisations of other scripts, "alkramt"), codes
/// (three capitals), and repeats of the name or of an earlier alternate.
pub fn alternates(city: &City) -> Vec<&str> {
    if ONE_SPELLING.contains(&city.countrycode.as_str()) && city.population < SMALL {
        return Vec::new();
    }
    let mut seen = BTreeSet::from([plain(&city.name)]);
    city.alternatenames
        .iter()
        .map(|name| name.trim())
        .filter(|name| is_latin(name) && !is_code(name) && name.chars().any(char::is_uppercase))
        .filter(|name| !name.contains(['\t', '|', '\n']) && name.len() <= 60)
        .filter(|name| {
            let key = plain(name);
            key.len() >= 2 && seen.insert(key)
        })
        .collect()
}

fn is_latin(name: &str) -> bool {
    name.chars().all(|c| !c.is_alphabetic() || c <= '\u{2ff}' || ('\u{1e00}'..='\u{1eff}').contains(&c))
}

fn is_code(name: &str) -> bool {
    name.len() <= 3 && name.chars().all(|c| c.is_ascii_uppercase())
}
