//! What stands right beside a name and tells what it is, or that it is no place.

use super::cues::{ABROAD, CREEDS, DISEASES, FEATURES, GATHERINGS, PLACING, is_any};
use super::standing::Sorter;
use crate::place::level_of_word;
use cairn_extract::NameMention;
use cairn_text::{Case, Shape};

/// Adverbs before the people who live in a place.
const MOSTLY: &[&str] =
    &["heavily", "largely", "mainly", "majority", "mostly", "overwhelmingly", "predominantly", "primarily"];

/// Letters of the longest abbreviation that is read as one.
const LONGEST_ABBREVIATION: usize = 5;

impl Sorter<'_, '_> {
    /// "In Yahya Khel": whether something is put right at a name; nobody is in a person.
    pub(super) fn is_there(&self, name: &NameMention) -> bool {
        let before = name.tokens.start.checked_sub(1).map(|token| self.document.word(token));
        name.name == name.tokens && matches!(before, Some("in" | "In" | "near" | "Near" | "outside"))
    }

    /// "In a Hilux": a name with this article is that of one of many things.
    pub(super) fn is_one_of_many(&self, name: &NameMention) -> bool {
        let before = name.tokens.start.checked_sub(1).map(|token| self.document.word(token));
        matches!(before, Some("a" | "an" | "A" | "An")) && !name.modifies_noun
    }

    /// "The Pashtun Kot district": the word for a kind of place follows.
    pub(super) fn before_kind(&self, name: &NameMention) -> bool {
        let end = self.document.sentences()[name.sentence].tokens().end;
        name.tokens.end < end && level_of_word(&self.document.word(name.tokens.end).to_lowercase()).is_some()
    }

    /// "The United States embassy": what follows is abroad.
    pub(super) fn is_abroad(&self, name: &NameMention, words: &str) -> bool {
        let end = self.document.sentences()[name.sentence].tokens().end;
        name.tokens.end < end
            && is_any(ABROAD, self.document.word(name.tokens.end))
            && self.atlas().is_region_name(words)
    }

    /// "Arvad County Sheriff": what follows is a title or a body of the place.
    pub(super) fn bears_title(&self, name: &NameMention) -> bool {
        let end = self.document.sentences()[name.sentence].tokens().end;
        name.modifies_noun
            && name.tokens.end < end
            && self.document.tokens()[name.tokens.end].shape == Shape::Capitalised
    }

    /// "Meadow Grove, Nebraska": the next name is a region or country that holds it.
    pub(super) fn lies_in_next(&self, at: usize) -> bool {
        let name = &self.names[at];
        self.names.get(at + 1).is_some_and(|next| {
            next.sentence == name.sentence
                && next.tokens.start == name.tokens.end + 1
                && self.document.word(name.tokens.end) == ","
                && self.atlas().is_region_name(self.document.words(next.name.clone()))
        })
    }

    /// "Ridge Farm, Ill.": what follows a comma and is the short form of a region.
    pub(super) fn is_state_behind_comma(&self, name: &NameMention) -> bool {
        let before = name.tokens.start.checked_sub(1).map(|token| self.document.word(token));
        before == Some(",") && self.atlas().is_region_name(self.document.words(name.tokens.clone()))
    }

    /// "WHO", "HIV": capitals in a text of small letters are an abbreviation, and no village, unless
    /// they open the sentence, as datelines do.
    pub(super) fn is_abbreviation(&self, name: &NameMention) -> bool {
        let words = self.document.words(name.name.clone());
        name.name.len() == 1
            && (2..=LONGEST_ABBREVIATION).contains(&words.len())
            && words.bytes().all(|byte| byte.is_ascii_uppercase())
            && self.document.case() != Case::Capitals
            && name.tokens.start > self.document.sentences()[name.sentence].tokens().start
            && !self.atlas().is_region_name(words)
    }

    /// "HASTINGS: And the army?", "Civil defence: no injuries": whoever opens a line and has a colon
    /// right behind speaks.
    pub(super) fn speaks(&self, name: &NameMention) -> bool {
        self.opens_with_colon(name)
    }

    /// "Arvad. Rebels took the town": whether a name alone makes the first sentence of a paragraph.
    pub(super) fn heads_paragraph(&self, name: &NameMention) -> bool {
        let sentences = self.document.sentences();
        let tokens = sentences[name.sentence].tokens();
        let opens =
            name.sentence > 0 && sentences[name.sentence - 1].paragraph != sentences[name.sentence].paragraph;
        let goes_on = || {
            let next = sentences.get(name.sentence + 1);
            next.is_some_and(|next| next.paragraph == sentences[name.sentence].paragraph)
        };
        opens
            && tokens.start == name.tokens.start
            && name.tokens.end + 1 == tokens.end
            && self.document.word(name.tokens.end) == "."
            && goes_on()
    }

    /// Whether a name stands at the head of a sentence, right before a colon.
    pub(super) fn opens_with_colon(&self, name: &NameMention) -> bool {
        let tokens = self.document.sentences()[name.sentence].tokens();
        let is_time = |token: usize| self.document.tokens()[token].shape == Shape::Number;
        (tokens.start..name.tokens.start).all(is_time)
            && name.tokens.end < tokens.end
            && self.document.word(name.tokens.end) == ":"
    }

    /// "Marburg virus", "Lassa fever": diseases bear the names of places.
    pub(super) fn is_disease(&self, name: &NameMention) -> bool {
        let end = self.document.sentences()[name.sentence].tokens().end;
        (name.tokens.end..end.min(name.tokens.end + 2))
            .any(|token| DISEASES.contains(&self.document.word(token)))
    }

    /// "On Mount Arvad", "the headman of Wadi Arvad": a word before a name says what kind of place it
    /// is, and one before that puts something there.
    pub(super) fn is_feature(&self, name: &NameMention) -> bool {
        let before = name.tokens.start.checked_sub(1).map(|token| self.document.word(token));
        name.name.len() > 1
            && is_any(FEATURES, self.document.word(name.name.start))
            && before.is_some_and(|word| is_any(&["on", "of", "atop", "up"], word))
    }

    /// "In mainly Zarmenian Arvad": the word for a people or a creed before a name that is not known
    /// with it tells who lives there. Gives where the name of the place begins.
    pub(super) fn behind_people(&self, name: &NameMention) -> Option<usize> {
        let rest = name.tokens.start + 1;
        let first = self.document.word(name.tokens.start);
        let is_people = is_any(CREEDS, first) || self.atlas().is_demonym(first);
        let before = |back: usize, list: &[&str]| {
            let token = name.tokens.start.checked_sub(back);
            token.is_some_and(|token| is_any(list, self.document.word(token)))
        };
        let is_place = || {
            before(1, MOSTLY)
                && before(2, PLACING)
                && name.tokens.end == rest + 1
                && !name.modifies_noun
                && !is_any(CREEDS, self.document.word(rest))
                && !self.atlas().is_demonym(self.document.word(rest))
                && !self.atlas().is_name(self.document.words(name.tokens.clone()))
        };
        (rest < name.tokens.end && is_people && is_place()).then_some(rest)
    }

    /// "At the Arvad Conference", "from the Arvad Guard": people meet or serve there.
    pub(super) fn is_gathering(&self, name: &NameMention) -> bool {
        let last = self.document.word(name.tokens.end - 1);
        GATHERINGS.iter().any(|word| last.eq_ignore_ascii_case(word))
    }
}
