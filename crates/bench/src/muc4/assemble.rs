//! Gives the phrases of a message to its incidents, and keeps the fills that are likely right.

use super::incident::{Incident, Object, Type, Victim};
use super::mention::Mention;
use super::merge::same_words;
use super::number::number;
use super::reading::Reading;
use super::role::Role;
use super::weights::Weights;

/// How far from an incident, in sentences, a phrase may stand that no clause ties to it.
const REACH: usize = 3;

/// Gives each likely phrase to the incident that its sentence tells of, or to the nearest one; then
/// leaves out what is hardly right.
pub fn assemble(reading: &Reading, incidents: &mut [Incident], weights: &Weights) {
    let least = |role: Role| weights.constant("least", role.model());
    for mention in &reading.mentions {
        for role in [Role::Victim, Role::Object, Role::Instrument, Role::Perpetrator, Role::Organisation] {
            let likely = mention.part(role);
            if likely < least(role) {
                continue;
            }
            let Some(words) = role.words(mention, &reading.organisations) else { continue };
            if let Some(at) = home_of(mention, &words, role, incidents) {
                incidents[at].give(mention, &words, role, likely);
            }
        }
    }
    for incident in incidents {
        let of = |role: Role, words: &str| likely(reading, incident_sentences(&incident.sentences), role, words);
        for victim in &mut incident.victims {
            victim.likely = of(Role::Victim, victim.person.handle());
        }
        for object in &mut incident.objects {
            object.likely = of(Role::Object, &object.thing.id);
        }
        let held: Vec<f64> =
            incident.instruments.iter().map(|(words, _)| of(Role::Instrument, words)).collect();
        let mut held = held.into_iter();
        incident.instruments.retain(|_| held.next().is_some_and(|p| p >= least(Role::Instrument)));
        // An incident of which no target is likely keeps its likeliest one.
        let top = incident.victims.iter().map(|victim| victim.likely);
        let top = top.chain(incident.objects.iter().map(|object| object.likely)).fold(0.0, f64::max);
        let least = |role: Role| least(role).min(top);
        incident.victims.retain(|victim| victim.likely >= least(Role::Victim));
        incident.objects.retain(|object| object.likely >= least(Role::Object));
    }
}

fn incident_sentences(sentences: &[usize]) -> (usize, usize) {
    let first = sentences.iter().min().copied().unwrap_or_default();
    let last = sentences.iter().max().copied().unwrap_or_default();
    (first, last)
}

/// How likely words play a part in an incident: as the likeliest phrase that means them.
fn likely(reading: &Reading, _within: (usize, usize), role: Role, words: &str) -> f64 {
    let named = |mention: &&Mention| {
        role.words(mention, &reading.organisations).is_some_and(|known| same_words(&known, words))
    };
    reading.mentions.iter().filter(named).map(|mention| mention.part(role)).fold(0.0, f64::max)
}

/// The incident that a phrase belongs to.
fn home_of(mention: &Mention, words: &str, role: Role, incidents: &[Incident]) -> Option<usize> {
    let far = |incident: &Incident| {
        incident.sentences.iter().map(|known| known.abs_diff(mention.sentence)).min().unwrap_or(usize::MAX)
    };
    let has = |incident: &Incident| match role {
        Role::Victim => incident.victims.iter().any(|known| same_words(known.person.handle(), words)),
        Role::Object => incident.objects.iter().any(|known| same_words(&known.thing.id, words)),
        Role::Instrument => incident.instruments.iter().any(|(known, _)| same_words(known, words)),
        Role::Perpetrator | Role::Organisation => {
            incident.actors.iter().any(|known| same_words(known, words))
        }
    };
    // What an incident of the type has no slot for.
    let fits = |incident: &Incident| match role {
        Role::Object => incident.kind != Type::Kidnapping,
        Role::Instrument => !matches!(incident.kind, Type::Kidnapping | Type::Arson),
        _ => true,
    };
    (0..incidents.len())
        .filter(|&at| fits(&incidents[at]))
        .min_by_key(|&at| {
            let incident = &incidents[at];
            let far = far(incident);
            (if far == 0 && has(incident) { 0 } else if far == 0 { 1 } else if has(incident) { 2 } else { 2 + far }, at)
        })
        .filter(|&at| has(&incidents[at]) || far(&incidents[at]) <= REACH)
}

impl Incident {
    fn give(&mut self, mention: &Mention, words: &str, role: Role, likely: f64) {
        let text = mention.phrase.text.as_str();
        match role {
            Role::Victim => {
                let Some(person) = mention.person.clone() else { return };
                let number = number(text, person.plural);
                self.take_victim(Victim { person, number, effect: None, likely });
            }
            Role::Object => {
                let Some(thing) = mention.thing.clone() else { return };
                let number = number(text, thing.plural);
                self.take_object(Object { thing, number, effect: None, likely });
            }
            Role::Instrument => {
                let Some(instrument) = mention.instrument.clone() else { return };
                if !self.instruments.iter().any(|(known, _)| same_words(known, &instrument.0)) {
                    self.instruments.push(instrument);
                }
            }
            Role::Perpetrator => self.perpetrators.push((words.to_owned(), likely)),
            Role::Organisation => self.organisations.push((words.to_owned(), likely)),
        }
    }
}
