//! One message, read: what its sentences tell, and the phrases that could fill slots.

use super::Message;
use super::act::Act;
use super::location::Country;
use super::mention::{Mention, bucket, mentions};
use super::merge::Stems;
use super::names::Names;
use super::organisations::Organisations;
use super::outlaws::Outlaws;
use super::places::Places;
use super::relevance::Setting;
use super::role::Role;
use super::told::Told;
use super::weights::Weights;
use super::{roles, sentence};
use crate::machine::Machine;
use cairn_extract::{Extraction, Scratch};
use cairn_model::Claim;
use cairn_text::Document;
use std::collections::BTreeSet;

/// A message that has been read.
#[derive(Debug)]
pub struct Reading {
    /// The country it is about.
    pub home: Country,
    /// What it tells of its kind.
    pub setting: Setting,
    /// The places that it names.
    pub places: Places,
    /// The armed organisations that it names.
    pub organisations: Organisations,
    /// The persons that it names.
    pub names: Names,
    /// What its clauses tell of violence, in the order of the text.
    pub acts: Vec<Act>,
    /// The outlaws that it names.
    pub outlaws: Outlaws,
    /// The phrases that could fill slots, in the order of the text.
    pub mentions: Vec<Mention>,
    /// The body in capitals.
    pub text: String,
    /// The words of each sentence, in lower case.
    pub sentences: Vec<Vec<String>>,
    /// What the message as a whole shows, for the learned decisions.
    pub features: Vec<String>,
    /// How likely it tells of an incident.
    pub told: f64,
}

impl Reading {
    /// Reads a message; none where it is about none of the nine countries.
    pub fn of(message: &Message, machine: &Machine, scratch: &mut Scratch) -> Option<Self> {
        let report = message.report();
        let document = cairn_text::analyse(&report.text);
        let extraction = cairn_extract::extract(&document, machine.ruleset(), scratch);
        let claims = cairn_resolve::resolve(&report, &document, &extraction, machine.knowledge()).claims;
        let home = Country::of(message, &claims)?;
        let seat = message.place.as_deref().filter(|_| message.country.is_none());
        let names = Names::of(&document, &extraction);
        let mut reading = Self {
            home,
            setting: Setting::of(&message.text.to_uppercase()),
            places: Places::of(&document, home, seat),
            organisations: Organisations::of(&document, message.day(), Some(home.code())),
            names,
            acts: Told::all(&document, &extraction, &claims).iter().filter_map(Act::from_told).collect(),
            outlaws: Outlaws::default(),
            mentions: Vec::new(),
            text: report.text.to_uppercase(),
            sentences: Vec::new(),
            features: Vec::new(),
            told: 0.0,
        };
        reading.read_sentences(&document, &extraction, &claims);
        reading.features = reading.of_whole(&document, message);
        reading.see_elsewhere();
        Some(reading)
    }

    /// Reads the sentences for roles. An act that a sentence tells is where and when the first claim
    /// of its sentence is.
    fn read_sentences(&mut self, document: &Document, extraction: &Extraction, claims: &[Claim]) {
        for sentence in 0..document.sentences().len() {
            let tokens = document.sentences()[sentence].tokens();
            self.sentences.push(tokens.map(|token| document.word(token).to_lowercase()).collect());
            let items = sentence::items(document, sentence, &self.names);
            self.outlaws.note(&items, sentence);
            let scene = extraction.frames.iter().zip(claims).find(|(frame, _)| frame.sentence == sentence);
            self.acts.extend(roles::acts(&items, sentence).into_iter().map(|mut act| {
                if let Some((_, claim)) = scene {
                    act.place.clone_from(&claim.place);
                    act.time = claim.time.clone();
                }
                act
            }));
            let here: Vec<&Act> = self.acts.iter().filter(|act| act.sentence == sentence).collect();
            self.mentions.extend(mentions(&items, sentence, &here, &self.names));
        }
        for mention in &mut self.mentions {
            for role in Role::EACH {
                let words = role.words(mention, &self.organisations);
                mention.fills[role as usize] = words.map(|words| (words.clone(), Stems::of(&words)));
            }
        }
        self.acts.sort_by_key(|act| act.sentence);
    }

