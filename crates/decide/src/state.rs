//! What has become of each decision.

use crate::{Bound, Claim, Decision, Docket, Standing, find};
use cairn_model::{
    Anchor, Change, DecisionId, DecisionState, DecisionTarget, Field, Pinned, ReportId, Verdict,
};
use std::collections::{BTreeMap, BTreeSet};

/// The reports that decisions are about, as far as they are in the register, with their claims as they
/// stand.
pub type Reports = BTreeMap<ReportId, Vec<Standing>>;

/// What has become of one decision of a docket, and which decisions speak against it.
pub fn state(
    decision: &Decision,
    docket: &Docket,
    reports: &Reports,
    bound: &Bound,
) -> (DecisionState, BTreeSet<DecisionId>) {
    let plain = |state| (state, BTreeSet::new());
    if let Some(undo) = docket.undone(&decision.id) {
        return (DecisionState::Undone, BTreeSet::from([undo.id.clone()]));
    }
    let of = |anchor: &Anchor| -> Option<&Standing> {
        let standings = reports.get(&anchor.report)?;
        let claims: Vec<Claim> = standings.iter().map(|standing| standing.read.clone()).collect();
        let found = find(anchor, &claims).one()?.id.clone();
        standings.iter().find(|standing| standing.read.id == found)
    };
    match &decision.verdict {
        Verdict::Confirm { about } | Verdict::Reject { about } => {
            let anchors = match about {
                DecisionTarget::Claim(claim) => std::slice::from_ref(claim),
                DecisionTarget::Incident(incident) => incident.claims.as_slice(),
            };
            let confirms = matches!(decision.verdict, Verdict::Confirm { .. });
            let found: Vec<&Standing> = anchors.iter().filter_map(of).collect();
            stance(decision, confirms, &found)
        }
        Verdict::Correct { claim, correction } => match of(claim) {
            Some(standing) => valued(decision, correction.field(), standing),
            None => plain(DecisionState::Adrift),
        },
        Verdict::Pin { place: Pinned::Claim(claim), .. } => match of(claim) {
            Some(standing) if standing.read.place.is_some() || standing.claim.place.is_some() => {
                valued(decision, Field::Place, standing)
            }
            _ => plain(DecisionState::Adrift),
        },
        Verdict::Add { claim } => match reports.contains_key(&claim.report) {
            true => plain(DecisionState::Holds),
            false => plain(DecisionState::Adrift),
        },
        Verdict::Merge { one, other } => {
            let found =
                [&one.claims, &other.claims].map(|claims| claims.iter().any(|claim| of(claim).is_some()));
            if found == [true, true] { bonded(decision, docket, bound) } else { plain(DecisionState::Adrift) }
        }
        Verdict::Split { incident, out } => {
            let found = [&incident.claims, out].map(|claims| claims.iter().any(|claim| of(claim).is_some()));
            if found == [true, true] { bonded(decision, docket, bound) } else { plain(DecisionState::Adrift) }
        }
        Verdict::Rate { incident, .. } if !incident.claims.iter().any(|claim| of(claim).is_some()) => {
            plain(DecisionState::Adrift)
        }
        Verdict::Grade { .. } | Verdict::Rate { .. } | Verdict::Pin { .. } | Verdict::Alias { .. } => {
            ruled(decision, docket)
        }
        Verdict::Undo { decision: target } => match docket.all().iter().any(|one| one.id == *target) {
            true => plain(DecisionState::Holds),
            false => plain(DecisionState::Adrift),
        },
    }
}

/// Of a decision that finds claims right or wrong.
fn stance(decision: &Decision, confirms: bool, found: &[&Standing]) -> (DecisionState, BTreeSet<DecisionId>) {
    let (mut against, mut holds, mut overruled) = (BTreeSet::new(), false, false);
    for standing in found {
        let (own, others) = match confirms {
            true => (&standing.confirmed, &standing.rejected),
            false => (&standing.rejected, &standing.confirmed),
        };
        if own.iter().any(|by| by.decision == decision.id) {
            against.extend(others.iter().map(|by| by.decision.clone()));
            holds |= standing.counts == confirms;
            overruled |= standing.counts != confirms;
        }
    }
    let state = match (found.is_empty(), holds, overruled) {
        (true, ..) => DecisionState::Adrift,
        (false, true, _) => DecisionState::Holds,
        (false, false, true) => DecisionState::Overruled,
        (false, false, false) => DecisionState::Replaced,
    };
    (state, against)
}

