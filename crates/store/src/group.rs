use crate::pack::Packed;
use crate::shelve::shelve;
use crate::summary::Briefs;
use crate::{Register, StoreError, placed};
use cairn_model::{
    Agreement, Bonds, Claim, ClaimId, Family, Identity, Incident, IncidentId, Link, Report, ReportId, Toll,
};
use rayon::prelude::*;
use rusqlite::{OptionalExtension, Transaction, named_params, params};
use std::collections::BTreeSet;

/// Everything that grouping starts from.
#[derive(Debug, Clone, Default)]
pub struct Current {
    /// Every report, by id.
    pub reports: Vec<Report>,
    /// The claims that hold, by id.
    pub claims: Vec<Claim>,
    /// Which incident each claim was last put into, by claim; also of claims that hold no more.
    pub identities: Vec<Identity>,
    /// What people decided about which claims belong together.
    pub bonds: Bonds,
}

/// What is derived from reports and claims.
#[derive(Debug, Clone, Default)]
pub struct Grouping {
    /// Families of copies and rewrites; every report is in one, else it counts as not linked yet.
    pub families: Vec<Family>,
    /// Incidents.
    pub incidents: Vec<Incident>,
    /// The links on which the incidents rest.
    pub links: Vec<Link>,
    /// Tolls.
    pub tolls: Vec<Toll>,
    /// Agreements.
    pub agreements: Vec<Agreement>,
    /// The incident that each report is chiefly about, where there is one.
    pub main: Vec<(ReportId, IncidentId)>,
    /// Which incident each claim belongs to now.
    pub identities: Vec<Identity>,
    /// What each report says of tolls and agreements.
    pub sayings: Vec<SayingRow>,
    /// Where each report stands, and what it is found by.
    pub shelved: Vec<Shelved>,
    /// The reports that wait no longer.
    pub settled: Vec<ReportId>,
    /// How rare words are in the reports of each month, as the stage of linking writes it.
    pub rarities: Vec<(i32, Vec<u8>)>,
}

/// What a report says of one subject of tolls, or of agreements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SayingRow {
    /// Of what.
    pub subject: String,
    /// The day on which the report was written, in days since 1970-01-01; the greatest number for none.
    pub day: i32,
    /// The report.
    pub report: ReportId,
    /// What it says, as the stage of linking writes it.
    pub value: String,
}

/// A key under which a report is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyRow {
    /// What it is made of, as a number.
    pub kind: u8,
    /// A hash of it.
    pub hash: u64,
    /// The day by which it is looked up, in days since 1970-01-01: the one that it is made of, else that of the
    /// report.
    pub day: Option<i32>,
    /// How much it weighs.
    pub weight: u32,
}

/// Where a linked report stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelved {
    /// The report.
    pub report: ReportId,
    /// The first report of its neighbourhood.
    pub neighbourhood: ReportId,
    /// The day it was written, in days since 1970-01-01.
    pub written: Option<i32>,
    /// The month it was written in, as the stage of linking numbers it.
    pub month: i32,
    /// Its lot in that month.
    pub lot: u64,
    /// What it is found by; empty where that has not changed.
    pub keys: Vec<KeyRow>,
}

impl Register {
    /// Whether a report waits to be grouped: one was added or read again since the last time.
    pub fn needs_grouping(&self) -> Result<bool, StoreError> {
        Ok(self.connection.query_row("SELECT EXISTS (SELECT 1 FROM waiting)", [], |row| row.get(0))?)
    }

    /// Groups the whole register anew, in one transaction that no other writer can come between. What it comes
    /// to is not linked on: that is done step by step, from an empty [`crate::Shelf`] where need be.
    pub fn regroup(&mut self, group: impl FnOnce(Current) -> Grouping) -> Result<(), StoreError> {
        let transaction = self.connection.transaction()?;
        let current = crate::load::current(&transaction)?;
        let briefs = Briefs::of(&current.claims);
        let grouping = group(current);
        clear(&transaction)?;
        transaction.execute("DELETE FROM waiting", [])?;
        write_families(&transaction, &grouping)?;
        write_links(&transaction, &grouping.links)?;
        write_incidents(&transaction, &grouping.incidents, &briefs)?;
        let placed: BTreeSet<&ClaimId> = grouping.incidents.iter().flat_map(|one| &one.claims).collect();
        let left = grouping.identities.iter().filter(|identity| !placed.contains(&identity.claim));
        placed::write(&transaction, &left.cloned().collect::<Vec<_>>())?;
        write_sayings(&transaction, &grouping.sayings)?;
        write_tolls(&transaction, &grouping.tolls)?;
        write_agreements(&transaction, &grouping.agreements)?;
        shelve(&transaction, &grouping.shelved)?;
        for (month, rarity) in &grouping.rarities {
            let sql = "UPDATE month SET rarity = ?2 WHERE month = ?1";
            transaction.prepare_cached(sql)?.execute(params![month, rarity])?;
        }
        Ok(transaction.commit()?)
    }
}

