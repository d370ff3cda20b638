//! Which fuller name a pronoun or a short form stands for.

use super::clause::{Clause, Phrase};
use super::parts::Part;
use super::tags::SayingTags;
use crate::extraction::{Saying, SayingClass, SourceKind, Tokens};
use cairn_text::{Case, Document};

/// How a source is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// "He", "she".
    He,
    /// "They".
    They,
    /// "It".
    It,
    /// "I", "we", "you", "who": the words at hand are all there is.
    Bare,
    /// "The statement", "the report": the paper for the one who issued it.
    Paper,
    /// "A monitoring group": a monitor before or after its name is given.
    Monitor,
    /// "The group", "the agency": the body that spoke last.
    BodyAgain,
    /// "The spokesman", "the leader of the union": the person who spoke last.
    SpeakerAgain,
    /// By a name or a description.
    Named,
}

impl Form {
    /// The form of a source.
    pub(super) fn of(clause: &Clause, tags: &SayingTags, source: &Phrase) -> Self {
        let head = source.core.end - 1;
        let has = |tag| clause.has(head, tag);
        let named = source.core.clone().any(|at| clause.has_inside(at, tags.name));
        let definite = clause.has_inside(source.core.start, tags.det)
            && !clause.has_inside(source.core.start, tags.indefinite);
        let single = source.core.len() == 1;
        match clause.part(head) {
            _ if single && has(tags.he_form) => Self::He,
            _ if single && has(tags.they_form) => Self::They,
            _ if single && has(tags.it_form) => Self::It,
            Some(Part::Pronoun | Part::Relative | Part::That) => Self::Bare,
            _ if named => Self::Named,
            _ if has(tags.document) && !source.all.clone().any(|at| clause.part(at) == Some(Part::Of)) => {
                Self::Paper
            }
            _ if has(tags.monitor) => Self::Monitor,
            _ if has(tags.body_again) && definite => Self::BodyAgain,
            _ if has(tags.speaker) && !has(tags.source_noun) && definite => Self::SpeakerAgain,
            _ => Self::Named,
        }
    }
}

/// A saying with the form of its source.
pub(super) struct Told {
    pub saying: Saying,
    pub form: Form,
    /// Whether the source has a proper name.
    pub is_name: bool,
    /// Whether the paragraphs behind it are its content.
    pub introduces: bool,
    /// Whether it tells a count, by a verb of counting.
    pub tallies: bool,
}

/// A fuller name that a short form may stand for.
struct Known {
    tokens: Tokens,
    kind: SourceKind,
    is_name: bool,
    /// Whether it was named as a source, and not only mentioned.
    speaks: bool,
}

/// Leads pronouns and short forms back to the last matching fuller name. `persons` are the proper
/// names of persons, in the order of the text.
pub(super) fn settle(document: &Document, persons: Vec<Tokens>, told: Vec<Told>) -> Vec<Saying> {
    let mut known: Vec<Known> = persons
        .into_iter()
        .map(|tokens| Known { tokens, kind: SourceKind::Person, is_name: true, speaks: false })
        .chain(told.iter().filter_map(|told| full(document, told)))
        .collect();
    known.sort_by_key(|known| (known.tokens.start, known.speaks));
    told.into_iter()
        .map(|mut told| {
            let Some(source) = &told.saying.source else { return told.saying };
            if told.saying.referent.is_none() {
                let n_before = known.partition_point(|known| known.tokens.start < source.start);
                let (before, behind) = known.split_at(n_before);
                if let Some(found) = referent(document, before, behind, &told, source) {
                    told.saying.referent = Some(found.tokens.clone());
                    told.saying.kind = found.kind;
                }
            }
            told.saying
        })
        .collect()
}

fn full(document: &Document, told: &Told) -> Option<Known> {
    let saying = &told.saying;
    let tokens = saying.referent.clone().or_else(|| {
        let named = matches!(told.form, Form::Named | Form::Monitor);
        let judges = saying.class == SayingClass::Judgement && saying.kind == SourceKind::Body;
        let source = saying.source.clone().filter(|_| named && (saying.class.states() || judges));
        // "The Alta-based monitor" leads back to a name, and is none.
        source.filter(|source| told.is_name || !is_named_by_seat(document, source))
    })?;
    Some(Known { tokens, kind: saying.kind, is_name: told.is_name, speaks: true })
}

