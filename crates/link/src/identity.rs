//! Names of incidents: kept from the last run where any of the claims is known, so that regrouping
//! moves members, not names.

use cairn_model::{Claim, ClaimId, Identity, IncidentId, ReportId, Span};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// A claim that is known by its id speaks louder than one whose sentence is known.
const BY_CLAIM: u32 = 2;
const BY_SENTENCE: u32 = 1;

/// Names each group of claims; each name once. A known name goes to the group that most of its
/// claims are in, ties to the smallest name and the first group; other groups are named after their
/// earliest claim that names no other group.
pub(crate) fn names(groups: &[Vec<&Claim>], known: &[Identity]) -> Vec<IncidentId> {
    let mut by_claim: FxHashMap<&ClaimId, &IncidentId> = FxHashMap::default();
    let mut by_report: FxHashMap<&ReportId, Vec<(Span, &IncidentId)>> = FxHashMap::default();
    let mut rows: Vec<&Identity> = known.iter().collect();
    rows.sort_unstable();
    for row in rows {
        by_claim.entry(&row.claim).or_insert(&row.incident);
        by_report.entry(&row.report).or_default().push((row.sentence, &row.incident));
    }
    let mut bids: Vec<(Reverse<u32>, &IncidentId, usize)> = Vec::new();
    for (group, claims) in groups.iter().enumerate() {
        let mut votes: Vec<(&IncidentId, u32)> = Vec::new();
        for claim in claims {
            let named = by_claim.get(&claim.id).map(|&incident| (incident, BY_CLAIM)).or_else(|| {
                let sentences = by_report.get(&claim.report)?;
                let same = sentences.iter().find(|(sentence, _)| sentence.overlaps(&claim.evidence.sentence));
                same.map(|&(_, incident)| (incident, BY_SENTENCE))
            });
            let Some((incident, weight)) = named else { continue };
            match votes.iter_mut().find(|(voted, _)| *voted == incident) {
                Some((_, sum)) => *sum += weight,
                None => votes.push((incident, weight)),
            }
        }
        bids.extend(votes.into_iter().map(|(incident, sum)| (Reverse(sum), incident, group)));
    }
    bids.sort_unstable();
    let mut names: Vec<Option<IncidentId>> = vec![None; groups.len()];
    let mut taken: BTreeSet<IncidentId> = BTreeSet::new();
    for (_, incident, group) in bids {
        if names[group].is_none() && taken.insert(incident.clone()) {
            names[group] = Some(incident.clone());
        }
    }
    // A name that an absent incident bears stays reserved for it.
    taken.extend(known.iter().map(|row| row.incident.clone()));
    groups
        .iter()
        .zip(names)
        .map(|(claims, name)| {
            name.unwrap_or_else(|| {
                let own = claims.iter().map(|claim| IncidentId::from_claim(&claim.id));
                let free: Vec<IncidentId> = own.filter(|name| !taken.contains(name)).take(1).collect();
                // Every claim's name is taken only where old incidents fell apart: any further name does.
                let name = free.into_iter().next().unwrap_or_else(|| {
                    let ids: Vec<&str> = claims.iter().map(|claim| claim.id.as_str()).collect();
                    IncidentId::from_claim(&ClaimId::from_parts(ids))
                });
                taken.insert(name.clone());
                name
            })
        })
        .collect()
}
