//! Which alternate names are worth keeping.

use super::sources::City;
use std::collections::BTreeSet;

// One list for the build of the data and for the product.
#[path = "../../../resolve/src/place/spelling.rs"]
mod spelling;

/// Below this population the alternates of places with a settled spelling are left out (a question of size only).
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
    if spelling::is_settled(&city.countrycode) && city.population < SMALL {
        return Vec::new();
    }
    let mut seen = BTreeSet::from([plain(&city.name)]);
    city.alternatenames
        .iter()
        .map(|name| name.trim())
        .filter(|name| spelling::is_latin(name) && !is_code(name) && name.chars().any(char::is_uppercase))
        .filter(|name| !name.contains(['\t', '|', '\n']) && name.len() <= 60)
        .filter(|name| {
            let key = plain(name);
            key.len() >= 2 && seen.insert(key)
        })
        .collect()
}

fn is_code(name: &str) -> bool {
    name.len() <= 3 && name.chars().all(|c| c.is_ascii_uppercase())
}
