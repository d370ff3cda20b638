//! Where faults are tried: a folder with the program, made reports, and registers.

use crate::program;
use crate::scale::write;
use crate::speed::Folder;
use anyhow::{Context, Result, bail, ensure};
use cairn_store::Register;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// So many reports: three batches of `cairn add`.
pub const REPORTS: u64 = 520;

/// The file of made reports.
pub const MADE: &str = "made.jsonl";

/// A folder with the program and made reports.
pub struct Ground {
    program: PathBuf,
    folder: Folder,
}

/// What a program said.
pub struct Told {
    /// Its exit status; none where it was killed.
    pub status: Option<i32>,
    /// What it printed.
    pub out: Vec<u8>,
    /// Its messages.
    pub messages: String,
}

impl Told {
    /// Whether it failed as it should: with status 1, a message that holds these words, and a hint.
    ///
    /// # Errors
    /// What it did instead.
    pub fn failed_with(&self, words: &str) -> Result<()> {
        let Self { status, messages, .. } = self;
        let is_clear = messages.contains(words) && messages.contains("Hint: ");
        ensure!(*status == Some(1) && is_clear, "status {status:?}, messages: {messages}");
        Ok(())
    }
}

impl Ground {
    /// Makes it.
    ///
    /// # Errors
    /// Where no program lies beside this one, or there is no room.
    pub fn new() -> Result<Self> {
        let ground = Self { program: program::beside()?, folder: Folder::new()? };
        write(&ground.path(MADE), 0..REPORTS)?;
        Ok(ground)
    }

    /// The program.
    pub fn program(&self) -> &Path {
        &self.program
    }

    /// A file in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.0.join(name)
    }

    /// The program in the folder, with a register, without input.
    pub fn command(&self, db: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(arguments).args(["--db", db]);
        self.at_home(&mut command);
        command
    }

    /// Lets a command run in the folder, without input.
    pub fn at_home<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        command.current_dir(&self.folder.0).stdin(Stdio::null())
    }

    /// Starts the program; what it says goes nowhere.
    ///
    /// # Errors
    /// Where it cannot be started.
    pub fn start(&self, db: &str, arguments: &[&str]) -> Result<Child> {
        Ok(program::quiet(&mut self.command(db, arguments)).spawn()?)
    }

    /// Runs a command to its end.
    ///
    /// # Errors
    /// Where it cannot be started.
    pub fn ask(&self, command: &mut Command) -> Result<Told> {
        let output = self.at_home(command).output()?;
        let messages = String::from_utf8_lossy(&output.stderr).into_owned();
        Ok(Told { status: output.status.code(), out: output.stdout, messages })
    }

    /// Runs the program, which must succeed, and gives what it prints.
    ///
    /// # Errors
    /// Its messages, where it fails.
    pub fn run(&self, db: &str, arguments: &[&str]) -> Result<Vec<u8>> {
        let told = self.ask(&mut self.command(db, arguments))?;
        if told.status != Some(0) {
            bail!("cairn {}: status {:?}, {}", arguments.join(" "), told.status, told.messages);
        }
        Ok(told.out)
    }

    /// Everything in a register, as its export says it.
    ///
    /// # Errors
    /// Where it cannot be exported.
    pub fn export(&self, db: &str) -> Result<Vec<u8>> {
        self.run(db, &["export", "--format", "jsonl"])
    }

    /// Ids of claims that count something, with their number.
    ///
    /// # Errors
    /// Where they cannot be exported.
    pub fn counted(&self, db: &str) -> Result<Vec<(String, u64)>> {
        let exported = self.export(db)?;
        let mut found = Vec::new();
        for line in exported.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            let row: Value = serde_json::from_slice(line)?;
            if let (Some("claim"), Some(id), Some(n)) =
                (row["record"].as_str(), row["id"].as_str(), row["figure"]["n"].as_u64())
            {
                found.push((id.to_owned(), n));
            }
        }
        ensure!(!found.is_empty(), "no claim counts anything");
        Ok(found)
    }

    /// Whether a register is whole, opened as the next program would open it. A register that is not there yet
    /// is whole.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self, db: &str) -> Result<()> {
        let path = self.path(db);
        if path.exists() {
            Register::open(&path)?.check_file()?;
        }
        Ok(())
    }

    /// Removes a register.
    ///
    /// # Errors
    /// Where it cannot be removed.
    pub fn remove(&self, db: &str) -> Result<()> {
        for ending in ["", "-wal", "-shm", "-journal"] {
            let path = self.path(&format!("{db}{ending}"));
            if path.exists() {
                fs::remove_file(path)?;
            }
        }
        Ok(())
    }

    /// A copy of a register that nobody is writing to.
    ///
    /// # Errors
    /// Where it cannot be copied.
    pub fn copy(&self, db: &str, to: &str) -> Result<()> {
        self.remove(to)?;
        fs::copy(self.path(db), self.path(to)).with_context(|| format!("cannot copy {db}"))?;
        Ok(())
    }
}

/// Moments at random within a time.
pub struct Moments(pub crate::made::Dice);

impl Moments {
    /// A moment within a time, each as likely.
    pub fn within(&mut self, time: Duration) -> Duration {
        time.mul_f64((self.0.throw() >> 11) as f64 / (1_u64 << 53) as f64)
    }
}
