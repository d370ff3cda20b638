//! How a name of a place stands in its clause: as where things happen, or as where people go to,
//! come from, speak or are nursed.

use super::attacks::{is_attack_noun, is_attacked};
use super::cues::{is_any, part_of};
use super::names::PlaceName;
use cairn_extract::{Extraction, Saying, Tokens};
use cairn_model::Kind;
use cairn_text::{Document, Shape};

/// What the words around a name say of what is there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stance {
    /// How a clause moves to or from it.
    pub way: Way,
    /// Whether somebody speaks there, or the hurt and the dead are brought there: an event told
    /// beside it happened elsewhere, as far as anything else tells.
    pub is_aside: bool,
    /// Whether it opens its paragraph as the head of it: "Arvad, 3 May: ...", "ARVAD - Police found".
    pub opens: bool,
    /// Whether it stands at the beginning of its sentence and sets its scene ("In Arvad, ..."), or an
    /// attack is named with it ("the victims of the blast at Arvad").
    pub sets_scene: bool,
}

impl Stance {
    /// The stance of a name.
    pub(super) fn of(document: &Document<'_>, extraction: &Extraction, name: &PlaceName) -> Self {
        let first = document.sentences()[name.sentence].tokens().start;
        let opens = opens_paragraph(document, name);
        let is_aside = !opens
            && (is_seat(document, extraction, name) || is_ward(document, name) || is_table(document, name));
        Self {
            way: Way::of(document, name),
            is_aside,
            opens,
            sets_scene: name.tokens.start - first <= FRONT || is_attacked(document, first, name.tokens.start),
        }
    }
}

/// How many words may stand before the name at the beginning of a sentence: "In the town of".
const FRONT: usize = 4;

/// How a clause moves to or from a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Not at all: it is where something is.
    None,
    /// "Flown to Arvad".
    To,
    /// "Stormed into Arvad", "fled into Arvad".
    Into,
    /// "Arrived in Arvad", "sheltering in Arvad", "fled to relatives in Arvad".
    Refuge,
    /// "Flown in from Arvad".
    From,
}

impl Way {
    /// The way that the words before a name tell, a determiner or a part of it between ("to the
    /// western edge of Arvad").
    fn of(document: &Document<'_>, name: &PlaceName) -> Self {
        let first = document.sentences()[name.sentence].tokens().start;
        let word = |back: usize| word_before(document, name, back);
        let is_the = word(1).is_some_and(|word| word.eq_ignore_ascii_case("the"));
        let at = match part_of(document, first, name.tokens.start) {
            Some(preposition) => name.tokens.start - preposition,
            None if is_the => 2,
            None => 1,
        };
        let Some(way) = word(at) else { return Self::None };
        if is_any(&["to", "toward", "towards"], way) {
            Self::To
        } else if way.eq_ignore_ascii_case("into") {
            Self::Into
        } else if way.eq_ignore_ascii_case("from") || is_any(FLIGHTS, way) {
            Self::From
        } else if is_any(&["in", "at", "inside"], way)
            && (at + 1..at + 4).map_while(word).any(|word| is_any(REFUGES, word))
        {
            Self::Refuge
        } else {
            Self::None
        }
    }

    /// Whether what is told can have happened at that end of the way: people are displaced and taken
    /// from a place, forces and aid go to one.
    pub(super) fn suits(self, kind: Kind) -> bool {
        match self {
            Self::None => true,
            Self::To => matches!(kind, Kind::Deployed | Kind::Delivered | Kind::Event),
            Self::Into | Self::Refuge => kind != Kind::Displaced,
            Self::From => {
                matches!(kind, Kind::Displaced | Kind::Abducted | Kind::Freed | Kind::Seized | Kind::Event)
            }
        }
    }
}

/// Verbs whose object is what people flee from: "3,000 have fled Arvad".
pub(super) const FLIGHTS: &[&str] = &["flee", "fled", "fleeing", "flees"];

/// Words shortly before "in", by which those who fled have come there.
const REFUGES: &[&str] = &[
    "arrivals",
    "arrive",
    "arrived",
    "arrives",
    "arriving",
    "families",
    "housed",
    "reached",
    "refuge",
    "registered",
    "relatives",
    "resettled",
    "settled",
    "shelter",
    "sheltered",
    "sheltering",
    "shelters",
];

