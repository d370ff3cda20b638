use crate::words::{figure_words, time_words};
use crate::{ViewError, place_words};
use cairn_model::{
    Anchor, Change, Claim, Correction, Decider, Decision, DecisionId, DecisionState, DecisionTarget, Figure,
    IncidentAnchor, Pinned, ReportId, Standing, Verdict,
};
use cairn_store::{Numbered, Record, Register, Ruled};
use serde::Serialize;
use std::collections::BTreeMap;

/// A decision on one line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DecisionRow {
    /// Its number in this register.
    pub number: i64,
    /// Its id, the same in every register.
    pub decision: DecisionId,
    /// What has become of it.
    pub state: DecisionState,
    /// What was decided, as one word.
    pub verdict: &'static str,
    /// The claim or the incident that it is about, by id; none for what holds everywhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// What was decided, in words.
    pub words: String,
    /// Who decided.
    pub who: String,
    /// When.
    pub when: String,
    /// Why.
    pub why: Option<String>,
    /// Whether people do not agree about it.
    pub disputed: bool,
    /// What speaks against it, or holds in its place, in words.
    pub against: Vec<String>,
}

/// Which decisions are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DecisionFilter {
    /// All of them.
    #[default]
    All,
    /// Those whose object is not in the register, or no longer.
    Adrift,
    /// Those about which people do not agree.
    Disputed,
}

/// The decisions of a register, in the order of their numbers; `about` asks for those about one record.
pub fn decisions(
    register: &Register,
    about: Option<&Record>,
    filter: DecisionFilter,
) -> Result<Vec<DecisionRow>, ViewError> {
    let ruled = match about {
        Some(record) => register.ruled_about(record)?,
        None => register.ruled()?,
    };
    let is_asked = |ruled: &&Ruled| match filter {
        DecisionFilter::All => true,
        DecisionFilter::Adrift => ruled.state == DecisionState::Adrift,
        DecisionFilter::Disputed => ruled.is_disputed(),
    };
    ruled.iter().filter(is_asked).map(|ruled| row(ruled, register)).collect()
}

fn row(ruled: &Ruled, register: &Register) -> Result<DecisionRow, ViewError> {
    let decision = &ruled.numbered.decision;
    let words = match &decision.verdict {
        Verdict::Undo { decision: target } => match register.decision_by_id(target)? {
            Some(Numbered { number, decision }) => format!("undo {number}: {}", decision_words(&decision)),
            None => decision_words(decision),
        },
        _ => decision_words(decision),
    };
    let mut against = Vec::new();
    for id in &ruled.against {
        against.push(match register.decision_by_id(id)? {
            Some(Numbered { number, decision }) => {
                format!("decision {number} by {}: {}", decision.who, decision_words(&decision))
            }
            None => id.to_string(),
        });
    }
    Ok(DecisionRow {
        number: ruled.numbered.number,
        decision: decision.id.clone(),
        state: ruled.state,
        verdict: decision.verdict.as_str(),
        about: match &decision.verdict {
            Verdict::Undo { decision: target } => {
                register.decision_by_id(target)?.and_then(|undone| about(&undone.decision.verdict))
            }
            verdict => about(verdict),
        },
        words,
        who: decision.who.clone(),
        when: decision.when.clone(),
        why: decision.why.clone(),
        disputed: ruled.is_disputed(),
        against,
    })
}

/// The record that a verdict is about, by id.
fn about(verdict: &Verdict) -> Option<String> {
    let target = |about: &DecisionTarget| match about {
        DecisionTarget::Claim(anchor) => anchor.claim.to_string(),
        DecisionTarget::Incident(anchor) => anchor.incident.to_string(),
    };
    match verdict {
        Verdict::Confirm { about } | Verdict::Reject { about } => Some(target(about)),
        Verdict::Correct { claim, .. } | Verdict::Pin { place: Pinned::Claim(claim), .. } => {
            Some(claim.claim.to_string())
        }
        Verdict::Add { claim } => Some(claim.id.to_string()),
        Verdict::Merge { one: incident, .. }
        | Verdict::Split { incident, .. }
        | Verdict::Rate { incident, .. } => Some(incident.incident.to_string()),
        Verdict::Grade { .. } | Verdict::Pin { .. } | Verdict::Alias { .. } | Verdict::Undo { .. } => None,
    }
}

