use crate::{Decided, DecisionFilter, DecisionRow, IncidentRow, LinkRow, ViewError, decisions, find};
use cairn_model::{Claim, ClaimId, Day, Incident, IncidentId, Report, ReportId};
use cairn_store::{Record, Register};
use serde::Serialize;
use std::collections::BTreeMap;

/// Why an incident has the reports it has, and which others a person might add.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IncidentGrounds {
    /// The incident on one line.
    pub incident: IncidentRow,
    /// Why its reports were put together, the strongest link first; none for a single report.
    pub links: Vec<LinkRow>,
    /// Pairs of which one lies in the incident and that were not put together although much speaks
    /// for it, the strongest first.
    pub suggested: Vec<LinkRow>,
    /// What people decided about it and its claims: merges and splits go before every link.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<DecisionRow>,
}

/// The grounds of an incident, by its id or by the first letters of it.
pub fn why_incident(register: &Register, id: &str) -> Result<IncidentGrounds, ViewError> {
    let id = find::full_id(register, "incident", "incident", id)?;
    let found: Vec<Incident> = register.values("SELECT value FROM incident WHERE id = ?1", [&id])?;
    let Some(incident) = found.into_iter().next() else {
        return Err(ViewError::Unknown { noun: "incident", id });
    };
    let decisions = match register.has_decisions()? {
        true => decisions(register, Some(&Record::Incident(incident.id.clone())), DecisionFilter::All)?,
        false => Vec::new(),
    };
    Ok(IncidentGrounds {
        decisions,
        incident: IncidentRow::of(&incident),
        links: links(register, &id, "same")?,
        suggested: links(register, &id, "suggested")?,
    })
}

/// The links of a verdict that touch an incident; "same" ones have both ends in it. Each end is named
/// by outlet and day, and by its incident where that is another one.
pub(crate) fn links(register: &Register, id: &str, verdict: &str) -> Result<Vec<LinkRow>, ViewError> {
    // The links of its claims by either end; with an OR, SQLite reads all links of the register.
    let sql = "SELECT a, b, score, plain(reasons) FROM linking JOIN link ON link.id = linking.link \
               WHERE link.verdict = ?2 AND link.id IN \
                 (SELECT id FROM link WHERE a IN (SELECT claim FROM incident_claim WHERE incident = ?1) \
                  UNION SELECT id FROM link WHERE b IN (SELECT claim FROM incident_claim WHERE incident = ?1)) \
               ORDER BY score DESC, a, b";
    let mut statement = register.connection().prepare(sql)?;
    let mut rows = statement.query([id, verdict])?;
    let (mut found, mut ends) = (Vec::new(), BTreeMap::new());
    while let Some(row) = rows.next()? {
        let (a, b): (String, String) = (row.get(0)?, row.get(1)?);
        let reasons: String = row.get(3)?;
        for claim in [&a, &b] {
            if !ends.contains_key(claim) {
                ends.insert(claim.clone(), self::ends(register, claim)?);
            }
        }
        for one in &ends[&a] {
            for other in &ends[&b] {
                let is_here = one.incident.as_str() == id || other.incident.as_str() == id;
                if is_here && (verdict == "same") == (one.incident == other.incident) {
                    found.push(LinkRow {
                        between: [one.name(id), other.name(id)],
                        score: row.get(2)?,
                        reasons: serde_json::from_str(&reasons)?,
                    });
                }
            }
        }
    }
    Ok(found)
}

/// One end of a link: a claim in an incident.
struct End {
    incident: IncidentId,
    report: ReportId,
    outlet: Option<String>,
    published: Option<Day>,
}

impl End {
    /// The outlet with the day, and the incident where it is another than this.
    fn name(&self, incident: &str) -> String {
        let mut name = self.outlet.clone().unwrap_or_else(|| self.report.to_string());
        if let Some(day) = self.published {
            name.push_str(&format!(", {day}"));
        }
        if self.incident.as_str() != incident {
            name.push_str(&format!(" ({})", self.incident));
        }
        name
    }
}

/// The ends that a claim makes, one for each of its incidents; none for a claim that does not hold.
fn ends(register: &Register, claim: &str) -> Result<Vec<End>, ViewError> {
    let standing = register.standing(&ClaimId::new(claim))?.filter(|standing| standing.counts);
    let Some(claim) = standing.map(|standing| standing.claim) else { return Ok(Vec::new()) };
    let Some(report) = register.report(&claim.report)? else { return Ok(Vec::new()) };
    let end = |incident| End {
        incident,
        report: report.id.clone(),
        outlet: report.outlet.clone(),
        published: report.published,
    };
    Ok(register.incidents_of(&claim)?.into_iter().map(end).collect())
}

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
    /// The claim as it was read, where people corrected it; `claim` is as it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read: Option<Claim>,
    /// What people decided about it comes to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided: Option<Decided>,
    /// What people decided about it, the first that came here first.
    pub decisions: Vec<DecisionRow>,
}

/// The grounds of a claim, by its id or by the first letters of it.
pub fn why(register: &Register, id: &str) -> Result<Grounds, ViewError> {
    let id = find::full_id(register, "claim", "claim", id)?;
    let Some(read) = register.claim(&ClaimId::new(&id))? else {
        return Err(ViewError::Unknown { noun: "claim", id });
    };
    let standing = register.standing(&read.id)?;
    let current = standing.is_some();
    let decided = standing.as_ref().and_then(Decided::of);
    let claim = standing.map_or_else(|| read.clone(), |standing| standing.claim);
    let Some(report) = register.report(&claim.report)? else {
        return Err(ViewError::Unknown { noun: "report", id: claim.report.to_string() });
    };
    let words = |span: cairn_model::Span| span.of(&report.text).to_owned();
    let incidents = register.incidents_of(&claim)?.into_iter().map(|incident| incident.to_string());
    let sql = "SELECT toll FROM toll_claim WHERE claim = ?1 \
               UNION SELECT agreement FROM agreement_claim WHERE claim = ?1";
    let mut statement = register.connection().prepare(sql)?;
    let others = statement.query_map([&id], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
    let mut belongs_to: Vec<String> = incidents.chain(others).collect();
    belongs_to.sort_unstable();
    let decisions = match register.has_decisions()? {
        true => decisions(register, Some(&Record::Claim(claim.id.clone())), DecisionFilter::All)?,
        false => Vec::new(),
    };
    Ok(Grounds {
        sentence: words(claim.evidence.sentence),
        figure: claim.evidence.figure.map(words),
        trigger: claim.evidence.trigger.map(words),
        current,
        belongs_to,
        read: (read != claim).then_some(read),
        decided,
        decisions,
        claim,
        report,
    })
}
