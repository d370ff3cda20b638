//! What a run is: written into its folder when it begins, and held against what is asked for when it goes on.

use crate::failure::Failure;
use crate::folder;
use crate::split::Split;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// What a run is. Two that differ in any of this do not share a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The program.
    pub build: String,
    /// The digest of the rules.
    pub ruleset: String,
    /// Whether the rules were carried into the folder.
    pub own_rules: bool,
    /// Which columns of tables hold what.
    pub columns: Vec<String>,
    /// The input.
    pub splits: Vec<Split>,
    /// How the work is dealt out.
    pub sizes: Sizes,
}

/// How the work is dealt out. None of it changes the result, but for `step` the names of incidents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sizes {
    /// How many bytes of a file of lines are read at a time.
    pub split: u64,
    /// How many reports make a slice, two of which are compared at a time.
    pub slice: usize,
    /// How many reports are linked at a time.
    pub bucket: usize,
    /// How many reports a register takes in a step while it grows ([`cairn_pipeline::STEP`]): incidents keep the
    /// names of the step that they were first seen in.
    pub step: usize,
}

impl Default for Sizes {
    fn default() -> Self {
        Self { split: 64 << 20, slice: 16_384, bucket: 16_384, step: cairn_pipeline::STEP }
    }
}

/// The file of the plan.
const PLAN: &str = "run.json";

impl Plan {
    /// Begins a run in its folder, or goes on with the one that was begun there; tells which.
    ///
    /// # Errors
    /// Where the folder holds another run or something else.
    pub fn begin(&self, run: &Path) -> Result<bool, Failure> {
        let path = run.join(PLAN);
        if !path.exists() {
            let is_empty = std::fs::read_dir(run).map_or(true, |mut entries| entries.next().is_none());
            if !is_empty {
                return Err(Failure::new(
                    format!("{} is there and holds no run", run.display()),
                    "Name a folder that is not there yet.",
                ));
            }
            folder::write(&path, &serde_json::to_vec_pretty(self)?)?;
            return Ok(false);
        }
        let begun: Self = folder::json(&path)?;
        let differs = match () {
            () if begun.build != self.build => Some(("build", &begun.build, &self.build)),
            () if begun.ruleset != self.ruleset => Some(("ruleset", &begun.ruleset, &self.ruleset)),
            () => None,
        };
        if let Some((what, begun, own)) = differs {
            return Err(Failure::new(
                format!("{} was begun with the {what} {begun}, and this is {own}", run.display()),
                "Go on with the program and the rules that began it, or start anew in another folder.",
            ));
        }
        if begun != *self {
            return Err(Failure::new(
                format!("{} was begun with other files or sizes", run.display()),
                "Name the same files in the same order to go on, or start anew in another folder.",
            ));
        }
        Ok(true)
    }

    /// The plan of a run that was begun.
    ///
    /// # Errors
    /// Where there is none.
    pub fn of(run: &Path) -> Result<Self, Failure> {
        folder::json(&run.join(PLAN))
    }
}

#[cfg(test)]
mod tests {
    use super::{Plan, Sizes};

    #[test]
    fn a_run_goes_on_with_what_it_was_begun_with_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let run = folder.path().join("run");
        let plan = Plan {
            build: "1f".to_owned(),
            ruleset: "rules-1".to_owned(),
            own_rules: false,
            columns: Vec::new(),
            splits: Vec::new(),
            sizes: Sizes { split: 1, slice: 2, bucket: 3, step: 4 },
        };
        assert_eq!(plan.begin(&run), Ok(false));
        assert_eq!(plan.begin(&run), Ok(true));
        let other = Plan { ruleset: "rules-2".to_owned(), ..plan.clone() };
        assert!(other.begin(&run).unwrap_err().message.contains("rules-1"));
        let other = Plan { sizes: Sizes { slice: 9, ..plan.sizes }, ..plan };
        assert!(other.begin(&run).unwrap_err().message.contains("other files or sizes"));
        assert!(other.begin(folder.path()).unwrap_err().message.contains("holds no run"));
    }
}
