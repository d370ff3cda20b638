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
mod outlaws;
mod phrase;
mod relevance;
mod roles;
mod sentence;
mod template;
mod told;
mod words;

use crate::machine::Machine;
use anyhow::Result;
use cairn_extract::Scratch;
use act::Act;
use incident::Incident;
use location::{Country, location};
use message::Message;
use names::Names;
use organisations::Organisations;
use outlaws::Outlaws;
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
    let organisations = Organisations::of(&document, message.day(), Some(home.code()));
    let told = Told::all(&document, &extraction, &claims);
    let mut outlaws = Outlaws::default();
    let mut acts: Vec<Act> = if std::env::var_os("NOFRAMES").is_some() { Vec::new() } else { told.iter().filter_map(Act::from_told).collect() };
    for sentence in 0..document.sentences().len() {
        let items = sentence::items(&document, sentence, &names);
        outlaws.note(&items, sentence);
        let scene = extraction.frames.iter().zip(&claims).find(|(frame, _)| frame.sentence == sentence);
        if std::env::var_os("NOREADER").is_some() { continue; }
        for mut act in roles::acts(&items, sentence) {
            if let Some((_, claim)) = scene {
                act.place = claim.place.clone();
                act.time = claim.time.clone();
            }
            acts.push(act);
        }
    }
    acts.sort_by_key(|act| act.sentence);
    if std::env::var_os("MUCDUMP").is_some() { for act in &acts { println!("{}\t{act:?}", message.id); } }
    let pieces = acts.iter().map(|act| Incident::of(act, &names)).collect();
    let text = report.text.to_uppercase();
    merge::merge(pieces)
        .into_iter()
        .filter_map(|incident| relevance::relevant(incident, message.day()))
        .map(|mut incident| {
            outlaws.complete(&mut incident);
            let country = incident.place.as_ref().and_then(Country::of_place).unwrap_or(home);
            if std::env::var_os("FEAT").is_some() {
                let age = incident.time.start.zip(message.day()).map(|(e, m)| m.days_since(e));
                println!("{}", serde_json::json!({"id": message.id, "kind": incident.kind.as_str(), "stage": incident.stage, "nsent": incident.sentences.len(), "first": incident.sentences.first(), "doc": document.sentences().len(),
                "names": incident.victims.iter().filter(|v| v.person.name.is_some()).count(), "victims": incident.victims.iter().map(|v| (v.person.handle(), v.person.class, &v.number, v.effect)).collect::<Vec<_>>(),
                "objects": incident.objects.iter().map(|o| (&o.thing.id, o.thing.class, o.effect)).collect::<Vec<_>>(), "actors": incident.actors.iter().map(|a| (a, format!("{:?}", phrase::side(a)))).collect::<Vec<_>>(), "instr": incident.instruments.len(), "place": format!("{:?}", incident.place.as_ref().map(|p| (p.precision, p.basis))), "pcountry": incident.place.as_ref().and_then(|p| p.country.clone()), "basis": format!("{:?}", incident.time.basis), "age": age, "gun": incident.gunfire, "nobody": incident.nobody_hurt}));
            }
            let behind = organisations.behind(&incident);
            if std::env::var_os("RUNG").is_some() { if let Some((w, c, r)) = behind { println!("{}\t{w}\t{c}\t{r}", message.id); } }
            let behind = behind.filter(|b| b.2 <= std::env::var("MAXRUNG").ok().and_then(|r| r.parse().ok()).unwrap_or(9)).map(|b| (b.0, b.1));
            let date = date::date(&incident.time, message.day());
            fill::fill(
                &incident,
                date,
                Some(location(incident.place.as_ref(), country, &text)),
                behind,
            )
        })
        .collect()
}
