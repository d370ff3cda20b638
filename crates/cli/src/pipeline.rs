//! The stages behind one door: a report's claims, and the grouping of all claims.

use crate::failure::Failure;
use crate::rules;
use cairn_extract::{Ruleset, Scratch, TracedLevel, extract, trace};
use cairn_model::{Claim, Family, FamilyId, Note, Report, RulesetDigest};
use cairn_resolve::{Knowledge, resolve};
use cairn_store::{Current, Grouping};
use cairn_text::analyse;
use std::path::Path;

/// Rules and knowledge, loaded once and shared by all threads.
pub struct Pipeline {
    ruleset: Ruleset,
    knowledge: Knowledge,
}

impl Pipeline {
    /// Loads what is built in, or the rules of a folder.
    pub fn load(folder: Option<&Path>) -> Result<Self, Failure> {
        Ok(Self { ruleset: rules::load(folder)?, knowledge: Knowledge::embedded() })
    }

    /// The digest of the rules.
    pub fn digest(&self) -> &RulesetDigest {
        self.ruleset.digest()
    }

    /// Working memory for one thread.
    pub fn scratch(&self) -> Scratch {
        Scratch::new(&self.ruleset)
    }

    /// A report's claims. Pure: the same report always gives the same claims.
    pub fn read_report(&self, report: &Report, scratch: &mut Scratch) -> (Vec<Claim>, Vec<Note>) {
        let document = analyse(&report.text);
        let extraction = extract(&document, &self.ruleset, scratch);
        (resolve(report, &document, &extraction, &self.knowledge), Vec::new())
    }

    /// What each level of the cascade finds in a text.
    pub fn trace(&self, text: &str) -> Vec<TracedLevel> {
        trace(&analyse(text), &self.ruleset, &mut self.scratch())
    }

    /// Groups claims. Pure, and independent of their order.
    pub fn link(&self, current: Current) -> Grouping {
        let alone = |report: &Report| Family {
            id: FamilyId::from_parts([report.id.as_str()]),
            reports: vec![report.id.clone()],
        };
        Grouping { families: current.reports.iter().map(alone).collect(), ..Grouping::default() }
    }
}
