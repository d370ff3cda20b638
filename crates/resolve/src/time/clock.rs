use super::granule::{Granule, monday, shifted};
use super::narrative::Narrative;
use super::numeric::{self, DayOrder};
use super::reading::{Reading, Value, window};
use super::style::Style;
use super::year;
use cairn_extract::time::{
    Anchor, Calendar, Count, DayPart, Outlook, Phase, Reference, Step, TimeMention, TimeRelation, TimeSymbol,
    Unit, YearPart,
};
use cairn_model::{Day, TimeBasis, TimePrecision, TimeValue};
use cairn_text::Document;

/// The day a report speaks on, and what its times lean on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    report: Option<Day>,
    style: Style,
    order: DayOrder,
    landmark: Option<Day>,
    period: Option<(Day, Day)>,
}

impl Clock {
    /// The clock of a news report. A date that the text itself opens with beats the metadata.
    pub fn new(published: Option<Day>, dateline: Option<Day>) -> Self {
        Self {
            report: dateline.or(published),
            style: Style::News,
            order: DayOrder::default(),
            landmark: None,
            period: None,
        }
    }

    /// The same clock for an outlet that writes dates in figures in such an order.
    #[must_use]
    pub fn with_order(self, order: DayOrder) -> Self {
        Self { order, ..self }
    }

    /// The same clock for a text with these times: where no day of publication is known, its first
    /// full date tells the year of the others.
    #[must_use]
    pub fn with_landmark(self, mentions: &[TimeMention]) -> Self {
        let full = numeric::landmark(mentions).and_then(|date| year::full(&date));
        Self { landmark: full.map(|granule| granule.days().0), ..self }
    }

    /// The same clock for a text of another style.
    #[must_use]
    pub fn with_style(self, style: Style) -> Self {
        Self { style, ..self }
    }

    /// The same clock for a bulletin that reports on such days, the first and the last: a day that is
    /// told by its number alone is one of them.
    #[must_use]
    pub fn with_period(self, period: (Day, Day)) -> Self {
        Self { period: Some(period), ..self }
    }

    /// The same clock on another day.
    #[must_use]
    pub fn on(self, day: Day) -> Self {
        Self { report: Some(day), ..self }
    }

    /// The days that the report tells of, where it says so.
    pub(super) fn period(&self) -> Option<(Day, Day)> {
        self.period
    }

    /// The day the report speaks on.
    pub fn report(&self) -> Option<Day> {
        self.report
    }

    /// The interval of a mention, with what its preposition makes of it ("since", "between ... and").
    ///
    /// "Since" reaches to the day of the report; "until", "by" and "before" have no first day.
    pub fn time(&self, document: &Document, mention: &TimeMention, narrative: &Narrative) -> TimeValue {
        let reading = self.read(&mention.symbol, mention.outlook, narrative);
        let mut time = match &mention.range {
            Some(ends) => self.range(&ends.0, &ends.1, mention.outlook, narrative),
            None => self.bounded(&reading, mention.relation),
        };
        time.words = Some(document.words(mention.tokens.clone()).to_owned());
        time.span = Some(document.span(mention.tokens.clone()));
        time
    }

    fn range(&self, a: &TimeSymbol, b: &TimeSymbol, outlook: Outlook, narrative: &Narrative) -> TimeValue {
        let first = self.read(a, outlook, narrative);
        let mut from_first = narrative.clone();
        from_first.note(&first, outlook);
        let last = self.read(b, outlook, &from_first);
        match (first.days(), last.days()) {
            (Some((start, _)), Some((_, end))) if start <= end => TimeValue::days(start, end, last.basis),
            (Some(_), _) => first.time(),
            _ => last.time(),
        }
    }