/// An incident all of whose claims were rejected: it is in no list any more, and nothing is lost of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RejectedIncident {
    /// Its id.
    pub incident: cairn_model::IncidentId,
    /// Its claims, by id.
    pub rejected: Vec<RejectedRow>,
    /// What people decided about it, in the order of their numbers.
    pub decisions: Vec<DecisionRow>,
}

/// An incident that was rejected as a whole, by its id or the first letters of it.
///
/// # Errors
/// [`ViewError::Unknown`] where no rejected claim was last in such an incident, [`ViewError::Ambiguous`] where
/// claims of several were.
pub fn rejected_incident(register: &Register, id: &str) -> Result<RejectedIncident, ViewError> {
    let sql = "SELECT DISTINCT identity.incident FROM identity JOIN standing ON standing.id = identity.claim \
               WHERE identity.incident >= ?1 AND identity.incident < ?2 AND NOT standing.counts \
               AND NOT EXISTS (SELECT 1 FROM incident WHERE incident.id = identity.incident) ORDER BY 1 LIMIT 5";
    let mut statement = register.connection().prepare_cached(sql)?;
    let found = statement.query_map((id, format!("{id}\u{10ffff}")), |row| row.get(0))?;
    let mut found: Vec<String> = found.collect::<Result<_, _>>()?;
    let unknown = || ViewError::Unknown { noun: "incident", id: id.to_owned() };
    if found.len() > 1 && found[0] != id {
        return Err(ViewError::Ambiguous { noun: "incident", id: id.to_owned(), candidates: found });
    }
    if found.is_empty() || id.is_empty() {
        return Err(unknown());
    }
    let incident = found.swap_remove(0);
    let record = Record::Incident(cairn_model::IncidentId::new(&incident));
    Ok(RejectedIncident {
        rejected: rejected(register, &incident)?,
        decisions: decisions(register, Some(&record), DecisionFilter::All)?,
        incident: cairn_model::IncidentId::new(incident),
    })
}

/// What a decision says, in words.
pub fn decision_words(decision: &Decision) -> String {
    let claim = |anchor: &Anchor| anchor.claim.to_string();
    let incident = |anchor: &IncidentAnchor| anchor.incident.to_string();
    let target = |about: &DecisionTarget| match about {
        DecisionTarget::Claim(anchor) => claim(anchor),
        DecisionTarget::Incident(anchor) => incident(anchor),
    };
    match &decision.verdict {
        Verdict::Confirm { about } => format!("confirm {}", target(about)),
        Verdict::Reject { about } => format!("reject {}", target(about)),
        Verdict::Correct { claim: anchor, correction } => {
            format!("correct {} of {} to {}", correction.field(), claim(anchor), value_words(correction))
        }
        Verdict::Add { claim } => format!("add {} to {}", claim.id, claim.report),
        Verdict::Merge { one, other } => format!("merge {} and {}", incident(one), incident(other)),
        Verdict::Split { incident: of, out } => {
            let out: Vec<String> = out.iter().map(claim).collect();
            format!("split {} from {}", out.join(", "), incident(of))
        }
        Verdict::Grade { source, letter } => format!("grade {source} {letter}"),
        Verdict::Rate { incident: of, digit } => format!("grade {} {digit}", incident(of)),
        Verdict::Pin { place, lat, lon } => {
            let place = match place {
                Pinned::Claim(anchor) => format!("the place of {}", claim(anchor)),
                Pinned::Name { name, country, report } => {
                    let country = country.iter().map(|country| format!(" in {country}"));
                    let report = report.iter().map(|report| format!(" in report {report}"));
                    format!("{name}{}", country.chain(report).collect::<String>())
                }
            };
            format!("pin {place} at {lat}, {lon}")
        }
        Verdict::Alias { name, actor } => format!("alias {name} for {}", actor.name),
        Verdict::Undo { decision } => format!("undo {decision}"),
    }
}

