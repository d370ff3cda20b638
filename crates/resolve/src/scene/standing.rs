//! Which names of a report name places, and in what role.

use super::inner::inner_place;
use crate::knowledge::Knowledge;
use crate::place::{Gazetteer, NameStrength, PlaceLevel, is_place_name, is_region_name, level_of_word};
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
    /// First and last names of the report's persons.
    persons: FxHashSet<&'t str>,
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

    /// Whether words are a name of one of the report's persons.
    pub(super) fn is_person(&self, words: &str) -> bool {
        self.persons.contains(words)
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
        Found {
            words: self.document.words(tokens.clone()),
            bytes: self.document.bytes(tokens.clone()),
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
            let is_place = self.standing(words).strength >= NameStrength::Fair;
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
                let mut found = self.found(name.tokens.clone(), name.sentence, role);
                // "Town of X": the name alone is looked up, the word tells its level.
                if name.name.start > name.tokens.start {
                    found.words = words;
                    found.level = level_of_word(self.document.word(name.tokens.start));
                } else if self.standing(found.words).strength == NameStrength::None
                    && self.standing(words).strength >= NameStrength::Fair
                {
                    // "Arvad hospital" is no place of the gazetteer, but it is in Arvad.
                    found.bearer = Some(words);
                }
                Some((found, true))
            }
            NameKind::Plain if describes(words) || self.is_abbreviation(name) => self.borne(name),
            NameKind::Plain => {
                let Standing { strength, is_body } = self.standing(words);
                let is_scene = here == PlaceRole::Scene;
                if self.is_person(words) && !(is_scene && strength == NameStrength::Strong)
                    || is_body && !(is_scene && strength >= NameStrength::Fair)
                {
                    return None;
                }
                match strength {
                    NameStrength::Strong | NameStrength::Fair => {
                        Some((self.found(name.tokens.clone(), name.sentence, here), true))
                    }
                    // A weak name before a noun describes it ("an Observatory toll").
                    NameStrength::Weak if name.modifies_noun || !is_scene => {
                        let is_sure = !name.modifies_noun && self.lies_in_next(at);
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

    /// "At the Arvad Conference", "from the Arvad Guard": people meet or serve there.
    fn is_gathering(&self, name: &NameMention) -> bool {
        let last = self.document.word(name.tokens.end - 1);
        GATHERINGS.iter().any(|word| last.eq_ignore_ascii_case(word))
    }
}

/// Letters of the longest abbreviation that is read as one.
const LONGEST_ABBREVIATION: usize = 5;

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

/// First and last names of the persons whom a report names in full, or who speak in it: "Moore
/// said" after "Chief Ann Moore".
fn persons<'t>(document: &Document<'t>, extraction: &Extraction) -> FxHashSet<&'t str> {
    let mut persons = FxHashSet::default();
    for name in extraction.names.iter().filter(|name| name.kind == NameKind::Person) {
        persons.extend([name.name.start, name.name.end - 1].map(|token| document.word(token)));
    }
    for saying in &extraction.sayings {
        let is_person = matches!(saying.kind, SourceKind::Person | SourceKind::Unknown);
        let Some(source) = saying.source.as_ref().filter(|_| is_person) else { continue };
        let is_name = |name: &&NameMention| name.tokens == *source && name.kind == NameKind::Plain;
        if let Some(name) = extraction.names.iter().find(is_name)
            && (name.tokens.len() > 1 || document.tokens()[name.tokens.start].shape == Shape::Capitalised)
        {
            persons.insert(document.word(name.tokens.end - 1));
        }
    }
    persons
}

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
