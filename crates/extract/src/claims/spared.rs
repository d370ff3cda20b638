//! Words of harm that harm nobody: nobody else, nearly, and arms that hit something themselves.

use super::{Reading, is_any};
use crate::chart::NodeIdx;
use cairn_model::Object;

impl Reading<'_, '_> {
    /// "Nobody else was hurt", "no further casualties", "none of the injuries was serious": nothing more
    /// than what is told elsewhere, and no figure of nothing.
    pub(super) fn spares_the_rest(&self, node: NodeIdx) -> bool {
        const REST: &[&str] = &["else", "other", "others", "further", "additional", "more", "new"];
        let (from, to) =
            (self.chart.nodes[node as usize].from as usize, self.chart.nodes[node as usize].to as usize);
        let end = self.document.sentences()[self.document.sentence_of(from)].tokens().end;
        let says_rest = (from..end.min(to + 1)).any(|token| is_any(REST, self.document.word(token)));
        let of_those =
            self.has(node, self.tags.harm_noun) && self.document.word(from).eq_ignore_ascii_case("none");
        says_rest || of_those
    }

    /// "Nearly hitting a woman": what almost happened did not.
    pub(super) fn only_nearly(&self, trigger: NodeIdx) -> bool {
        let node = &self.chart.nodes[trigger as usize];
        (node.from..node.to)
            .any(|token| is_any(&["nearly", "almost", "narrowly"], self.document.word(token as usize)))
    }

    /// "Eight missiles hit the dam": arms before a form of hitting that has an object did it, they did
    /// not suffer it.
    pub(super) fn strikes_something(&self, node: NodeIdx, trigger: NodeIdx) -> bool {
        let t = self.tags;
        let can_strike = self.object_of(node).is_some_and(|object| {
            use Object::{
                Aircraft, ArmouredVehicle, Artillery, Drone, Explosive, Helicopter, Missile, Ship, Tank,
            };
            matches!(
                object,
                Aircraft
                    | ArmouredVehicle
                    | Artillery
                    | Drone
                    | Explosive
                    | Helicopter
                    | Missile
                    | Ship
                    | Tank
            )
        });
        if !can_strike || !self.has(trigger, t.bare) || !self.has(trigger, t.v_damage) {
            return false;
        }
        let symbols =
            &self.chart.symbols[self.document.sentence_of(self.chart.nodes[trigger as usize].from as usize)];
        let behind = symbols.iter().position(|symbol| *symbol == trigger).and_then(|at| symbols.get(at + 1));
        behind.is_some_and(|next| [t.noun_group, t.name, t.det].into_iter().any(|tag| self.has(*next, tag)))
    }
}