    fn bounded(&self, reading: &Reading, relation: TimeRelation) -> TimeValue {
        let Some((start, end)) = reading.days() else { return TimeValue::unknown() };
        let time = TimeValue::days(start, end, reading.basis);
        let open = |start: Option<Day>, end: Option<Day>| TimeValue {
            start,
            end,
            precision: match (start, end) {
                (Some(start), Some(end)) => TimeValue::days(start, end, reading.basis).precision,
                _ => TimePrecision::Unknown,
            },
            ..time.clone()
        };
        match relation {
            TimeRelation::At => time,
            TimeRelation::Since => open(Some(start), self.report.filter(|day| *day >= start)),
            // "Before dawn on Sunday" is on Sunday.
            TimeRelation::Before | TimeRelation::After if reading.is_within_a_day() => time,
            TimeRelation::Until | TimeRelation::By => open(None, Some(end)),
            TimeRelation::Before => open(None, Some(start.plus_days(-1))),
            TimeRelation::After => {
                let after = end.plus_days(1);
                open(Some(after), self.report.filter(|day| *day >= after))
            }
        }
    }

    /// What a symbol comes to.
    pub fn read(&self, symbol: &TimeSymbol, outlook: Outlook, narrative: &Narrative) -> Reading {
        let open = || Reading { value: Value::Open(symbol.clone()), basis: TimeBasis::Unknown };
        match symbol {
            TimeSymbol::Calendar(calendar) => {
                year::calendar(self, calendar, outlook, narrative).unwrap_or_else(open)
            }
            TimeSymbol::Numeric { numbers, year } => {
                let date = self.order.date(*numbers, *year);
                year::calendar(self, &date, outlook, narrative).unwrap_or_else(open)
            }
            TimeSymbol::Feast { feast, year, step } => {
                year::feast(self, (*feast, *year, *step), outlook, narrative).unwrap_or_else(open)
            }
            TimeSymbol::Away { count, unit, direction, from } => {
                self.away((*count, *unit, *direction), from, outlook, narrative).unwrap_or_else(open)
            }
            TimeSymbol::Day(n) => match self.report {
                Some(day) if self.style == Style::News => {
                    Reading::at(Granule::Day(day.plus_days(i32::from(*n))), TimeBasis::Dateline)
                }
                // In a chronicle "today" is the writer's present.
                _ if *n == 0 => Reading::plain(Value::Reference(Reference::Present)),
                _ => open(),
            },
            TimeSymbol::Unit { unit, step } => self.unit(*unit, *step, narrative).unwrap_or_else(open),
            TimeSymbol::Offset { count, unit, direction, anchor } => {
                self.offset(*count, *unit, *direction, *anchor, narrative).unwrap_or_else(open)
            }
            TimeSymbol::Duration { count, unit } => {
                Reading::plain(Value::Length { count: *count, unit: *unit })
            }
            TimeSymbol::Window { count, unit, step } => match self.base(step.anchor, narrative) {
                Some((day, basis)) => Reading { value: window(day, step.n, *count, *unit), basis },
                None => Reading::plain(Value::Length { count: *count, unit: *unit }),
            },
            TimeSymbol::Part { part, step } => self.part(*part, *step, narrative).unwrap_or_else(open),
            TimeSymbol::Overnight => match self.report.filter(|_| self.style == Style::News) {
                Some(day) => Reading::at(Granule::NightBefore(day), TimeBasis::Dateline),
                None => open(),
            },
            TimeSymbol::Clock { hour, minute } => {
                let day =
                    narrative.day().filter(|_| self.is_narrative()).map(|day| (day, TimeBasis::Narrative));
                match day.or_else(|| self.base(Anchor::Report, narrative).filter(|_| !self.is_narrative())) {
                    Some((day, basis)) => Reading::at(Granule::Clock(day, *hour, *minute), basis),
                    None => open(),
                }
            }
            TimeSymbol::Decade(first) => Reading::at(Granule::Decade(*first), TimeBasis::Stated),
            TimeSymbol::Century(n) => Reading::at(Granule::Century(*n), TimeBasis::Stated),
            TimeSymbol::Phase { phase, of } => {
                let mut reading = self.read(of, outlook, narrative);
                if let Value::At { granule, phase: part, .. } = &mut reading.value {
                    match (*granule, phase) {
                        (Granule::Year(year), Phase::FirstHalf) => *granule = Granule::Half(year, 1),
                        (Granule::Year(year), Phase::SecondHalf) => *granule = Granule::Half(year, 2),
                        _ => *part = Some(*phase),
                    }
                }
                reading
            }
            TimeSymbol::Sometime { direction, of } => {
                let mut reading = self.read(of, outlook, narrative);
                let now = if self.style == Style::News { self.report } else { narrative.day() };
                if let Value::At { side, .. } = &mut reading.value {
                    *side = now.map(|day| (*direction, day));
                }
                reading
            }
            TimeSymbol::Within { inner, outer } => {
                self.within(inner, outer, outlook, narrative).unwrap_or_else(open)
            }
            TimeSymbol::Every { count, unit } => Reading::plain(Value::Every { count: *count, unit: *unit }),
            TimeSymbol::EveryWeekday { weekday, part } => {
                Reading::plain(Value::EveryWeekday { weekday: *weekday, part: *part })
            }
            TimeSymbol::Reference(reference) => Reading::plain(Value::Reference(*reference)),
        }
    }

