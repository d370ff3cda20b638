use crate::{LoadError, PlacesError, places, rules};
use cairn_extract::{Ruleset, ScratchPool, Stop, TracedLevel, extract, stops, trace};
use cairn_link::FirstHands;
use cairn_model::{Report, RulesetDigest};
use cairn_resolve::place::Gazetteer;
use cairn_resolve::{Knowledge, Resolved, resolve};
use cairn_store::{Register, StoreError};
use cairn_text::analyse;
use std::path::Path;

/// What the program is called in a register's list of runs: claims are made anew when the program or its places
/// change, as they are when the rules do.
pub const PROGRAM: &str = concat!("cairn ", env!("CARGO_PKG_VERSION"));

/// What the program is called together with the places that were imported into a register.
///
/// # Errors
/// A register that cannot be read.
pub fn program_of(register: &Register) -> Result<String, StoreError> {
    let mut program = PROGRAM.to_owned();
    for imported in register.gazetteers()? {
        program.push_str(&format!(" with {} {}", imported.name, imported.digest));
    }
    Ok(program)
}

/// Rules and knowledge, loaded once and shared by all threads.
pub struct Pipeline {
    ruleset: Ruleset,
    knowledge: Knowledge,
    scratches: ScratchPool,
}

impl Pipeline {
    /// Loads what is built in, or the rules of a folder that holds `rules/en` and `lexicons/en`.
    ///
    /// # Errors
    /// A folder that cannot be read, and the faults of the rules.
    pub fn load(folder: Option<&Path>) -> Result<Self, LoadError> {
        // Side by side: this is most of what is waited for before the first claim.
        let (ruleset, knowledge) = rayon::join(|| rules::load(folder), Knowledge::embedded);
        Ok(Self { ruleset: ruleset?, knowledge: knowledge?, scratches: ScratchPool::default() })
    }

    /// Loads the rules of files, each with its path from the folder that holds `rules/` and `lexicons/`.
    ///
    /// # Errors
    /// The faults of the rules.
    pub fn load_files(files: &[(&str, &str)]) -> Result<Self, LoadError> {
        let load = || Ruleset::load(files).map_err(LoadError::Rules);
        let (ruleset, knowledge) = rayon::join(load, Knowledge::embedded);
        Ok(Self { ruleset: ruleset?, knowledge: knowledge?, scratches: ScratchPool::default() })
    }

    /// The same, with the places of another gazetteer.
    pub fn with_gazetteer(self, gazetteer: &'static Gazetteer) -> Self {
        Self { knowledge: self.knowledge.with_gazetteer(gazetteer), ..self }
    }

    /// The same, with the places that were imported into a register, and what the two together are called in its
    /// list of runs.
    ///
    /// # Errors
    /// A register that cannot be read, and imported places that are damaged.
    pub fn with_places_of(self, register: &Register) -> Result<(Self, String), PlacesError> {
        let program = program_of(register)?;
        if program == PROGRAM {
            return Ok((self, program));
        }
        // Lives as long as the program, like the places that are built in.
        let gazetteer = Box::leak(Box::new(places::with_imports(register)?));
        Ok((self.with_gazetteer(gazetteer), program))
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
