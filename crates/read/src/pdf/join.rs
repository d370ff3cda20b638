//! Two lines to one: words that were divided at the end of a line are put together again.

use std::collections::BTreeSet;

/// The words of a file, as they stand within its lines: whether a word has a hyphen of its own is seen there.
#[derive(Debug, Default)]
pub(super) struct Words(BTreeSet<String>);

/// What keeps its hyphen before another word.
const PREFIXES: [&str; 21] = [
    "anti", "all", "co", "counter", "cross", "ex", "half", "high", "long", "low", "mid", "non", "post",
    "pre", "pro", "self", "semi", "short", "so", "then", "well",
];

impl Words {
    /// Takes the words of a line, but for the last, which may go on in the next.
    pub fn take(&mut self, line: &str) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let whole = words.split_last().map_or(&[][..], |(_, whole)| whole);
        self.0.extend(whole.iter().map(|word| bare(word)));
    }

    /// Puts a line behind another one.
    pub fn join(&self, text: &mut String, next: &str) {
        let trimmed = text.trim_end_matches(['\u{ad}', '\u{2010}', '-']);
        let is_divided = text.len() - trimmed.len() <= 3
            && trimmed.len() < text.len()
            && trimmed.ends_with(char::is_alphanumeric)
            && next.starts_with(char::is_alphabetic);
        if !is_divided {
            text.push(' ');
        } else if text.ends_with('\u{ad}') || !self.keeps_hyphen(trimmed, next) {
            text.truncate(trimmed.len());
        } else {
            text.truncate(trimmed.len());
            text.push('-');
        }
        text.push_str(next);
    }

    /// Whether the hyphen between the last word of a line and the first of the next belongs there.
    fn keeps_hyphen(&self, text: &str, next: &str) -> bool {
        let own = last_word(text);
        let right = next.split(char::is_whitespace).next().unwrap_or_default();
        let (left, right) = (bare(own), bare(right));
        if self.0.contains(&format!("{left}-{right}")) {
            return true;
        }
        if self.0.contains(&format!("{left}{right}")) {
            return false;
        }
        // "anti-government", "11-year-old", "Abu-Bakr", "UN-led": what has a capital or a figure is whole.
        PREFIXES.contains(&left.as_str())
            || left.contains('-')
            || left.contains(|c: char| c.is_ascii_digit())
            || next.starts_with(char::is_uppercase)
            || (own.chars().count() > 1 && !own.contains(char::is_lowercase))
    }
}

/// The last word of a text, or the end of it where it is longer than words are.
fn last_word(text: &str) -> &str {
    const LONGEST: usize = 64;
    let end = text.char_indices().rev().take(LONGEST).last().map_or(text, |(at, _)| &text[at..]);
    end.rsplit(char::is_whitespace).next().unwrap_or_default()
}

/// A word in small letters, without what stands around it.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn hyphens_at_the_ends_of_lines() {
        let mut words = Words::default();
        words.take("The cease-fire held, and the roadblock stood there");
        let cases = [
            ("Two vil-", "lagers fled", "Two villagers fled"),
            ("Two vil\u{ad}", "lagers fled", "Two villagers fled"),
            ("The cease-", "fire held", "The cease-fire held"),
            ("A road-", "block was", "A roadblock was"),
            ("An 11-year-", "old boy", "An 11-year-old boy"),
            ("anti-", "government fire", "anti-government fire"),
            ("Abu-", "Karam said", "Abu-Karam said"),
            ("UN-", "led talks", "UN-led talks"),
            ("He said -", "and left", "He said - and left"),
            ("from 3-", "5 May", "from 3- 5 May"),
            ("Two men", "fled", "Two men fled"),
        ];
        for (text, next, joined) in cases {
            let mut text = text.to_owned();
            words.join(&mut text, next);
            assert_eq!(text, joined);
        }
    }
}
