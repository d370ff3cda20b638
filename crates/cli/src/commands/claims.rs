//! Claims that were made elsewhere.

use crate::failure::Failure;
use crate::notebook::{Notebook, note};
use cairn_decide::{OutsideClaim, admit};
use cairn_model::Claim;
use cairn_pipeline::{Known, Pipeline};
use cairn_store::{Register, StoreError};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// What became of the claims of some files.
#[derive(Debug, Clone, Copy, Default)]
pub struct Admitted {
    /// New claims.
    pub new: usize,
    /// Claims that were there already.
    pub same: usize,
    /// Claims that were refused.
    pub refused: usize,
}

/// How many claims are written at once.
const BATCH: usize = 4096;

/// Adds the claims of some files of JSON Lines. What is refused becomes a note with line, reason and remedy.
pub fn add_claims(
    register: &mut Register,
    pipeline: &Pipeline,
    db: &Path,
    files: &[PathBuf],
    notes: &mut Notebook,
) -> Result<Admitted, Failure> {
    let mut admitted = Admitted::default();
    for file in files {
        let opened = std::fs::File::open(file).map_err(|fault| {
            Failure::new(format!("{}: {fault}", file.display()), "Name a file of claims, one a line.")
        })?;
        add_file(register, pipeline, file, BufReader::new(opened), notes, &mut admitted)
            .map_err(Failure::of_register(db))?;
    }
    Ok(admitted)
}

fn add_file(
    register: &mut Register,
    pipeline: &Pipeline,
    file: &Path,
    lines: impl BufRead,
    notes: &mut Notebook,
    admitted: &mut Admitted,
) -> Result<(), StoreError> {
    let names = Known(pipeline.knowledge());
    let mut ready: Vec<Claim> = Vec::new();
    for (number, line) in (1..).zip(lines.lines()) {
        let at = format!("{}:{number}", file.display());
        let line = match line {
            Ok(line) if line.trim().is_empty() => continue,
            Ok(line) => line,
            Err(fault) => {
                notes.note(note(at, fault.to_string(), "Write the file as UTF-8."));
                break;
            }
        };
        let outside: OutsideClaim = match serde_json::from_str(&line) {
            Ok(outside) => outside,
            Err(fault) => {
                admitted.refused += 1;
                let hint = "Give each line as one JSON object with report, quote, made_by and kind.";
                notes.note(note(at, format!("is no claim: {fault}"), hint));
                continue;
            }
        };
        let report = register.report(&outside.report)?;
        match admit(&outside, report.as_ref(), &names) {
            Ok(claim) => ready.push(claim),
            Err(refusal) => {
                admitted.refused += 1;
                notes.note(note(at, format!("refused: {refusal}"), refusal.hint()));
            }
        }
        if ready.len() == BATCH {
            write(register, &mut ready, admitted)?;
        }
    }
    write(register, &mut ready, admitted)
}

fn write(register: &mut Register, ready: &mut Vec<Claim>, admitted: &mut Admitted) -> Result<(), StoreError> {
    let new = register.add_outside(ready)?;
    admitted.new += new;
    admitted.same += ready.len() - new;
    ready.clear();
    Ok(())
}
