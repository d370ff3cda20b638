//! Where linked reports stand, and what they are found by.

use crate::group::KeyRow;
use crate::{Shelved, StoreError, reading};
use cairn_model::ReportId;
use rusqlite::{Transaction, params};
use std::collections::BTreeMap;

/// The number that stands for no day: lower than any day.
pub(crate) const UNDATED: i32 = i32::MIN;

/// How many days a span has.
pub(crate) const DAYS_OF_SPAN: i32 = 64;

/// The span of days that a day lies in. Hashes come in no order; by spans, what is written or looked up at a time lies
/// in a few places of the table.
pub(crate) fn span(day: i32) -> i32 {
    day.div_euclid(DAYS_OF_SPAN)
}

/// Which day of its span a day is, from 0.
pub(crate) fn day_of_span(day: i32) -> i32 {
    day.rem_euclid(DAYS_OF_SPAN)
}

/// Puts reports on the shelf, or where they belong now. Keys that a report no longer has may stay: they
/// only make it be looked at in vain.
pub(crate) fn shelve(transaction: &Transaction<'_>, all: &[Shelved]) -> Result<(), StoreError> {
    let mut numbers: BTreeMap<&ReportId, i64> = BTreeMap::new();
    let mut keys: Vec<(&KeyRow, i32, i64)> = Vec::new();
    for one in all {
        let Some(number) = reading::number(transaction, &one.report)? else { continue };
        let sql = "INSERT OR IGNORE INTO shelved (number, written, month, lot, neighbourhood) \
                   VALUES (?1, ?2, ?3, ?4, ?1)";
        let row = params![number, one.written, one.month, to_signed(one.lot)];
        if transaction.prepare_cached(sql)?.execute(row)? > 0 {
            let sql = "INSERT INTO month (month, n_reports) VALUES (?1, 1) \
                       ON CONFLICT (month) DO UPDATE SET n_reports = n_reports + 1";
            transaction.prepare_cached(sql)?.execute([one.month])?;
        }
        numbers.insert(&one.report, number);
        keys.extend(one.keys.iter().map(|key| (key, key.day.unwrap_or(UNDATED), number)));
    }
    let sql = "UPDATE shelved SET neighbourhood = ?2 WHERE number = ?1 AND neighbourhood <> ?2";
    let mut statement = transaction.prepare_cached(sql)?;
    for one in all {
        let ends = numbers.get(&one.report).zip(numbers.get(&one.neighbourhood));
        if let Some((number, first)) = ends {
            statement.execute([number, first])?;
        }
    }
    // In the order of the table, which is many times as fast for a large register.
    keys.sort_unstable_by_key(|(key, day, number)| (span(*day), key.kind, short(key.hash), *day, *number));
    let sql = "INSERT OR REPLACE INTO report_key (span, kind, hash, day, number, weight) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let mut statement = transaction.prepare_cached(sql)?;
    for (key, day, number) in keys {
        statement.execute(params![
            span(day),
            key.kind,
            short(key.hash),
            day_of_span(day),
            number,
            key.weight
        ])?;
    }
    Ok(())
}

/// The half of a hash by which a key is kept: two keys that share it only have a report be looked at in vain, and of
/// a day with a place the other half is the day, which stands beside it.
pub(crate) fn short(hash: u64) -> i32 {
    hash as u32 as i32
}

/// A number as SQLite keeps it, signed: the first bit is turned, so that the order stays.
pub(crate) fn to_signed(n: u64) -> i64 {
    (n ^ (1 << 63)) as i64
}

pub(crate) fn from_signed(n: i64) -> u64 {
    n as u64 ^ (1 << 63)
}
