//! The names of incidents that a register remembers.
//!
//! On one machine a register grows in steps, the oldest reports first, and an incident keeps the name that it was
//! given in an earlier step. What happens within a neighbourhood is a matter of its own reports, so that the steps of
//! one are gone through here without the others.

use crate::row::Row;
use cairn_link::{Block, FirstHands, LinkReport, Linked, Rarities, link, link_report, ties};
use cairn_model::{Bonds, Claim, ClaimId, Identity, IncidentId, ReportId, Span};
use std::collections::{BTreeMap, BTreeSet};

/// What linking needs beside reports and claims.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// Who is one first hand.
    pub hands: &'a dyn FirstHands,
    /// How rare words are.
    pub rarities: &'a Rarities,
}

/// Links reports that have to do with no others; `known` are the incidents that their claims were put into before.
pub fn link_at_once(rows: &[&Row], around: Around<'_>, known: &[Identity]) -> Linked {
    let reports: Vec<LinkReport<'_>> = rows.iter().map(|row| link_report(&row.report)).collect();
    let claims: Vec<Claim> = rows.iter().flat_map(|row| row.claims.iter().cloned()).collect();
    link(&block(&reports, &claims, around, known, &Bonds::default()))
}

fn block<'a>(
    reports: &'a [LinkReport<'a>],
    claims: &'a [Claim],
    around: Around<'a>,
    known: &'a [Identity],
    bonds: &'a Bonds,
) -> Block<'a> {
    Block { reports, claims, known, hands: around.hands, rarities: Some(around.rarities), bonds, words: None }
}

/// Links the reports of one neighbourhood in steps; each with the number of its step. Gives what the last step says,
/// and the incidents that claims were in once which are in none now.
pub fn link_in_steps(rows: &[(i64, &Row)], around: Around<'_>) -> (Linked, Vec<Identity>) {
    let steps: BTreeSet<i64> = rows.iter().map(|(step, _)| *step).collect();
    let mut past = Past::default();
    let mut last = Linked::default();
    for &step in &steps {
        let there: Vec<&(i64, &Row)> = rows.iter().filter(|(of, _)| *of <= step).collect();
        let touched = touched(&there, step, around);
        let now: Vec<&Row> =
            there.iter().map(|(_, row)| *row).filter(|row| touched.contains(&row.report.id)).collect();
        let known = past.known(&now);
        last = link_at_once(&now, around, &known);
        past.replace(&now, &last);
    }
    let left = past.left();
    (last, left)
}

/// The reports of the neighbourhoods, as they are after a step, that hold reports of this step.
fn touched(there: &[&(i64, &Row)], step: i64, around: Around<'_>) -> BTreeSet<ReportId> {
    let reports: Vec<LinkReport<'_>> = there.iter().map(|(_, row)| link_report(&row.report)).collect();
    let claims: Vec<Claim> = there.iter().flat_map(|(_, row)| row.claims.iter().cloned()).collect();
    let bonds = Bonds::default();
    let mut first: BTreeMap<&ReportId, &ReportId> =
        reports.iter().map(|report| (report.id, report.id)).collect();
    // Each tie names the first report of its neighbourhood.
    let tied = ties(&block(&reports, &claims, around, &[], &bonds), None);
    for (one, other) in &tied {
        first.insert(other, one);
    }
    let new = there.iter().filter(|(of, _)| *of == step);
    let touched: BTreeSet<&ReportId> = new.map(|(_, row)| first[&row.report.id]).collect();
    first.iter().filter(|(_, first)| touched.contains(*first)).map(|(id, _)| (*id).clone()).collect()
}

/// What a register knows of the past of some claims: as `cairn_store::Shelf` keeps and tells it.
#[derive(Default)]
struct Past {
    /// The incidents, each with its claims.
    incidents: BTreeMap<IncidentId, Vec<ClaimId>>,
    /// The claims that are known, with report and sentence.
    claims: BTreeMap<ClaimId, (ReportId, Span)>,
    /// Where claims were put before they left their last incident.
    once: BTreeMap<ClaimId, Identity>,
}

