//! Times at which something began that goes on up to the report: what cumulative figures add up over.

use cairn_extract::Tokens;
use cairn_extract::time::{Count, TimeMention, TimeSymbol, Unit};
use cairn_model::{Day, TimeBasis, TimeValue};
use cairn_text::{Document, Shape};

/// Words of beginning: "the war began in 2011", "since the outbreak of fighting in May".
const BEGINNING: &[&str] = &[
    "began",
    "beginning",
    "begun",
    "broke",
    "erupted",
    "flared",
    "launched",
    "onset",
    "outbreak",
    "start",
    "started",
    "starting",
];

/// What goes on for years: "in six years of war", "the 12-year insurgency".
const GOING_ON: &[&str] = &[
    "battle",
    "battles",
    "bloodshed",
    "bombardment",
    "bombing",
    "campaign",
    "clashes",
    "combat",
    "conflict",
    "crisis",
    "fighting",
    "insurgency",
    "insurrection",
    "offensive",
    "operation",
    "protests",
    "raids",
    "rebellion",
    "revolt",
    "shelling",
    "siege",
    "strikes",
    "struggle",
    "turmoil",
    "unrest",
    "uprising",
    "violence",
    "war",
    "warfare",
];

/// What somebody is in since a day.
const RULES: &[&str] = &["power", "office", "charge", "command", "exile"];

/// How far before a time "since" may stand, and a word of beginning, in tokens.
const SINCE: usize = 14;
const BEGAN: usize = 8;

/// How the words before a time make it the beginning of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beginning {
    /// They do not.
    No,
    /// "Since May", "since the war broke out in 2011".
    Since,
    /// "The conflict, which erupted in 2011".
    Told,
    /// "In six years of war": a length that ends with the report.
    Lasts,
    /// "In nine years": the same, where the figure adds up.
    Spans,
    /// "The deadliest attack since 2011": only compared with what was then.
    Compared,
}

/// What a time is the beginning of; `told` is where the time before it ends.
pub(super) fn beginning(document: &Document, mention: &TimeMention, told: usize) -> Beginning {
    if matches!(mention.symbol, TimeSymbol::Duration { .. }) {
        return match () {
            () if is_part(document, mention) => Beginning::No,
            () if goes_on(document, mention) => Beginning::Lasts,
            () if is_within(document, mention) => Beginning::Spans,
            () => Beginning::No,
        };
    }
    let start = mention.tokens.start;
    let sentence = document.sentences()[document.sentence_of(start)].tokens().start;
    let word = |token: usize| document.word(token).to_lowercase();
    let first = sentence.max(told).max(start.saturating_sub(SINCE));
    if let Some(since) = (first..start).rev().find(|token| word(*token) == "since") {
        // "The party in power since 1963": who rules counts no dead.
        if since > sentence && RULES.contains(&word(since - 1).as_str()) {
            return Beginning::No;
        }
        let compared =
            (sentence.max(since.saturating_sub(COMPARED))..since).any(|token| ranks(document, token));
        return if compared { Beginning::Compared } else { Beginning::Since };
    }
    let begun = (first.max(start.saturating_sub(BEGAN))..start)
        .any(|token| BEGINNING.contains(&word(token).as_str()));
    if begun { Beginning::Told } else { Beginning::No }
}

/// The words that a time dates which others are compared with: "the worst raid since 2001, when 38
/// people died". None where no clause follows it.
pub(super) fn when(document: &Document, mention: &TimeMention) -> Option<Tokens> {
    let sentence = document.sentences()[document.sentence_of(mention.tokens.start)].tokens();
    let end = mention.tokens.end;
    let mut behind = (end..sentence.end).take(2).map(|token| document.word(token));
    behind.any(|word| word.eq_ignore_ascii_case("when")).then_some(end..sentence.end)
}

/// The sentences that count from what was told before: "since then 40 more have died".
pub(super) fn since_then(document: &Document) -> Vec<usize> {
    let is = |token: usize, word: &str| document.word(token).eq_ignore_ascii_case(word);
    let pairs = 1..document.tokens().len();
    let found = pairs.filter(|token| is(*token, "then") && is(token - 1, "since"));
    found.map(|token| document.sentence_of(token)).collect()
}

/// The sentences that count from a beginning to which they give no time: "since the crisis broke out".
/// `dated` are those that give one.
pub(super) fn since_it_began(document: &Document, dated: &[usize]) -> Vec<usize> {
    let is = |token: usize, words: &[&str]| {
        words.iter().any(|word| document.word(token).eq_ignore_ascii_case(word))
    };
    let pairs = 1..document.tokens().len();
    let found =
        pairs.filter(|token| is(token - 1, &["since"]) && is(*token, &["the", "this", "that", "its"]));
    found.map(|token| document.sentence_of(token)).filter(|sentence| !dated.contains(sentence)).collect()
}

