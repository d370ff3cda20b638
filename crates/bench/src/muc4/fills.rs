//! How likely each fill of an incident is right, given that the task asks for the incident: a learned
//! decision over what each phrase shows and how it stands to the incident.

use super::incident::{Actor, Incident, Type};
use super::mention::{Mention, bucket};
use super::merge::{Stems, same_words};
use super::reading::Reading;
use super::role::Role;
use super::weights::Weights;

/// The name of the model of a role.
pub fn model(role: Role) -> String {
    format!("fill {}", role.model())
}

/// The words of the fills of a role, in order.
pub fn words(incident: &Incident, role: Role) -> Vec<&str> {
    match role {
        Role::Victim => incident.victims.iter().map(|victim| victim.person.handle()).collect(),
        Role::Object => incident.objects.iter().map(|object| object.thing.id.as_str()).collect(),
        Role::Instrument => incident.instruments.iter().map(|weapon| weapon.words.as_str()).collect(),
        Role::Perpetrator => incident.perpetrators.iter().map(|actor| actor.words.as_str()).collect(),
        Role::Organisation => incident.organisations.iter().map(|actor| actor.words.as_str()).collect(),
    }
}

/// How likely the fills of a role are right, in order.
fn right_mut(incident: &mut Incident, role: Role) -> Vec<&mut f64> {
    match role {
        Role::Victim => incident.victims.iter_mut().map(|victim| &mut victim.right).collect(),
        Role::Object => incident.objects.iter_mut().map(|object| &mut object.right).collect(),
        Role::Instrument => incident.instruments.iter_mut().map(|weapon| &mut weapon.right).collect(),
        Role::Perpetrator => incident.perpetrators.iter_mut().map(|actor| &mut actor.right).collect(),
        Role::Organisation => incident.organisations.iter_mut().map(|actor| &mut actor.right).collect(),
    }
}

/// What each fill of a role shows.
pub fn features(incident: &Incident, role: Role, reading: &Reading) -> Vec<Vec<String>> {
    let words = words(incident, role);
    let best: Vec<f64> = words.iter().map(|words| nearest(reading, incident, role, words).0).collect();
    let shown = words.iter().enumerate().map(|(at, words)| {
        let mut out = vec!["always".to_owned(), incident.kind.as_str().to_owned()];
        let (near, far, mention) = nearest(reading, incident, role, words);
        steps("near", near, &mut out);
        steps("far", far, &mut out);
        let rank =
            best.iter().enumerate().filter(|(i, p)| **p > best[at] || (**p == best[at] && *i < at)).count();
        out.push(format!("rank {}", rank.min(4)));
        out.push(format!("alone {}", best.len() == 1));
        out.push(format!("all {}", bucket(best.len())));
        let top = best.iter().copied().fold(0.0, f64::max);
        out.push(format!("top {}", (10.0 * best[at] / top.max(0.01)).round()));
        let inside = best.iter().zip(super::fills::words(incident, role));
        let longer = inside.clone().any(|(_, other)| other.len() > words.len() && same_words(other, words));
        out.push(format!("longer {longer}"));
        out.push(format!("length {}", words.split_whitespace().count().min(6)));
        match mention {
            None => out.push("unseen".to_owned()),
            Some(mention) => {
                let apart = incident.sentences.iter().map(|s| s.abs_diff(mention.sentence)).min();
                out.push(format!("apart {}", bucket(apart.unwrap_or(99))));
                let kept = [
                    "head ",
                    "person ",
                    "thing ",
                    "instrument ",
                    "side ",
                    "named ",
                    "words ",
                    "first ",
                    "sentence ",
                ];
                let kept = mention.features.iter().filter(|f| kept.iter().any(|start| f.starts_with(start)));
                out.extend(kept.cloned());
            }
        }
        match role {
            Role::Victim => {
                let victim = &incident.victims[at];
                out.push(format!("class {} {}", victim.person.class, incident.kind.as_str()));
                out.push(format!("effect {} {}", victim.effect.unwrap_or("-"), incident.kind.as_str()));
                out.push(format!(
                    "number {}",
                    if victim.number.len() > 3 { "words" } else { &victim.number }
                ));
                let named = incident.victims.iter().any(|other| other.person.name.is_some());
                out.push(format!("named {named} {}", victim.person.name.is_some()));
                out.push(format!("told {}", victim.told));
            }
            Role::Object => {
                let object = &incident.objects[at];
                out.push(format!("class {} {}", object.thing.class, incident.kind.as_str()));
                out.push(format!("effect {}", object.effect.unwrap_or("-")));
                out.push(format!("told {}", object.told));
            }
            Role::Instrument => {
                let weapon = &incident.instruments[at];
                out.push(format!("class {} {}", weapon.class, incident.kind.as_str()));
                out.push(format!("told {}", weapon.told));
            }
            Role::Perpetrator | Role::Organisation => {
                let actor = &actors(incident, role)[at];
                out.push(format!("told {}", actor.told));
                out.push(format!("told {} alone {}", actor.told, best.len() == 1));
                let other = actors(incident, role).iter().any(|other| other.told);
                out.push(format!("told {} other {other}", actor.told));
                let acts = incident.actors.iter().any(|known| same_words(known, &actor.words));
                out.push(format!("acts {acts}"));
                let outlaw = incident.by_outlaws();
                out.push(format!("acts {acts} outlaws {outlaw} state {}", incident.by_state()));
                if let Some(standing) = reading.organisations.standing(&actor.words, incident) {
                    out.extend(standing);
                }
            }
        }
        out.sort_unstable();
        out.dedup();
        out
    });
    shown.collect()
}

