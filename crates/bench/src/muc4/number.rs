//! Numbers as MUC-4 writes them: `1`, `5-`, `~100`, `-3`, `PLURAL`.

use cairn_extract::Ruleset;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Lexicon {
    row: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    #[serde(default)]
    word: Vec<String>,
    #[serde(default)]
    tags: Vec<String>,
    value: Option<u64>,
}

/// The cardinals of the product's lexicon.
static CARDINALS: LazyLock<FxHashMap<String, u64>> = LazyLock::new(|| {
    let file = Ruleset::embedded_files().iter().find(|(path, _)| path.ends_with("numbers.toml"));
    let lexicon: Lexicon =
        toml::from_str(file.map_or("row = []", |(_, text)| text)).expect("the ruleset reads it");
    let cardinals = lexicon.row.into_iter().filter(|row| row.tags.iter().any(|tag| tag == "cardinal"));
    cardinals
        .filter_map(|row| Some((row.value?, row.word)))
        .flat_map(|(value, words)| words.into_iter().map(move |word| (word, value)))
        .collect()
});

/// The number that a word states, in digits or as a cardinal, in lower case.
pub fn cardinal(word: &str) -> Option<u64> {
    let digits = word.replace(',', "");
    let number = digits.len() < 6 && digits.chars().all(|c| c.is_ascii_digit());
    if number { digits.parse().ok() } else { CARDINALS.get(word).copied() }
}

/// The number of a phrase.
pub fn number(phrase: &str, plural: bool) -> String {
    let lower = phrase.to_lowercase();
    let value = lower.split_whitespace().take(6).find_map(cardinal);
    let begins = |some: &[&str]| some.iter().any(|start| lower.starts_with(start));
    match value {
        Some(value) if begins(&["at least", "more than", "over"]) => format!("{value}-"),
        Some(value) if begins(&["about", "approximately", "some", "nearly", "almost", "around"]) => {
            format!("~{value}")
        }
        Some(value) if begins(&["up to"]) => format!("-{value}"),
        Some(value) => value.to_string(),
        None if plural => "PLURAL".to_owned(),
        None => "1".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_are_written_as_the_task_asks() {
        assert_eq!(number("AT LEAST SEVEN PEASANTS", true), "7-");
        assert_eq!(number("about 30 men", true), "~30");
        assert_eq!(number("THE MINISTER", false), "1");
        assert_eq!(number("PEASANTS", true), "PLURAL");
    }
}
