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

/// The range of people killed (wounded, ...) in an incident; none where nobody states a figure.
///
/// Each claimant's latest figure for a group counts, read under UCDP's convention; a share of a
/// larger figure does not. Within a group the range runs over the claimants, and the groups are
/// added up. A figure for people of no stated group may contain the others, so that it is held
/// against their sum and the larger one is taken.
pub fn range(incident: &Incident, kind: Kind) -> Option<Range> {
    let of_kind = |series: &&FigureSeries| series.kind == kind && series.object == Object::People;
    let mut claimants: BTreeSet<&OriginId> = BTreeSet::new();
    let mut of_group = |group: Option<Group>| {
        let mut widest: Option<Interval> = None;
        for series in incident.figures.iter().filter(of_kind).filter(|series| series.group == group) {
            let Some(latest) = series.holds() else { continue };
            let Some(interval) = latest.figure.interval(Convention::Ucdp) else { continue };
            claimants.insert(&series.origin.id);
            widest = Some(widest.map_or(interval, |widest| Interval {
                low: widest.low.min(interval.low),
                high: widest.high.zip(interval.high).map(|(a, b)| a.max(b)),
            }));
        }
        widest
    };
    let specific = [Group::Civilian, Group::Fighter, Group::StateForce].map(|group| of_group(Some(group)));
    let sum = specific
        .into_iter()
        .flatten()
        .reduce(|a, b| Interval { low: a.low + b.low, high: a.high.zip(b.high).map(|(a, b)| a + b) });
    let unspecified = [of_group(Some(Group::Unspecified)), of_group(None)];
    let total = unspecified
        .into_iter()
        .flatten()
        .chain(sum)
        .reduce(|a, b| Interval { low: a.low.max(b.low), high: a.high.zip(b.high).map(|(a, b)| a.max(b)) })?;
    Some(Range { low: total.low, high: total.high, claimants: claimants.len() })
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
