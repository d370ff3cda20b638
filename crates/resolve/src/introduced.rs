//! What a report's own words tell of its parties: short forms in brackets, and whom "the group" means.

use cairn_extract::{Extraction, Tokens};
use cairn_text::{Document, Shape};
use rustc_hash::FxHashMap;

/// Short forms with the words they stand for, as a report introduces them: "Moro Islamic Liberation
/// Front (MILF)".
pub(crate) fn short_forms<'t>(
    document: &Document<'t>,
    extraction: &Extraction,
) -> FxHashMap<&'t str, &'t str> {
    let mut forms = FxHashMap::default();
    for name in &extraction.names {
        let (open, close) = (name.tokens.end, name.tokens.end + 2);
        if close >= document.tokens().len()
            || document.word(open) != "("
            || document.word(close) != ")"
            || !is_short_form(document, open + 1)
        {
            continue;
        }
        let start = document.sentences()[name.sentence].tokens().start;
        if let Some(long) = long_form(document, start..open, document.word(open + 1)) {
            forms.entry(document.word(open + 1)).or_insert(document.words(long));
        }
    }
    forms
}

fn is_short_form(document: &Document, token: usize) -> bool {
    let word = document.word(token);
    let n_capitals = word.chars().filter(|c| c.is_uppercase()).count();
    (2..=8).contains(&word.len()) && n_capitals >= 2
}

/// Words that stand inside names of bodies in small letters.
const INSIDE: &[&str] =
    &["of", "for", "the", "and", "in", "de", "du", "des", "da", "la", "al", "-", "’s", "'s"];

/// The words before a bracket that a short form stands for: from the first that begins with its
/// first letter, or all that are capitalised where none does (the letters are of another language).
fn long_form(document: &Document, before: Tokens, short: &str) -> Option<Tokens> {
    let end = before.end;
    let is_capital = |token: usize| document.word(token).starts_with(char::is_uppercase);
    let run = before
        .rev()
        .take_while(|token| is_capital(*token) || INSIDE.contains(&document.word(*token)))
        .last()?;
    let capitals = || (run..end).filter(|token| is_capital(*token));
    let first = short.chars().next()?;
    // A long run before a short form begins with something else ("Syria and the Free Syrian Army").
    let begins = |token: &usize| document.word(*token).starts_with(first);
    let fits = |token: &usize| capitals().filter(|other| other >= token).count() <= short.len() + 1;
    let start = capitals().find(|token| begins(token) && fits(token)).or_else(|| capitals().next())?;
    (end - start > 1).then_some(start..end)
}

/// Heads of phrases that point back to a party that was named.
const HEADS: &[&str] = &[
    "cell",
    "faction",
    "gang",
    "group",
    "guerrillas",
    "insurgents",
    "jihadists",
    "militants",
    "militia",
    "movement",
    "organisation",
    "organization",
    "outfit",
    "rebels",
    "separatists",
];
/// Words between "the" and such a head.
const KINDS: &[&str] = &[
    "armed",
    "extremist",
    "guerrilla",
    "insurgent",
    "islamist",
    "jihadist",
    "militant",
    "outlawed",
    "banned",
    "rebel",
    "separatist",
    "terror",
    "terrorist",
];

/// Whether words point back to a party: "the group", "this rebel movement".
pub(crate) fn points_back(words: &str) -> bool {
    let mut words = words.split(' ');
    if !words.next().is_some_and(|first| ["the", "this", "that"].contains(&first.to_lowercase().as_str())) {
        return false;
    }
    let mut rest = words.map(str::to_lowercase).collect::<Vec<_>>();
    let head = rest.pop();
    head.is_some_and(|head| HEADS.contains(&head.as_str()))
        && rest.len() < 3
        && rest.iter().all(|kind| KINDS.contains(&kind.as_str()))
}

/// Whether words begin with a pronoun and so name nobody by themselves: "their bodies".
pub(crate) fn is_pronominal(words: &str) -> bool {
    let first = words.split(' ').next().unwrap_or("").to_lowercase();
    [
        "their", "his", "her", "its", "them", "they", "him", "it", "he", "she", "whose", "whom", "those",
        "these",
    ]
    .contains(&first.as_str())
}

/// Words of the longest name of an owner: "the Islamic State West Africa Province".
const LONGEST_OWNER: usize = 6;

/// A counted group with the owner behind it: "three troops of Russia".
pub(crate) fn with_owner(document: &Document, counted: &Tokens, sentence: usize) -> Tokens {
    let end = document.sentences()[sentence].tokens().end;
    let word = |token: usize| (token < end).then(|| document.word(token));
    let mut next = counted.end;
    if !matches!(word(next), Some("of" | "from")) {
        return counted.clone();
    }
    next += 1 + usize::from(word(next + 1) == Some("the"));
    let named = (next..end)
        .take(LONGEST_OWNER)
        .take_while(|token| document.tokens()[*token].shape == Shape::Capitalised)
        .count();
    if named > 0 { counted.start..next + named } else { counted.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_that_point_back() {
        for words in ["the group", "The militant group", "this movement", "the outlawed rebel group"] {
            assert!(points_back(words), "{words}");
        }
        for words in ["the Arvad group", "a group", "the group of tourists", "group", "the army"] {
            assert!(!points_back(words), "{words}");
        }
    }
}
