use super::Table;
use crate::ViewError;
use cairn_model::{Agreement, Claim, Incident, Provenance, Report, ReportId, Toll};
use cairn_store::Register;
use serde::Serialize;
use std::io::Write;

/// One line: the noun in full, told by `record`.
#[derive(Serialize)]
#[serde(tag = "record", rename_all = "snake_case")]
enum Record {
    Report(Report),
    Claim(Claim),
    Incident(Incident),
    Toll(Toll),
    Agreement(Agreement),
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
                    line(Record::Report(report), out)?;
                }
            }
            Ok(())
        }
        Table::Claims => {
            let claims = register.values("SELECT value FROM current_claim ORDER BY id", [])?;
            lines(claims, Record::Claim, out)
        }
        Table::Incidents => {
            let incidents = register.values("SELECT value FROM incident ORDER BY id", [])?;
            lines(incidents, Record::Incident, out)
        }
        Table::Tolls => lines(register.values("SELECT value FROM toll ORDER BY id", [])?, Record::Toll, out),
        Table::Agreements => {
            let agreements = register.values("SELECT value FROM agreement ORDER BY id", [])?;
            lines(agreements, Record::Agreement, out)
        }
    }
}

fn lines<T>(nouns: Vec<T>, record: fn(T) -> Record, out: &mut impl Write) -> Result<(), ViewError> {
    nouns.into_iter().try_for_each(|noun| line(record(noun), out))
}

fn line(record: Record, out: &mut impl Write) -> Result<(), ViewError> {
    serde_json::to_writer(&mut *out, &record)?;
    Ok(out.write_all(b"\n")?)
}
