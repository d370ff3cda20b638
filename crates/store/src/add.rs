use crate::pack::{Packed, plain};
use crate::settle::settle;
use crate::{Register, StoreError, marks, reading, search};
use cairn_model::{Claim, Report, ReportId, RulesetDigest};
use rayon::prelude::*;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Transaction, named_params, params};
use std::collections::BTreeMap;

/// A ruleset together with the program that applies it. The same pair is always the same run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run(pub(crate) i64);

/// The run of the claims that no rules made.
pub(crate) const ELSEWHERE: Run = Run(0);

/// A report with the claims that one run found in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The report.
    pub report: Report,
    /// Its claims.
    pub claims: Vec<Claim>,
}

/// What became of a batch.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Added {
    /// Reports that are new to the register.
    pub new: usize,
    /// Reports that an earlier run had read, and this one read again.
    pub again: usize,
    /// Reports that this very run had read before.
    pub same: usize,
    /// Reports among those new or read again that are in a language which is not read for claims.
    pub unread: usize,
    /// Claims that were written.
    pub claims: usize,
    /// Reports that bear the id of another report with a different text. The first is kept.
    pub conflicts: Vec<Report>,
}

impl Added {
    /// Adds up two batches.
    pub fn merge(&mut self, other: Self) {
        self.new += other.new;
        self.again += other.again;
        self.same += other.same;
        self.unread += other.unread;
        self.claims += other.claims;
        self.conflicts.extend(other.conflicts);
    }
}

/// A reading as it is written.
struct Prepared {
    report: Report,
    text: Packed,
    claims: Packed,
    n_claims: usize,
    marks: String,
    names: String,
}

impl Prepared {
    fn of(Reading { report, claims }: Reading) -> Result<Self, StoreError> {
        if let Some(stray) = claims.iter().find(|claim| claim.report != report.id) {
            return Err(StoreError::Stray(stray.id.clone()));
        }
        let claims = reading::in_order(claims);
        Ok(Self {
            text: Packed::text(&report.text)?,
            claims: Packed::of(&claims)?,
            n_claims: claims.len(),
            marks: marks::of(&claims),
            names: search::searched_names(&claims),
            report,
        })
    }
}

/// How a report stands to the register; its number, where it is there.
enum Standing {
    New,
    Stale(i64),
    Same,
    Conflict,
}

impl Register {
    /// The run of a ruleset and a program.
    pub fn run(&mut self, ruleset: &RulesetDigest, program: &str) -> Result<Run, StoreError> {
        if let Some(run) = known_run(&self.connection, ruleset.as_str(), program)? {
            return Ok(run);
        }
        let transaction = self.connection.transaction()?;
        let run = run_of(&transaction, ruleset.as_str(), program)?;
        transaction.commit()?;
        Ok(run)
    }

    /// Whether `run` has read this very report before.
    pub fn has(&self, run: Run, report: &Report) -> Result<bool, StoreError> {
        Ok(matches!(standing(&self.connection, run, report)?, Standing::Same))
    }

    /// The reports that an earlier run has read and `run` has not, by id.
    pub fn stale(&self, run: Run) -> Result<Vec<ReportId>, StoreError> {
        // Two ranges of an index; with an OR, or ordered here, SQLite reads every report.
        let sql = "SELECT id FROM report WHERE run < ?1 UNION ALL SELECT id FROM report WHERE run > ?1";
        let mut statement = self.connection.prepare(sql)?;
        let ids = statement.query_map([run.0], |row| row.get::<_, String>(0).map(ReportId::new))?;
        let mut ids: Vec<ReportId> = ids.collect::<Result<_, _>>()?;
        ids.sort_unstable();
        Ok(ids)
    }

    /// How many reports an earlier run has read and `run` has not: after each batch, so without their ids, which
    /// are most of the time where a million wait to be read anew.
    pub fn n_stale(&self, run: Run) -> Result<usize, StoreError> {
        let sql = "SELECT (SELECT count(*) FROM report WHERE run < ?1) + (SELECT count(*) FROM report WHERE run > ?1)";
        let n: i64 = self.connection.query_row(sql, [run.0], |row| row.get(0))?;
        Ok(usize::try_from(n).unwrap_or_default())
    }

