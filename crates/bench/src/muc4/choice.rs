//! The set fills that are chosen for a phrase, each by learned weights.

use super::key::Key;
use super::mention::Mention;
use super::role::Role;
use super::weights::Weights;

/// A set fill that goes with a phrase in a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// The type of a human target.
    VictimType,
    /// What happened to a human target.
    VictimEffect,
    /// The type of a physical target.
    ObjectType,
    /// What happened to a physical target.
    ObjectEffect,
    /// How sure it is that an organisation was behind it.
    Confidence,
}

/// No fill at all.
pub const NOTHING: &str = "NOTHING";

impl Choice {
    /// All choices.
    pub const EACH: [Self; 5] =
        [Self::VictimType, Self::VictimEffect, Self::ObjectType, Self::ObjectEffect, Self::Confidence];

    /// The role of the phrases that it is made for.
    pub fn role(self) -> Role {
        match self {
            Self::VictimType | Self::VictimEffect => Role::Victim,
            Self::ObjectType | Self::ObjectEffect => Role::Object,
            Self::Confidence => Role::Organisation,
        }
    }

    fn slot(self) -> &'static str {
        match self {
            Self::VictimType => "hum_tgt_type",
            Self::VictimEffect => "hum_tgt_effect",
            Self::ObjectType => "phys_tgt_type",
            Self::ObjectEffect => "phys_tgt_effect",
            Self::Confidence => "perp_organization_confidence",
        }
    }

    /// What there is to choose from (the task's lists, less what is hardly ever right).
    pub fn classes(self) -> &'static [&'static str] {
        match self {
            Self::VictimType => &[
                "CIVILIAN",
                "DIPLOMAT",
                "GOVERNMENT OFFICIAL",
                "FORMER GOVERNMENT OFFICIAL",
                "ACTIVE MILITARY",
                "FORMER ACTIVE MILITARY",
                "LEGAL OR JUDICIAL",
                "POLITICAL FIGURE",
                "LAW ENFORCEMENT",
                "SECURITY GUARD",
            ],
            Self::VictimEffect => &[
                "DEATH",
                "INJURY",
                "NO INJURY",
                "NO INJURY OR DEATH",
                "REGAINED FREEDOM",
                NOTHING,
            ],
            Self::ObjectType => &[
                "CIVILIAN RESIDENCE",
                "COMMERCIAL",
                "COMMUNICATIONS",
                "DIPLOMAT OFFICE OR RESIDENCE",
                "ENERGY",
                "FINANCIAL",
                "GOVERNMENT OFFICE OR RESIDENCE",
                "LAW ENFORCEMENT FACILITY",
                "ORGANIZATION OFFICE",
                "POLITICAL FIGURE OFFICE OR RESIDENCE",
                "TRANSPORT VEHICLE",
                "TRANSPORTATION FACILITY",
                "TRANSPORTATION ROUTE",
                "WATER",
                "OTHER",
            ],
            Self::ObjectEffect => &["DESTROYED", "SOME DAMAGE", "NO DAMAGE", NOTHING],
            Self::Confidence => &[
                "REPORTED AS FACT",
                "CLAIMED OR ADMITTED",
                "SUSPECTED OR ACCUSED",
                "SUSPECTED OR ACCUSED BY AUTHORITIES",
                "POSSIBLE",
            ],
        }
    }

    /// The name of the model of a class.
    pub fn model(self, class: &str) -> String {
        format!("{} {class}", self.slot())
    }

    /// The likeliest class for a phrase.
    pub fn of(self, mention: &Mention, weights: &Weights) -> &'static str {
        let likely = |class: &str| {
            weights.probability(&self.model(class), mention.features.iter().map(String::as_str))
        };
        let best = self.classes().iter().map(|class| (likely(class), *class));
        best.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1))).map_or(NOTHING, |(_, class)| class)
    }

    /// What a key has for the words of a phrase.
    pub fn known(self, words: &str, keys: &[Key]) -> Vec<String> {
        let fillers = keys.iter().flat_map(|key| key.slot(self.slot()));
        let about = fillers.filter(|filler| filler.is_about(words));
        let mut out: Vec<String> = about.flat_map(|filler| filler.value.clone()).collect();
        if out.is_empty() {
            out.push(NOTHING.to_owned());
        }
        out
    }
}
