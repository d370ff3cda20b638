//! The wounded who died after the dead had been counted.

use cairn_model::{Day, FigurePoint, FigureSeries, Group, Kind, Object};
use std::collections::BTreeSet;

/// How many of the wounded died since a count of the dead was published: surely, and at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Since {
    /// Those who are told of in reports of a later day: the count cannot hold them.
    pub sure: u64,
    /// Those too whom the count may hold or not.
    pub most: u64,
}

/// The wounded of a group who died since `counted`, a count of the dead of that group. A number that several
/// give is one. Whoever the counts add up with is held already: 17 after 10 killed and seven of the wounded
/// dead.
pub(crate) fn died_since(figures: &[FigureSeries], group: Group, counted: &FigurePoint) -> Since {
    let of_group = |series: &&FigureSeries| {
        (series.kind, series.object) == (Kind::Killed, Object::People)
            && series.group.unwrap_or(Group::Unspecified) == group
    };
    let points = || figures.iter().filter(of_group).flat_map(|series| &series.points);
    let held = |later: u64| {
        let before =
            points().filter(|point| !point.later && !point.part_of).filter_map(|point| point.figure.n);
        before.into_iter().any(|before| counted.figure.n == Some(before + later))
    };
    let mut since = Since::default();
    let mut seen: BTreeSet<u64> = BTreeSet::new();
    for point in points().filter(|point| point.later) {
        let Some(n) = point.figure.n.filter(|n| !held(*n)) else { continue };
        if !seen.insert(n) || is_before(point.published, counted.published) {
            continue;
        }
        since.most += n;
        if is_before(counted.published, point.published) {
            since.sure += n;
        }
    }
    since
}

fn is_before(a: Option<Day>, b: Option<Day>) -> bool {
    a.zip(b).is_some_and(|(a, b)| a < b)
}
