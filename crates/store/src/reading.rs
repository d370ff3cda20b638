//! What runs found in reports: one packed list of claims for each report and run.

use crate::add::{ELSEWHERE, Run};
use crate::pack::Packed;
use crate::{Register, StoreError, marks};
use cairn_model::{Claim, ClaimId, Incident, ReportId};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use std::collections::{BTreeMap, BTreeSet};

/// The number of a report; none where it is not here.
pub(crate) fn number(connection: &Connection, report: &ReportId) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT number FROM report WHERE id = ?1";
    Ok(connection.prepare_cached(sql)?.query_row([report.as_str()], |row| row.get(0)).optional()?)
}

/// Claims in the order in which a reading keeps them, each once.
pub(crate) fn in_order(mut claims: Vec<Claim>) -> Vec<Claim> {
    claims.sort_by(|a, b| a.id.cmp(&b.id));
    claims.dedup_by(|b, a| a.id == b.id);
    claims
}

/// Writes what a run found in a report, with by what it is found ([`marks::of`]).
pub(crate) fn write(
    transaction: &Transaction<'_>,
    report: i64,
    run: Run,
    claims: &Packed,
    marks: &str,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO reading (report, run, claims) VALUES (?1, ?2, ?3)";
    let reading = transaction.prepare_cached(sql)?.insert(params![report, run.0, claims])?;
    marks::write(transaction, reading, marks)
}

/// Whether a run has found claims in a report.
pub(crate) fn is_read(connection: &Connection, report: i64, run: Run) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM reading WHERE report = ?1 AND run = ?2)";
    Ok(connection.prepare_cached(sql)?.query_row(params![report, run.0], |row| row.get(0))?)
}

/// Writes claims about one report that were made elsewhere, as far as they are not there yet; gives how many.
///
/// # Errors
/// [`StoreError::Stray`] where the report is not here.
pub(crate) fn write_elsewhere(
    transaction: &Transaction<'_>,
    report: &ReportId,
    claims: Vec<Claim>,
) -> Result<usize, StoreError> {
    let Some(number) = number(transaction, report)? else {
        return claims.first().map_or(Ok(0), |claim| Err(StoreError::Stray(claim.id.clone())));
    };
    let sql = "SELECT claims FROM reading WHERE report = ?1 AND run = ?2";
    let known: BTreeSet<ClaimId> =
        collect(transaction, sql, params![number, ELSEWHERE.0])?.into_iter().map(|claim| claim.id).collect();
    let mut new = in_order(claims);
    new.retain(|claim| !known.contains(&claim.id));
    if !new.is_empty() {
        write(transaction, number, ELSEWHERE, &Packed::of(&new)?, &marks::of(&new))?;
    }
    Ok(new.len())
}

fn collect(
    connection: &Connection,
    sql: &str,
    parameters: impl rusqlite::Params,
) -> Result<Vec<Claim>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(parameters)?;
    let mut claims: Vec<Claim> = Vec::new();
    while let Some(row) = rows.next()? {
        claims.append(&mut Packed::read(row, 0)?.noun::<Vec<Claim>>()?);
    }
    Ok(claims)
}

/// The claims of a report as they were read, by id: those of its own run, and those that were made elsewhere.
pub(crate) fn as_read(connection: &Connection, report: &ReportId) -> Result<Vec<Claim>, StoreError> {
    let sql = "SELECT g.claims FROM report AS r JOIN reading AS g ON g.report = r.number AND g.run IN (r.run, 0) \
               WHERE r.id = ?1 ORDER BY g.run DESC, g.number";
    Ok(in_order(collect(connection, sql, [report.as_str()])?))
}

/// The claims that any run found in a report, the newest reading of each, by id.
pub(crate) fn of_every_run(connection: &Connection, report: &ReportId) -> Result<Vec<Claim>, StoreError> {
    let sql = "SELECT g.claims FROM report AS r JOIN reading AS g ON g.report = r.number \
               WHERE r.id = ?1 ORDER BY g.run IN (r.run, 0) DESC, g.run DESC, g.number";
    Ok(in_order(collect(connection, sql, [report.as_str()])?))
}

/// What a report's claims are put together from: unpacking them is left to whoever has cores to spare.
pub(crate) struct Sheet {
    read: Vec<Packed>,
    standing: BTreeMap<String, (bool, Packed)>,
}