    /// What the message as a whole shows: its words, and the acts it tells of.
    fn of_whole(&self, document: &Document, message: &Message) -> Vec<String> {
        let mut out: BTreeSet<String> = BTreeSet::new();
        out.insert("always".to_owned());
        for (sentence, cut) in document.sentences().iter().enumerate() {
            for token in cut.tokens() {
                let word = document.word(token).to_lowercase();
                let plain = word.len() > 2 && word.chars().all(|c| c.is_alphabetic() || c == '-');
                if plain && !self.names.holds(&word) {
                    if sentence < 3 {
                        out.insert(format!("lead {word}"));
                    }
                    out.insert(format!("word {word}"));
                }
            }
        }
        for words in &self.sentences {
            let shown = |word: &String| {
                let plain = word.len() > 1 && word.chars().all(|c| c.is_alphabetic() || c == '-');
                plain.then(|| self.names.kind(word).unwrap_or(word).to_owned())
            };
            let pairs = words.windows(2).filter_map(|pair| Some((shown(&pair[0])?, shown(&pair[1])?)));
            out.extend(pairs.map(|(a, b)| format!("pair {a} {b}")));
        }
        for act in &self.acts {
            out.insert(format!("tells {} {} {}", act.kind.as_str(), act.people.unwrap_or("-"), act.stage));
            if !act.targets.is_empty() {
                out.insert(format!("of {} {}", act.kind.as_str(), act.people.unwrap_or("-")));
            }
        }
        out.insert(format!("sentences {}", bucket(document.sentences().len())));
        out.insert(format!("acts {}", bucket(self.acts.len())));
        out.insert(format!("abroad {}", message.country.is_some()));
        out.extend(message.tags.iter().map(|tag| format!("tag {}", tag.to_lowercase())));
        out.extend(message.source.iter().map(|source| format!("source {}", source.to_lowercase())));
        out.insert(format!("clandestine {}", self.setting.clandestine));
        out.into_iter().collect()
    }

    /// Lets each phrase know what the message says elsewhere of what it names.
    fn see_elsewhere(&mut self) {
        let of: Vec<(Stems, Vec<String>)> = self
            .mentions
            .iter()
            .map(|mention| {
                let parts = ["target", "actor", "weapon"];
                let has = |part: &&str| mention.features.iter().any(|known| known == part);
                let parts = parts.iter().filter(|part| has(part)).map(|part| format!("elsewhere {part}"));
                (Stems::of(mention.words()), parts.collect())
            })
            .collect();
        for (at, mention) in self.mentions.iter_mut().enumerate() {
            let mut n = 0;
            for (other, (stems, parts)) in of.iter().enumerate() {
                if other != at && stems.same(&of[at].0) {
                    n += 1;
                    for part in parts {
                        if !mention.features.contains(part) {
                            mention.features.push(part.clone());
                        }
                    }
                }
            }
            mention.features.push(format!("named {}", bucket(n)));
        }
    }

    /// Weighs what the message shows: how likely it tells of an incident, and how likely each phrase
    /// plays which part in one.
    pub fn weigh(&mut self, weights: &Weights) {
        let told = weights.probability("report", self.features.iter().map(String::as_str));
        self.tell(told);
        for mention in &mut self.mentions {
            for (at, role) in Role::EACH.into_iter().enumerate() {
                let able = mention.fill(role).is_some();
                let features = mention.features.iter().map(String::as_str);
                mention.parts[at] = if able { weights.probability(role.model(), features) } else { 0.0 };
            }
        }
    }

    /// The fullest title or role that the message gives a named person, but no longer than a few
    /// words; the first of equals.
    pub fn described(&self, name: &str) -> Option<String> {
        const MOST: usize = 4;
        let said = self.mentions.iter().filter_map(|mention| {
            let person = mention.person.as_ref()?;
            person.description.clone().filter(|_| person.name.as_deref() == Some(name))
        });
        let length = |words: &String| words.split_whitespace().count();
        let rank = |words: &String| if length(words) <= MOST { length(words) } else { 0 };
        said.reduce(|best, next| if rank(&next) > rank(&best) { next } else { best })
    }

    /// Lets each phrase know how likely the message tells of an incident.
    pub fn tell(&mut self, told: f64) {
        self.told = told;
        let step = (told * 8.0).round();
        for mention in &mut self.mentions {
            mention.features.push(format!("report {step}"));
        }
    }
}
