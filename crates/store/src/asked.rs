//! Questions about decisions.

use crate::bound::bound;
use crate::decide::{Numbered, Record, about, numbered};
use crate::placed::Members;
use crate::{Register, StoreError, load, reading};
use cairn_decide::{Bound, Docket, Reports, state};
use cairn_model::{
    Anchor, ClaimId, Decision, DecisionId, DecisionState, IncidentAnchor, IncidentId, Reliability, ReportId,
    Standing, Verdict,
};
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};

/// A decision with what has become of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Ruled {
    /// The decision with its number.
    pub numbered: Numbered,
    /// What has become of it.
    pub state: DecisionState,
    /// The decisions that speak against it: of those in force, what others decided otherwise; of one that
    /// does not hold, what holds in its place.
    pub against: BTreeSet<DecisionId>,
}

impl Ruled {
    /// Whether people do not agree: it holds and others decided otherwise, or the other way round.
    pub fn is_disputed(&self) -> bool {
        match self.state {
            DecisionState::Holds => !self.against.is_empty(),
            DecisionState::Overruled => true,
            DecisionState::Replaced | DecisionState::Undone | DecisionState::Adrift => false,
        }
    }
}

impl Register {
    /// What decisions about an incident hold on to: the anchors of its claims.
    pub fn incident_anchor(&self, incident: &IncidentId) -> Result<Option<IncidentAnchor>, StoreError> {
        let found: Vec<Members> =
            self.values("SELECT value FROM incident WHERE id = ?1", [incident.as_str()])?;
        let mut anchors: Vec<Anchor> = Vec::new();
        for Members { claims, reports, .. } in found {
            for report in &reports {
                let read = reading::as_read(&self.connection, report)?;
                anchors.extend(read.iter().filter(|claim| claims.contains(&claim.id)).map(Anchor::of));
            }
        }
        anchors.sort_unstable();
        Ok((!anchors.is_empty()).then(|| IncidentAnchor { incident: incident.clone(), claims: anchors }))
    }

    /// The claims of a report with what people decided about each; rejected ones included.
    pub fn standings(&self, report: &ReportId) -> Result<Vec<Standing>, StoreError> {
        standings(&self.connection, report)
    }

    /// A claim with what people decided about it; none for a claim that no rules of today make.
    pub fn standing(&self, claim: &ClaimId) -> Result<Option<Standing>, StoreError> {
        let Some(read) = self.claim(claim)? else { return Ok(None) };
        let mut standings = self.standings(&read.report)?;
        standings.retain(|standing| standing.read.id == *claim);
        Ok(standings.pop())
    }

    /// Every decision with what has become of it, in the order of their numbers.
    pub fn ruled(&self) -> Result<Vec<Ruled>, StoreError> {
        let decisions = self.decisions()?;
        let docket = Docket::new(decisions.iter().map(|numbered| numbered.decision.clone()));
        self.rule(decisions, &docket)
    }

    /// The decisions about a record ([`Register::history`]) with what has become of each. Looks at the reports
    /// of these decisions alone.
    pub fn ruled_about(&self, record: &Record) -> Result<Vec<Ruled>, StoreError> {
        let decisions = self.history(record)?;
        let mut all: Vec<Decision> = decisions.iter().map(|numbered| numbered.decision.clone()).collect();
        for report in reports_of(&decisions) {
            all.extend(about(&self.connection, &report)?.into_iter().map(|numbered| numbered.decision));
        }
        self.rule(decisions, &Docket::new(all))
    }

    fn rule(&self, decisions: Vec<Numbered>, docket: &Docket) -> Result<Vec<Ruled>, StoreError> {
        let mut reports = Reports::new();
        for report in reports_of(&decisions) {
            if load::report(&self.connection, &report)?.is_some() {
                let standings = self.standings(&report)?;
                reports.insert(report, standings);
            }
        }
        let binds = |verdict: &Verdict| matches!(verdict, Verdict::Merge { .. } | Verdict::Split { .. });
        let bound = match decisions.iter().any(|one| binds(&one.decision.verdict)) {
            true => bound(&self.connection)?,
            false => Bound::default(),
        };
        let ruled = decisions.into_iter().map(|numbered| {
            let (state, against) = state(&numbered.decision, docket, &reports, &bound);
            Ruled { numbered, state, against }
        });
        Ok(ruled.collect())
    }

    /// The letters that people gave sources, by the folded name of the source ([`cairn_decide::fold`]); the
    /// last word holds.
    pub fn grades(&self) -> Result<BTreeMap<String, Reliability>, StoreError> {
        let docket = docket(&self.connection, "grade")?;
        let grades = docket.in_force().filter_map(|decision| match &decision.verdict {
            Verdict::Grade { source, letter } => Some((cairn_decide::fold(source), *letter)),
            _ => None,
        });
        Ok(grades.collect())
    }

    /// The digit that people gave an incident in place of the machine's suggestion, with who gave it.
    pub fn rating(&self, incident: &IncidentId) -> Result<Option<(u8, Numbered)>, StoreError> {
        let sql = "SELECT id, value FROM decision WHERE id IN (SELECT decision FROM decision_claim \
                   WHERE claim IN (SELECT claim FROM incident_claim WHERE incident = ?1))";
        let found = numbered(&self.connection, sql, [incident.as_str()])?;
        let docket = Docket::new(found.iter().map(|numbered| numbered.decision.clone()));
        let last = docket.in_force().rev().find_map(|decision| match &decision.verdict {
            Verdict::Rate { digit, .. } => Some((*digit, decision.id.clone())),
            _ => None,
        });
        Ok(last.and_then(|(digit, id)| {
            let numbered = found.into_iter().find(|numbered| numbered.decision.id == id)?;
            Some((digit, numbered))
        }))
    }
}

/// The reports that decisions are about.
fn reports_of(decisions: &[Numbered]) -> BTreeSet<ReportId> {
    let mut reports = BTreeSet::new();
    for Numbered { decision, .. } in decisions {
        reports.extend(decision.verdict.anchors().iter().map(|anchor| anchor.report.clone()));
        if let Verdict::Add { claim } = &decision.verdict {
            reports.insert(claim.report.clone());
        }
    }
    reports
}

fn standings(connection: &Connection, report: &ReportId) -> Result<Vec<Standing>, StoreError> {
    let decisions = about(connection, report)?;
    let docket = Docket::new(decisions.into_iter().map(|numbered| numbered.decision));
    Ok(cairn_decide::stand(&reading::as_read(connection, report)?, &docket))
}

/// The decisions of one verdict, with all that undo them.
fn docket(connection: &Connection, verdict: &str) -> Result<Docket, StoreError> {
    let sql = "WITH RECURSIVE one (id, digest) AS \
               (SELECT id, digest FROM decision WHERE verdict = ?1 \
                UNION SELECT d.id, d.digest FROM decision AS d JOIN one ON d.undoes = one.digest) \
               SELECT id, value FROM decision WHERE id IN (SELECT id FROM one)";
    let found = numbered(connection, sql, [verdict])?;
    Ok(Docket::new(found.into_iter().map(|numbered| numbered.decision)))
}
