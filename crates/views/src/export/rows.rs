use super::claim_table::{CLAIMS, ClaimEntry, FIGURES, FigureEntry};
use super::incident_table::{Entry, INCIDENTS};
use super::other_tables::{AGREEMENTS, REPORTS, TOLLS, TermEntry, TollEntry};
use super::sheet::{Datum, Head, Sink, cells, heads};
use super::{Exporter, Table};
use crate::decisions::decided_anywhere;
use crate::incidents::found;
use crate::profile::Case;
use crate::words::figure_words;
use crate::{AgreementRow, Decided, Profile, TollRow, ViewError, reports, tolls_in_full};
use cairn_model::{Agreement, Claim, Day, Incident, IncidentId, Toll};
use std::collections::BTreeMap;

/// The heads of a table's columns.
pub(super) fn heads_of(table: Table) -> Vec<Head> {
    match table {
        Table::Reports => heads(REPORTS),
        Table::Claims => heads(CLAIMS),
        Table::Incidents => heads(INCIDENTS),
        Table::Figures => heads(FIGURES),
        Table::Tolls => heads(TOLLS),
        Table::Agreements => heads(AGREEMENTS),
    }
}

/// Hands the rows of a table to a sink; gives how many.
pub(super) fn write(exporter: &Exporter<'_>, table: Table, sink: &mut dyn Sink) -> Result<u64, ViewError> {
    let mut n = 0;
    let mut take = |cells: Vec<Datum>, shape: Option<super::shape::Shape>| {
        n += 1;
        sink.row(&cells, shape.as_ref())
    };
    match table {
        Table::Incidents => {
            for entry in entries(exporter)? {
                take(cells(INCIDENTS, &entry), entry.shape())?;
            }
        }
        Table::Claims => {
            // What people decided is free text, and shows who they are.
            let standings = match exporter.veil {
                Some(_) => BTreeMap::new(),
                None => decided_anywhere(exporter.register)?,
            };
            claims(exporter, |claim| {
                let decided = standings.get(&claim.id).and_then(Decided::of);
                let decided = decided.map(|decided| decided.lines()).unwrap_or_default();
                take(cells(CLAIMS, &ClaimEntry { claim, decided }), None)
            })?;
        }
        Table::Figures => {
            for Entry { incident, .. } in entries(exporter)? {
                for series in &incident.figures {
                    for point in &series.points {
                        let entry = FigureEntry {
                            incident: incident.id.clone(),
                            series: series.clone(),
                            point: point.clone(),
                        };
                        take(cells(FIGURES, &entry), None)?;
                    }
                }
            }
        }
        Table::Tolls => {
            for (toll, told) in tolls(exporter)? {
                for (point, told) in toll.points.iter().zip(told.points) {
                    let entry = TollEntry { toll: toll.clone(), point: point.clone(), told };
                    take(cells(TOLLS, &entry), None)?;
                }
            }
        }
        Table::Agreements => {
            for entry in terms(exporter)? {
                take(cells(AGREEMENTS, &entry), None)?;
            }
        }
        Table::Reports => {
            let rows = reports(exporter.register)?.into_iter();
            let rows = rows.filter(|row| exporter.scope.has_report(&row.report));
            let mut rows: Vec<_> = match &exporter.veil {
                Some(veil) => rows.map(|row| veil.report_row(row)).collect(),
                None => rows.collect(),
            };
            if exporter.veil.is_some() {
                rows.sort_by(|a, b| {
                    let key = |row: &crate::ReportRow| (row.published.is_none(), row.published);
                    key(a).cmp(&key(b)).then_with(|| a.report.cmp(&b.report))
                });
            }
            for row in rows {
                take(cells(REPORTS, &row), None)?;
            }
        }
    }
    Ok(n)
}

/// The incidents that are exported, by day and id.
pub(super) fn entries(exporter: &Exporter<'_>) -> Result<Vec<Entry>, ViewError> {
    let cell = exporter.veil.as_ref().and_then(|veil| veil.cell());
    let mut incidents: Vec<Incident> = found(exporter.register, &exporter.options.filter)?;
    if let Some(veil) = &exporter.veil {
        incidents = incidents.into_iter().map(|incident| veil.incident(incident)).collect();
        incidents.sort_by(|a, b| (day(a), &a.id).cmp(&(day(b), &b.id)));
    }
    Ok(incidents.into_iter().map(|incident| Entry::new(incident, cell)).collect())
}

