//! Words around a name, and at its end, that tell what it is. Those of attacks are in
//! [`super::attacks`].

use crate::place::level_of_word;
use cairn_text::Document;

/// Where the preposition stands that puts something in a part of the name that begins at a token: "in
/// the western part of X", "on the edge of X", "from the resort of X", "in a village called X".
pub(super) fn part_of(document: &Document, first: usize, start: usize) -> Option<usize> {
    let word =
        |back: usize| start.checked_sub(back).filter(|token| *token >= first).map(|at| document.word(at));
    let last = word(1)?;
    let of = if last.eq_ignore_ascii_case("the") { 2 } else { 1 };
    let joint = word(of)?;
    let is_called = is_any(&["called", "named"], joint);
    let noun = word(of + 1)?;
    let is_part = !is_called && is_any(PARTS, noun)
        || level_of_word(noun).is_some()
        || noun.len() > 4 && noun.ends_with(|c: char| c.is_ascii_lowercase()) && is_direction(noun);
    if !(is_called || joint.eq_ignore_ascii_case("of")) || !is_part {
        return None;
    }
    let back = (of + 2..of + 7).find(|back| word(*back).is_some_and(|word| is_any(PLACING, word)))?;
    (of + 2..back)
        .all(|between| word(between).is_some_and(|word| !word.ends_with([',', ';', '.'])))
        .then_some(start - back)
}

/// Parts of a place, and what bears its name.
const PARTS: &[&str] = &[
    "enclave",
    "pocket",
    "stronghold",
    "bastion",
    "capital",
    "hub",
    "crossing",
    "junction",
    "approaches",
    "area",
    "areas",
    "beach",
    "border",
    "borders",
    "centre",
    "center",
    "coast",
    "corner",
    "corners",
    "east",
    "edge",
    "edges",
    "end",
    "entrance",
    "environs",
    "fringes",
    "half",
    "heart",
    "heights",
    "hills",
    "island",
    "middle",
    "most",
    "mountains",
    "much",
    "north",
    "northeast",
    "northwest",
    "outskirts",
    "part",
    "parts",
    "pockets",
    "port",
    "resort",
    "rest",
    "ruins",
    "section",
    "sections",
    "settlement",
    "settlements",
    "shores",
    "side",
    "south",
    "southeast",
    "southwest",
    "streets",
    "suburb",
    "suburbs",
    "surroundings",
    "swathes",
    "tip",
    "towns",
    "valley",
    "vicinity",
    "villages",
    "west",
];

/// Prepositions that put something at what follows.
pub(super) const PLACING: &[&str] = &[
    "above",
    "across",
    "along",
    "around",
    "at",
    "behind",
    "below",
    "beyond",
    "from",
    "in",
    "inside",
    "into",
    "near",
    "off",
    "on",
    "outside",
    "over",
    "through",
    "throughout",
    "to",
    "toward",
    "towards",
    "within",
];

/// Whether a list of lower-case words has a word, written in small letters or capitals.
pub(super) fn is_any(list: &[&str], word: &str) -> bool {
    list.iter().any(|own| word.eq_ignore_ascii_case(own))
}

/// "North", "south-east".
pub(super) fn is_direction(word: &str) -> bool {
    let rest = word.to_lowercase();
    let rest = ["north", "south"].iter().find_map(|side| rest.strip_prefix(side)).unwrap_or(&rest);
    matches!(rest.trim_start_matches('-'), "" | "east" | "west")
}

/// Words behind a name that make it a disease's.
pub(super) const DISEASES: &[&str] = &[
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

/// Words for those of a creed; before a part of a town they tell who lives there ("Muslim west Arvad").
pub(super) const CREEDS: &[&str] = &[
    "alawite",
    "buddhist",
    "catholic",
    "christian",
    "coptic",
    "druze",
    "hindu",
    "islamic",
    "jewish",
    "maronite",
    "muslim",
    "moslem",
    "orthodox",
    "protestant",
    "shia",
    "shi'ite",
    "shiite",
    "sikh",
    "sunni",
    "yazidi",
    "yezidi",
];

/// What a country keeps abroad: "the Arvadian embassy", "a Zarmenia base" lie elsewhere.
pub(super) const ABROAD: &[&str] = &[
    "ambassador",
    "army",
    "consulate",
    "convoy",
    "embassy",
    "forces",
    "legation",
    "marine",
    "marines",
    "mission",
    "nationals",
    "navy",
    "peacekeepers",
    "soldier",
    "soldiers",
    "troops",
    "warship",
    "warships",
];

/// First words of names of hills, valleys, camps, springs and quarters, in the languages of many wars.
pub(super) const FEATURES: &[&str] = &[
    "ain",
    "barangay",
    "beit",
    "bir",
    "brgy",
    "camp",
    "cape",
    "cerro",
    "checkpoint",
    "deir",
    "djebel",
    "fort",
    "hill",
    "isla",
    "jabal",
    "jebel",
    "kafr",
    "kampung",
    "kfar",
    "khirbet",
    "lake",
    "mount",
    "mt",
    "nahr",
    "purok",
    "ras",
    "sitio",
    "tal",
    "tall",
    "tel",
    "tell",
    "umm",
    "wadi",
];

/// Last words of names of meetings, bodies and events.
pub(super) const GATHERINGS: &[&str] = &[
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

/// "Daesh-held", "US-backed", "Counter-IED" describe; they name no place of an event.
pub(super) fn describes(words: &str) -> bool {
    let is_against = ["Counter-", "Anti-", "Pro-", "Non-", "Ex-", "COUNTER-", "ANTI-", "PRO-", "NON-", "EX-"];
    let is_against = is_against.iter().any(|prefix| words.starts_with(prefix));
    is_against || words.rsplit_once('-').is_some_and(|(_, end)| DESCRIBES.contains(&end))
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
