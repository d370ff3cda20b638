//! The reports in which a name stands, so that a decision about a name reads these and no others.

use crate::StoreError;
use cairn_model::{Claim, ReportId};
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, Transaction, params};
use std::collections::BTreeSet;

/// The first eight bytes of BLAKE3 of a folded name. Two names that share them would only have a few reports be
/// looked at in vain.
fn hash(folded: &str) -> i64 {
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&blake3::hash(folded.as_bytes()).as_bytes()[..8]);
    i64::from_le_bytes(bytes)
}

/// By what the names of claims are found.
pub(crate) fn hashes<'c>(claims: impl IntoIterator<Item = &'c Claim>) -> BTreeSet<i64> {
    claims.into_iter().flat_map(cairn_decide::names).map(|name| hash(&name)).collect()
}

/// Writes down by what names ([`hashes`]) the claims of a report are found.
pub(crate) fn write(
    transaction: &Transaction<'_>,
    report: &ReportId,
    names: &BTreeSet<i64>,
) -> Result<(), StoreError> {
    let sql = "INSERT OR IGNORE INTO named (name, report) VALUES (?1, ?2)";
    let mut statement = transaction.prepare_cached(sql)?;
    for name in names {
        statement.execute(params![name, report.as_str()])?;
    }
    Ok(())
}

/// The reports with a claim in which a name stands, and perhaps some more.
pub(crate) fn reports(connection: &Connection, name: &str) -> Result<Vec<ReportId>, StoreError> {
    let sql = "SELECT report FROM named WHERE name = ?1 ORDER BY report";
    let mut statement = connection.prepare_cached(sql)?;
    let of_row = |row: &rusqlite::Row<'_>| row.get::<_, String>(0).map(ReportId::new);
    let found = statement.query_map([hash(&cairn_decide::fold(name))], of_row)?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Makes `names(CLAIM)` known to SQL, for registers of before there was the table: an array of what the names of a
/// claim are found by.
pub(crate) fn teach(connection: &Connection) -> Result<(), StoreError> {
    let flags =
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("names", 1, flags, |call| {
        let failed = |fault: StoreError| rusqlite::Error::UserFunctionError(Box::new(fault));
        let claim: Claim = serde_json::from_slice(&crate::plain(call.get_raw(0)).map_err(failed)?)
            .map_err(|fault| failed(fault.into()))?;
        serde_json::to_string(&hashes([&claim])).map_err(|fault| failed(fault.into()))
    })?;
    Ok(())
}
