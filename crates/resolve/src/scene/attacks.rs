//! Whether words around a name say that it is struck, shelled or fought over.

use super::cues::is_any;
use cairn_extract::Tokens;
use cairn_text::Document;

/// Whether something is said to strike, take or lie along the name that begins at a token: "strikes
/// on X", "shelled X", "the fall of X", "between X and Y"; of a well-known place also "attacked X".
pub(super) fn is_struck(document: &Document, start: usize, is_known: bool) -> bool {
    let word = |back: usize| start.checked_sub(back).map(|token| document.word(token));
    let Some(last) = word(1) else { return false };
    let is_between = |word: &str| word.eq_ignore_ascii_case("between");
    is_between(last)
        || last.eq_ignore_ascii_case("and") && (3..=5).filter_map(word).any(is_between)
        || is_any(STRIKES, last)
        || is_known && is_any(ATTACKED, last)
        || is_any(&["on", "against", "of"], last)
            && (2..=3).filter_map(word).any(|noun| is_any(ATTACKS, noun))
}

/// Whether something comes down on the known place of some tokens, or its name tells which attack is
/// meant: "dropped bombs on X", "attack by suspected herdsmen on X", "the X blast".
pub(super) fn is_under_fire(document: &Document, name: Tokens, modifies_noun: bool) -> bool {
    let is_attack = |word: &str| is_any(ATTACKS, word) || is_any(BLASTS, word);
    if modifies_noun && name.end < document.tokens().len() && is_attack(document.word(name.end)) {
        return true;
    }
    let word = |back: usize| name.start.checked_sub(back).map(|token| document.word(token));
    let clause = || (2..=FALLS_ON).map_while(word).take_while(|word| !is_any(&[".", ";", ",", "that"], word));
    word(1).is_some_and(|last| is_any(&["on", "over", "onto", "upon"], last))
        && clause().any(|word| is_any(ATTACKS, word) || is_any(FALLS, word))
}

/// Whether what happens is named right before a name: "the bomb at X", "a raid in X".
pub(super) fn is_attacked(document: &Document, first: usize, start: usize) -> bool {
    let before = first.max(start.saturating_sub(NEAR))..start;
    before.into_iter().any(|token| {
        let word = document.word(token);
        is_any(ATTACKS, word) || is_any(BLASTS, word)
    })
}

/// Whether a word names an attack or what goes off in one.
pub(super) fn is_attack_noun(word: &str) -> bool {
    is_any(ATTACKS, word) || is_any(BLASTS, word)
}

/// How many words may stand between what falls and where: "attack by suspected herdsmen on X".
const FALLS_ON: usize = 7;

/// Verbs and nouns of what comes down on a place or rises above it.
const FALLS: &[&str] = &[
    "advanced",
    "advancing",
    "converged",
    "crashed",
    "drop",
    "dropped",
    "dropping",
    "fall",
    "fallen",
    "falling",
    "fell",
    "fired",
    "firing",
    "landed",
    "marched",
    "marching",
    "poured",
    "rained",
    "raining",
    "smoke",
    "sorties",
];

/// How near the noun of an attack stands to the place of it.
const NEAR: usize = 4;

/// Verbs whose object is where they happen.
const STRIKES: &[&str] = &[
    "besieged",
    "besieging",
    "bombarded",
    "bombarding",
    "bombed",
    "bombing",
    "captured",
    "capturing",
    "dive-bombed",
    "encircled",
    "encircling",
    "entered",
    "entering",
    "hit",
    "hitting",
    "invaded",
    "mortared",
    "mortaring",
    "overran",
    "overrunning",
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

/// Verbs whose object may be a place or somebody.
const ATTACKED: &[&str] = &[
    "assailed",
    "assaulted",
    "assaulting",
    "attacked",
    "attacking",
    "blasted",
    "blitzed",
    "burned",
    "burnt",
    "evacuated",
    "firebombed",
    "infiltrated",
    "jolted",
    "liberated",
    "liberating",
    "looted",
    "patrolled",
    "ransacked",
    "razed",
    "reached",
    "recaptured",
    "recapturing",
    "reentered",
    "reinforced",
    "retaking",
    "retook",
    "rocketed",
    "rocketing",
    "sacked",
    "shook",
    "strafed",
    "strafing",
    "torched",
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

/// Nouns of what happens at the place that follows "in" or "at", or whose name stands before them.
const BLASTS: &[&str] = &[
    "ambush",
    "blast",
    "blasts",
    "bomb",
    "bombs",
    "clashes",
    "explosion",
    "explosions",
    "fighting",
    "killing",
    "killings",
    "shooting",
    "shootings",
];
