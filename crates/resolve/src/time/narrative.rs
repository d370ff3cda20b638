use super::granule::Granule;
use super::reading::{Reading, Value};
use cairn_extract::time::{Count, Outlook, Unit};
use cairn_model::{Day, TimeBasis};

/// How many years away a bare year leaves the narrative where it is.
const ASIDE: i32 = 10;

/// The time that a narrative has come to, fed with each reading in the order of the text.
#[derive(Debug, Clone, Default)]
pub struct Narrative {
    now: State,
    outer: Vec<State>,
}

#[derive(Debug, Clone, Copy, Default)]
struct State {
    /// The last time on the calendar.
    granule: Option<Granule>,
    /// The last day.
    day: Option<Day>,
    /// The last month, as months since the year 0.
    month: Option<i32>,
    /// The last quarter of a year.
    quarter: Option<Granule>,
    /// Whether figures of a longer part of the year were told since.
    longer: bool,
}

impl Narrative {
    /// A narrative that has not begun.
    pub fn new() -> Self {
        Self::default()
    }

    /// The last time on the calendar.
    pub fn granule(&self) -> Option<Granule> {
        self.now.granule
    }

    /// The last day; coarser times since then leave it as it was.
    pub fn day(&self) -> Option<Day> {
        self.now.day
    }

    /// The last month, 1 to 12, where nothing coarser than its year was told since.
    pub(super) fn month(&self) -> Option<u8> {
        let (year, month) = (self.now.granule?.year(), self.now.month?);
        (month.div_euclid(12) == i32::from(year)).then(|| u8::try_from(month.rem_euclid(12) + 1).ok())?
    }

    /// The last quarter of a year that was told.
    pub(super) fn quarter(&self) -> Option<Granule> {
        self.now.quarter
    }

    /// The same, where figures are still compared with those of a quarter.
    pub(super) fn compared(&self) -> Option<Granule> {
        self.now.quarter.filter(|_| !self.now.longer)
    }

    /// Moves the narrative to a time; lengths, rhythms and references leave it where it is.
    ///
    /// A plan leaves it there as well ("a campaign planned for 1976").
    pub fn note(&mut self, reading: &Reading, outlook: Outlook) {
        if let Value::At { granule, .. } = reading.value {
            let looks_back = reading.basis == TimeBasis::Narrative && self.is_earlier_year(granule);
            if self.is_aside(granule)
                || looks_back
                || (outlook == Outlook::Ahead && self.is_later_year(granule))
            {
                return;
            }
            self.now.granule = Some(granule);
            self.now.day = granule.day().or(self.now.day);
            if let Some(month) = granule.month() {
                self.now.month = Some(i32::from(granule.year()) * 12 + i32::from(month) - 1);
            }
            if matches!(granule, Granule::Quarter(..)) && reading.basis != TimeBasis::Narrative {
                self.now.quarter = Some(granule);
            }
            if matches!(granule, Granule::Quarter(..)) {
                self.now.longer = false;
            }
        }
        // "In the first nine months": what follows is compared with the year before.
        if let Value::Window { count: Count::Exact(4..=11), unit: Unit::Month, .. }
        | Value::Length { count: Count::Exact(4..=11), unit: Unit::Month } = reading.value
        {
            self.now.longer = true;
        }
    }

    /// Whether a time is only mentioned by the way: a decade, or a bare year far from the story's.
    fn is_aside(&self, granule: Granule) -> bool {
        match (granule, self.now.granule) {
            (Granule::Century(_) | Granule::Decade(_), _) => true,
            (Granule::Year(year), Some(told)) => (i32::from(year) - i32::from(told.year())).abs() > ASIDE,
            _ => false,
        }
    }

    /// Whether a time is a bare year before that of the story: "a year earlier" compares, and the story
    /// goes on where it was.
    fn is_earlier_year(&self, granule: Granule) -> bool {
        let told = self.now.granule.map(Granule::year);
        matches!((granule, told), (Granule::Year(year), Some(told)) if year < told)
    }

    /// Whether a time is a bare year after that of the story.
    fn is_later_year(&self, granule: Granule) -> bool {
        let told = self.now.granule.map(Granule::year);
        matches!((granule, told), (Granule::Year(year), Some(told)) if year > told)
    }

    /// Begins a stretch of background ("in 2015, ..."), which has a time of its own.
    pub fn push(&mut self) {
        self.outer.push(self.now);
    }

    /// Ends the background: the narrative is where it was before.
    pub fn pop(&mut self) {
        if let Some(outer) = self.outer.pop() {
            self.now = outer;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Granule, Narrative, Outlook, Reading};
    use cairn_model::TimeBasis;

    #[test]
    fn background_leaves_the_narrative_where_it_was() {
        let year = |year| Reading::at(Granule::Year(year), TimeBasis::Stated);
        let mut narrative = Narrative::new();
        narrative.note(&year(2019), Outlook::Back);
        narrative.push();
        narrative.note(&year(2015), Outlook::Back);
        assert_eq!(narrative.granule(), Some(Granule::Year(2015)));
        narrative.pop();
        assert_eq!(narrative.granule(), Some(Granule::Year(2019)));
    }

    #[test]
    fn a_bare_year_far_away_is_an_aside() {
        let year = |year| Reading::at(Granule::Year(year), TimeBasis::Stated);
        let mut narrative = Narrative::new();
        narrative.note(&year(1916), Outlook::Back);
        narrative.note(&year(1844), Outlook::Back);
        assert_eq!(narrative.granule(), Some(Granule::Year(1916)));
    }

    #[test]
    fn a_plan_for_another_year_leaves_the_narrative_where_it_is() {
        let year = |year| Reading::at(Granule::Year(year), TimeBasis::Stated);
        let mut narrative = Narrative::new();
        narrative.note(&year(1974), Outlook::Back);
        narrative.note(&year(1976), Outlook::Ahead);
        assert_eq!(narrative.granule(), Some(Granule::Year(1974)));
        narrative.note(&year(1976), Outlook::Back);
        assert_eq!(narrative.granule(), Some(Granule::Year(1976)));
    }
}
