//! Frames of the product as acts.

use super::act::Act;
use super::incident::Type;
use super::phrase::instrument;
use super::sentence::Phrase;
use super::told::Told;
use cairn_model::{EventType, Kind, Status};

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

impl Act {
    /// The act that a frame tells of; none where it is denied or planned.
    pub fn from_told(told: &Told) -> Option<Self> {
        // "A dynamite attack", "a car bomb explosion": the noun of the attack may name the weapon.
        let within = Some(&told.trigger).filter(|_| told.kind == Kind::Event);
        let instruments: Vec<_> = told
            .instrument
            .iter()
            .chain(within.and_then(|trigger| weapon_of(trigger)).as_ref())
            .filter_map(|words| instrument(words))
            .collect();
        let kind = match told {
            _ if told.is_hijacking() => Type::Hijacking,
            _ if told.event_type == Some(EventType::Abduction) || told.kind == Kind::Abducted => {
                Type::Kidnapping
            }
            _ if told.is_arson() => Type::Arson,
            _ if told.is_robbery() => Type::Robbery,
            _ if matches!(told.event_type, Some(EventType::Bombing | EventType::Mine)) => Type::Bombing,
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
        Some(Self {
            sentence: told.sentence,
            cue: told.trigger.to_lowercase(),
            kind,
            stage,
            people: effect_on_people(told),
            things: effect_on_things(told),
            actors: told.actor.iter().cloned().collect(),
            targets: told
                .targets
                .iter()
                .flat_map(|targets| members(targets))
                .map(|text| Phrase { text, apposed: None })
                .collect(),
            instruments,
            gunfire: told.is_gunfire(),
            nobody: told.is_nobody(),
            identifies: false,
            place: told.place.clone(),
            time: told.time.clone(),
        })
    }
}
