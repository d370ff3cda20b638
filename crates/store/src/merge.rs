//! Two registers into one.

use crate::decide::write_all;
use crate::load::{PLACED, identities};
use crate::pack::Packed;
use crate::settle::settle;
use crate::{Register, StoreError, load};
use cairn_model::{Claim, Decision, Identity, Report, ReportId};
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use std::collections::BTreeSet;

/// What came from another register.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Merged {
    /// Reports that are new here.
    pub reports: usize,
    /// Claims that are new here, with those of earlier runs.
    pub claims: usize,
    /// Decisions that are new here.
    pub decisions: usize,
    /// Gazetteers that are new here.
    pub gazetteers: usize,
    /// Reports that bear the id of another report here, with a different text: each register keeps its own.
    pub conflicts: Vec<ReportId>,
}

impl Register {
    /// Takes over the reports, claims, decisions and imported places of another register, in one transaction.
    /// A report that both have is taken as that one's which was read by the later program (then by the
    /// ruleset with the greater digest), so that it is nothing which of the two takes over the other.
    pub fn merge(&mut self, other: &Register) -> Result<Merged, StoreError> {
        let transaction = self.connection.transaction()?;
        let from = &other.connection;
        let mut merged = Merged::default();
        let mut touched: BTreeSet<ReportId> = BTreeSet::new();
        for id in ids(from)? {
            let Some(report) = load::report(from, &id)? else { continue };
            let theirs = run_of(from, &id)?;
            let known = load::report(&transaction, &id)?;
            match known {
                None => {
                    let run = run(&transaction, &theirs)?;
                    crate::add::insert_report(&transaction, run, &report)?;
                    crate::add::wait(&transaction, &id, false)?;
                    merged.reports += 1;
                }
                Some(ours) if ours.text != report.text => {
                    merged.conflicts.push(id);
                    continue;
                }
                Some(_) => {
                    if theirs.1 > run_of(&transaction, &id)?.1 {
                        let run = run(&transaction, &theirs)?;
                        reread(&transaction, run, &report)?;
                    }
                }
            }
            let n_new = copy_claims(&transaction, from, &id)?;
            merged.claims += n_new;
            crate::search::rewrite(&transaction, &id)?;
            touched.insert(id);
        }
        copy_identities(&transaction, from)?;
        merged.gazetteers = copy_gazetteers(&transaction, from)?;
        for report in &touched {
            settle(&transaction, report)?;
        }
        let decisions: Vec<Decision> = other.decisions()?.into_iter().map(|one| one.decision).collect();
        let written = write_all(&transaction, &decisions)?;
        merged.decisions = written.iter().filter(|(_, new)| *new).count();
        transaction.commit()?;
        Ok(merged)
    }
}

fn ids(from: &Connection) -> Result<Vec<ReportId>, StoreError> {
    let mut statement = from.prepare("SELECT id FROM report ORDER BY id")?;
    let ids = statement.query_map([], |row| row.get::<_, String>(0).map(ReportId::new))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// The number of the run that a report's claims are of, and what orders runs: program and ruleset.
fn run_of(connection: &Connection, report: &ReportId) -> Result<(i64, (String, String)), StoreError> {
    let sql =
        "SELECT run.id, program, ruleset FROM report JOIN run ON run.id = report.run WHERE report.id = ?1";
    let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, (row.get(1)?, row.get(2)?)));
    Ok(connection.prepare_cached(sql)?.query_row([report.as_str()], row)?)
}

/// The run here that is the same as one there.
fn run(
    transaction: &Transaction<'_>,
    (_, (program, ruleset)): &(i64, (String, String)),
) -> Result<crate::Run, StoreError> {
    crate::add::run_of(transaction, ruleset, program)
}

/// Lets the claims of another run hold for a report.
fn reread(transaction: &Transaction<'_>, run: crate::Run, report: &Report) -> Result<(), StoreError> {
    crate::add::take_run(transaction, run, report)?;
    crate::add::wait(transaction, &report.id, true)
}

