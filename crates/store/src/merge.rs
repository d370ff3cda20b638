//! Two registers into one.

use crate::add::{ELSEWHERE, Run};
use crate::decide::write_all;
use crate::group::remove_incident;
use crate::pack::Packed;
use crate::settle::settle;
use crate::{Register, StoreError, load, marks, placed, reading};
use cairn_model::{Claim, Decision, Identity, IncidentId, Report, ReportId};
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use std::collections::{BTreeMap, BTreeSet};

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
                    let text = Packed::text(&report.text)?;
                    let number = crate::add::insert_report(&transaction, run, &report, &text)?;
                    crate::add::wait(&transaction, number, false)?;
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
            touched.insert(id);
        }
        // Full text after the rest, as in `add`.
        for id in &touched {
            let number = number_of(&transaction, id)?;
            merged.claims += copy_claims(&transaction, from, number, id)?;
            crate::search::rewrite(&transaction, number, id)?;
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
) -> Result<Run, StoreError> {
    crate::add::run_of(transaction, ruleset, program)
}

/// The number of a report that is here.
fn number_of(connection: &Connection, report: &ReportId) -> Result<i64, StoreError> {
    Ok(reading::number(connection, report)?.ok_or(rusqlite::Error::QueryReturnedNoRows)?)
}

/// Lets the claims of another run hold for a report.
fn reread(transaction: &Transaction<'_>, run: Run, report: &Report) -> Result<(), StoreError> {
    let number = number_of(transaction, &report.id)?;
    crate::add::take_run(transaction, run, number, report)?;
    crate::add::wait(transaction, number, true)
}

/// Copies the claims of a report, those of every run; gives how many were new.
fn copy_claims(
    transaction: &Transaction<'_>,
    from: &Connection,
    number: i64,
    report: &ReportId,
) -> Result<usize, StoreError> {
    let sql = "SELECT run.ruleset, run.program, run.id, g.claims FROM report AS r \
               JOIN reading AS g ON g.report = r.number JOIN run ON run.id = g.run \
               WHERE r.id = ?1 ORDER BY g.run, g.number";
    let mut statement = from.prepare_cached(sql)?;
    let mut rows = statement.query([report.as_str()])?;
    let mut n_new = 0;
    while let Some(row) = rows.next()? {
        let packed = Packed::read(row, 3)?;
        let claims: Vec<Claim> = packed.noun()?;
        if row.get::<_, i64>(2)? == ELSEWHERE.0 {
            let n_elsewhere = reading::write_elsewhere(transaction, report, claims)?;
            if n_elsewhere > 0 {
                crate::settle::wait(transaction, report)?;
            }
            n_new += n_elsewhere;
            continue;
        }
        let (ruleset, program): (String, String) = (row.get(0)?, row.get(1)?);
        let run = crate::add::run_of(transaction, &ruleset, &program)?;
        if !reading::is_read(transaction, number, run)? {
            reading::write(transaction, number, run, &packed, &marks::of(&claims))?;
            n_new += claims.len();
        }
    }
    Ok(n_new)
}

/// Which incident each claim was last put into: the smaller name where the registers differ, so that both
/// ways of merging give one name. An incident here that has a greater name is taken apart, to be made anew.
fn copy_identities(transaction: &Transaction<'_>, from: &Connection) -> Result<(), StoreError> {
    let mut theirs: BTreeMap<ReportId, Vec<Identity>> = BTreeMap::new();
    for identity in placed::identities(from)? {
        theirs.entry(identity.report.clone()).or_default().push(identity);
    }
    let mut renamed: BTreeSet<IncidentId> = BTreeSet::new();
    for (report, identities) in &theirs {
        let ours = placed::known(transaction, report)?;
        for identity in identities {
            let own = ours.get(&identity.claim).filter(|(own, is_now)| *is_now && *own > identity.incident);
            renamed.extend(own.map(|(own, _)| own.clone()));
        }
    }
    for incident in renamed {
        take_apart(transaction, &incident)?;
    }
    for (report, identities) in theirs {
        let ours = placed::known(transaction, &report)?;
        let told = |identity: Identity| match ours.get(&identity.claim) {
            Some((_, true)) => None,
            Some((own, false)) => Some(Identity { incident: identity.incident.min(own.clone()), ..identity }),
            None => Some(identity),
        };
        placed::write(transaction, &identities.into_iter().filter_map(told).collect::<Vec<_>>())?;
    }
    Ok(())
}

/// Removes an incident, whose reports wait to be linked anew then. Its claims keep its name.
fn take_apart(transaction: &Transaction<'_>, incident: &IncidentId) -> Result<(), StoreError> {
    let sql = "SELECT number, value FROM incident WHERE id = ?1";
    let mut statement = transaction.prepare_cached(sql)?;
    let mut rows = statement.query([incident.as_str()])?;
    let Some(row) = rows.next()? else { return Ok(()) };
    let (number, members) = placed::members(row)?;
    let sql = "INSERT OR IGNORE INTO waiting (report, again) SELECT report, 2 FROM incident_report WHERE incident = ?1";
    transaction.prepare_cached(sql)?.execute([number])?;
    placed::write(transaction, &placed::identities_in(transaction, &[members], &[])?)?;
    remove_incident(transaction, number, incident)
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
