//! Words around a name, and at its end, that tell what it is.

use cairn_text::Document;

/// Whether something is said to strike, take or lie along the name that begins at a token: "strikes
/// on X", "shelled X", "the fall of X", "between X and Y".
pub(super) fn is_struck(document: &Document, start: usize) -> bool {
    let word = |back: usize| start.checked_sub(back).map(|token| document.word(token).to_lowercase());
    let Some(last) = word(1) else { return false };
    if last == "between" || last == "and" && (3..=5).filter_map(word).any(|word| word == "between") {
        return true;
    }
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

/// "Daesh-held", "US-backed" describe; they name no place of an event.
pub(super) fn describes(words: &str) -> bool {
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
