//! Acts of violence as the task sees them, gathered from clauses.

use super::names::Names;
use super::phrase::{Person, Side, Thing, instrument, person, side, thing};
use super::told::Told;
use cairn_model::{EventType, Kind, PlaceValue, Status, TimeValue};

/// Types of incidents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Type {
    /// Anything else, murder too.
    Attack,
    /// Bombs, dynamite, grenades.
    Bombing,
    /// Set on fire.
    Arson,
    /// People taken.
    Kidnapping,
    /// A vehicle taken over.
    Hijacking,
    /// Money or things taken.
    Robbery,
}

impl Type {
    /// The set fill.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Attack => "ATTACK",
            Self::Bombing => "BOMBING",
            Self::Arson => "ARSON",
            Self::Kidnapping => "KIDNAPPING",
            Self::Hijacking => "HIJACKING",
            Self::Robbery => "ROBBERY",
        }
    }
}

/// A human target with what is said of it.
#[derive(Debug, Clone)]
pub struct Victim {
    /// Who.
    pub person: Person,
    /// How many, as the task writes numbers.
    pub number: String,
    /// What happened to them.
    pub effect: Option<&'static str>,
}

/// A physical target with what is said of it.
#[derive(Debug, Clone)]
pub struct Object {
    /// What.
    pub thing: Thing,
    /// How many, as the task writes numbers.
    pub number: String,
    /// What happened to it.
    pub effect: Option<&'static str>,
}

/// One incident, as far as its clauses tell.
#[derive(Debug, Clone)]
pub struct Incident {
    /// What kind.
    pub kind: Type,
    /// `ACCOMPLISHED`, `ATTEMPTED` or `THREATENED`.
    pub stage: &'static str,
    /// The sentences that tell of it.
    pub sentences: Vec<usize>,
    /// Words for who did it.
    pub actors: Vec<String>,
    /// Human targets.
    pub victims: Vec<Victim>,
    /// Physical targets.
    pub objects: Vec<Object>,
    /// Instruments and their types.
    pub instruments: Vec<(String, &'static str)>,
    /// Whether it is said that nobody was hurt.
    pub nobody_hurt: bool,
    /// Whether guns were fired.
    pub gunfire: bool,
    /// Where.
    pub place: Option<PlaceValue>,
    /// When.
    pub time: TimeValue,
}

const NUMBERS: &[&str] = &[
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// The number of a phrase, as the task writes it: `1`, `5-`, `~100`, `-3`, `PLURAL`.
fn number(phrase: &str, plural: bool) -> String {
    let lower = phrase.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().take(6).collect();
    let value = words.iter().find_map(|word| {
        let digits = word.replace(',', "");
        if !digits.is_empty() && digits.len() < 6 && digits.chars().all(|c| c.is_ascii_digit()) {
            return Some(digits);
        }
        NUMBERS.iter().position(|known| known == word).map(|at| (at + 1).to_string())
    });
    let begins = |some: &[&str]| some.iter().any(|start| lower.starts_with(start));
    match value {
        Some(value) if begins(&["at least", "more than", "over"]) => format!("{value}-"),
        Some(value) if begins(&["about", "approximately", "some", "nearly", "almost", "around"]) => {
            format!("~{value}")
        }
        Some(value) if begins(&["up to"]) => format!("-{value}"),
        Some(value) => value,
        None if plural => "PLURAL".to_owned(),
        None => "1".to_owned(),
    }
}

/// Cuts a list of targets into its members.
fn members(targets: &str) -> Vec<String> {
    let mut out = Vec::new();
    for part in targets.split([',', ';']) {
        let upper = part.to_ascii_uppercase();
        let mut from = 0;
        while let Some(at) = upper[from..].find(" AND ") {
            out.push(part[from..from + at].trim().to_owned());
            from += at + 5;
        }
        let last = part[from..].trim();
        let last = last.strip_prefix("AND ").or_else(|| last.strip_prefix("and ")).unwrap_or(last);
        out.push(last.to_owned());
    }
    out.retain(|member| !member.is_empty());
    out
}

/// The weapon inside a noun of attack: what stands before its last word.
fn weapon_of(trigger: &str) -> Option<String> {
    let (before, last) = trigger.rsplit_once(' ')?;
    let attack = ["ATTACK", "ATTACKS", "EXPLOSION", "EXPLOSIONS", "BLAST", "BLASTS", "FIRE", "ATTEMPT"]
        .contains(&last);
    attack.then(|| before.to_owned())
}

fn effect_on_people(told: &Told) -> Option<&'static str> {
    match told {
        _ if told.is_injury() => Some("INJURY"),
        _ if told.is_death() => Some("DEATH"),
        _ => None,
    }
}

fn effect_on_things(told: &Told) -> Option<&'static str> {
    match told {
        _ if told.is_robbery() => None,
        _ if told.trigger.contains("PARTIALLY") || told.trigger.contains("PARTLY") => Some("SOME DAMAGE"),
        _ if told.is_destruction() => Some("DESTROYED"),
        _ if told.is_damage() => Some("SOME DAMAGE"),
        _ => None,
    }
}

