//! Which year (or month, or week) a date without one means.

use super::clock::Clock;
use super::feast;
use super::granule::Granule;
use super::narrative::Narrative;
use super::reading::Reading;
use cairn_extract::time::{Anchor, Calendar, Feast, Outlook, Step, YearPart};
use cairn_model::{Day, TimeBasis};

/// The granule of a date with its year; none where the calendar has no such day.
pub(super) fn full(calendar: &Calendar) -> Option<Granule> {
    let year = calendar.year?;
    Some(match (calendar.part, calendar.day) {
        (Some(YearPart::Month(month)), Some(day)) => {
            Granule::Day(Day::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)?)
        }
        (Some(YearPart::Month(month)), None) => Granule::Month(year, month),
        (Some(YearPart::Season(season)), _) => Granule::Season(year, season),
        (Some(YearPart::Quarter(quarter)), _) => Granule::Quarter(year, quarter),
        (Some(YearPart::Half(half)), _) => Granule::Half(year, half),
        (None, _) => Granule::Year(year),
    })
}

/// The time on the calendar that a date means; none where nothing tells.
pub(super) fn calendar(
    clock: &Clock,
    date: &Calendar,
    outlook: Outlook,
    narrative: &Narrative,
) -> Option<Reading> {
    if date.year.is_some() {
        return full(date).map(|granule| Reading::at(granule, TimeBasis::Stated));
    }
    match (date.part, date.day, date.weekday) {
        (Some(_), ..) if clock.is_narrative() => in_story(date, narrative),
        (Some(_), ..) => {
            let anchor = date.step.map_or(Anchor::Report, |step| step.anchor);
            let (day, basis) = clock.year_base(anchor, narrative)?;
            near(date, outlook, day).map(|granule| Reading::at(granule, basis))
        }
        (None, Some(day), _) => {
            if let Some(found) = clock.period().and_then(|period| numbered(period, day)) {
                return Some(Reading::at(Granule::Day(found), TimeBasis::Narrative));
            }
            let (base, basis) = clock.base(Anchor::Story, narrative)?;
            let month = base.plus_days(1 - i32::from(base.day()));
            let found = month.plus_days(i32::from(day) - 1);
            // In news, a day that has not come yet is one of last month.
            let late = basis == TimeBasis::Dateline && found > base && outlook != Outlook::Ahead;
            let found = if late { found.plus_months(-1) } else { found };
            Some(Reading::at(Granule::Day(found), basis))
        }
        // "The Monday before", told of a Thursday: of the same week, not the last before the report.
        (None, None, Some(weekday)) if let Some((told, n)) = of_story(clock, date, narrative) => {
            let day = if n < 0 {
                next_weekday(told.plus_days(-7), weekday)
            } else {
                next_weekday(told.plus_days(1), weekday)
            };
            Some(Reading::at(Granule::Day(day), TimeBasis::Narrative))
        }
        (None, None, Some(weekday)) => {
            let (base, basis) = clock.base(Anchor::Report, narrative)?;
            let day = match basis {
                TimeBasis::Narrative => next_weekday(narrative.day().unwrap_or(base).plus_days(1), weekday),
                _ => near_weekday(base, weekday, date.step, outlook),
            };
            Some(Reading::at(Granule::Day(day), basis))
        }
        (None, None, None) => None,
    }
}

/// The day told last, and on which side of it a weekday lies that is counted from the story.
fn of_story(clock: &Clock, date: &Calendar, narrative: &Narrative) -> Option<(Day, i8)> {
    let step = date.step.filter(|step| step.anchor == Anchor::Story && step.n != 0)?;
    let told = narrative.day().filter(|_| !clock.is_narrative())?;
    Some((told, step.n))
}

/// The first day of that number within a period.
fn numbered((first, last): (Day, Day), number: u8) -> Option<Day> {
    let days = (0..=last.days_since(first).min(62)).map(|n| first.plus_days(n));
    days.into_iter().find(|day| u8::try_from(day.day()) == Ok(number))
}

/// The weekday on or after a day.
fn next_weekday(day: Day, weekday: u8) -> Day {
    day.plus_days((i32::from(weekday) - i32::from(day.weekday())).rem_euclid(7))
}

/// The weekday that news means: the latest one up to the day of the report, unless the clause
/// looks ahead; "last" is before that day, "next" after it.
fn near_weekday(report: Day, weekday: u8, step: Option<Step>, outlook: Outlook) -> Day {
    let latest = |day: Day| next_weekday(day.plus_days(-6), weekday);
    match step.map(|step| step.n) {
        Some(-1) => latest(report.plus_days(-1)),
        Some(1) => next_weekday(report.plus_days(1), weekday),
        Some(_) if outlook != Outlook::Back => next_weekday(report, weekday),
        None if outlook == Outlook::Ahead => next_weekday(report, weekday),
        _ => latest(report),
    }
}