    /// Adds claims that were made elsewhere, and gives how many are new. They belong to no run: they stay
    /// through every re-reading of their reports.
    pub fn add_outside(&mut self, claims: &[Claim]) -> Result<usize, StoreError> {
        let transaction = self.connection.transaction()?;
        let mut by_report: BTreeMap<&ReportId, Vec<Claim>> = BTreeMap::new();
        for claim in claims {
            by_report.entry(&claim.report).or_default().push(claim.clone());
        }
        let mut n_new = 0;
        for (report, claims) in by_report {
            let n_of_report = reading::write_elsewhere(&transaction, report, claims)?;
            if n_of_report > 0 {
                n_new += n_of_report;
                settle(&transaction, report)?;
                crate::settle::wait(&transaction, report)?;
            }
        }
        transaction.commit()?;
        Ok(n_new)
    }

    /// Writes a batch in one transaction. A report that is there already is left as it is; one
    /// that an earlier run read gets the new claims in place of the old ones.
    ///
    /// # Errors
    /// [`StoreError::Stray`] where a reading has a claim of another report: nothing is written then.
    pub fn add(&mut self, run: Run, batch: Vec<Reading>) -> Result<Added, StoreError> {
        // All that can be worked out side by side; what is left is done one by one.
        let prepared: Vec<Prepared> =
            batch.into_par_iter().map(Prepared::of).collect::<Result<_, StoreError>>()?;
        let transaction = self.connection.transaction()?;
        let mut added = Added::default();
        let decided = transaction
            .query_row("SELECT EXISTS (SELECT 1 FROM decision)", [], |row| row.get::<_, bool>(0))?;
        let mut taken = Vec::with_capacity(prepared.len());
        for prepared in prepared {
            let report = &prepared.report;
            let (number, is_new) = match standing(&transaction, run, report)? {
                Standing::New => (insert_report(&transaction, run, report, &prepared.text)?, true),
                Standing::Stale(number) => {
                    take_run(&transaction, run, number, report)?;
                    (number, false)
                }
                Standing::Same => {
                    added.same += 1;
                    continue;
                }
                Standing::Conflict => {
                    added.conflicts.push(prepared.report);
                    continue;
                }
            };
            wait(&transaction, number, !is_new)?;
            *(if is_new { &mut added.new } else { &mut added.again }) += 1;
            added.unread += usize::from(report.unread().is_some());
            taken.push((number, is_new, prepared));
        }
        // Full text comes last: it writes out what it has gathered before each statement that can fail half done, as
        // those above can, and pieces of one report each are merged again and again.
        for (number, is_new, Prepared { report, claims, n_claims, marks, names, .. }) in taken {
            if n_claims > 0 && (is_new || !reading::is_read(&transaction, number, run)?) {
                reading::write(&transaction, number, run, &claims, &marks)?;
                added.claims += n_claims;
            }
            let is_searched = decided && settle(&transaction, &report.id)?;
            match is_new {
                _ if is_searched => {}
                true => search::write(&transaction, number, &report, &names)?,
                false => search::rewrite(&transaction, number, &report.id)?,
            }
        }
        transaction.commit()?;
        Ok(added)
    }
}

fn standing(connection: &Connection, run: Run, report: &Report) -> Result<Standing, StoreError> {
    let sql = "SELECT number, run, text FROM report WHERE id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([report.id.as_str()])?;
    let Some(row) = rows.next()? else { return Ok(Standing::New) };
    Ok(match row.get::<_, i64>(1)? {
        _ if plain(row.get_ref(2)?)? != report.text.as_bytes() => Standing::Conflict,
        known if known == run.0 => Standing::Same,
        _ => Standing::Stale(row.get(0)?),
    })
}

