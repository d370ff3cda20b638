//! Fits the weights of the task's learned decisions on the development set, or its open two thirds.
//!
//! Decisions build on each other: whether a message tells of an incident at all; which part each phrase
//! plays; which clauses tell of one incident; which fills of an incident are right; whether the task
//! asks for it. What a later decision learns from must look as it will on new messages, so that each
//! message is weighed by models of the messages in the other folds.

use super::incident::Incident;
use super::key::{Key, pair};
use super::learner::{Case, learn};
use super::message::Message;
use super::reading::Reading;
use super::role::Role;
use super::template::Template;
use super::verdict::Verdict;
use super::weights::Weights;
use super::{fill, fills, incidents, merge, pieces, relevance};
use crate::lines;
use crate::machine::Machine;
use crate::scoreboard::Part;
use anyhow::{Context, Result};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// How likely what must be to be kept, in thousandths: phrases in their parts, clauses as one incident,
/// fills, incidents. Chosen by how well the messages of the other folds are filled.
const LEAST: &[(&str, i32)] = &[
    ("fill instrument", 400),
    ("fill object", 400),
    ("fill organisation", 400),
    ("fill perpetrator", 400),
    ("fill victim", 400),
    ("incident", 300),
    ("instrument", 100),
    ("object", 100),
    ("organisation", 50),
    ("perpetrator", 50),
    ("same", 550),
    ("victim", 100),
];

/// The templates of a message as models of the other folds fill them.
#[derive(Debug, Serialize)]
pub struct Answer {
    id: String,
    templates: Vec<Template>,
}

/// A message with its key.
struct Known {
    message: Message,
    reading: Reading,
    keys: Vec<Key>,
}

/// The weights learnt from a part of the development set, and the answers that models of the other folds give. (The decision which clauses tell
/// of one incident is the exception: it is made with all weights.) How well each decision does on
/// messages that its model has not seen goes to standard error.
///
/// # Errors
/// Where the corpus cannot be read.
pub fn fit(machine: &Machine, data: &Path, part: Part) -> Result<(Weights, Vec<Answer>)> {
    let mut known = read(machine, data, part)?;
    let mut weights = Weights::default();
    for (name, share) in LEAST {
        weights.add("least", name, *share);
    }
    learn_reports(&mut known, &mut weights);
    for role in Role::EACH {
        learn_parts(role, &mut known, &mut weights);
    }
    learn_gathering(&known, &mut weights);
    let mut gathered: Vec<Vec<Incident>> =
        known.iter().map(|known| incidents(&known.reading, &weights)).collect();
    for role in Role::EACH {
        learn_fills(role, &known, &mut gathered, &mut weights);
    }
    for verdict in Verdict::EACH {
        learn_verdict(verdict, &known, &mut gathered, &mut weights);
    }
    let wanted = learn_relevance(&known, &gathered, &mut weights);
    let answer = |((known, all), wanted): ((&Known, &Vec<Incident>), &Vec<f64>)| Answer {
        id: known.message.id.clone(),
        templates: fill(&known.message, &known.reading, all, wanted, &weights),
    };
    let answers = known.iter().zip(&gathered).zip(&wanted).map(answer).collect();
    Ok((weights, answers))
}

/// The messages of a part of the development set.
fn read(machine: &Machine, data: &Path, part: Part) -> Result<Vec<Known>> {
    let path = data.join("muc4/dev.keys.json");
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut keys: BTreeMap<String, Vec<Key>> = serde_json::from_str(&text)?;
    let messages: Vec<Message> = lines::read(&data.join("muc4/dev.docs.jsonl"))?;
    let taken: Vec<(Message, Vec<Key>)> = messages
        .into_iter()
        .filter(|message| part.holds(&message.id))
        .filter_map(|message| keys.remove(&message.id).map(|keys| (message, keys)))
        .collect();
    Ok(taken
        .into_par_iter()
        .filter_map(|(message, keys)| {
            let reading = machine
                .scratches
                .with(machine.ruleset(), |scratch| Reading::of(&message, machine, scratch))?;
            Some(Known { message, reading, keys })
        })
        .collect())
}

/// Learns whether a message tells of an incident.
fn learn_reports(known: &mut [Known], weights: &mut Weights) {
    let cases: Vec<Case<&Vec<String>>> = known
        .iter()
        .enumerate()
        .map(|(message, known)| Case {
            message,
            features: &known.reading.features,
            holds: Some(known.keys.iter().any(|key| !key.optional)),
        })
        .collect();
    let told = learn("report", &cases, weights);
    for (known, told) in known.iter_mut().zip(told) {
        known.reading.tell(told);
    }
}

