//! Breaches of an agreement, as each claimant tells them.

use crate::block::Sorted;
use crate::origin::Origins;
use crate::party::key;
use cairn_model::{AgreementState, Breaches, Claim, Figure, FigurePoint, Kind, Origin, Status};
use std::collections::BTreeMap;

/// The breaches that an agreement's claims tell of, by claimant and by who is said to have broken it.
///
/// `claims` with the number of their report, by its day. A number stands in a claim of its own ("14
/// violations"), in the sentence that speaks of the breach; it is that of the party it names.
pub(crate) fn breaches(
    claims: &[(usize, &Claim)],
    block: &Sorted<'_>,
    origins: &Origins<'_, '_>,
) -> Vec<Breaches> {
    let mut all: BTreeMap<(Origin, Option<String>, bool), Breaches> = BTreeMap::new();
    for &(report, claim) in claims {
        let violated = |claim: &Claim| {
            claim.agreement.as_ref().is_some_and(|part| part.state == AgreementState::Violated)
        };
        if !violated(claim) || claim.agreement.as_ref().is_some_and(|part| part.term.is_some()) {
            continue;
        }
        let counted: Vec<&Claim> = block.claims[report]
            .iter()
            .copied()
            .filter(|other| other.kind == Kind::Attacks && other.figure != Figure::none())
            .filter(|other| other.evidence.sentence == claim.evidence.sentence)
            .filter(|other| match (&claim.actor, &other.actor) {
                (Some(one), Some(other)) => key(one) == key(other),
                _ => true,
            })
            .collect();
        let by = claim.actor.as_ref().or_else(|| counted.iter().find_map(|other| other.actor.as_ref()));
        let claimant = origins.of(report, claim).origin;
        let denied = claim.status == Status::Denied;
        let breaches = all.entry((claimant.clone(), by.map(key), denied)).or_insert_with(|| Breaches {
            claimant,
            by: by.map(|actor| actor.name.clone()),
            denied,
            counts: Vec::new(),
            claims: Vec::new(),
        });
        breaches.claims.push(claim.id.clone());
        for other in counted {
            match breaches.counts.iter_mut().find(|known| known.figure == other.figure) {
                Some(known) if !known.claims.contains(&other.id) => known.claims.push(other.id.clone()),
                Some(_) => {}
                None => breaches.counts.push(FigurePoint {
                    figure: other.figure.clone(),
                    published: block.reports[report].dated,
                    claims: vec![other.id.clone()],
                    part_of: other.part_of,
                    died: false,
                }),
            }
        }
    }
    all.into_values().collect()
}
