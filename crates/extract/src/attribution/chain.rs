//! The hands through which a place in the text came: speaker, institution, agency.

use crate::extraction::{Extraction, Saying, SourceKind, Tokens};
use crate::time::{TimeSymbol, Unit};
use cairn_model::{HandRole, Manner};
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
    /// How it says it; none for hands that only relay.
    pub manner: Option<Manner>,
}

/// Who states what stands at a token, the first hand first; empty where the outlet itself does.
///
/// Of several attributions over one another the outermost counts whose source is no outlet: who
/// is quoted by the outlet states it, also where he cites another. Agencies and outlets relay, and
/// state only what nobody else is said to have stated.
///
/// `is_place` tells whether words are known as the name of a place: before a colon such a name says
/// where, not who ("Kolm: twelve dead").
pub fn chain_at(
    extraction: &Extraction,
    document: &Document,
    token: usize,
    is_place: &dyn Fn(&Tokens) -> bool,
) -> Vec<HandMention> {
    let states = |saying: &Saying| {
        let heads =
            || document.words(saying.cue.clone()) == ":" && saying.source.as_ref().is_some_and(is_place);
        states(saying) && !heads()
    };
    let mut covering: Vec<&Saying> =
        extraction.sayings.iter().filter(|saying| saying.covers(token) && states(saying)).collect();
    covering.sort_by_key(|saying| std::cmp::Reverse(breadth(saying)));
    let relays = |saying: &&Saying| saying.kind == SourceKind::Media;
    let first = covering.iter().find(|saying| !relays(saying)).or(covering.first());
    let Some(first) = first else {
        return carried(extraction, document, token, &states)
            .map_or_else(Vec::new, |saying| hands(saying, is_place));
    };
    let mut chain = hands(first, is_place);
    let agency = covering.iter().filter(|saying| relays(saying)).find_map(|saying| saying.source.clone());
    let known = chain.iter().any(|hand| hand.role == HandRole::Agency);
    if let Some(tokens) = agency.filter(|_| !known) {
        chain.push(HandMention { tokens, role: HandRole::Agency, cue: None, manner: None });
    }
    chain
}

/// Whether an attribution makes its source the one who states the content: somebody who speaks, or a
/// paper, and no thing ("the ground", "the flight patterns").
fn states(saying: &Saying) -> bool {
    let speaks = saying.may_speak || saying.referent.is_some() || saying.kind != SourceKind::Unknown;
    saying.source.is_some() && speaks && saying.kind != SourceKind::Outlet && saying.class.states()
}

fn breadth(saying: &Saying) -> usize {
    saying.content.iter().map(ExactSizeIterator::len).sum()
}

/// The hands that one attribution names, the first first. Who issued a paper speaks by it, and
/// stands in its place.
pub(crate) fn hands(saying: &Saying, is_place: &dyn Fn(&Tokens) -> bool) -> Vec<HandMention> {
    let mut chain = Vec::new();
    let cue = Some(saying.cue.clone());
    // "Reports from Kolm" come from no institution.
    let institution = saying.institution.as_ref().filter(|tokens| !is_place(tokens));
    if let (SourceKind::Document, None, Some(tokens)) = (saying.kind, &saying.referent, institution) {
        let role = HandRole::Institution;
        chain.push(HandMention { tokens: tokens.clone(), role, cue, manner: saying.manner });
        return chain;
    }
    if let Some(tokens) = saying.referent.clone().or(saying.source.clone()) {
        let role = match saying.kind {
            SourceKind::Body => HandRole::Institution,
            SourceKind::Media => HandRole::Agency,
            _ => HandRole::Speaker,
        };
        chain.push(HandMention { tokens, role, cue, manner: saying.manner });
    }
    if let Some(tokens) = institution.cloned() {
        chain.push(HandMention { tokens, role: HandRole::Institution, cue: None, manner: None });
    }
    if let Some(tokens) = saying.via.clone() {
        chain.push(HandMention { tokens, role: HandRole::Agency, cue: None, manner: None });
    }
    chain
}

/// Whether a sentence opens with a month or a year of its own ("Last month", "In April", "In 2014"): what
/// the outlet itself knows of other days, and no news that somebody tells it.
fn goes_back(extraction: &Extraction, first: usize) -> bool {
    /// "In", "back in".
    const BEFORE: usize = 2;
    let head = extraction.times.partition_point(|time| time.tokens.start < first);
    let head = extraction.times.get(head).filter(|time| time.tokens.start <= first + BEFORE);
    head.is_some_and(|time| match &time.symbol {
        TimeSymbol::Calendar(date) => {
            date.day.is_none() && date.weekday.is_none() && (date.year.is_some() || date.part.is_some())
        }
        TimeSymbol::Unit { unit, step } => *unit >= Unit::Month && step.n < 0,
        _ => false,
    })
}

/// A paragraph of more sentences is a text that lost its paragraphs: there, what is said cannot
/// be told from the outlet's own background, unless a sentence goes on in so many words.
const PARAGRAPH: usize = 5;

/// The attribution that runs on over a sentence without one: that of the sentence before, in the
/// same paragraph, until another source speaks or a sentence tells of the whole war.
fn carried<'x>(
    extraction: &'x Extraction,
    document: &Document,
    token: usize,
    states: &dyn Fn(&Saying) -> bool,
) -> Option<&'x Saying> {
    let sentences = document.sentences();
    let mut at = document.sentence_of(token);
    let paragraph = sentences.get(at)?.paragraph;
    let first = sentences.partition_point(|sentence| sentence.paragraph < paragraph);
    let n = sentences.partition_point(|sentence| sentence.paragraph <= paragraph) - first;
    let continues = |at: usize| extraction.sentences.get(at).is_some_and(|facts| facts.continues);
    while at > first {
        if n > PARAGRAPH && !continues(at) {
            return None;
        }
        let cumulative = extraction.sentences.get(at).is_some_and(|facts| facts.cumulative);
        let speaks = |saying: &Saying| saying.sentence == at && saying.source.is_some();
        let is_background = goes_back(extraction, sentences[at].tokens().start);
        if cumulative || is_background || extraction.sayings.iter().any(speaks) {
            return None;
        }
        at -= 1;
        let tokens = sentences[at].tokens();
        let reaches = |piece: &Tokens| piece.start < tokens.end && tokens.start < piece.end;
        let found = extraction
            .sayings
            .iter()
            .rev()
            .find(|saying| states(saying) && saying.sentence <= at && saying.content.iter().any(reaches));
        if found.is_some() {
            return found;
        }
    }
    None
}
