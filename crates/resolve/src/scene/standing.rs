//! Which names of a report name places, and in what role.

use super::inner::inner_place;
use super::names::is_spot;
use crate::knowledge::Knowledge;
use crate::place::{
    Gazetteer, NameStrength, PlaceLevel, is_place_name, is_region_name, level_of_word, split_level,
    without_lost_apostrophe,
};
use cairn_extract::{Extraction, NameKind, NameMention, SourceKind, Tokens};
use cairn_text::{Case, Document, Shape};
use rustc_hash::{FxHashMap, FxHashSet};

/// What a name of a place does in its report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceRole {
    /// Its clause puts something there ("in", "near").
    Scene,
    /// It is named, and nothing is said to be there.
    Named,
    /// The report was written there.
    Dateline,
    /// It stands inside another name, of a body or a facility ("Leeds City Council").
    Borne,
}

/// A name that is taken for a place, not yet resolved.
#[derive(Debug, Clone)]
pub(super) struct Found<'t> {
    /// All its words, with the word for its kind.
    pub tokens: Tokens,
    /// What is looked up.
    pub words: &'t str,
    /// The bytes of these words in the text.
    pub bytes: std::ops::Range<u32>,
    pub sentence: usize,
    pub role: PlaceRole,
    /// The kind that a word before the name says ("town of").
    pub level: Option<PlaceLevel>,
    /// Whether its words name a spot in or outside a town: a quarter, a camp, a hospital.
    pub is_spot: bool,
    /// A known place inside the name, which holds what the name as a whole means.
    pub bearer: Option<&'t str>,
}

/// The names of a report, sorted.
pub(super) struct Sorted<'t> {
    /// Those that are places, in the order of the text.
    pub places: Vec<Found<'t>>,
    /// Others that may point to a country ("Syrian").
    pub hints: Vec<&'t str>,
}

/// How many other names of a report are asked for what they say of its country: enough to tell it.
const N_HINTS: usize = 10;
/// How many names may be parts of one ("Saint Kitts and Nevis").
const N_JOINED: usize = 3;
/// What stands between the parts of one name.
const JOINTS: &[&str] = &[".", "and", "of", "the", "-", "&", "'s", "’s"];

/// Sorts the names of a report: one that is a person or a body once is so throughout, and a small
/// place that a clause introduces as one is a place throughout.
pub(super) fn sorted<'t>(
    document: &Document<'t>,
    extraction: &Extraction,
    knowledge: &Knowledge,
) -> Sorted<'t> {
    let mut sorter = Sorter {
        document,
        names: &extraction.names,
        knowledge,
        persons: persons(document, extraction),
        known: FxHashMap::default(),
    };
    let mut places: Vec<(Found, bool)> = Vec::new();
    let mut hints = Vec::new();
    let mut at = 0;
    while let Some(name) = extraction.names.get(at) {
        let (found, used) = match sorter.joined(at) {
            Some((found, used)) => (Some((found, true)), used),
            None => (sorter.sort(at), 1),
        };
        let words = document.words(name.name.clone());
        match found {
            Some(found) => places.push(found),
            None if hints.len() < N_HINTS && name.name.len() == 1 && !hints.contains(&words) => {
                hints.push(words);
            }
            None => {}
        }
        at += used;
    }
    let introduced: FxHashSet<&str> = places
        .iter()
        .filter(|(found, is_sure)| *is_sure && found.role != PlaceRole::Borne)
        .map(|(found, _)| found.words)
        .collect();
    places.retain(|(found, is_sure)| *is_sure || introduced.contains(found.words));
    Sorted { places: places.into_iter().map(|(found, _)| found).collect(), hints }
}

/// What words alone tell of a name.
#[derive(Clone, Copy)]
pub(super) struct Standing {
    /// How far it is known as a place.
    pub strength: NameStrength,
    /// Whether it is known as a party or a body.
    is_body: bool,
}

