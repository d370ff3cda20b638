use crate::closed_list::closed_list;
use crate::{Claim, Correction, DecisionId, Field};
use serde::{Deserialize, Serialize};

/// Who decided something, when and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Decider {
    /// The decision.
    pub decision: DecisionId,
    /// Who.
    pub who: String,
    /// When.
    pub when: String,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// A value that somebody else decided for, and that does not hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dispute {
    /// The value.
    pub value: Correction,
    /// Whose it is.
    pub by: Decider,
}

/// One field of a claim that a person decided about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The field.
    pub field: Field,
    /// What was read.
    pub read: Correction,
    /// What holds.
    pub now: Correction,
    /// By whose decision.
    pub by: Decider,
    /// What others decided, the latest first; empty where all agree.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub disputed: Vec<Dispute>,
}

/// A claim with what people decided about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// The claim as it stands: with every correction.
    pub claim: Claim,
    /// As it was read.
    pub read: Claim,
    /// Whether it counts; false where it is rejected, or was added by hand and taken back.
    pub counts: bool,
    /// The fields that people decided about, in the order of [`Field`].
    pub changes: Vec<Change>,
    /// Who found it right, the latest first; each person's last word.
    pub confirmed: Vec<Decider>,
    /// Who found it wrong, the latest first; each person's last word. Where others confirmed it, the last
    /// word of all holds.
    pub rejected: Vec<Decider>,
}

impl Standing {
    /// Whether people do not agree about it.
    pub fn is_disputed(&self) -> bool {
        let over_it = !self.confirmed.is_empty() && !self.rejected.is_empty();
        over_it || self.changes.iter().any(|change| !change.disputed.is_empty())
    }

    /// Whether anybody decided anything about it.
    pub fn is_decided(&self) -> bool {
        !(self.changes.is_empty() && self.confirmed.is_empty() && self.rejected.is_empty())
    }
}

closed_list! {
    /// What has become of a decision.
    pub enum DecisionState("state of a decision") {
        /// It holds.
        Holds = "holds",
        /// The same person, or one who agrees, decided again later.
        Replaced = "replaced",
        /// Somebody else decided otherwise, and that holds until they agree.
        Overruled = "overruled",
        /// It was withdrawn.
        Undone = "undone",
        /// What it is about is not in the register, or no longer: it waits.
        Adrift = "adrift",
    }
}
