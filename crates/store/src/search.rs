//! Full text.

use crate::StoreError;
use crate::load::values;
use cairn_model::{Claim, ReportId};
use rusqlite::{Transaction, params};
use std::collections::BTreeSet;

/// How words are told apart and compared, as the table `search` is made.
pub const TOKENIZER: &str = "porter unicode61 remove_diacritics 2";

/// The names of what claims are about and of who states them: the column `names` of the view `searched`.
pub(crate) fn names<'c>(claims: impl IntoIterator<Item = &'c Claim>) -> String {
    let of = |claim: &'c Claim| {
        let party =
            |party: &'c Option<cairn_model::ActorValue>| party.as_ref().map(|party| party.name.as_str());
        let place = claim.place.as_ref();
        let place = place.map(|place| place.resolved.as_deref().unwrap_or(&place.name));
        [party(&claim.actor), party(&claim.target), place, claim.claimant()]
    };
    let rows: BTreeSet<[Option<&str>; 4]> = claims.into_iter().map(of).collect();
    rows.into_iter().flatten().flatten().collect::<Vec<_>>().join(" ")
}

/// Writes down what words a new report has, and the [`names`] of its claims.
pub(crate) fn write(transaction: &Transaction<'_>, report: &ReportId, names: &str) -> Result<(), StoreError> {
    let sql = "INSERT OR IGNORE INTO search_report (report) VALUES (?1)";
    transaction.prepare_cached(sql)?.execute([report.as_str()])?;
    let sql = "INSERT INTO search (rowid, title, text, names) \
               SELECT s.id, r.title, r.text, ?2 \
               FROM search_report AS s JOIN report AS r ON r.id = s.report WHERE s.report = ?1";
    transaction.prepare_cached(sql)?.execute(params![report.as_str(), names])?;
    Ok(())
}

/// The same for a report that is there already, with its claims as they stand.
pub(crate) fn rewrite(transaction: &Transaction<'_>, report: &ReportId) -> Result<(), StoreError> {
    let sql = "DELETE FROM search WHERE rowid = (SELECT id FROM search_report WHERE report = ?1)";
    transaction.prepare_cached(sql)?.execute([report.as_str()])?;
    let sql = "SELECT value FROM current_claim WHERE report = ?1";
    let claims: Vec<Claim> = values(transaction, sql, [report.as_str()])?;
    write(transaction, report, &names(&claims))
}
