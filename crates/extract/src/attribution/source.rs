//! What kind of hand a source is, and for whom it speaks.

use super::clause::{Clause, Phrase, Places};
use super::parts::Part;
use super::tags::SayingTags;
use crate::extraction::{SourceKind, Tokens};

/// What kind of hand the words of a source tell of.
pub(super) fn kind(clause: &Clause, tags: &SayingTags, source: &Phrase) -> SourceKind {
    let head = source.core.end - 1;
    let inside = |tag| source.core.clone().any(|at| clause.has_inside(at, tag));
    let at_head = |tag| clause.has(head, tag);
    // "Headquarters", "police": one body in a form of the plural.
    let many = at_head(tags.plural) && !at_head(tags.singular);
    if inside(tags.own_voice) || (source.core.len() == 1 && at_head(tags.speech_pronoun)) {
        return SourceKind::Outlet;
    }
    match clause.part(head) {
        Some(Part::Pronoun) if at_head(tags.human_pronoun) => return SourceKind::Person,
        Some(Part::Pronoun | Part::Relative | Part::That | Part::Determiner) => return SourceKind::Unknown,
        _ => {}
    }
    let speaker = inside(tags.speaker) || inside(tags.title);
    let person = at_head(tags.person) || (speaker && at_head(tags.name) && !at_head(tags.body));
    if at_head(tags.monitor) {
        // "The Vale Human Rights Monitor", "a war monitor": a body, though a person may be one too.
        SourceKind::Body
    } else if person {
        SourceKind::Person
    } else if inside(tags.media) {
        SourceKind::Media
    } else if at_head(tags.document) || at_head(tags.tally_noun) {
        SourceKind::Document
    } else if at_head(tags.speaker) {
        if at_head(tags.plural) { SourceKind::People } else { SourceKind::Person }
    } else if at_head(tags.title) {
        SourceKind::Person
    } else if at_head(tags.body) || at_head(tags.org_word) {
        SourceKind::Body
    } else if at_head(tags.people) || (at_head(tags.source_noun) && many) {
        SourceKind::People
    } else if at_head(tags.source_noun) {
        SourceKind::Body
    } else {
        SourceKind::Unknown
    }
}

/// The body that a source speaks for: "a spokesman for the army", "X, chief of the army",
/// "the ministry's spokesman", "army spokesman X".
pub(super) fn institution(clause: &Clause, tags: &SayingTags, source: &Phrase) -> Option<Places> {
    let speaks = |places: &Places| {
        places.clone().any(|at| clause.has_inside(at, tags.speaker) || clause.has_inside(at, tags.title))
    };
    let head = source.core.end - 1;
    let paper = [tags.document, tags.saying_noun, tags.tally_noun].iter().any(|tag| clause.has(head, *tag));
    if paper {
        let issued = clause.has(source.core.end, tags.issued_by);
        let behind = || behind_preposition(clause, source.core.end, source.all.end);
        let owner = source.core.clone().find(|at| clause.part(*at) == Some(Part::Possessive));
        let owner = owner.filter(|at| *at > source.core.start).map(|at| source.core.start..at);
        if let Some(found) = source.issuer.clone().or(owner).or_else(|| behind().filter(|_| issued)) {
            return Some(found);
        }
    }
    if speaks(&source.core) {
        if let Some(found) = behind_preposition(clause, source.core.end, source.all.end).filter(|_| !paper) {
            return Some(found);
        }
        let owner = source.core.clone().find(|at| clause.part(*at) == Some(Part::Possessive));
        if let Some(owner) = owner.filter(|at| *at > source.core.start) {
            return Some(source.core.start..owner);
        }
    }
    let apposition = source.apposition.as_ref()?;
    let speaker = apposition.clone().find(|at| speaks(&(*at..*at + 1)))?;
    behind_preposition(clause, speaker + 1, apposition.end)
}

fn behind_preposition(clause: &Clause, from: usize, end: usize) -> Option<Places> {
    if from >= end || !matches!(clause.part(from), Some(Part::Of | Part::Preposition)) {
        return None;
    }
    let phrase = clause.phrase_after(from + 1)?;
    // "A source in the city" tells where, "a source in the ministry" for whom.
    let place = clause.has(from, clause.tags.prep_place) && !clause.has(from, clause.tags.of);
    let body = [clause.tags.body, clause.tags.org_word, clause.tags.source_noun, clause.tags.media];
    let named = |at: usize| clause.part(at) == Some(Part::Name);
    if place && !phrase.core.clone().any(|at| named(at) || body.iter().any(|tag| clause.has_inside(at, *tag)))
    {
        return None;
    }
    Some(phrase.core.start..phrase.all.end.min(end))
}

/// Whose paper or count it is, where one group holds both: "the union's count".
pub(super) fn owner(clause: &Clause, tags: &SayingTags, source: &Phrase) -> Option<Tokens> {
    let head = source.core.end - 1;
    let paper = clause.has(head, tags.tally_noun) || clause.has(head, tags.document);
    if paper { clause.owner_inside(head) } else { None }
}
