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

/// One row: the evidence, its name for people who fit weights, what it weighs between two accounts
/// that their reports are chiefly about, and where one is told in passing.
pub(crate) struct Weight(pub(crate) Feature, pub(crate) &'static str, pub(crate) i32, pub(crate) i32);

/// The main column is a logistic model of pairs of reports; the passing one is set by hand, because
/// no corpus marks what a report mentions in passing.
pub(crate) const WEIGHTS: &[Weight] = {
    use Feature as F;
    &[
        Weight(F::Base, "base", -8500, -5500),
        Weight(F::Text, "text", 7300, 0),
        Weight(F::Names, "names", 5100, 0),
        Weight(F::Lead, "lead", 2600, 0),
        Weight(F::Passage, "passage", 0, 2500),
        Weight(F::OneOutlet, "one_outlet", -1500, -500),
        Weight(F::Copies, "copies", 1000, 500),
        Weight(F::WrittenSameDay, "written_same_day", 4600, 0),
        Weight(F::WrittenNextDay, "written_next_day", 3400, 0),
        Weight(F::WrittenSameDays, "written_same_days", 2800, 0),
        Weight(F::WrittenSameWeek, "written_same_week", 2000, 0),
        Weight(F::WrittenNextWeek, "written_next_week", 1000, 0),
        Weight(F::WrittenUnknown, "written_unknown", 2500, 0),
        Weight(F::SameDay, "same_day", 800, 2500),
        Weight(F::DaysMeet, "days_meet", 300, 1000),
        Weight(F::NextDay, "next_day", -600, -800),
        Weight(F::DaysApart, "days_apart", -1200, -4000),
        Weight(F::DaysFar, "days_far", -2000, -6000),
        Weight(F::SamePlace, "same_place", 1000, 2500),
        Weight(F::NearPlace, "near_place", 400, 800),
        Weight(F::PlaceWithin, "place_within", 200, 500),
        Weight(F::OtherName, "other_name", -400, -1500),
        Weight(F::PlaceApart, "place_apart", -1000, -3000),
        Weight(F::PlaceFar, "place_far", -1500, -6000),
        Weight(F::SameKind, "same_kind", 400, 800),
        Weight(F::OtherKind, "other_kind", -600, -1500),
        Weight(F::SameFigure, "same_figure", 1500, 2500),
        Weight(F::CloseFigure, "close_figure", 200, 0),
        Weight(F::FarFigure, "far_figure", -700, -1500),
        Weight(F::SameParty, "same_party", 200, 400),
        Weight(F::OtherParty, "other_party", -200, -300),
        Weight(F::SameTarget, "same_target", 300, 400),
    ]
};

/// Above this mean score two groups of main accounts are one happening.
pub(crate) const JOIN: i32 = 0;
/// What two main accounts weigh that share too little to be compared.
pub(crate) const ABSENT: i32 = -2000;
/// Above this score a person is shown a pair that was not joined.
pub(crate) const SUGGEST: i32 = -700;
/// Reports written farther apart are compared only where one copies the other, in days.
pub(crate) const WINDOW: i32 = 60;

/// The weight of a feature between main accounts, or in passing.
pub(crate) fn weight(feature: Feature, main: bool) -> i32 {
    let Weight(_, _, of_main, in_passing) = WEIGHTS[feature as usize];
    if main { of_main } else { in_passing }
}

#[cfg(test)]
mod tests {
    use super::WEIGHTS;

    #[test]
    fn rows_stand_in_the_order_of_the_features() {
        for (at, row) in WEIGHTS.iter().enumerate() {
            assert_eq!(row.0 as usize, at, "{}", row.1);
        }
    }
}