/// The value of a field in words; `none` where it is empty.
pub fn value_words(correction: &Correction) -> String {
    let none = || "none".to_owned();
    let text = |words: &Option<String>| words.clone().unwrap_or_else(none);
    let number = |n: &Option<u64>| n.map_or_else(none, |n| n.to_string());
    let party = |party: &Option<cairn_model::ActorValue>| {
        party.as_ref().map_or_else(none, |party| party.name.clone())
    };
    match correction {
        Correction::Kind(kind) => kind.to_string(),
        Correction::Type(event_type) => event_type.to_string(),
        Correction::Object(object) => object.map_or_else(none, |object| object.to_string()),
        Correction::Group(group) => group.map_or_else(none, |group| group.to_string()),
        Correction::N(n) | Correction::NMax(n) => number(n),
        Correction::Vague(words) | Correction::Claimant(words) | Correction::Instrument(words) => text(words),
        Correction::Qualifier(qualifier) => qualifier.to_string(),
        Correction::Period(period) => match period {
            cairn_model::Period::Cumulative { since: Some(since) } => {
                format!("cumulative since {}", time_words(since))
            }
            period => period.as_str().to_owned(),
        },
        Correction::Status(status) => status.to_string(),
        Correction::Actor(actor) | Correction::Target(actor) => party(actor),
        Correction::ActorBasis(basis) => basis.map_or_else(none, |basis| basis.to_string()),
        Correction::Place(place) => place.as_ref().map_or_else(none, |place| {
            let at =
                place.lat.zip(place.lon).map(|(lat, lon)| format!(" at {lat}, {lon}")).unwrap_or_default();
            format!("{}{at}", place_words(place))
        }),
        Correction::Date(time) => time_words(time),
        Correction::PartOf(part_of) => if *part_of { "yes" } else { "no" }.to_owned(),
    }
}

/// What people decided about one claim.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Decided {
    /// Whether it counts.
    pub counts: bool,
    /// The corrected fields, each with what was read.
    pub changes: Vec<ChangeRow>,
    /// Who found it right, the latest first.
    pub confirmed: Vec<Decider>,
    /// Who found it wrong, the latest first.
    pub rejected: Vec<Decider>,
    /// Whether people do not agree.
    pub disputed: bool,
}

/// A corrected field.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChangeRow {
    /// The field.
    pub field: cairn_model::Field,
    /// What was read, in words.
    pub read: String,
    /// What holds, in words.
    pub now: String,
    /// By whose decision.
    pub by: Decider,
    /// What others decided, in words, each with who.
    pub disputed: Vec<DisputeRow>,
}

/// What somebody else decided.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DisputeRow {
    /// The value, in words.
    pub value: String,
    /// Whose.
    pub by: Decider,
}

impl Decided {
    /// What people decided about a claim; none where nobody decided anything.
    pub fn of(standing: &Standing) -> Option<Self> {
        standing.is_decided().then(|| Self {
            counts: standing.counts,
            changes: standing.changes.iter().map(change_row).collect(),
            confirmed: standing.confirmed.clone(),
            rejected: standing.rejected.clone(),
            disputed: standing.is_disputed(),
        })
    }

    /// It in sentences: `n is 14, read as 12; Ada Ort, 2031-05-03`.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for change in &self.changes {
            let mut line = format!(
                "{} is {}, read as {}; {}",
                change.field,
                change.now,
                change.read,
                signed(&change.by)
            );
            for dispute in &change.disputed {
                line.push_str(&format!(" (disputed by {}: {})", signed(&dispute.by), dispute.value));
            }
            lines.push(line);
        }
        let others = |deciders: &[Decider], word: &str| {
            let names: Vec<String> = deciders.iter().map(signed).collect();
            (!names.is_empty()).then(|| format!("{word} by {}", names.join("; ")))
        };
        let (first, second) = match self.counts {
            true => (others(&self.confirmed, "confirmed"), others(&self.rejected, "disputed: rejected")),
            false => (others(&self.rejected, "rejected"), others(&self.confirmed, "disputed: confirmed")),
        };
        lines.extend(first);
        lines.extend(second);
        lines
    }
}

fn change_row(change: &Change) -> ChangeRow {
    ChangeRow {
        field: change.field,
        read: value_words(&change.read),
        now: value_words(&change.now),
        by: change.by.clone(),
        disputed: change
            .disputed
            .iter()
            .map(|dispute| DisputeRow { value: value_words(&dispute.value), by: dispute.by.clone() })
            .collect(),
    }
}

