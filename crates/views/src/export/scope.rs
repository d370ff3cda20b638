use crate::incidents::found;
use crate::{Filter, ViewError};
use cairn_model::{ClaimId, Incident, IncidentId, ReportId};
use cairn_store::Register;
use std::collections::BTreeSet;

/// What a filter leaves: the incidents that pass it, their claims, the reports that carry them; of tolls
/// and agreements those that these reports speak of.
#[derive(Debug)]
pub(super) struct Scope(Option<Chosen>);

#[derive(Debug)]
struct Chosen {
    incidents: BTreeSet<IncidentId>,
    claims: BTreeSet<ClaimId>,
    reports: BTreeSet<ReportId>,
    /// All claims of the reports.
    said: BTreeSet<ClaimId>,
}

impl Scope {
    /// Everything.
    pub fn all() -> Self {
        Self(None)
    }

    pub fn of(register: &Register, filter: &Filter) -> Result<Self, ViewError> {
        if filter.is_open() {
            return Ok(Self::all());
        }
        let incidents: Vec<Incident> = found(register, filter)?;
        let mut chosen = Chosen {
            incidents: incidents.iter().map(|incident| incident.id.clone()).collect(),
            claims: incidents.iter().flat_map(|incident| incident.claims.iter().cloned()).collect(),
            reports: incidents.iter().flat_map(|incident| incident.reports.iter().cloned()).collect(),
            said: BTreeSet::new(),
        };
        for report in &chosen.reports {
            chosen.said.extend(register.claims(report)?.into_iter().map(|claim| claim.id));
        }
        Ok(Self(Some(chosen)))
    }

    pub fn has_incident(&self, id: &IncidentId) -> bool {
        self.0.as_ref().is_none_or(|chosen| chosen.incidents.contains(id))
    }

    pub fn has_claim(&self, id: &ClaimId) -> bool {
        self.0.as_ref().is_none_or(|chosen| chosen.claims.contains(id))
    }

    pub fn has_report(&self, id: &ReportId) -> bool {
        self.0.as_ref().is_none_or(|chosen| chosen.reports.contains(id))
    }

    /// Whether one of the claims stands in a report that is left.
    pub fn says<'c>(&self, mut claims: impl Iterator<Item = &'c ClaimId>) -> bool {
        self.0.as_ref().is_none_or(|chosen| claims.any(|claim| chosen.said.contains(claim)))
    }

    /// Whether everything is left.
    pub fn is_all(&self) -> bool {
        self.0.is_none()
    }
}
