//! Rules on their way to other machines: as bytes in the folder of the run, told apart by their digest.

use crate::failure::Failure;
use crate::folder;
use cairn_pipeline::{LoadError, Pipeline, rules};
use std::path::Path;

/// The file of the rules in the folder of a run.
const RULES: &str = "rules.json";

/// Puts the rules of a folder into that of the run.
///
/// # Errors
/// Where they cannot be read or written.
pub fn carry(rules_of: &Path, run: &Path) -> Result<(), Failure> {
    let files = rules::files(Some(rules_of)).map_err(failure)?;
    folder::write(&run.join(RULES), &serde_json::to_vec(&files)?)
}

/// The stages with the rules that were [carried](carry) into the folder of a run, or with those that are built in.
///
/// # Errors
/// The faults of the rules.
pub fn load(run: Option<&Path>) -> Result<Pipeline, Failure> {
    let Some(run) = run else { return Pipeline::load(None).map_err(failure) };
    let files: Vec<(String, String)> = folder::json(&run.join(RULES))?;
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    Pipeline::load_files(&files).map_err(failure)
}

fn failure(fault: LoadError) -> Failure {
    let hint = fault.hint();
    Failure::new(fault.to_string(), hint)
}