/// The word that stands so many tokens before a name, in its sentence.
fn word_before<'t>(document: &Document<'t>, name: &PlaceName, back: usize) -> Option<&'t str> {
    let first = document.sentences()[name.sentence].tokens().start;
    let token = name.tokens.start.checked_sub(back).filter(|token| *token >= first)?;
    Some(document.word(token))
}

/// How many words a source has of whom only the seat is named.
const LONGEST_SOURCE: usize = 8;

/// Whether a name tells where a source sits or speaks: "police in Arvad said", "told reporters in
/// Arvad that", "the Arvad mayor said".
fn is_seat(document: &Document<'_>, extraction: &Extraction, name: &PlaceName) -> bool {
    let at = name.tokens.start;
    if (1..=TO_CALL).any(|back| word_before(document, name, back).is_some_and(|word| is_any(CALLS, word))) {
        return true;
    }
    if is_post(document, name) {
        return true;
    }
    let first = extraction.sayings.partition_point(|saying| saying.sentence < name.sentence);
    let here = extraction.sayings[first..].iter().take_while(|saying| saying.sentence == name.sentence);
    let is_source = |source: &Tokens| source.len() <= LONGEST_SOURCE && source.contains(&at);
    let is_told_there = |saying: &Saying| {
        let behind = saying.content.iter().find(|piece| piece.start >= saying.cue.end);
        // "Radio Arvad: In Duma, ..." speaks from nowhere.
        let is_label = document.word(saying.cue.end - 1) == ":";
        !is_label && behind.is_some_and(|piece| (saying.cue.end..piece.start).contains(&at))
    };
    here.filter(|saying| saying.class.states())
        .any(|saying| saying.source.as_ref().is_some_and(is_source) || is_told_there(saying))
}

/// "Police in Arvad paraded three suspects": whether a name tells where those sit who show or book what
/// they have found elsewhere.
fn is_post(document: &Document<'_>, name: &PlaceName) -> bool {
    const POSTS: &[&str] = &[
        "army",
        "authorities",
        "command",
        "court",
        "military",
        "officials",
        "police",
        "prosecutors",
        "troops",
    ];
    const SHOWS: &[&str] = &[
        "announced",
        "arraigned",
        "charged",
        "confirmed",
        "displayed",
        "documented",
        "paraded",
        "presented",
        "recorded",
        "registered",
        "showed",
    ];
    /// An adverb or a day between the place and the verb: "on Monday".
    const TO_VERB: usize = 3;
    let end = document.sentences()[name.sentence].tokens().end;
    let mut behind = name.tokens.end..end.min(name.tokens.end + TO_VERB);
    word_before(document, name, 1).is_some_and(|word| is_any(&["in", "at"], word))
        && word_before(document, name, 2).is_some_and(|word| is_any(POSTS, word))
        && behind.any(|token| is_any(SHOWS, document.word(token)))
}

/// "A truce agreed in Arvad", "talks in Arvad", "who are based in Arvad", "born in Arvad": whether a
/// name tells where somebody sat, met or was tried.
fn is_table(document: &Document<'_>, name: &PlaceName) -> bool {
    let is_in =
        |back: usize, list: &[&str]| word_before(document, name, back).is_some_and(|word| is_any(list, word));
    is_in(1, &["in", "at"]) && is_in(2, TABLES)
}

/// Words before "in" of what is done at tables, courts and seats, far from any fighting.
const TABLES: &[&str] = &[
    "agreed",
    "based",
    "born",
    "brokered",
    "concluded",
    "conference",
    "educated",
    "exile",
    "exiled",
    "headquartered",
    "headquarters",
    "mediated",
    "negotiated",
    "negotiations",
    "sentenced",
    "signed",
    "studied",
    "summit",
    "talks",
    "tried",
    "trial",
];

/// How many words before a name may tell that somebody was spoken to there.
const TO_CALL: usize = 3;

/// Words of speaking with somebody: "contacted in Arvad", "by telephone from Arvad".
const CALLS: &[&str] = &[
    "briefing",
    "contacted",
    "interview",
    "interviewed",
    "journalists",
    "newsmen",
    "phone",
    "reporters",
    "telephone",
    "telephoned",
];

/// How many words may stand between the preposition and the hospital, and between it and the name.
const TO_WARD: usize = 6;

