//! The noun phrases of a message that could fill a slot, each with what stands around it.

use super::act::Act;
use super::incident::read_person;
use super::merge::Stems;
use super::names::Names;
use super::phrase::{Person, Side, Thing, instrument, is_outlaw, side, thing};
use super::role::Role;
use super::sentence::{Item, Phrase};
use super::words::{Closed, Form};

/// A noun phrase of a message.
#[derive(Debug, Clone)]
pub struct Mention {
    /// The sentence it stands in, from 0.
    pub sentence: usize,
    /// Its words.
    pub phrase: Phrase,
    /// Read as people.
    pub person: Option<Person>,
    /// Read as a thing.
    pub thing: Option<Thing>,
    /// Read as an instrument, with its type.
    pub instrument: Option<(String, &'static str)>,
    /// Read as a perpetrator.
    pub side: Option<Side>,
    /// What it shows, for the learned decisions.
    pub features: Vec<String>,
    /// How likely it plays each part ([`super::role::Role::EACH`]).
    pub parts: [f64; 5],
    /// The words that it fills the slot of each part with, and their stems.
    pub fills: [Option<(String, Stems)>; 5],
}

impl Mention {
    /// How likely it plays a part.
    pub fn part(&self, role: Role) -> f64 {
        self.parts[role as usize]
    }

    /// The words that it fills the slot of a part with; none where it cannot play the part.
    pub fn fill(&self, role: Role) -> Option<&str> {
        self.fills[role as usize].as_ref().map(|(words, _)| words.as_str())
    }

    /// Whether it means some words in a part.
    pub fn means(&self, role: Role, words: &Stems) -> bool {
        self.fills[role as usize].as_ref().is_some_and(|(_, stems)| stems.same(words))
    }

    /// Whom or what it names.
    pub fn words(&self) -> &str {
        match (&self.person, &self.thing) {
            (Some(person), None) => person.handle(),
            (_, Some(thing)) => &thing.id,
            _ => &self.phrase.text,
        }
    }
}

/// How far around a phrase words are looked at.
const WINDOW: usize = 3;

/// The phrases of a sentence that could fill a slot. `acts` are those of the sentence.
pub fn mentions(items: &[Item], sentence: usize, acts: &[&Act], names: &Names) -> Vec<Mention> {
    let mut out = Vec::new();
    let mut group = Group::default();
    for (at, item) in items.iter().enumerate() {
        group.pass(item);
        // "A dynamite attack" names its weapon.
        let within = weapon_within(item);
        let Some(phrase) = item.phrase().or(within.as_ref()) else { continue };
        let mut mention = Mention {
            sentence,
            person: group.describe(read_person(phrase, names)),
            thing: thing(&phrase.text),
            instrument: instrument(&phrase.text),
            side: side(&phrase.text),
            phrase: phrase.clone(),
            features: Vec::new(),
            parts: [0.0; 5],
            fills: [const { None }; 5],
        };
        let reads = mention.person.is_some()
            || mention.thing.is_some()
            || mention.instrument.is_some()
            || mention.side.is_some();
        let mut features = Features { names, out: Vec::new() };
        features.of_phrase(&mention);
        if reads || features.holds("body") {
            features.around(items, at);
            features.acts(&mention.phrase, acts);
            features.of_sentence(items, sentence);
            features.out.sort_unstable();
            features.out.dedup();
            mention.features = features.out;
            out.push(mention);
        }
    }
    out
}

/// The description of a group whose members a list names: "three peasants, A, B and C".
#[derive(Debug, Default)]
struct Group {
    description: Option<String>,
}

impl Group {
    /// Forgets the group where the list is over.
    fn pass(&mut self, item: &Item) {
        let goes_on = match item {
            Item::Phrase(_) => true,
            Item::Word(word) => matches!(word.as_str(), "," | ":" | "and" | "--" | "-" | ";"),
            Item::Act(sense, ..) => sense.identify,
        };
        if !goes_on && !item.is(Closed::Be) {
            self.description = None;
        }
    }

    /// Describes a bare name by the group before it; a plural description begins a group.
    fn describe(&mut self, person: Option<Person>) -> Option<Person> {
        let mut person = person?;
        match (&person.name, &person.description) {
            (Some(_), None) => person.description.clone_from(&self.description),
            (None, Some(description)) if person.plural => self.description = Some(description.clone()),
            _ => self.description = None,
        }
        Some(person)
    }
}

/// The weapon that the words of an act name: all but the last of them.
fn weapon_within(item: &Item) -> Option<Phrase> {
    let Item::Act(_, Form::Noun, words) = item else { return None };
    let (weapon, _) = words.rsplit_once(' ')?;
    instrument(weapon)?;
    Some(Phrase { text: weapon.to_owned(), apposed: None })
}

/// Gathers features.
struct Features<'n> {
    names: &'n Names,
    out: Vec<String>,
}