    /// The day that a relative time is counted from, and the basis that gives it. A narrative counts
    /// everything from itself; news has the day of the report to fall back on.
    pub(super) fn base(&self, anchor: Anchor, narrative: &Narrative) -> Option<(Day, TimeBasis)> {
        let story = || {
            let day = match narrative.granule() {
                Some(granule) => granule.day().unwrap_or(granule.days().0),
                None => narrative.day()?,
            };
            Some((day, TimeBasis::Narrative))
        };
        let report = self.report.map(|day| (day, TimeBasis::Dateline));
        match (self.style, anchor) {
            (Style::News, Anchor::Report | Anchor::Text) => report,
            (Style::News, Anchor::Story) => story().or(report),
            (Style::Narrative, _) => story(),
        }
    }

    /// The same, for a date that lacks only its year.
    pub(super) fn year_base(&self, anchor: Anchor, narrative: &Narrative) -> Option<(Day, TimeBasis)> {
        self.base(anchor, narrative).or(self.landmark.map(|day| (day, TimeBasis::Narrative)))
    }

    /// Whether times lean on the narrative.
    pub(super) fn is_narrative(&self) -> bool {
        self.style == Style::Narrative
    }

    fn unit(&self, unit: Unit, step: Step, narrative: &Narrative) -> Option<Reading> {
        let story = self.is_narrative() || step.anchor == Anchor::Story;
        // A day of the story is the last day told, even where a month was named since.
        let (day, basis) = match narrative.day().filter(|_| story && unit == Unit::Day) {
            Some(day) => (day, TimeBasis::Narrative),
            None => self.base(step.anchor, narrative)?,
        };
        if unit == Unit::Weekend {
            return Some(Reading::at(weekend(day, step.n), basis));
        }
        if unit == Unit::Quarter
            && step.n == 0
            && let Some(told) = narrative.quarter()
        {
            return Some(Reading::at(told, TimeBasis::Narrative));
        }
        let moved = shifted(Granule::of(day, unit).days().0, i32::from(step.n), unit);
        Some(Reading::at(Granule::of(moved, unit), basis))
    }

    fn offset(
        &self,
        count: Count,
        unit: Unit,
        direction: i8,
        anchor: Anchor,
        narrative: &Narrative,
    ) -> Option<Reading> {
        let n = match count {
            Count::Exact(n) => i32::try_from(n).ok()? * i32::from(direction),
            // Half a unit is left out: the day is not known so finely.
            Count::AndAHalf(n) => i32::try_from(n).ok()? * i32::from(direction),
            Count::Range(..) | Count::Vague => {
                let reference = if direction < 0 { Reference::Past } else { Reference::Future };
                return Some(Reading::plain(Value::Reference(reference)));
            }
        };
        let (day, basis) = match narrative.day() {
            // Days and weeks are counted from the last day told.
            Some(day) if unit <= Unit::Fortnight && (self.is_narrative() || anchor == Anchor::Story) => {
                (day, TimeBasis::Narrative)
            }
            _ => self.base(anchor, narrative)?,
        };
        let moved = shifted(day, n, unit);
        // "Three weeks later" is no later than the report: then it is counted from the month told last.
        let moved = match self.report.filter(|report| self.style == Style::News && n > 0 && moved > *report) {
            Some(report) => {
                let month = narrative.granule().map(|told| shifted(told.days().1, n, unit));
                month.filter(|moved| *moved <= report).unwrap_or(moved)
            }
            None => moved,
        };
        let told = narrative.granule().filter(|_| basis == TimeBasis::Narrative);
        let granule = match (unit, told) {
            // Figures of a quarter are compared with the same quarter of another year.
            (Unit::Year, _)
                if n.abs() == 1
                    && let Some(Granule::Quarter(year, quarter)) = narrative.compared() =>
            {
                let year = i16::try_from(i32::from(year) + n).ok()?;
                return Some(Reading::at(Granule::Quarter(year, quarter), TimeBasis::Narrative));
            }
            // "A week later" is a day where the narrative stands on a day.
            (Unit::Week | Unit::Fortnight, Some(told)) if told.day().is_some() => Granule::Day(moved),
            (unit, _) => Granule::of(moved, unit),
        };
        Some(Reading::at(granule, basis))
    }