/// Puts a report among those that wait to be grouped; `again` where it was grouped before.
pub(crate) fn wait(transaction: &Transaction<'_>, report: i64, again: bool) -> Result<(), StoreError> {
    let sql = "INSERT OR REPLACE INTO waiting (report, again) VALUES (?1, ?2)";
    transaction.prepare_cached(sql)?.execute(params![report, again])?;
    Ok(())
}

pub(crate) fn known_run(
    connection: &Connection,
    ruleset: &str,
    program: &str,
) -> Result<Option<Run>, StoreError> {
    let sql = "SELECT id FROM run WHERE ruleset = ?1 AND program = ?2";
    Ok(connection.prepare_cached(sql)?.query_row([ruleset, program], |row| row.get(0).map(Run)).optional()?)
}

/// The run of a ruleset and a program, made where there is none.
pub(crate) fn run_of(transaction: &Transaction<'_>, ruleset: &str, program: &str) -> Result<Run, StoreError> {
    if let Some(run) = known_run(transaction, ruleset, program)? {
        return Ok(run);
    }
    let sql = "INSERT INTO run (ruleset, program) VALUES (?1, ?2)";
    transaction.prepare_cached(sql)?.execute([ruleset, program])?;
    Ok(Run(transaction.last_insert_rowid()))
}

/// Lets the claims of a run hold for a report that another run read.
pub(crate) fn take_run(
    transaction: &Transaction<'_>,
    run: Run,
    number: i64,
    report: &Report,
) -> Result<(), StoreError> {
    let sql = "UPDATE report SET run = ?2, dated = ?3 WHERE number = ?1";
    let dated = report.dated.map(|day| day.to_string());
    transaction.prepare_cached(sql)?.execute(params![number, run.0, dated])?;
    transaction.prepare_cached("DELETE FROM grouped_report WHERE report = ?1")?.execute([number])?;
    Ok(())
}

/// Writes a report, and gives its number. `text`: that of the report, packed.
pub(crate) fn insert_report(
    transaction: &Transaction<'_>,
    run: Run,
    report: &Report,
    text: &Packed,
) -> Result<i64, StoreError> {
    let file = report.provenance.file.as_deref().map(|name| file(transaction, name)).transpose()?;
    let sql = "INSERT INTO report \
         (id, outlet, url, title, published, dated, language, text, file, line, digest, author, date_from, \
         part, record, byte, run) \
         VALUES (:id, :outlet, :url, :title, :published, :dated, :language, :text, :file, :line, :digest, \
         :author, :date_from, :part, :record, :byte, :run)";
    Ok(transaction.prepare_cached(sql)?.insert(named_params! {
        ":id": report.id.as_str(),
        ":outlet": report.outlet,
        ":url": report.url,
        ":title": report.title,
        ":published": report.published.map(|day| day.to_string()),
        ":dated": report.dated.map(|day| day.to_string()),
        ":language": report.language,
        ":text": text,
        ":file": file,
        ":line": report.provenance.line.map(|line| line as i64),
        ":digest": report.provenance.digest.as_deref().map(written_digest),
        ":author": report.author,
        ":date_from": report.provenance.date_from.map(|from| from.as_str()),
        ":part": report.provenance.part,
        ":record": report.provenance.record.map(|record| record as i64),
        ":byte": report.provenance.offset.map(|offset| offset as i64),
        ":run": run.0,
    })?)
}

/// The number of a file that reports come from.
fn file(transaction: &Transaction<'_>, name: &str) -> Result<i64, StoreError> {
    let sql = "SELECT number FROM file WHERE name = ?1";
    let known = transaction.prepare_cached(sql)?.query_row([name], |row| row.get(0)).optional()?;
    match known {
        Some(number) => Ok(number),
        None => Ok(transaction.prepare_cached("INSERT INTO file (name) VALUES (?1)")?.insert([name])?),
    }
}

/// A digest as it is kept: a BLAKE3 by its bytes, anything else as it is.
fn written_digest(digest: &str) -> Value {
    match blake3::Hash::from_hex(digest) {
        Ok(hash) if hash.to_hex().as_str() == digest => Value::Blob(hash.as_bytes().to_vec()),
        _ => Value::Text(digest.to_owned()),
    }
}
