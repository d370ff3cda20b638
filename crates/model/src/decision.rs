use crate::closed_list::closed_list;
use crate::{ClaimId, IncidentId};
use serde::{Deserialize, Serialize};

closed_list! {
    /// What a person decided.
    pub enum Verdict("verdict") {
        /// It is right.
        Confirm = "confirm",
        /// It is wrong.
        Reject = "reject",
        /// A field is replaced.
        Correct = "correct",
        /// Two belong together.
        Merge = "merge",
        /// Two do not belong together.
        Split = "split",
        /// An earlier decision is withdrawn.
        Undo = "undo",
    }
}

/// What a decision is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecisionTarget {
    /// One claim.
    Claim(ClaimId),
    /// One incident.
    Incident(IncidentId),
    /// Two incidents.
    Incidents(IncidentId, IncidentId),
    /// An earlier decision, by its number.
    Decision(i64),
}

/// What a person decided. Append-only: undo is one more decision, and no later run overrides one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What it is about.
    pub target: DecisionTarget,
    /// What was decided.
    pub verdict: Verdict,
    /// The field that is corrected, with its new value as JSON.
    pub correction: Option<(String, String)>,
    /// Who decided.
    pub who: String,
    /// When, as RFC 3339 in UTC; given by the caller.
    pub when: String,
    /// Why.
    pub why: Option<String>,
}
