use cairn_model::{Agreement, Claim, Decision, Identity, Incident, Report, RulesetDigest, Toll};
use serde::{Deserialize, Serialize};

/// One line of a register as JSON Lines: a noun in full, told by `record`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "record", rename_all = "snake_case")]
pub enum Record {
    /// A report, with who read it last.
    Report(Box<ReadReport>),
    /// A claim: in an export of the whole register as it was read, with those that are rejected; else as it stands.
    Claim(Box<Claim>),
    /// An incident.
    Incident(Box<Incident>),
    /// A toll.
    Toll(Box<Toll>),
    /// An agreement.
    Agreement(Box<Agreement>),
    /// What a person decided.
    Decision(Box<Decision>),
    /// Which incident a claim was last put into, where the incidents do not tell: that of a claim which
    /// holds no more. By it an incident keeps its id.
    Identity(Box<Identity>),
}

/// A report, with the ruleset and the program that read it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReadReport {
    /// The report.
    #[serde(flatten)]
    pub report: Report,
    /// The digest of the ruleset.
    pub ruleset: RulesetDigest,
    /// The program that applied it, and its places.
    pub program: String,
}

/// A line, marked where something is held back: such a line cannot be read back into a register.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordLine {
    /// The noun.
    #[serde(flatten)]
    pub record: Record,
    /// Whether something is held back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub protected: bool,
}
