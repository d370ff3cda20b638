//! What only a place can suffer, hold or be won by: words around a name that put something there
//! where no preposition does ("Arvad was shelled", "the residents of Arvad", "the battle for Arvad").

use super::attacks::is_struck;
use super::cues::{is_any, is_direction};
use super::stance::FLIGHTS;
use super::standing::Sorter;
use crate::place::NameStrength;
use cairn_extract::{NameMention, Tokens};
use cairn_text::{Document, Shape};

impl Sorter<'_, '_> {
    /// Whether the words around a name make it where something happens. Of a name that no
    /// gazetteer has, only what is said of nothing but places counts.
    pub(super) fn suffers(&self, name: &NameMention, strength: NameStrength) -> bool {
        let sentence = self.document.sentences()[name.sentence].tokens();
        let around = Around { document: self.document, name: name.tokens.clone(), sentence };
        let is_known = strength >= NameStrength::Fair;
        around.is_hit(is_known)
            || around.is_fought_for()
            || around.falls_upon()
            || around.is_struck_in_part()
            || is_known && (around.is_crossed() || around.is_fled())
            || around.holds_people() && !self.atlas().is_region_name(self.document.words(name.tokens.clone()))
            || name.after_place_preposition && around.owns_a_part()
            || around.names_an_attack(strength, name.modifies_noun)
    }
}

/// A name and its sentence.
struct Around<'d, 't> {
    document: &'d Document<'t>,
    name: Tokens,
    sentence: Tokens,
}

