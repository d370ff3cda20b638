//! The persons of a report: whom it has introduced as what, and who "he", "Eban" or "the man" then is.

mod party;
mod told;

use super::settle::Draft;
use super::sides::is_armed;
use super::{Reading, is_any};
use crate::chart::NodeIdx;
use crate::extraction::Saying;
use cairn_model::{Group, Kind, Object};
use std::cell::OnceCell;
use told::Told;

/// One mention of one person, by name or by a noun.
struct Person {
    sentence: usize,
    /// Its place among the symbols of the sentence.
    at: usize,
    node: NodeIdx,
    /// Whether it is a name.
    is_name: bool,
    /// Whether a preposition stands before it.
    is_oblique: bool,
    /// Whether it is the first person before the first verb, behind no preposition.
    is_subject: bool,
    told: Told,
}

/// Sentences without any person over which "he" still reaches back.
const REACH: usize = 2;
/// Nouns for women; a noun for one person that is none of these may be a man.
const WOMEN: &[&str] = &[
    "woman",
    "girl",
    "wife",
    "mother",
    "daughter",
    "sister",
    "widow",
    "niece",
    "aunt",
    "nun",
    "grandmother",
];
/// Nouns for men.
const MEN: &[&str] =
    &["man", "boy", "husband", "father", "son", "brother", "nephew", "uncle", "monk", "grandfather"];
/// Who stands beside somebody of his own kind.
const LIKE_HIM: &[&str] = &["comrade", "comrades", "colleague", "colleagues"];

impl Reading<'_, '_> {
    /// Gives those who are named, or told of as known, the group that the report has told of them.
    pub(super) fn know_persons(&self, drafts: &mut [Draft]) {
        let persons = OnceCell::new();
        let persons = || persons.get_or_init(|| self.persons()).as_slice();
        for draft in drafts.iter_mut() {
            let frame = &draft.frame;
            if frame.object != Some(Object::People) {
                continue;
            }
            let is_open = frame.group.is_none_or(|group| group == Group::Unspecified);
            let told = if self.has(draft.node, self.tags.name) {
                self.told_by_name(draft, persons(), is_open)
            } else if !is_open {
                None
            } else if self.stands_beside_somebody(draft) {
                self.owner_of(draft, persons())
            } else {
                let known = self.is_known_one(draft).then(|| self.meant(draft, persons())).flatten();
                known.or_else(|| self.told_by_noun(draft))
            };
            let Some(told) = told.filter(|told| is_open || told.group == Some(Group::Fighter)) else {
                continue;
            };
            if let Some(group) = told.group {
                draft.frame.group = Some(group);
            }
            if draft.frame.target.is_none() && told.group.is_none_or(is_armed) {
                draft.frame.target = told.party;
            }
        }
    }

    /// Every mention of one person, in the order of the text.
    fn persons(&self) -> Vec<Person> {
        let mut persons = Vec::new();
        for (sentence, symbols) in self.chart.symbols.iter().enumerate() {
            let verb =
                symbols.iter().position(|node| self.has(*node, self.tags.verb)).unwrap_or(symbols.len());
            let first = persons.len();
            let mut described = Vec::new();
            for (at, &node) in symbols.iter().enumerate() {
                let is_name = self.has(node, self.tags.name)
                    && !self.has(node, self.tags.location)
                    && !self.has(node, self.tags.body);
                let told = if is_name && self.has(node, self.tags.person) {
                    self.told_of(symbols, at)
                } else if is_name {
                    self.told_beside(symbols, at)
                } else if self.is_one_person(node) {
                    self.told_by(symbols, at)
                } else {
                    continue;
                };
                // A name that nothing calls a person's may be a town's or a party's.
                if is_name && !self.has(node, self.tags.person) && !told.tells() && told.by.is_none() {
                    continue;
                }
                described.extend(told.by.filter(|_| is_name));
                // "The former leader of the front, militant Eban": one person, too.
                let commas = [1, 2].into_iter().filter_map(|back| at.checked_sub(back)).filter(|_| is_name);
                let noun = commas.filter_map(|comma| self.noun_before_comma(symbols, comma)).next();
                described.extend(noun.map(|noun| symbols[noun]));
                let is_oblique = at.checked_sub(1).is_some_and(|before| {
                    let t = self.tags;
                    [t.prep, t.prep_place, t.of, t.by].into_iter().any(|tag| self.has(symbols[before], tag))
                });
                persons.push(Person { sentence, at, node, is_name, is_oblique, is_subject: false, told });
            }
            // "Omar Haddad, a commander": one person, not two.
            let mut idx = 0;
            persons.retain(|person| {
                idx += 1;
                idx <= first || person.is_name || !described.contains(&person.node)
            });
            if let Some(subject) = persons[first..].iter_mut().find(|person| !person.is_oblique)
                && subject.at < verb
            {
                subject.is_subject = true;
            }
        }
        persons
    }

