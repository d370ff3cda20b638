//! The armed organisations that a message names, and what it says of their part.

use super::incident::Incident;
use super::location::Country;
use super::mention::bucket;
use cairn_model::{ActorSide, Day};
use cairn_resolve::actor::{ActorLexicon, FormKind};
use cairn_resolve::place::{fold, is_common_word};
use cairn_text::Document;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static LEXICON: LazyLock<ActorLexicon> =
    LazyLock::new(|| ActorLexicon::embedded().expect("the tests of the lexicon read it"));

/// The most words of a name.
const LONGEST: usize = 7;

/// Names of armed organisations of the nine countries, in capitals, with the country. Fighters are no part of a name: "FMLN guerrillas".
static FORMS: LazyLock<FxHashMap<String, &'static str>> = LazyLock::new(|| {
    let armed = |kind| {
        matches!(kind, FormKind::Actor(ActorSide::Rebel | ActorSide::Criminal | ActorSide::ProGovernment))
    };
    let fighters = |words: &str| STAND_INS.iter().any(|word| words.contains(word));
    let tokens = |words: &str| {
        let document = cairn_text::analyse(words);
        let all: Vec<&str> = (0..document.tokens().len()).map(|token| document.word(token)).collect();
        all.join(" ")
    };
    LEXICON
        .surface_forms()
        .filter(|form| armed(form.kind))
        .filter_map(|form| Some((tokens(&form.words.to_uppercase()), Country::of_code(form.country?)?)))
        .filter(|(words, _)| !fighters(words))
        .map(|(words, country)| (words, country.code()))
        .collect()
});

/// A mention of an organisation.
#[derive(Debug, Clone)]
struct Mention {
    sentence: usize,
    id: String,
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

/// What a state's forces are called.
const STATE_FORCES: &[&str] =
    &["AIR FORCE", "ARMED FORCES", "NATIONAL GUARD", "ARMY", "MILITARY", "GOVERNMENT"];

impl Organisations {
    /// The organisations of a document.
    pub fn of(document: &Document, day: Option<Day>, country: Option<&str>) -> Self {
        let mut mentions = Vec::new();
        let mut sentences = Vec::new();
        for (sentence, cut) in document.sentences().iter().enumerate() {
            let tokens = cut.tokens();
            let words: Vec<String> =
                tokens.clone().map(|token| document.word(token).to_uppercase()).collect();
            let mut at = 0;
            while at < words.len() {
                // Abbreviations that are words elsewhere ("far") mean something at home only.
                let fits = |name: &str, of: &str| {
                    name.len() > 3 || Some(of) == country || !is_common_word(&fold(name))
                };
                let known = (1..=LONGEST.min(words.len() - at)).rev().find_map(|n| {
                    let name = words[at..at + n].join(" ");
                    let of = FORMS.get(&name).filter(|of| fits(&name, of))?;
                    Some((n, of, name))
                });
                let Some((n, of, name)) = known else {
                    at += 1;
                    continue;
                };
                let id = LEXICON.resolve(&name, day, Some(of)).and_then(|actor| actor.id);
                let id = id.map_or_else(|| name.clone(), |id| id.as_str().to_owned());
                mentions.push(Mention { sentence, id, words: name });
                at += n;
            }
            sentences.push(document.words(tokens).to_uppercase());
        }
        Self { mentions, sentences }
    }

    /// The organisation that a phrase names, known or by a word for a body.
    pub fn within(&self, phrase: &str) -> Option<String> {
        let phrase = phrase.to_uppercase();
        let known = self.mentions.iter().find(|mention| holds_words(&phrase, &mention.words));
        known.map(|mention| mention.words.clone()).or_else(|| super::fill::body_of(&phrase))
    }

    /// The organisation behind an incident.
    pub fn behind(&self, incident: &Incident) -> Option<&str> {
        if incident.by_state() {
            return None;
        }
        let by_name = incident.actors.iter().find_map(|actor| {
            let actor = actor.to_uppercase();
            self.mentions.iter().find(|mention| actor.contains(&mention.words))
        });
        let found = by_name
            .or_else(|| self.beside(incident))
            .or_else(|| self.claimant())
            .or_else(|| self.stood_for(incident))
            .or_else(|| self.nearest(incident))?;
        Some(&found.words)
    }

    /// The organisation that a sentence of the incident names.
    fn beside(&self, incident: &Incident) -> Option<&Mention> {
        self.mentions.iter().find(|mention| incident.sentences.contains(&mention.sentence))
    }

