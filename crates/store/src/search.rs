//! Full text.

use crate::StoreError;
use cairn_model::ReportId;
use rusqlite::Transaction;

/// How words are told apart and compared, as the table `search` is made.
pub const TOKENIZER: &str = "porter unicode61 remove_diacritics 2";

/// Writes down what words a report has. `again` where that was done before, for other claims.
pub(crate) fn index(transaction: &Transaction<'_>, report: &ReportId, again: bool) -> Result<(), StoreError> {
    let report = [report.as_str()];
    if again {
        let sql = "DELETE FROM search WHERE rowid = (SELECT id FROM search_report WHERE report = ?1)";
        transaction.prepare_cached(sql)?.execute(report)?;
    } else {
        transaction
            .prepare_cached("INSERT OR IGNORE INTO search_report (report) VALUES (?1)")?
            .execute(report)?;
    }
    let sql = "INSERT INTO search (rowid, title, text, names) \
               SELECT id, title, text, names FROM searched WHERE report = ?1";
    transaction.prepare_cached(sql)?.execute(report)?;
    Ok(())
}