fn referent<'k>(
    document: &Document,
    before: &'k [Known],
    behind: &'k [Known],
    told: &Told,
    source: &Tokens,
) -> Option<&'k Known> {
    use SourceKind::{Body, Media, People, Person, Unknown};
    let last = |fits: &dyn Fn(&Known) -> bool| before.iter().rev().find(|known| fits(known));
    let spoke = |kinds: &[SourceKind]| last(&|known| known.speaks && kinds.contains(&known.kind));
    match told.form {
        Form::He => last(&|known| {
            known.kind == Person
                || known.speaks && (known.kind == Unknown || known.kind == People && is_one(document, known))
        }),
        Form::They => spoke(&[People, Body, Unknown]),
        Form::It => spoke(&[Body, Media, Unknown]),
        // "A federation news release" is another paper than the one before.
        Form::Paper if source.len() > SHORT && !is_definite(document, source) => None,
        Form::Paper => spoke(&[Body]).or_else(|| spoke(&[Person, Unknown])),
        Form::BodyAgain => spoke(&[Body]),
        // "The minister" is no senator without a name.
        Form::SpeakerAgain => spoke(&[Person]).filter(|known| {
            let head = document.word(source.end - 1);
            known.is_name || known.tokens.clone().any(|token| document.word(token).eq_ignore_ascii_case(head))
        }),
        Form::Monitor => {
            let monitor = |known: &&Known| known.speaks && known.kind == Body && known.is_name;
            before.iter().rev().find(monitor).or_else(|| behind.iter().find(monitor))
        }
        Form::Named => {
            let fuller = |known: &&Known| is_fuller(document, known, source, told.saying.kind);
            let seat = || is_named_by_seat(document, source).then(|| spoke(&[Body])).flatten();
            before.iter().rev().find(fuller).or_else(seat).or_else(|| behind.iter().find(fuller))
        }
        Form::Bare => None,
    }
}

/// Whether people without a name are one person: "a doctor", "an aid worker".
fn is_one(document: &Document, known: &Known) -> bool {
    let first = document.word(known.tokens.start);
    ["a", "an", "one", "another"].iter().any(|one| one.eq_ignore_ascii_case(first))
}

/// Whether a body is named again by where it sits: "the London-based organisation".
fn is_named_by_seat(document: &Document, source: &Tokens) -> bool {
    let mut words = source.clone().map(|token| document.word(token));
    let common = document.word(source.end - 1).starts_with(char::is_lowercase);
    is_definite(document, source) && common && words.any(|word| word.ends_with("-based"))
}

fn is_definite(document: &Document, source: &Tokens) -> bool {
    document.word(source.start).eq_ignore_ascii_case("the")
}

/// How many words a short form has at most.
const SHORT: usize = 3;

/// Whether a name holds all the words of a shorter one, or is what its capitals stand for.
fn is_fuller(document: &Document, known: &Known, short: &Tokens, kind: SourceKind) -> bool {
    // "The Oslo-based union" is the union, wherever it sits.
    let names = |word: &&str| {
        !["the", "a", "an"].iter().any(|article| article.eq_ignore_ascii_case(word))
            && !word.ends_with("-based")
    };
    let words = |tokens: &Tokens| tokens.clone().map(|token| document.word(token)).filter(names);
    let same = |a: &str, b: &str| {
        a.eq_ignore_ascii_case(b)
            || !a.is_ascii()
                && a.chars().flat_map(char::to_lowercase).eq(b.chars().flat_map(char::to_lowercase))
    };
    let last = document.word(short.end - 1);
    if !(is_definite(document, short) || last.starts_with(char::is_uppercase)) {
        return false;
    }
    let n_few = words(short).count();
    if n_few == 0 || n_few > SHORT {
        return false;
    }
    if n_few == 1 && last.len() > 2 && last.chars().all(char::is_uppercase) {
        let capitals: String =
            known.tokens.clone().filter_map(|token| document.word(token).chars().next()).collect();
        if capitals.replace(char::is_lowercase, "").ends_with(last) {
            return true;
        }
    }
    let alike = known.kind == kind || [known.kind, kind].contains(&SourceKind::Unknown);
    let has = |word: &str| words(&known.tokens).any(|known| same(known, word));
    if !(alike && words(&known.tokens).count() > n_few && words(short).all(has)) {
        return false;
    }
    // "The military" is no "military command": a common noun is the head of the fuller name.
    let common = last.starts_with(char::is_lowercase) || document.case() == Case::Capitals;
    !common || heads(document, &known.tokens).any(|head| head.eq_ignore_ascii_case(last))
}

/// The words that may govern a name: its last, and those before "of", "for" and the like.
fn heads<'t>(document: &Document<'t>, name: &Tokens) -> impl Iterator<Item = &'t str> {
    let end = name.end;
    let joins = |word: &str| {
        ["of", "for", "in", "at", "on", "from", "with", "to", ","]
            .iter()
            .any(|it| it.eq_ignore_ascii_case(word))
    };
    let ends = move |token: &usize| *token + 1 == end || joins(document.word(*token + 1));
    name.clone().filter(ends).map(|token| document.word(token))
}
