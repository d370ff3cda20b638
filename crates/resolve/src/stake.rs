//! Whether a claimant speaks of the losses of its enemy, or of its own: a party to the fighting is no
//! bystander.

use crate::actor::SourceRole;
use crate::knowledge::Knowledge;
use cairn_model::{ActorSide, ActorValue, Claim, Day, Group, HandRole, Kind, Object, Stake};

/// A claimant that is a party: a state's body, an alliance's force, an armed group.
struct Party {
    id: String,
    role: SourceRole,
    country: Option<String>,
}

/// Whose losses a party speaks of in a claim; none where the claimant is no party, is not known, or the
/// claim counts no losses of armed people or their things. `country` is that of the report.
pub(crate) fn stake(
    claim: &Claim,
    knowledge: &Knowledge,
    day: Option<Day>,
    country: Option<&str>,
) -> Option<Stake> {
    let of_arms = is_loss(claim)?;
    let party = party(claim, knowledge, day, country)?;
    let own_deed = claim
        .actor
        .as_ref()
        .is_some_and(|actor| party.is(actor) || says(actor, &["its", "their", "our", "his"]));
    // "There were no losses": nobody boasts that its enemy had none.
    if claim.figure.n == Some(0) && of_arms && claim.target.as_ref().is_none_or(|target| party.is(target)) {
        return Some(Stake::OwnLosses);
    }
    let Some(target) = &claim.target else {
        // "We shot down two drones": whatever a party destroys is its enemy's.
        return (own_deed && of_arms).then_some(Stake::EnemyLosses);
    };
    // "Their" may as well be those whom it speaks of: "the rebels lost ten of their men".
    if party.is(target) || says(target, &["its", "our"]) {
        return Some(Stake::OwnLosses);
    }
    let is_enemy = match (party.role, target.side) {
        _ if !of_arms => false,
        _ if own_deed => true,
        // A government of the groups that fight it, and of no state's forces unless it fights them itself.
        (SourceRole::StateBody, ActorSide::Rebel) => true,
        (SourceRole::Party, ActorSide::State | ActorSide::ProGovernment | ActorSide::International) => true,
        (SourceRole::Party | SourceRole::International, ActorSide::Rebel) => true,
        // "Ten terrorists were killed, the army said".
        (SourceRole::StateBody | SourceRole::International, ActorSide::Unidentified) => {
            claim.group == Some(Group::Fighter)
        }
        _ => false,
    };
    is_enemy.then_some(Stake::EnemyLosses)
}

/// Whether a party is named by whose it is: "its forces", "six of our men".
fn says(actor: &ActorValue, owners: &[&str]) -> bool {
    actor.words.split(' ').any(|word| owners.iter().any(|owner| word.eq_ignore_ascii_case(owner)))
}

/// Whether a claim counts losses, and if so, of armed people or of arms; none where it counts none.
fn is_loss(claim: &Claim) -> Option<bool> {
    let counts = claim.figure.n.is_some() || claim.figure.vague.is_some();
    match (claim.kind, claim.object) {
        _ if !counts => None,
        (Kind::Killed | Kind::Wounded | Kind::Captured | Kind::Missing, Some(Object::People)) => {
            Some(matches!(claim.group, Some(Group::Fighter | Group::StateForce)))
        }
        (Kind::Destroyed | Kind::Damaged | Kind::Seized, Some(object)) => Some(matches!(
            object,
            Object::Tank
                | Object::ArmouredVehicle
                | Object::Vehicle
                | Object::Artillery
                | Object::Aircraft
                | Object::Helicopter
                | Object::Drone
                | Object::Ship
                | Object::Missile
                | Object::Weapon
                | Object::Explosive
                | Object::Ammunition
                | Object::Position
                | Object::Base
        )),
        _ => None,
    }
}

/// The party that states a claim: the first hand that is known, the speaker before the body.
fn party(claim: &Claim, knowledge: &Knowledge, day: Option<Day>, country: Option<&str>) -> Option<Party> {
    let hands = claim.attribution.0.iter();
    let named = hands.take_while(|hand| matches!(hand.role, HandRole::Speaker | HandRole::Institution));
    let source = named.take(2).find_map(|hand| knowledge.actors.resolve_source(&hand.name, day, country))?;
    matches!(source.role, SourceRole::StateBody | SourceRole::International | SourceRole::Party)
        .then_some(Party { id: source.id, role: source.role, country: source.country })
}

impl Party {
    /// Whether an actor is this party, or of the same state.
    fn is(&self, actor: &ActorValue) -> bool {
        let one_line = actor.id.as_ref().is_some_and(|id| id.as_str() == self.id);
        let one_state = self.role == SourceRole::StateBody
            && matches!(actor.side, ActorSide::State | ActorSide::ProGovernment)
            && self.country.is_some()
            && actor.country == self.country;
        one_line || one_state
    }
}