pub(super) struct Sorter<'a, 't> {
    pub document: &'a Document<'t>,
    names: &'a [NameMention],
    knowledge: &'a Knowledge,
    persons: Persons<'t>,
    /// What is known already: a report repeats its names.
    known: FxHashMap<&'t str, Standing>,
}

impl<'t> Sorter<'_, 't> {
    pub(super) fn gazetteer(&self) -> &Gazetteer {
        self.knowledge.gazetteer
    }

    pub(super) fn standing(&mut self, words: &'t str) -> Standing {
        if let Some(known) = self.known.get(words) {
            return *known;
        }
        let strength = is_place_name(self.knowledge.gazetteer, words);
        let is_body = match strength {
            NameStrength::Strong => false,
            _ if self.knowledge.actors.is_leader(words) => true,
            NameStrength::Fair => is_party(words, self.knowledge),
            _ => {
                is_party(words, self.knowledge)
                    || self.knowledge.actors.resolve_source(words, None, None).is_some()
            }
        };
        let standing = Standing { strength, is_body };
        self.known.insert(words, standing);
        standing
    }

    /// Whether words are a first or last name of one of the report's persons.
    pub(super) fn is_person(&self, words: &str) -> bool {
        self.persons.named.contains(words)
    }

    /// Whether a bare name means a person: a country or a region never does, and of what speaks
    /// only small places do ("Moscow said").
    fn is_somebody(&self, words: &str, strength: NameStrength, is_scene: bool) -> bool {
        let is_strong = strength == NameStrength::Strong;
        if self.persons.named.contains(words) {
            return !(is_strong && (is_scene || is_region_name(self.gazetteer(), words)));
        }
        self.persons.speaking.contains(words) && !is_strong && !is_scene
    }

    /// A name that several were taken for: "W" "." "Va", "Bosnia" and "Herzegovina".
    fn joined(&self, at: usize) -> Option<(Found<'t>, usize)> {
        let first = &self.names[at];
        let mut best = None;
        for next in at + 1..(at + N_JOINED).min(self.names.len()) {
            let (last, name) = (&self.names[next - 1], &self.names[next]);
            let mut gap = last.tokens.end..name.tokens.start;
            if name.sentence != first.sentence
                || !(1..=2).contains(&gap.len())
                || !gap.all(|token| JOINTS.contains(&self.document.word(token)))
            {
                break;
            }
            let tokens = first.tokens.start..name.tokens.end;
            if self.gazetteer().is_name(self.document.words(tokens.clone())) {
                best = Some((tokens, next - at + 1));
            }
        }
        let (tokens, used) = best?;
        let role = if first.after_place_preposition && !first.in_aside {
            PlaceRole::Scene
        } else {
            PlaceRole::Named
        };
        Some((self.found(tokens, first.sentence, role), used))
    }

    fn found(&self, tokens: Tokens, sentence: usize, role: PlaceRole) -> Found<'t> {
        let words = self.document.words(tokens.clone());
        let mut bytes = self.document.bytes(tokens.clone());
        let owner = without_lost_apostrophe(self.gazetteer(), words);
        bytes.end -= (words.len() - owner.len()) as u32;
        Found {
            words: owner,
            bytes,
            is_spot: is_spot(words),
            tokens,
            sentence,
            role,
            level: None,
            bearer: None,
        }
    }

    /// What a name is taken for; false where it holds only if the name is a place elsewhere, too.
    fn sort(&mut self, at: usize) -> Option<(Found<'t>, bool)> {
        let name = &self.names[at];
        let words = self.document.words(name.name.clone());
        if is_dateline(self.document, name) {
            let is_place =
                name.kind == NameKind::Location || self.standing(words).strength >= NameStrength::Fair;
            return is_place
                .then(|| (self.found(name.tokens.clone(), name.sentence, PlaceRole::Dateline), true));
        }
        let here =
            if name.after_place_preposition && !name.in_aside { PlaceRole::Scene } else { PlaceRole::Named };
        match name.kind {
            NameKind::Person => None,
            NameKind::Body => self.borne(name),
            NameKind::Location => {
                let role = if name.in_aside { PlaceRole::Named } else { PlaceRole::Scene };
                self.with_kind(name, words, role)
            }
            NameKind::Plain if self.is_disease(name) => None,
            NameKind::Plain if describes(words) || self.is_abbreviation(name) => self.borne(name),
            NameKind::Plain => {
                let Standing { strength, is_body } = self.standing(words);
                let is_scene = here == PlaceRole::Scene;
                if self.is_somebody(words, strength, is_scene)
                    || is_body && !(is_scene && strength >= NameStrength::Fair)
                {
                    return None;
                }
                let here = if is_struck(self.document, name.tokens.start) { PlaceRole::Scene } else { here };
                let is_scene = here == PlaceRole::Scene;
                match strength {
                    NameStrength::Strong | NameStrength::Fair => {
                        Some((self.found(name.tokens.clone(), name.sentence, here), true))
                    }
                    // A weak name before a noun describes it ("an Observatory toll").
                    NameStrength::Weak if name.modifies_noun || !is_scene => {
                        let is_sure =
                            !name.modifies_noun && self.lies_in_next(at) || self.is_state_behind_comma(name);
                        Some((self.found(name.tokens.clone(), name.sentence, PlaceRole::Named), is_sure))
                    }
                    NameStrength::Weak => Some((self.found(name.tokens.clone(), name.sentence, here), true)),
                    NameStrength::None if is_scene && !name.modifies_noun && !self.is_gathering(name) => {
                        let bearer = inner_place(self, name).map(|bytes| self.cut(&bytes));
                        let found = self.found(name.tokens.clone(), name.sentence, here);
                        Some((Found { bearer, ..found }, true))
                    }
                    NameStrength::None => self.borne(name),
                }
            }
        }
    }

    /// A name with the word for its kind.
    fn with_kind(
        &mut self,
        name: &NameMention,
        words: &'t str,
        role: PlaceRole,
    ) -> Option<(Found<'t>, bool)> {
        let mut found = self.found(name.tokens.clone(), name.sentence, role);
        // "Town of X": the name alone is looked up, the word tells its level.
        if name.name.start > name.tokens.start {
            found.words = words;
            found.is_spot = is_spot(self.document.word(name.tokens.start));
            found.level = level_of_word(&self.document.word(name.tokens.start).to_lowercase());
            return Some((found, true));
        }
        let kind = self.document.word(name.tokens.end - 1);
        if kind.eq_ignore_ascii_case("state")
            && self.standing(words).strength == NameStrength::Strong
            && !self.gazetteer().is_name(found.words)
            && !name.after_place_preposition
        {
            // "Syria's state television".
            found = self.found(name.name.clone(), name.sentence, PlaceRole::Named);
        } else if let Some(start) = self.behind_owner(name) {
            found = self.found(start..name.tokens.end, name.sentence, role);
        } else if self.standing(found.words).strength == NameStrength::None {
            if is_spot(kind) {
                // "Arvad hospital" is no place of the gazetteer, but it is in Arvad.
                found.bearer = Some(words).filter(|_| self.standing(words).strength >= NameStrength::Fair);
            } else if split_level(&kind.to_lowercase()).1.is_none() {
                // "Arvad area".
                found.words = words;
            }
        }
        Some((found, true))
    }

    /// "Syrias Homs province", with its apostrophe lost: where the name itself begins.
    fn behind_owner(&mut self, name: &NameMention) -> Option<usize> {
        let start = name.name.start + 1;
        let owner = self.document.word(name.name.start);
        let is_owner = start < name.name.end
            && owner.ends_with('s')
            && self.standing(owner).strength == NameStrength::Strong
            && !self.gazetteer().is_name(self.document.words(name.tokens.clone()));
        (is_owner && self.standing(self.document.words(start..name.name.end)).strength >= NameStrength::Fair)
            .then_some(start)
    }

    /// The place inside a longer name.
    fn borne(&mut self, name: &NameMention) -> Option<(Found<'t>, bool)> {
        let bytes = inner_place(self, name)?;
        let found = self.found(name.tokens.clone(), name.sentence, PlaceRole::Borne);
        Some((Found { words: self.cut(&bytes), bytes, ..found }, true))
    }

    fn cut(&self, bytes: &std::ops::Range<u32>) -> &'t str {
        self.document.text().get(bytes.start as usize..bytes.end as usize).unwrap_or("")
    }

    /// "Meadow Grove, Nebraska": the next name is a region or country that holds it.
    fn lies_in_next(&self, at: usize) -> bool {
        let name = &self.names[at];
        self.names.get(at + 1).is_some_and(|next| {
            next.sentence == name.sentence
                && next.tokens.start == name.tokens.end + 1
                && self.document.word(name.tokens.end) == ","
                && is_region_name(self.gazetteer(), self.document.words(next.name.clone()))
        })
    }

    /// "Ridge Farm, Ill.": what follows a comma and is the short form of a region.
    fn is_state_behind_comma(&self, name: &NameMention) -> bool {
        let before = name.tokens.start.checked_sub(1).map(|token| self.document.word(token));
        before == Some(",") && is_region_name(self.gazetteer(), self.document.words(name.tokens.clone()))
    }

    /// "WHO", "HIV": capitals in a text of small letters are an abbreviation, and no village, unless
    /// they open the sentence, as datelines do.
    fn is_abbreviation(&self, name: &NameMention) -> bool {
        let words = self.document.words(name.name.clone());
        name.name.len() == 1
            && (2..=LONGEST_ABBREVIATION).contains(&words.len())
            && words.bytes().all(|byte| byte.is_ascii_uppercase())
            && self.document.case() != Case::Capitals
            && name.tokens.start > self.document.sentences()[name.sentence].tokens().start
            && !is_region_name(self.gazetteer(), words)
    }

    /// "Marburg virus", "Lassa fever": diseases bear the names of places.
    fn is_disease(&self, name: &NameMention) -> bool {
        let end = self.document.sentences()[name.sentence].tokens().end;
        (name.tokens.end..end.min(name.tokens.end + 2))
            .any(|token| DISEASES.contains(&self.document.word(token)))
    }

    /// "At the Arvad Conference", "from the Arvad Guard": people meet or serve there.
    fn is_gathering(&self, name: &NameMention) -> bool {
        let last = self.document.word(name.tokens.end - 1);
        GATHERINGS.iter().any(|word| last.eq_ignore_ascii_case(word))
    }
}

