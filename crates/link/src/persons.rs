//! Persons whom a report names as private people are named: by name and age ("Brandt Oyelle, 34,"), or as
//! somebody who was identified. Two reports that name one such person mostly tell of one happening, and
//! two that name different ones mostly do not.
//!
//! Officials are named by their offices, not by their ages, and speak in many reports.

use xxhash_rust::xxh3::xxh3_64;

/// A name has so many words at most.
const NAME_WORDS: usize = 4;
/// Words after which a name follows that somebody was identified by.
const IDENTIFIED: &[&str] = &["identified", "named"];
/// Words that may stand between: "identified the dead man as", "named by his family as".
const BETWEEN: usize = 6;

/// A word, or a mark by itself.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().flat_map(|word| {
        let core = word.trim_matches(|c: char| !c.is_alphanumeric());
        let start = core.as_ptr() as usize - word.as_ptr() as usize;
        let after = &word[start + core.len()..];
        // "K." is a letter of a name, and ends no sentence.
        let initial = core.chars().count() == 1 && core.starts_with(char::is_uppercase);
        let mark = after.chars().next().filter(|_| !initial).map_or("", |c| &after[..c.len_utf8()]);
        [core, mark].into_iter().filter(|token| !token.is_empty())
    })
}

fn is_name(token: &str) -> bool {
    let mut letters = token.chars();
    letters.next().is_some_and(char::is_uppercase)
        && (letters.any(char::is_lowercase) || token.chars().count() == 1)
        && token.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'))
}

fn is_age(token: &str) -> bool {
    token.len() <= 2 && token.parse::<u8>().is_ok_and(|age| age > 0)
}

/// A hash of first and last name: middle names come and go between reports.
fn hashed(name: &[&str]) -> Option<u64> {
    let (first, last) = (name.first()?, name.last()?);
    (name.len() > 1).then(|| xxh3_64(format!("{first} {last}").to_lowercase().as_bytes()))
}

/// The persons of a text, as hashes; sorted, each once.
pub(crate) fn persons(text: &str) -> Vec<u64> {
    let tokens: Vec<&str> = tokens(text).collect();
    let mut found: Vec<u64> = Vec::new();
    let name_before = |end: usize| {
        let from = (end.saturating_sub(NAME_WORDS)..end).rev().take_while(|&at| is_name(tokens[at])).last();
        from.map(|from| &tokens[from..end])
    };
    let name_after = |start: usize| {
        let n = tokens[start..].iter().take(NAME_WORDS).take_while(|token| is_name(token)).count();
        &tokens[start..start + n]
    };
    for (at, token) in tokens.iter().enumerate() {
        // "Brandt Oyelle, 34, of Orlu".
        let aged = is_age(token) && at > 1 && tokens[at - 1] == ",";
        let closed = tokens.get(at + 1).is_some_and(|mark| matches!(*mark, "," | "." | ")" | ";"));
        if aged && closed {
            found.extend(name_before(at - 1).and_then(hashed));
        }
        // "34-year-old Brandt Oyelle".
        if token.ends_with("-year-old") || token.ends_with("-yr-old") {
            found.extend(hashed(name_after(at + 1)));
        }
        if IDENTIFIED.contains(token) {
            let until = (at + 1 + BETWEEN).min(tokens.len());
            let as_at = (at + 1..until).find(|&after| tokens[after] == "as");
            found.extend(as_at.and_then(|as_at| hashed(name_after(as_at + 1))));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::{hashed, persons};

    #[test]
    fn persons_are_named_with_their_age_or_as_identified() {
        let one = hashed(&["Brandt", "Oyelle"]).into_iter().collect::<Vec<_>>();
        for text in [
            "Killed were Brandt Oyelle, 34, and a boy.",
            "The dead man, 34-year-old Brandt Oyelle, was a miller.",
            "Police identified the miller as Brandt K. Oyelle.",
            "He was named by his family as Brandt Oyelle.",
        ] {
            assert_eq!(persons(text), one, "{text}");
        }
        for text in [
            "Colonel Brandt Oyelle said 34 men fell.",
            "The Vale Courier, 34 pages, came late.",
            "On May 14, 34 men fell at Orlu Ford.",
            "He was named Colonel of the Vale as reward.",
        ] {
            assert!(persons(text).is_empty(), "{text}");
        }
    }
}
