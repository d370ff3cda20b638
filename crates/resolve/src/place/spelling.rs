//! How names are spelt: in which script, and in which countries in one established way.

/// Countries (ISO 3166-1 alpha-2) whose own names are written in the Latin script with one
/// established spelling. An English report copies it, so their places need no key of sound, and
/// other languages' respellings of their small places are never used.
const SETTLED: &[&str] = &[
    "AD", "AR", "AT", "AU", "BE", "BO", "BR", "CA", "CH", "CL", "CO", "CR", "CU", "CZ", "DE", "DK", "DO",
    "EC", "EE", "ES", "FI", "FR", "GB", "GT", "HN", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV",
    "MC", "MX", "NI", "NL", "NO", "NZ", "PA", "PE", "PH", "PL", "PT", "PY", "RO", "SE", "SI", "SK", "SM",
    "SV", "US", "UY", "VE",
];

/// Whether a country's place names have one established spelling.
pub fn is_settled(country: &str) -> bool {
    SETTLED.binary_search(&country).is_ok()
}

/// Whether every letter of a name is of the Latin script.
pub fn is_latin(name: &str) -> bool {
    name.chars().all(|c| !c.is_alphabetic() || c <= '\u{2ff}' || ('\u{1e00}'..='\u{1eff}').contains(&c))
}
