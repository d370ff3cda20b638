//! Driver of the attribution corpus: texts to who is said to have said what.

use crate::lines;
use anyhow::Result;
use cairn_extract::{Extraction, Ruleset, Scratch, Tokens, extract};
use cairn_model::Span;
use cairn_text::{Document, analyse};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// A text of the corpus; other fields are not read.
#[derive(Debug, Deserialize)]
pub struct Text {
    /// The report's id.
    pub report: String,
    /// Its text.
    pub text: String,
}

/// The attributions of a text.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// The report's id.
    pub report: String,
    /// In the order of the text.
    pub attributions: Vec<Attributed>,
}

/// One attribution; each part in code points, as one or more pieces.
#[derive(Debug, Serialize)]
pub struct Attributed {
    /// Who; null where nobody is named.
    pub source: Option<Vec<Span>>,
    /// The words that say that it is said.
    pub cue: Vec<Span>,
    /// What is said, thought or wanted.
    pub content: Vec<Span>,
}

/// Finds the attributions of a text.
pub fn answer(text: Text, ruleset: &Ruleset, scratch: &mut Scratch) -> Answer {
    let document = analyse(&text.text);
    let extraction = extract(&document, ruleset, scratch);
    let attributions = attributed(&document, &extraction);
    Answer { attributions, report: text.report }
}

fn attributed(document: &Document, extraction: &Extraction) -> Vec<Attributed> {
    let span = |tokens: &Tokens| document.span(tokens.clone());
    extraction
        .sayings
        .iter()
        .map(|saying| Attributed {
            source: saying.source.as_ref().map(|source| vec![span(source)]),
            cue: vec![span(&saying.cue)],
            content: saying.content.iter().map(span).collect(),
        })
        .collect()
}

/// Texts to attributions, one answer a line.
///
/// # Errors
/// Where a file cannot be opened, read or written.
pub fn run(ruleset: &Ruleset, input: &Path, output: &Path) -> Result<()> {
    let mut scratch = Scratch::new(ruleset);
    let texts: Vec<Text> = lines::read(input)?;
    lines::write(output, texts.into_iter().map(|text| answer(text, ruleset, &mut scratch)))
}
