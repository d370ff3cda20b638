//! Driver of the corpora of grouping: each report's main incident, with what it says of it.

use crate::casualties::total;
use cairn_link::{Linked, died};
use cairn_model::{Claim, ClaimId, Day, Incident, IncidentId, Kind, Report, ReportId};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// One line: a report's main incident, or an incident as a whole (`report` is absent).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row<'l> {
    /// The report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<&'l ReportId>,
    /// The incident it is chiefly about.
    pub incident: &'l IncidentId,
    /// People killed, as the report has it.
    pub killed: Option<u64>,
    /// People injured, as the report has it.
    pub injured: Option<u64>,
    /// The day, where the texts give one.
    pub date: Option<Day>,
}

/// The day of an incident, where its texts give one day or the first of a few.
fn date(incident: &Incident) -> Option<Day> {
    incident.time.iso().and(incident.time.start)
}

/// One row a report, by report, then one row an incident that has claims.
pub fn rows<'l>(linked: &'l Linked, reports: &[Report], claims: &[Claim]) -> Vec<Row<'l>> {
    let texts: BTreeMap<&ReportId, &str> =
        reports.iter().map(|report| (&report.id, report.text.as_str())).collect();
    let by_id: BTreeMap<&ClaimId, &Claim> = claims.iter().map(|claim| (&claim.id, claim)).collect();
    let incidents: BTreeMap<&IncidentId, &Incident> =
        linked.incidents.iter().map(|incident| (&incident.id, incident)).collect();
    let claims_of = |incident: &Incident| -> Vec<&Claim> {
        incident.claims.iter().filter_map(|id| by_id.get(id).copied()).collect()
    };
    let of_report = linked.main.iter().map(|(report, id)| {
        let incident = incidents.get(id).copied();
        let mut own: Vec<&Claim> = incident.map(&claims_of).unwrap_or_default();
        own.retain(|claim| claim.report == *report);
        let died = died(&own, texts.get(report).copied().unwrap_or_default());
        let stated = |kind| total(own.iter().copied().zip(died.iter().copied()), kind);
        Row {
            report: Some(report),
            incident: id,
            killed: stated(Kind::Killed),
            injured: stated(Kind::Wounded),
            date: incident.and_then(date),
        }
    });
    let main: BTreeSet<&IncidentId> = linked.main.iter().map(|(_, incident)| incident).collect();
    let whole = linked.incidents.iter().filter(|incident| main.contains(&incident.id)).map(|incident| {
        let all = claims_of(incident);
        let stated = |kind| total(all.iter().map(|claim| (*claim, 0)), kind);
        Row {
            report: None,
            incident: &incident.id,
            killed: stated(Kind::Killed),
            injured: stated(Kind::Wounded),
            date: date(incident),
        }
    });
    of_report.chain(whole).collect()
}