/// Who decided, on what day, and why.
pub(crate) fn signed(by: &Decider) -> String {
    let day = by.when.get(..10).unwrap_or(&by.when);
    let why = by.why.as_ref().map(|why| format!(", “{why}”")).unwrap_or_default();
    format!("{}, {day}{why}", by.who)
}

/// What people decided about the claims of some reports, by claim; only claims about which anybody decided
/// anything.
pub(crate) fn decided<'r>(
    register: &Register,
    reports: impl IntoIterator<Item = &'r ReportId>,
) -> Result<BTreeMap<cairn_model::ClaimId, Standing>, ViewError> {
    let mut found = BTreeMap::new();
    if !register.has_decisions()? {
        return Ok(found);
    }
    for report in reports {
        let standings = register.standings(report)?;
        let standings = standings.into_iter().filter(Standing::is_decided);
        found.extend(standings.map(|standing| (standing.read.id.clone(), standing)));
    }
    Ok(found)
}

/// What people decided about any claim, by claim.
pub(crate) fn decided_anywhere(
    register: &Register,
) -> Result<BTreeMap<cairn_model::ClaimId, Standing>, ViewError> {
    let sql = "SELECT report FROM decision_claim UNION SELECT report FROM standing";
    let mut statement = register.connection().prepare(sql)?;
    let reports = statement.query_map([], |row| row.get::<_, String>(0).map(ReportId::new))?;
    let reports: Vec<ReportId> = reports.collect::<Result<_, _>>()?;
    decided(register, &reports)
}

/// What is to be said of some claims beside their values, by claim: who made them, where Cairn's rules did not,
/// and what people decided about them.
pub fn claim_notes<'c>(
    register: &Register,
    claims: impl IntoIterator<Item = &'c cairn_model::ClaimId>,
) -> Result<BTreeMap<cairn_model::ClaimId, Vec<String>>, ViewError> {
    let mut notes = BTreeMap::new();
    for id in claims {
        let Some(standing) = register.standing(id)? else { continue };
        let maker = standing.claim.made_by.iter().map(|maker| format!("made by {maker}"));
        let decided = Decided::of(&standing).map(|decided| decided.lines()).unwrap_or_default();
        let lines: Vec<String> = maker.chain(decided).collect();
        if !lines.is_empty() {
            notes.insert(id.clone(), lines);
        }
    }
    Ok(notes)
}

/// A claim that people rejected, or took back.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RejectedRow {
    /// The claim.
    pub claim: cairn_model::ClaimId,
    /// The report it stands in.
    pub report: ReportId,
    /// What it says.
    pub words: String,
    /// The sentence.
    pub sentence: String,
    /// Who rejected it, and what else was decided about it.
    pub decided: Decided,
}

/// The rejected claims that were last in an incident, by report, in the order of its text.
pub(crate) fn rejected(register: &Register, incident: &str) -> Result<Vec<RejectedRow>, ViewError> {
    let sql = "SELECT standing.value FROM standing JOIN identity ON identity.claim = standing.id \
               WHERE identity.incident = ?1 AND NOT standing.counts ORDER BY standing.id";
    let mut claims: Vec<Claim> = register.values(sql, [incident])?;
    // As they stand in the texts.
    claims.sort_by_key(|claim| (claim.report.clone(), claim.evidence.sentence, claim.evidence.figure));
    let mut rows = Vec::new();
    for claim in claims {
        let Some(standing) = register.standing(&claim.id)? else { continue };
        let Some(report) = register.report(&claim.report)? else { continue };
        rows.push(RejectedRow {
            words: claim_words(&claim),
            sentence: claim.evidence.sentence.of(&report.text).to_owned(),
            decided: Decided::of(&standing).unwrap_or_default(),
            report: claim.report,
            claim: claim.id,
        });
    }
    Ok(rows)
}

/// What a claim says: `killed fighter: about 40`.
pub(crate) fn claim_words(claim: &Claim) -> String {
    let words = match claim.object {
        Some(_) => crate::what_words(claim.kind, claim.object, claim.group),
        None => claim.event_type.as_str().replace('_', " "),
    };
    if claim.figure == Figure::none() {
        return words;
    }
    format!("{words}: {}", figure_words(&claim.figure))
}
