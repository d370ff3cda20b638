use crate::ViewError;
use crate::overlap::{Overlap, Within};
use crate::words::{figure_words, source_words, what_words};
use cairn_model::{ClaimId, Day, Figure, Kind, Qualifier, ReportId, Toll, TollId, TollPoint};
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
    /// How many reports state it.
    pub reports: usize,
    /// How many outlets published these.
    pub outlets: usize,
    /// `5 reports, 3 outlets, 1 origin`.
    pub sources: String,
    /// The figures, the oldest first.
    pub points: Vec<TollPointRow>,
    /// The incidents of the register in its place, from its start to its last day; none where its place or
    /// its start is not known, or nothing lies in them.
    pub overlap: Option<Overlap>,
}

/// A toll at one time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TollPointRow {
    /// The day up to which it counts.
    pub as_of: Option<Day>,
    /// The figure in words.
    pub figure: String,
    /// By how much it differs from the one before, where both are numbers: `+60`, `about -3`.
    pub increment: Option<String>,
    /// The incidents of the register in its place, after the day of the one before.
    pub overlap: Option<Overlap>,
    /// The claim that states it.
    pub claim: ClaimId,
    /// The report it stands in.
    pub report: ReportId,
}

/// Every toll, by what is counted, place and id.
pub fn tolls(register: &Register) -> Result<Vec<TollRow>, ViewError> {
    tolls_in_full(register)?.iter().map(|toll| TollRow::of(register, toll)).collect()
}

/// The same in full.
pub fn tolls_in_full(register: &Register) -> Result<Vec<Toll>, ViewError> {
    Ok(register.values("SELECT value FROM toll ORDER BY kind, place, id", [])?)
}

/// Tolls of some kind (any where none) whose place has some words in it (any where empty), those with the most
/// figures first; at most `take`.
pub fn tolls_like(
    register: &Register,
    kind: Option<Kind>,
    place: &str,
    take: usize,
) -> Result<Vec<Toll>, ViewError> {
    let sql = "SELECT value FROM toll WHERE (?1 IS NULL OR kind = ?1) \
               AND (?2 = '' OR instr(lower(place), lower(?2))) \
               ORDER BY (SELECT count(*) FROM toll_claim WHERE toll = toll.id) DESC, kind, place, id LIMIT ?3";
    Ok(register.values(sql, (kind.map(Kind::as_str), place, take as i64))?)
}

/// By how much a figure has grown; none where one of the two is no plain number.
fn increment(before: &Figure, now: &Figure) -> Option<String> {
    let number = |figure: &Figure| figure.n_max.is_none().then_some(figure.n).flatten();
    let (old, new) = number(before).zip(number(now))?;
    let by = if new < old { format!("-{}", old - new) } else { format!("+{}", new - old) };
    let exact = [before, now].iter().all(|figure| figure.qualifier == Qualifier::Exact);
    Some(if exact { by } else { format!("about {by}") })
}

impl TollRow {
    pub(crate) fn of(register: &Register, toll: &Toll) -> Result<Self, ViewError> {
        let within = Within::of(register, toll)?;
        let overlap = |since: Option<Day>, until: Option<Day>| {
            let (since, until) = since.zip(until)?;
            within.as_ref()?.between(since, until, toll.kind)
        };
        let mut before: Option<&TollPoint> = None;
        let points = toll.points.iter().map(|point| {
            let last = before.replace(point);
            TollPointRow {
                as_of: point.as_of,
                figure: figure_words(&point.figure),
                increment: last.and_then(|last| increment(&last.figure, &point.figure)),
                overlap: last.and_then(|last| overlap(last.as_of.map(|day| day.plus_days(1)), point.as_of)),
                claim: point.claim.clone(),
                report: point.report.clone(),
            }
        });
        let points = points.collect();
        let mut reports: Vec<&str> = toll.points.iter().map(|point| point.report.as_str()).collect();
        reports.sort_unstable();
        reports.dedup();
        let mut outlets: Vec<String> = Vec::new();
        for report in &reports {
            outlets.extend(register.report(&ReportId::new(*report))?.and_then(|report| report.outlet));
        }
        outlets.sort_unstable();
        outlets.dedup();
        Ok(Self {
            toll: toll.id.clone(),
            what: what_words(toll.kind, Some(toll.object), toll.group),
            place: toll.place.clone(),
            since: toll.since,
            claimants: toll.origins.iter().map(|origin| origin.name.clone()).collect(),
            reports: reports.len(),
            outlets: outlets.len(),
            sources: source_words(reports.len(), outlets.len(), toll.origins.len()),
            points,
            overlap: overlap(toll.since, toll.points.iter().filter_map(|point| point.as_of).max()),
        })
    }
}
