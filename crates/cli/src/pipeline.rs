//! The stages behind one door: a report's claims, and the grouping of all claims.

use crate::failure::Failure;
use crate::rules;
use cairn_extract::{Ruleset, ScratchPool, Stop, TracedLevel, extract, stops, trace};
use cairn_link::FirstHands;
use cairn_model::{Report, RulesetDigest};
use cairn_resolve::place::Gazetteer;
use cairn_resolve::{Knowledge, Resolved, resolve};
use cairn_text::analyse;
use std::path::Path;

/// Rules and knowledge, loaded once and shared by all threads.
pub struct Pipeline {
    ruleset: Ruleset,
    knowledge: Knowledge,
    scratches: ScratchPool,
}

impl Pipeline {
    /// Loads what is built in, or the rules of a folder.
    pub fn load(folder: Option<&Path>) -> Result<Self, Failure> {
        // Side by side: this is most of what is waited for before the first claim.
        let (ruleset, knowledge) = rayon::join(|| rules::load(folder), Knowledge::embedded);
        let knowledge = knowledge
            .map_err(|faults| Failure::new(faults.to_string(), "this build is broken; please report it"))?;
        Ok(Self { ruleset: ruleset?, knowledge, scratches: ScratchPool::default() })
    }

    /// The same, with the places of another gazetteer.
    pub fn with_gazetteer(self, gazetteer: &'static Gazetteer) -> Self {
        Self { knowledge: self.knowledge.with_gazetteer(gazetteer), ..self }
    }

    /// What is known of places and parties.
    pub fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }

    /// The rules.
    pub fn ruleset(&self) -> &Ruleset {
        &self.ruleset
    }

    /// The digest of the rules.
    pub fn digest(&self) -> &RulesetDigest {
        self.ruleset.digest()
    }

    /// A report's claims and the day its text opens with; none of a report in a language that is not read. Pure:
    /// the same report always gives the same.
    pub fn read_report(&self, report: &Report) -> Resolved {
        if report.unread().is_some() {
            return Resolved::default();
        }
        let document = analyse(&report.text);
        let extraction =
            self.scratches.with(&self.ruleset, |scratch| extract(&document, &self.ruleset, scratch));
        resolve(report, &document, &extraction, &self.knowledge)
    }

    /// What each level of the cascade finds in a text.
    pub fn trace(&self, text: &str) -> Vec<TracedLevel> {
        self.scratches.with(&self.ruleset, |scratch| trace(&analyse(text), &self.ruleset, scratch))
    }

    /// What became of one rule in a text, sentence by sentence; none where there is no such rule.
    pub fn stops(&self, text: &str, rule: &str) -> Option<Vec<Stop>> {
        self.scratches.with(&self.ruleset, |scratch| stops(&analyse(text), &self.ruleset, scratch, rule))
    }

    /// Who is one first hand.
    pub fn hands(&self) -> impl FirstHands {
        |name: &str, country: Option<&str>| self.knowledge.origin(name, country)
    }
}
