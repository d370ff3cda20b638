use crate::reports::{self, ReportRow};
use crate::{ViewError, find};
use cairn_model::{Claim, Incident, IncidentId, Report, ReportId};
use cairn_store::{Register, StoreError};
use std::collections::BTreeMap;

/// An incident with all that it rests on, in full.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// The incident.
    pub incident: Incident,
    /// Its claims that hold, by id.
    pub claims: Vec<Claim>,
    /// The reports that carry it.
    pub reports: BTreeMap<ReportId, Report>,
}

/// The incident of an id, or of the first letters of it, with all that it rests on.
pub fn dossier(register: &Register, id: &str) -> Result<Dossier, ViewError> {
    let incident = incident(register, id)?;
    let claims = claims(register, &incident)?;
    let reports = reports(register, &incident)?;
    Ok(Dossier { incident, claims, reports })
}

/// A report with all that was read from it.
#[derive(Debug, Clone)]
pub struct ReportView {
    /// The report.
    pub report: Report,
    /// The report on one line: its family, its tie, its incidents.
    pub row: ReportRow,
    /// Its claims that hold, in the order of the text.
    pub claims: Vec<Claim>,
    /// Which incidents each claim belongs to, in the order of `claims`.
    pub incidents: Vec<Vec<IncidentId>>,
}

/// The report of an id, or of the first letters of it.
pub fn report_view(register: &Register, id: &str) -> Result<ReportView, ViewError> {
    let id = find::full_id(register, "report", "report", id)?;
    let unknown = || ViewError::Unknown { noun: "report", id: id.clone() };
    let report = register.report(&ReportId::new(&id))?.ok_or_else(unknown)?;
    let row = reports::report_row(register, &id)?.ok_or_else(unknown)?;
    let mut claims = register.claims(&report.id)?;
    claims.sort_by_key(|claim| {
        let words = claim.evidence.figure.or(claim.evidence.trigger);
        (words.unwrap_or(claim.evidence.sentence), claim.id.clone())
    });
    let incidents =
        claims.iter().map(|claim| register.incidents_of(claim)).collect::<Result<_, StoreError>>()?;
    Ok(ReportView { report, row, claims, incidents })
}

/// The incident of an id, or of the first letters of it.
pub(crate) fn incident(register: &Register, id: &str) -> Result<Incident, ViewError> {
    let id = find::full_id(register, "incident", "incident", id)?;
    let found: Vec<Incident> = register.values("SELECT value FROM incident WHERE id = ?1", [&id])?;
    found.into_iter().next().ok_or(ViewError::Unknown { noun: "incident", id })
}

/// The claims of an incident that hold, by id.
pub(crate) fn claims(register: &Register, incident: &Incident) -> Result<Vec<Claim>, ViewError> {
    Ok(register.claims_of(incident)?)
}

/// The reports that carry an incident.
pub(crate) fn reports(
    register: &Register,
    incident: &Incident,
) -> Result<BTreeMap<ReportId, Report>, ViewError> {
    let mut reports = BTreeMap::new();
    for id in &incident.reports {
        if let Some(report) = register.report(id)? {
            reports.insert(id.clone(), report);
        }
    }
    Ok(reports)
}
