//! Reads the symbols of a sentence before the first level: tokens, and lexemes of several tokens.

use super::recent::RecentWords;
use super::{ClassIdx, Findings, Marks, Node, NodeIdx, Scratch};
use crate::engine::TagId;
use crate::ruleset::{Brief, Ruleset, normal};
use cairn_text::{Case, Document, Shape};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// What words were read as so far.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// The class of a symbol by its entry, its marks and the tag of its form: tag sets are long, and few
    /// words are new.
    classes: FxHashMap<u64, ClassIdx>,
    recent: RecentWords,
    lower: String,
}

/// The symbols of a sentence.
pub(super) fn read(
    document: &Document,
    sentence: usize,
    ruleset: &Ruleset,
    scratch: &mut Scratch,
    chart: &mut Findings,
) -> Vec<NodeIdx> {
    let tokens = document.sentences()[sentence].tokens();
    let words = &mut chart.words[tokens.clone()];
    for (word, token) in words.iter_mut().zip(tokens.clone()) {
        *word = scratch.words.entry(document.word(token), ruleset);
    }
    let titlecase = is_titlecase(document, tokens.clone(), ruleset, words);
    let place = Place { document, ruleset, start: tokens.start, titlecase };
    let mut symbols = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < words.len() {
        let (entry, length) = longest_phrase(ruleset, &words[at..]).unwrap_or((words[at], 1));
        let from = tokens.start + at;
        let class = class(&place, from, length, entry, scratch);
        chart.nodes.push(Node {
            from: from as u32,
            to: (from + length) as u32,
            class,
            value: entry
                .filter(|entry| ruleset.vocabulary.brief(*entry).has_value)
                .and_then(|entry| ruleset.vocabulary.entries[entry as usize].value),
            made_by: None,
        });
        symbols.push(chart.nodes.len() as u32 - 1);
        at += length;
    }
    symbols
}

/// The class of the symbol that begins at a token.
fn class(place: &Place, token: usize, length: usize, entry: Option<u32>, scratch: &mut Scratch) -> ClassIdx {
    let Place { document, ruleset, .. } = place;
    let brief = entry.map(|entry| *ruleset.vocabulary.brief(entry)).unwrap_or_default();
    let form = match length {
        1 => {
            let shape = document.tokens()[token].shape;
            ruleset.shapes.time.of(document.word(token), shape, &ruleset.vocabulary)
        }
        _ => None,
    };
    let marks = place.marks(token, length, Brief { is_known: brief.is_known || form.is_some(), ..brief });
    let key = key(entry, form, marks);
    if let Some(known) = scratch.words.classes.get(&key) {
        return *known;
    }
    let mut tags = marks.tags(&ruleset.shapes);
    if let Some(entry) = entry {
        tags = tags.union(&ruleset.vocabulary.entries[entry as usize].tags);
    }
    if let Some(form) = form {
        tags.insert(form);
    }
    let class = scratch.classes.number(tags, brief.literal);
    scratch.words.classes.insert(key, class);
    class
}

/// All that makes the class of a symbol of the text, in one number.
fn key(entry: Option<u32>, form: Option<TagId>, marks: Marks) -> u64 {
    const FORM_BITS: u32 = 32 - Marks::COUNT;
    let form = form.map_or((1 << FORM_BITS) - 1, |form| u64::from(form.0));
    u64::from(entry.unwrap_or(u32::MAX)) | u64::from(marks.bits()) << 32 | form << (32 + Marks::COUNT)
}

impl Words {
    /// The number of a word in the vocabulary.
    fn entry(&mut self, word: &str, ruleset: &Ruleset) -> Option<u32> {
        let Self { recent, lower, .. } = self;
        recent.get_or_insert(word, || {
            lower.clear();
            if word.is_ascii() {
                lower.push_str(word);
                lower.make_ascii_lowercase();
            } else {
                lower.push_str(&normal(word));
            }
            ruleset.vocabulary.word(lower)
        })
    }
}

fn longest_phrase(ruleset: &Ruleset, words: &[Option<u32>]) -> Option<(Option<u32>, usize)> {
    let mut node = words[0].map(|word| ruleset.vocabulary.brief(word).phrase).filter(|node| *node != 0)?;
    let mut best = ruleset.vocabulary.phrase(node).map(|entry| (Some(entry), 1));
    for (i, word) in words.iter().enumerate().skip(1) {
        node = match word.and_then(|word| ruleset.vocabulary.follow(node, word)) {
            Some(next) => next,
            None => break,
        };
        if let Some(entry) = ruleset.vocabulary.phrase(node) {
            best = Some((Some(entry), i + 1));
        }
    }
    best
}

