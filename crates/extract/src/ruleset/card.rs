use super::settings::Settings;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// A rule card, as written. One file, one rule.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// Named by what the rule finds; never reused.
    pub id: Spanned<String>,
    /// How far the rule has come.
    pub status: RuleStatus,
    /// The version that brought it to this status.
    pub since: String,
    /// What it finds, in a sentence.
    pub finds: String,
    /// Why it is needed, or what it takes care of.
    pub why: String,
    /// The patterns, each of which gives the same.
    pub pattern: Vec<Spanned<String>>,
    /// The kind of group or frame that a match becomes.
    pub gives: Spanned<String>,
    /// Fixed attributes of the group or frame.
    #[serde(default)]
    pub set: Settings,
    /// Tags that the group gets besides its kind.
    #[serde(default)]
    pub tags: Vec<Spanned<String>>,
    /// The capture whose tags the group inherits.
    pub head: Option<Spanned<String>>,
    /// Where the idea comes from.
    #[serde(default)]
    pub idea: Option<String>,
    /// Texts in which the rule finds something, with carets under what it captures.
    #[serde(default)]
    pub hit: Vec<Example>,
    /// Texts that look alike and give nothing.
    #[serde(default)]
    pub miss: Vec<Example>,
}

/// How far a rule has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RuleStatus {
    /// New; may change.
    Preview,
    /// In use.
    Stable,
    /// Kept so that its id is not reused; does not run.
    Deprecated,
}

/// A text that shows what a rule does.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The text; in hits, lines of carets label what stands above them.
    pub text: String,
}

/// The manifest of a language: its levels, in order.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cascade {
    /// Patterns that cards may use as `%name`.
    #[serde(default)]
    pub define: BTreeMap<String, Spanned<String>>,
    pub level: Vec<Spanned<LevelCard>>,
}

/// One level: the cards of the folder of its name, matched together.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LevelCard {
    pub name: String,
    /// Kinds of groups that its patterns ask for.
    pub reads: Vec<String>,
    /// Kinds of groups or frames that its cards give.
    pub writes: Vec<String>,
    pub why: String,
    pub mode: Mode,
    /// Cards that win over the others of the level where matches are equally long, the first
    /// first. The order of files and ids means nothing.
    #[serde(default)]
    pub order: Vec<String>,
    /// The level only looks at sentences that have a symbol with one of these tags.
    #[serde(default)]
    pub needs: Vec<String>,
}

/// What a level does with its matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Mode {
    /// Each match becomes one symbol for the levels after it.
    Group,
    /// Each match is a frame; the symbols stay.
    Emit,
}
