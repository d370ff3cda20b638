//! Where claims are put, and where they were.

use crate::pack::Packed;
use crate::reading::of_every_run;
use crate::{Register, StoreError};
use cairn_model::{Claim, ClaimId, Identity, IncidentId, ReportId, Span};
use rusqlite::{Connection, Row, Transaction, params};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// What an incident is made of, without the rest of it.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Members {
    pub id: IncidentId,
    pub claims: Vec<ClaimId>,
    pub reports: Vec<ReportId>,
}

/// The number and the members of an incident in a row of both.
pub(crate) fn members(row: &Row<'_>) -> Result<(i64, Members), StoreError> {
    Ok((row.get(0)?, Packed::read(row, 1)?.noun()?))
}

/// Where the claims of some incidents stand. `known` are claims that need not be looked up; what is not among them
/// is looked up in the reports of its incident.
pub(crate) fn identities_in(
    connection: &Connection,
    incidents: &[Members],
    known: &[Claim],
) -> Result<Vec<Identity>, StoreError> {
    type Sentences = BTreeMap<ClaimId, (ReportId, Span)>;
    let sentence = |claim: &Claim| (claim.id.clone(), (claim.report.clone(), claim.evidence.sentence));
    let mut sentences: Sentences = known.iter().map(sentence).collect();
    let mut found = Vec::new();
    for incident in incidents {
        if incident.claims.iter().any(|claim| !sentences.contains_key(claim)) {
            for report in &incident.reports {
                sentences.extend(of_every_run(connection, report)?.iter().map(sentence));
            }
        }
        for claim in &incident.claims {
            let Some((report, sentence)) = sentences.get(claim) else { continue };
            found.push(Identity {
                claim: claim.clone(),
                report: report.clone(),
                sentence: *sentence,
                incident: incident.id.clone(),
            });
        }
    }
    Ok(found)
}

/// A row of the table `identity`.
fn identity(row: &Row<'_>) -> rusqlite::Result<Identity> {
    Ok(Identity {
        claim: ClaimId::new(row.get::<_, String>(0)?),
        report: ReportId::new(row.get::<_, String>(1)?),
        sentence: Span::new(row.get(2)?, row.get(3)?),
        incident: IncidentId::new(row.get::<_, String>(4)?),
    })
}

/// The incidents that claims of some reports are put into, by number.
pub(crate) fn incidents_of(
    connection: &Connection,
    reports: &[ReportId],
) -> Result<BTreeMap<i64, Members>, StoreError> {
    let sql = "SELECT i.number, i.value FROM report AS r JOIN incident_report AS m ON m.report = r.number \
               JOIN incident AS i ON i.number = m.incident WHERE r.id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut found = BTreeMap::new();
    for report in reports {
        let mut rows = statement.query([report.as_str()])?;
        while let Some(row) = rows.next()? {
            if !found.contains_key(&row.get(0)?) {
                let (number, members) = members(row)?;
                found.insert(number, members);
            }
        }
    }
    Ok(found)
}

/// Where claims of a report were put that are in no incident now.
pub(crate) fn once_placed(connection: &Connection, report: &ReportId) -> Result<Vec<Identity>, StoreError> {
    let sql = "SELECT claim, report, sentence_start, sentence_end, incident FROM identity WHERE report = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut found: Vec<Identity> =
        statement.query_map([report.as_str()], identity)?.collect::<Result<_, _>>()?;
    if !found.is_empty() {
        let incidents = incidents_of(connection, std::slice::from_ref(report))?;
        let placed: BTreeSet<&ClaimId> = incidents.values().flat_map(|one| &one.claims).collect();
        found.retain(|identity| !placed.contains(&identity.claim));
    }
    Ok(found)
}

/// Which incident each claim was last put into, by claim.
pub(crate) fn identities(connection: &Connection) -> Result<Vec<Identity>, StoreError> {
    let mut found = Vec::new();
    each_placed(connection, |mut identities| {
        found.append(&mut identities);
        Ok(())
    })?;
    found.append(&mut all_once_placed(connection)?);
    found.sort_unstable();
    Ok(found)
}

