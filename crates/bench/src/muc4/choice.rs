//! The set fills that are chosen for a phrase, each by learned weights.

use super::key::Key;
use super::mention::Mention;
use super::role::Role;
use super::weights::Weights;

/// A set fill that goes with a phrase in a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// What happened to a human target.
    VictimEffect,
    /// What happened to a physical target.
    ObjectEffect,
}

/// No fill at all.
pub const NOTHING: &str = "NOTHING";

impl Choice {
    /// All choices.
    pub const EACH: [Self; 2] = [Self::VictimEffect, Self::ObjectEffect];

    /// The role of the phrases that it is made for.
    pub fn role(self) -> Role {
        match self {
            Self::VictimEffect => Role::Victim,
            Self::ObjectEffect => Role::Object,
        }
    }

    fn slot(self) -> &'static str {
        match self {
            Self::VictimEffect => "hum_tgt_effect",
            Self::ObjectEffect => "phys_tgt_effect",
        }
    }

    /// What there is to choose from (the task's lists, less what is hardly ever right).
    pub fn classes(self) -> &'static [&'static str] {
        match self {
            Self::VictimEffect => &[
                "DEATH",
                "INJURY",
                "NO INJURY",
                "NO INJURY OR DEATH",
                "REGAINED FREEDOM",
                NOTHING,
            ],
            Self::ObjectEffect => &["DESTROYED", "SOME DAMAGE", "NO DAMAGE", NOTHING],
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