impl<'t> Around<'_, 't> {
    /// The word so many tokens before the name, in its sentence; 1 is right before it.
    fn before(&self, back: usize) -> Option<&'t str> {
        let token = self.name.start.checked_sub(back).filter(|token| *token >= self.sentence.start)?;
        Some(self.document.word(token))
    }

    /// The word so many tokens behind the name, in its sentence; 0 is right behind it.
    fn behind(&self, ahead: usize) -> Option<&'t str> {
        let token = self.name.end + ahead;
        (token < self.sentence.end).then(|| self.document.word(token))
    }

    fn is_behind(&self, ahead: usize, list: &[&str]) -> bool {
        self.behind(ahead).is_some_and(|word| is_any(list, word))
    }

    fn is_before(&self, back: usize, list: &[&str]) -> bool {
        self.before(back).is_some_and(|word| is_any(list, word))
    }

    /// The first word behind the name, or behind a part between commas, that is no adverb.
    fn verb(&self) -> usize {
        /// Words of a part between commas: ", a town of 5,000,".
        const ASIDE: usize = 14;
        let aside = self.is_behind(0, &[","]).then(|| (1..ASIDE).find(|at| self.is_behind(*at, &[","])));
        let start = aside.flatten().map_or(0, |comma| comma + 1);
        self.past_adverbs(start)
    }

    fn past_adverbs(&self, start: usize) -> usize {
        let is_adverb = |at: &usize| {
            let word = self.behind(*at);
            word.is_some_and(|word| is_any(ADVERBS, word) || word.len() > 4 && word.ends_with("ly"))
        };
        start + (start..).take_while(is_adverb).count()
    }

    /// "X was shelled", "X fell to the rebels", "X came under fire", "X changed hands".
    fn is_hit(&self, is_known: bool) -> bool {
        // "The Arvad was shelled" is a ship.
        if !is_known && self.is_before(1, &["the", "a", "an"]) {
            return false;
        }
        let at = self.verb();
        let is = |list: &[&str]| self.is_behind(at, list);
        let next = self.past_adverbs(at + 1);
        if is(&["was", "were", "is", "are", "being"]) {
            self.is_done(next, is_known)
        } else if is(&["has", "had", "have"]) {
            match self.behind(next) {
                Some("been") => self.is_done(self.past_adverbs(next + 1), is_known),
                Some("come") => self.is_under(next + 1, is_known),
                Some("fallen") => self.is_lost(next + 1),
                Some("changed") => self.is_behind(next + 1, &["hands"]),
                _ => false,
            }
        } else if is(&["came", "comes", "remained", "remains"]) {
            self.is_under(at + 1, is_known)
        } else if is(&["fell", "falls"]) {
            self.is_lost(at + 1)
        } else if is(&["changed", "changing"]) {
            self.is_behind(at + 1, &["hands"])
        } else {
            is(&["saw", "witnessed"]) && (at + 1..at + 6).any(|at| self.is_behind(at, FIGHTS))
        }
    }

    fn is_done(&self, at: usize, is_known: bool) -> bool {
        self.is_behind(at, DONE_TO_PLACES)
            || is_known && self.is_behind(at, DONE_TO_ANY)
            || self.is_under(at, is_known)
            || self.is_behind(at, &["burned", "burnt"]) && self.is_behind(at + 1, &["down", "to"])
    }

    /// "Under heavy fire"; "under attack" and "under siege" may be said of somebody, too.
    fn is_under(&self, at: usize, is_known: bool) -> bool {
        let ends = |at: usize| {
            self.is_behind(at, &["bombardment", "fire", "shelling", "siege", "curfew"])
                || is_known && self.is_behind(at, &["attack", "assault", "control", "pressure"])
        };
        self.is_behind(at, &["under"]) && (at + 1..at + 4).any(ends)
    }

    /// "Fell to the rebels": not "to his death".
    fn is_lost(&self, at: usize) -> bool {
        self.is_behind(at, &["to", "into"])
            && (at + 1..at + 5).any(|at| {
                self.is_behind(at, CAPTORS)
                    || self.behind(at).is_some_and(|word| word.starts_with(char::is_uppercase))
            })
    }

    /// "The battle for X", "took X from the rebels", "retake X".
    fn is_fought_for(&self) -> bool {
        self.is_before(1, &["for"]) && self.is_before(2, &["battle", "battles", "fight", "struggle"])
            || self
                .is_before(1, &["took", "taking", "wrested", "wresting", "retake", "recapture", "reclaimed"])
                && self.is_behind(0, &["from", "back"])
            || self.is_before(1, &["retake", "recapture", "retook", "retaking", "overrun", "besiege"])
                && !self.is_behind(0, &["'s", "’s"])
    }

    /// "Rockets came down on X", "shells rained on northern X".
    fn falls_upon(&self) -> bool {
        let part = self.before(1).is_some_and(|word| {
            let side = word.strip_suffix("ern").unwrap_or(word);
            is_direction(side) || is_any(&["central", "downtown"], word)
        });
        let on = 1 + usize::from(part);
        self.is_before(on, &["on", "onto", "upon"])
            && (self.is_before(on + 1, FALLS)
                || self.is_before(on + 1, &["fired", "firing", "fire"]) && !self.is_many()
                || (on + 1..on + 8).any(|back| self.is_before(back, &["dropped", "airdropped"])))
    }

    /// "The Zarmenians": a plural is people.
    fn is_many(&self) -> bool {
        self.document.word(self.name.end - 1).ends_with('s') || self.is_before(1, &["the"])
    }

    /// "Shelling a residential area of X", "captured the outskirts of X".
    fn is_struck_in_part(&self) -> bool {
        let article = usize::from(self.is_before(1, &["the"]));
        self.is_before(1 + article, &["of"])
            && self.is_before(2 + article, STRUCK_PARTS)
            && (3..7).any(|back| {
                self.before(back + article).is_some()
                    && is_struck(self.document, self.name.start - back - article, true)
            })
    }

    /// "3,000 have fled Arvad": what people flee is where they lived.
    fn is_fled(&self) -> bool {
        self.is_before(1, FLIGHTS)
    }

    /// "Within X", "through X", "brought down over X".
    fn is_crossed(&self) -> bool {
        self.is_before(1, &["within", "through", "amid", "opposite"])
            || self.is_before(1, &["over", "above"]) && (2..5).any(|back| self.is_before(back, DOWNED))
    }

    /// "The residents of X", "the mayor of X".
    fn holds_people(&self) -> bool {
        self.is_before(1, &["of"]) && self.is_before(2, INHABITANTS)
    }

    /// "X's eastern suburbs".
    fn owns_a_part(&self) -> bool {
        self.is_behind(0, &["'s", "’s"]) && (1..4).any(|at| self.is_behind(at, PARTS))
    }

    /// "The X massacre", "X fighting enters a fourth week": the name tells which is meant.
    fn names_an_attack(&self, strength: NameStrength, modifies_noun: bool) -> bool {
        let is_named = strength >= NameStrength::Fair || modifies_noun && self.is_before(1, &["the"]);
        let goes_on = self.behind(1).is_some_and(|word| word == ":")
            || self.document.tokens().get(self.name.end + 1).is_some_and(|next| next.shape != Shape::Number);
        is_named && goes_on && self.is_behind(0, FOUGHT_AT)
    }
}

