//! Which party stands as actor 1, 2, ... in every report of an incident.

use super::account::Account;
use super::maverick::N_ACTORS;
use cairn_model::{ActorSide, ActorValue, Claim, ClaimId, EventType, Incident};

/// What one report says of one party.
#[derive(Debug, Clone, Default)]
pub(super) struct Part {
    /// What it did, each type of event once.
    pub(super) acts: Vec<EventType>,
    /// Whether it was done to.
    pub(super) suffered: bool,
    /// The claims that name it.
    pub(super) claims: Vec<ClaimId>,
}

/// Whether two values name one party. A group that was renamed between two reports has two names and one
/// id.
fn is_one(a: &ActorValue, b: &ActorValue) -> bool {
    a.name == b.name || (a.id.is_some() && a.id == b.id)
}

/// The parties of an incident that most reports name, the most named first, each once; no more than a row
/// has room for. A party has the same number in every report, so that reports that name the same parties
/// in another order do not seem to disagree.
pub(super) fn slots<'i>(incident: &'i Incident, accounts: &[Account<'_>]) -> Vec<&'i ActorValue> {
    let mut parties: Vec<&ActorValue> = Vec::new();
    for party in &incident.parties {
        if !parties.iter().any(|known| is_one(known, party)) {
            parties.push(party);
        }
    }
    let n_naming =
        |party: &ActorValue| accounts.iter().filter(|account| part(account, party).is_some()).count();
    let mut counted: Vec<(usize, &ActorValue)> =
        parties.into_iter().map(|party| (n_naming(party), party)).filter(|(count, _)| *count > 0).collect();
    counted.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    counted.into_iter().take(N_ACTORS).map(|(_, party)| party).collect()
}

/// What a report says of a party; none where it does not name it.
pub(super) fn part(account: &Account<'_>, party: &ActorValue) -> Option<Part> {
    let mut part = Part::default();
    for claim in &account.claims {
        let is_party = |value: &Option<ActorValue>| value.as_ref().is_some_and(|value| is_one(value, party));
        let (did, suffered) = (is_party(&claim.actor), is_party(&claim.target));
        if !did && !suffered {
            continue;
        }
        part.claims.push(claim.id.clone());
        // "The army lost nobody" has nothing done to it.
        part.suffered |= suffered && claim.figure.n != Some(0);
        if (did || fights_back(claim)) && !part.acts.contains(&claim.event_type) {
            part.acts.push(claim.event_type);
        }
    }
    (!part.claims.is_empty()).then_some(part)
}

/// Both sides of a battle take part in it, whichever the sentence makes its subject.
fn fights_back(claim: &Claim) -> bool {
    claim.event_type == EventType::Battle
}

/// How precisely a party is named, after MAVERICK's 0 to 4: 4 for one that Cairn knows by name, 2 for
/// one of which only the sort is known ("police"), 0 for one that is not ("gunmen").
pub(super) fn precision(party: &ActorValue) -> u8 {
    match (&party.id, party.side) {
        (Some(_), _) => 4,
        (None, ActorSide::Unidentified) => 0,
        (None, _) => 2,
    }
}
