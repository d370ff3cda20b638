use cairn_model::{Convention, FigureSeries, Group, Incident, Interval, Kind, Object, OriginId};
use serde::Serialize;
use std::collections::BTreeSet;

/// What the claimants of an incident say of one kind of harm to people, taken together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Range {
    /// The lowest number that any claimant's words allow.
    pub low: u64,
    /// The highest; none where the words of one set no upper end ("at least 12").
    pub high: Option<u64>,
    /// How many claimants state a figure.
    pub claimants: usize,
}

/// What the claimants say of one group of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
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
    Group::ALL.iter().filter_map(|&group| of_group(incident, kind, group)).collect()
}

fn of_group(incident: &Incident, kind: Kind, group: Group) -> Option<GroupRange> {
    let of_one = |series: &&FigureSeries| {
        series.kind == kind
            && series.object == Object::People
            && series.group.unwrap_or(Group::Unspecified) == group
    };
    let series: Vec<&FigureSeries> = incident.figures.iter().filter(of_one).collect();
    let whole = |series: &&FigureSeries| series.holds().is_some();
    let part_of = !series.iter().any(whole);
    let mut claimants: BTreeSet<&OriginId> = BTreeSet::new();
    let mut widest: Option<Interval> = None;
    for series in series {
        let latest = if part_of { series.points.last() } else { series.holds() };
        let Some(interval) = latest.and_then(|point| point.figure.interval(Convention::Ucdp)) else {
            continue;
        };
        claimants.insert(&series.origin.id);
        widest = Some(widest.map_or(interval, |widest| Interval {
            low: widest.low.min(interval.low),
            high: widest.high.zip(interval.high).map(|(a, b)| a.max(b)),
        }));
    }
    let Interval { low, high } = widest?;
    Some(GroupRange { group, range: Range { low, high, claimants: claimants.len() }, part_of })
}

/// The range of all people killed (wounded, ...); none where nobody states a figure.
///
/// Groups are added up, so that no soldiers and 41 fighters are 41: the ends of the range are those of
/// claimants on one group, never one claimant's soldiers against another's fighters. Shares are left
/// out. A figure for people of no stated group may contain the others, so that it is held against their
/// sum and the larger one is taken.
pub fn range(incident: &Incident, kind: Kind) -> Option<Range> {
    let whole: Vec<GroupRange> = ranges(incident, kind).into_iter().filter(|one| !one.part_of).collect();
    let (unspecified, told): (Vec<&GroupRange>, Vec<&GroupRange>) =
        whole.iter().partition(|one| one.group == Group::Unspecified);
    let sum = told
        .into_iter()
        .map(|one| (one.range.low, one.range.high))
        .reduce(|a, b| (a.0 + b.0, a.1.zip(b.1).map(|(a, b)| a + b)));
    let (low, high) = unspecified
        .into_iter()
        .map(|one| (one.range.low, one.range.high))
        .chain(sum)
        .reduce(|a, b| (a.0.max(b.0), a.1.zip(b.1).map(|(a, b)| a.max(b))))?;
    let claimants: BTreeSet<&OriginId> = incident
        .figures
        .iter()
        .filter(|series| series.kind == kind && series.object == Object::People)
        .filter(|series| {
            series.holds().is_some_and(|point| point.figure.interval(Convention::Ucdp).is_some())
        })
        .map(|series| &series.origin.id)
        .collect();
    Some(Range { low, high, claimants: claimants.len() })
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