/// Copies the claims of a report, those of every run; gives how many were new.
fn copy_claims(
    transaction: &Transaction<'_>,
    from: &Connection,
    report: &ReportId,
) -> Result<usize, StoreError> {
    let sql = "SELECT run.ruleset, run.program, run.id, value FROM claim JOIN run ON run.id = claim.run \
               WHERE report = ?1 ORDER BY claim.run, claim.id";
    let mut statement = from.prepare_cached(sql)?;
    let mut rows = statement.query([report.as_str()])?;
    let (mut n_new, mut elsewhere) = (0, 0);
    while let Some(row) = rows.next()? {
        let (ruleset, program): (String, String) = (row.get(0)?, row.get(1)?);
        let run = match row.get::<_, i64>(2)? {
            0 => crate::add::ELSEWHERE,
            _ => crate::add::run_of(transaction, &ruleset, &program)?,
        };
        let value = Packed::read(row, 3)?;
        let claim: Claim = value.noun()?;
        let written = crate::add::insert_claim(transaction, run, &claim, &value)?;
        crate::named::write(transaction, report, &crate::named::hashes([&claim]))?;
        n_new += written;
        elsewhere += if run == crate::add::ELSEWHERE { written } else { 0 };
    }
    if elsewhere > 0 {
        crate::settle::wait(transaction, report)?;
    }
    Ok(n_new)
}

/// Which incident each claim was last put into: the smaller name where the registers differ, so that both
/// ways of merging give one name. An incident here that has a greater name is taken apart, to be made anew.
fn copy_identities(transaction: &Transaction<'_>, from: &Connection) -> Result<(), StoreError> {
    let sql = "SELECT incident FROM incident_claim WHERE claim = ?1 AND incident > ?2";
    let mut placed = transaction.prepare_cached(sql)?;
    let mut renamed: BTreeSet<String> = BTreeSet::new();
    let theirs = identities(from)?;
    for Identity { claim, incident, .. } in &theirs {
        let mut rows = placed.query([claim.as_str(), incident.as_str()])?;
        while let Some(row) = rows.next()? {
            renamed.insert(row.get(0)?);
        }
    }
    for incident in renamed {
        take_apart(transaction, &incident)?;
    }
    let sql = "INSERT INTO identity (claim, report, sentence_start, sentence_end, incident) \
               SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT EXISTS (SELECT 1 FROM incident_claim WHERE claim = ?1) \
               ON CONFLICT (claim) DO UPDATE SET incident = min(incident, excluded.incident)";
    let mut insert = transaction.prepare_cached(sql)?;
    for Identity { claim, report, sentence, incident } in &theirs {
        let (start, end) = (sentence.start, sentence.end);
        insert.execute(params![claim.as_str(), report.as_str(), start, end, incident.as_str()])?;
    }
    Ok(())
}

/// Removes an incident, whose reports wait to be linked anew then. Its claims keep its name.
fn take_apart(transaction: &Transaction<'_>, incident: &str) -> Result<(), StoreError> {
    let sql = "INSERT OR IGNORE INTO waiting (report, again) \
               SELECT DISTINCT claim.report, 2 FROM claim JOIN incident_claim AS m ON m.claim = claim.id \
               WHERE m.incident = ?1";
    transaction.prepare_cached(sql)?.execute([incident])?;
    let sql = format!("INSERT OR REPLACE INTO identity {PLACED} WHERE m.incident = ?1");
    transaction.prepare_cached(&sql)?.execute([incident])?;
    for table in ["incident_name WHERE incident", "incident_claim WHERE incident", "incident WHERE id"] {
        transaction.prepare_cached(&format!("DELETE FROM {table} = ?1"))?.execute([incident])?;
    }
    Ok(())
}

fn copy_gazetteers(transaction: &Transaction<'_>, from: &Connection) -> Result<usize, StoreError> {
    let mut statement = from.prepare("SELECT name, digest, n_places, pack FROM gazetteer ORDER BY name")?;
    let mut rows = statement.query([])?;
    let mut n_new = 0;
    while let Some(row) = rows.next()? {
        let name: String = row.get(0)?;
        let known = transaction
            .prepare_cached("SELECT 1 FROM gazetteer WHERE name = ?1")?
            .query_row([&name], |_| Ok(()))
            .optional()?;
        if known.is_none() {
            let sql = "INSERT INTO gazetteer (name, digest, n_places, pack) VALUES (?1, ?2, ?3, ?4)";
            let (digest, n_places): (String, i64) = (row.get(1)?, row.get(2)?);
            let pack: Vec<u8> = row.get(3)?;
            n_new += transaction.prepare_cached(sql)?.execute(params![name, digest, n_places, pack])?;
        }
    }
    Ok(n_new)
}
