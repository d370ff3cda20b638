use crate::later::died_since;
use cairn_model::{Convention, FigurePoint, FigureSeries, Group, Incident, Interval, Kind, Object, OriginId};
use serde::Serialize;
use std::collections::BTreeSet;

/// What the claimants of an incident say of one kind of harm to people, taken together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Range {
    /// The lowest number that any claimant's words allow.
    pub low: u64,
    /// The highest; none where the words of one set no upper end ("at least 12").
    pub high: Option<u64>,
    /// How many claimants state a figure.
    pub claimants: usize,
    /// Whose words the low end is, by name.
    pub low_by: Vec<String>,
    /// Whose words the high end is, by name.
    pub high_by: Vec<String>,
}

/// What the claimants say of one group of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GroupRange {
    /// Which people; `unspecified` where no claimant says so.
    pub group: Group,
    /// How many, over the claimants on this group alone.
    #[serde(flatten)]
    pub range: Range,
    /// Whether it is only a share of a larger figure, and so not added to it.
    pub part_of: bool,
}

/// The range of people killed (wounded, ...) for each group that a figure is stated for, in the order
/// of the groups.
///
/// Each claimant's latest figure for a group counts, read under UCDP's convention. A share of a larger
/// figure ("four of them children") stands for its group where nobody gives the group as a whole.
pub fn ranges(incident: &Incident, kind: Kind) -> Vec<GroupRange> {
    ranges_of(&incident.figures, kind)
}

fn ranges_of(figures: &[FigureSeries], kind: Kind) -> Vec<GroupRange> {
    Group::ALL.iter().filter_map(|&group| of_group(figures, kind, group)).collect()
}

fn of_group(figures: &[FigureSeries], kind: Kind, group: Group) -> Option<GroupRange> {
    let of_one = |series: &&FigureSeries| {
        series.kind == kind
            && series.object == Object::People
            && series.group.unwrap_or(Group::Unspecified) == group
    };
    let series: Vec<&FigureSeries> = figures.iter().filter(of_one).collect();
    let whole = |series: &&FigureSeries| series.holds().is_some();
    let part_of = !series.iter().any(whole);
    let mut latest: Vec<(&FigureSeries, &FigurePoint)> = series
        .into_iter()
        .filter_map(|series| Some((series, if part_of { series.share() } else { series.holds() }?)))
        .collect();
    let all = latest.clone();
    latest.retain(|(series, point)| !is_outdone(series, point, &all));
    let held: Vec<(&FigureSeries, Interval)> = latest
        .into_iter()
        .filter_map(|(series, point)| Some((series, grown(figures, kind, group, point, Convention::Ucdp)?)))
        .collect();
    let low = held.iter().map(|(_, interval)| interval.low).min()?;
    let high = held.iter().map(|(_, interval)| interval.high).reduce(higher)?;
    let whose = |at_end: &dyn Fn(&Interval) -> bool| -> Vec<String> {
        let names: BTreeSet<&str> = held
            .iter()
            .filter(|(_, one)| at_end(one))
            .map(|(series, _)| series.origin.name.as_str())
            .collect();
        names.into_iter().map(str::to_owned).collect()
    };
    let claimants: BTreeSet<&OriginId> = held.iter().map(|(series, _)| &series.origin.id).collect();
    let range = Range {
        low,
        high,
        claimants: claimants.len(),
        low_by: whose(&|one| one.low == low),
        high_by: whose(&|one| one.high == high),
    };
    Some(GroupRange { group, range, part_of })
}

/// Whether a figure sets no end of a range, because another says more of the same: a word ("dozens") that
/// allows a number which somebody gives; or the lower count of somebody who has no stake in it, from a day
/// before such another gave a higher one. Both stay in the record.
fn is_outdone(series: &FigureSeries, point: &FigurePoint, all: &[(&FigureSeries, &FigurePoint)]) -> bool {
    let others = || all.iter().filter(|(other, _)| other.origin.id != series.origin.id);
    let Some(n) = point.figure.n else {
        let Some(allowed) = point.figure.interval(Convention::Ucdp) else { return false };
        let allows = |n: u64| allowed.low <= n && allowed.high.is_none_or(|high| n <= high);
        return all.iter().any(|(_, other)| other.figure.n.is_some_and(allows));
    };
    n > 0
        && series.stake.is_none()
        && others().any(|(other, later)| {
            let is_later = point.published.zip(later.published).is_some_and(|(a, b)| a < b);
            other.stake.is_none() && is_later && later.figure.n.is_some_and(|later| later > n)
        })
}

