//! Which kind of claim a verb or noun makes of what it counts. The table is that of
//! docs/guide/claims.md.

use super::Reading;
use super::sides::is_armed;
use crate::chart::NodeIdx;
use crate::engine::{TagId, TagSet};
use cairn_model::{Group, Kind, Object};

impl Reading<'_, '_> {
    /// The kind for people under a verb or noun of harm; none where the verb says nothing of people.
    pub(super) fn kind_for_people(&self, trigger: &TagSet) -> Option<Kind> {
        let t = self.tags;
        let table: [(TagId, Kind); 31] = [
            (t.h_killed, Kind::Killed),
            (t.h_wounded, Kind::Wounded),
            (t.v_abduct, Kind::Abducted),
            (t.v_kill, Kind::Killed),
            (t.v_die, Kind::Killed),
            (t.v_wound, Kind::Wounded),
            (t.v_be_hurt, Kind::Wounded),
            (t.v_capture, Kind::Captured),
            (t.v_surrender, Kind::Captured),
            (t.v_free, Kind::Freed),
            (t.v_displace, Kind::Displaced),
            (t.v_flee, Kind::Displaced),
            (t.w_driven_out, Kind::Displaced),
            (t.w_missing, Kind::Missing),
            (t.v_take_people, Kind::Abducted),
            (t.v_hold, Kind::Captured),
            (t.v_expel, Kind::Displaced),
            (t.missing_noun, Kind::Missing),
            (t.kill_noun, Kind::Killed),
            (t.wound_noun, Kind::Wounded),
            (t.abduct_noun, Kind::Abducted),
            (t.arrest_noun, Kind::Captured),
            (t.release_noun, Kind::Freed),
            (t.displace_noun, Kind::Displaced),
            (t.flight_noun, Kind::Displaced),
            (t.deploy_noun, Kind::Deployed),
            // "Destroyed up to 350 terrorists": bulletins speak of people as of targets.
            (t.v_destroy, Kind::Killed),
            (t.destroy_noun, Kind::Killed),
            // "One bandit was brought down".
            (t.v_shootdown, Kind::Killed),
            (t.v_deploy, Kind::Deployed),
            (t.v_move_in, Kind::Deployed),
        ];
        table.into_iter().find(|(tag, _)| trigger.contains(*tag)).map(|(_, kind)| kind)
    }

    /// The kind for a thing under a verb or noun.
    pub(super) fn kind_for_thing(&self, trigger: &TagSet, object: Object) -> Option<Kind> {
        let t = self.tags;
        let has = |tag| trigger.contains(tag);
        let flies = matches!(object, Object::Aircraft | Object::Helicopter | Object::Drone | Object::Missile);
        if object == Object::Attack {
            return None;
        }
        if has(t.v_deliver) && object == Object::Aid {
            return Some(Kind::Delivered);
        }
        if has(t.v_shootdown) && flies {
            return Some(Kind::Destroyed);
        }
        if has(t.v_seize) && !flies {
            return Some(Kind::Seized);
        }
        let is_arms = matches!(
            object,
            Object::Weapon | Object::Explosive | Object::Ammunition | Object::Missile | Object::Artillery
        );
        // "Raided four villages": the place came under attack.
        if has(t.v_raid) && object == Object::Settlement {
            return Some(Kind::Attacks);
        }
        if has(t.v_find) && is_arms {
            return Some(Kind::Seized);
        }
        let is_goods = is_arms
            || matches!(
                object,
                Object::Tank
                    | Object::ArmouredVehicle
                    | Object::Vehicle
                    | Object::Drone
                    | Object::Ship
                    | Object::Aid
                    | Object::Money
            );
        if has(t.v_carry_off) && is_goods {
            return Some(Kind::Seized);
        }
        if has(t.v_disable) && object == Object::Infrastructure {
            return Some(Kind::Damaged);
        }
        if has(t.v_destroy) || has(t.destroy_noun) || has(t.v_eliminate) {
            return Some(Kind::Destroyed);
        }
        if has(t.v_damage) {
            // A town that was shelled came under attack, one that was burnt is damaged.
            let is_attacked = object == Object::Settlement && !has(t.arson);
            return Some(if is_attacked { Kind::Attacks } else { Kind::Damaged });
        }
        if has(t.v_deliver) && matches!(object, Object::Aid | Object::Money)
            || has(t.v_deploy) && object == Object::Aid
            // Bombs are delivered on targets, tanks to those who will drive them.
            || has(t.v_supply) && is_goods && !is_arms
            || has(t.v_donate) && matches!(object, Object::Weapon | Object::Ammunition | Object::Artillery)
        {
            return Some(Kind::Delivered);
        }
        (has(t.v_deploy) || has(t.deploy_noun)).then_some(Kind::Deployed)
    }

    /// Whether a kind is one of things; `deployed` is one of both.
    pub(super) fn is_of_things(kind: Kind) -> bool {
        matches!(kind, Kind::Destroyed | Kind::Damaged | Kind::Seized | Kind::Delivered)
    }

    /// The kind for people who were taken: soldiers and fighters are taken prisoner, others are
    /// abducted, unless soldiers or police took them.
    pub(super) fn kind_of_taking(
        &self,
        taken: NodeIdx,
        trigger: &TagSet,
        group: Group,
        taker: Option<Group>,
    ) -> Option<Kind> {
        let is_armed = is_armed(group);
        if trigger.contains(self.tags.v_hold) {
            return Some(if taker == Some(Group::Fighter) && !is_armed {
                Kind::Abducted
            } else {
                Kind::Captured
            });
        }
        (trigger.contains(self.tags.v_take_people)).then_some(
            if is_armed || taker == Some(Group::StateForce) || self.has(taken, self.tags.suspects) {
                Kind::Captured
            } else {
                Kind::Abducted
            },
        )
    }
}