fn actors(incident: &Incident, role: Role) -> &[Actor] {
    if role == Role::Perpetrator { &incident.perpetrators } else { &incident.organisations }
}

/// Weighs all fills of an incident.
pub fn weigh(incident: &mut Incident, reading: &Reading, weights: &Weights) {
    for role in Role::EACH {
        let likely: Vec<f64> = features(incident, role, reading)
            .iter()
            .map(|features| weights.probability(&model(role), features.iter().map(String::as_str)))
            .collect();
        set(incident, role, &likely);
    }
}

/// Notes how likely the fills of a role are.
pub fn set(incident: &mut Incident, role: Role, likely: &[f64]) {
    for (held, likely) in right_mut(incident, role).into_iter().zip(likely) {
        *held = *likely;
    }
}

/// Leaves out the fills that are hardly right.
fn keep(incident: &mut Incident, weights: &Weights) {
    let least = |role: Role| weights.constant("least", &model(role));
    incident.victims.retain(|victim| victim.right >= least(Role::Victim));
    incident
        .objects
        .retain(|object| object.right >= least(Role::Object) && incident.kind != Type::Kidnapping);
    incident.instruments.retain(|weapon| weapon.right >= least(Role::Instrument));
    incident.perpetrators.retain(|actor| actor.right >= least(Role::Perpetrator));
    incident.organisations.retain(|actor| actor.right >= least(Role::Organisation));
}

/// An incident without the fills that are hardly right.
pub fn kept(incident: &Incident, weights: &Weights) -> Incident {
    let mut kept = incident.clone();
    keep(&mut kept, weights);
    kept
}

/// How likely words play a part: by the phrases in the sentences of the incident, by all; and the
/// phrase that says so.
pub fn nearest<'r>(
    reading: &'r Reading,
    incident: &Incident,
    role: Role,
    words: &str,
) -> (f64, f64, Option<&'r Mention>) {
    let stems = Stems::of(words);
    let means = |mention: &&Mention| mention.means(role, &stems);
    let all: Vec<&Mention> = reading.mentions.iter().filter(means).collect();
    let here = |mention: &&Mention| incident.sentences.contains(&mention.sentence);
    let best = |list: &mut dyn Iterator<Item = &'r Mention>| {
        list.max_by(|a, b| a.part(role).total_cmp(&b.part(role)).then(b.sentence.cmp(&a.sentence)))
    };
    let near = best(&mut all.iter().copied().filter(|mention| here(mention)));
    let far = best(&mut all.iter().copied());
    let part = |mention: Option<&Mention>| mention.map_or(0.0, |mention| mention.part(role));
    (part(near), part(far), near.or(far))
}

/// A share of one as the steps that it reaches.
pub fn steps(name: &str, share: f64, out: &mut Vec<String>) {
    const STEPS: &[f64] = &[0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
    out.extend(STEPS.iter().filter(|step| share >= **step).map(|step| format!("{name} {step}")));
}
