//! Faults that take too long or too much of a machine for a test: kills at random moments, two programs on one
//! register, a full disk, records and archives of any size. Each is tried with the program itself, and what
//! happens is held against an undisturbed run.

mod archives;
mod crowd;
mod disk;
mod ground;
mod kills;

use anyhow::{Result, bail};
use clap::ValueEnum;

/// Faults of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// The program is killed while it adds and while it writes decisions.
    Kills,
    /// Two programs on one register; a register that another program holds.
    Crowd,
    /// No room on the disk, none for temporary files, files and folders that may not be read or written (Linux).
    Disk,
    /// Records of a gigabyte, bombs, archives that grow: the most memory that is had.
    Archives,
}

/// What became of one fault.
pub struct Outcome {
    /// The fault.
    fault: &'static str,
    /// What happened, or what was wrong with that.
    happened: Result<String>,
}

impl Outcome {
    /// Tries a fault.
    fn of(fault: &'static str, attempt: impl FnOnce() -> Result<String>) -> Self {
        let happened = attempt();
        let outcome = Self { fault, happened };
        println!("{outcome}");
        outcome
    }
}

impl std::fmt::Display for Outcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.happened {
            Ok(happened) => write!(f, "well   {}: {happened}", self.fault),
            Err(fault) => write!(f, "FAULT  {}: {fault:#}", self.fault),
        }
    }
}

/// Tries all faults, or those of some kinds, and prints one line for each. The same seed gives the same moments,
/// as far as the machine is as fast.
///
/// # Errors
/// Where a fault is not met as it should be.
pub fn run(kinds: &[Kind], kills: u64, seed: u64) -> Result<()> {
    let wanted = |kind| kinds.is_empty() || kinds.contains(&kind);
    let ground = ground::Ground::new()?;
    let mut outcomes = Vec::new();
    if wanted(Kind::Kills) {
        outcomes.extend(kills::all(&ground, kills, seed));
    }
    if wanted(Kind::Crowd) {
        outcomes.extend(crowd::all(&ground));
    }
    if wanted(Kind::Disk) {
        outcomes.extend(disk::all(&ground));
    }
    if wanted(Kind::Archives) {
        outcomes.extend(archives::all(&ground));
    }
    match outcomes.iter().filter(|outcome| outcome.happened.is_err()).count() {
        0 => Ok(()),
        n => bail!("{n} of {} faults are not met as they should be", outcomes.len()),
    }
}
