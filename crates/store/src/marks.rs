//! By what readings are found: the ids of their claims, and the names in these. Each is one word of the table `mark`.

use crate::pack::Packed;
use crate::{Register, StoreError};
use cairn_model::{Claim, ClaimId, ReportId};
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, Transaction, params};
use std::collections::BTreeSet;

/// The word for the id of a claim, or for the beginning of one: what is no ASCII letter, digit or `-` is `_`. Two ids
/// that come to the same word would only have a few readings be looked at in vain.
fn of_id(id: &str) -> String {
    let letter = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c.to_ascii_lowercase() } else { '_' };
    id.chars().map(letter).collect()
}

/// The word for a folded name: the first eight bytes of its BLAKE3.
fn of_name(folded: &str) -> String {
    format!("_{}", &blake3::hash(folded.as_bytes()).to_hex()[..16])
}

/// By what a reading with these claims is found.
pub(crate) fn of<'c>(claims: impl IntoIterator<Item = &'c Claim> + Clone) -> String {
    let ids = claims.clone().into_iter().map(|claim| of_id(claim.id.as_str()));
    let names: BTreeSet<String> = claims.into_iter().flat_map(cairn_decide::names).collect();
    let words: BTreeSet<String> = ids.chain(names.iter().map(|name| of_name(name))).collect();
    words.into_iter().collect::<Vec<_>>().join(" ")
}

/// Writes down by what ([`of`]) a reading is found.
pub(crate) fn write(transaction: &Transaction<'_>, reading: i64, marks: &str) -> Result<(), StoreError> {
    let sql = "INSERT INTO mark (rowid, marks) VALUES (?1, ?2)";
    transaction.prepare_cached(sql)?.execute(params![reading, marks])?;
    Ok(())
}

/// The reports with a claim in which a name stands, and perhaps some more; by id.
pub(crate) fn naming(connection: &Connection, name: &str) -> Result<Vec<ReportId>, StoreError> {
    marked(connection, &of_name(&cairn_decide::fold(name)))
}

/// The reports of which a run made a claim of this id, and perhaps some more; by id.
pub(crate) fn stating(connection: &Connection, claim: &str) -> Result<Vec<ReportId>, StoreError> {
    marked(connection, &of_id(claim))
}

fn marked(connection: &Connection, word: &str) -> Result<Vec<ReportId>, StoreError> {
    let sql = "SELECT DISTINCT id FROM report WHERE number IN (SELECT report FROM reading \
               WHERE reading.number IN (SELECT rowid FROM mark WHERE mark MATCH ?1)) ORDER BY id";
    let mut statement = connection.prepare_cached(sql)?;
    let of_row = |row: &rusqlite::Row<'_>| row.get::<_, String>(0).map(ReportId::new);
    Ok(statement.query_map([format!("\"{word}\"")], of_row)?.collect::<Result<_, _>>()?)
}

impl Register {
    /// The ids of claims that begin so, of every run, the first `n` of them by id.
    pub fn claims_beginning(&self, start: &str, n: usize) -> Result<Vec<ClaimId>, StoreError> {
        let word = of_id(start);
        let sql = "SELECT term FROM mark_word WHERE term >= ?1 AND term < ?1 || '~' ORDER BY term LIMIT ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let words = statement.query_map(params![word, n as i64], |row| row.get::<_, String>(0))?;
        let mut found = BTreeSet::new();
        for word in words {
            for report in marked(&self.connection, &word?)? {
                let claims = crate::reading::of_every_run(&self.connection, &report)?;
                found.extend(
                    claims.into_iter().map(|claim| claim.id).filter(|id| id.as_str().starts_with(start)),
                );
            }
        }
        Ok(found.into_iter().take(n).collect())
    }
}

/// Makes `marks(CLAIMS)` known to SQL, for registers of before there was the table: by what a reading with these
/// packed claims is found.
pub(crate) fn teach(connection: &Connection) -> Result<(), StoreError> {
    let flags =
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("marks", 1, flags, |call| {
        let failed = |fault: StoreError| rusqlite::Error::UserFunctionError(Box::new(fault));
        let claims: Vec<Claim> =
            Packed::taken(call.get_raw(0)).and_then(|packed| packed.noun()).map_err(failed)?;
        Ok(of(&claims))
    })?;
    // Version 10 filled a table of names by it, which version 12 drops.
    connection.create_scalar_function("names", 1, flags, |_| Ok("[]"))?;
    Ok(())
}
