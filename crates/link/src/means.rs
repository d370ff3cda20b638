//! What kind of event an incident is: by what its claims call it, and where they call it nothing, by
//! the words of their sentences and by who harmed whom.

use crate::figures::Stated;
use cairn_model::{Claim, EventType, Figure, Group, Kind, Status};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Words of one or two, in small letters, that name a means. The list is ours: everyday words of
/// war reporting, not those of any codebook.
const WORDS: &[(EventType, &[&str])] = &[
    (
        EventType::Chemical,
        &["chemical weapon", "chemical weapons", "chemical attack", "poison gas", "nerve agent", "nerve gas"],
    ),
    (EventType::Chemical, &["sarin", "chlorine", "mustard gas"]),
    (
        EventType::Airstrike,
        &["air strike", "air strikes", "airstrike", "airstrikes", "air raid", "air raids", "drone strike"],
    ),
    (
        EventType::Airstrike,
        &["warplane", "warplanes", "fighter jet", "fighter jets", "jets", "aircraft", "the air", "gunship"],
    ),
    (
        EventType::Airstrike,
        &["gunships", "barrel bomb", "barrel bombs", "drone strikes", "aerial bombardment"],
    ),
    (
        EventType::Bombing,
        &["car bomb", "car bombs", "truck bomb", "suicide bomber", "suicide bombers", "suicide bombing"],
    ),
    (
        EventType::Bombing,
        &[
            "suicide attack",
            "blew himself",
            "blew herself",
            "blew themselves",
            "roadside bomb",
            "explosive device",
        ],
    ),
    (
        EventType::Bombing,
        &["roadside bombs", "explosive devices", "bomb exploded", "bomb blast", "planted bomb"],
    ),
    (
        EventType::Mine,
        &["landmine", "landmines", "land mine", "land mines", "minefield", "unexploded ordnance"],
    ),
    (
        EventType::Shelling,
        &[
            "shelling",
            "shelled",
            "mortar fire",
            "mortar shells",
            "mortars",
            "artillery",
            "rockets",
            "rocket fire",
        ],
    ),
    (EventType::Shelling, &["mortar", "howitzers", "missile attack", "missile strike", "missiles"]),
    (
        EventType::Battle,
        &[
            "clash",
            "clashes",
            "clashed",
            "ambush",
            "ambushed",
            "firefight",
            "gun battle",
            "gunbattle",
            "battle",
        ],
    ),
    (
        EventType::Battle,
        &[
            "battles",
            "fighting",
            "fought",
            "skirmish",
            "skirmishes",
            "offensive",
            "counteroffensive",
            "stormed",
        ],
    ),
    (EventType::Battle, &["overran", "repelled", "assault", "exchange of fire", "encounter", "gunfight"]),
    (
        EventType::Shooting,
        &["opened fire", "shot dead", "gunned down", "gunfire", "sniper", "snipers", "shot and", "shooting"],
    ),
];

/// Words that name an attack whose means the sentence leaves open.
const OPEN: &[&str] =
    &["attack", "attacks", "attacked", "strike", "strikes", "raid", "raids", "blast", "blasts", "explosion"];

/// Words without which nobody was shot at.
const OF_SHOOTING: &[&str] = &[
    "shot", "shots", "shoot", "shoots", "shooting", "fire", "fired", "gunfire", "gun", "gunned", "gunman",
    "gunmen",
];

/// The words of a sentence in small letters, with one blank before and behind each.
fn lowered(sentence: &str) -> String {
    let mut words = String::with_capacity(sentence.len() + 2);
    words.push(' ');
    for word in sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        words.extend(word.chars().flat_map(char::to_lowercase));
        words.push(' ');
    }
    words
}

/// Each word of a sentence, with what begins with it.
fn each(words: &str) -> impl Iterator<Item = (&str, &str)> {
    let rests = words.match_indices(' ').map(|(blank, _)| &words[blank + 1..]);
    rests.filter_map(|rest| Some((rest.split_once(' ')?.0, rest)))
}

fn any(words: &str, wanted: &[&str]) -> bool {
    each(words).any(|(word, _)| wanted.contains(&word))
}

/// The phrases that begin with a word, the earlier of [`WORDS`] first.
static PHRASES: LazyLock<FxHashMap<&str, Vec<(EventType, &str)>>> = LazyLock::new(|| {
    let mut phrases: FxHashMap<&str, Vec<(EventType, &str)>> = FxHashMap::default();
    for &(kind, of_kind) in WORDS {
        for &phrase in of_kind {
            let first = phrase.split_once(' ').map_or(phrase, |(first, _)| first);
            phrases.entry(first).or_default().push((kind, phrase));
        }
    }
    phrases
});

