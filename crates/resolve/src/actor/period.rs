use cairn_model::Day;

/// A day as far as a row states it: a year, a month or a day, as the days it may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stated {
    /// The first day it may mean.
    pub first: Day,
    /// The last day it may mean.
    pub last: Day,
}

impl Stated {
    /// A calendar year.
    pub(super) fn year(year: i16) -> Option<Self> {
        Some(Self { first: Day::new(year, 1, 1)?, last: Day::new(year, 12, 31)? })
    }

    /// A calendar month, written `YYYY-MM`.
    pub(super) fn month(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        if year.len() != 4 || month.len() != 2 {
            return None;
        }
        let first = Day::new(year.parse().ok()?, month.parse().ok()?, 1)?;
        Some(Self { first, last: first.end_of_month() })
    }

    /// One day.
    pub(super) fn day(day: Day) -> Self {
        Self { first: day, last: day }
    }
}

/// From when to when something holds; an end that a row leaves out is open.
///
/// A year or a month counts in full at both ends, so a name is never refused in the year it began
/// or ended in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Validity {
    /// When it began.
    pub from: Option<Stated>,
    /// When it ended.
    pub to: Option<Stated>,
}

impl Validity {
    /// Whether it may hold on `day`.
    pub fn holds(&self, day: Day) -> bool {
        self.begun(day) && self.to.is_none_or(|to| day <= to.last)
    }

    /// Whether it may have begun by `day`.
    pub fn begun(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from.first <= day)
    }

    /// Whether it surely reaches past the beginning of `next`.
    pub(super) fn overlaps(&self, next: &Self) -> bool {
        match (self.to, next.from) {
            (Some(to), Some(from)) => to.first > from.last,
            _ => true,
        }
    }

    /// Whether no day is in both.
    pub(super) fn disjoint(&self, other: &Self) -> bool {
        let before =
            |a: &Self, b: &Self| matches!((a.to, b.from), (Some(to), Some(from)) if to.last < from.first);
        before(self, other) || before(other, self)
    }
}

/// Which of the validities holds on `day`: the latest that has begun, or the first where none has.
/// None where `all` is empty.
pub(super) fn holding<'a>(all: impl Iterator<Item = &'a Validity>, day: Day) -> Option<usize> {
    all.enumerate().filter(|(n, validity)| *n == 0 || validity.begun(day)).map(|(n, _)| n).last()
}