    /// The organisation that is named closest to the incident.
    fn nearest(&self, incident: &Incident) -> Option<&Mention> {
        let sentence = incident.sentences.first().copied().unwrap_or_default();
        self.mentions.iter().min_by_key(|mention| mention.sentence.abs_diff(sentence))
    }

    /// "The guerrillas": the one organisation of the message, or the last one named before.
    fn stood_for(&self, incident: &Incident) -> Option<&Mention> {
        let stands_in = |actor: &String| STAND_INS.iter().any(|word| actor.to_uppercase().contains(word));
        if !incident.actors.iter().any(stands_in) {
            return None;
        }
        let sentence = incident.sentences.first().copied().unwrap_or_default();
        let before = self.mentions.iter().rev().find(|mention| mention.sentence <= sentence);
        before.or_else(|| self.mentions.first())
    }

    /// The organisation that claims what the message tells of.
    fn claimant(&self) -> Option<&Mention> {
        self.mentions.iter().find(|mention| {
            let said = &self.sentences[mention.sentence];
            CLAIMED[..4].iter().any(|word| said.contains(word))
        })
    }

    /// What the message tells of an organisation as one of several: whether it is known, how often and
    /// where it is named, and what is said beside it; none for words that name no known one.
    pub fn standing(&self, words: &str, incident: &Incident) -> Option<Vec<String>> {
        let found =
            self.mentions.iter().find(|mention| holds_words(&words.to_uppercase(), &mention.words))?;
        let of_it: Vec<&Mention> = self.mentions.iter().filter(|mention| mention.id == found.id).collect();
        let others = self.mentions.iter().any(|mention| mention.id != found.id);
        let here = of_it.iter().any(|mention| incident.sentences.contains(&mention.sentence));
        let says = |words: &[&str]| {
            let mut said = of_it.iter().filter_map(|mention| self.sentences.get(mention.sentence));
            said.any(|said| words.iter().any(|word| said.contains(word)))
        };
        let first = of_it.first().map_or(0, |mention| mention.sentence);
        Some(vec![
            "known".to_owned(),
            format!("known alone {}", !others),
            format!("known here {here} alone {}", !others),
            format!("known times {}", bucket(of_it.len())),
            format!("known first {}", bucket(first)),
            format!("known claims {}", says(CLAIMED)),
            format!("known accused {}", says(ACCUSED)),
        ])
    }

    /// What the message says of the part of an organisation in an incident.
    pub fn confidence(&self, words: &str, incident: &Incident) -> &'static str {
        let Some(found) = self.mentions.iter().find(|mention| mention.words == words) else {
            return "REPORTED AS FACT";
        };
        let of_it =
            self.mentions.iter().filter(|mention| mention.id == found.id).map(|mention| mention.sentence);
        let mut told: Vec<usize> = of_it.chain(incident.sentences.iter().copied()).collect();
        told.sort_unstable();
        told.dedup();
        let told = || told.iter().filter_map(|sentence| self.sentences.get(*sentence));
        let says = |words: &[&str]| told().any(|said| words.iter().any(|word| said.contains(word)));
        let claimed = self.sentences.iter().any(|said| CLAIMED[..4].iter().any(|word| said.contains(word)));
        if claimed || says(&CLAIMED[..5]) {
            return "CLAIMED OR ADMITTED";
        }
        let accused = told().find(|said| ACCUSED.iter().any(|word| said.contains(word)));
        match accused {
            Some(said) if AUTHORITIES.iter().any(|word| said.contains(word)) => {
                "SUSPECTED OR ACCUSED BY AUTHORITIES"
            }
            Some(_) => "SUSPECTED OR ACCUSED",
            None if says(&["POSSIBL", "MAY HAVE", "APPARENTLY"]) => "POSSIBLE",
            None => "REPORTED AS FACT",
        }
    }

    /// The forces of the state that a sentence of the incident names.
    pub fn state_force(&self, incident: &Incident) -> Option<&'static str> {
        let told = || incident.sentences.iter().filter_map(|sentence| self.sentences.get(*sentence));
        STATE_FORCES.iter().find(|force| told().any(|said| said.contains(**force))).copied()
    }
}

/// Whether a phrase holds some words, all of them whole.
fn holds_words(phrase: &str, words: &str) -> bool {
    let whole = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    phrase.match_indices(words).any(|(at, _)| {
        whole(phrase[..at].chars().next_back()) && whole(phrase[at + words.len()..].chars().next())
    })
}
