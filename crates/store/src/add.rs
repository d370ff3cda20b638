use crate::pack::Packed;
use crate::settle::settle;
use crate::{Register, StoreError, search};
use cairn_model::{Claim, Day, Report, ReportId, RulesetDigest};
use rayon::prelude::*;
use rusqlite::{Connection, OptionalExtension, ToSql, Transaction, named_params, params};
use std::collections::BTreeSet;

/// A ruleset together with the program that applies it. The same pair is always the same run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run(i64);

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

/// What is written of a reading beside its columns.
struct Prepared {
    values: Vec<Packed>,
    hashes: BTreeSet<i64>,
    names: String,
}

impl Prepared {
    fn of(reading: &Reading) -> Result<Self, StoreError> {
        let values = reading.claims.iter().map(Packed::of).collect::<Result<_, _>>()?;
        let hashes = crate::named::hashes(&reading.claims);
        Ok(Self { values, hashes, names: search::names(&reading.claims) })
    }
}

/// How a report stands to the register.
enum Standing {
    New,
    Stale,
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

    /// Adds claims that were made elsewhere, and gives how many are new. They belong to no run: they stay
    /// through every re-reading of their reports.
    pub fn add_outside(&mut self, claims: &[Claim]) -> Result<usize, StoreError> {
        let transaction = self.connection.transaction()?;
        let mut n_new = 0;
        let mut touched: BTreeSet<&ReportId> = BTreeSet::new();
        for claim in claims {
            if insert_claim(&transaction, ELSEWHERE, claim, &Packed::of(claim)?)? > 0 {
                n_new += 1;
                crate::named::write(&transaction, &claim.report, &crate::named::hashes([claim]))?;
                touched.insert(&claim.report);
            }
        }
        for report in touched {
            settle(&transaction, report)?;
            crate::settle::wait(&transaction, report)?;
        }
        transaction.commit()?;
        Ok(n_new)
    }

    /// Writes a batch in one transaction. A report that is there already is left as it is; one
    /// that an earlier run read gets the new claims in place of the old ones.
    pub fn add(&mut self, run: Run, batch: Vec<Reading>) -> Result<Added, StoreError> {
        // All that can be worked out side by side; what is left is done one by one.
        let prepared: Vec<Prepared> =
            batch.par_iter().map(Prepared::of).collect::<Result<_, StoreError>>()?;
        let transaction = self.connection.transaction()?;
        let mut added = Added::default();
        let decided = transaction
            .query_row("SELECT EXISTS (SELECT 1 FROM decision)", [], |row| row.get::<_, bool>(0))?;
        for (Reading { report, claims }, prepared) in batch.into_iter().zip(prepared) {
            let standing = standing(&transaction, run, &report)?;
            match standing {
                Standing::New => {
                    insert_report(&transaction, run, &report)?;
                    wait(&transaction, &report.id, false)?;
                    added.new += 1;
                }
                Standing::Stale => {
                    take_run(&transaction, run, &report)?;
                    wait(&transaction, &report.id, true)?;
                    added.again += 1;
                }
                Standing::Same => {
                    added.same += 1;
                    continue;
                }
                Standing::Conflict => {
                    added.conflicts.push(report);
                    continue;
                }
            }
            added.unread += usize::from(report.unread().is_some());
            for (claim, value) in claims.iter().zip(&prepared.values) {
                added.claims += insert_claim(&transaction, run, claim, value)?;
            }
            crate::named::write(&transaction, &report.id, &prepared.hashes)?;
            if decided {
                settle(&transaction, &report.id)?;
            }
            match standing {
                Standing::New if !decided => search::write(&transaction, &report.id, &prepared.names)?,
                _ => search::rewrite(&transaction, &report.id)?,
            }
        }
        transaction.commit()?;
        Ok(added)
    }
}

fn standing(connection: &Connection, run: Run, report: &Report) -> Result<Standing, StoreError> {
    let sql = "SELECT run, text = ?2 FROM report WHERE id = ?1";
    let found = connection
        .prepare_cached(sql)?
        .query_row([report.id.as_str(), &report.text], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)))
        .optional()?;
    Ok(match found {
        None => Standing::New,
        Some((_, false)) => Standing::Conflict,
        Some((id, true)) if id == run.0 => Standing::Same,
        Some(_) => Standing::Stale,
    })
}

