//! What part each symbol of a sentence plays, as far as finding subjects asks for it.

use super::tags::{SayingTags, any};
use crate::chart::{Chart, Node, NodeIdx};
use cairn_text::Document;

/// The part that a symbol plays in a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A proper name.
    Name,
    /// A noun, a noun group, a number, an unknown word that may be a noun.
    Noun,
    /// A personal pronoun.
    Pronoun,
    /// "Who", "which".
    Relative,
    /// "That": relative, conjunction or pronoun.
    That,
    /// An article or another determiner.
    Determiner,
    /// A word that stands before a noun.
    Adjective,
    /// "'s".
    Possessive,
    /// "Of".
    Of,
    /// Another preposition.
    Preposition,
    /// "And", "or", "but".
    Conjunction,
    /// "While", "because", "if".
    Subordinator,
    /// A finite verb.
    Finite,
    /// An "-ing" form.
    Gerund,
    /// A form that is past or participle.
    Participle,
    /// An infinitive with "to".
    Infinitive,
    /// "Is", "has", "will" without a verb behind it.
    Auxiliary,
    /// An adverb.
    Adverb,
    /// A time.
    Time,
    /// ",".
    Comma,
    /// ":".
    Colon,
    /// ";".
    Semicolon,
    /// A dash.
    Dash,
    /// A quotation mark.
    Quote,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// ".", "!", "?".
    Stop,
    /// Anything else.
    Other,
}

impl Part {
    /// Whether it can be the head of a noun phrase.
    pub(super) fn is_nominal(self) -> bool {
        matches!(self, Self::Name | Self::Noun | Self::Pronoun)
    }

    /// Whether it belongs to a noun phrase.
    pub(super) fn in_phrase(self) -> bool {
        self.is_nominal() || matches!(self, Self::Determiner | Self::Adjective | Self::Possessive)
    }

    /// Whether a clause has a verb in it.
    pub(super) fn is_verbal(self) -> bool {
        matches!(self, Self::Finite | Self::Participle | Self::Auxiliary | Self::Gerund | Self::Infinitive)
    }

    /// Whether it closes off what stands before it.
    pub(super) fn is_boundary(self) -> bool {
        matches!(
            self,
            Self::Comma
                | Self::Colon
                | Self::Semicolon
                | Self::Dash
                | Self::Quote
                | Self::Open
                | Self::Close
                | Self::Stop
                | Self::That
                | Self::Relative
                | Self::Conjunction
                | Self::Subordinator
        )
    }
}

/// The parts of a sentence's symbols.
pub(super) fn parts(document: &Document, chart: &Chart, tags: &SayingTags, symbols: &[NodeIdx]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::with_capacity(symbols.len());
    for symbol in symbols {
        let node = &chart.nodes[*symbol as usize];
        let before = parts.last().copied();
        parts.push(part(document, chart, tags, node, before));
    }
    for at in 0..parts.len() {
        let node = &chart.nodes[symbols[at] as usize];
        let before = at.checked_sub(1).map(|before| (parts[before], &chart.nodes[symbols[before] as usize]));
        match parts[at] {
            Part::Finite if is_noun_form(document, chart, tags, node, before, parts.get(at + 1).copied()) => {
                parts[at] = Part::Noun;
            }
            // "A leading rights group".
            Part::Gerund
                if before.is_some_and(|(part, _)| part == Part::Determiner)
                    && parts
                        .get(at + 1)
                        .is_some_and(|next| next.is_nominal() || *next == Part::Adjective) =>
            {
                parts[at] = Part::Adjective;
            }
            // "The" before a participle: it stands before a noun ("the wounded man"); so does a
            // preposition where a name follows ("loyal to exiled President Okoro").
            Part::Participle
                if before.is_some_and(|(part, _)| {
                    part == Part::Determiner
                        || (matches!(part, Part::Preposition | Part::Of)
                            && parts.get(at + 1) == Some(&Part::Name))
                }) =>
            {
                parts[at] = Part::Adjective;
            }
            _ => {}
        }
    }
    parts
}