/// How far before "since" a superlative may stand.
const COMPARED: usize = 6;

/// Whether a token is a superlative, or ranks like one: "the worst", "the fourth", "the 15th raid".
fn ranks(document: &Document, token: usize) -> bool {
    let word = document.word(token).to_lowercase();
    let last = word.rsplit('-').next().unwrap_or(&word);
    let digits = last.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let is_ordinal = ORDINALS.contains(&last)
        || last.ends_with("teenth")
        || last.ends_with("tieth")
        // "On 20th June" is a day.
        || !digits.is_empty()
            && matches!(&last[digits.len()..], "st" | "nd" | "rd" | "th")
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && document.tokens().get(token + 1).is_some_and(|next| next.shape == Shape::Lower)
            && !document.word(token + 1).eq_ignore_ascii_case("of");
    is_ordinal || (word.len() > 5 && word.ends_with("est")) || matches!(word.as_str(), "worst" | "most")
}

/// Ordinal numbers that no ending tells.
const ORDINALS: &[&str] = &[
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
];

/// The stretch from a beginning to the report.
pub(super) fn since(
    document: &Document,
    mention: &TimeMention,
    beginning: Beginning,
    value: &TimeValue,
    report: Option<Day>,
) -> Option<TimeValue> {
    let report = report?;
    let (start, basis) = match (beginning, &mention.symbol) {
        (Beginning::Since | Beginning::Told, _) => (value.start?, value.basis),
        (Beginning::Lasts | Beginning::Spans, TimeSymbol::Duration { count, unit }) => {
            (ago(report, *count, *unit)?, TimeBasis::Dateline)
        }
        _ => return None,
    };
    (start < report).then(|| TimeValue {
        words: Some(document.words(mention.tokens.clone()).to_owned()),
        span: Some(document.span(mention.tokens.clone())),
        ..TimeValue::days(start, report, basis)
    })
}

/// "In nine years", "over three months".
fn is_within(document: &Document, mention: &TimeMention) -> bool {
    let TimeSymbol::Duration { unit, .. } = mention.symbol else { return false };
    let before = mention.tokens.start.checked_sub(1).map(|token| document.word(token).to_lowercase());
    let opens = matches!(before.as_deref(), Some("in" | "over" | "during" | "within"));
    opens && unit >= Unit::Week
}

/// "The first three months": a part of a longer time, which does not end with the report.
fn is_part(document: &Document, mention: &TimeMention) -> bool {
    let before = mention.tokens.start.saturating_sub(1);
    (before..mention.tokens.end).any(|token| {
        let word = document.word(token).to_lowercase();
        matches!(word.as_str(), "first" | "final" | "opening" | "closing" | "initial")
    })
}

/// The value of a time at which something began: before the report, also where a nearer day of that
/// name is still to come ("since 1 September", told in June).
pub(super) fn begun(mention: &TimeMention, value: TimeValue, report: Option<Day>) -> TimeValue {
    let names_a_year = matches!(&mention.symbol, TimeSymbol::Calendar(date) if date.year.is_some());
    match (value.start, value.end, report) {
        (Some(start), end, Some(report)) if start > report && !names_a_year => TimeValue {
            start: Some(start.plus_months(-12)),
            end: end.map(|end| if end > report { end.plus_months(-12) } else { end }),
            ..value
        },
        _ => value,
    }
}

/// Whether a length is that of a war: "of war" behind it, or "war" behind "six-year".
fn goes_on(document: &Document, mention: &TimeMention) -> bool {
    let last = document.tokens().len().min(mention.tokens.end + 4);
    (mention.tokens.start..last).any(|token| GOING_ON.contains(&document.word(token).to_lowercase().as_str()))
}

/// The day so long before another; none for lengths without a number, and for hours.
fn ago(day: Day, count: Count, unit: Unit) -> Option<Day> {
    let (Count::Exact(n) | Count::Range(_, n) | Count::AndAHalf(n)) = count else { return None };
    let n = i32::try_from(n).ok()?;
    let months = match unit {
        Unit::Day => return Some(day.plus_days(n.checked_neg()?)),
        Unit::Week => return Some(day.plus_days(n.checked_mul(-7)?)),
        Unit::Month => n,
        Unit::Year => n.checked_mul(12)?,
        Unit::Decade => n.checked_mul(120)?,
        _ => return None,
    };
    Some(day.plus_months(-months))
}
