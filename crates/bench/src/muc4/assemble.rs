//! Gives the phrases of a message to its incidents.

use super::fills::nearest;
use super::incident::{Actor, Incident, Object, Type, Victim, Weapon};
use super::mention::Mention;
use super::merge::same_words;
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
        for role in Role::EACH {
            if mention.part(role) < least(role) {
                continue;
            }
            let Some(words) = mention.fill(role) else { continue };
            if let Some(at) = home_of(mention, words, role, incidents) {
                incidents[at].give(mention, words.to_owned(), role);
            }
        }
    }
    for incident in incidents {
        complete(incident, reading);
        weigh(incident, reading);
        // An incident of which no target is likely keeps its likeliest one.
        let top = incident.victims.iter().map(|victim| victim.likely);
        let top = top.chain(incident.objects.iter().map(|object| object.likely)).fold(0.0, f64::max);
        let least_of = |role: Role| least(role).min(top);
        incident.victims.retain(|victim| victim.likely >= least_of(Role::Victim));
        incident.objects.retain(|object| object.likely >= least_of(Role::Object));
        incident.instruments.retain(|weapon| weapon.likely >= least(Role::Instrument));
    }
}

/// Adds those whom clauses and the message as a whole make the perpetrators.
fn complete(incident: &mut Incident, reading: &Reading) {
    let mut told = incident.clone();
    reading.outlaws.complete(&mut told);
    let by_state = told.by_state() || (reading.setting.clandestine && !told.by_outlaws());
    incident.by_state = by_state;
    let behind = match by_state {
        true => reading.organisations.state_force(&told).map(str::to_owned),
        false => reading.organisations.behind(&told).map(str::to_owned),
    };
    if let Some(words) = behind {
        incident.add_actor(Role::Organisation, words, true);
    }
    if let Some(words) = super::fill::individual(&told, &[]) {
        incident.add_actor(Role::Perpetrator, words.to_owned(), true);
    }
}

/// Notes how likely each fill is by the phrases that mean it.
fn weigh(incident: &mut Incident, reading: &Reading) {
    let seen = incident.clone();
    let likely = |role: Role, words: &str| {
        let (near, far, _) = nearest(reading, &seen, role, words);
        near.max(far)
    };
    for victim in &mut incident.victims {
        victim.likely = likely(Role::Victim, victim.person.handle());
        if let Some(name) = &victim.person.name {
            victim.person.description = reading.described(name).or(victim.person.description.take());
        }
    }
    for object in &mut incident.objects {
        object.likely = likely(Role::Object, &object.thing.id);
    }
    for weapon in &mut incident.instruments {
        weapon.likely = likely(Role::Instrument, &weapon.words);
    }
    for actor in &mut incident.perpetrators {
        actor.likely = likely(Role::Perpetrator, &actor.words);
    }
    for actor in &mut incident.organisations {
        actor.likely = likely(Role::Organisation, &actor.words);
        actor.confidence = reading.organisations.confidence(&actor.words, &seen);
    }
}

/// The incident that a phrase belongs to.
fn home_of(mention: &Mention, words: &str, role: Role, incidents: &[Incident]) -> Option<usize> {
    let far = |incident: &Incident| {
        incident.sentences.iter().map(|known| known.abs_diff(mention.sentence)).min().unwrap_or(usize::MAX)
    };
    let has = |incident: &Incident| {
        super::fills::words(incident, role).iter().any(|known| same_words(known, words))
            || incident.actors.iter().any(|known| {
                matches!(role, Role::Perpetrator | Role::Organisation) && same_words(known, words)
            })
    };
    // What an incident of the type has no slot for.
    let fits = |incident: &Incident| match role {
        Role::Object => incident.kind != Type::Kidnapping,
        Role::Instrument => !matches!(incident.kind, Type::Kidnapping | Type::Arson),
        _ => true,
    };
    let order = |at: usize| match (far(&incidents[at]), has(&incidents[at])) {
        (0, true) => (0, at),
        (0, false) => (1, at),
        (_, true) => (2, at),
        (far, false) => (2 + far, at),
    };
    let close = |at: &usize| has(&incidents[*at]) || far(&incidents[*at]) <= REACH;
    (0..incidents.len()).filter(|&at| fits(&incidents[at])).min_by_key(|&at| order(at)).filter(close)
}

impl Incident {
    fn give(&mut self, mention: &Mention, words: String, role: Role) {
        let text = mention.phrase.text.as_str();
        match role {
            Role::Victim => {
                let Some(person) = mention.person.clone() else { return };
                self.take_victim(Victim::new(person, text, None, false));
            }
            Role::Object => {
                let Some(thing) = mention.thing.clone() else { return };
                self.take_object(Object::new(thing, text, None, false));
            }
            Role::Instrument => {
                let Some((words, class)) = mention.instrument.clone() else { return };
                if !self.instruments.iter().any(|known| same_words(&known.words, &words)) {
                    self.instruments.push(Weapon::new(words, class, false));
                }
            }
            Role::Perpetrator | Role::Organisation => self.add_actor(role, words, false),
        }
    }

    /// Adds a perpetrator, known or not; `told` where rules find it.
    fn add_actor(&mut self, role: Role, words: String, told: bool) {
        let list = if role == Role::Perpetrator { &mut self.perpetrators } else { &mut self.organisations };
        match list.iter_mut().find(|known| known.words == words) {
            Some(known) => known.told |= told,
            None => list.push(Actor { words, likely: 0.0, right: 0.0, told, confidence: "REPORTED AS FACT" }),
        }
    }
}