    /// "Two days before Christmas": a time that is counted from another.
    fn away(
        &self,
        (count, unit, direction): (Count, Unit, i8),
        from: &TimeSymbol,
        outlook: Outlook,
        narrative: &Narrative,
    ) -> Option<Reading> {
        let from = self.read(from, outlook, narrative);
        let (first, last) = from.days()?;
        let n = match count {
            Count::Exact(n) | Count::AndAHalf(n) => i32::try_from(n).ok()? * i32::from(direction),
            Count::Range(..) | Count::Vague => return None,
        };
        let moved = shifted(if direction < 0 { first } else { last }, n, unit);
        let granule = if unit <= Unit::Fortnight { Granule::Day(moved) } else { Granule::of(moved, unit) };
        Some(Reading::at(granule, from.basis))
    }

    fn part(&self, part: DayPart, step: Option<Step>, narrative: &Narrative) -> Option<Reading> {
        let step = step?;
        let (day, basis) = match narrative.day() {
            Some(day) if self.is_narrative() || step.anchor == Anchor::Story => (day, TimeBasis::Narrative),
            _ => self.base(step.anchor, narrative)?,
        };
        Some(Reading::at(Granule::Part(day.plus_days(i32::from(step.n)), part), basis))
    }

    fn within(
        &self,
        inner: &TimeSymbol,
        outer: &TimeSymbol,
        outlook: Outlook,
        narrative: &Narrative,
    ) -> Option<Reading> {
        let longer = self.read(outer, outlook, narrative);
        let granule = longer.granule()?;
        let inside = match inner {
            TimeSymbol::Part { part, .. } => Granule::Part(granule.day()?, *part),
            TimeSymbol::Overnight => Granule::NightBefore(granule.day()?),
            TimeSymbol::Clock { hour, minute } => Granule::Clock(granule.day()?, *hour, *minute),
            TimeSymbol::Calendar(calendar) => inside(calendar, granule)?,
            TimeSymbol::Phase { phase, of } => {
                let TimeSymbol::Calendar(calendar) = &**of else { return None };
                let value =
                    Value::At { granule: inside(calendar, granule)?, phase: Some(*phase), side: None };
                return Some(Reading { value, basis: longer.basis });
            }
            _ => return None,
        };
        Some(Reading::at(inside, longer.basis))
    }
}

/// The weekend on or before a day, or the one after it.
fn weekend(day: Day, n: i8) -> Granule {
    let this = monday(day).plus_days(5);
    let latest = if this > day { this.plus_days(-7) } else { this };
    Granule::Weekend(if n > 0 { latest.plus_days(7) } else { latest })
}

/// A date whose missing parts a longer time gives.
fn inside(calendar: &Calendar, outer: Granule) -> Option<Granule> {
    if let Some(weekday) = calendar.weekday.filter(|_| calendar.day.is_none() && calendar.part.is_none()) {
        let start = outer.days().0;
        let ahead = (i32::from(weekday) - i32::from(start.weekday())).rem_euclid(7);
        return Some(Granule::Day(start.plus_days(ahead)));
    }
    let mut calendar = *calendar;
    calendar.year = Some(calendar.year.unwrap_or(outer.year()));
    if calendar.part.is_none() {
        calendar.part = outer.month().map(YearPart::Month);
    }
    year::full(&calendar)
}