/// Learns which phrases play a part in an incident.
fn learn_parts(role: Role, known: &mut [Known], weights: &mut Weights) {
    let mut places = Vec::new();
    let mut cases = Vec::new();
    for (message, known) in known.iter().enumerate() {
        for (place, mention) in known.reading.mentions.iter().enumerate() {
            if let Some(words) = mention.fill(role) {
                let holds = role.holds(words, mention, &known.keys);
                cases.push(Case { message, features: &mention.features, holds });
                places.push((message, place));
            }
        }
    }
    let likely = learn(role.model(), &cases, weights);
    for ((message, place), likely) in places.into_iter().zip(likely) {
        known[message].reading.mentions[place].parts[role as usize] = likely;
    }
}

/// Learns which clauses tell of one incident, from the choices that gathering makes, as the key would
/// make them. Clauses none of whose targets the key has teach nothing.
fn learn_gathering(known: &[Known], weights: &mut Weights) {
    let mut cases = Vec::new();
    for (message, known) in known.iter().enumerate() {
        let mut gathered: Vec<(Incident, BTreeSet<usize>)> = Vec::new();
        for piece in pieces(&known.reading) {
            let of: BTreeSet<usize> =
                (0..known.keys.len()).filter(|&key| known.keys[key].has_target(&piece)).collect();
            if of.is_empty() || merge::follows(&piece) {
                continue;
            }
            let n = gathered.len();
            for (at, (incident, keys)) in gathered.iter().enumerate() {
                let features = merge::features(incident, &piece, at + 1 == n, &known.reading);
                cases.push(Case { message, features, holds: Some(!keys.is_disjoint(&of)) });
            }
            match gathered.iter_mut().rev().find(|(_, keys)| !keys.is_disjoint(&of)) {
                Some((incident, keys)) => {
                    incident.take(piece);
                    keys.extend(of);
                }
                None => gathered.push((piece, of)),
            }
        }
    }
    learn("same", &cases, weights);
}

/// Learns which fills are right, from the incidents that the key has.
fn learn_fills(role: Role, known: &[Known], gathered: &mut [Vec<Incident>], weights: &mut Weights) {
    let mut cases = Vec::new();
    for (message, (known, all)) in known.iter().zip(gathered.iter()).enumerate() {
        for (incident, paired) in all.iter().zip(pair(&known.keys, all)) {
            let shown = fills::features(incident, role, &known.reading);
            for (at, features) in shown.into_iter().enumerate() {
                let holds = paired.and_then(|key| known.keys[key].has_fill(incident, role, at));
                cases.push(Case { message, features, holds });
            }
        }
    }
    let mut likely = learn(&fills::model(role), &cases, weights).into_iter();
    for incident in gathered.iter_mut().flatten() {
        let n = fills::words(incident, role).len();
        let own: Vec<f64> = likely.by_ref().take(n).collect();
        fills::set(incident, role, &own);
    }
}

/// Learns what is decided of an incident as a whole, from the incidents that the key has.
fn learn_verdict(verdict: Verdict, known: &[Known], gathered: &mut [Vec<Incident>], weights: &mut Weights) {
    let mut cases = Vec::new();
    for (message, (known, all)) in known.iter().zip(gathered.iter()).enumerate() {
        for (incident, paired) in all.iter().zip(pair(&known.keys, all)) {
            let features = verdict.features(incident, &known.reading, known.message.day(), weights);
            let holds = paired.and_then(|key| verdict.known(&known.keys[key]));
            cases.push(Case { message, features, holds });
        }
    }
    let likely = learn(verdict.model(), &cases, weights);
    for (incident, likely) in gathered.iter_mut().flatten().zip(likely) {
        verdict.set(incident, likely);
    }
}

/// Learns which incidents the task asks for; gives for each message how likely it asks for each.
fn learn_relevance(known: &[Known], gathered: &[Vec<Incident>], weights: &mut Weights) -> Vec<Vec<f64>> {
    let mut cases = Vec::new();
    for (message, (known, all)) in known.iter().zip(gathered).enumerate() {
        let kept: Vec<Incident> = all.iter().map(|incident| fills::kept(incident, weights)).collect();
        for (incident, paired) in all.iter().zip(pair(&known.keys, &kept)) {
            let optional = paired.is_some_and(|key| known.keys[key].optional);
            let features = relevance::features(incident, all, &known.reading, known.message.day(), weights);
            cases.push(Case { message, features, holds: (!optional).then_some(paired.is_some()) });
        }
    }
    let mut likely = learn("incident", &cases, weights).into_iter();
    gathered.iter().map(|all| likely.by_ref().take(all.len()).collect()).collect()
}