fn day(incident: &Incident) -> (bool, Option<Day>) {
    let day = incident.time.start.or(incident.time.end);
    (day.is_none(), day)
}

/// The claims that are exported, by report and id.
fn claims(
    exporter: &Exporter<'_>,
    mut take: impl FnMut(Claim) -> Result<(), ViewError>,
) -> Result<(), ViewError> {
    let mut held: Vec<Claim> = Vec::new();
    exporter.register.each_claim(|claim| {
        if !exporter.scope.has_claim(&claim.id) {
            return Ok(());
        }
        match &exporter.veil {
            Some(veil) => {
                held.push(veil.claim(claim));
                Ok(())
            }
            None => take(claim),
        }
    })?;
    held.sort_by(|a, b| (&a.report, &a.id).cmp(&(&b.report, &b.id)));
    held.into_iter().try_for_each(take)
}

/// The tolls that are exported, as rows and in full.
pub(super) fn tolls(exporter: &Exporter<'_>) -> Result<Vec<(TollRow, Toll)>, ViewError> {
    let mut all: Vec<(TollRow, Toll)> = Vec::new();
    for toll in tolls_in_full(exporter.register)? {
        if !exporter.scope.says(toll.points.iter().map(|point| &point.claim)) {
            continue;
        }
        let mut row = TollRow::of(exporter.register, &toll)?;
        let told = exporter.toll(toll);
        if exporter.veil.is_some() {
            row.toll = told.id.clone();
            row.place = told.place.clone();
            row.claimants = told.origins.iter().map(|origin| origin.name.clone()).collect();
            for (point, told) in row.points.iter_mut().zip(&told.points) {
                point.figure = figure_words(&told.figure);
                point.claim = told.claim.clone();
                point.report = told.report.clone();
            }
        }
        all.push((row, told));
    }
    if exporter.veil.is_some() {
        all.sort_by(|(_, a), (_, b)| (a.kind, &a.place, &a.id).cmp(&(b.kind, &b.place, &b.id)));
    }
    Ok(all)
}

/// The agreements that are exported, by day and name.
pub(super) fn agreements(exporter: &Exporter<'_>) -> Result<Vec<Agreement>, ViewError> {
    let sql = "SELECT value FROM agreement ORDER BY day_start IS NULL, day_start, name, id";
    let all: Vec<Agreement> = exporter.register.values(sql, [])?;
    let all = all.into_iter().filter(|agreement| exporter.scope.says(agreement.claims.iter()));
    let mut all: Vec<Agreement> = all.map(|agreement| exporter.agreement(agreement)).collect();
    if exporter.veil.is_some() {
        all.sort_by(|a, b| {
            let key = |one: &Agreement| (one.time.start.is_none(), one.time.start);
            key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
        });
    }
    Ok(all)
}

/// Their terms; one row for an agreement without a known term.
fn terms(exporter: &Exporter<'_>) -> Result<Vec<TermEntry>, ViewError> {
    let mut entries = Vec::new();
    for agreement in &agreements(exporter)? {
        let row = AgreementRow::of(agreement, Vec::new());
        let terms: Vec<Option<_>> = row.terms.iter().cloned().map(Some).collect();
        let terms = if terms.is_empty() { vec![None] } else { terms };
        entries.extend(terms.into_iter().map(|term| TermEntry { agreement: row.clone(), term }));
    }
    Ok(entries)
}

/// The rows of a profile, by day and id.
pub(super) fn profile(
    exporter: &Exporter<'_>,
    profile: Profile,
) -> Result<Vec<crate::ProfileRow>, ViewError> {
    let mut cases: Vec<(bool, Option<Day>, IncidentId, Case)> = Vec::new();
    let mut rows = Vec::new();
    for incident in found(exporter.register, &exporter.options.filter)? {
        let case = Case::load(exporter.register, incident.id.as_str())?;
        match &exporter.veil {
            None => rows.extend(profile.rows(case)),
            Some(veil) => {
                let case = case.map(
                    |incident| veil.incident(incident),
                    |claim| veil.claim(claim),
                    |report| veil.report(report),
                );
                let (undated, day) = day(&case.incident);
                cases.push((undated, day, case.incident.id.clone(), case));
            }
        }
    }
    cases.sort_by(|a, b| (a.0, a.1, &a.2).cmp(&(b.0, b.1, &b.2)));
    rows.extend(cases.into_iter().flat_map(|(.., case)| profile.rows(case)));
    Ok(rows)
}
