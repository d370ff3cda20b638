//! Credit lines: the words by which a report names whose text it is. "ORLU, May 14 (Vale Wire) -",
//! "--Vale Wire", "With inputs from Vale Wire", "The original source of this article is ...".
//!
//! The phrases are in [`crate::credit_words`].

use crate::credit_words::{ANCHORS, MONTHS, NAMELESS, NOT_NAMES, PHRASES};

/// A credit line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Credit {
    /// Whose text it is; none where only "agencies" are named.
    pub(crate) name: Option<String>,
    /// The words that say so.
    pub(crate) words: String,
}

/// Code points of a text in which a date line or a byline stands.
const HEAD: usize = 300;
/// Code points at the end of a text in which a credit stands.
const TAIL: usize = 600;
/// A name has no more words.
const NAME_WORDS: usize = 6;
/// Code points before the parenthesis of a date line.
const DATE_LINE: usize = 80;

/// The first credit of a report's text, the date line before the end; none where it credits nobody.
pub(crate) fn credit(text: &str) -> Option<Credit> {
    let head = &text[..byte_of(text, HEAD)];
    let n = text.chars().count();
    let tail = &text[byte_of(text, n.saturating_sub(TAIL))..];
    date_line(head)
        .or_else(|| byline(head))
        .or_else(|| phrase(tail))
        .or_else(|| phrase(head))
        .or_else(|| ending(tail))
}

fn byte_of(text: &str, code_points: usize) -> usize {
    text.char_indices().nth(code_points).map_or(text.len(), |(at, _)| at)
}

fn made(name: &str, words: &str) -> Option<Credit> {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let folded = name.to_lowercase();
    if NAMELESS.contains(&folded.as_str()) {
        return Some(Credit { name: None, words });
    }
    let is_name = !name.is_empty()
        && !NOT_NAMES.contains(&folded.as_str())
        && !folded.split(' ').next().is_some_and(|first| NOT_NAMES.contains(&first));
    is_name.then(|| Credit { name: Some(name.to_owned()), words })
}

/// A name at the beginning of some words: capitalised words, joined by "of", "the" and the like, up to
/// a mark. The first of several ("AFP/Reuters"). Empty where there is none.
fn name_at(words: &str) -> String {
    let mut name: Vec<&str> = Vec::new();
    for word in words.split_whitespace().take(NAME_WORDS) {
        let bare = word.trim_start_matches(['“', '"', '\'', '(', '[']);
        let own = bare.split(['/', '|']).next().unwrap_or(bare);
        let core = own.trim_end_matches(['.', ',', ';', ':', ')', ']', '"', '”', '\'', '!', '-', '–', '—']);
        let core = core.strip_suffix("'s").or_else(|| core.strip_suffix("’s")).unwrap_or(core);
        let joins = matches!(core, "of" | "the" | "for" | "de" | "la" | "al" | "and" | "&");
        let is_year = core.chars().all(|c| c.is_ascii_digit());
        if is_year && name.is_empty() {
            continue;
        }
        let is_site = core.contains('.') && core.chars().all(|c| c.is_alphanumeric() || c == '.');
        let is_capital = core.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        // "In the Harbour Post of May 3".
        let is_month = MONTHS.iter().any(|month| core.to_ascii_lowercase().starts_with(month));
        if is_month && name.last() == Some(&"of") {
            break;
        }
        if core.is_empty() || matches!(core, "and" | "&") || !(is_capital || is_site || joins) {
            break;
        }
        name.push(core);
        if core.len() < own.len() || own.len() < bare.len() {
            break;
        }
    }
    while name.last().is_some_and(|last| matches!(*last, "of" | "the" | "for" | "de" | "la" | "al")) {
        name.pop();
    }
    if name.first().is_some_and(|first| matches!(*first, "the" | "The" | "THE")) {
        name.remove(0);
    }
    name.join(" ")
}

