//! Which names of a report name places, and in what role.

use super::attacks::{is_struck, is_under_fire};
use super::capitals::is_no_name;
use super::cues::{CREEDS, describes, is_any, part_of};
use super::dateline::{has_headed_paragraphs, is_dateline};
use super::inner::inner_place;
use super::names::is_spot;
use super::persons::{Persons, persons};
use crate::knowledge::Knowledge;
use crate::place::{Atlas, NameStrength, PlaceLevel, level_of_word, split_level};
use cairn_extract::{Extraction, NameKind, NameMention, Tokens};
use cairn_text::{Case, Document, Shape};
use rustc_hash::FxHashSet;

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
    let sorter = Sorter {
        document,
        names: &extraction.names,
        knowledge,
        persons: persons(document, extraction),
        has_heads: has_headed_paragraphs(document),
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

pub(super) struct Sorter<'a, 't> {
    pub document: &'a Document<'t>,
    pub names: &'a [NameMention],
    knowledge: &'a Knowledge,
    persons: Persons<'t>,
    /// Whether names and colons head the paragraphs ("LUZON: ...").
    has_heads: bool,
}

impl<'t> Sorter<'_, 't> {
    pub(super) fn atlas(&self) -> &Atlas {
        &self.knowledge.atlas
    }

    /// How far words are known as a place.
    fn strength(&self, words: &'t str) -> NameStrength {
        self.atlas().strength(words)
    }

    /// Whether words that no large place bears are known as a party, a body or a ruler.
    fn is_body(&self, words: &str) -> bool {
        self.knowledge.actors.is_name(words)
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
            return !(is_strong && (is_scene || self.atlas().is_region_name(words)));
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
            if self.atlas().is_name(self.document.words(tokens.clone())) {
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
        let owner = self.atlas().without_lost_apostrophe(words);
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
    fn sort(&self, at: usize) -> Option<(Found<'t>, bool)> {
        let name = &self.names[at];
        let words = self.document.words(name.name.clone());
        let is_label = self.has_heads && self.opens_with_colon(name);
        if !is_label && is_dateline(self.document, name) {
            let is_place = name.kind == NameKind::Location || self.strength(words) >= NameStrength::Fair;
            return is_place
                .then(|| (self.found(name.tokens.clone(), name.sentence, PlaceRole::Dateline), true));
        }
        let first = self.document.sentences()[name.sentence].tokens().start;
        let is_there = is_label
            || self.heads_paragraph(name)
            || name.after_place_preposition
            || part_of(self.document, first, name.tokens.start).is_some();
        let here = if is_there && !name.in_aside { PlaceRole::Scene } else { PlaceRole::Named };
        match name.kind {
            NameKind::Person if self.is_there(name) && self.strength(words) != NameStrength::None => {
                Some((self.found(name.tokens.clone(), name.sentence, here), true))
            }
            NameKind::Person => None,
            NameKind::Body => self.borne(name),
            NameKind::Location => {
                let is_scene = !name.in_aside && (name.after_place_preposition || !self.bears_title(name));
                let role = if is_scene { PlaceRole::Scene } else { PlaceRole::Named };
                self.with_kind(name, words, role)
            }
            NameKind::Plain if self.is_disease(name) => None,
            NameKind::Plain if let Some(end) = self.before_demonym(name) => {
                Some((self.found(name.tokens.start..end, name.sentence, here), true))
            }
            NameKind::Plain if let Some(start) = self.behind_people(name) => {
                Some((self.found(start..name.tokens.end, name.sentence, PlaceRole::Scene), true))
            }
            NameKind::Plain if let Some(start) = self.behind_party(name) => {
                Some((self.found(start..name.tokens.end, name.sentence, PlaceRole::Named), true))
            }
            NameKind::Plain if is_no_name(self, name) || is_any(CREEDS, words) => None,
            NameKind::Plain if describes(words) || self.is_abbreviation(name) => self.borne(name),
            NameKind::Plain => {
                let strength = self.strength(words);
                let is_scene = here == PlaceRole::Scene;
                let may_be_body = strength < if is_scene { NameStrength::Fair } else { NameStrength::Strong };
                if self.is_somebody(words, strength, is_scene) || may_be_body && self.is_body(words) {
                    return None;
                }
                let is_under_fire = strength != NameStrength::None
                    && is_under_fire(self.document, name.tokens.clone(), name.modifies_noun);
                let is_known = strength >= NameStrength::Fair;
                let suffers = self.suffers(name, strength);
                // "Lost two Bradley carriers": what is counted bears the name.
                if name.modifies_noun && self.is_counted(name) {
                    return self.borne(name);
                }
                let is_struck =
                    is_under_fire || suffers || is_struck(self.document, name.tokens.start, is_known);
                let here = if is_struck { PlaceRole::Scene } else { here };
                let is_scene = here == PlaceRole::Scene;
                // "Russian dictations", "Afghan lives": the people, not the country, whose embassy and
                // whose troops lie elsewhere.
                if is_scene && (self.atlas().is_demonym(words) || self.is_abroad(name, words)) {
                    return Some((self.found(name.tokens.clone(), name.sentence, PlaceRole::Named), true));
                }
                match strength {
                    NameStrength::None | NameStrength::Weak if self.is_one_of_many(name) => None,
                    NameStrength::None if self.speaks(name) => None,
                    NameStrength::Weak if self.speaks(name) && !is_label => None,
                    NameStrength::Strong | NameStrength::Fair => {
                        Some((self.found(name.tokens.clone(), name.sentence, here), true))
                    }
                    // A weak name before a noun describes it ("an Observatory toll").
                    NameStrength::Weak if (name.modifies_noun && !is_under_fire && !suffers) || !is_scene => {
                        let is_sure =
                            !name.modifies_noun && self.lies_in_next(at) || self.is_state_behind_comma(name);
                        Some((self.found(name.tokens.clone(), name.sentence, PlaceRole::Named), is_sure))
                    }
                    NameStrength::Weak => Some((self.found(name.tokens.clone(), name.sentence, here), true)),
                    NameStrength::None
                        if is_scene
                            && (!name.modifies_noun || suffers || self.before_kind(name))
                            && !self.is_gathering(name) =>
                    {
                        let bearer = inner_place(self, name).map(|bytes| self.cut(&bytes));
                        let found = self.found(name.tokens.clone(), name.sentence, here);
                        Some((Found { bearer, ..found }, true))
                    }
                    NameStrength::None if self.is_feature(name) && !name.modifies_noun => {
                        Some((self.found(name.tokens.clone(), name.sentence, PlaceRole::Scene), true))
                    }
                    NameStrength::None => self.borne(name),
                }
            }
        }
    }

    /// A name with the word for its kind.
    fn with_kind(&self, name: &NameMention, words: &'t str, role: PlaceRole) -> Option<(Found<'t>, bool)> {
        // "A Red Cross-supported hospital" has no name of its own; "Arvad Province" may be a party.
        if describes(words) || self.is_body(self.document.words(name.tokens.clone())) {
            return self.borne(name);
        }
        // "The dead are of the Saba front": what no gazetteer has may be a unit of rebels.
        let kind = self.document.word(name.tokens.end - 1);
        let is_unit = is_any(&["front", "fronts"], kind) && self.strength(words) == NameStrength::None;
        if is_unit && !self.is_put_on(name) {
            return None;
        }
        let mut found = self.found(name.tokens.clone(), name.sentence, role);
        // "Town of X": the name alone is looked up, the word tells its level.
        if name.name.start > name.tokens.start {
            found.words = words;
            found.is_spot = is_spot(self.document.word(name.tokens.start));
            found.level = level_of_word(&self.document.word(name.tokens.start).to_lowercase());
            return Some((found, true));
        }
        if self.is_before_its_own_name(name, kind) {
            return Some((self.found(name.name.clone(), name.sentence, PlaceRole::Named), true));
        }
        if kind.eq_ignore_ascii_case("state")
            && self.strength(words) == NameStrength::Strong
            && !self.atlas().is_name(found.words)
            && !name.after_place_preposition
        {
            // "Syria's state television".
            found = self.found(name.name.clone(), name.sentence, PlaceRole::Named);
        } else if let Some(start) = self.behind_owner(name) {
            found = self.found(start..name.tokens.end, name.sentence, role);
        } else if self.strength(found.words) == NameStrength::None {
            if let Some(bytes) =
                Some(name).filter(|_| words.contains('-')).and_then(|name| inner_place(self, name))
            {
                // "The Arvad-Duma area" lies about the first of the two.
                found.bearer = Some(self.cut(&bytes));
            } else if is_plural(kind) && self.strength(words) == NameStrength::None {
                // "Tuareg villages", "Shabaab camps" bear no name of their own.
                return self.borne(name);
            } else if is_spot(kind) {
                // "Arvad hospital" is no place of the gazetteer, but it is in Arvad.
                found.bearer = Some(words).filter(|_| self.strength(words) >= NameStrength::Fair);
            } else if split_level(&kind.to_lowercase()).1.is_none() {
                // "Arvad area".
                found.words = words;
            }
        }
        Some((found, true))
    }

    /// "The Plateau village of Arvad": the name behind is the village's, this one holds it. Without an
    /// article, or before the name of a region, it is the other way round: "in Arvad village of Duma
    /// district".
    fn is_before_its_own_name(&self, name: &NameMention, kind: &str) -> bool {
        let word = |token: usize| self.document.word(token);
        let next = name.tokens.end + 1;
        let is_name = next < self.document.tokens().len()
            && word(name.tokens.end) == "of"
            && self.document.tokens()[next].shape == Shape::Capitalised
            && match level_of_word(&kind.to_lowercase()) {
                Some(PlaceLevel::City) => true,
                Some(PlaceLevel::District | PlaceLevel::Adm2) => self.is_smaller(next, name),
                _ => false,
            };
        // "The besieged Arvad suburb of Duma".
        let has_article = || {
            let first = self.document.sentences()[name.sentence].tokens().start;
            let mut before = (first.max(name.tokens.start.saturating_sub(2))..name.tokens.start).map(word);
            before.any(|before| is_any(&["the", "a", "an"], before))
        };
        let of_region = || {
            let other = self.names.iter().find(|other| other.tokens.start == next);
            other.is_some_and(|other| other.kind == NameKind::Location && other.tokens != other.name)
        };
        is_name && has_article() && !of_region()
    }

    /// Whether the place that a token names is far less known than that of a name: "the Baghdad district
    /// of Saba", but not "the Saba district of Baghdad".
    fn is_smaller(&self, token: usize, name: &NameMention) -> bool {
        let other = self.names.iter().find(|other| other.tokens.start == token);
        let strength = |name: &NameMention| self.strength(self.document.words(name.name.clone()));
        strength(name) == NameStrength::Strong
            && other.is_some_and(|other| strength(other) < NameStrength::Strong)
    }

    /// "In Arvad Syrian television said", with its comma lost: where the name of the place ends.
    fn before_demonym(&self, name: &NameMention) -> Option<usize> {
        let end = name.tokens.end - 1;
        let is_run_on = end > name.tokens.start
            && self.atlas().is_demonym(self.document.word(end))
            && self.strength(self.document.words(name.tokens.clone())) == NameStrength::None;
        (is_run_on && self.strength(self.document.words(name.tokens.start..end)) >= NameStrength::Fair)
            .then_some(end)
    }

    /// "IS Zarmenia", tags and captions run together: where the place begins behind the party.
    fn behind_party(&self, name: &NameMention) -> Option<usize> {
        let party = self.document.word(name.tokens.start);
        let start = name.tokens.start + 1;
        let is_short = party.chars().all(char::is_uppercase) && (2..=5).contains(&party.len());
        let is_run_on = start < name.tokens.end && is_short && self.document.case() == Case::Mixed;
        (is_run_on
            && self.is_body(party)
            && self.strength(self.document.words(start..name.tokens.end)) == NameStrength::Strong)
            .then_some(start)
    }

    /// "Syrias Homs province", with its apostrophe lost: where the name itself begins.
    fn behind_owner(&self, name: &NameMention) -> Option<usize> {
        let start = name.name.start + 1;
        let owner = self.document.word(name.name.start);
        let is_owner = start < name.name.end
            && owner.ends_with('s')
            && self.strength(owner) == NameStrength::Strong
            && !self.atlas().is_name(self.document.words(name.tokens.clone()));
        (is_owner && self.strength(self.document.words(start..name.name.end)) >= NameStrength::Fair)
            .then_some(start)
    }

    /// "On the Saba front", "along Saba front".
    fn is_put_on(&self, name: &NameMention) -> bool {
        let first = self.document.sentences()[name.sentence].tokens().start;
        let mut before = first.max(name.tokens.start.saturating_sub(2))..name.tokens.start;
        before.any(|token| is_any(&["on", "at", "along", "in"], self.document.word(token)))
    }

    /// Whether a number stands right before a name.
    fn is_counted(&self, name: &NameMention) -> bool {
        const SMALL: &[&str] =
            &["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
        let first = self.document.sentences()[name.sentence].tokens().start;
        let before = name.tokens.start.checked_sub(1).filter(|token| *token >= first);
        before.is_some_and(|token| {
            self.document.tokens()[token].shape == Shape::Number || is_any(SMALL, self.document.word(token))
        })
    }

    /// The place inside a longer name.
    fn borne(&self, name: &NameMention) -> Option<(Found<'t>, bool)> {
        let bytes = inner_place(self, name)?;
        let found = self.found(name.tokens.clone(), name.sentence, PlaceRole::Borne);
        Some((Found { words: self.cut(&bytes), bytes, ..found }, true))
    }

    fn cut(&self, bytes: &std::ops::Range<u32>) -> &'t str {
        self.document.text().get(bytes.start as usize..bytes.end as usize).unwrap_or("")
    }
}

/// Whether a word for a kind of place stands for several.
fn is_plural(kind: &str) -> bool {
    is_any(&["camps", "hamlets", "settlements", "towns", "villages", "neighbourhoods", "neighborhoods"], kind)
}
