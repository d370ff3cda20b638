//! Fits the weights of the task's learned decisions on the open two thirds of the development set.
//!
//! Decisions build on each other: whether a message tells of an incident at all, then which part each
//! phrase plays. What a later decision learns from must look as it will on new messages, so that each
//! message is weighed by models of the messages in the other folds.

use super::ftrl::{self, Row, Settings};
use super::key::{Key, pair};
use super::message::Message;
use super::reading::Reading;
use super::template::Template;
use super::incident::Incident;
use super::choice::{Choice, NOTHING};
use super::{fill, fills, incidents, merge, pieces, relevance};
use serde::Serialize;
use super::role::Role;
use super::verdict::Verdict;
use super::weights::Weights;
use crate::lines;
use crate::machine::Machine;
use crate::scoreboard::Part;
use anyhow::{Context, Result};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Parts that are weighed by models of the others.
const FOLDS: usize = 5;
/// The fewest messages that a feature must stand in.
const FEWEST: u32 = 4;

fn envi(n: &str) -> Option<f64> { std::env::var(format!("L_{}", n.replace(" ", "_"))).ok()?.parse().ok() }
static SETTINGS: std::sync::LazyLock<Settings> = std::sync::LazyLock::new(|| Settings { passes: envi("passes").unwrap_or(8.0) as usize, alpha: envi("alpha").unwrap_or(0.1), absolute: envi("l1").unwrap_or(1.0), square: envi("l2").unwrap_or(2.0) });

/// How likely a fill or an incident must be to be kept, in thousandths.
const LEAST: &[(&str, i32)] = &[
    ("fill instrument", 400),
    ("fill object", 400),
    ("fill organisation", 400),
    ("fill perpetrator", 400),
    ("fill victim", 400),
    ("incident", 270),
    ("instrument", 100),
    ("object", 100),
    ("organisation", 50),
    ("perpetrator", 50),
    ("same", 550),
    ("victim", 100),
];

static FEW: std::sync::LazyLock<Settings> = std::sync::LazyLock::new(|| Settings { passes: envi("fpasses").unwrap_or(30.0) as usize, alpha: envi("falpha").unwrap_or(0.1), absolute: envi("fl1").unwrap_or(0.3), square: envi("fl2").unwrap_or(1.0) });

/// One case of a decision.
struct Case<'f> {
    /// The message that it comes from.
    message: usize,
    features: &'f [String],
    holds: bool,
}

/// The templates of a message as models of the other folds fill them.
#[derive(Debug, Serialize)]
pub struct Answer {
    id: String,
    templates: Vec<Template>,
}

/// A message of the open part with its key.
struct Known {
    message: Message,
    reading: Reading,
    keys: Vec<Key>,
}

/// The weights, and the answers on messages that they were not fitted on; how well each decision does on messages that it has not seen goes to standard error.
///
/// # Errors
/// Where the corpus cannot be read.
pub fn fit(machine: &Machine, data: &Path) -> Result<(Weights, Vec<Answer>)> {
    let mut known = read(machine, data)?;
    let mut weights = Weights::default();
    for (name, share) in LEAST {
        weights.add("least", name, envi(name).unwrap_or(*share as f64) as i32);
    }

    let cases = |known: &[Known]| -> Vec<bool> {
        known.iter().map(|known| known.keys.iter().any(|key| !key.optional)).collect()
    };
    let tells = cases(&known);
    let told = {
        let cases: Vec<Case> = known
            .iter()
            .enumerate()
            .map(|(message, known)| Case { message, features: &known.reading.features, holds: tells[message] })
            .collect();
        learn("report", &cases, &mut weights)
    };
    for (known, told) in known.iter_mut().zip(told) {
        known.reading.tell(told);
    }
    for (at, role) in Role::EACH.into_iter().enumerate() {
        let mut places = Vec::new();
        let found = {
            let mut cases = Vec::new();
            for (message, known) in known.iter().enumerate() {
                for (place, mention) in known.reading.mentions.iter().enumerate() {
                    let Some(words) = role.words(mention, &known.reading.organisations) else { continue };
                    let holds = role.holds(&words, mention, &known.keys);
                    cases.push((Case { message, features: &mention.features, holds: holds == Some(true) }, holds));
                    places.push((message, place));
                }
            }
            learn_some(role.model(), &cases, &mut weights)
        };
        for ((message, place), found) in places.into_iter().zip(found) {
            known[message].reading.mentions[place].parts[at] = found;
        }
    }
    for (at, choice) in Choice::EACH.into_iter().enumerate() {
        learn_choice(choice, at, &mut known, &mut weights);
    }

    let mut cases: Vec<(usize, Vec<String>, Option<bool>)> = Vec::new();
    for (message, known) in known.iter().enumerate() {
        cases.extend(same_incident(known).into_iter().map(|(features, same)| (message, features, Some(same))));
    }
    learn_owned("same", &cases, &mut weights);

    let mut cases: Vec<(usize, Vec<String>, Option<bool>)> = Vec::new();
    let mut gathered: Vec<Vec<Incident>> =
        known.iter().map(|known| incidents(&known.reading, &weights)).collect();
    for role in Role::EACH {
        learn_fills(role, &known, &mut gathered, &mut weights);
    }
    for verdict in Verdict::EACH {
        learn_verdict(verdict, &known, &mut gathered, &mut weights);
    }
    for (message, (known, all)) in known.iter().zip(&gathered).enumerate() {
        let kept: Vec<Incident> = all.iter().map(|incident| fills::kept(incident, &weights)).collect();
        for (incident, paired) in all.iter().zip(pair(&known.keys, &kept)) {
            let optional = paired.is_some_and(|key| known.keys[key].optional);
            let features = relevance::features(incident, all, &known.reading, known.message.day(), &weights);
            cases.push((message, features, (!optional).then_some(paired.is_some())));
        }
    }
    let found = learn_owned("incident", &cases, &mut weights);
    let mut answers = Vec::new();
    for (at, known) in known.iter().enumerate() {
        let likely: Vec<f64> =
            cases.iter().zip(&found).filter(|(case, _)| case.0 == at).map(|(_, p)| *p).collect();
        let templates = fill(&known.message, &known.reading, &gathered[at], &likely, &weights);
        answers.push(Answer { id: known.message.id.clone(), templates });
    }
    Ok((weights, answers))
}

