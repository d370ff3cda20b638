//! What each piece of evidence weighs.
//!
//! Scores are logarithms of odds in thousandths: 1000 makes "one happening" e (2.7) times as likely.

/// A piece of evidence for or against two accounts being of one happening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Feature {
    /// Always there: how unlikely any two accounts that share words, day or place are one.
    Base,
    /// Square root of the cosine of the two texts.
    Text,
    /// Square root of the cosine of the words with a capital.
    Names,
    /// Square root of the cosine of headlines and leads.
    Lead,
    /// Square root of the share of a passage's words found in the other account.
    Passage,
    /// One outlet's two reports are two stories more often than not.
    OneOutlet,
    /// One text, copied or rewritten.
    Copies,
    /// The reports were written on one day.
    WrittenSameDay,
    /// One day apart.
    WrittenNextDay,
    /// Two to four days apart.
    WrittenSameDays,
    /// Five to seven days apart.
    WrittenSameWeek,
    /// Eight to 14 days apart.
    WrittenNextWeek,
    /// 15 to 30 days apart.
    WrittenSameMonth,
    /// The day of one report is not known.
    WrittenUnknown,
    /// Both texts give one day.
    SameDay,
    /// Both give days that meet.
    DaysMeet,
    /// Their days are next to each other.
    NextDay,
    /// Two or three days lie between.
    DaysApart,
    /// More lies between.
    DaysFar,
    /// One town or site.
    SamePlace,
    /// Within 25 km.
    NearPlace,
    /// One holds the other.
    PlaceWithin,
    /// Two names that cannot be placed.
    OtherName,
    /// 25 to 60 km.
    PlaceApart,
    /// Two regions, or farther than 60 km.
    PlaceFar,
    /// One kind of event.
    SameKind,
    /// Two kinds that do not mix.
    OtherKind,
    /// The same number, 2 or more, by its size: a large one is no accident.
    SameFigure,
    /// Numbers that one count can grow through.
    CloseFigure,
    /// Numbers that no one count can be.
    FarFigure,
    /// A shared perpetrator.
    SameParty,
    /// Two perpetrators: mostly a disagreement, seldom two happenings.
    OtherParty,
    /// A shared target.
    SameTarget,
}

/// One row of the table.
pub(crate) struct Weight {
    pub(crate) feature: Feature,
    /// Its name for those who fit weights.
    pub(crate) name: &'static str,
    /// What it weighs between two accounts that their reports are chiefly about.
    main: i32,
    /// What it weighs where a report tells one of the two in passing.
    passing: i32,
}

const fn row(feature: Feature, name: &'static str, main: i32, passing: i32) -> Weight {
    Weight { feature, name, main, passing }
}

/// The main column is a logistic model of pairs of reports; the passing one is set by hand, because
/// no corpus marks what a report mentions in passing.
pub(crate) const WEIGHTS: &[Weight] = {
    use Feature as F;
    &[
        row(F::Base, "base", -10400, -5500),
        row(F::Text, "text", 8500, 0),
        row(F::Names, "names", 11700, 0),
        row(F::Lead, "lead", 12700, 0),
        row(F::Passage, "passage", 0, 2500),
        row(F::OneOutlet, "one_outlet", -2400, -500),
        row(F::Copies, "copies", 500, 500),
        row(F::WrittenSameDay, "written_same_day", 6300, 0),
        row(F::WrittenNextDay, "written_next_day", 4200, 0),
        row(F::WrittenSameDays, "written_same_days", 3500, 0),
        row(F::WrittenSameWeek, "written_same_week", 2700, 0),
        row(F::WrittenNextWeek, "written_next_week", 1250, 0),
        row(F::WrittenSameMonth, "written_same_month", 900, 0),
        row(F::WrittenUnknown, "written_unknown", 3500, 0),
        row(F::SameDay, "same_day", 800, 2500),
        row(F::DaysMeet, "days_meet", 300, 1000),
        row(F::NextDay, "next_day", -2000, -800),
        row(F::DaysApart, "days_apart", -3000, -4000),
        row(F::DaysFar, "days_far", -3500, -6000),
        row(F::SamePlace, "same_place", 1000, 2500),
        row(F::NearPlace, "near_place", 400, 800),
        row(F::PlaceWithin, "place_within", 200, 500),
        row(F::OtherName, "other_name", -400, -1500),
        row(F::PlaceApart, "place_apart", -1000, -3000),
        row(F::PlaceFar, "place_far", -1500, -6000),
        row(F::SameKind, "same_kind", 400, 800),
        row(F::OtherKind, "other_kind", -600, -1500),
        row(F::SameFigure, "same_figure", 1500, 2500),
        row(F::CloseFigure, "close_figure", 200, 0),
        row(F::FarFigure, "far_figure", -700, -1500),
        row(F::SameParty, "same_party", 200, 400),
        row(F::OtherParty, "other_party", -200, -300),
        row(F::SameTarget, "same_target", 300, 400),
    ]
};

/// Above this mean score two groups of main accounts are one happening.
pub(crate) const JOIN: i32 = 0;
/// What two main accounts weigh that share too little to be compared.
pub(crate) const ABSENT: i32 = -2800;
/// Above this score a person is shown a pair that was not joined.
pub(crate) const SUGGEST: i32 = -700;

/// The weight of a feature between main accounts, or in passing.
pub(crate) fn weight(feature: Feature, main: bool) -> i32 {
    let row = &WEIGHTS[feature as usize];
    if main { row.main } else { row.passing }
}

#[cfg(test)]
mod tests {
    use super::WEIGHTS;

    #[test]
    fn rows_stand_in_the_order_of_the_features() {
        for (at, row) in WEIGHTS.iter().enumerate() {
            assert_eq!(row.feature as usize, at, "{}", row.name);
        }
    }
}