/// Words between a name and what is done to it.
const ADVERBS: &[&str] = &["again", "also", "already", "itself", "later", "now", "once", "still", "then"];

/// What is done to places alone.
const DONE_TO_PLACES: &[&str] = &[
    "besieged",
    "blockaded",
    "bombarded",
    "bombed",
    "depopulated",
    "encircled",
    "evacuated",
    "flattened",
    "liberated",
    "looted",
    "mortared",
    "occupied",
    "overrun",
    "pounded",
    "ransacked",
    "razed",
    "recaptured",
    "reoccupied",
    "retaken",
    "rocketed",
    "sacked",
    "shelled",
    "stormed",
    "strafed",
    "torched",
];

/// What is done to places as well as to people.
const DONE_TO_ANY: &[&str] = &[
    "assaulted",
    "attacked",
    "burned",
    "burnt",
    "captured",
    "destroyed",
    "hit",
    "invaded",
    "jolted",
    "raided",
    "rocked",
    "seized",
    "shaken",
    "struck",
    "surrounded",
    "targeted",
    "taken",
];

/// Into whose hands a place falls.
const CAPTORS: &[&str] = &[
    "army",
    "fighters",
    "forces",
    "government",
    "guerrillas",
    "insurgents",
    "jihadists",
    "junta",
    "militants",
    "militia",
    "militiamen",
    "opposition",
    "rebels",
    "regime",
    "separatists",
    "soldiers",
    "troops",
];

/// What a place sees.
const FIGHTS: &[&str] =
    &["attacks", "bombing", "clashes", "fighting", "shelling", "strikes", "violence", "bloodshed", "raids"];

/// What comes down, and on nobody in particular.
const FALLS: &[&str] =
    &["crashed", "down", "fall", "fallen", "falling", "fell", "landed", "landing", "rained", "raining"];

/// What is done to aircraft over a place.
const DOWNED: &[&str] = &["brought", "down", "downed", "shot", "hit", "intercepted", "destroyed"];

/// Who lives in a place or rules it, and what is part of it, before "of".
const INHABITANTS: &[&str] = &[
    "inhabitants",
    "locals",
    "mayor",
    "outskirts",
    "people",
    "population",
    "residents",
    "streets",
    "suburbs",
    "townsfolk",
    "townspeople",
    "villagers",
];

/// Parts of a place that are struck or taken.
const STRUCK_PARTS: &[&str] = &[
    "area",
    "areas",
    "centre",
    "center",
    "city",
    "district",
    "districts",
    "edge",
    "half",
    "heart",
    "outskirts",
    "part",
    "parts",
    "port",
    "quarter",
    "quarters",
    "suburb",
    "suburbs",
    "town",
    "village",
    "villages",
];

/// Parts of a place that it owns.
const PARTS: &[&str] = &[
    "airport",
    "bazaar",
    "centre",
    "center",
    "countryside",
    "districts",
    "downtown",
    "edge",
    "harbour",
    "market",
    "markets",
    "neighbourhood",
    "neighborhood",
    "neighbourhoods",
    "neighborhoods",
    "outskirts",
    "port",
    "quarter",
    "quarters",
    "square",
    "streets",
    "suburb",
    "suburbs",
];

/// What is fought or suffered at a place, behind its name.
const FOUGHT_AT: &[&str] = &[
    "battle",
    "blast",
    "blasts",
    "bombing",
    "bombings",
    "clashes",
    "explosion",
    "explosions",
    "fighting",
    "killings",
    "massacre",
    "shelling",
    "shootings",
    "siege",
];
