//! Where linked reports stand, and what they are found by.

use crate::group::KeyRow;
use crate::{Shelved, StoreError};
use cairn_model::ReportId;
use rusqlite::{OptionalExtension, Transaction, params};
use std::collections::BTreeMap;

/// The number that stands for no day: lower than any day.
pub(crate) const UNDATED: i32 = i32::MIN;

/// The span of days that a day lies in. Hashes come in no order; by spans of 64 days, what is written or looked up
/// at a time lies in a few places of the table.
pub(crate) fn span(day: i32) -> i32 {
    day >> 6
}

/// Puts reports on the shelf, or where they belong now. Keys that a report no longer has may stay: they
/// only make it be looked at in vain.
pub(crate) fn shelve(transaction: &Transaction<'_>, all: &[Shelved]) -> Result<(), StoreError> {
    let mut numbers: BTreeMap<&ReportId, i64> = BTreeMap::new();
    let mut keys: Vec<(&KeyRow, i32, i64)> = Vec::new();
    for one in all {
        let known = transaction
            .prepare_cached("SELECT number FROM shelved WHERE report = ?1")?
            .query_row([one.report.as_str()], |row| row.get::<_, i64>(0))
            .optional()?;
        let number = match known {
            Some(number) => number,
            None => {
                let sql = "INSERT INTO shelved (report, written, month, lot, neighbourhood) \
                           VALUES (?1, ?2, ?3, ?4, 0)";
                let row = params![one.report.as_str(), one.written, one.month, to_signed(one.lot)];
                transaction.prepare_cached(sql)?.execute(row)?;
                let number = transaction.last_insert_rowid();
                let sql = "INSERT INTO month (month, n_reports) VALUES (?1, 1) \
                           ON CONFLICT (month) DO UPDATE SET n_reports = n_reports + 1";
                transaction.prepare_cached(sql)?.execute([one.month])?;
                number
            }
        };
        numbers.insert(&one.report, number);
        keys.extend(one.keys.iter().map(|key| (key, key.day.unwrap_or(UNDATED), number)));
    }
    let sql = "UPDATE shelved SET neighbourhood = ?2 WHERE number = ?1 AND neighbourhood <> ?2";
    let mut statement = transaction.prepare_cached(sql)?;
    for one in all {
        let first = numbers.get(&one.neighbourhood).copied().unwrap_or_default();
        statement.execute([numbers[&one.report], first])?;
    }
    // In the order of the table, which is many times as fast for a large register.
    keys.sort_unstable_by_key(|(key, day, number)| (span(*day), key.kind, key.hash as i64, *day, *number));
    let sql = "INSERT OR REPLACE INTO report_key (span, kind, hash, day, number, weight) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let mut statement = transaction.prepare_cached(sql)?;
    for (key, day, number) in keys {
        statement.execute(params![span(day), key.kind, key.hash as i64, day, number, key.weight])?;
    }
    Ok(())
}

/// A number as SQLite keeps it, signed: the first bit is turned, so that the order stays.
pub(crate) fn to_signed(n: u64) -> i64 {
    (n ^ (1 << 63)) as i64
}

pub(crate) fn from_signed(n: i64) -> u64 {
    n as u64 ^ (1 << 63)
}
