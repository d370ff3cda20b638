//! Full text.

use crate::reading::Sheet;
use crate::{StoreError, load};
use cairn_model::{Claim, Report, ReportId};
use rusqlite::{Transaction, params};
use std::collections::BTreeSet;

/// How words are told apart and compared, as the table `search` is made.
pub const TOKENIZER: &str = "porter unicode61 remove_diacritics 2";

/// The names of what claims are about and of who states them: the column `names` of the table `search`.
pub fn searched_names<'c>(claims: impl IntoIterator<Item = &'c Claim>) -> String {
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

/// Writes down what words a new report has, and the names of its claims.
pub(crate) fn write(
    transaction: &Transaction<'_>,
    number: i64,
    report: &Report,
    names: &str,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO search (rowid, title, text, names) VALUES (?1, ?2, ?3, ?4)";
    transaction.prepare_cached(sql)?.execute(params![number, report.title, report.text, names])?;
    Ok(())
}

/// The same for a report that is there already, with its claims as they stand.
pub(crate) fn rewrite(transaction: &Transaction<'_>, number: i64, id: &ReportId) -> Result<(), StoreError> {
    let Some(report) = load::report(transaction, id)? else { return Ok(()) };
    transaction.prepare_cached("DELETE FROM search WHERE rowid = ?1")?.execute([number])?;
    write(transaction, number, &report, &searched_names(&Sheet::of(transaction, id)?.claims()?))
}