/// Letters of the longest abbreviation that is read as one.
const LONGEST_ABBREVIATION: usize = 5;

/// Words behind a name that make it a disease's.
const DISEASES: &[&str] = &[
    "virus",
    "viruses",
    "ebolavirus",
    "fever",
    "flu",
    "influenza",
    "disease",
    "syndrome",
    "strain",
    "strains",
    "variant",
];

/// Last words of names of meetings, bodies and events.
const GATHERINGS: &[&str] = &[
    "accord",
    "accords",
    "agreement",
    "assembly",
    "cabinet",
    "conference",
    "congress",
    "convention",
    "council",
    "court",
    "cup",
    "day",
    "dialogue",
    "festival",
    "forum",
    "games",
    "guard",
    "house",
    "league",
    "meeting",
    "news",
    "olympics",
    "parliament",
    "post",
    "process",
    "protocol",
    "radio",
    "senate",
    "session",
    "summit",
    "symposium",
    "talks",
    "times",
    "treaty",
    "tribunal",
    "tv",
    "war",
];

/// "Daesh-held", "US-backed" describe; they name no place of an event.
fn describes(words: &str) -> bool {
    words.rsplit_once('-').is_some_and(|(_, end)| DESCRIBES.contains(&end))
}

/// Second parts of words that describe who holds or helps something.
const DESCRIBES: &[&str] = &[
    "held",
    "led",
    "backed",
    "controlled",
    "run",
    "based",
    "linked",
    "ruled",
    "occupied",
    "allied",
    "made",
    "born",
    "supported",
    "trained",
    "funded",
    "registered",
    "brokered",
    "style",
];

