use crate::{Claim, ClaimId, ClaimKey, EventType, IncidentId, Kind, Object, ReportId, Span};
use serde::{Deserialize, Serialize};

/// What finds a claim again after other rules have read its report: where it stands and what it says.
///
/// A decision holds on to its claim by this and not by [`ClaimId`] alone, which is another one where the
/// same words are read by another rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Anchor {
    /// The claim as it was when the decision was made.
    pub claim: ClaimId,
    /// What it said.
    pub key: ClaimKey,
    /// The report it stands in.
    pub report: ReportId,
    /// The sentence that states it.
    pub sentence: Span,
    /// The words of its figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<Span>,
    /// The words that say what happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trigger: Option<Span>,
    /// What happened to what is counted.
    pub kind: Kind,
    /// The kind of event it belongs to.
    #[serde(rename = "type")]
    pub event_type: EventType,
    /// What is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<Object>,
}

impl Anchor {
    /// The anchor of a claim. Take it from the claim as it was read, not as corrected.
    pub fn of(claim: &Claim) -> Self {
        Self {
            claim: claim.id.clone(),
            key: claim.key.clone(),
            report: claim.report.clone(),
            sentence: claim.evidence.sentence,
            figure: claim.evidence.figure,
            trigger: claim.evidence.trigger,
            kind: claim.kind,
            event_type: claim.event_type,
            object: claim.object,
        }
    }
}

/// An incident as it was when a decision about it was made. Its claims find it again, in this register and
/// in any other, whatever it is called there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct IncidentAnchor {
    /// The incident.
    pub incident: IncidentId,
    /// Its claims, sorted.
    pub claims: Vec<Anchor>,
}
