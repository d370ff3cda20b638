//! Which words name a party, and whether a place in it is one in arms.

use super::super::{Reading, is_any};
use crate::chart::NodeIdx;
use cairn_model::Group;

/// Who bears arms for a party, by his place in it; an official or a lawyer of an army does not.
pub(super) const IN_ARMS: &[&str] = &[
    "chief",
    "chieftain",
    "combatant",
    "commander",
    "comandante",
    "commandant",
    "deputy",
    "emir",
    "fighter",
    "head",
    "leader",
    "lieutenant",
    "member",
    "mastermind",
    "militant",
    "officer",
    "operative",
    "recruit",
    "soldier",
    "strategist",
    "veteran",
];
/// Who bears arms whatever else is said of his party.
const BEARS_ARMS: &[&str] = &[
    "combatant",
    "commander",
    "comandante",
    "commandant",
    "fighter",
    "lieutenant",
    "militant",
    "officer",
    "recruit",
    "soldier",
];
/// Bodies of a state that bear arms; the head of a council or a ministry does not.
const ARMED_BODIES: &[&str] = &[
    "armed",
    "army",
    "battalion",
    "brigade",
    "commando",
    "commandos",
    "corps",
    "division",
    "force",
    "forces",
    "gendarmerie",
    "guard",
    "guards",
    "infantry",
    "intelligence",
    "marines",
    "military",
    "militia",
    "naval",
    "navy",
    "paramilitary",
    "police",
    "regiment",
    "security",
    "squadron",
    "troops",
    "unit",
];
/// Who has his place in a party that fights a state, and would not bear arms for a state.
pub(super) const IN_A_MOVEMENT: &[&str] =
    &["associate", "courier", "figure", "financier", "founder", "official", "spokesman", "supporter"];

impl Reading<'_, '_> {
    /// Whether a place in a party of a side is one in arms: the head of a state's council is no soldier,
    /// and the leader of an opposition no fighter.
    pub(super) fn bears_arms(&self, place: &str, side: Group, party: NodeIdx) -> bool {
        let has =
            |words: &[&str]| self.tokens_of(party).any(|token| is_any(words, self.document.word(token)));
        is_any(BEARS_ARMS, place)
            || match side {
                Group::StateForce => has(ARMED_BODIES),
                _ => !has(&["opposition"]),
            }
    }

    /// "The Tavoy Brigade": armies number their units or say of what arm they are; a unit with a name
    /// alone may be anybody's.
    pub(super) fn is_unit_of_any_side(&self, node: NodeIdx) -> bool {
        const UNITS: &[&str] = &[
            "battalion",
            "battalions",
            "brigade",
            "brigades",
            "column",
            "company",
            "corps",
            "division",
            "front",
            "legion",
            "regiment",
            "squad",
            "unit",
            "units",
        ];
        const ARMS: &[&str] = &[
            "airborne",
            "armored",
            "armoured",
            "army",
            "artillery",
            "commando",
            "frontier",
            "guards",
            "infantry",
            "marine",
            "mechanised",
            "mechanized",
            "motorised",
            "motorized",
            "mountain",
            "national",
            "police",
            "presidential",
            "republican",
            "royal",
            "tank",
        ];
        let words = || self.tokens_of(node).map(|token| self.document.word(token));
        let is_numbered = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) || is_any(ARMS, word);
        let ordinal = || self.carries(node, self.tags.nth);
        self.has(node, self.tags.name)
            && words().next_back().is_some_and(|last| is_any(UNITS, last))
            && !words().any(is_numbered)
            && !ordinal()
    }

    /// "The group", "the movement": the party that was named before.
    pub(super) fn points_back(&self, node: NodeIdx) -> bool {
        let words = self.tokens_of(node);
        words.len() <= 3
            && is_any(&["the", "its", "their"], self.document.word(words.start))
            && is_any(
                &[
                    "faction",
                    "gang",
                    "group",
                    "militia",
                    "movement",
                    "organisation",
                    "organization",
                    "outfit",
                ],
                self.document.word(words.end - 1),
            )
    }

    /// Whether a symbol is a name that may be a party's: no place, by its own words or by what stands
    /// before it, no country and no person.
    pub(super) fn is_named_body(&self, symbols: &[NodeIdx], at: usize) -> bool {
        let t = self.tags;
        let before = (0..at).rev().take(2).find(|before| !self.has(symbols[*before], t.det));
        let is_at_a_place = before.is_some_and(|before| {
            self.has(symbols[before], t.prep_place) && !self.has(symbols[before], t.of)
        });
        let node = symbols[at];
        self.has(node, t.name)
            && !is_at_a_place
            && !self.has(node, t.location)
            && !self.has(node, t.person)
            && !self.carries(node, t.country)
    }

    /// "'s", or the apostrophe of a plural.
    pub(super) fn is_possessive(&self, node: NodeIdx) -> bool {
        self.has(node, self.tags.poss) || matches!(self.document.word(self.tokens_of(node).start), "'" | "’")
    }
}
