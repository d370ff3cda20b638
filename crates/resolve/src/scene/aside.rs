//! Times that hold only for a few words: those in brackets, those of a comparison, and those of a deal.

use super::attacks::is_attack_noun;
use cairn_extract::Tokens;
use cairn_extract::time::{Anchor, TimeMention, TimeSymbol};
use cairn_text::Document;

/// How far before a time its bracket or its comparison may open, in tokens.
const REACH: usize = 12;

/// The words for which alone a time holds: "(143 in October)", "up from 818 in the same period of
/// 2008", "against 33 in October". None for a time that holds for its clause.
pub(super) fn aside(document: &Document, mention: &TimeMention) -> Option<Tokens> {
    let sentence = document.sentences()[document.sentence_of(mention.tokens.start)].tokens();
    let first = sentence.start.max(mention.tokens.start.saturating_sub(REACH));
    let before = || (first..mention.tokens.start).rev();
    if let Some(open) =
        before().take_while(|token| document.word(*token) != ")").find(|token| document.word(*token) == "(")
    {
        let close =
            (mention.tokens.end..sentence.end).take(REACH).find(|token| document.word(*token) == ")")?;
        // "(Tuesday)", "(on 5 May)" only repeats.
        let others = close - open - 1 - mention.tokens.len();
        return (others > 1).then_some(open..close);
    }
    if let Some(deal) = deal(document, mention, sentence.start) {
        return Some(deal..mention.tokens.end);
    }
    if let Some(noun) = dates_a_noun(document, mention) {
        return Some(noun..mention.tokens.end);
    }
    let cue = before()
        .take_while(|token| !matches!(document.word(*token), ";" | ":" | "."))
        .find(|token| compares(document, *token))?;
    Some(cue..mention.tokens.end)
}

/// The token from which words tell when a deal was made: "the ceasefire signed in May" was signed then,
/// and what broke it came later.
fn deal(document: &Document, mention: &TimeMention, first: usize) -> Option<usize> {
    const NAME: usize = 4;
    let word = |token: usize| document.word(token).to_lowercase();
    let made = mention.tokens.start.checked_sub(1).map(|last| {
        let joins =
            matches!(word(last).as_str(), "on" | "in" | "last" | "earlier" | "late" | "only" | "just");
        if joins { last.saturating_sub(1) } else { last }
    })?;
    let noun = made.checked_sub(1).filter(|noun| *noun >= first)?;
    if !MADE.contains(&word(made).as_str()) || !DEALS.contains(&word(noun).as_str()) {
        return None;
    }
    let mut name = (first.max(noun.saturating_sub(NAME))..=noun).rev();
    Some(name.find(|token| matches!(word(*token).as_str(), "the" | "a" | "an")).unwrap_or(noun))
}

/// What is done to a deal on its day.
const MADE: &[&str] = &[
    "signed",
    "reached",
    "agreed",
    "concluded",
    "brokered",
    "made",
    "declared",
    "announced",
    "sealed",
    "struck",
    "negotiated",
    "mediated",
    "imposed",
    "ratified",
];

/// Words for a deal between those who fight.
const DEALS: &[&str] = &[
    "agreement",
    "deal",
    "ceasefire",
    "cease-fire",
    "truce",
    "accord",
    "accords",
    "pact",
    "treaty",
    "armistice",
    "memorandum",
];

/// "The victims of a raid a day earlier": where the noun of the earlier attack stands.
fn dates_a_noun(document: &Document, mention: &TimeMention) -> Option<usize> {
    /// Words between the preposition and the noun: "a suicide".
    const REACH: usize = 4;
    let TimeSymbol::Offset { direction, anchor: Anchor::Story, .. } = mention.symbol else { return None };
    let noun = mention.tokens.start.checked_sub(1).filter(|_| direction < 0)?;
    let governs = |word: &str| matches!(word, "of" | "in" | "for" | "from" | "by" | "after" | "to");
    let mut before = (noun.saturating_sub(REACH)..noun).rev().map(|token| document.word(token));
    (is_attack_noun(document.word(noun)) && before.any(governs)).then_some(noun)
}

/// Whether a word sets what follows against what is told.
fn compares(document: &Document, token: usize) -> bool {
    let word = |token: usize| document.word(token).to_lowercase();
    let next = || document.tokens().get(token + 1).map(|_| word(token + 1)).unwrap_or_default();
    let is_number = |word: &str| word.starts_with(|first: char| first.is_ascii_digit());
    let last = || token.checked_sub(1).map(word).unwrap_or_default();
    match word(token).as_str() {
        "compared" | "versus" | "vs" => true,
        // "Against 33 in October" sets off a number, "against the rebels in October" a foe.
        "against" => is_number(&next()),
        "from" => {
            matches!(last().as_str(), "up" | "down" | "rise" | "rose" | "fell" | "increase" | "decrease")
        }
        // "More than 30" is a number, "higher than in May" a comparison.
        "than" => {
            matches!(next().as_str(), "in" | "during" | "at" | "for" | "the" | "over" | "last" | "on")
        }
        _ => false,
    }
}
