//! MUC-4 messages in, templates out.
//!
//! Claims and incidents become templates here and nowhere else: the task's set fills, its rules of
//! relevance and its spelling of dates and places are no part of the register.

mod act;
mod classes;
mod date;
mod fill;
mod framed;
mod incident;
mod location;
mod merge;
mod message;
mod names;
mod number;
mod organisations;
mod phrase;
mod relevance;
mod roles;
mod sentence;
mod template;
mod told;
mod words;

use crate::machine::Machine;
use act::Act;
use anyhow::Result;
use cairn_extract::Scratch;
use incident::Incident;
use location::{Country, location};
use message::Message;
use names::Names;
use organisations::Organisations;
use rayon::prelude::*;
use std::path::Path;
use template::{Response, Template};
use told::Told;

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
            Response { id: &message.id, templates: machine.scratches.with(&machine.ruleset, fill) }
        })
        .collect();
    crate::lines::write(output, responses)
}

fn templates(message: &Message, machine: &Machine, scratch: &mut Scratch) -> Vec<Template> {
    let report = message.report();
    let document = cairn_text::analyse(&report.text);
    let extraction = cairn_extract::extract(&document, &machine.ruleset, scratch);
    let claims = cairn_resolve::resolve(&report, &document, &extraction, &machine.knowledge).claims;
    let Some(home) = Country::of(message, &claims) else { return Vec::new() };
    let names = Names::of(&document, &extraction);
    let organisations = Organisations::of(&document, &extraction, message.day(), Some(home.code()));
    let told = Told::all(&document, &extraction, &claims);
    let mut acts: Vec<Act> = if std::env::var_os("NOFRAMES").is_some() {
        Vec::new()
    } else {
        told.iter().filter_map(Act::from_told).collect()
    };
    for sentence in 0..document.sentences().len() {
        let items = sentence::items(&document, sentence, &names);
        let scene = extraction.frames.iter().zip(&claims).find(|(frame, _)| frame.sentence == sentence);
        if std::env::var_os("NOREADER").is_some() {
            continue;
        }
        for mut act in roles::acts(&items, sentence) {
            if let Some((_, claim)) = scene {
                act.place = claim.place.clone();
                act.time = claim.time.clone();
            }
            acts.push(act);
        }
    }
    acts.sort_by_key(|act| act.sentence);
    if std::env::var_os("MUCDUMP").is_some() {
        for act in &acts {
            println!("{}\t{act:?}", message.id);
        }
    }
    let pieces = acts.iter().map(|act| Incident::of(act, &names)).collect();
    let text = report.text.to_uppercase();
    merge::merge(pieces)
        .into_iter()
        .filter_map(|incident| relevance::relevant(incident, message.day()))
        .map(|incident| {
            let country = incident.place.as_ref().and_then(Country::of_place).unwrap_or(home);
            let date = date::date(&incident.time, message.day());
            fill::fill(
                &incident,
                date,
                Some(location(incident.place.as_ref(), country, &text)),
                organisations.behind(&incident),
            )
        })
        .collect()
}
