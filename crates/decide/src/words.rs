//! What a person types, to the value of a field.

use cairn_model::{
    ActorSide, ActorValue, Claim, Correction, Day, Field, Period, PlaceBasis, PlaceValue, TimeBasis,
    TimeValue,
};
use std::str::FromStr;
use thiserror::Error;

/// Knows places and parties by name. The knowledge belongs to the caller.
pub trait Names {
    /// The place that words stand for: a name, a name with a region or a country behind a comma, or the id of
    /// an entry of the gazetteer; `country` (ISO 3166-1 alpha-2) is preferred. None where no gazetteer has it.
    fn place(&self, words: &str, country: Option<&str>) -> Option<PlaceValue>;

    /// The party that words name on a day, in a report about `country`. None where no lexicon has it.
    fn actor(&self, words: &str, day: Option<Day>, country: Option<&str>) -> Option<ActorValue>;
}

/// Knows nobody: places stay unresolved, parties are their own names.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nobody;

impl Names for Nobody {
    fn place(&self, _: &str, _: Option<&str>) -> Option<PlaceValue> {
        None
    }

    fn actor(&self, _: &str, _: Option<Day>, _: Option<&str>) -> Option<ActorValue> {
        None
    }
}

/// Words that are no value of a field.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{words}` is no value of {field}: expected {expected}")]
pub struct WordsError {
    /// The field.
    pub field: Field,
    /// What was typed.
    pub words: String,
    /// What is expected, in words.
    pub expected: String,
}

/// The value that words give a field of a claim. `none` (or nothing at all) empties a field that may be
/// empty. The words of a closed list are those of `docs/guide/claims.md`; a day is `YYYY-MM-DD`, days are
/// `YYYY-MM-DD/YYYY-MM-DD`; a period is `incident`, `cumulative` or `cumulative since YYYY-MM-DD`.
///
/// # Errors
/// Words that are no value of the field.
pub fn correction(
    field: Field,
    words: &str,
    claim: &Claim,
    names: &dyn Names,
) -> Result<Correction, WordsError> {
    let words = words.trim();
    let typed = Typed { field, words };
    let country = claim.place.as_ref().and_then(|place| place.country.as_deref());
    Ok(match field {
        Field::Kind => Correction::Kind(typed.word()?),
        Field::Type => Correction::Type(typed.word()?),
        Field::Object => Correction::Object(typed.optional(Typed::word)?),
        Field::Group => Correction::Group(typed.optional(Typed::word)?),
        Field::N => Correction::N(typed.optional(Typed::number)?),
        Field::NMax => Correction::NMax(typed.optional(Typed::number)?),
        Field::Vague => Correction::Vague(typed.text()),
        Field::Qualifier => Correction::Qualifier(typed.word()?),
        Field::Period => Correction::Period(typed.period()?),
        Field::Status => Correction::Status(typed.word()?),
        Field::Claimant => Correction::Claimant(typed.text()),
        Field::Actor => Correction::Actor(typed.party(claim, country, names)),
        Field::ActorBasis => Correction::ActorBasis(typed.optional(Typed::word)?),
        Field::Target => Correction::Target(typed.party(claim, country, names)),
        Field::Instrument => Correction::Instrument(typed.text()),
        Field::Place => Correction::Place(typed.text().map(|words| place(&words, country, names))),
        Field::Date => Correction::Date(typed.days()?),
        Field::PartOf => Correction::PartOf(typed.yes_or_no()?),
    })
}

/// The place that words stand for, as decided by a person; unresolved where nobody knows it.
pub(crate) fn place(words: &str, country: Option<&str>, names: &dyn Names) -> PlaceValue {
    let found = names.place(words, country);
    let place = found.unwrap_or_else(|| PlaceValue::unresolved(words, PlaceBasis::Decided));
    PlaceValue { basis: PlaceBasis::Decided, span: None, ..place }
}

struct Typed<'w> {
    field: Field,
    words: &'w str,
}

impl Typed<'_> {
    fn wrong(&self, expected: impl Into<String>) -> WordsError {
        WordsError { field: self.field, words: self.words.to_owned(), expected: expected.into() }
    }

    fn is_none(&self) -> bool {
        self.words.is_empty() || self.words.eq_ignore_ascii_case("none")
    }

    fn optional<T>(&self, of: impl Fn(&Self) -> Result<T, WordsError>) -> Result<Option<T>, WordsError> {
        if self.is_none() { Ok(None) } else { of(self).map(Some) }
    }

    fn text(&self) -> Option<String> {
        (!self.is_none()).then(|| self.words.to_owned())
    }

    fn word<T: FromStr<Err = cairn_model::UnknownWord>>(&self) -> Result<T, WordsError> {
        self.words.parse().map_err(|fault: cairn_model::UnknownWord| self.wrong(fault.expected))
    }

    fn number(&self) -> Result<u64, WordsError> {
        let digits: String = self.words.chars().filter(|c| !matches!(c, ',' | ' ' | '_')).collect();
        digits.parse().map_err(|_| self.wrong("a whole number, or none"))
    }

    fn yes_or_no(&self) -> Result<bool, WordsError> {
        match self.words.to_ascii_lowercase().as_str() {
            "yes" | "true" => Ok(true),
            "no" | "false" => Ok(false),
            _ => Err(self.wrong("yes or no")),
        }
    }

    fn days(&self) -> Result<TimeValue, WordsError> {
        if self.is_none() {
            return Ok(TimeValue { basis: TimeBasis::Decided, ..TimeValue::unknown() });
        }
        let day = |words: &str| words.trim().parse::<Day>().ok();
        let days = match self.words.split_once('/') {
            Some((start, end)) => day(start).zip(day(end)),
            None => day(self.words).map(|day| (day, day)),
        };
        match days {
            Some((start, end)) if start <= end => Ok(TimeValue::days(start, end, TimeBasis::Decided)),
            _ => Err(self.wrong("YYYY-MM-DD, or YYYY-MM-DD/YYYY-MM-DD with the earlier day first")),
        }
    }

    fn period(&self) -> Result<Period, WordsError> {
        let since = |words: &str| words.trim().parse::<Day>().ok();
        match self.words {
            "incident" => Ok(Period::Incident),
            "cumulative" => Ok(Period::Cumulative { since: None }),
            words => match words.strip_prefix("cumulative since").and_then(since) {
                Some(day) => {
                    let since = Some(TimeValue::days(day, day, TimeBasis::Decided));
                    Ok(Period::Cumulative { since })
                }
                None => Err(self.wrong("incident, cumulative, or cumulative since YYYY-MM-DD")),
            },
        }
    }

    /// A party under its neutral name, where it is known; the report's words are kept where it has some.
    fn party(&self, claim: &Claim, country: Option<&str>, names: &dyn Names) -> Option<ActorValue> {
        let name = self.text()?;
        let known = names.actor(&name, claim.time.start, country).unwrap_or_else(|| ActorValue {
            id: None,
            name: name.clone(),
            words: name.clone(),
            side: ActorSide::Unidentified,
            country: None,
            span: None,
        });
        let before = match self.field {
            Field::Target => claim.target.as_ref(),
            _ => claim.actor.as_ref(),
        };
        Some(match before {
            Some(before) => ActorValue { words: before.words.clone(), span: before.span, ..known },
            None => ActorValue { words: name, span: None, ..known },
        })
    }
}