impl Past {
    fn identity(&self, claim: &ClaimId, incident: &IncidentId) -> Option<Identity> {
        let (report, sentence) = self.claims.get(claim)?;
        Some(Identity {
            claim: claim.clone(),
            report: report.clone(),
            sentence: *sentence,
            incident: incident.clone(),
        })
    }

    /// Where claims are now.
    fn placed(&self) -> impl Iterator<Item = Identity> {
        let all =
            self.incidents.iter().flat_map(|(incident, claims)| claims.iter().map(move |c| (incident, c)));
        all.filter_map(|(incident, claim)| self.identity(claim, incident))
    }

    /// Where claims were that are nowhere now.
    fn left(&self) -> Vec<Identity> {
        let now: BTreeSet<&ClaimId> = self.incidents.values().flatten().collect();
        self.once.values().filter(|one| !now.contains(&one.claim)).cloned().collect()
    }

    /// The incidents that the claims of some reports were put into; of those that bear a name which these may give,
    /// the name alone: it is taken.
    fn known(&self, rows: &[&Row]) -> Vec<Identity> {
        let reports: BTreeSet<&ReportId> = rows.iter().map(|row| &row.report.id).collect();
        let names: BTreeSet<IncidentId> =
            rows.iter().flat_map(|row| &row.claims).map(|claim| IncidentId::from_claim(&claim.id)).collect();
        let taken = |incident: &IncidentId| Identity {
            claim: ClaimId::new(""),
            report: ReportId::new(""),
            sentence: Span::new(0, 0),
            incident: incident.clone(),
        };
        let mut found: Vec<Identity> = self.placed().filter(|one| reports.contains(&one.report)).collect();
        let own: BTreeSet<IncidentId> = found.iter().map(|one| one.incident.clone()).collect();
        let mut once: Vec<Identity> =
            self.left().into_iter().filter(|one| reports.contains(&one.report)).collect();
        let asked: BTreeSet<&IncidentId> = once.iter().map(|one| &one.incident).chain(&names).collect();
        let elsewhere: BTreeSet<IncidentId> = asked
            .into_iter()
            .filter(|name| self.incidents.contains_key(*name) && !own.contains(*name))
            .cloned()
            .collect();
        once.retain(|one| !elsewhere.contains(&one.incident));
        found.append(&mut once);
        found.extend(elsewhere.iter().map(taken));
        let remembered = self.once.values().map(|one| &one.incident);
        found.extend(remembered.filter(|name| names.contains(*name) && !own.contains(*name)).map(taken));
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Takes over what a step says of some reports.
    fn replace(&mut self, rows: &[&Row], linked: &Linked) {
        for claim in rows.iter().flat_map(|row| &row.claims) {
            self.claims.insert(claim.id.clone(), (claim.report.clone(), claim.evidence.sentence));
        }
        let of_rows: BTreeSet<&ClaimId> =
            rows.iter().flat_map(|row| &row.claims).map(|claim| &claim.id).collect();
        let gone: Vec<IncidentId> = self
            .incidents
            .iter()
            .filter(|(_, claims)| claims.iter().any(|claim| of_rows.contains(claim)))
            .map(|(incident, _)| incident.clone())
            .collect();
        let mut before: Vec<(ClaimId, IncidentId)> = Vec::new();
        for incident in gone {
            let claims = self.incidents.remove(&incident).unwrap_or_default();
            before.extend(claims.into_iter().map(|claim| (claim, incident.clone())));
        }
        for incident in &linked.incidents {
            self.incidents.insert(incident.id.clone(), incident.claims.clone());
        }
        let now: BTreeSet<&ClaimId> = self.incidents.values().flatten().collect();
        let left = before.iter().filter(|(claim, _)| !now.contains(claim));
        let left: Vec<Identity> =
            left.filter_map(|(claim, incident)| self.identity(claim, incident)).collect();
        self.once.extend(left.into_iter().map(|one| (one.claim.clone(), one)));
    }
}
