use crate::closed_list::closed_list;
use crate::{Day, Span};
use serde::{Deserialize, Serialize};

closed_list! {
    /// How finely a time is known.
    pub enum TimePrecision("time precision") {
        /// One day (or a part of it).
        Day = "day",
        /// A span of 2 to 7 days.
        Days = "days",
        /// A calendar week, or a span of 8 to 30 days.
        Weeks = "weeks",
        /// A calendar month, or a part of it.
        Month = "month",
        /// A season or a span of several months.
        Months = "months",
        /// A year or longer.
        Year = "year",
        /// Not known.
        Unknown = "unknown",
    }
}

closed_list! {
    /// Why a time is believed.
    pub enum TimeBasis("time basis") {
        /// A person decided it.
        Decided = "decided by a person",
        /// The clause states it in full.
        Stated = "stated",
        /// The clause states it relative to the day of publication ("Tuesday", "overnight").
        Dateline = "relative to dateline",
        /// The clause states it relative to another time of the narrative ("two days later").
        Narrative = "relative to narrative",
        /// Taken over from the lead or from the sentence before.
        Lead = "inherited from the lead",
        /// Only the publication is known: the event is not later.
        Publication = "publication only",
        /// Nothing is known.
        Unknown = "unknown",
    }
}

/// When something happened: an interval with precision and basis.
///
/// There is no way to make one without a basis; the day of publication never poses as the day of
/// an event.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TimeValue {
    /// First possible day.
    pub start: Option<Day>,
    /// Last possible day.
    pub end: Option<Day>,
    /// How finely it is known.
    pub precision: TimePrecision,
    /// Why it is believed.
    pub basis: TimeBasis,
    /// The words it was read from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Where those words stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

impl TimeValue {
    /// A time of which nothing is known.
    pub fn unknown() -> Self {
        Self {
            start: None,
            end: None,
            precision: TimePrecision::Unknown,
            basis: TimeBasis::Unknown,
            words: None,
            span: None,
        }
    }

    /// An interval of days, its precision taken from its length.
    pub fn days(start: Day, end: Day, basis: TimeBasis) -> Self {
        let (start, end) = (start.min(end), start.max(end));
        let precision = match end.days_since(start) {
            0 => TimePrecision::Day,
            1..=6 => TimePrecision::Days,
            7..=29 => TimePrecision::Weeks,
            30 => TimePrecision::Month,
            31..=330 => TimePrecision::Months,
            _ => TimePrecision::Year,
        };
        Self { start: Some(start), end: Some(end), precision, basis, words: None, span: None }
    }

    /// `YYYY-MM-DD` or `YYYY-MM-DD/YYYY-MM-DD`; none unless both ends are known and the time was
    /// read from the text.
    pub fn iso(&self) -> Option<String> {
        if matches!(self.basis, TimeBasis::Publication | TimeBasis::Unknown) {
            return None;
        }
        match (self.start?, self.end?) {
            (start, end) if start == end => Some(start.to_string()),
            (start, end) => Some(format!("{start}/{end}")),
        }
    }
}