fn is_party(words: &str, knowledge: &Knowledge) -> bool {
    knowledge.actors.resolve(words, None, None).is_some_and(|actor| actor.id.is_some())
}

/// Names of a report's persons: "Moore said" after "Chief Ann Moore".
#[derive(Default)]
struct Persons<'t> {
    /// First and last names of those who are named in full or by title.
    named: FxHashSet<&'t str>,
    /// Last names of those who speak.
    speaking: FxHashSet<&'t str>,
}

fn persons<'t>(document: &Document<'t>, extraction: &Extraction) -> Persons<'t> {
    let mut persons = Persons::default();
    for name in extraction.names.iter().filter(|name| name.kind == NameKind::Person) {
        persons.named.extend([name.name.start, name.name.end - 1].map(|token| document.word(token)));
    }
    for saying in &extraction.sayings {
        let is_person = matches!(saying.kind, SourceKind::Person | SourceKind::Unknown);
        let Some(source) = saying.source.as_ref().filter(|_| is_person) else { continue };
        let starts = extraction.names.partition_point(|name| name.tokens.start < source.start);
        let name = extraction.names.get(starts).filter(|name| name.tokens == *source);
        if name.is_some_and(|name| name.kind == NameKind::Plain) {
            persons.speaking.insert(document.word(source.end - 1));
        }
    }
    persons
}

