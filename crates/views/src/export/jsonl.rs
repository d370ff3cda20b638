use super::record::{ReadReport, Record, RecordLine};
use super::shape::Shape;
use super::sheet::{Datum, Head, Sink};
use super::{Exporter, Table, load};
use crate::ViewError;
use cairn_model::{Agreement, Claim, Incident, Provenance, ReportId, RulesetDigest, Toll};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::io::Write;

/// Writes the nouns of a table in full, by id, claims by report and id; gives how many.
/// Claims are written as they stand, or as they were read.
pub(super) fn write(
    exporter: &Exporter<'_>,
    table: Table,
    as_read: bool,
    out: &mut dyn Write,
) -> Result<u64, ViewError> {
    let mut lines = Lines { protected: exporter.veil.is_some(), held: Vec::new(), n: 0, out };
    let scope = &exporter.scope;
    match table {
        Table::Reports => reports(exporter, &mut lines)?,
        // With the decisions goes what they were made about, rejected claims too.
        Table::Claims => {
            let register = exporter.register;
            let write = |claim: Claim| match scope.has_claim(&claim.id) {
                true => lines.take(Record::Claim(Box::new(exporter.claim(claim)))),
                false => Ok(()),
            };
            if as_read { register.each_claim_as_read(write)? } else { register.each_claim(write)? }
        }
        Table::Incidents => nouns(
            exporter,
            "SELECT value FROM incident ORDER BY id",
            |incident: &Incident| scope.has_incident(&incident.id),
            |incident| Record::Incident(Box::new(exporter.incident(incident))),
            &mut lines,
        )?,
        Table::Tolls => nouns(
            exporter,
            "SELECT value FROM toll ORDER BY id",
            |toll: &Toll| scope.says(toll.points.iter().map(|point| &point.claim)),
            |toll| Record::Toll(Box::new(exporter.toll(toll))),
            &mut lines,
        )?,
        Table::Agreements => nouns(
            exporter,
            "SELECT value FROM agreement ORDER BY id",
            |agreement: &Agreement| scope.says(agreement.claims.iter()),
            |agreement| Record::Agreement(Box::new(exporter.agreement(agreement))),
            &mut lines,
        )?,
        // Figures are parts of incidents; as lines of their own they are rows.
        Table::Figures => {}
    }
    lines.finish()
}

/// Writes what people decided, and which incident claims of old belong to; gives how many lines.
pub(super) fn write_past(exporter: &Exporter<'_>, out: &mut dyn Write) -> Result<u64, ViewError> {
    let mut lines = Lines { protected: false, held: Vec::new(), n: 0, out };
    // By when they were made: numbers belong to one register.
    let mut decisions = exporter.register.decisions()?;
    decisions.sort_by(|a, b| a.decision.rank().cmp(&b.decision.rank()));
    for decision in decisions {
        lines.take(Record::Decision(Box::new(decision.decision)))?;
    }
    for identity in exporter.register.once_placed()? {
        lines.take(Record::Identity(Box::new(identity)))?;
    }
    lines.finish()
}

fn nouns<T: DeserializeOwned>(
    exporter: &Exporter<'_>,
    sql: &str,
    keep: impl Fn(&T) -> bool,
    record: impl Fn(T) -> Record,
    lines: &mut Lines<'_>,
) -> Result<(), ViewError> {
    load::each(exporter.register, sql, [], |noun: T| match keep(&noun) {
        true => lines.take(record(noun)),
        false => Ok(()),
    })
}

fn reports(exporter: &Exporter<'_>, lines: &mut Lines<'_>) -> Result<(), ViewError> {
    let sql = "SELECT report.id, ruleset, program FROM report JOIN run ON run.id = run ORDER BY report.id";
    let mut statement = exporter.register.connection().prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id = ReportId::new(row.get::<_, String>(0)?);
        let Some(mut report) = exporter.register.report(&id)?.filter(|_| exporter.scope.has_report(&id))
        else {
            continue;
        };
        // Which file and line a report came from first depends on the order of arrival.
        report.provenance = Provenance::default();
        if let Some(veil) = &exporter.veil {
            report = veil.report(report);
        }
        let (ruleset, program) = (RulesetDigest::new(row.get::<_, String>(1)?), row.get(2)?);
        lines.take(Record::Report(Box::new(ReadReport { report, ruleset, program })))?;
    }
    Ok(())
}

/// Lines on their way out. Those of a protected export are held until all are there, and sorted: the order
/// of the old ids would tell of their digits.
struct Lines<'o> {
    protected: bool,
    held: Vec<Vec<u8>>,
    n: u64,
    out: &'o mut dyn Write,
}

impl Lines<'_> {
    fn take(&mut self, record: Record) -> Result<(), ViewError> {
        self.n += 1;
        if self.protected {
            self.held.push(serde_json::to_vec(&RecordLine { record, protected: true })?);
            return Ok(());
        }
        line(&record, self.out)
    }

    fn finish(mut self) -> Result<u64, ViewError> {
        self.held.sort();
        for mut one in std::mem::take(&mut self.held) {
            one.push(b'\n');
            self.out.write_all(&one)?;
        }
        Ok(self.n)
    }
}

fn line(value: &impl Serialize, out: &mut dyn Write) -> Result<(), ViewError> {
    serde_json::to_writer(&mut *out, value)?;
    Ok(out.write_all(b"\n")?)
}

/// Rows of a table as lines: an object each, its fields named as the columns.
pub(super) struct RowLines<'o> {
    pub record: &'static str,
    pub heads: Vec<Head>,
    pub out: &'o mut dyn Write,
}

impl Sink for RowLines<'_> {
    fn row(&mut self, cells: &[Datum], _: Option<&Shape>) -> Result<(), ViewError> {
        let mut object = Map::new();
        object.insert("record".to_owned(), Value::from(self.record));
        for (head, cell) in self.heads.iter().zip(cells) {
            object.insert(head.name.to_owned(), serde_json::to_value(cell)?);
        }
        line(&object, self.out)
    }
}
