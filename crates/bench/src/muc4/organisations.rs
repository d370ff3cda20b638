//! The armed organisations that a message names, and what it says of their part.

use super::incident::Incident;
use cairn_extract::{Extraction, NameKind};
use cairn_model::{ActorId, ActorSide, Day};
use cairn_resolve::actor::ActorLexicon;
use cairn_text::Document;
use std::sync::LazyLock;

static LEXICON: LazyLock<ActorLexicon> =
    LazyLock::new(|| ActorLexicon::embedded().expect("the tests of the lexicon read it"));

/// A mention of an organisation.
#[derive(Debug, Clone)]
struct Mention {
    sentence: usize,
    id: ActorId,
    words: String,
}

/// What a message names.
#[derive(Debug)]
pub struct Organisations {
    mentions: Vec<Mention>,
    /// The sentences in capitals.
    sentences: Vec<String>,
}

/// Words for fighters that stand for the one organisation that a message names.
const STAND_INS: &[&str] = &[
    "GUERRILLA",
    "REBEL",
    "INSURGENT",
    "SUBVERSIVE",
    "TERRORIST",
    "EXTREMIST",
    "URBAN COMMANDO",
    "COMMANDOS",
    "COMMANDOES",
    "TRAFFICKER",
    "CARTEL",
    "HITMEN",
    "ASSASSIN",
    "LEFTIST",
];

const CLAIMED: &[&str] = &[
    "CLAIMED RESPONSIBILITY",
    "CLAIMED CREDIT",
    "CLAIMING RESPONSIBILITY",
    "TOOK RESPONSIBILITY",
    "ADMITTED",
    "CLAIMED",
];
const ACCUSED: &[&str] = &[
    "SUSPECT",
    "ACCUS",
    "BLAM",
    "ATTRIBUTED",
    "ALLEGED",
    "PRESUMED",
    "BELIEVED",
    "CHARGED",
    "RESPONSIBLE FOR",
    "LINKED",
];
const AUTHORITIES: &[&str] = &[
    "POLICE",
    "AUTHORIT",
    "ARMY",
    "MINIST",
    "GOVERNMENT",
    "MILITARY",
    "OFFICIAL",
    "PRESIDENT",
    "COLONEL",
    "GENERAL",
];

impl Organisations {
    /// The organisations of a document.
    pub fn of(document: &Document, extraction: &Extraction, day: Option<Day>, country: Option<&str>) -> Self {
        let mut mentions = Vec::new();
        for name in extraction.names.iter().filter(|name| !matches!(name.kind, NameKind::Person)) {
            let words = document.words(name.name.clone());
            let Some(actor) = LEXICON.resolve(words, day, country) else { continue };
            let armed =
                matches!(actor.side, ActorSide::Rebel | ActorSide::Criminal | ActorSide::ProGovernment);
            if let Some(id) = actor.id.filter(|_| armed) {
                mentions.push(Mention { sentence: name.sentence, id, words: words.to_owned() });
            }
        }
        let sentences = document
            .sentences()
            .iter()
            .map(|sentence| document.words(sentence.tokens()).to_uppercase())
            .collect();
        Self { mentions, sentences }
    }

    /// The organisation behind an incident, with what its sentences say of its part.
    pub fn behind(&self, incident: &Incident) -> Option<(&str, &'static str)> {
        let by_name = incident
            .actors
            .iter()
            .find_map(|actor| self.mentions.iter().find(|mention| actor.contains(&mention.words)));
        let found = by_name.or_else(|| self.stood_for(incident)).or_else(|| self.claimant())?;
        Some((&found.words, self.confidence(found)))
    }

    /// "The guerrillas": the one organisation of the message, or the last one named before.
    fn stood_for(&self, incident: &Incident) -> Option<&Mention> {
        let stands_in = |actor: &String| STAND_INS.iter().any(|word| actor.to_uppercase().contains(word));
        if !incident.actors.iter().any(stands_in) {
            return None;
        }
        let first = self.mentions.first()?;
        if self.mentions.iter().all(|mention| mention.id == first.id) {
            return Some(first);
        }
        let sentence = incident.sentences.first().copied().unwrap_or_default();
        self.mentions.iter().rev().find(|mention| mention.sentence <= sentence)
    }

    /// The organisation that claims what the message tells of.
    fn claimant(&self) -> Option<&Mention> {
        self.mentions.iter().find(|mention| {
            let said = &self.sentences[mention.sentence];
            CLAIMED[..4].iter().any(|word| said.contains(word))
        })
    }

    fn confidence(&self, found: &Mention) -> &'static str {
        let of_it = || {
            self.mentions
                .iter()
                .filter(|mention| mention.id == found.id)
                .map(|mention| &self.sentences[mention.sentence])
        };
        let says = |words: &[&str]| of_it().any(|said| words.iter().any(|word| said.contains(word)));
        if says(&CLAIMED[..5]) {
            return "CLAIMED OR ADMITTED";
        }
        let accused = of_it().find(|said| ACCUSED.iter().any(|word| said.contains(word)));
        match accused {
            Some(said) if AUTHORITIES.iter().any(|word| said.contains(word)) => {
                "SUSPECTED OR ACCUSED BY AUTHORITIES"
            }
            Some(_) => "SUSPECTED OR ACCUSED",
            None if says(&["POSSIBL", "MAY HAVE", "APPARENTLY"]) => "POSSIBLE",
            None => "REPORTED AS FACT",
        }
    }
}