/// Learns to choose a set fill from the phrases that the key has.
fn learn_choice(choice: Choice, at: usize, known: &mut [Known], weights: &mut Weights) {
    let role = choice.role();
    let mut places = Vec::new();
    let mut best: Vec<(f64, &'static str)> = Vec::new();
    for class in choice.classes() {
        places.clear();
        let mut cases = Vec::new();
        for (message, known) in known.iter().enumerate() {
            for (place, mention) in known.reading.mentions.iter().enumerate() {
                let Some(words) = role.words(mention, &known.reading.organisations) else { continue };
                let right = role.holds(&words, mention, &known.keys) == Some(true);
                let holds = right.then(|| choice.known(&words, &known.keys).iter().any(|known| known == class));
                let case = Case { message, features: &mention.features, holds: holds == Some(true) };
                cases.push((case, holds));
                places.push((message, place));
            }
        }
        let found = learn_some(&choice.model(class), &cases, weights);
        best.resize(found.len(), (-1.0, NOTHING));
        for (best, found) in best.iter_mut().zip(found) {
            if found > best.0 {
                *best = (found, class);
            }
        }
    }
    for ((message, place), (_, class)) in places.into_iter().zip(best) {
        known[message].reading.mentions[place].choices[at] = class;
    }
}

/// Learns which fills are right from the incidents that the key has.
fn learn_fills(role: Role, known: &[Known], gathered: &mut [Vec<Incident>], weights: &mut Weights) {
    let mut cases: Vec<(usize, Vec<String>, Option<bool>)> = Vec::new();
    for (message, (known, all)) in known.iter().zip(gathered.iter()).enumerate() {
        for (incident, paired) in all.iter().zip(pair(&known.keys, all)) {
            let shown = fills::features(incident, role, &known.reading);
            for (at, features) in shown.into_iter().enumerate() {
                let holds = paired.and_then(|key| known.keys[key].has_fill(incident, role, at));
                cases.push((message, features, holds));
            }
        }
    }
    let mut found = learn_owned(&fills::model(role), &cases, weights).into_iter();
    for incident in gathered.iter_mut().flatten() {
        let n = fills::words(incident, role).len();
        let likely: Vec<f64> = found.by_ref().take(n).collect();
        fills::set(incident, role, &likely);
    }
}

/// Learns what is decided of an incident as a whole from the incidents that the key has.
fn learn_verdict(verdict: Verdict, known: &[Known], gathered: &mut [Vec<Incident>], weights: &mut Weights) {
    let mut cases: Vec<(usize, Vec<String>, Option<bool>)> = Vec::new();
    for (message, (known, all)) in known.iter().zip(gathered.iter()).enumerate() {
        for (incident, paired) in all.iter().zip(pair(&known.keys, all)) {
            let features = verdict.features(incident, &known.reading, known.message.day(), weights);
            cases.push((message, features, paired.and_then(|key| verdict.known(&known.keys[key]))));
        }
    }
    let found = learn_owned(verdict.model(), &cases, weights);
    for (incident, likely) in gathered.iter_mut().flatten().zip(found) {
        verdict.set(incident, likely >= 0.5);
    }
}

/// The choices that gathering makes, as the key would make them: whether each piece tells of an
/// incident of the pieces before it. Pieces none of whose targets the key has teach nothing.
fn same_incident(known: &Known) -> Vec<(Vec<String>, bool)> {
    let mut out = Vec::new();
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
            out.push((features, !keys.is_disjoint(&of)));
        }
        match gathered.iter_mut().rev().find(|(_, keys)| !keys.is_disjoint(&of)) {
            Some((incident, keys)) => {
                incident.take(piece);
                keys.extend(of);
            }
            None => gathered.push((piece, of)),
        }
    }
    out
}

