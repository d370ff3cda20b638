//! Times that show in the form of a word: `2017`, `9th`, `1990s`, `three-day`, `mid-July`.

use crate::engine::{TagId, TagNames, TagSet};
use crate::ruleset::Vocabulary;
use crate::time::symbol::{Phase, Unit};
use cairn_text::Shape;

/// Tags that the form of a word gives it, and tags of the lexicon that its parts are asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TimeTags {
    /// A number from 1900 to 2099: nearly always a year where no thing is counted.
    year: TagId,
    /// A number from 1000 to 1899: a year only where the words before it say so.
    oldyear: TagId,
    /// A number from 1 to 31.
    daynum: TagId,
    /// A number from 32 to 99: the year of a date ("2 JAN 90").
    yy: TagId,
    /// `9th`
    ordinal: TagId,
    /// `1990s`
    decade: TagId,
    /// `252017`: the day and the year of a date whose comma was lost.
    dayyear: TagId,
    /// `25.05.2017`
    dotdate: TagId,
    /// `three-day`
    timespan: TagId,
    /// `mid-July`
    midpoint: TagId,
    timeunit: TagId,
    cardinal: TagId,
    monthname: TagId,
    season: TagId,
    daypart: TagId,
}

impl TimeTags {
    pub(crate) fn intern(names: &mut TagNames) -> Option<Self> {
        let mut tag = |name| names.intern(name);
        Some(Self {
            year: tag("year")?,
            oldyear: tag("oldyear")?,
            daynum: tag("daynum")?,
            yy: tag("yy")?,
            ordinal: tag("ordinal")?,
            decade: tag("decade")?,
            dayyear: tag("dayyear")?,
            dotdate: tag("dotdate")?,
            timespan: tag("timespan")?,
            midpoint: tag("midpoint")?,
            timeunit: tag("timeunit")?,
            cardinal: tag("cardinal")?,
            monthname: tag("monthname")?,
            season: tag("season")?,
            daypart: tag("daypart")?,
        })
    }

    /// The tag of a word's form, if it has one. Words without digit and hyphen cost one look.
    pub(crate) fn of(&self, word: &str, shape: Shape, vocabulary: &Vocabulary) -> Option<TagId> {
        match shape {
            Shape::Number => self.of_number(word),
            _ if !word.bytes().any(|b| b == b'-' || b.is_ascii_digit()) => None,
            _ if decade(word).is_some() => Some(self.decade),
            _ if ordinal(word).is_some() => Some(self.ordinal),
            _ if self.timespan(word, vocabulary).is_some() => Some(self.timespan),
            _ if self.midpoint(word, vocabulary).is_some() => Some(self.midpoint),
            _ => None,
        }
    }

    fn of_number(&self, word: &str) -> Option<TagId> {
        if word.matches('.').count() == 2 {
            return Some(self.dotdate);
        }
        if day_and_year(word).is_some() {
            return Some(self.dayyear);
        }
        match (word.len(), word.parse::<u16>().ok()?) {
            (4, 1900..=2099) => Some(self.year),
            (4, 1000..=1899) => Some(self.oldyear),
            (1 | 2, 1..=31) => Some(self.daynum),
            (2, 32..) => Some(self.yy),
            _ => None,
        }
    }

    /// `three-day`, `52-week`, `year-long`: a number of units (1 where none is said).
    pub(crate) fn timespan(&self, word: &str, vocabulary: &Vocabulary) -> Option<(u32, Unit)> {
        let lower = word.to_ascii_lowercase();
        let mut parts: Vec<&str> = lower.split('-').collect();
        let long = parts.last() == Some(&"long");
        if long {
            parts.pop();
        }
        let unit = value_of(vocabulary, parts.pop()?, self.timeunit).and_then(Unit::of_value)?;
        let count = match parts[..] {
            [] if long => 1,
            [] => return None,
            ["half"] => return None,
            [number] if number.bytes().all(|b| b.is_ascii_digit()) => number.parse().ok()?,
            _ => {
                let mut sum = 0;
                for part in parts {
                    sum += u32::try_from(value_of(vocabulary, part, self.cardinal)?).ok()?;
                }
                sum
            }
        };
        Some((count, unit))
    }

    /// `mid-July`, `late-1990s`: the phase, and the rest of the word.
    pub(crate) fn midpoint<'w>(&self, word: &'w str, vocabulary: &Vocabulary) -> Option<(Phase, &'w str)> {
        let (prefix, rest) = word.split_once('-')?;
        let phase = match prefix.to_ascii_lowercase().as_str() {
            "mid" => Phase::Mid,
            "early" => Phase::Early,
            "late" => Phase::Late,
            _ => return None,
        };
        let known = decade(rest).is_some()
            || matches!(self.of_number(rest), Some(tag) if tag == self.year || tag == self.oldyear)
            || [self.monthname, self.season]
                .iter()
                .any(|tag| value_of(vocabulary, &rest.to_ascii_lowercase(), *tag).is_some())
            || (phase == Phase::Mid
                && value_of(vocabulary, &rest.to_ascii_lowercase(), self.daypart).is_some());
        known.then_some((phase, rest))
    }

    /// What the rest of a `mid-` word is, as the tag that its value is to be read by.
    pub(crate) fn kind_of(&self, rest: &str, vocabulary: &Vocabulary) -> Option<(NamedTime, i64)> {
        let lower = rest.to_ascii_lowercase();
        [
            (self.monthname, NamedTime::Month),
            (self.season, NamedTime::Season),
            (self.daypart, NamedTime::Part),
        ]
        .into_iter()
        .find_map(|(tag, kind)| Some((kind, value_of(vocabulary, &lower, tag)?)))
    }
}

/// What a word of the lexicon names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NamedTime {
    Month,
    Season,
    Part,
}

/// The value of a word, where it has the tag.
fn value_of(vocabulary: &Vocabulary, lower: &str, tag: TagId) -> Option<i64> {
    let entry = &vocabulary.entries[vocabulary.word(lower)? as usize];
    entry.value.filter(|_| TagSet::contains(&entry.tags, tag))
}

/// The first year of `1990s` or `90s`; a decade of two digits is one of the 20th century.
pub(crate) fn decade(word: &str) -> Option<i16> {
    let digits = word.strip_suffix(['s', 'S'])?;
    if !digits.ends_with('0') || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    match digits.len() {
        4 => digits.parse().ok(),
        2 => Some(1900 + digits.parse::<i16>().ok()?),
        _ => None,
    }
}

/// Day and year of `252017`, which was `25, 2017` before a scraper dropped the comma.
pub(crate) fn day_and_year(word: &str) -> Option<(u8, i16)> {
    if !matches!(word.len(), 5 | 6) || !word.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (day, year) = word.split_at(word.len() - 4);
    let (day, year) = (day.parse().ok()?, year.parse().ok()?);
    ((1..=31).contains(&day) && (1900..2100).contains(&year)).then_some((day, year))
}

/// The number of `9th`.
pub(crate) fn ordinal(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = word[digits.len()..].to_ascii_lowercase();
    matches!(suffix.as_str(), "st" | "nd" | "rd" | "th").then(|| digits.parse().ok()).flatten()
}