/// Whether all words of a parenthesis can be a name: capitals, and no figures ("(Photo 2)").
fn is_name(words: &str) -> bool {
    let mut all = words.split_whitespace();
    let fits = |word: &str| {
        let word = word.trim_matches(['/', ',']);
        (word.starts_with(char::is_uppercase)
            || matches!(word, "of" | "the" | "and" | "&" | "/" | "agencies"))
            && !word.chars().any(|c| c.is_ascii_digit())
    };
    words.split_whitespace().count() <= NAME_WORDS
        && all.next().is_some()
        && words.split_whitespace().all(fits)
}

/// "ORLU, May 14 (Vale Wire) - ": a name in parentheses before the dash of a date line.
fn date_line(head: &str) -> Option<Credit> {
    let open = head.find('(').filter(|&at| head[..at].chars().count() <= DATE_LINE)?;
    let inside = head[open + 1..].split_once(')')?;
    let after = inside.1.trim_start();
    let dash = ["-", "–", "—", ":"].iter().any(|dash| after.starts_with(dash));
    let place = head[..open].trim();
    let is_place = place.is_empty() || place.starts_with(char::is_uppercase) && !place.contains(". ");
    (dash && is_place && is_name(inside.0))
        .then(|| made(&name_at(inside.0), &format!("({})", inside.0)))
        .flatten()
}

/// "By Vale Wire Agencies", "By AFP", "From Agencies": a first line that names no person: one word in
/// capitals, or agencies.
fn byline(head: &str) -> Option<Credit> {
    let line = head.lines().map(str::trim).find(|line| !line.is_empty())?;
    let by = ["By ", "BY ", "From ", "FROM "].iter().find_map(|by| line.strip_prefix(by))?;
    let name = name_at(by);
    let is_acronym = (2..=6).contains(&name.len()) && name.chars().all(char::is_uppercase);
    let nameless = NAMELESS.contains(&by.trim_end_matches('.').to_lowercase().as_str());
    let alone = by.split_whitespace().count() == 1;
    match (nameless, is_acronym && alone) {
        (true, _) => made(by.trim_end_matches('.'), line),
        (_, true) => made(&name, line),
        _ => None,
    }
}

/// "With inputs from Vale Wire", "Source: Vale Wire".
fn phrase(text: &str) -> Option<Credit> {
    // Small letters of ASCII keep every offset.
    let lower = text.to_ascii_lowercase();
    if !ANCHORS.iter().any(|anchor| lower.contains(anchor)) {
        return None;
    }
    PHRASES.iter().find_map(|phrase| {
        let (at, _) = lower.match_indices(phrase).find(|&(at, _)| opens(text, at, phrase))?;
        let after = &text[at + phrase.len()..];
        let line = after.trim_start_matches([':', ' ', '\n']).lines().next()?;
        let name = match NAMELESS.iter().find(|one| line.to_lowercase().starts_with(**one)) {
            Some(nameless) => (*nameless).to_owned(),
            None => name_at(line),
        };
        let n_words = name.split(' ').count();
        let quoted: Vec<&str> = line.split_whitespace().take(n_words).collect();
        made(&name, &format!("{} {}", &text[at..at + phrase.len()], quoted.join(" ")))
    })
}

/// Whether a phrase found at a byte is a phrase there: no part of a longer word, and one of its own
/// line or parenthesis where it is a label ("Source:", "Copyright").
fn opens(text: &str, at: usize, phrase: &str) -> bool {
    let before = text[..at].chars().next_back();
    if before.is_some_and(char::is_alphanumeric) {
        return false;
    }
    let is_label = !phrase.contains(' ') || phrase.starts_with("copyright") || phrase == "(c)";
    let ended = text[..at].trim_end_matches([' ', '(', '[']).chars().next_back();
    !is_label || at == 0 || ended.is_none_or(|c| matches!(c, '.' | '!' | '?' | '"' | '”' | '\n' | ')' | '|'))
}