/// Headlines capitalise most words: there, capitals tell little.
fn is_titlecase(document: &Document, tokens: Range<usize>, ruleset: &Ruleset, words: &[Option<u32>]) -> bool {
    let (mut capitalised, mut lower) = (0, 0);
    for (token, word) in tokens.zip(words).skip(1) {
        let token = &document.tokens()[token];
        let is_long = token.end - token.start > 3;
        let is_known = || {
            word.is_some_and(|word| {
                let brief = ruleset.vocabulary.brief(word);
                brief.is_known && !brief.is_proper
            })
        };
        match token.shape {
            Shape::Capitalised if is_long && is_known() => capitalised += 1,
            Shape::Lower if is_long => lower += 1,
            _ => {}
        }
    }
    capitalised > 1 && capitalised > 2 * lower
}

/// A sentence, and what its capitals tell.
struct Place<'a> {
    document: &'a Document<'a>,
    ruleset: &'a Ruleset,
    /// Its first token.
    start: usize,
    titlecase: bool,
}

impl Place<'_> {
    /// What the shape of a word says, and where it stands.
    fn marks(&self, token: usize, length: usize, brief: Brief) -> Marks {
        let Brief { is_known, is_proper, is_closed, .. } = brief;
        let case = self.document.case();
        let shape = self.document.tokens()[token].shape;
        let is_first = token == self.start;
        let mut marks = Marks::default();
        marks.add(Marks::FIRST, is_first);
        marks.add(Marks::TIGHT, !self.document.tokens()[token].spaced);
        marks.add(Marks::TITLECASE, self.titlecase);
        let is_capital = matches!(shape, Shape::Capitalised | Shape::Upper | Shape::Mixed);
        let is_word = is_capital || matches!(shape, Shape::Lower | Shape::Alphanumeric);
        if is_word && !is_known {
            marks.add(Marks::UNKNOWN, true);
            self.mark_ending(token, &mut marks);
        }
        // In capitals, and where capitals tell little, only a word that no lexicon has can be a name.
        // The first word of a sentence is capital anyway: it begins a name where it is unknown, or where
        // the next word is capital too ("Northern Alliance").
        let next_is_capital = || {
            let next = self.document.tokens().get(token + length).map(|next| next.shape);
            matches!(next, Some(Shape::Capitalised | Shape::Upper | Shape::Mixed))
        };
        // So is the first behind a colon, a quotation mark or the mark of an item.
        let begins = || {
            let last = token.checked_sub(1).map(|last| self.document.word(last));
            is_first || matches!(last, Some(":" | "\"" | "“" | "‘" | "•" | "*" | "-" | "–" | "—"))
        };
        // Capitals throughout are an abbreviation wherever it stands.
        let is_abbreviated = shape == Shape::Upper && case == Case::Mixed && !self.titlecase;
        let is_only_first = || is_known && (is_closed || !(next_is_capital() || is_abbreviated)) && begins();
        let is_name = match case == Case::Mixed && !self.titlecase && !is_only_first() {
            true => {
                let starts_capital = || self.document.word(token).starts_with(|c: char| c.is_uppercase());
                is_capital || (shape == Shape::Alphanumeric && starts_capital())
            }
            false => {
                let is_small = case == Case::Small && shape == Shape::Lower;
                let is_long = self.document.tokens()[token].end - self.document.tokens()[token].start > 1;
                (is_capital || is_small || shape == Shape::Alphanumeric) && !is_known && is_long
            }
        };
        let is_proper = is_proper && (is_capital || length > 1 || case == Case::Small);
        marks.add(Marks::NAMELIKE, is_name || is_proper);
        marks.add(Marks::CAP, case == Case::Mixed && is_capital);
        match shape {
            Shape::Upper => marks.add(Marks::UPPER, case == Case::Mixed),
            Shape::Lower => marks.add(Marks::LOWER, true),
            Shape::Number => marks.add(Marks::DIGITS, true),
            Shape::Alphanumeric => marks.add(Marks::ALNUM, true),
            Shape::Possessive => marks.add(Marks::POSS, true),
            Shape::Quote => marks.add(Marks::QUOTE, true),
            Shape::Punctuation => marks.add(Marks::PUNCT, true),
            Shape::Sign => marks.add(Marks::SIGN, true),
            Shape::Capitalised | Shape::Mixed => {}
        }
        marks
    }

    /// What is left of a tagger where the lexicons end.
    fn mark_ending(&self, token: usize, marks: &mut Marks) {
        let word = self.document.word(token);
        for (ending, mark) in
            [("ed", Marks::ED), ("ing", Marks::ING), ("ly", Marks::LY), ("-old", Marks::OLD)]
        {
            let tail = word.len().checked_sub(ending.len()).and_then(|at| word.get(at..));
            marks.add(mark, word.len() > 4 && tail.is_some_and(|tail| tail.eq_ignore_ascii_case(ending)));
        }
    }
}