impl Incident {
    /// What one clause tells; none where it tells of no target, perpetrator or instrument.
    pub fn from_told(told: &Told, names: &Names) -> Option<Self> {
        // "A dynamite attack", "a car bomb explosion": the noun of the attack may name the weapon.
        let within = Some(&told.trigger).filter(|_| told.kind == Kind::Event);
        let instruments: Vec<_> = told
            .instrument
            .iter()
            .chain(within.and_then(|trigger| weapon_of(trigger)).as_ref())
            .filter_map(|words| instrument(words))
            .collect();
        let explosive = instruments.iter().any(|(_, class)| {
            matches!(
                *class,
                "BOMB" | "VEHICLE BOMB" | "DYNAMITE" | "EXPLOSIVE" | "MINE" | "GRENADE" | "MOLOTOV COCKTAIL"
            )
        });
        let bombs = matches!(told.event_type, Some(EventType::Bombing | EventType::Mine));
        let kind = match told {
            _ if told.is_hijacking() => Type::Hijacking,
            _ if told.event_type == Some(EventType::Abduction) || told.kind == Kind::Abducted => {
                Type::Kidnapping
            }
            _ if told.is_arson() => Type::Arson,
            _ if told.is_robbery() => Type::Robbery,
            _ if bombs || explosive => Type::Bombing,
            _ => Type::Attack,
        };
        let stage = match told {
            _ if told.is_threat() => "THREATENED",
            _ if told.is_attempt() => "ATTEMPTED",
            _ => "ACCOMPLISHED",
        };
        if told.status == Status::Denied || (told.status == Status::Planned && stage == "ACCOMPLISHED") {
            return None;
        }
        let mut incident = Self {
            kind,
            stage,
            sentences: vec![told.sentence],
            actors: told.actor.iter().cloned().collect(),
            victims: Vec::new(),
            objects: Vec::new(),
            instruments,
            nobody_hurt: told.is_nobody(),
            gunfire: told.is_gunfire(),
            place: told.place.clone(),
            time: told.time.clone(),
        };
        if incident.nobody_hurt {
            return Some(incident);
        }
        for target in told.targets.iter().flat_map(|targets| members(targets)) {
            incident.add_target(&target, told, names);
        }
        Some(incident)
    }

    fn add_target(&mut self, target: &str, told: &Told, names: &Names) {
        let place = |thing: &Thing| {
            matches!(thing.id.to_lowercase().as_str(), "town" | "city" | "village" | "community")
        };
        match (thing(target), person(target, names)) {
            (Some(thing), who)
                if who.as_ref().is_none_or(|who| who.name.is_none() && who.class == "CIVILIAN")
                    && !place(&thing) =>
            {
                let number = number(target, thing.plural);
                self.objects.push(Object { thing, number, effect: effect_on_things(told) });
            }
            (_, Some(_)) if side(target) == Some(Side::Outlaw) => {}
            (_, Some(person)) => {
                let number = number(target, person.plural);
                self.victims.push(Victim { person, number, effect: effect_on_people(told) });
            }
            _ => {}
        }
    }

    /// Whether any actor belongs to a state.
    pub fn by_state(&self) -> bool {
        self.actors.iter().any(|actor| side(actor) == Some(Side::State))
    }
}