impl Features<'_> {
    fn add(&mut self, feature: String) {
        self.out.push(feature);
    }

    fn holds(&self, feature: &str) -> bool {
        self.out.iter().any(|known| known == feature)
    }

    /// A word as features name it: names are all one.
    fn plain<'w>(&self, word: &'w str) -> &'w str {
        match word {
            _ if word.chars().any(|c| c.is_ascii_digit()) => "0",
            word => self.names.kind(word).unwrap_or(word),
        }
    }

    /// The phrase itself.
    fn of_phrase(&mut self, mention: &Mention) {
        let text = mention.phrase.text.to_lowercase();
        let words: Vec<&str> = text.split_whitespace().collect();
        let end = words.iter().position(|word| *word == "of").unwrap_or(words.len());
        let head = words[..end].last().copied().unwrap_or_default();
        self.add("always".to_owned());
        self.add(format!("head {}", self.plain(head)));
        if let Some(before) = end.checked_sub(2).map(|at| words[at]) {
            self.add(format!("heads {} {}", self.plain(before), self.plain(head)));
        }
        self.add(format!("first {}", self.plain(words.first().copied().unwrap_or_default())));
        if end < words.len() {
            self.add(format!("of {}", self.plain(words.last().copied().unwrap_or_default())));
        }
        for word in &words {
            self.add(format!("in {}", self.plain(word)));
        }
        self.add(format!("words {}", words.len().min(6)));
        if mention.phrase.apposed.is_some() {
            self.add("apposed".to_owned());
        }
        if super::fill::body_of(&mention.phrase.text).is_some() {
            self.add("body".to_owned());
        }
        if let Some(person) = &mention.person {
            self.add(format!("person {}", person.class));
            let kind = match (&person.name, &person.description) {
                (Some(_), Some(_)) => "person name role",
                (Some(_), None) => "person name",
                _ if person.plural => "person plural",
                _ => "person role",
            };
            self.add(kind.to_owned());
        }
        if let Some(thing) = &mention.thing {
            self.add(format!("thing {}", thing.class));
        }
        if let Some((_, class)) = &mention.instrument {
            self.add(format!("instrument {class}"));
        }
        if let Some(side) = mention.side {
            self.add(format!("side {side:?} {}", is_outlaw(&mention.phrase.text)));
        }
    }

    fn shown(&self, item: Option<&Item>) -> String {
        match item {
            None => "EDGE".to_owned(),
            Some(Item::Word(word)) => self.plain(word).to_owned(),
            Some(Item::Act(_, _, words)) => format!("ACT {}", words.to_lowercase()),
            Some(Item::Phrase(phrase)) => {
                let text = phrase.text.to_lowercase();
                let head = text.split(" of ").next().unwrap_or(&text);
                format!("NP {}", self.plain(head.split_whitespace().last().unwrap_or_default()))
            }
        }
    }

    /// What stands beside the phrase, and the nearest acts of the sentence.
    fn around(&mut self, items: &[Item], at: usize) {
        let item = |by: isize| at.checked_add_signed(by).and_then(|at| items.get(at));
        let near = |by: isize| self.shown(item(by));
        let (l1, l2, r1, r2) = (near(-1), near(-2), near(1), near(2));
        self.add(format!("-1 {l1}"));
        self.add(format!("-2 {l2} {l1}"));
        self.add(format!("+1 {r1}"));
        self.add(format!("+2 {r1} {r2}"));
        let act = |item: &Item| match item {
            Item::Act(sense, form, words) => Some((*sense, *form, words.to_lowercase())),
            _ => None,
        };
        let before = items[..at].iter().rev().enumerate().find_map(|(far, item)| Some((far, act(item)?)));
        let after = items[at + 1..].iter().enumerate().find_map(|(far, item)| Some((far, act(item)?)));
        for (side, found) in [("before", before), ("after", after)] {
            let Some((far, (sense, form, words))) = found else {
                self.add(format!("no act {side}"));
                continue;
            };
            let far = far.min(WINDOW + 3) / 2;
            self.add(format!("act {side} {words}"));
            let effect = sense.people.as_deref().or(sense.things.as_deref()).unwrap_or("-");
            self.add(format!("act {side} {} {effect} {form:?} {far}", sense.kind));
            // The preposition that governs it.
            if let Some(Item::Word(word)) = item(-1).filter(|_| side == "before") {
                self.add(format!("act {form:?} {} {word}", sense.kind));
            }
        }
        let from = at.saturating_sub(WINDOW);
        let to = (at + WINDOW + 1).min(items.len());
        for item in items[from..at].iter().chain(&items[at + 1..to]) {
            let near = self.shown(Some(item));
            self.add(format!("near {near}"));
        }
    }

    /// The part that clauses give it.
    fn acts(&mut self, phrase: &Phrase, acts: &[&Act]) {
        let mut part = false;
        for act in acts {
            let effect = act.people.or(act.things).unwrap_or("-");
            let roles = [
                ("target", act.targets.iter().any(|target| same(&target.text, &phrase.text))),
                ("actor", act.actors.iter().any(|actor| same(actor, &phrase.text))),
                ("weapon", act.instruments.iter().any(|(words, _)| same(words, &phrase.text))),
            ];
            for (role, holds) in roles {
                if holds {
                    part = true;
                    self.add(role.to_owned());
                    self.add(format!("{role} {}", act.kind.as_str()));
                    self.add(format!("{role} {} {effect} {}", act.kind.as_str(), act.stage));
                    self.add(format!("{role} {}", act.cue));
                }
            }
        }
        if !part {
            self.add("no part".to_owned());
        }
    }

    /// The sentence it stands in.
    fn of_sentence(&mut self, items: &[Item], sentence: usize) {
        self.add(format!("sentence {}", bucket(sentence)));
        let mut acts = 0;
        for item in items {
            match item {
                Item::Act(sense, form, words) => {
                    acts += 1;
                    self.add(format!("tells {}", words.to_lowercase()));
                    self.add(format!("tells {} {form:?}", sense.kind));
                }
                Item::Word(word) if word.len() > 2 => {
                    let word = self.plain(word).to_owned();
                    self.add(format!("says {word}"));
                }
                Item::Word(_) => {}
                Item::Phrase(_) => {
                    let head = self.shown(Some(item));
                    self.add(format!("says {head}"));
                }
            }
        }
        if items.iter().any(|item| item.is(Closed::Open)) {
            self.add("open".to_owned());
        }
        self.add(format!("acts {}", acts.min(4)));
        let noun = items.iter().any(|item| matches!(item, Item::Act(_, Form::Noun, _)));
        if noun && acts == 1 {
            self.add("only a noun of an act".to_owned());
        }
    }
}

