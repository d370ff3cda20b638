use crate::pack::{Packed, plain};
use crate::reading::Sheet;
use crate::{Current, Register, StoreError, placed};
use cairn_model::{Claim, Day, Provenance, Report, ReportId};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Params, Row};
use serde::de::DeserializeOwned;

/// The columns are read by their places.
const REPORT: &str = "SELECT id, outlet, url, title, published, dated, language, text, name AS file, line, digest, author, \
     date_from, part, record, byte FROM report LEFT JOIN file ON file.number = report.file";

impl Register {
    /// A report by its id.
    pub fn report(&self, id: &ReportId) -> Result<Option<Report>, StoreError> {
        report(&self.connection, id)
    }

    /// The nouns in the one column that `sql` selects, packed or as JSON, in its order.
    ///
    /// ```
    /// # use cairn_store::Register;
    /// let register = Register::in_memory().unwrap();
    /// let claims: Vec<cairn_model::Claim> =
    ///     register.values("SELECT value FROM current_claim ORDER BY id", []).unwrap();
    /// assert!(claims.is_empty());
    /// ```
    pub fn values<T: DeserializeOwned>(
        &self,
        sql: &str,
        parameters: impl Params,
    ) -> Result<Vec<T>, StoreError> {
        values(&self.connection, sql, parameters)
    }
}

pub(crate) fn report(connection: &Connection, id: &ReportId) -> Result<Option<Report>, StoreError> {
    packed_report(connection, id)?.map(PackedReport::unpack).transpose()
}

/// The same without unpacking its text.
pub(crate) fn packed_report(
    connection: &Connection,
    id: &ReportId,
) -> Result<Option<PackedReport>, StoreError> {
    let sql = format!("{REPORT} WHERE id = ?1");
    let mut statement = connection.prepare_cached(&sql)?;
    statement.query_row([id.as_str()], |row| Ok(report_of(row))).optional()?.transpose()
}

/// A report whose text is left to be unpacked by whoever has cores to spare.
pub(crate) struct PackedReport {
    report: Report,
    text: Packed,
}

impl PackedReport {
    pub(crate) fn unpack(self) -> Result<Report, StoreError> {
        Ok(Report { text: self.text.words()?, ..self.report })
    }
}

/// All that grouping starts from, sorted by ids, so that the order of arrival leaves no trace.
pub(crate) fn current(connection: &Connection) -> Result<Current, StoreError> {
    let mut statement = connection.prepare(&format!("{REPORT} ORDER BY id"))?;
    let mut rows = statement.query([])?;
    let mut reports = Vec::new();
    while let Some(row) = rows.next()? {
        reports.push(report_of(row)?.unpack()?);
    }
    let mut claims: Vec<Claim> = Vec::new();
    for report in &reports {
        claims.append(&mut Sheet::of(connection, &report.id)?.claims()?);
    }
    claims.sort_by(|a, b| a.id.cmp(&b.id));
    let identities = placed::identities(connection)?;
    let bonds = crate::bound::bound(connection)?.bonds;
    Ok(Current { reports, claims, identities, bonds })
}

pub(crate) fn values<T: DeserializeOwned>(
    connection: &Connection,
    sql: &str,
    parameters: impl Params,
) -> Result<Vec<T>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(parameters)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(serde_json::from_slice(&plain(row.get_ref(0)?)?)?);
    }
    Ok(found)
}

/// The digest of a report's bytes: a BLAKE3 in hexadecimal digits, or what a file gave as one.
fn digest(value: ValueRef<'_>) -> Result<Option<String>, StoreError> {
    Ok(match value {
        ValueRef::Blob(bytes) => {
            let hash = blake3::Hash::from_slice(bytes);
            Some(hash.map_err(|fault| StoreError::Damaged(fault.to_string()))?.to_hex().to_string())
        }
        ValueRef::Text(words) => Some(String::from_utf8_lossy(words).into_owned()),
        _ => None,
    })
}

/// A row of [`REPORT`].
fn report_of(row: &Row<'_>) -> Result<PackedReport, StoreError> {
    let day = |column: usize| -> Result<Option<Day>, StoreError> {
        let words = row.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from)?;
        let day = words.map(str::parse).transpose();
        day.map_err(|fault: cairn_model::DayError| StoreError::Damaged(fault.to_string()))
    };
    let number =
        |column: usize| row.get(column).map(|number: Option<i64>| number.map(|number| number as u64));
    let date_from: Option<String> = row.get(12)?;
    let damaged = |fault: cairn_model::UnknownWord| StoreError::Damaged(fault.to_string());
    let report = Report {
        id: ReportId::new(row.get::<_, String>(0)?),
        outlet: row.get(1)?,
        url: row.get(2)?,
        title: row.get(3)?,
        published: day(4)?,
        dated: day(5)?,
        language: row.get(6)?,
        text: String::new(),
        author: row.get(11)?,
        provenance: Provenance {
            file: row.get(8)?,
            line: number(9)?,
            digest: digest(row.get_ref(10)?)?,
            date_from: date_from.map(|word| word.parse()).transpose().map_err(damaged)?,
            part: row.get(13)?,
            record: number(14)?,
            offset: number(15)?,
        },
    };
    Ok(PackedReport { report, text: Packed::read(row, 7)? })
}
