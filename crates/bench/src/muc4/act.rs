//! One act of violence as a clause tells it, whoever read the clause.

use super::incident::Type;
use super::sentence::Phrase;
use cairn_model::{PlaceValue, TimeValue};

/// An act, in the words of the message.
#[derive(Debug, Clone)]
pub struct Act {
    /// The sentence it stands in, from 0.
    pub sentence: usize,
    /// The words that tell of it, in lower case.
    pub cue: String,
    /// The type of incident.
    pub kind: Type,
    /// `ACCOMPLISHED`, `ATTEMPTED` or `THREATENED`.
    pub stage: &'static str,
    /// What it did to people.
    pub people: Option<&'static str>,
    /// What it did to things.
    pub things: Option<&'static str>,
    /// Who did it.
    pub actors: Vec<String>,
    /// To whom or what.
    pub targets: Vec<Phrase>,
    /// Instruments and their types.
    pub instruments: Vec<(String, &'static str)>,
    /// Whether guns were fired.
    pub gunfire: bool,
    /// Whether it says that nobody was hurt.
    pub nobody: bool,
    /// Whether it only names those whom the incident before hit.
    pub identifies: bool,
    /// Where.
    pub place: Option<PlaceValue>,
    /// When.
    pub time: TimeValue,
}
