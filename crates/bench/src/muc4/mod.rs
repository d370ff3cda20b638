//! MUC-4 messages in, templates out.
//!
//! Claims and incidents become templates here and nowhere else: the task's set fills, its rules of
//! relevance and its spelling of dates and places are no part of the register.

mod classes;
mod date;
mod fill;
mod incident;
mod merge;
mod message;
mod phrase;
mod template;
mod told;

use anyhow::Result;
use incident::Incident;
use message::Message;
use std::path::Path;
use template::{Response, Template};
use told::Told;

/// Reads messages and writes templates.
pub fn run(input: &Path, output: &Path) -> Result<()> {
    let ruleset = cairn_extract::Ruleset::embedded().map_err(|f| anyhow::anyhow!("{f}"))?;
    let mut scratch = cairn_extract::Scratch::new(&ruleset);
    let messages: Vec<Message> = crate::lines::read(input)?;
    let responses: Vec<Response> = messages
        .iter()
        .map(|message| Response { id: &message.id, templates: templates(message, &ruleset, &mut scratch) })
        .collect();
    crate::lines::write(output, responses)
}

fn templates(
    message: &Message,
    ruleset: &cairn_extract::Ruleset,
    scratch: &mut cairn_extract::Scratch,
) -> Vec<Template> {
    let report = message.report();
    let document = cairn_text::analyse(&report.text);
    let extraction = cairn_extract::extract(&document, ruleset, scratch);
    let told = Told::all(&document, &extraction);
    let pieces = told.iter().filter_map(Incident::from_told).collect();
    let merged = merge::merge(pieces);
    let country = country(message);
    merged
        .iter()
        .filter(|incident| !incident.victims.is_empty() || !incident.objects.is_empty())
        .filter(|_| country.is_some())
        .map(|incident| {
            let date = date::date(&cairn_model::TimeValue::unknown(), message.day());
            fill::fill(incident, date, country.clone())
        })
        .collect()
}

fn country(message: &Message) -> Option<String> {
    const NINE: [&str; 9] = [
        "ARGENTINA",
        "BOLIVIA",
        "CHILE",
        "COLOMBIA",
        "ECUADOR",
        "EL SALVADOR",
        "GUATEMALA",
        "HONDURAS",
        "PERU",
    ];
    let text = message.text.to_uppercase();
    NINE.iter()
        .map(|c| (text.matches(&c[..c.len() - 1]).count(), *c))
        .max()
        .filter(|(n, _)| *n > 0)
        .map(|(_, c)| c.to_owned())
}