/// The means that a sentence names first.
fn named(words: &str) -> Option<EventType> {
    let begins = |rest: &str, phrase| rest.strip_prefix(phrase).is_some_and(|after| after.starts_with(' '));
    each(words).find_map(|(word, rest)| {
        let mut phrases = PHRASES.get(word)?.iter();
        phrases.find(|(_, phrase)| begins(rest, phrase)).map(|&(kind, _)| kind)
    })
}

/// What a claim is of, as its type has it where that names a means; else as its sentence has it.
fn kind(claim: &Claim, sentence: &str) -> EventType {
    use EventType as E;
    match claim.event_type {
        E::Bombing => {
            // "Bombing" is the word for planted bombs and for what aircraft and guns do.
            let words = lowered(sentence);
            match named(&words) {
                Some(kind @ (E::Airstrike | E::Shelling | E::Chemical)) => kind,
                _ => E::Bombing,
            }
        }
        E::Shooting if !any(&lowered(sentence), OF_SHOOTING) => E::Attack,
        E::Attack | E::Other | E::Destruction => {
            let words = lowered(sentence);
            if let Some(kind) = named(&words) {
                return kind;
            }
            let harmed = matches!(claim.kind, Kind::Killed | Kind::Wounded) && claim.figure.n != Some(0);
            match claim.group {
                _ if !harmed || any(&words, OPEN) => claim.event_type,
                Some(Group::Fighter | Group::StateForce) => E::Battle,
                Some(Group::Civilian) if claim.kind == Kind::Killed && claim.actor.is_some() => E::Killing,
                _ => claim.event_type,
            }
        }
        kind => kind,
    }
}

/// By how much a kind decides: violence by its means, then what came of it, then loose words.
fn rank(kind: EventType) -> u8 {
    use EventType as E;
    match kind {
        E::Attack | E::Other | E::Accusation | E::Threat => 0,
        E::Destruction | E::Displacement | E::Arrest | E::Movement | E::Aid | E::Capture | E::Release => 1,
        _ => 2,
    }
}

/// The kind of event that most of an incident's claims tell, those of headlines and leads and those
/// that count the dead before others. `sentence` gives a claim's sentence.
///
/// Violence goes before what came of it: a battle in which a town was taken or prisoners were freed
/// is a battle (ACLED codes it under Battles as well). Gas makes an attack a chemical one, whatever
/// carried it.
pub(crate) fn chief_kind<'t>(
    founding: &[Stated<'_>],
    sentence: impl Fn(&Stated<'_>) -> &'t str,
) -> EventType {
    let mut votes: Vec<(EventType, u64)> = Vec::new();
    for one in founding.iter().filter(|one| one.claim.status != Status::Denied) {
        let claim = one.claim;
        // Headline and lead, then the first screen, then the rest, in code points.
        let early = match claim.evidence.sentence.start {
            0..300 => 8,
            300..900 => 3,
            _ => 1,
        };
        let told = match claim.kind {
            Kind::Killed => 3 + u64::from(claim.figure.n.unwrap_or(0).max(1).ilog2()),
            _ if claim.figure == Figure::none() => 1,
            _ => 2,
        };
        let kind = kind(claim, sentence(one));
        match votes.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, sum)) => *sum += early * told,
            None => votes.push((kind, early * told)),
        }
    }
    let of = |kind| votes.iter().find(|(known, _)| *known == kind).map_or(0, |&(_, sum)| sum);
    let carried: u64 =
        [EventType::Airstrike, EventType::Shelling, EventType::Bombing].into_iter().map(of).sum();
    if of(EventType::Chemical) * 4 > carried {
        votes.retain(|(kind, _)| {
            !matches!(kind, EventType::Airstrike | EventType::Shelling | EventType::Bombing)
        });
    }
    votes
        .iter()
        .enumerate()
        .max_by_key(|(at, (kind, sum))| (rank(*kind), *sum, std::cmp::Reverse(*at)))
        .map_or(EventType::Other, |(_, (kind, _))| *kind)
}

#[cfg(test)]
mod tests {
    use super::{lowered, named};
    use cairn_model::EventType;

    #[test]
    fn a_sentence_names_its_means() {
        for (sentence, kind) in [
            ("Troops killed nine in an ambush near Tave.", Some(EventType::Battle)),
            ("The mill was bombed from the air.", Some(EventType::Airstrike)),
            ("A roadside bomb hit a cart.", Some(EventType::Bombing)),
            ("AN AIR-STRIKE HIT THE MILL", Some(EventType::Airstrike)),
            ("Nine people died in the embattled town.", None),
        ] {
            assert_eq!(named(&lowered(sentence)), kind, "{sentence}");
        }
    }
}
