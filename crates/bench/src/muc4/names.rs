//! The names of persons in one message.

use super::classes::{List, class_of};
use cairn_extract::{Extraction, NameKind};
use cairn_text::Document;
use rustc_hash::FxHashSet;

/// Which words of a message name persons, as far as it tells.
#[derive(Debug, Default)]
pub struct Names {
    /// Words of names that a title or a given name marks as a person's.
    persons: FxHashSet<String>,
    /// Words of other names that no lexicon knows.
    plain: FxHashSet<String>,
    /// Words of names of places.
    others: FxHashSet<String>,
    /// The names of persons in full, in capitals.
    full: Vec<String>,
}

/// Endings of English nouns, verbs and adjectives: in capitals, a word that no lexicon has is a name
/// unless it ends like these.
const ENGLISH_ENDINGS: &[&str] = &[
    "ation", "ition", "tion", "sion", "ment", "ments", "ness", "ing", "ings", "ity", "ities", "ism", "ists",
    "ist", "ed", "ly", "ship", "ive", "ible", "able", "ance", "ence", "ous", "ful", "less", "ical", "ional",
    "tions", "ures", "ways", "wide", "ies", "age", "ages",
];

impl Names {
    /// The names of a document.
    pub fn of(document: &Document, extraction: &Extraction) -> Self {
        let mut names = Self::default();
        for mention in &extraction.names {
            let words = mention.name.clone().map(|token| document.word(token).to_lowercase());
            match mention.kind {
                NameKind::Person => {
                    names.persons.extend(words);
                    names.full.push(document.words(mention.name.clone()).to_uppercase());
                }
                NameKind::Plain => names.plain.extend(words),
                NameKind::Location => names.others.extend(words),
                NameKind::Body => {}
            }
        }
        names
    }

    /// Whether a word, in lower case, belongs to a name.
    pub fn holds(&self, word: &str) -> bool {
        self.persons.contains(word) || self.plain.contains(word) || self.others.contains(word)
    }

    /// What kind of name a word, in lower case, belongs to.
    pub fn kind(&self, word: &str) -> Option<&'static str> {
        match () {
            () if self.persons.contains(word) => Some("PERSON"),
            () if self.others.contains(word) => Some("PLACE"),
            () if self.plain.contains(word) => Some("NAME"),
            () => None,
        }
    }

    /// Whether words are the name of a person.
    pub fn is_person(&self, words: &[&str]) -> bool {
        let known = words.iter().any(|word| word.len() > 3 && self.persons.contains(*word));
        let open = |word: &&str| {
            self.plain.contains(*word)
                && !is_thing(word)
                && !ENGLISH_ENDINGS.iter().any(|ending| word.ends_with(ending))
        };
        known || (words.len() > 1 && words.iter().filter(|word| word.len() > 3).all(open))
    }

    /// The fullest form of a name that the message gives, without "Mr." and "Dr".
    pub fn plain(&self, name: &str) -> String {
        const TITLES: &[&str] =
            &["DR", "DR.", "MR", "MR.", "MRS", "MRS.", "MS.", "MSGR", "MSGR.", "MONSIGNOR", "SR", "SR."];
        let name = name.to_uppercase();
        let full = self.full(&name);
        let words: Vec<&str> = full.split_whitespace().skip_while(|word| TITLES.contains(word)).collect();
        words.join(" ")
    }

    /// The fullest form in which the message gives a name: the longest that holds all its words.
    fn full<'n>(&'n self, name: &'n str) -> &'n str {
        let words: Vec<&str> = name.split_whitespace().collect();
        let holds = |full: &&String| {
            let all: Vec<&str> = full.split_whitespace().collect();
            all.len() > words.len() && all.len() < 6 && words.iter().all(|word| all.contains(word))
        };
        self.full.iter().filter(holds).max_by_key(|full| full.len()).map_or(name, String::as_str)
    }
}

/// Whether a word is a noun for a thing, a weapon or a place, which no surname is.
fn is_thing(word: &str) -> bool {
    [List::Thing, List::Instrument, List::Perpetrator, List::Other]
        .iter()
        .any(|list| class_of(*list, &[word]).is_some())
}
