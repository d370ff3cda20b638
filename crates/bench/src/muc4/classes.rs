//! The set fills that nouns call for.

use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A list of set fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum List {
    /// Types of human targets.
    Human,
    /// Types of physical targets.
    Thing,
    /// Types of instruments.
    Instrument,
    /// Whether a perpetrator is an outlaw or belongs to a state.
    Perpetrator,
    /// Countries.
    Nation,
    /// Parts of things: what is told of them is told of the whole.
    Part,
    /// Things that are what their owner is: an office, a building.
    Generic,
    /// Owners, by the type of what is theirs.
    Owner,
    /// Other common nouns, which are no names.
    Other,
}

static NOUNS: LazyLock<FxHashMap<List, FxHashMap<String, String>>> = LazyLock::new(|| {
    let sections: BTreeMap<String, BTreeMap<String, Vec<String>>> =
        toml::from_str(include_str!("classes.toml")).expect("a test reads the file");
    sections
        .into_iter()
        .filter_map(|(name, classes)| {
            let list = match name.as_str() {
                "human" => List::Human,
                "thing" => List::Thing,
                "instrument" => List::Instrument,
                "perpetrator" => List::Perpetrator,
                "nation" => List::Nation,
                "part" => List::Part,
                "generic" => List::Generic,
                "owner" => List::Owner,
                "other" => List::Other,
                _ => return None,
            };
            let nouns = classes
                .into_iter()
                .flat_map(|(class, nouns)| nouns.into_iter().map(move |noun| (key(&noun), class.clone())));
            Some((list, nouns.collect()))
        })
        .collect()
});

/// A noun as the table holds it.
fn key(noun: &str) -> String {
    let words: Vec<String> = tokens(noun).into_iter().map(|(word, ..)| word).collect();
    words.join(" ")
}

/// The words of a phrase in lower case and in the singular, with their place in the phrase (bytes).
pub fn tokens(phrase: &str) -> Vec<(String, usize, usize)> {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '.');
    let mut out: Vec<(String, usize, usize)> = Vec::new();
    let mut start = None;
    for (at, c) in phrase.char_indices().chain([(phrase.len(), ' ')]) {
        match (part(c), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let word = phrase[from..at].trim_end_matches(['.', '-', '\'']);
                let word = if phrase[from..at].matches('.').count() > 1 { &phrase[from..at] } else { word };
                out.push((singular(&word.to_lowercase().replace('’', "'")), from, from + word.len()));
                start = None;
            }
            _ => {}
        }
        if !part(c) && !c.is_whitespace() && at < phrase.len() {
            out.push((c.to_string(), at, at + c.len_utf8()));
        }
    }
    out.retain(|(word, ..)| !word.is_empty());
    out
}

/// The singular of a noun; other words may lose an `s` as well, which does no harm: both sides of a
/// comparison are treated alike.
pub fn singular(word: &str) -> String {
    match word {
        "men" => return "man".to_owned(),
        "people" | "us" => return word.to_owned(),
        "children" => return "child".to_owned(),
        "women" => return "woman".to_owned(),
        "wives" => return "wife".to_owned(),
        "knives" => return "knife".to_owned(),
        "passersby" => return "passerby".to_owned(),
        _ => {}
    }
    if let Some(stem) = word.strip_suffix("men").filter(|stem| stem.len() > 2) {
        return format!("{stem}man");
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return format!("{stem}y");
    }
    for ending in ["ches", "shes", "sses", "xes", "buses"] {
        if word.ends_with(ending) {
            return word[..word.len() - 2].to_owned();
        }
    }
    match word.strip_suffix('s') {
        Some(stem)
            if stem.len() > 2 && !stem.ends_with(['s', 'u', 'i', '\'']) && stem.chars().all(|c| c != '.') =>
        {
            stem.to_owned()
        }
        _ => word.to_owned(),
    }
}

/// The class of the noun that some words are, taken together.
pub fn class_of(list: List, words: &[&str]) -> Option<&'static str> {
    let nouns = NOUNS.get(&list)?;
    let whole = words.join(" ");
    nouns.get(&whole).map(String::as_str)
}

/// The last noun of a list within some words: its class, first and last word; the longest of those
/// that end together.
pub fn last_noun(list: List, words: &[&str]) -> Option<(&'static str, usize, usize)> {
    (1..=words.len()).rev().find_map(|end| {
        (end.saturating_sub(4)..end)
            .find_map(|start| class_of(list, &words[start..end]).map(|class| (class, start, end)))
    })
}

#[cfg(test)]
mod tests {
    use super::{List, NOUNS, last_noun, tokens};

    #[test]
    fn every_list_has_its_classes() {
        let mut sizes: Vec<usize> = NOUNS.values().map(|nouns| nouns.len()).collect();
        sizes.sort_unstable();
        assert!(sizes.len() == 9 && sizes[0] > 20, "{sizes:?}");
    }

    #[test]
    fn the_longest_last_noun_decides() {
        let words = tokens("TWO RURAL POLICE STATIONS");
        let words: Vec<&str> = words.iter().map(|(word, ..)| word.as_str()).collect();
        assert_eq!(last_noun(List::Thing, &words), Some(("LAW ENFORCEMENT FACILITY", 2, 4)));
    }
}