    /// What a name's own words, or those beside it, or those at an earlier mention tell.
    fn told_by_name(&self, draft: &Draft, persons: &[Person], is_open: bool) -> Option<Told> {
        let own = persons.iter().find(|person| person.node == draft.node).map(|person| &person.told);
        if let Some(own) = own.filter(|told| told.tells() && (is_open || told.group == Some(Group::Fighter)))
        {
            return Some(own.clone());
        }
        if !is_open {
            return None;
        }
        let same = |person: &&Person| {
            person.is_name && person.told.tells() && self.names_the_same(person.node, draft.node)
        };
        let mut groups = persons.iter().filter(same).map(|person| &person.told);
        let first = groups.next()?;
        // Two brothers of one name on two sides.
        groups.all(|other| other.group.is_none() || other.group == first.group).then(|| first.clone())
    }

    /// What a noun for one person tells of itself, or the name behind it.
    fn told_by_noun(&self, draft: &Draft) -> Option<Told> {
        if !self.is_one_person(draft.node) {
            return None;
        }
        let symbols = &self.chart.symbols[draft.frame.sentence];
        let at = self.place_of(draft)?;
        let told = match self.named_behind(symbols, at) {
            Some(name) => self.told_of(symbols, name),
            None => self.told_by(symbols, at),
        };
        Some(told).filter(Told::tells)
    }

    /// Whether a later name is the fuller one again: by its last word, or its first.
    fn names_the_same(&self, fuller: NodeIdx, name: NodeIdx) -> bool {
        let words = |node: NodeIdx| self.tokens_of(node).map(|token| self.document.word(token));
        let last = self.document.word(self.tokens_of(name).end - 1);
        let capital = |word: &&str| word.starts_with(char::is_uppercase);
        words(name).filter(capital).all(|word| words(fuller).any(|known| known.eq_ignore_ascii_case(word)))
            || self.has(name, self.tags.person)
                && self.document.word(self.tokens_of(fuller).end - 1).eq_ignore_ascii_case(last)
    }

    /// "He", "the man", "his body": one person told of as known.
    fn is_known_one(&self, draft: &Draft) -> bool {
        let t = self.tags;
        let is_pronoun = [t.human_pronoun, t.human_object].into_iter().any(|tag| self.has(draft.node, tag));
        draft.frame.figure.n == Some(1)
            && (is_pronoun
                || self.has(draft.node, t.known_person)
                || self.has(draft.node, t.definite) && !self.has(draft.node, t.somebodys)
                || self.is_body_of_one(draft.node))
    }

    /// "His body", "her remains".
    fn is_body_of_one(&self, node: NodeIdx) -> bool {
        let words = self.tokens_of(node);
        is_any(&["his", "her"], self.document.word(words.start))
            && is_any(&["body", "corpse", "remains"], self.document.word(words.end - 1))
    }

    /// "Two of his comrades", "their two colleagues".
    fn stands_beside_somebody(&self, draft: &Draft) -> bool {
        let counted = draft.frame.counted.clone();
        counted.clone().any(|token| is_any(LIKE_HIM, self.document.word(token)))
            && counted.clone().any(|token| is_any(&["his", "her", "their"], self.document.word(token)))
    }

    /// What is told of the one whose comrades are counted.
    fn owner_of(&self, draft: &Draft, persons: &[Person]) -> Option<Told> {
        let person = self.last_one(draft.frame.sentence, self.place_of(draft)?, persons, &|_| true)?;
        Some(Told { by: None, ..person.told.clone() }).filter(Told::tells)
    }

    fn place_of(&self, draft: &Draft) -> Option<usize> {
        self.chart.symbols[draft.frame.sentence].iter().position(|node| *node == draft.node)
    }

