//! What no reading can be faster than: a plain scan of the same bytes for the words that tell of violence.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use anyhow::{Context, Result};
use cairn_extract::Ruleset;
use toml::{Table, Value};

/// The words of the lexicon of violence, as one automaton (Aho and Corasick, "Efficient string matching", 1975).
pub struct Scan {
    automaton: AhoCorasick,
    /// How many words and phrases it looks for.
    pub words: usize,
}

impl Scan {
    /// The words that are built in, as the lexicon lists them: other forms are found where they begin alike.
    ///
    /// # Errors
    /// Where the lexicon is not there or has another form.
    pub fn of_violence() -> Result<Self> {
        let is_ours = |(name, _): &&(&str, &str)| name.ends_with("/violence.toml");
        let (_, text) = Ruleset::embedded_files().iter().find(is_ours).context("there is no such lexicon")?;
        let lexicon: Table = toml::from_str(text)?;
        let rows = lexicon["row"].as_array().context("it has no rows")?;
        let mut words: Vec<&str> = Vec::new();
        for part in ["verb", "noun", "words", "adjective"] {
            let forms = rows.iter().filter_map(|row| row.get(part)?.as_array()).flatten();
            words.extend(forms.filter_map(Value::as_str).flat_map(|forms| forms.split('/')));
        }
        // A noun without a plural is written with nothing behind its stroke.
        words.retain(|word| !word.is_empty());
        words.sort_unstable();
        words.dedup();
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            // The fastest of its forms, one step a byte.
            .kind(Some(AhoCorasickKind::DFA))
            .build(&words)?;
        Ok(Self { automaton, words: words.len() })
    }

    /// How often any of them stands in a text.
    pub fn count(&self, text: &str) -> usize {
        self.automaton.find_iter(text).count()
    }
}

#[cfg(test)]
mod tests {
    use super::Scan;

    #[test]
    fn words_are_found_in_any_case() {
        let scan = Scan::of_violence().unwrap();
        assert_eq!(scan.count("Gunmen KILLED two; the car bombing was claimed by nobody."), 2);
        assert!(scan.words > 100);
    }
}