/// A number in steps that widen.
pub fn bucket(n: usize) -> usize {
    match n {
        0..=3 => n,
        4..=6 => 4,
        7..=12 => 7,
        13..=20 => 13,
        _ => 21,
    }
}

/// Whether one phrase holds the other.
fn same(one: &str, other: &str) -> bool {
    one == other || one.contains(other) || (one.len() > 3 && other.contains(one))
}

#[cfg(test)]
mod tests {
    use super::super::names::Names;
    use super::super::roles::acts;
    use super::super::sentence::items;
    use super::mentions;

    #[test]
    fn a_phrase_shows_its_part_and_what_stands_around_it() {
        let document = cairn_text::analyse("HOODED MEN MURDERED TWO PEASANTS NEAR THE BRIDGE.");
        let items = items(&document, 0, &Names::default());
        let acts = acts(&items, 0);
        let found = mentions(&items, 0, &acts.iter().collect::<Vec<_>>(), &Names::default());
        let of = |words: &str| found.iter().find(|mention| mention.phrase.text.contains(words)).unwrap();
        let shows = |words: &str, feature: &str| of(words).features.iter().any(|known| known == feature);
        assert!(shows("PEASANTS", "target murdered") && shows("PEASANTS", "person CIVILIAN"));
        assert!(shows("HOODED", "actor murdered") && !shows("HOODED", "target"));
        assert!(shows("BRIDGE", "-1 near") && shows("BRIDGE", "no part"));
    }

    #[test]
    fn a_list_of_names_is_described_by_the_group_before_it() {
        let ruleset = cairn_extract::Ruleset::embedded().unwrap();
        let text = "THREE ENGINEERS, PEDRO GOMEZ, JUAN RUIZ AND ANA LOPEZ, WERE KIDNAPPED.";
        let document = cairn_text::analyse(text);
        let extraction =
            cairn_extract::extract(&document, &ruleset, &mut cairn_extract::Scratch::new(&ruleset));
        let names = Names::of(&document, &extraction);
        let found = mentions(&items(&document, 0, &names), 0, &[], &names);
        let people = found.iter().filter_map(|mention| mention.person.as_ref());
        let named: Vec<_> = people.filter(|person| person.name.is_some()).collect();
        assert_eq!(named.len(), 3, "{named:?}");
        assert!(named.iter().all(|person| person.description.as_deref() == Some("ENGINEERS")), "{named:?}");
    }
}