/// What a figure allows, with the wounded who died since it was stated.
pub(crate) fn grown(
    figures: &[FigureSeries],
    kind: Kind,
    group: Group,
    point: &FigurePoint,
    convention: Convention,
) -> Option<Interval> {
    let stated = point.interval(convention)?;
    if kind != Kind::Killed || point.part_of {
        return Some(stated);
    }
    let since = died_since(figures, group, point);
    Some(Interval { low: stated.low + since.sure, high: stated.high.map(|high| high + since.most) })
}

/// The higher of two upper ends; none is higher than any.
fn higher(a: Option<u64>, b: Option<u64>) -> Option<u64> {
    a.zip(b).map(|(a, b)| a.max(b))
}

/// Names of both lists, each once, sorted.
fn both(a: Vec<String>, b: Vec<String>) -> Vec<String> {
    let names: BTreeSet<String> = a.into_iter().chain(b).collect();
    names.into_iter().collect()
}

/// The range of all people killed (wounded, ...); none where nobody states a figure.
///
/// Groups are added up, so that no soldiers and 41 fighters are 41: the ends of the range are those of
/// claimants on one group, never one claimant's soldiers against another's fighters. Shares are left
/// out. A figure for people of no stated group may contain the others, so that it is held against their
/// sum and the larger one is taken.
pub fn range(incident: &Incident, kind: Kind) -> Option<Range> {
    range_of(&incident.figures, kind)
}

/// The same of the figures of an incident, or of those for this kind of harm alone.
pub(crate) fn range_of(figures: &[FigureSeries], kind: Kind) -> Option<Range> {
    let whole: Vec<GroupRange> = ranges_of(figures, kind).into_iter().filter(|one| !one.part_of).collect();
    let (unspecified, told): (Vec<GroupRange>, Vec<GroupRange>) =
        whole.into_iter().partition(|one| one.group == Group::Unspecified);
    let sum = told.into_iter().map(|one| one.range).reduce(|a, b| Range {
        low: a.low + b.low,
        high: a.high.zip(b.high).map(|(a, b)| a + b),
        claimants: 0,
        low_by: both(a.low_by, b.low_by),
        high_by: both(a.high_by, b.high_by),
    });
    let all = unspecified.into_iter().map(|one| one.range).chain(sum).reduce(|a, b| {
        let end = |a: (bool, Vec<String>), b: (bool, Vec<String>)| match (a.0, b.0) {
            (true, true) => both(a.1, b.1),
            (true, false) => a.1,
            _ => b.1,
        };
        let (low, high) = (a.low.max(b.low), higher(a.high, b.high));
        Range {
            low,
            high,
            claimants: 0,
            low_by: end((a.low == low, a.low_by), (b.low == low, b.low_by)),
            high_by: end((a.high == high, a.high_by), (b.high == high, b.high_by)),
        }
    })?;
    let claimants: BTreeSet<&OriginId> = figures
        .iter()
        .filter(|series| series.kind == kind && series.object == Object::People)
        .filter(|series| {
            series.holds().is_some_and(|point| point.figure.interval(Convention::Ucdp).is_some())
        })
        .map(|series| &series.origin.id)
        .collect();
    Some(Range { claimants: claimants.len(), ..all })
}

impl Range {
    /// Whose ends they are, where they are those of different claimants: `low: Vale Wire; high: the
    /// Northern Command`.
    pub fn ends(&self) -> Option<String> {
        let apart = self.high != Some(self.low) && self.low_by != self.high_by;
        apart.then(|| format!("low: {}; high: {}", self.low_by.join(", "), self.high_by.join(", ")))
    }
}

impl std::fmt::Display for Range {
    /// `40`, `40–58`, `12+`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.high {
            Some(high) if high == self.low => f.pad(&self.low.to_string()),
            Some(high) => f.pad(&format!("{}–{high}", self.low)),
            None => f.pad(&format!("{}+", self.low)),
        }
    }
}

impl std::fmt::Display for GroupRange {
    /// `fighter 41`, `civilian 3–5 (a share)`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let group = self.group.as_str().replace('_', " ");
        let share = if self.part_of { " (a share)" } else { "" };
        f.pad(&format!("{group} {}{share}", self.range))
    }
}
