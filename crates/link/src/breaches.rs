//! Breaches of an agreement, as each claimant tells them.

use crate::agreement::AgreementClaim;
use crate::block::Sorted;
use crate::origin::Origins;
use crate::party::key;
use cairn_model::{
    ActorValue, AgreementState, Breaches, Claim, ClaimId, Figure, FigurePoint, Kind, Origin, Status,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a claim tells of a breach, as its report alone tells it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Breach {
    claimant: Origin,
    /// Who is said to have broken it.
    by: Option<ActorValue>,
    /// The numbers that stand in claims of their own ("14 violations"), in the sentence that speaks of the
    /// breach, of the party that it names.
    counted: Vec<(ClaimId, Figure, bool)>,
}

/// The breach that a claim of a report of a block tells of, if any.
pub(crate) fn breach(
    report: usize,
    claim: &Claim,
    block: &Sorted<'_>,
    origins: &Origins<'_, '_>,
) -> Option<Breach> {
    let told = claim.agreement.as_ref()?;
    if told.state != AgreementState::Violated || told.term.is_some() {
        return None;
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
    Some(Breach {
        claimant: origins.of(report, claim).origin,
        by: claim.actor.clone().or_else(|| counted.iter().find_map(|other| other.actor.clone())),
        counted: counted
            .iter()
            .map(|other| (other.id.clone(), other.figure.clone(), other.part_of))
            .collect(),
    })
}

/// The breaches that an agreement's claims tell of, by claimant and by who is said to have broken it; the
/// claims by the day of their reports.
pub(crate) fn breaches(claims: &[&AgreementClaim]) -> Vec<Breaches> {
    let mut all: BTreeMap<(Origin, Option<String>, bool), Breaches> = BTreeMap::new();
    for one in claims {
        let Some(Breach { claimant, by, counted }) = &one.breach else { continue };
        let denied = one.claim.status == Status::Denied;
        let breaches =
            all.entry((claimant.clone(), by.as_ref().map(key), denied)).or_insert_with(|| Breaches {
                claimant: claimant.clone(),
                by: by.as_ref().map(|actor| actor.name.clone()),
                denied,
                counts: Vec::new(),
                claims: Vec::new(),
            });
        breaches.claims.push(one.claim.id.clone());
        for (id, figure, part_of) in counted {
            match breaches.counts.iter_mut().find(|known| known.figure == *figure) {
                Some(known) if !known.claims.contains(id) => known.claims.push(id.clone()),
                Some(_) => {}
                None => breaches.counts.push(FigurePoint {
                    figure: figure.clone(),
                    published: one.dated,
                    claims: vec![id.clone()],
                    part_of: *part_of,
                    died: 0,
                    later: false,
                }),
            }
        }
    }
    all.into_values().collect()
}