/// How many days away a date is near, whatever the tense of the clause, where the other candidate
/// is `FAR` days away.
const NEAR: i32 = 100;
const FAR: i32 = 250;

/// A feast of a year, or the one nearest to the base on the side that the clause looks to.
pub(super) fn feast(
    clock: &Clock,
    (feast, year, step): (Feast, Option<i16>, Option<Step>),
    outlook: Outlook,
    narrative: &Narrative,
) -> Option<Reading> {
    let in_year = |year| {
        feast::days(feast, year).into_iter().map(|(first, last)| {
            if first == last { Granule::Day(first) } else { Granule::Feast(first, last) }
        })
    };
    if let Some(year) = year {
        return in_year(year).next().map(|granule| Reading::at(granule, TimeBasis::Stated));
    }
    let (day, basis) = clock.year_base(step.map_or(Anchor::Report, |step| step.anchor), narrative)?;
    let this = day.year();
    let candidates: Vec<Granule> = (this - 1..=this + 1).flat_map(in_year).collect();
    let found = match step.map(|step| step.n) {
        Some(-1) => candidates.iter().rev().find(|granule| granule.days().1 < day),
        Some(0) => candidates.iter().find(|granule| granule.year() == this),
        Some(_) => candidates.iter().find(|granule| granule.days().0 > day),
        None if outlook == Outlook::Ahead => candidates.iter().find(|granule| granule.days().1 >= day),
        None => candidates.iter().rev().find(|granule| granule.days().0 <= day),
    };
    found.map(|granule| Reading::at(*granule, basis))
}

/// The date nearest to a day on the side that the clause looks to.
fn near(date: &Calendar, outlook: Outlook, base: Day) -> Option<Granule> {
    let in_year = |year: i16| full(&Calendar { year: Some(year), ..*date });
    let this = base.year();
    let candidates: Vec<Granule> = [this - 1, this, this + 1].into_iter().filter_map(in_year).collect();
    // Figures of a quarter come out after it, whatever the clause around them says.
    let quarter = matches!(date.part, Some(YearPart::Quarter(_)));
    let begun = |granule: &&Granule| granule.days().0 <= base;
    let ended = |granule: &&Granule| granule.days().1 < base;
    let latest = candidates.iter().rev().find(begun).copied();
    let next = candidates.iter().find(|granule| granule.days().1 >= base).copied();
    // A day without its year is a near one, unless the other is as near.
    let far = |granule: &Granule| granule.days().0.days_since(base).abs();
    let plainly_near = |one: Option<Granule>, other: Option<Granule>| {
        one.filter(|one| far(one) <= NEAR).zip(other.filter(|other| far(other) >= FAR)).map(|(one, _)| one)
    };
    if date.step.is_none() && !quarter {
        let by_day = date.day.and_then(|_| plainly_near(next, latest));
        let behind = plainly_near(latest, next);
        if let Some(near) = by_day.or(behind) {
            return Some(near);
        }
    }
    match (date.step.map(|step| step.n), outlook) {
        (Some(-1), _) => candidates.iter().rev().find(ended).copied(),
        (Some(0), _) => in_year(this),
        (Some(_), _) => candidates.iter().find(|granule| granule.days().0 > base).copied(),
        (None, Outlook::Ahead) if !quarter => next,
        (None, Outlook::Back | Outlook::Unsaid) if quarter => latest.or(next),
        (None, Outlook::Back) => latest,
        (None, _) => match (latest, next) {
            (Some(latest), Some(next)) if far(&next) < far(&latest) => Some(next),
            (latest, next) => latest.or(next),
        },
    }
}

/// How many months a narrative goes on, or goes back, at most, where it names no year: of the two
/// months of that name the nearer one is meant ("In December ... By March ...").
const AHEAD: i32 = 6;
const BACK: i32 = 5;

/// The date in the year of the narrative, or in the one before or after it.
fn in_story(date: &Calendar, narrative: &Narrative) -> Option<Reading> {
    let told = narrative.granule()?;
    let year = told.year();
    let first_month = |granule: Granule| i32::from(granule.days().0.month());
    let in_year = |year| full(&Calendar { year: Some(year), ..*date });
    // Only leap years have a 29 February.
    let (year, found) =
        [year, year + 1, year - 1, year + 2].into_iter().find_map(|year| Some((year, in_year(year)?)))?;
    let is_month = matches!(date.part, Some(YearPart::Month(_)));
    let moved = narrative.month().filter(|_| is_month).map(|month| first_month(found) - i32::from(month));
    let year = match (date.step.map(|step| step.n), moved) {
        (Some(n), _) => year + i16::from(n),
        (None, Some(months)) if months < -BACK => year + 1,
        (None, Some(months)) if months > AHEAD => year - 1,
        _ => year,
    };
    full(&Calendar { year: Some(year), ..*date }).map(|granule| Reading::at(granule, TimeBasis::Narrative))
}
