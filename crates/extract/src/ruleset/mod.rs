//! Rules and lexicons as data: `rules/<language>/cascade.toml`, one card per rule, lexicon rows.

mod card;
mod fault;
mod inflect;
mod lexicon;
mod loader;
mod settings;

pub(crate) use card::Mode;
pub use card::{Card, Example, RuleStatus};
pub use fault::{Fault, Faults};
pub(crate) use lexicon::{Brief, Vocabulary, normal};
pub use settings::Settings;
pub(crate) use settings::{By, Counts, Gives, KindSet, NumberSet, ObjectSet, Only, Roles, SourceSet};

use crate::attribution::SayingTags;
use crate::claims::ClaimTags;
use crate::engine::{CaptureName, CaptureNames, Program, TagId, TagNames, TagSet};
use cairn_model::{RuleId, RulesetDigest};
use rustc_hash::FxHashMap;

/// Rules and lexicons of one language, checked and compiled.
#[derive(Debug, Clone)]
pub struct Ruleset {
    pub(crate) tags: TagNames,
    pub(crate) shapes: ShapeTags,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) literals: FxHashMap<Box<str>, u32>,
    pub(crate) captures: CaptureNames,
    pub(crate) levels: Vec<Level>,
    pub(crate) rules: Vec<Rule>,
    /// Tags that say what kind of group a symbol is; a group does not inherit them from its head.
    pub(crate) kinds: TagSet,
    pub(crate) claim_tags: ClaimTags,
    pub(crate) saying_tags: SayingTags,
    digest: RulesetDigest,
}

/// One level of the cascade.
#[derive(Debug, Clone)]
pub(crate) struct Level {
    pub name: String,
    pub why: String,
    pub mode: Mode,
    pub needs: TagSet,
    pub program: Program,
}

/// One rule, compiled.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Its id.
    pub id: RuleId,
    /// The file of its card.
    pub file: String,
    /// Its card.
    pub card: Card,
    /// The name of its level.
    pub level: String,
    pub(crate) tags: TagSet,
    pub(crate) head: Option<CaptureName>,
    pub(crate) gives: Gives,
    pub(crate) set: Settings,
}

impl Rule {
    /// The kind of group or frame it gives.
    pub fn gives(&self) -> &str {
        self.card.gives.get_ref()
    }
}

/// Tags that come from a token's shape and place, not from a lexicon.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ShapeTags {
    pub cap: TagId,
    pub upper: TagId,
    pub lower: TagId,
    pub digits: TagId,
    pub alnum: TagId,
    pub poss: TagId,
    pub quote: TagId,
    pub punct: TagId,
    pub sign: TagId,
    pub first: TagId,
    pub unknown: TagId,
    pub namelike: TagId,
    pub proper: TagId,
    pub titlecase: TagId,
    pub tight: TagId,
    pub closed: TagId,
    pub time: crate::time::shape::TimeTags,
    /// Unknown words by their ending: what is left of a tagger where the lexicons end.
    pub ed: TagId,
    pub ing: TagId,
    pub ly: TagId,
    /// Ages: `11-year-old`.
    pub old: TagId,
}

impl Ruleset {
    /// The English ruleset that is compiled into the program.
    ///
    /// # Errors
    /// Never in a build whose tests pass; the faults are those of [`Ruleset::load`].
    pub fn embedded() -> Result<Self, Faults> {
        Self::load(embedded::FILES)
    }

    /// Reads a ruleset from the files of a folder: `(path, content)`, the path relative to the
    /// folder that holds `rules/` and `lexicons/`, in any order.
    ///
    /// # Errors
    /// All faults of all files at once, by file and place.
    pub fn load(files: &[(&str, &str)]) -> Result<Self, Faults> {
        loader::load(files)
    }

    /// The files of the embedded ruleset, for writing out a copy to change.
    pub fn embedded_files() -> &'static [(&'static str, &'static str)] {
        embedded::FILES
    }

    /// The digest over every card and row.
    pub fn digest(&self) -> &RulesetDigest {
        &self.digest
    }

    /// All rules, in the order of the cascade.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rule of an id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id.as_str() == id)
    }

    /// The same ruleset with one rule switched off (the ablation test of the cards).
    pub fn without(&self, id: &str) -> Self {
        let mut copy = self.clone();
        if let Some(idx) = self.rules.iter().position(|rule| rule.id.as_str() == id) {
            for level in &mut copy.levels {
                level.program.remove(idx as u32);
            }
        }
        copy
    }
}

mod embedded {
    include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_embedded_ruleset_has_no_fault() {
        if let Err(faults) = super::Ruleset::embedded() {
            panic!("{faults}");
        }
    }
}