impl Sheet {
    /// The sheet of a report; an empty one where it is not here.
    pub(crate) fn of(connection: &Connection, report: &ReportId) -> Result<Self, StoreError> {
        let sql = "SELECT g.claims FROM report AS r \
                   JOIN reading AS g ON g.report = r.number AND g.run IN (r.run, 0) \
                   WHERE r.id = ?1 ORDER BY g.run DESC, g.number";
        let mut statement = connection.prepare_cached(sql)?;
        let mut rows = statement.query([report.as_str()])?;
        let mut read = Vec::new();
        while let Some(row) = rows.next()? {
            read.push(Packed::read(row, 0)?);
        }
        let sql = "SELECT id, counts, value FROM standing WHERE report = ?1";
        let mut statement = connection.prepare_cached(sql)?;
        let mut rows = statement.query([report.as_str()])?;
        let mut standing = BTreeMap::new();
        while let Some(row) = rows.next()? {
            standing.insert(row.get(0)?, (row.get(1)?, Packed::read(row, 2)?));
        }
        Ok(Self { read, standing })
    }

    /// The claims that hold, as they stand, by id.
    pub(crate) fn claims(&self) -> Result<Vec<Claim>, StoreError> {
        let mut claims: Vec<Claim> = Vec::new();
        for packed in &self.read {
            claims.append(&mut packed.noun::<Vec<Claim>>()?);
        }
        let mut claims = in_order(claims);
        if self.standing.is_empty() {
            return Ok(claims);
        }
        let counts = |claim: &Claim| self.standing.get(claim.id.as_str()).is_none_or(|(counts, _)| *counts);
        claims.retain(counts);
        for claim in &mut claims {
            if let Some((_, value)) = self.standing.get(claim.id.as_str()) {
                *claim = value.noun()?;
            }
        }
        Ok(claims)
    }
}

impl Register {
    /// A claim as it was read, the newest reading of it; also one that is rejected or that no rules of
    /// today make.
    pub fn claim(&self, id: &ClaimId) -> Result<Option<Claim>, StoreError> {
        for report in marks::stating(&self.connection, id.as_str())? {
            let claims = of_every_run(&self.connection, &report)?;
            if let Some(claim) = claims.into_iter().find(|claim| claim.id == *id) {
                return Ok(Some(claim));
            }
        }
        Ok(None)
    }

    /// The claims of a report that hold, as they stand, by id; none where the report is not here.
    pub fn claims(&self, report: &ReportId) -> Result<Vec<Claim>, StoreError> {
        Sheet::of(&self.connection, report)?.claims()
    }

    /// The claims of an incident that hold, as they stand, by id.
    pub fn claims_of(&self, incident: &Incident) -> Result<Vec<Claim>, StoreError> {
        let members: BTreeSet<&ClaimId> = incident.claims.iter().collect();
        let mut found = Vec::new();
        for report in &incident.reports {
            found.extend(self.claims(report)?.into_iter().filter(|claim| members.contains(&claim.id)));
        }
        Ok(in_order(found))
    }

    /// Hands the claims of every report to `take`, as they stand, by report and id: a register may be larger than
    /// memory.
    pub fn each_claim<E: From<StoreError>>(
        &self,
        mut take: impl FnMut(Claim) -> Result<(), E>,
    ) -> Result<(), E> {
        self.each_report(|report| self.claims(report)?.into_iter().try_for_each(&mut take))
    }

    /// The same with the claims as they were read, rejected ones too.
    pub fn each_claim_as_read<E: From<StoreError>>(
        &self,
        mut take: impl FnMut(Claim) -> Result<(), E>,
    ) -> Result<(), E> {
        self.each_report(|report| as_read(&self.connection, report)?.into_iter().try_for_each(&mut take))
    }

    fn each_report<E: From<StoreError>>(
        &self,
        mut take: impl FnMut(&ReportId) -> Result<(), E>,
    ) -> Result<(), E> {
        let fault = |fault: rusqlite::Error| E::from(StoreError::from(fault));
        let mut statement = self.connection.prepare("SELECT id FROM report ORDER BY id").map_err(fault)?;
        let mut rows = statement.query([]).map_err(fault)?;
        let id = |row: &Row<'_>| row.get::<_, String>(0).map(ReportId::new);
        while let Some(row) = rows.next().map_err(fault)? {
            take(&id(row).map_err(fault)?)?;
        }
        Ok(())
    }
}