/// Writes the family of each report, whose text it has, and the incident it is chiefly about.
pub(crate) fn write_families(transaction: &Transaction<'_>, grouping: &Grouping) -> Result<(), StoreError> {
    for family in &grouping.families {
        let sql = "INSERT INTO grouped_report (report, family) SELECT number, ?2 FROM report WHERE id = ?1";
        let mut statement = transaction.prepare_cached(sql)?;
        for report in &family.reports {
            statement.execute([report.as_str(), family.id.as_str()])?;
        }
        let sql =
            "UPDATE grouped_report SET tie = ?2 WHERE report = (SELECT number FROM report WHERE id = ?1)";
        let mut statement = transaction.prepare_cached(sql)?;
        for tie in &family.ties {
            statement.execute([tie.report.as_str(), &serde_json::to_string(tie)?])?;
        }
    }
    for (report, incident) in &grouping.main {
        let sql = "UPDATE grouped_report SET incident = ?2 WHERE report = (SELECT number FROM report WHERE id = ?1)";
        transaction.prepare_cached(sql)?.execute([report.as_str(), incident.as_str()])?;
    }
    Ok(())
}

pub(crate) fn write_sayings<'s>(
    transaction: &Transaction<'_>,
    sayings: impl IntoIterator<Item = &'s SayingRow>,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO saying (subject, day, report, value) VALUES (?1, ?2, ?3, ?4)";
    let mut statement = transaction.prepare_cached(sql)?;
    for SayingRow { subject, day, report, value } in sayings {
        statement.execute(params![subject, day, report.as_str(), Packed::text(value)?])?;
    }
    Ok(())
}

pub(crate) fn write_tolls<'t>(
    transaction: &Transaction<'_>,
    tolls: impl IntoIterator<Item = &'t Toll>,
) -> Result<(), StoreError> {
    for toll in tolls {
        let sql = "INSERT INTO toll (id, kind, place, value, subject) VALUES (?1, ?2, ?3, ?4, ?5)";
        let row =
            params![toll.id.as_str(), toll.kind.as_str(), toll.place, Packed::of(toll)?, toll.subject()];
        transaction.prepare_cached(sql)?.execute(row)?;
        let claims = toll.points.iter().map(|point| &point.claim);
        write_members(transaction, "toll", toll.id.as_str(), claims)?;
    }
    Ok(())
}

pub(crate) fn write_agreements<'t>(
    transaction: &Transaction<'_>,
    all: impl IntoIterator<Item = &'t Agreement>,
) -> Result<(), StoreError> {
    for agreement in all {
        let sql = "INSERT INTO agreement (id, name, state, day_start, value) VALUES (?1, ?2, ?3, ?4, ?5)";
        let day = agreement.time.start.map(|day| day.to_string());
        let (id, state) = (agreement.id.as_str(), agreement.state.as_str());
        let row = params![id, agreement.name, state, day, Packed::of(agreement)?];
        transaction.prepare_cached(sql)?.execute(row)?;
        write_members(transaction, "agreement", id, &agreement.claims)?;
    }
    Ok(())
}

/// Removes what is derived, members before what they belong to; where claims were put is kept.
pub(crate) fn clear(transaction: &Transaction<'_>) -> Result<(), StoreError> {
    placed::keep_all(transaction)?;
    let tables = [
        "linking",
        "grouped_report",
        "incident_name",
        "incident_report",
        "incident",
        "toll_claim",
        "toll",
        "agreement_claim",
        "agreement",
        "saying",
        "report_key",
        "shelved",
        "month",
        "thing_key",
    ];
    for table in tables {
        transaction.execute(&format!("DELETE FROM {table}"), [])?;
    }
    Ok(())
}

/// Writes those links that are not there from before, and that the present grouping rests on all of them.
pub(crate) fn write_links(transaction: &Transaction<'_>, links: &[Link]) -> Result<(), StoreError> {
    let of_link = |link: &Link| Packed::of(&link.reasons);
    let reasons: Vec<Packed> = links.par_iter().map(of_link).collect::<Result<_, StoreError>>()?;
    links.iter().zip(&reasons).try_for_each(|(link, reasons)| write_link(transaction, link, reasons))
}

fn write_link(transaction: &Transaction<'_>, link: &Link, reasons: &Packed) -> Result<(), StoreError> {
    let row = params![link.a.as_str(), link.b.as_str(), link.verdict.as_str(), link.score, reasons];
    let sql = "SELECT id FROM link WHERE a = ?1 AND b = ?2 AND verdict = ?3 AND score = ?4 AND reasons = ?5";
    let known: Option<i64> = transaction.prepare_cached(sql)?.query_row(row, |row| row.get(0)).optional()?;
    let id = match known {
        Some(id) => id,
        None => {
            let sql = "INSERT INTO link (a, b, verdict, score, reasons) VALUES (?1, ?2, ?3, ?4, ?5)";
            transaction.prepare_cached(sql)?.insert(row)?
        }
    };
    transaction.prepare_cached("INSERT OR IGNORE INTO linking (link) VALUES (?1)")?.execute([id])?;
    Ok(())
}