/// The messages of the open part.
fn read(machine: &Machine, data: &Path) -> Result<Vec<Known>> {
    let path = data.join("muc4/dev.keys.json");
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut keys: BTreeMap<String, Vec<Key>> = serde_json::from_str(&text)?;
    let messages: Vec<Message> = lines::read(&data.join("muc4/dev.docs.jsonl"))?;
    let open: Vec<(Message, Vec<Key>)> = messages
        .into_iter()
        .filter(|message| Part::Work.holds(&message.id))
        .filter_map(|message| Some((keys.remove(&message.id)?, message)).map(|(keys, message)| (message, keys)))
        .collect();
    Ok(open
        .into_par_iter()
        .filter_map(|(message, keys)| {
            let reading =
                machine.scratches.with(&machine.ruleset, |scratch| Reading::of(&message, machine, scratch))?;
            Some(Known { message, reading, keys })
        })
        .collect())
}

/// Fits a model on all cases, and gives how likely each case holds by models of the other folds.
fn learn(model: &str, cases: &[Case], weights: &mut Weights) -> Vec<f64> {
    let cases: Vec<(Case, Option<bool>)> = cases
        .iter()
        .map(|case| (Case { message: case.message, features: case.features, holds: case.holds }, Some(case.holds)))
        .collect();
    learn_some(model, &cases, weights)
}

/// As [`learn_some`].
fn learn_owned(model: &str, cases: &[(usize, Vec<String>, Option<bool>)], weights: &mut Weights) -> Vec<f64> {
    let cases: Vec<(Case, Option<bool>)> = cases
        .iter()
        .map(|(message, features, holds)| {
            (Case { message: *message, features, holds: *holds == Some(true) }, *holds)
        })
        .collect();
    learn_some(model, &cases, weights)
}

/// As [`learn`]; cases of which it is open whether they hold are weighed and not learnt from.
fn learn_some(model: &str, cases: &[(Case, Option<bool>)], weights: &mut Weights) -> Vec<f64> {
    let dictionary = dictionary(cases);
    let rows: Vec<Row> = cases
        .iter()
        .map(|(case, _)| Row {
            features: case.features.iter().filter_map(|f| dictionary.get(f.as_str()).copied()).collect(),
            holds: case.holds,
        })
        .collect();
    let fit = |without: Option<usize>| -> Vec<f64> {
        let kept: Vec<Row> = rows
            .iter()
            .zip(cases)
            .filter(|(_, (case, holds))| holds.is_some() && Some(case.message % FOLDS) != without)
            .map(|(row, _)| row.clone())
            .collect();
        let settings = if kept.len() < 2000 { *FEW } else { *SETTINGS };
        ftrl::fit(&kept, dictionary.len(), settings)
    };
    let all = fit(None);
    let mut names: Vec<(&str, u32)> = dictionary.iter().map(|(name, at)| (*name, *at)).collect();
    names.sort_unstable();
    for (name, at) in names {
        let weight = (all[at as usize] * 1000.0).round() as i32;
        if weight != 0 {
            weights.add(model, name, weight);
        }
    }
    let folds: Vec<Vec<f64>> = (0..FOLDS).into_par_iter().map(|fold| fit(Some(fold))).collect();
    let found: Vec<f64> = rows
        .iter()
        .zip(cases)
        .map(|(row, (case, _))| {
            let weights = &folds[case.message % FOLDS];
            ftrl::probability(row.features.iter().map(|&f| weights[f as usize]).sum())
        })
        .collect();
    report(model, cases, &found);
    found
}

/// The features that stand in enough messages.
fn dictionary<'f>(cases: &[(Case<'f>, Option<bool>)]) -> FxHashMap<&'f str, u32> {
    let mut seen: FxHashMap<&str, (usize, u32)> = FxHashMap::default();
    let mut order: Vec<&str> = Vec::new();
    for (case, _) in cases {
        for feature in case.features {
            let (last, n) = seen.entry(feature).or_insert_with(|| {
                order.push(feature);
                (usize::MAX, 0)
            });
            if *last != case.message {
                (*last, *n) = (case.message, *n + 1);
            }
        }
    }
    let often = order.into_iter().filter(|feature| seen[feature].1 >= FEWEST);
    (0..).zip(often).map(|(at, feature)| (feature, at)).collect()
}

fn report(model: &str, cases: &[(Case, Option<bool>)], found: &[f64]) {
    let known = || found.iter().zip(cases).filter(|(_, (_, holds))| holds.is_some());
    let n = known().filter(|(_, (case, _))| case.holds).count();
    eprintln!("{model}: {} cases, {n} hold", known().count());
    for least in [0.1, 0.2, 0.3, 0.4, 0.5, 0.6] {
        let yes = known().filter(|(p, _)| **p >= least).count();
        let right = known().filter(|(p, (case, _))| **p >= least && case.holds).count();
        let (p, r) = (100.0 * right as f64 / yes.max(1) as f64, 100.0 * right as f64 / n.max(1) as f64);
        eprintln!("  at {least}: precision {p:.1} recall {r:.1} F {:.1}", 2.0 * p * r / (p + r).max(1.0));
    }
}