/// Whether something is said to strike or take the name that begins at a token: "strikes on X",
/// "shelled X", "the fall of X".
fn is_struck(document: &Document, start: usize) -> bool {
    let word = |back: usize| start.checked_sub(back).map(|token| document.word(token).to_lowercase());
    let Some(last) = word(1) else { return false };
    if STRIKES.contains(&last.as_str()) {
        return true;
    }
    let is_on = matches!(last.as_str(), "on" | "against" | "of");
    is_on && (2..=3).filter_map(word).any(|noun| ATTACKS.contains(&noun.as_str()))
}

/// Verbs whose object is where they happen.
const STRIKES: &[&str] = &[
    "bombarded",
    "bombed",
    "bombing",
    "captured",
    "capturing",
    "entered",
    "entering",
    "hit",
    "hitting",
    "invaded",
    "overran",
    "pounded",
    "pounding",
    "raided",
    "raiding",
    "rocked",
    "seized",
    "shelled",
    "shelling",
    "stormed",
    "storming",
    "struck",
];

/// Nouns of what happens at the place that follows "on", "against" or "of".
const ATTACKS: &[&str] = &[
    "advance",
    "airstrike",
    "airstrikes",
    "assault",
    "assaults",
    "attack",
    "attacks",
    "battle",
    "bombardment",
    "bombing",
    "bombings",
    "capture",
    "control",
    "fall",
    "liberation",
    "massacre",
    "offensive",
    "onslaught",
    "raid",
    "raids",
    "recapture",
    "seizure",
    "shelling",
    "siege",
    "strike",
    "strikes",
];

/// "BEIRUT, Aug 20", "MOSCOW: ...", "Damascus (SANA) -": the place of writing opens the text.
fn is_dateline(document: &Document, name: &NameMention) -> bool {
    if name.sentence > 1 || name.tokens.start > 12 {
        return false;
    }
    let sentence = document.sentences()[name.sentence].tokens();
    if name.tokens.start > sentence.start + 6 {
        return false;
    }
    let mut closed = false;
    for token in (name.tokens.end..sentence.end).take(12) {
        match document.word(token) {
            ":" | "--" | "–" | "—" | "-" if closed || token <= name.tokens.end + 8 => {
                return token <= name.tokens.end + 10
                    && !has_lower_case_word(document, name.tokens.end..token);
            }
            "/" | "(" => closed = true,
            ")" if closed => return true,
            _ => {}
        }
    }
    false
}

fn has_lower_case_word(document: &Document, mut tokens: Tokens) -> bool {
    tokens.any(|token| document.tokens()[token].shape == Shape::Lower)
}
