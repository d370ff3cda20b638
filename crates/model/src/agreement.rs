use crate::closed_list::closed_list;
use crate::{ActorValue, AgreementId, ClaimId, FigurePoint, Origin, Span, TimeValue};
use serde::{Deserialize, Serialize};

closed_list! {
    /// How far an agreement has come.
    pub enum AgreementState("agreement state") {
        /// Announced for later.
        Promised = "promised",
        /// Signed or declared.
        Declared = "declared",
        /// Said to be kept.
        InForce = "in_force",
        /// Said to be broken.
        Violated = "violated",
        /// Ended.
        Lapsed = "lapsed",
    }
}

closed_list! {
    /// What a term asks for.
    pub enum TermKind("term kind") {
        /// Patrols or observers.
        Patrol = "patrol",
        /// Forces leave.
        Withdrawal = "withdrawal",
        /// Weapons are handed over or pulled back.
        Disarmament = "disarmament",
        /// The width or extent of a zone.
        Extent = "extent",
        /// Access for aid or people.
        Access = "access",
        /// Prisoners are exchanged or freed.
        Prisoners = "prisoners",
        /// Fighting stops.
        Ceasefire = "ceasefire",
        /// A day by which something is done.
        Deadline = "deadline",
        /// Anything else.
        Other = "other",
    }
}

/// One term of an agreement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Term {
    /// What it asks for.
    pub kind: TermKind,
    /// In the words of the report.
    pub words: String,
    /// Where those words stand, in the report of `claim`.
    pub span: Span,
    /// The day by which it is due.
    pub deadline: Option<TimeValue>,
    /// The claim that states it.
    pub claim: ClaimId,
}

/// What one claim says of an agreement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AgreementPart {
    /// What the agreement is called, as written.
    pub name: String,
    /// How far it has come, as this claim has it.
    pub state: AgreementState,
    /// Who is bound by it.
    pub parties: Vec<ActorValue>,
    /// Who stands for it.
    pub guarantors: Vec<ActorValue>,
    /// The zones, as named.
    pub zones: Vec<String>,
    /// The term that the claim states, where it states one.
    pub term: Option<TermKind>,
    /// The words of the term.
    pub words: Option<String>,
    /// Where those words stand.
    pub span: Option<Span>,
    /// The day by which the term is due.
    pub deadline: Option<TimeValue>,
}

/// One step of an agreement: promised, declared, in force, violated, lapsed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AgreementStep {
    /// How far it had come then.
    pub state: AgreementState,
    /// When, as the first claim has it that tells; else not later than its report.
    pub time: TimeValue,
    /// The claims that say so, by the day of their reports.
    pub claims: Vec<ClaimId>,
}

/// What one claimant says of breaches of an agreement by one party. Claimants are kept apart: each side
/// counts the other's breaches, and nobody adds them up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Breaches {
    /// Who says so.
    pub claimant: Origin,
    /// Who broke it, by neutral name; none where nobody is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Whether the claimant denies it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub denied: bool,
    /// How many breaches, as stated, by the day of the reports; empty where no number is stated.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counts: Vec<FigurePoint>,
    /// The claims that say so, by the day of their reports.
    pub claims: Vec<ClaimId>,
}

/// A ceasefire, de-escalation zone, buffer zone or deal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    /// Derived from its first claim.
    pub id: AgreementId,
    /// What it is called, as written, without a leading article ("buffer zone deal", "ceasefire").
    pub name: String,
    /// Who is bound by it.
    pub parties: Vec<ActorValue>,
    /// Who stands for it.
    pub guarantors: Vec<ActorValue>,
    /// The zones, as named.
    pub zones: Vec<String>,
    /// What it asks for.
    pub terms: Vec<Term>,
    /// When it was made.
    pub time: TimeValue,
    /// How far it has come, by the latest claim.
    pub state: AgreementState,
    /// How it came there, the oldest step first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<AgreementStep>,
    /// The breaches that claimants tell of, each claimant's by itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub breaches: Vec<Breaches>,
    /// Every claim about it.
    pub claims: Vec<ClaimId>,
}
