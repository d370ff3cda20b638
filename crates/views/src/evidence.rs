use crate::{ViewError, find};
use cairn_model::{Claim, Incident, Report, ReportId};
use cairn_store::Register;
use std::collections::BTreeMap;

/// The incident of an id, or of the first letters of it.
pub(crate) fn incident(register: &Register, id: &str) -> Result<Incident, ViewError> {
    let id = find::full_id(register, "incident", "incident", id)?;
    let found: Vec<Incident> = register.values("SELECT value FROM incident WHERE id = ?1", [&id])?;
    found.into_iter().next().ok_or(ViewError::Unknown { noun: "incident", id })
}

/// The claims of an incident that hold, by id.
pub(crate) fn claims(register: &Register, incident: &Incident) -> Result<Vec<Claim>, ViewError> {
    let sql = "SELECT c.value FROM incident_claim JOIN current_claim AS c ON c.id = claim \
               WHERE incident = ?1 ORDER BY c.id";
    Ok(register.values(sql, [incident.id.as_str()])?)
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
