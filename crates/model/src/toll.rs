use crate::{ClaimId, Day, Figure, Group, Kind, Object, Origin, ReportId, TollId};
use serde::{Deserialize, Serialize};

/// A cumulative figure of one claimant over a stated period, followed over time. Never added to
/// incidents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Toll {
    /// Derived from what identifies the series.
    pub id: TollId,
    /// What happened to what is counted.
    pub kind: Kind,
    /// What is counted.
    pub object: Object,
    /// Which people are counted.
    pub group: Option<Group>,
    /// The place or war it is about, as named.
    pub place: Option<String>,
    /// The start of the period.
    pub since: Option<Day>,
    /// The claimants, as resolved; several where reports give one series without naming its source.
    pub origins: Vec<Origin>,
    /// The figures, the oldest first.
    pub points: Vec<TollPoint>,
}

impl Toll {
    /// What it counts, as one word; tolls of different subjects have nothing to do with each other.
    pub fn subject(&self) -> String {
        Self::subject_of(self.kind, self.object, self.group)
    }

    /// The subject of the tolls that count this.
    pub fn subject_of(kind: Kind, object: Object, group: Option<Group>) -> String {
        format!("{}/{}/{}", kind.as_str(), object.as_str(), group.map_or("", Group::as_str))
    }
}

/// A toll at one time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TollPoint {
    /// The day up to which it counts: the day of the report that states it.
    pub as_of: Option<Day>,
    /// The figure.
    pub figure: Figure,
    /// The claim that states it.
    pub claim: ClaimId,
    /// The report it stands in.
    pub report: ReportId,
}
