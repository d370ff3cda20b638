use crate::ViewError;
use crate::words::{figure_words, what_words};
use cairn_model::{ClaimId, Day, ReportId, Toll, TollId};
use cairn_store::Register;
use serde::Serialize;

/// A toll with its points in words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TollRow {
    /// Its id.
    pub toll: TollId,
    /// What is counted: `killed civilian`.
    pub what: String,
    /// The place or war.
    pub place: Option<String>,
    /// The start of the period.
    pub since: Option<Day>,
    /// Who states it; empty where no report names its source.
    pub claimants: Vec<String>,
    /// The figures, the oldest first.
    pub points: Vec<TollPointRow>,
}

/// A toll at one time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TollPointRow {
    /// The day up to which it counts.
    pub as_of: Option<Day>,
    /// The figure in words.
    pub figure: String,
    /// The claim that states it.
    pub claim: ClaimId,
    /// The report it stands in.
    pub report: ReportId,
}

/// Every toll, by what is counted, place and id.
pub fn tolls(register: &Register) -> Result<Vec<TollRow>, ViewError> {
    let found: Vec<Toll> = register.values("SELECT value FROM toll ORDER BY kind, place, id", [])?;
    Ok(found.iter().map(TollRow::of).collect())
}

impl TollRow {
    fn of(toll: &Toll) -> Self {
        Self {
            toll: toll.id.clone(),
            what: what_words(toll.kind, Some(toll.object), toll.group),
            place: toll.place.clone(),
            since: toll.since,
            claimants: toll.origins.iter().map(|origin| origin.name.clone()).collect(),
            points: toll
                .points
                .iter()
                .map(|point| TollPointRow {
                    as_of: point.as_of,
                    figure: figure_words(&point.figure),
                    claim: point.claim.clone(),
                    report: point.report.clone(),
                })
                .collect(),
        }
    }
}
