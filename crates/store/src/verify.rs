//! What the register holds, for those who hold it against what it was made of.

use crate::add::known_run;
use crate::reading::as_read;
use crate::{Register, Run, StoreError};
use cairn_model::{Claim, ReportId, RulesetDigest};

impl Register {
    /// The run of a ruleset and a program, where there was one.
    pub fn past_run(&self, ruleset: &RulesetDigest, program: &str) -> Result<Option<Run>, StoreError> {
        known_run(&self.connection, ruleset.as_str(), program)
    }

    /// Whether the file itself is whole: every page of it, every index and every reference (SQLite's
    /// `integrity_check` and `foreign_key_check`). Reads all of it.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] with the first fault and how many there are (100 at most are looked for).
    pub fn check_file(&self) -> Result<(), StoreError> {
        let mut faults =
            self.words("SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok'", [])?;
        let lost = "SELECT 'a row of ' || \"table\" || ' refers to none of ' || parent \
                    FROM pragma_foreign_key_check LIMIT 100";
        faults.extend(self.words(lost, [])?);
        let Some(first) = faults.first() else { return Ok(()) };
        // A headline names the database, of which there is one.
        let first = first.lines().find(|line| !line.starts_with("***")).unwrap_or(first);
        let more = if faults.len() > 1 { format!(" ({} such faults)", faults.len()) } else { String::new() };
        Err(StoreError::Damaged(format!("{first}{more}")))
    }

    /// The files that reports came from, by name.
    pub fn files(&self) -> Result<Vec<String>, StoreError> {
        self.words("SELECT name FROM file ORDER BY name", [])
    }

    /// The reports of one file, or those of which no file is known, by id.
    pub fn reports_of(&self, file: Option<&str>) -> Result<Vec<ReportId>, StoreError> {
        let ids = self.words(
            "SELECT id FROM report WHERE file IS (SELECT number FROM file WHERE name = ?1) ORDER BY id",
            [file],
        )?;
        Ok(ids.into_iter().map(ReportId::new).collect())
    }

    /// The claims of a report as they were read, by id, with those that were made elsewhere.
    pub fn claims_as_read(&self, report: &ReportId) -> Result<Vec<Claim>, StoreError> {
        as_read(&self.connection, report)
    }

    fn words(&self, sql: &str, parameters: impl rusqlite::Params) -> Result<Vec<String>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let words = statement.query_map(parameters, |row| row.get(0))?;
        Ok(words.collect::<Result<_, _>>()?)
    }
}