/// Puts a report among those that wait to be grouped; `again` where it was grouped before.
pub(crate) fn wait(transaction: &Transaction<'_>, report: &ReportId, again: bool) -> Result<(), StoreError> {
    let sql = "INSERT OR REPLACE INTO waiting (report, again) VALUES (?1, ?2)";
    transaction.prepare_cached(sql)?.execute(params![report.as_str(), again])?;
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
pub(crate) fn take_run(transaction: &Transaction<'_>, run: Run, report: &Report) -> Result<(), StoreError> {
    let sql = "UPDATE report SET run = ?2, dated = ?3 WHERE id = ?1";
    let dated = report.dated.map(|day| day.to_string());
    transaction.prepare_cached(sql)?.execute(params![report.id.as_str(), run.0, dated])?;
    let sql = "DELETE FROM grouped_report WHERE report = ?1";
    transaction.prepare_cached(sql)?.execute([report.id.as_str()])?;
    Ok(())
}

pub(crate) fn insert_report(
    transaction: &Transaction<'_>,
    run: Run,
    report: &Report,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO report \
         (id, outlet, url, title, published, dated, language, text, file, line, digest, author, date_from, \
         part, record, byte, run) \
         VALUES (:id, :outlet, :url, :title, :published, :dated, :language, :text, :file, :line, :digest, \
         :author, :date_from, :part, :record, :byte, :run)";
    transaction.prepare_cached(sql)?.execute(named_params! {
        ":id": report.id.as_str(),
        ":outlet": report.outlet,
        ":url": report.url,
        ":title": report.title,
        ":published": report.published.map(|day| day.to_string()),
        ":dated": report.dated.map(|day| day.to_string()),
        ":language": report.language,
        ":text": report.text,
        ":file": report.provenance.file,
        ":line": report.provenance.line.map(|line| line as i64),
        ":digest": report.provenance.digest,
        ":author": report.author,
        ":date_from": report.provenance.date_from.map(|from| from.as_str()),
        ":part": report.provenance.part,
        ":record": report.provenance.record.map(|record| record as i64),
        ":byte": report.provenance.offset.map(|offset| offset as i64),
        ":run": run.0,
    })?;
    Ok(())
}

/// The statement that writes the columns which `claim` and `standing` share, after some of its own.
macro_rules! write_sql {
    ($start:literal, $values:literal) => {
        concat!(
            "INSERT OR IGNORE INTO ",
            $start,
            ", id, report, kind, type, object, \"group\", n, n_max, period, status, claimant, actor, \
             place, country, lat, lon, day_start, day_end, value) VALUES (",
            $values,
            ", :id, :report, :kind, :type, :object, :group, :n, :n_max, :period, :status, :claimant, :actor, \
             :place, :country, :lat, :lon, :day_start, :day_end, :value)"
        )
    };
}

/// Writes a claim; gives 0 where the same claim was written before.
pub(crate) fn insert_claim(
    transaction: &Transaction<'_>,
    run: Run,
    claim: &Claim,
    value: &Packed,
) -> Result<usize, StoreError> {
    let sql = write_sql!("claim (run, key", ":run, :key");
    write_row(transaction, sql, &[(":run", &run.0), (":key", &claim.key.as_str())], claim, value)
}

/// Writes a claim as it stands.
pub(crate) fn write_standing(
    transaction: &Transaction<'_>,
    counts: bool,
    claim: &Claim,
) -> Result<usize, StoreError> {
    let sql = write_sql!("standing (counts", ":counts");
    write_row(transaction, sql, &[(":counts", &counts)], claim, &Packed::of(claim)?)
}

fn write_row(
    transaction: &Transaction<'_>,
    sql: &str,
    own: &[(&str, &dyn ToSql)],
    claim: &Claim,
    value: &Packed,
) -> Result<usize, StoreError> {
    let place = claim.place.as_ref();
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    let count = |n: Option<u64>| n.map(|n| i64::try_from(n).unwrap_or(i64::MAX));
    let shared: &[(&str, &dyn ToSql)] = named_params! {
        ":id": claim.id.as_str(),
        ":report": claim.report.as_str(),
        ":kind": claim.kind.as_str(),
        ":type": claim.event_type.as_str(),
        ":object": claim.object.map(|object| object.as_str()),
        ":group": claim.group.map(|group| group.as_str()),
        ":n": count(claim.figure.n),
        ":n_max": count(claim.figure.n_max),
        ":period": claim.period.as_str(),
        ":status": claim.status.as_str(),
        ":claimant": claim.claimant(),
        ":actor": claim.actor.as_ref().map(|actor| &actor.name),
        ":place": place.map(|place| place.resolved.as_ref().unwrap_or(&place.name)),
        ":country": place.and_then(|place| place.country.as_ref()),
        ":lat": place.and_then(|place| place.lat),
        ":lon": place.and_then(|place| place.lon),
        ":day_start": day(claim.time.start),
        ":day_end": day(claim.time.end),
        ":value": value,
    };
    let parameters: Vec<(&str, &dyn ToSql)> = own.iter().chain(shared).copied().collect();
    Ok(transaction.prepare_cached(sql)?.execute(parameters.as_slice())?)
}