/// Whether a name is that of a hospital or a morgue, or tells where one lies, and its sentence brings
/// the hurt or the dead there: "treated at Arvad General Hospital", "died in a hospital in Arvad".
fn is_ward(document: &Document<'_>, name: &PlaceName) -> bool {
    let is_burial =
        (1..=3).any(|back| word_before(document, name, back).is_some_and(|word| is_any(BURIALS, word)));
    if is_burial {
        return true;
    }
    let behind = name.tokens.end..document.sentences()[name.sentence].tokens().end.min(name.tokens.end + 4);
    if behind.into_iter().any(|token| is_any(&["hospitals", "clinics", "morgues"], document.word(token))) {
        return true;
    }
    let is_ward = |token: usize| is_any(WARDS, document.word(token)) || is_any(MEDICAL, document.word(token));
    let start = if name.tokens.clone().any(is_ward) {
        name.tokens.start
    } else {
        let near = (1..=3).find(|back| {
            word_before(document, name, *back)
                .is_some_and(|word| is_any(WARDS, word) || is_any(MEDICAL, word))
        });
        match near {
            Some(back) => name.tokens.start - back,
            None => return false,
        }
    };
    let sentence = document.sentences()[name.sentence].tokens();
    let before = (sentence.start..start).rev().take(TO_WARD).map(|token| document.word(token));
    let preposition = before.into_iter().find(|word| {
        is_any(&["at", "to", "in", "from", "into", "on", "of", "against", "outside", "near"], word)
    });
    preposition.is_some_and(|word| is_any(&["at", "to", "in", "from", "into", "outside"], word))
        && sentence.clone().any(|token| is_any(NURSING, document.word(token)))
}

/// Words for where the hurt and the dead are brought.
const WARDS: &[&str] =
    &["hospital", "hospitals", "clinic", "clinics", "morgue", "mortuary", "infirmary", "hospice"];

/// Words that end names of hospitals: "medical centre".
const MEDICAL: &[&str] = &["medical", "health", "trauma"];

/// Words shortly before the name of where the dead are buried.
const BURIALS: &[&str] = &["burial", "buried", "funeral", "funerals", "mourners"];

/// Words of sentences that tell of the hurt and the dead in a hospital, not of what happened there.
const NURSING: &[&str] = &[
    "admitted",
    "coma",
    "critical",
    "recovering",
    "bodies",
    "brought",
    "carried",
    "condition",
    "corpses",
    "died",
    "doctor",
    "doctors",
    "dr",
    "evacuated",
    "flown",
    "injuries",
    "medic",
    "medics",
    "nurse",
    "nurses",
    "received",
    "rushed",
    "surgeon",
    "surgeons",
    "surgery",
    "taken",
    "transferred",
    "treated",
    "treating",
    "treatment",
    "wounds",
];

/// Between the name and the mark behind it: a date, a bracket.
const TO_MARK: usize = 7;

/// Whether a name heads its paragraph: only marks and numbers stand before it, and only a date
/// between it and a colon, a dash or the full stop that ends the head.
fn opens_paragraph(document: &Document<'_>, name: &PlaceName) -> bool {
    let sentences = document.sentences();
    let here = &sentences[name.sentence];
    let opens = name.sentence == 0 || sentences[name.sentence - 1].paragraph != here.paragraph;
    let tokens = here.tokens();
    let before = tokens.start..name.tokens.start;
    let shape = |token: usize| document.tokens()[token].shape;
    // "3 May, Arvad: ...".
    let is_dated = before.clone().any(|token| shape(token) == Shape::Number);
    let is_aside = |token: usize| {
        !document.word(token).starts_with(char::is_alphabetic)
            || shape(token) == Shape::Upper
            || is_dated && shape(token) == Shape::Capitalised
    };
    let n_words =
        before.clone().filter(|token| document.word(*token).starts_with(char::is_alphabetic)).count();
    if !opens || n_words > 1 || !before.into_iter().all(is_aside) {
        return false;
    }
    let goes_on = || sentences.get(name.sentence + 1).is_some_and(|next| next.paragraph == here.paragraph);
    let behind = name.tokens.end..tokens.end.min(name.tokens.end + TO_MARK);
    let is_mark = |token: &usize| is_any(&[":", "-", "–", "—", "--"], document.word(*token));
    match behind.clone().find(is_mark) {
        // "ARVAD, 3 May: ...", "Arvad, night strike: ...".
        Some(mark) => (name.tokens.end..mark).all(|token| {
            document.tokens()[token].shape != Shape::Lower
                || is_attack_noun(document.word(token))
                || is_any(&["night", "morning", "dawn", "evening", "early", "late"], document.word(token))
        }),
        None => document.words(behind) == "." && goes_on(),
    }
}
