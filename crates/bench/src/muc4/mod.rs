//! MUC-4 messages in, templates out.
//!
//! Claims and incidents become templates here and nowhere else: the task's set fills, its rules of
//! relevance and its spelling of dates and places are no part of the register.

mod classes;
mod date;
mod fill;
mod incident;
mod location;
mod merge;
mod message;
mod names;
mod organisations;
mod phrase;
mod relevance;
mod template;
mod told;

use crate::machine::Machine;
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
    let pieces = told.iter().filter_map(|told| Incident::from_told(told, &names)).collect();
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
