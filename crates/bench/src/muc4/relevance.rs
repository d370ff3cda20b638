//! Which incidents the task asks for: a learned decision over what is told of each.
//!
//! The guidelines leave out attacks on armed forces alone, what lies more than two months back, and
//! what is told vaguely; the features say how an incident stands in these respects.

use super::fills::{self, steps};
use super::incident::Incident;
use super::mention::bucket;
use super::phrase::{Side, side};
use super::reading::Reading;
use super::weights::Weights;
use cairn_model::{Day, PlaceBasis};

/// How far back an incident may lie (two months), in days.
const OLDEST: i32 = 62;

/// What a message as a whole tells of its kind.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// A broadcast of an armed group.
    pub clandestine: bool,
    /// It tells of fighting between armed sides.
    pub combat: bool,
}

impl Setting {
    /// Of a message, in capitals.
    pub fn of(text: &str) -> Self {
        let n_combat: usize = COMBAT.iter().map(|word| text.matches(word).count()).sum();
        Self { clandestine: text.starts_with("CLANDESTINE"), combat: n_combat >= 3 }
    }
}

const COMBAT: &[&str] = &["CLASH", "COMBAT", "FIGHTING", "OFFENSIVE", "BATTLE", "CASUALTIES"];

/// What is told of one of a message's incidents.
pub fn features(
    incident: &Incident,
    all: &[Incident],
    reading: &Reading,
    message: Option<Day>,
    weights: &Weights,
) -> Vec<String> {
    let mut out = vec!["always".to_owned()];
    let kind = incident.kind.as_str();
    out.push(kind.to_owned());
    out.push(format!("{kind} {}", incident.stage));
    steps("report", reading.told, &mut out);
    let best = |list: &mut dyn Iterator<Item = f64>| list.fold(0.0, f64::max);
    let victims = best(&mut incident.victims.iter().map(|victim| victim.likely));
    let objects = best(&mut incident.objects.iter().map(|object| object.likely));
    steps("victim", victims, &mut out);
    steps("object", objects, &mut out);
    steps("target", victims.max(objects), &mut out);
    steps("perpetrator", best(&mut incident.perpetrators.iter().map(|actor| actor.likely)), &mut out);
    steps("organisation", best(&mut incident.organisations.iter().map(|actor| actor.likely)), &mut out);
    // The likeliest target of the message speaks for the incident that has it.
    let top = all.iter().flat_map(|other| {
        other
            .victims
            .iter()
            .map(|victim| victim.likely)
            .chain(other.objects.iter().map(|object| object.likely))
    });
    if top.fold(0.0, f64::max) <= victims.max(objects) {
        out.push("likeliest".to_owned());
    }
    let kept = fills::kept(incident, weights);
    let incident = &kept;
    let right = best(&mut incident.victims.iter().map(|victim| victim.right));
    steps("victim right", right, &mut out);
    steps("object right", best(&mut incident.objects.iter().map(|object| object.right)), &mut out);
    out.push(format!("victims {}", bucket(incident.victims.len())));
    out.push(format!("objects {}", bucket(incident.objects.len())));
    out.push(format!("instruments {}", bucket(incident.instruments.len())));
    out.push(format!("none {}", incident.victims.is_empty() && incident.objects.is_empty()));
    for victim in &incident.victims {
        out.push(format!("class {}", victim.person.class));
        out.push(format!("effect {kind} {}", victim.effect.unwrap_or("-")));
        out.push(format!("named {}", victim.person.name.is_some()));
        if victim.number == "PLURAL" {
            out.push("plural".to_owned());
        }
    }
    for object in &incident.objects {
        out.push(format!("class {}", object.thing.class));
    }
    let mut classes: Vec<&str> = incident.victims.iter().map(|victim| victim.person.class).collect();
    classes.extend(incident.objects.iter().map(|object| object.thing.class));
    classes.sort_unstable();
    classes.dedup();
    out.push(format!("classes {}", classes.join(" ")));
    let armed = |class: &&str| matches!(*class, "ACTIVE MILITARY" | "LAW ENFORCEMENT");
    out.push(format!("armed {}", !classes.is_empty() && classes.iter().all(armed)));
    for sentence in &incident.sentences {
        let words = reading.sentences.get(*sentence).map(Vec::as_slice).unwrap_or_default();
        let plain = |word: &&String| word.len() > 2 && word.chars().all(char::is_alphabetic);
        let open = words.iter().filter(plain).filter(|word| !reading.names.holds(word));
        out.extend(open.map(|word| format!("says {word}")));
    }
    for wanted in [Side::Outlaw, Side::State, Side::Anyone] {
        if incident.actors.iter().any(|actor| side(actor) == Some(wanted)) {
            out.push(format!("by {wanted:?}"));
        }
    }
    for cue in &incident.cues {
        out.push(format!("cue {cue}"));
    }
    out.push(format!("sentences {}", bucket(incident.sentences.len())));
    let first = incident.sentences.iter().min().copied().unwrap_or_default();
    out.push(format!("first {}", bucket(first)));
    out.push(format!("incidents {}", bucket(all.len())));
    let at =
        all.iter().filter(|other| other.sentences.iter().min().is_some_and(|other| *other < first)).count();
    out.push(format!("rank {}", bucket(at)));
    let age = incident.time.end.zip(message).map(|(end, message)| message.days_since(end));
    out.push(match age {
        None => "age unknown".to_owned(),
        Some(..0) => "age ahead".to_owned(),
        Some(0..=1) => "age 0".to_owned(),
        Some(2..=7) => "age 2".to_owned(),
        Some(8..=31) => "age 8".to_owned(),
        Some(32..=OLDEST) => "age 32".to_owned(),
        Some(_) => "age old".to_owned(),
    });
    out.push(format!("time {:?}", incident.time.basis));
    match &incident.place {
        None => out.push("no place".to_owned()),
        Some(place) => {
            out.push(format!("place {:?} {}", place.precision, place.basis == PlaceBasis::Stated));
            out.push(format!("at home {}", place.country.as_deref() == Some(reading.home.code())));
        }
    }
    out.push(format!("clandestine {}", reading.setting.clandestine));
    out.push(format!("combat {}", reading.setting.combat));
    out.sort_unstable();
    out.dedup();
    out
}
