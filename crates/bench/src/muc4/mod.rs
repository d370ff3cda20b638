//! MUC-4 messages in, templates out.
//!
//! The product's frames say what happened, where and when. The task also asks for the roles of whom
//! no figure counts (the perpetrators, the embassy that a bomb went off at), so the sentences are
//! read once more for these: [`sentence`] cuts them, [`roles`] reads them, and [`merge`] puts both
//! readings together, incident by incident.
//!
//! Claims and incidents become templates here and nowhere else: the task's set fills, its rules of
//! relevance and its spelling of dates and places are no part of the register.

mod act;
mod assemble;
mod classes;
mod clause;
mod date;
mod fill;
mod fills;
pub mod fit;
mod framed;
mod ftrl;
mod incident;
mod key;
mod learner;
mod location;
mod mention;
mod merge;
mod message;
mod names;
mod number;
mod organisations;
mod outlaws;
mod phrase;
mod places;
mod reading;
mod relevance;
mod role;
mod roles;
mod sentence;
mod template;
mod told;
mod verdict;
mod weights;
mod words;

use crate::machine::Machine;
use anyhow::Result;
use cairn_extract::Scratch;
use incident::Incident;
use location::{Country, location};
use message::Message;
use rayon::prelude::*;
use reading::Reading;
use std::path::Path;
use template::{Response, Template};
use verdict::Verdict;
use weights::Weights;

/// Reads messages and writes templates.
///
/// # Errors
/// Where a file cannot be opened, read or written.
pub fn run(machine: &Machine, input: &Path, output: &Path) -> Result<()> {
    let messages: Vec<Message> = crate::lines::read(input)?;
    let responses: Vec<Response> = messages
        .par_iter()
        .map(|message| {
            let fill = |scratch: &mut Scratch| templates(message, machine, scratch);
            Response { id: &message.id, templates: machine.scratches.with(machine.ruleset(), fill) }
        })
        .collect();
    crate::lines::write(output, responses)
}

fn templates(message: &Message, machine: &Machine, scratch: &mut Scratch) -> Vec<Template> {
    let Some(mut reading) = Reading::of(message, machine, scratch) else { return Vec::new() };
    reading.weigh(Weights::embedded());
    let weights = Weights::embedded();
    let mut all = incidents(&reading, weights);
    for incident in &mut all {
        fills::weigh(incident, &reading, weights);
        for verdict in Verdict::EACH {
            let features = verdict.features(incident, &reading, message.day(), weights);
            let likely = weights.probability(verdict.model(), features.iter().map(String::as_str));
            verdict.set(incident, likely);
        }
    }
    let likely: Vec<f64> = all
        .iter()
        .map(|incident| {
            let features = relevance::features(incident, &all, &reading, message.day(), weights);
            weights.probability("incident", features.iter().map(String::as_str))
        })
        .collect();
    fill(message, &reading, &all, &likely, weights)
}

/// What each clause tells, as an incident of its own.
fn pieces(reading: &Reading) -> Vec<Incident> {
    reading.acts.iter().map(|act| Incident::of(act, &reading.names)).collect()
}

/// The incidents of a message that has been read and weighed.
fn incidents(reading: &Reading, weights: &Weights) -> Vec<Incident> {
    let mut incidents = merge::merge(pieces(reading), reading, weights);
    assemble::assemble(reading, &mut incidents, weights);
    incidents
}

/// The templates of a message that has been read and weighed. `likely` tells of each incident how
/// likely the task asks for it.
fn fill(
    message: &Message,
    reading: &Reading,
    all: &[Incident],
    likely: &[f64],
    weights: &Weights,
) -> Vec<Template> {
    let least = weights.constant("least", "incident");
    let wanted = all.iter().zip(likely).filter(|(_, likely)| **likely >= least).map(|(incident, _)| incident);
    wanted
        .map(|incident| {
            let incident = fills::kept(incident, weights);
            let home = reading.home;
            let country = incident.place.as_ref().and_then(Country::of_place).unwrap_or(home);
            let place = reading
                .places
                .location(&incident)
                .unwrap_or_else(|| location(incident.place.as_ref(), country, &reading.text));
            let date = date::date(&incident.time, incident.day_open, message.day());
            fill::fill(&incident, date, Some(place))
        })
        .collect()
}