fn part(document: &Document, chart: &Chart, tags: &SayingTags, node: &Node, before: Option<Part>) -> Part {
    let has = |tag| chart.tags_of(node).contains(tag);
    // "10:40 The army said": the hour at the head of an entry.
    let is_clock = || (node.from..node.to).any(|token| document.word(token as usize) == ":");
    if has(tags.time) || has(tags.time_name) || has(tags.numbered) && is_clock() {
        return Part::Time;
    }
    if has(tags.name) {
        return Part::Name;
    }
    if has(tags.count) && has(tags.nothing) {
        return Part::Determiner;
    }
    if has(tags.count) || any(chart.tags_of(node), &[tags.noun_group, tags.money, tags.percent, tags.measure])
    {
        return Part::Noun;
    }
    if has(tags.verb) {
        return verb_part(chart, tags, node);
    }
    if has(tags.poss) {
        return Part::Possessive;
    }
    if has(tags.quote) {
        return Part::Quote;
    }
    if has(tags.punct) {
        return mark(document.word(node.from as usize), before);
    }
    let word = document.words(node.from as usize..node.to as usize);
    if has(tags.rel) {
        return if word.eq_ignore_ascii_case("that") { Part::That } else { Part::Relative };
    }
    if has(tags.of) {
        return Part::Of;
    }
    if has(tags.human_pronoun) || (has(tags.pronoun) && !has(tags.det)) {
        return Part::Pronoun;
    }
    if has(tags.det) {
        return Part::Determiner;
    }
    if has(tags.aux) {
        return Part::Auxiliary;
    }
    if any(chart.tags_of(node), &[tags.adj, tags.nationality, tags.direction, tags.mood, tags.ordinal]) {
        return Part::Adjective;
    }
    if any(
        chart.tags_of(node),
        &[tags.org_word, tags.place_word, tags.title, tags.noun, tags.speaker, tags.media],
    ) || (has(tags.saying_noun) && !any(chart.tags_of(node), &[tags.base, tags.third]))
    {
        return Part::Noun;
    }
    if has(tags.sub) && !has(tags.prep) {
        return Part::Subordinator;
    }
    if has(tags.conj) {
        return Part::Conjunction;
    }
    if any(chart.tags_of(node), &[tags.prep, tags.prep_place, tags.to, tags.w_according]) {
        return Part::Preposition;
    }
    if any(chart.tags_of(node), &[tags.adv, tags.negation, tags.hedge]) {
        return Part::Adverb;
    }
    if has(tags.unknown) {
        return unknown(chart, tags, node, word, before);
    }
    // "Claimed the lives of": what else lexicons hold as a long phrase is a verb with its object.
    if node.to - node.from > 2 { Part::Finite } else { Part::Other }
}

/// Whether a form that may be a verb or a noun is a noun here: "the claim that", "his report of",
/// "a phone call".
fn is_noun_form(
    document: &Document,
    chart: &Chart,
    tags: &SayingTags,
    node: &Node,
    before: Option<(Part, &Node)>,
    next: Option<Part>,
) -> bool {
    let after_article = matches!(before, Some((Part::Determiner, _)));
    if (node.to - node.from > 1 && !after_article) || !any(chart.tags_of(node), &[tags.base, tags.third]) {
        return false;
    }
    let saying_noun = chart.tags_of(node).contains(tags.saying_noun);
    let verb_sign = matches!(next, Some(Part::Of | Part::Finite | Part::Auxiliary));
    let Some((part, subject)) = before else { return saying_noun };
    match part {
        Part::Determiner | Part::Adjective | Part::Possessive | Part::Of | Part::Preposition => true,
        // A base form asks for a subject in the plural.
        // "Officials in the town say": a verb that is no noun.
        Part::Noun | Part::Name if any(chart.tags_of(node), &[tags.v_say, tags.v_show]) && !saying_noun => {
            false
        }
        Part::Noun | Part::Name if !chart.tags_of(node).contains(tags.third) => {
            !document.word(subject.to as usize - 1).ends_with(['s', 'S'])
                && !chart.tags_of(subject).contains(tags.plural)
                && !chart.tags_of(node).contains(tags.past)
        }
        _ => saying_noun && verb_sign,
    }
}

/// A word that no lexicon has: its ending tells.
fn unknown(chart: &Chart, tags: &SayingTags, node: &Node, word: &str, before: Option<Part>) -> Part {
    let behind_determiner =
        matches!(before, Some(Part::Determiner | Part::Adjective | Part::Possessive | Part::Of));
    if chart.tags_of(node).contains(tags.ed) {
        // "Oslo-based" describes; it is no verb.
        return if behind_determiner || word.contains('-') { Part::Adjective } else { Part::Participle };
    }
    if chart.tags_of(node).contains(tags.ing) {
        return if behind_determiner { Part::Noun } else { Part::Gerund };
    }
    if chart.tags_of(node).contains(tags.ly) { Part::Adverb } else { Part::Noun }
}

fn verb_part(chart: &Chart, tags: &SayingTags, node: &Node) -> Part {
    let found = node.made_by.map(|found| &chart.matches[found as usize]);
    let first = found.and_then(|found| chart.children(found).first());
    let begins_with = |tag| first.is_some_and(|child| chart.tags(*child).contains(tag));
    if begins_with(tags.to) {
        return Part::Infinitive;
    }
    if chart.tags_of(node).contains(tags.bare) {
        return Part::Participle;
    }
    if chart.tags_of(node).contains(tags.ing) {
        return Part::Gerund;
    }
    Part::Finite
}

fn mark(word: &str, before: Option<Part>) -> Part {
    match word {
        // "The rebels' losses".
        "'" | "’" if before.is_some_and(Part::is_nominal) => Part::Possessive,
        "‘" => Part::Quote,
        "," | "،" => Part::Comma,
        ":" => Part::Colon,
        ";" | "؛" => Part::Semicolon,
        "(" | "[" => Part::Open,
        ")" | "]" => Part::Close,
        "." | "!" | "?" | "..." | "…" | "。" => Part::Stop,
        _ if word.starts_with(['-', '–', '—']) => Part::Dash,
        _ => Part::Other,
    }
}