    /// What is told of the one whom a pronoun or "the man" means.
    fn meant(&self, draft: &Draft, persons: &[Person]) -> Option<Told> {
        let sentence = draft.frame.sentence;
        let at = self.place_of(draft)?;
        let words = self.tokens_of(draft.node);
        let head = self.document.word(words.end - 1);
        let said = self.document.word(words.start);
        let is_woman = is_any(&["she", "her", "herself"], said) || is_any(WOMEN, head);
        // Who tells of it is mostly an officer or an official and not the one it happened to: nobody
        // whom another sentence cites, and not the killed, since the dead say nothing.
        let is_speaker = |person: &Person| {
            (draft.frame.kind == Kind::Killed || person.sentence != sentence) && self.is_cited(person)
        };
        let fits = |person: &Person| {
            let head = self.document.word(self.tokens_of(person.node).end - 1);
            !is_speaker(person)
                && person.node != draft.node
                && (person.is_name || !is_any(if is_woman { MEN } else { WOMEN }, head))
        };
        // "The commander" is whom the report has called one.
        let called = |person: &&Person| {
            let described = person.told.by.unwrap_or(person.node);
            fits(person)
                && (person.sentence, person.at) < (sentence, at)
                && person.told.tells()
                && self.tokens_of(described).any(|token| self.document.word(token).eq_ignore_ascii_case(head))
        };
        let is_noun = self.has(draft.node, self.tags.noun_group) && !self.is_body_of_one(draft.node);
        let again = persons.iter().rev().find(called).filter(|_| is_noun && !is_any(&["man", "woman"], head));
        let person = match again {
            Some(person) => person,
            // Whom a clause is done to is not who does it.
            None => {
                let from = if self.has(draft.node, self.tags.human_object) { 0 } else { at };
                self.last_one(sentence, from, persons, &fits)?
            }
        };
        Some(person.told.clone()).filter(Told::tells)
    }

    /// The last person before a place in a sentence who can be meant: the subject of the last sentence
    /// that has persons, or the only one in it. "He" at the head of a sentence hands on who he is.
    fn last_one<'p>(
        &self,
        sentence: usize,
        at: usize,
        persons: &'p [Person],
        fits: &dyn Fn(&Person) -> bool,
    ) -> Option<&'p Person> {
        let mut n_empty = 0;
        for before in (0..=sentence).rev() {
            let here = persons
                .iter()
                .filter(|person| person.sentence == before && (before < sentence || person.at < at))
                .filter(|person| fits(person));
            let speakers_behind = |person: &&Person| !self.speaks_at_the_end(person);
            let here: Vec<&Person> = here.filter(speakers_behind).collect();
            if let Some(subject) = here.iter().find(|person| person.is_subject) {
                return Some(self.described(subject, persons));
            }
            let leads = before < sentence && self.leads_with_pronoun(before);
            match here.as_slice() {
                [only] if before < sentence && !leads || before == sentence && !only.is_oblique => {
                    return Some(self.described(only, persons));
                }
                [] | [_] => {}
                _ if leads => {}
                [..] => return None,
            }
            n_empty += usize::from(!leads && before < sentence);
            if n_empty > REACH {
                return None;
            }
        }
        None
    }

    /// The mention of the same person by name that tells most of him.
    fn described<'p>(&self, person: &'p Person, persons: &'p [Person]) -> &'p Person {
        if person.told.tells() || !person.is_name {
            return person;
        }
        let same = |known: &&Person| {
            known.is_name && known.told.tells() && self.names_the_same(known.node, person.node)
        };
        persons.iter().find(same).unwrap_or(person)
    }

    /// Whether a person states something, at this mention.
    fn is_cited(&self, person: &Person) -> bool {
        let tokens = self.tokens_of(person.node);
        let is_source = |saying: &Saying| {
            saying
                .source
                .as_ref()
                .is_some_and(|source| source.start < tokens.end && tokens.start < source.end)
        };
        self.sayings.iter().any(|saying| saying.class.states() && is_source(saying))
    }

    /// "..., police chief Eban said": a source behind what he says.
    fn speaks_at_the_end(&self, person: &Person) -> bool {
        let tokens = self.tokens_of(person.node);
        self.sayings.iter().any(|saying| {
            saying
                .source
                .as_ref()
                .is_some_and(|source| source.start < tokens.end && tokens.start < source.end)
                && saying.content.first().is_some_and(|content| content.start < tokens.start)
        })
    }

    /// Whether a sentence goes on with the person of the one before: "He ...", "In May he ...".
    fn leads_with_pronoun(&self, sentence: usize) -> bool {
        let symbols = &self.chart.symbols[sentence];
        let verb = symbols.iter().position(|node| self.has(*node, self.tags.verb)).unwrap_or(symbols.len());
        symbols[..verb]
            .iter()
            .any(|node| is_any(&["he", "she", "his", "her"], self.document.word(self.tokens_of(*node).start)))
    }
}