/// Writes incidents with what they are found by; `briefs` of their claims.
pub(crate) fn write_incidents(
    transaction: &Transaction<'_>,
    incidents: &[Incident],
    briefs: &Briefs,
) -> Result<(), StoreError> {
    let written = |incident| Ok((Packed::of(incident)?, Packed::of(&briefs.summary(incident))?));
    let values: Vec<(Packed, Packed)> =
        incidents.par_iter().map(written).collect::<Result<_, StoreError>>()?;
    let mut all = incidents.iter().zip(&values);
    all.try_for_each(|(incident, (value, summary))| write_incident(transaction, incident, value, summary))
}

fn write_incident(
    transaction: &Transaction<'_>,
    incident: &Incident,
    value: &Packed,
    summary: &Packed,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO incident \
         (id, type, day_start, day_end, place, country, lat, lon, precision, value) \
         VALUES (:id, :type, :day_start, :day_end, :place, :country, :lat, :lon, :precision, :value)";
    let place = incident.place.as_ref();
    let number = transaction.prepare_cached(sql)?.insert(named_params! {
        ":id": incident.id.as_str(),
        ":type": incident.event_type.as_str(),
        ":day_start": incident.time.start.map(|day| day.to_string()),
        ":day_end": incident.time.end.map(|day| day.to_string()),
        ":place": place.map(|place| place.resolved.as_ref().unwrap_or(&place.name)),
        ":country": place.and_then(|place| place.country.as_ref()),
        ":lat": place.and_then(|place| place.lat),
        ":lon": place.and_then(|place| place.lon),
        ":precision": place.map(|place| place.precision.as_str()),
        ":value": value,
    })?;
    let id = incident.id.as_str();
    let sql = "INSERT INTO incident_report (report, incident) SELECT number, ?2 FROM report WHERE id = ?1";
    let mut statement = transaction.prepare_cached(sql)?;
    for report in &incident.reports {
        statement.execute(params![report.as_str(), number])?;
    }
    let sql = "INSERT OR REPLACE INTO incident_summary (incident, value) VALUES (?1, ?2)";
    transaction.prepare_cached(sql)?.execute(params![id, summary])?;
    let sql = "INSERT OR IGNORE INTO incident_name (incident, role, name) VALUES (?1, ?2, ?3)";
    let mut statement = transaction.prepare_cached(sql)?;
    for place in place.into_iter().chain(&incident.places) {
        for name in [Some(&place.name), place.resolved.as_ref(), place.adm1.as_ref()].into_iter().flatten() {
            statement.execute([id, "place", &fold(name)])?;
        }
        if let Some(country) = &place.country {
            statement.execute([id, "country", &fold(country)])?;
        }
    }
    for party in &incident.parties {
        let names = [Some(party.name.as_str()), Some(&party.words), party.id.as_ref().map(|id| id.as_str())];
        for name in names.into_iter().flatten() {
            statement.execute([id, "actor", &fold(name)])?;
        }
    }
    Ok(())
}

/// Removes an incident with all that hangs on it.
pub(crate) fn remove_incident(
    transaction: &Transaction<'_>,
    number: i64,
    id: &IncidentId,
) -> Result<(), StoreError> {
    transaction.prepare_cached("DELETE FROM incident_name WHERE incident = ?1")?.execute([id.as_str()])?;
    for sql in ["DELETE FROM incident_report WHERE incident = ?1", "DELETE FROM incident WHERE number = ?1"] {
        transaction.prepare_cached(sql)?.execute([number])?;
    }
    Ok(())
}

/// Writes which claims belong to a toll or an agreement.
fn write_members<'c>(
    transaction: &Transaction<'_>,
    table: &str,
    id: &str,
    claims: impl IntoIterator<Item = &'c ClaimId>,
) -> Result<(), StoreError> {
    let sql = format!("INSERT OR IGNORE INTO {table}_claim (claim, {table}) VALUES (?1, ?2)");
    let mut statement = transaction.prepare_cached(&sql)?;
    for claim in claims {
        statement.execute([claim.as_str(), id])?;
    }
    Ok(())
}

/// A name as it is searched for: transliterated to ASCII, in lower case.
///
/// ```
/// assert_eq!(cairn_store::fold("Türkiye"), "turkiye");
/// ```
pub fn fold(name: &str) -> String {
    any_ascii::any_ascii(name).to_ascii_lowercase()
}
