//! Words around a name, and at its end, that tell what it is.

use crate::place::level_of_word;
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
