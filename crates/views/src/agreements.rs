use crate::ViewError;
use crate::words::{neutral_names, time_words};
use cairn_model::{Agreement, AgreementId, AgreementState, ClaimId, TermKind};
use cairn_store::Register;
use serde::Serialize;

/// An agreement with its terms in words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AgreementRow {
    /// Its id.
    pub agreement: AgreementId,
    /// What it is called.
    pub name: String,
    /// How far it has come.
    pub state: AgreementState,
    /// How it came there, the oldest step first.
    pub history: Vec<StepRow>,
    /// When it was made, in words.
    pub when: String,
    /// Who is bound by it, by neutral name.
    pub parties: Vec<String>,
    /// Who stands for it, by neutral name.
    pub guarantors: Vec<String>,
    /// The zones, as named.
    pub zones: Vec<String>,
    /// What it asks for.
    pub terms: Vec<TermRow>,
    /// How many claims are about it.
    pub claims: usize,
}

/// One step of an agreement.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StepRow {
    /// How far it had come.
    pub state: AgreementState,
    /// When, in words.
    pub when: String,
    /// The claims that say so.
    pub claims: Vec<ClaimId>,
}

impl std::fmt::Display for StepRow {
    /// `in force 2019-05-24`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&format!("{} {}", self.state.as_str().replace('_', " "), self.when))
    }
}

/// One term.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TermRow {
    /// What it asks for.
    pub kind: TermKind,
    /// In the words of the report.
    pub words: String,
    /// The day by which it is due, in words.
    pub deadline: Option<String>,
    /// The claim that states it.
    pub claim: ClaimId,
}

/// Every agreement, by day, name and id.
pub fn agreements(register: &Register) -> Result<Vec<AgreementRow>, ViewError> {
    let sql = "SELECT value FROM agreement ORDER BY day_start IS NULL, day_start, name, id";
    let found: Vec<Agreement> = register.values(sql, [])?;
    Ok(found.iter().map(AgreementRow::of).collect())
}

impl AgreementRow {
    fn of(agreement: &Agreement) -> Self {
        Self {
            agreement: agreement.id.clone(),
            name: agreement.name.clone(),
            state: agreement.state,
            history: agreement
                .history
                .iter()
                .map(|step| StepRow {
                    state: step.state,
                    when: time_words(&step.time),
                    claims: step.claims.clone(),
                })
                .collect(),
            when: time_words(&agreement.time),
            parties: neutral_names(&agreement.parties),
            guarantors: neutral_names(&agreement.guarantors),
            zones: agreement.zones.clone(),
            terms: agreement
                .terms
                .iter()
                .map(|term| TermRow {
                    kind: term.kind,
                    words: term.words.clone(),
                    deadline: term.deadline.as_ref().map(time_words),
                    claim: term.claim.clone(),
                })
                .collect(),
            claims: agreement.claims.len(),
        }
    }
}
