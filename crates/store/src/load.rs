use crate::pack::plain;
use crate::{Current, Register, StoreError};
use cairn_model::{Claim, ClaimId, Day, Identity, IncidentId, Provenance, Report, ReportId, Span};
use rusqlite::{Connection, OptionalExtension, Params, Row};
use serde::de::DeserializeOwned;

const REPORT: &str = "SELECT id, outlet, url, title, published, dated, language, text, file, line, digest, author, date_from FROM report";

/// Where claims are put now.
pub(crate) const PLACED: &str = "SELECT DISTINCT claim.id, claim.report, \
     json_extract(plain(claim.value), '$.evidence.sentence[0]'), \
     json_extract(plain(claim.value), '$.evidence.sentence[1]'), m.incident \
     FROM claim JOIN incident_claim AS m ON m.claim = claim.id";

/// Where claims were put that are in no incident now.
pub(crate) const ONCE_PLACED: &str = "SELECT claim, report, sentence_start, sentence_end, incident FROM identity \
     WHERE NOT EXISTS (SELECT 1 FROM incident_claim AS m WHERE m.claim = identity.claim)";

/// A row of [`PLACED`] or [`ONCE_PLACED`].
pub(crate) fn identity(row: &Row<'_>) -> rusqlite::Result<Identity> {
    Ok(Identity {
        claim: ClaimId::new(row.get::<_, String>(0)?),
        report: ReportId::new(row.get::<_, String>(1)?),
        sentence: Span::new(row.get(2)?, row.get(3)?),
        incident: IncidentId::new(row.get::<_, String>(4)?),
    })
}

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
    let sql = format!("{REPORT} WHERE id = ?1");
    let mut statement = connection.prepare_cached(&sql)?;
    statement.query_row([id.as_str()], |row| Ok(report_of(row))).optional()?.transpose()
}

/// All that grouping starts from, sorted by ids, so that the order of arrival leaves no trace.
pub(crate) fn current(connection: &Connection) -> Result<Current, StoreError> {
    let mut statement = connection.prepare(&format!("{REPORT} ORDER BY id"))?;
    let mut rows = statement.query([])?;
    let mut reports = Vec::new();
    while let Some(row) = rows.next()? {
        reports.push(report_of(row)?);
    }
    let claims: Vec<Claim> = values(connection, "SELECT value FROM current_claim ORDER BY id", [])?;
    let identities = identities(connection)?;
    let bonds = crate::bound::bound(connection)?.bonds;
    Ok(Current { reports, claims, identities, bonds })
}

/// Which incident each claim was last put into, by claim.
pub(crate) fn identities(connection: &Connection) -> Result<Vec<Identity>, StoreError> {
    let sql = format!("{PLACED} UNION ALL {ONCE_PLACED} ORDER BY 1");
    Ok(connection.prepare(&sql)?.query_map([], identity)?.collect::<Result<_, _>>()?)
}

/// The claims of a report as they were read, by id.
pub(crate) fn read_claims(connection: &Connection, report: &ReportId) -> Result<Vec<Claim>, StoreError> {
    values(connection, "SELECT value FROM read_claim WHERE report = ?1 ORDER BY id", [report.as_str()])
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

fn report_of(row: &Row<'_>) -> Result<Report, StoreError> {
    let day = |column: &str| -> Result<Option<Day>, StoreError> {
        let words: Option<String> = row.get(column)?;
        let day = words.map(|day| day.parse()).transpose();
        day.map_err(|fault: cairn_model::DayError| StoreError::Damaged(fault.to_string()))
    };
    let line: Option<i64> = row.get("line")?;
    let date_from: Option<String> = row.get("date_from")?;
    let damaged = |fault: cairn_model::UnknownWord| StoreError::Damaged(fault.to_string());
    Ok(Report {
        id: ReportId::new(row.get::<_, String>("id")?),
        outlet: row.get("outlet")?,
        url: row.get("url")?,
        title: row.get("title")?,
        author: row.get("author")?,
        published: day("published")?,
        dated: day("dated")?,
        language: row.get("language")?,
        text: row.get("text")?,
        provenance: Provenance {
            file: row.get("file")?,
            line: line.map(|line| line as u64),
            digest: row.get("digest")?,
            date_from: date_from.map(|word| word.parse()).transpose().map_err(damaged)?,
        },
    })
}
