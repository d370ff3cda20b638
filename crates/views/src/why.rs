use crate::{ViewError, find};
use cairn_model::{Claim, Decision, DecisionTarget, Report};
use cairn_store::Register;
use serde::Serialize;

/// What a claim rests on, and what rests on it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Grounds {
    /// The claim.
    pub claim: Claim,
    /// The report that it stands in.
    pub report: Report,
    /// The sentence that states it.
    pub sentence: String,
    /// The words of the figure.
    pub figure: Option<String>,
    /// The words that say what happened.
    pub trigger: Option<String>,
    /// Whether the claim holds; false where a newer ruleset no longer makes it.
    pub current: bool,
    /// The ids of the incidents, tolls and agreements that it belongs to.
    pub belongs_to: Vec<String>,
    /// What people decided about it, the oldest first.
    pub decisions: Vec<Decision>,
}

/// The grounds of a claim, by its id or by the first letters of it.
pub fn why(register: &Register, id: &str) -> Result<Grounds, ViewError> {
    let id = find::full_id(register, "claim", "claim", id)?;
    let newest: Vec<Claim> =
        register.values("SELECT value FROM claim WHERE id = ?1 ORDER BY run DESC LIMIT 1", [&id])?;
    let held: Vec<Claim> = register.values("SELECT value FROM current_claim WHERE id = ?1", [&id])?;
    let current = !held.is_empty();
    let Some(claim) = held.into_iter().chain(newest).next() else {
        return Err(ViewError::Unknown { noun: "claim", id });
    };
    let Some(report) = register.report(&claim.report)? else {
        return Err(ViewError::Unknown { noun: "report", id: claim.report.to_string() });
    };
    let words = |span: cairn_model::Span| span.of(&report.text).to_owned();
    let sql = "SELECT incident FROM incident_claim WHERE claim = ?1 \
               UNION SELECT toll FROM toll_claim WHERE claim = ?1 \
               UNION SELECT agreement FROM agreement_claim WHERE claim = ?1 ORDER BY 1";
    let mut statement = register.connection().prepare(sql)?;
    let belongs_to = statement.query_map([&id], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut decisions = register.decisions()?;
    decisions
        .retain(|decision| matches!(&decision.target, DecisionTarget::Claim(about) if *about == claim.id));
    Ok(Grounds {
        sentence: words(claim.evidence.sentence),
        figure: claim.evidence.figure.map(words),
        trigger: claim.evidence.trigger.map(words),
        current,
        belongs_to,
        decisions,
        claim,
        report,
    })
}
