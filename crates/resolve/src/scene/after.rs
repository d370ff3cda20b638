//! "A day after rebels killed twelve": what comes before another event by a length of time.

use cairn_extract::time::{Count, TimeMention, TimeSymbol, Unit};
use cairn_model::{Day, TimeBasis, TimeValue};
use cairn_text::Document;

/// A length of time after which the event of the main clause came.
#[derive(Debug, Clone, Copy)]
pub(super) struct After {
    /// First and last token that may tell the earlier event.
    reach: (usize, usize),
    /// How many days earlier, at most and at least.
    days: (i32, i32),
}

impl After {
    /// Reads "..., two days after ...", and "Two days after a raid in which 40 died, ..." up to the comma
    /// behind which the main clause comes.
    pub(super) fn read(document: &Document, mention: &TimeMention) -> Option<Self> {
        let TimeSymbol::Duration { count, unit } = mention.symbol else { return None };
        let sentence = document.sentences()[document.sentence_of(mention.tokens.start)].tokens();
        let end = mention.tokens.end;
        let opens = mention.tokens.start <= sentence.start + 1;
        if !sentence.contains(&end) || !document.word(end).eq_ignore_ascii_case("after") {
            return None;
        }
        // "After the bombings, in which 30 died": the relative clause is of the earlier event.
        let relates = |token: usize| {
            let mut next = (token + 1..sentence.end).take(2).map(|token| document.word(token));
            next.any(|word| matches!(word, "which" | "when" | "where"))
        };
        let comma = (end..sentence.end).find(|token| document.word(*token) == "," && !relates(*token));
        let close = comma.or((!opens).then_some(sentence.end))?;
        Some(Self { reach: (end + 1, close), days: days(count, unit)? })
    }

    /// Whether a token belongs to the earlier event.
    pub(super) fn tells(&self, token: usize) -> bool {
        (self.reach.0..self.reach.1).contains(&token)
    }

    /// The days of the earlier event, seen from those of the later one.
    pub(super) fn earlier(&self, later: &TimeValue) -> Option<TimeValue> {
        let (start, end): (Day, Day) = (later.start.or(later.end)?, later.end?);
        let (most, least) = self.days;
        Some(TimeValue::days(start.plus_days(-most), end.plus_days(-least), TimeBasis::Narrative))
    }
}

/// The last day on which something is due "within 30 days" or "in two weeks" of a day.
pub(crate) fn due_within(document: &Document, mention: &TimeMention, from: Day) -> Option<Day> {
    let TimeSymbol::Duration { count, unit } = mention.symbol else { return None };
    let before = document.word(mention.tokens.start.checked_sub(1)?);
    let is_due = before.eq_ignore_ascii_case("within") || before.eq_ignore_ascii_case("in");
    is_due.then(|| days(count, unit)).flatten().map(|(most, _)| from.plus_days(most))
}

/// At most and at least how many days; a plural without a number is a handful.
fn days(count: Count, unit: Unit) -> Option<(i32, i32)> {
    let each = match unit {
        Unit::Hour => return Some((1, 0)),
        Unit::Day => 1,
        Unit::Week => 7,
        Unit::Fortnight => 14,
        Unit::Month => 30,
        _ => return None,
    };
    Some(match count {
        Count::Exact(n) => (each * i32::try_from(n).ok()?, each * i32::try_from(n).ok()?),
        Count::Range(low, high) => (each * i32::try_from(high).ok()?, each * i32::try_from(low).ok()?),
        Count::AndAHalf(n) => (each * i32::try_from(n + 1).ok()?, each * i32::try_from(n).ok()?),
        Count::Vague => (each * 6, each),
    })
}
