use super::Table;
use crate::ViewError;
use cairn_model::{Agreement, Claim, Decision, Incident, Provenance, Report, ReportId, Toll};
use cairn_store::Register;
use serde::Serialize;
use std::io::Write;

/// One line: the noun in full, told by `record`.
#[derive(Serialize)]
#[serde(tag = "record", rename_all = "snake_case")]
enum Record<'n> {
    Report(&'n Report),
    Claim(&'n Claim),
    Incident(&'n Incident),
    Toll(&'n Toll),
    Agreement(&'n Agreement),
    Decision(&'n Decision),
}

pub(super) fn write(register: &Register, table: Table, out: &mut impl Write) -> Result<(), ViewError> {
    match table {
        Table::Reports => {
            let mut statement = register.connection().prepare("SELECT id FROM report ORDER BY id")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let id = ReportId::new(row.get::<_, String>(0)?);
                if let Some(mut report) = register.report(&id)? {
                    // Which file and line a report came from first depends on the order of arrival.
                    report.provenance = Provenance::default();
                    line(Record::Report(&report), out)?;
                }
            }
            Ok(())
        }
        Table::Claims => {
            let claims: Vec<Claim> = register.values("SELECT value FROM current_claim ORDER BY id", [])?;
            claims.iter().try_for_each(|claim| line(Record::Claim(claim), out))
        }
        Table::Incidents => {
            let incidents: Vec<Incident> = register.values("SELECT value FROM incident ORDER BY id", [])?;
            incidents.iter().try_for_each(|incident| line(Record::Incident(incident), out))
        }
        Table::Tolls => {
            let tolls: Vec<Toll> = register.values("SELECT value FROM toll ORDER BY id", [])?;
            tolls.iter().try_for_each(|toll| line(Record::Toll(toll), out))
        }
        Table::Agreements => {
            let agreements: Vec<Agreement> =
                register.values("SELECT value FROM agreement ORDER BY id", [])?;
            agreements.iter().try_for_each(|agreement| line(Record::Agreement(agreement), out))
        }
    }
}

/// Every decision, by when it was made: numbers belong to one register.
pub(super) fn write_decisions(register: &Register, out: &mut impl Write) -> Result<(), ViewError> {
    let mut decisions = register.decisions()?;
    decisions.sort_by(|a, b| a.decision.rank().cmp(&b.decision.rank()));
    decisions.iter().try_for_each(|one| line(Record::Decision(&one.decision), out))
}

fn line(record: Record<'_>, out: &mut impl Write) -> Result<(), ViewError> {
    serde_json::to_writer(&mut *out, &record)?;
    Ok(out.write_all(b"\n")?)
}
