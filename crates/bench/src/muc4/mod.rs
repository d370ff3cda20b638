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
mod outlaws;
mod phrase;
mod places;
mod relevance;
mod roles;
mod sentence;
mod template;
mod told;
mod words;

use crate::machine::Machine;
use act::Act;
use anyhow::Result;
use cairn_extract::{Extraction, Scratch};
use cairn_model::Claim;
use cairn_text::Document;
use incident::Incident;
use location::{Country, location};
use message::Message;
use names::Names;
use organisations::Organisations;
use outlaws::Outlaws;
use places::Places;
use rayon::prelude::*;
use relevance::Setting;
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
    let seat = message.place.as_deref().filter(|_| message.country.is_none());
    let places = Places::of(&document, home, seat);
    let organisations = Organisations::of(&document, message.day(), Some(home.code()));
    let names = Names::of(&document, &extraction);
    let (acts, outlaws) = read(&document, &extraction, &claims, &names);
    let text = report.text.to_uppercase();
    let setting = Setting::of(&message.text.to_uppercase());
    merge::merge(acts.iter().map(|act| Incident::of(act, &names)).collect())
        .into_iter()
        .filter_map(|incident| relevance::relevant(incident, message.day(), setting))
        .map(|mut incident| {
            outlaws.complete(&mut incident);
            // An armed group's own radio tells of what the state did.
            let by_state = incident.by_state() || (setting.clandestine && !incident.by_outlaws());
            let behind = if by_state {
                organisations.state_force(&incident).map(|force| (force, "REPORTED AS FACT"))
            } else {
                organisations.behind(&incident)
            };
            let country = incident.place.as_ref().and_then(Country::of_place).unwrap_or(home);
            let place = places
                .location(&incident)
                .unwrap_or_else(|| location(incident.place.as_ref(), country, &text));
            let date = date::date(&incident.time, message.day());
            fill::fill(&incident, by_state, date, Some(place), behind)
        })
        .collect()
}

/// What the frames of the product and the sentences themselves tell, in the order of the text, and
/// the outlaws that the message names. An act that a sentence tells is where and when the first
/// claim of its sentence is.
fn read(
    document: &Document,
    extraction: &Extraction,
    claims: &[Claim],
    names: &Names,
) -> (Vec<Act>, Outlaws) {
    let mut outlaws = Outlaws::default();
    let mut acts: Vec<Act> =
        Told::all(document, extraction, claims).iter().filter_map(Act::from_told).collect();
    for sentence in 0..document.sentences().len() {
        let items = sentence::items(document, sentence, names);
        outlaws.note(&items, sentence);
        let scene = extraction.frames.iter().zip(claims).find(|(frame, _)| frame.sentence == sentence);
        acts.extend(roles::acts(&items, sentence).into_iter().map(|mut act| {
            if let Some((_, claim)) = scene {
                act.place.clone_from(&claim.place);
                act.time = claim.time.clone();
            }
            act
        }));
    }
    acts.sort_by_key(|act| act.sentence);
    (acts, outlaws)
}