/// Where claims were put that are in no incident now, by claim.
fn all_once_placed(connection: &Connection) -> Result<Vec<Identity>, StoreError> {
    let mut statement = connection.prepare("SELECT DISTINCT report FROM identity")?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.append(&mut once_placed(connection, &ReportId::new(row.get::<_, String>(0)?))?);
    }
    found.sort_unstable();
    Ok(found)
}

/// Hands where claims are put now to `take`, incident by incident.
fn each_placed(
    connection: &Connection,
    mut take: impl FnMut(Vec<Identity>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare("SELECT number, value FROM incident")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        take(identities_in(connection, &[members(row)?.1], &[])?)?;
    }
    Ok(())
}

/// Writes where claims were put that no incident holds from now on.
pub(crate) fn write(transaction: &Transaction<'_>, all: &[Identity]) -> Result<(), StoreError> {
    let sql = "INSERT OR REPLACE INTO identity (claim, report, sentence_start, sentence_end, incident) \
               VALUES (?1, ?2, ?3, ?4, ?5)";
    let mut statement = transaction.prepare_cached(sql)?;
    for Identity { claim, report, sentence, incident } in all {
        let row = params![claim.as_str(), report.as_str(), sentence.start, sentence.end, incident.as_str()];
        statement.execute(row)?;
    }
    Ok(())
}

/// Writes down for every claim where it is put, before the incidents are made anew.
pub(crate) fn keep_all(transaction: &Transaction<'_>) -> Result<(), StoreError> {
    each_placed(transaction, |identities| write(transaction, &identities))
}

impl Register {
    /// The incidents that a claim is put into, by id.
    pub fn incidents_of(&self, claim: &Claim) -> Result<Vec<IncidentId>, StoreError> {
        let incidents = incidents_of(&self.connection, std::slice::from_ref(&claim.report))?;
        let holding = incidents.into_values().filter(|incident| incident.claims.contains(&claim.id));
        let mut ids: Vec<IncidentId> = holding.map(|incident| incident.id).collect();
        ids.sort_unstable();
        Ok(ids)
    }

    /// Where claims were put that are in no incident now, by claim: so they get the name of their last one back.
    pub fn once_placed(&self) -> Result<Vec<Identity>, StoreError> {
        all_once_placed(&self.connection)
    }

    /// Remembers which incidents claims were put into in another register, as far as this one knows nothing of
    /// them: so they keep their names.
    pub fn remember(&mut self, identities: &[Identity]) -> Result<(), StoreError> {
        let transaction = self.connection.transaction()?;
        let mut by_report: BTreeMap<&ReportId, Vec<&Identity>> = BTreeMap::new();
        for identity in identities {
            by_report.entry(&identity.report).or_default().push(identity);
        }
        for (report, identities) in by_report {
            let known = known(&transaction, report)?;
            let new = identities.into_iter().filter(|identity| !known.contains_key(&identity.claim));
            write(&transaction, &new.cloned().collect::<Vec<_>>())?;
        }
        Ok(transaction.commit()?)
    }
}

/// Where the claims of a report are put, or were: by claim, with whether they are there now.
pub(crate) fn known(
    connection: &Connection,
    report: &ReportId,
) -> Result<BTreeMap<ClaimId, (IncidentId, bool)>, StoreError> {
    let once = once_placed(connection, report)?;
    let once = once.into_iter().map(|identity| (identity.claim, (identity.incident, false)));
    let mut known: BTreeMap<ClaimId, (IncidentId, bool)> = once.collect();
    for incident in incidents_of(connection, std::slice::from_ref(report))?.into_values() {
        known.extend(incident.claims.into_iter().map(|claim| (claim, (incident.id.clone(), true))));
    }
    Ok(known)
}
