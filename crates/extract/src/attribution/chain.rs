//! The hands through which a place in the text came: speaker, institution, agency.

use crate::extraction::{Extraction, Saying, SayingClass, SourceKind, Tokens};
use cairn_model::HandRole;
use cairn_text::Document;

/// One hand, as named in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandMention {
    /// The name: the fuller one where the words at hand are a pronoun or a short form.
    pub tokens: Tokens,
    /// Its part in the chain.
    pub role: HandRole,
    /// The words that say that it is said.
    pub cue: Option<Tokens>,
}

/// Who states what stands at a token, the first hand first; empty where the outlet itself does.
///
/// Of several attributions over one another the outermost counts whose source is no outlet: who
/// is quoted by the outlet states it, also where he cites another. Agencies and outlets relay, and
/// state only what nobody else is said to have stated.
pub fn chain_at(extraction: &Extraction, document: &Document, token: usize) -> Vec<HandMention> {
    let mut covering: Vec<&Saying> = extraction
        .sayings
        .iter()
        .filter(|saying| states(saying) && saying.content.iter().any(|piece| piece.contains(&token)))
        .collect();
    covering.sort_by_key(|saying| std::cmp::Reverse(breadth(saying)));
    let relays = |saying: &&Saying| saying.kind == SourceKind::Media;
    let first = covering.iter().find(|saying| !relays(saying)).or(covering.first());
    let Some(first) = first else {
        return carried(extraction, document, token).map_or_else(Vec::new, hands);
    };
    let mut chain = hands(first);
    let agency = covering.iter().filter(|saying| relays(saying)).find_map(|saying| saying.source.clone());
    if let Some(tokens) = agency
        && chain.iter().all(|hand| hand.tokens != tokens && hand.role != HandRole::Agency)
    {
        chain.push(HandMention { tokens, role: HandRole::Agency, cue: None });
    }
    chain
}

/// Whether an attribution makes its source the one who states the content.
fn states(saying: &Saying) -> bool {
    saying.source.is_some()
        && matches!(
            saying.class,
            SayingClass::Statement | SayingClass::Denial | SayingClass::Accusation | SayingClass::Belief
        )
}

fn breadth(saying: &Saying) -> usize {
    saying.content.iter().map(ExactSizeIterator::len).sum()
}

fn hands(saying: &Saying) -> Vec<HandMention> {
    let mut chain = Vec::new();
    let cue = Some(saying.cue.clone());
    if let Some(tokens) = saying.referent.clone().or(saying.source.clone()) {
        let role = match saying.kind {
            SourceKind::Body => HandRole::Institution,
            SourceKind::Media => HandRole::Agency,
            _ => HandRole::Speaker,
        };
        chain.push(HandMention { tokens, role, cue });
    }
    if let Some(tokens) = saying.institution.clone() {
        chain.push(HandMention { tokens, role: HandRole::Institution, cue: None });
    }
    if let Some(tokens) = saying.via.clone() {
        chain.push(HandMention { tokens, role: HandRole::Agency, cue: None });
    }
    chain
}

/// The attribution that runs on over a sentence without one: the last of the same paragraph.
fn carried<'x>(extraction: &'x Extraction, document: &Document, token: usize) -> Option<&'x Saying> {
    let at = document.sentence_of(token);
    let sentences = document.sentences();
    let paragraph = sentences.get(at)?.paragraph;
    extraction
        .sayings
        .iter()
        .rev()
        .filter(|saying| saying.sentence < at && states(saying))
        .find(|saying| sentences[saying.sentence].paragraph == paragraph)
}