/// Of a decision that gives a field a value.
fn valued(decision: &Decision, field: Field, standing: &Standing) -> (DecisionState, BTreeSet<DecisionId>) {
    let Some(change) = standing.changes.iter().find(|change| change.field == field) else {
        return (DecisionState::Replaced, BTreeSet::new());
    };
    let others =
        |change: &Change| change.disputed.iter().map(|dispute| dispute.by.decision.clone()).collect();
    if change.by.decision == decision.id {
        (DecisionState::Holds, others(change))
    } else if change.disputed.iter().any(|dispute| dispute.by.decision == decision.id) {
        (DecisionState::Overruled, BTreeSet::from([change.by.decision.clone()]))
    } else {
        (DecisionState::Replaced, BTreeSet::from([change.by.decision.clone()]))
    }
}

/// Of a decision about what belongs together.
fn bonded(decision: &Decision, docket: &Docket, bound: &Bound) -> (DecisionState, BTreeSet<DecisionId>) {
    let against = bound.overruled.get(&decision.id).cloned().unwrap_or_default();
    let by_others =
        |id: &DecisionId| docket.all().iter().any(|other| other.id == *id && other.who != decision.who);
    let speaks_against = |other: &Decision| {
        bound.overruled.get(&other.id).is_some_and(|against| against.contains(&decision.id))
    };
    if against.is_empty() {
        let against = docket.in_force().filter(|other| other.who != decision.who && speaks_against(other));
        (DecisionState::Holds, against.map(|other| other.id.clone()).collect())
    } else if against.iter().any(by_others) {
        (DecisionState::Overruled, against)
    } else {
        (DecisionState::Replaced, against)
    }
}

/// Of a decision about a source, an incident as a whole or a name.
fn ruled(decision: &Decision, docket: &Docket) -> (DecisionState, BTreeSet<DecisionId>) {
    let same: Vec<&Decision> = docket.in_force().filter(|other| one_matter(decision, other)).collect();
    let differs = |other: &&&Decision| other.who != decision.who && !same_value(decision, other);
    let Some(last) = same.last().filter(|last| last.id != decision.id) else {
        let last_words = same
            .iter()
            .filter(|other| !same.iter().any(|later| later.who == other.who && later.rank() > other.rank()));
        let against = last_words.filter(|other| differs(other)).map(|other| other.id.clone()).collect();
        return (DecisionState::Holds, against);
    };
    let again = same.iter().any(|other| other.who == decision.who && other.rank() > decision.rank());
    let state = match again || same_value(decision, last) {
        true => DecisionState::Replaced,
        false => DecisionState::Overruled,
    };
    (state, BTreeSet::from([last.id.clone()]))
}

fn one_matter(a: &Decision, b: &Decision) -> bool {
    match (&a.verdict, &b.verdict) {
        (Verdict::Grade { source: a, .. }, Verdict::Grade { source: b, .. }) => {
            crate::fold(a) == crate::fold(b)
        }
        (Verdict::Rate { incident: a, .. }, Verdict::Rate { incident: b, .. }) => a.incident == b.incident,
        (Verdict::Alias { name: a, .. }, Verdict::Alias { name: b, .. }) => crate::fold(a) == crate::fold(b),
        (
            Verdict::Pin { place: Pinned::Name { name: a, country: in_a, report: of_a }, .. },
            Verdict::Pin { place: Pinned::Name { name: b, country: in_b, report: of_b }, .. },
        ) => crate::fold(a) == crate::fold(b) && (in_a, of_a) == (in_b, of_b),
        _ => false,
    }
}

fn same_value(a: &Decision, b: &Decision) -> bool {
    match (&a.verdict, &b.verdict) {
        (Verdict::Grade { letter: a, .. }, Verdict::Grade { letter: b, .. }) => a == b,
        (Verdict::Rate { digit: a, .. }, Verdict::Rate { digit: b, .. }) => a == b,
        (Verdict::Alias { actor: a, .. }, Verdict::Alias { actor: b, .. }) => {
            (a.id.is_some() && a.id == b.id) || crate::fold(&a.name) == crate::fold(&b.name)
        }
        (Verdict::Pin { lat: a, lon: b, .. }, Verdict::Pin { lat: c, lon: d, .. }) => (a, b) == (c, d),
        _ => false,
    }
}
