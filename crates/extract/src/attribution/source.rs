//! What kind of hand a source is, for whom it speaks, and which fuller name a short form stands for.

use super::clause::{Clause, Phrase, Places};
use super::parts::Part;
use super::tags::SayingTags;
use crate::chart::Chart;
use crate::extraction::{Saying, SourceKind, Tokens};
use crate::ruleset::Ruleset;
use cairn_text::Document;

/// What kind of hand the words of a source tell of.
pub(super) fn kind(clause: &Clause, tags: &SayingTags, source: &Phrase) -> SourceKind {
    let head = source.core.end - 1;
    let inside = |tag| source.core.clone().any(|at| clause.has_inside(at, tag));
    let at_head = |tag| clause.has(head, tag);
    match clause.part(head) {
        Some(Part::Pronoun) if at_head(tags.human_pronoun) => return SourceKind::Person,
        Some(Part::Pronoun | Part::Relative | Part::That | Part::Determiner) => return SourceKind::Unknown,
        _ => {}
    }
    let speaker = inside(tags.speaker) || inside(tags.title);
    if at_head(tags.document) {
        SourceKind::Document
    } else if at_head(tags.person) || (speaker && at_head(tags.name) && !at_head(tags.body)) {
        SourceKind::Person
    } else if inside(tags.media) {
        SourceKind::Media
    } else if at_head(tags.speaker) {
        if at_head(tags.plural) { SourceKind::People } else { SourceKind::Person }
    } else if at_head(tags.body) || at_head(tags.org_word) {
        SourceKind::Body
    } else if at_head(tags.people) || (at_head(tags.source_noun) && at_head(tags.plural)) {
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
    if speaks(&source.core) {
        if let Some(found) = behind_preposition(clause, source.core.end, source.all.end) {
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
    Some(phrase.core.start..phrase.all.end.min(end))
}

/// A source that later short forms may stand for.
struct Known {
    tokens: Tokens,
    kind: SourceKind,
    /// Whether it was named as a source, and not only mentioned.
    speaks: bool,
}

/// Leads pronouns and short forms back to the last matching fuller name.
pub(super) fn settle(
    document: &Document,
    chart: &Chart,
    ruleset: &Ruleset,
    tags: &SayingTags,
    sayings: &mut [Saying],
) {
    let mut names = persons(chart, ruleset, tags).into_iter().peekable();
    let mut known: Vec<Known> = Vec::new();
    for saying in sayings {
        let Some(source) = saying.source.clone() else { continue };
        while let Some(tokens) = names.next_if(|tokens| tokens.start < source.start) {
            known.push(Known { tokens, kind: SourceKind::Person, speaks: false });
        }
        if saying.referent.is_some() {
            continue;
        }
        let words = document.words(source.clone());
        saying.referent = match Form::of(words) {
            Form::He => last(&known, &|known| {
                known.kind == SourceKind::Person || (known.speaks && known.kind == SourceKind::Unknown)
            }),
            Form::They => last(&known, &|known| {
                known.speaks
                    && matches!(known.kind, SourceKind::People | SourceKind::Body | SourceKind::Unknown)
            }),
            Form::It => last(&known, &|known| {
                known.speaks
                    && matches!(known.kind, SourceKind::Body | SourceKind::Media | SourceKind::Unknown)
            }),
            Form::Document => last(&known, &|known| known.speaks && known.kind == SourceKind::Body)
                .or_else(|| last(&known, &|known| known.speaks && known.kind != SourceKind::Media)),
            Form::Named => fuller(document, &known, &source, saying.kind),
            Form::First => None,
        };
        if let Some(found) = &saying.referent {
            if let Some(earlier) = known.iter().find(|known| known.tokens == *found) {
                saying.kind = earlier.kind;
            }
        } else if Form::of(words) == Form::Named && saying.class.states() {
            known.push(Known { tokens: source, kind: saying.kind, speaks: true });
        }
    }
}

/// Proper names of persons, in the order of the text.
fn persons(chart: &Chart, ruleset: &Ruleset, tags: &SayingTags) -> Vec<Tokens> {
    let groups = chart.groups.iter().map(|idx| &chart.matches[*idx as usize]);
    let mut found: Vec<Tokens> = groups
        .filter(|group| ruleset.rules[group.rule as usize].tags.contains(tags.person))
        .map(|group| chart.tokens(group))
        .collect();
    found.sort_by_key(|tokens| tokens.start);
    found
}

#[derive(PartialEq)]
enum Form {
    He,
    They,
    It,
    /// "I", "we": the outlet or the one who is quoted.
    First,
    /// "The statement", "the report": the paper for the one who issued it.
    Document,
    Named,
}

impl Form {
    fn of(words: &str) -> Self {
        match words.to_lowercase().as_str() {
            "he" | "she" | "his" | "her" | "him" => Self::He,
            "they" | "their" | "them" => Self::They,
            "it" | "its" => Self::It,
            "i" | "we" | "my" | "our" | "you" | "your" => Self::First,
            "the statement" | "the report" | "the communique" | "the bulletin" | "the press release"
            | "its statement" | "a statement" | "this statement" => Self::Document,
            _ => Self::Named,
        }
    }
}

fn last(known: &[Known], fits: &dyn Fn(&Known) -> bool) -> Option<Tokens> {
    known.iter().rev().find(|known| fits(known)).map(|known| known.tokens.clone())
}

/// Nouns by which a body is named again.
const BODY_AGAIN: &[&str] =
    &["group", "organisation", "organization", "monitor", "watchdog", "agency", "network", "body", "ngo"];

/// The fuller name that a short one stands for: "Davis", "the Observatory", "the group".
fn fuller(document: &Document, known: &[Known], source: &Tokens, kind: SourceKind) -> Option<Tokens> {
    let definite = document.word(source.start).eq_ignore_ascii_case("the");
    let short: Vec<String> = source
        .clone()
        .map(|token| document.word(token).to_lowercase())
        .filter(|word| word != "the")
        .collect();
    let head = short.last()?;
    let is_name = document.word(source.end - 1).starts_with(char::is_uppercase);
    if !(definite || is_name) || short.len() > 3 {
        return None;
    }
    let longer = known.iter().rev().find(|known| {
        let words: Vec<String> =
            known.tokens.clone().map(|token| document.word(token).to_lowercase()).collect();
        words.len() > short.len()
            && short.iter().all(|word| words.contains(word))
            && (known.kind == kind || known.kind == SourceKind::Unknown || kind == SourceKind::Unknown)
    });
    if let Some(found) = longer {
        return Some(found.tokens.clone());
    }
    if definite && BODY_AGAIN.contains(&head.as_str()) {
        return last(known, &|known| known.speaks && known.kind == SourceKind::Body);
    }
    None
}
