use crate::closed_list::closed_list;
use serde::{Deserialize, Serialize};

closed_list! {
    /// How a figure is bounded by its own words.
    pub enum Qualifier("qualifier") {
        /// A plain number.
        Exact = "exact",
        /// Some, around, nearly, roughly, an estimated.
        About = "about",
        /// At least, more than, over, no fewer than.
        AtLeast = "at_least",
        /// Up to, as many as, fewer than.
        AtMost = "at_most",
        /// Dozens, several: no number at all.
        Vague = "vague",
    }
}

closed_list! {
    /// A community's convention for turning a figure's words into an interval.
    pub enum Convention("convention") {
        /// UCDP GED: the smallest literal reading is the low end.
        Ucdp = "ucdp",
        /// ACLED: one conservative number ("dozens" is 12, "hundreds" is 100, "several" is 3).
        Acled = "acled",
        /// Iraq Body Count: lowest and highest reading.
        Ibc = "ibc",
    }
}

/// The count in a claim.
///
/// Either `n` is a number, or `vague` holds the words, or neither (a claim without a figure).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Figure {
    /// The number, or the low end of a range.
    pub n: Option<u64>,
    /// The high end of a range ("two to four"), never below `n`.
    pub n_max: Option<u64>,
    /// The words of a count that is no number ("dozens").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vague: Option<String>,
    /// How the words bound the number.
    pub qualifier: Qualifier,
}

/// What a figure's words allow under a convention: both ends are included; `high` is none where
/// the words set no upper end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// The lowest number.
    pub low: u64,
    /// The highest number, where there is one.
    pub high: Option<u64>,
}

impl Figure {
    /// An exact number.
    pub fn exact(n: u64) -> Self {
        Self { n: Some(n), n_max: None, vague: None, qualifier: Qualifier::Exact }
    }

    /// No figure at all.
    pub fn none() -> Self {
        Self { n: None, n_max: None, vague: None, qualifier: Qualifier::Exact }
    }

    /// The interval under a convention; none for a claim without a figure.
    ///
    /// ```
    /// # use cairn_model::{Convention, Figure, Qualifier};
    /// let dozens = Figure { n: None, n_max: None, vague: Some("dozens".into()), qualifier: Qualifier::Vague };
    /// assert_eq!(dozens.interval(Convention::Acled).unwrap().low, 12);
    /// assert_eq!(dozens.interval(Convention::Ibc).unwrap().low, 24);
    /// ```
    pub fn interval(&self, convention: Convention) -> Option<Interval> {
        let Some(n) = self.n else {
            return self.vague.as_deref().map(|words| vague_interval(words, convention));
        };
        if let Some(max) = self.n_max {
            return Some(match convention {
                Convention::Acled => Interval { low: n, high: Some(n) },
                _ => Interval { low: n, high: Some(max) },
            });
        }
        Some(match (self.qualifier, convention) {
            (_, Convention::Acled) => Interval { low: n, high: Some(n) },
            (Qualifier::AtLeast, _) => Interval { low: n, high: None },
            // "Up to 20" does not say that anyone was killed at all.
            (Qualifier::AtMost, _) => Interval { low: 0, high: Some(n) },
            _ => Interval { low: n, high: Some(n) },
        })
    }
}

/// The unit that a vague word counts in: "dozens" 12, "hundreds" 100.
fn vague_unit(words: &str) -> u64 {
    let words = words.to_lowercase();
    let unit = |word: &str| match word {
        "dozen" | "dozens" => 12,
        "score" | "scores" => 20,
        "tens" => 10,
        "hundred" | "hundreds" => 100,
        "thousand" | "thousands" => 1_000,
        "million" | "millions" => 1_000_000,
        _ => 1,
    };
    words.split(|c: char| !c.is_alphabetic()).map(unit).product()
}

/// ACLED, FAQ: fatalities given as "several", "many" or "few" are 3 (or 10 by context; the lower
/// is taken), tens 10, dozens 12, hundreds 100. UCDP and IBC publish no fixed list: their low end
/// is the smallest literal plural (two units).
fn vague_interval(words: &str, convention: Convention) -> Interval {
    let unit = vague_unit(words);
    match (convention, unit) {
        (Convention::Acled, 1) => Interval { low: 3, high: Some(3) },
        (Convention::Acled, unit) => Interval { low: unit, high: Some(unit) },
        (_, unit) => Interval { low: 2 * unit, high: None },
    }
}