/// "--Vale Wire", "(Vale Wire)", "AFP" at the very end.
fn ending(tail: &str) -> Option<Credit> {
    let end = tail.trim_end().trim_end_matches('.');
    if let Some((before, name)) = end.strip_suffix(')').and_then(|end| end.rsplit_once('(')) {
        let closed =
            before.trim_end().ends_with(['.', '!', '?', '"', '”', '\n', ')']) || before.ends_with('\n');
        return (closed && is_name(name)).then(|| made(&name_at(name), &format!("({name})"))).flatten();
    }
    let last = end.lines().next_back()?.trim();
    let (at, dash) =
        ["--", "—", "–", " -", "-"].iter().filter_map(|dash| Some((last.rfind(dash)?, dash))).max()?;
    let (before, name) = (last[..at].trim_end_matches(['-', ' ']), last[at + dash.len()..].trim());
    let closed = before.is_empty() || before.ends_with(['.', '!', '?', '"', '”']);
    (closed && is_name(name) && name.split(' ').count() <= 4)
        .then(|| made(&name_at(name), &format!("{}{name}", dash.trim())))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::credit;

    fn name(text: &str) -> Option<String> {
        credit(text).map(|credit| credit.name.unwrap_or_else(|| "?".to_owned()))
    }

    #[test]
    fn credit_lines_name_whose_text_it_is() {
        for (text, named) in [
            ("ORLU, May 14 (Vale Wire) - Two shells hit the mill.", "Vale Wire"),
            ("Orlu (VWA) — Two shells hit the mill.", "VWA"),
            ("ORLU, Aravel (AP/VWA) -- Two shells hit the mill.", "AP"),
            ("By VWA\n\nTwo shells hit the mill.", "VWA"),
            ("Two shells hit the mill.\n\n--Vale Wire", "Vale Wire"),
            ("Two shells hit the mill. — VWA", "VWA"),
            ("Two shells hit the mill. -VWA", "VWA"),
            ("Two shells hit the mill. (VWA)", "VWA"),
            ("Two shells hit the mill, he said. (Vale Wire Agency).", "Vale Wire Agency"),
            ("Two shells hit the mill.\n(With inputs from VWA)", "VWA"),
            ("Two shells hit the mill. With inputs from VWA and the police.", "VWA"),
            ("Two shells hit the mill.\nSource: Vale Wire", "Vale Wire"),
            ("TWO SHELLS HIT THE MILL. SOURCE: VWA", "VWA"),
            (
                "A mill burnt. The original source of this article is Vale Research. Copyright © A. Oyelle, 2031",
                "Vale Research",
            ),
            ("A mill burnt. This story was originally published on Harbour Post.", "Harbour Post"),
            ("A mill burnt. This article originally appeared in the Harbour Post of May 3.", "Harbour Post"),
            ("A mill burnt. First published by harbourpost.com", "harbourpost.com"),
            ("A mill burnt. Copyright 2031 The Vale Press. All rights reserved.", "Vale Press"),
            ("A mill burnt. (Agencies)", "?"),
            ("A mill burnt.\nWith reports from agencies", "?"),
        ] {
            assert_eq!(name(text).as_deref(), Some(named), "{text}");
        }
    }

    #[test]
    fn every_phrase_has_an_anchor() {
        for phrase in crate::credit_words::PHRASES {
            assert!(crate::credit_words::ANCHORS.iter().any(|anchor| phrase.contains(anchor)), "{phrase}");
        }
    }

    #[test]
    fn other_words_are_no_credit() {
        for text in [
            "Two shells hit the mill at Orlu (a village in the Vale) - and a bakery.",
            "Two shells hit the mill, a source: police confirmed it.",
            "The Vale Liberation Army (VLA) said two shells hit the mill.",
            "Two shells hit the mill. (END)",
            "Two shells hit the mill. (Photo: VWA)",
            "The truce was signed by Orlu and Tave - Aravel's two capitals.",
            "The Harbour Post first published the pictures.",
            "Shells fell on Orlu, Tave - and Senna",
            "By Brandt Oyelle\n\nTwo shells hit the mill.",
            "He is a resident of Senna (Vane).  Two shells hit.",
            "",
        ] {
            assert_eq!(credit(text), None, "{text}");
        }
    }
}
