//! Stretches that two times, or a time and a word, name together: "the first six months of 2012", "the
//! week ending 12 June", "the 24 hours to Sunday".

use crate::time::{Clock, Narrative};
use cairn_extract::time::{Anchor, Count, Reference, TimeMention, TimeSymbol, Unit};
use cairn_model::{Day, TimeValue};
use cairn_text::Document;

/// The stretch that a time closes or holds, with all its words; none for a time of its own.
pub(super) fn stretch(
    document: &Document,
    mentions: &[TimeMention],
    mention: &TimeMention,
    clock: &Clock,
    narrative: &Narrative,
) -> Option<TimeValue> {
    let start = mention.tokens.start;
    let joint = document.word(start.checked_sub(1)?).to_lowercase();
    if !matches!(
        joint.as_str(),
        "of" | "to" | "until" | "till" | "ending" | "ended" | "beginning" | "starting"
    ) {
        return None;
    }
    let whole = clock.read(&mention.symbol, mention.outlook, narrative).time();
    let (first, last) = (whole.start?, whole.end?);
    let word = |token: usize| document.word(token).to_lowercase();
    // "Week ending 12 June", "the week of 12 June".
    if first == last
        && let Some(unit) = start.checked_sub(2).and_then(|token| unit_named(&word(token)))
    {
        let days = match joint.as_str() {
            "to" | "until" | "till" | "ending" | "ended" => (back(last, 1, unit)?.plus_days(1), last),
            _ => (first, back(first, -1, unit)?.plus_days(-1)),
        };
        return Some(told(document, start - 2..mention.tokens.end, days, &whole));
    }
    let at = mentions.binary_search_by_key(&start, |other| other.tokens.start).ok()?.checked_sub(1)?;
    let length = mentions.get(at).filter(|length| length.tokens.end + 1 == start)?;
    let (TimeSymbol::Duration { count, unit } | TimeSymbol::Window { count, unit, .. }) = length.symbol
    else {
        return None;
    };
    let Count::Exact(n) = count else { return None };
    let n = i32::try_from(n).ok()?;
    let opens = length.tokens.start.saturating_sub(1);
    let side = (opens..length.tokens.end).map(word).find_map(|word| match word.as_str() {
        "first" | "opening" | "initial" => Some(true),
        "last" | "final" | "closing" => Some(false),
        _ => None,
    });
    let days = match (joint.as_str(), side) {
        ("of", Some(true)) => (first, back(first, -n, unit)?.plus_days(-1).min(last)),
        ("of", Some(false)) => (back(last.plus_days(1), n, unit)?, last),
        // "In the 24 hours to Sunday".
        ("to" | "until" | "till" | "ending" | "ended", _)
            if word(opens) == "the" || word(opens + 1) == "the" =>
        {
            (back(last, n, unit)?, last)
        }
        _ => return None,
    };
    (days.0 <= days.1).then(|| told(document, length.tokens.start..mention.tokens.end, days, &whole))
}

fn told(
    document: &Document,
    tokens: cairn_extract::Tokens,
    (start, end): (Day, Day),
    of: &TimeValue,
) -> TimeValue {
    TimeValue {
        words: Some(document.words(tokens.clone()).to_owned()),
        span: Some(document.span(tokens)),
        ..TimeValue::days(start, end, of.basis)
    }
}

/// The unit that a word names.
fn unit_named(word: &str) -> Option<Unit> {
    Some(match word {
        "week" => Unit::Week,
        "fortnight" => Unit::Fortnight,
        "month" => Unit::Month,
        "year" => Unit::Year,
        _ => return None,
    })
}

/// The day so many units before another; after it for a negative number.
fn back(day: Day, n: i32, unit: Unit) -> Option<Day> {
    Some(match unit {
        Unit::Hour => day.plus_days(-(n.checked_add(23 * n.signum())? / 24)),
        Unit::Day => day.plus_days(-n),
        Unit::Week => day.plus_days(n.checked_mul(-7)?),
        Unit::Fortnight => day.plus_days(n.checked_mul(-14)?),
        Unit::Month => day.plus_months(-n),
        Unit::Year => day.plus_months(n.checked_mul(-12)?),
        _ => return None,
    })
}

/// "The week", "the month", "the period": what a bulletin covers, where it says no more.
pub(super) fn names_its_period(mention: &TimeMention) -> bool {
    match mention.symbol {
        TimeSymbol::Unit { unit, step } => {
            unit >= Unit::Week && unit <= Unit::Quarter && step.n == 0 && step.anchor != Anchor::Report
        }
        TimeSymbol::Reference(Reference::Then) => true,
        _ => false,
    }
}

/// "A week ago", "three weeks later": a day or so off as many weeks, not any day of that week.
pub(super) fn about(mention: &TimeMention, value: TimeValue, report: Option<Day>) -> TimeValue {
    let TimeSymbol::Offset { count: Count::Exact(n), unit, direction, anchor } = mention.symbol else {
        return value;
    };
    let weeks = match unit {
        Unit::Week => i32::try_from(n).unwrap_or_default(),
        Unit::Fortnight => i32::try_from(n).unwrap_or_default().saturating_mul(2),
        _ => return value,
    };
    match (value.start, value.end) {
        (Some(start), Some(end)) if mention.range.is_none() => {
            let ago = report.filter(|_| anchor == Anchor::Report);
            let ago = ago.map(|report| report.plus_days(weeks.saturating_mul(7 * i32::from(direction))));
            let middle = ago.unwrap_or_else(|| start.plus_days(end.days_since(start) / 2));
            let TimeValue { words, span, basis, .. } = value;
            TimeValue { words, span, ..TimeValue::days(middle.plus_days(-1), middle.plus_days(1), basis) }
        }
        _ => value,
    }
}
