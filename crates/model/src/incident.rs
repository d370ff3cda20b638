use crate::closed_list::closed_list;
use crate::{
    ActorSide, ActorValue, ClaimId, Convention, EventType, FamilyId, Figure, Group, IncidentId, Interval,
    Kind, Object, OriginId, PlaceValue, ReportId, Span, Stake, TimeValue,
};
use serde::{Deserialize, Serialize};

/// Reports that are copies or rewrites of one text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Family {
    /// Named after its first report by day and id.
    pub id: FamilyId,
    /// Its reports, by day and id. One for a report that has no copies.
    pub reports: Vec<ReportId>,
    /// What holds the family together, and from whom its reports have their text; by report.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ties: Vec<Tie>,
}

closed_list! {
    /// What a report's text has to do with that of another.
    pub enum TieKind("tie kind") {
        /// Half of the shorter text stands in the other one.
        Copy = "copy",
        /// What it tells stands in the other one in the same words, and much else does not.
        Rewrite = "rewrite",
        /// Its own credit line names whose text it is; no other report of the register has it.
        Credit = "credit",
    }
}

/// What a report's text has to do with that of another report or outlet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tie {
    /// The report.
    pub report: ReportId,
    /// What it has to do with the other.
    pub kind: TieKind,
    /// The report of the same family whose text it shares; none where only a credit line tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with: Option<ReportId>,
    /// Whose text it is, by the name of the outlet or agency, where dates or credits tell the
    /// direction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Why, in words.
    pub reasons: Vec<String>,
}

/// The first hand of a chain, resolved: two outlets that relay one spokesman are one origin.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Origin {
    /// Derived from the normalised name.
    pub id: OriginId,
    /// The name shown.
    pub name: String,
}

/// One claimant's figures for one thing in one incident, over time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureSeries {
    /// What happened to what is counted.
    pub kind: Kind,
    /// What is counted.
    pub object: Object,
    /// Which people are counted; none for things.
    pub group: Option<Group>,
    /// Who states it.
    pub origin: Origin,
    /// Whose losses they are, where the claimant is a party to the fighting and all its claims say so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stake: Option<Stake>,
    /// The words of what is counted ("46 armed pickup trucks"), where the claimant counts several sorts of
    /// it side by side; each sort is a series of its own then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<String>,
    /// The figures, the oldest first; see [`FigureSeries::holds`].
    pub points: Vec<FigurePoint>,
}

impl FigureSeries {
    /// The figure that holds: the last one that is no share of another, nor of those who died; none where
    /// all are.
    pub fn holds(&self) -> Option<&FigurePoint> {
        self.points.iter().rev().find(|point| !point.part_of && !point.later && !point.all_died())
    }

    /// The last share of a larger figure that counts nobody who is counted elsewhere.
    pub fn share(&self) -> Option<&FigurePoint> {
        self.points.iter().rev().find(|point| point.part_of && !point.later && !point.all_died())
    }
}

/// One figure of a series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigurePoint {
    /// The figure.
    pub figure: Figure,
    /// Day the oldest report that states it was published.
    pub published: Option<crate::Day>,
    /// The claims that state it.
    pub claims: Vec<ClaimId>,
    /// Whether it is a share of a larger figure, and so never added to it.
    pub part_of: bool,
    /// How many of the wounded whom it counts died, as the same report tells it: they are among the killed,
    /// and so never added to them.
    #[serde(default, skip_serializing_if = "is_nobody")]
    pub died: u64,
    /// Whether it counts wounded who died after others had been counted as killed: no count of all the dead,
    /// but an addition to those that were stated before.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub later: bool,
}

fn is_nobody(n: &u64) -> bool {
    *n == 0
}

impl FigurePoint {
    /// Whether all whom it counts are counted among the killed.
    pub fn all_died(&self) -> bool {
        self.died > 0 && self.figure.n.is_some_and(|n| n <= self.died)
    }

    /// The numbers that the figure allows under a convention, without those who are counted among the killed:
    /// "six were shot, two of them died" allows four wounded.
    pub fn interval(&self, convention: Convention) -> Option<Interval> {
        let all = self.figure.interval(convention)?;
        Some(Interval {
            low: all.low.saturating_sub(self.died),
            high: all.high.map(|high| high.saturating_sub(self.died)),
        })
    }
}

/// What the claims of one incident do not agree on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disagreement {
    /// The field, for example `killed people civilian` or `place`.
    pub field: String,
    /// Each value with who states it, in words.
    pub values: Vec<String>,
    /// The claims on all sides.
    pub claims: Vec<ClaimId>,
}

/// A figure that several first hands hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corroboration {
    /// The field, as of a [`Disagreement`].
    pub field: String,
    /// The figure, in words.
    pub value: String,
    /// Who holds it, two at least. Reports and outlets that relay one of these count once.
    pub origins: Vec<Origin>,
    /// The claims that state it.
    pub claims: Vec<ClaimId>,
}

closed_list! {
    /// What a link says.
    pub enum LinkVerdict("link verdict") {
        /// They belong together.
        Same = "same",
        /// They do not belong together.
        NotSame = "not_same",
        /// The machine proposes it, a person has not decided.
        Suggested = "suggested",
    }
}

/// The machine's proposal that two reports' claims are about one incident.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// One claim.
    pub a: ClaimId,
    /// The other claim; `a` sorts before it.
    pub b: ClaimId,
    /// What the link says.
    pub verdict: LinkVerdict,
    /// Strength in thousandths.
    pub score: i32,
    /// Why, in words.
    pub reasons: Vec<String>,
}

/// What the claims of one incident say was done, with the sorts of parties on either side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// What was done, as its claims type it.
    #[serde(rename = "type")]
    pub event_type: EventType,
    /// The sorts of those who did it, each once.
    pub by: Vec<ActorSide>,
    /// The sorts of those to whom it was done, each once.
    pub to: Vec<ActorSide>,
}

/// What claims about the same happening are grouped into.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Incident {
    /// Stable through regrouping.
    pub id: IncidentId,
    /// What kind of event it is chiefly.
    #[serde(rename = "type")]
    pub event_type: EventType,
    /// What its claims say was done, by type of event.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acts: Vec<Act>,
    /// When it happened.
    pub time: TimeValue,
    /// Where it happened, as most accounts have it.
    pub place: Option<PlaceValue>,
    /// The other places that its claims state, the finest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<PlaceValue>,
    /// The parties, by neutral name, each with the words of each outlet.
    pub parties: Vec<ActorValue>,
    /// Its claims, in the order of their ids.
    pub claims: Vec<ClaimId>,
    /// The reports that carry them, by day and id.
    pub reports: Vec<ReportId>,
    /// Who published these, by name, each once. Outlets are not witnesses: see `origins`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outlets: Vec<String>,
    /// Their first hands.
    pub origins: Vec<Origin>,
    /// Each claimant's figures.
    pub figures: Vec<FigureSeries>,
    /// What the claims do not agree on.
    pub disagreements: Vec<Disagreement>,
    /// What several first hands agree on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corroborations: Vec<Corroboration>,
}

/// One row of the identity table: which incident a claim was last put into.
///
/// A claim that new rules read again has a new [`ClaimId`]; report and sentence find it then.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Identity {
    /// The claim.
    pub claim: ClaimId,
    /// The report it stands in.
    pub report: ReportId,
    /// The sentence that states it.
    pub sentence: Span,
    /// The incident it was put into.
    pub incident: IncidentId,
}
