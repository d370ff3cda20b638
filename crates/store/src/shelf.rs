use crate::group::{
    write_agreements, write_families, write_identities, write_incident, write_link, write_sayings,
    write_tolls,
};
use crate::{Grouping, KeyRow, Register, SayingRow, Shelved, StoreError, load};
use cairn_model::{Agreement, Bonds, Claim, ClaimId, Identity, IncidentId, Report, ReportId, Span, Toll};
use rusqlite::{OptionalExtension, Params, Transaction, params, params_from_iter};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// How many values one question takes; SQLite allows 32,766.
const ASKED: usize = 500;

/// The register while it grows: what is asked and written here is one transaction.
#[derive(Debug)]
pub struct Shelf<'r> {
    transaction: Transaction<'r>,
}

/// Reports that wait to be linked, each list by id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Those that were never linked.
    pub new: Vec<ReportId>,
    /// Those that are linked, and about which somebody decided something since.
    pub decided: Vec<ReportId>,
}

impl Register {
    /// Opens the shelves. Nothing is kept unless [`Shelf::keep`] is called.
    pub fn shelf(&mut self) -> Result<Shelf<'_>, StoreError> {
        Ok(Shelf { transaction: self.connection.transaction()? })
    }

    /// The reports that wait to be linked; none where some of them were read again, so that only linking
    /// everything helps.
    pub fn waiting(&self) -> Result<Option<Waiting>, StoreError> {
        let mut statement = self.connection.prepare("SELECT report, again FROM waiting ORDER BY report")?;
        let mut rows = statement.query([])?;
        let mut waiting = Waiting::default();
        while let Some(row) = rows.next()? {
            let report = report_id(row, 0)?;
            match row.get::<_, i64>(1)? {
                0 => waiting.new.push(report),
                2 => waiting.decided.push(report),
                _ => return Ok(None),
            }
        }
        Ok(Some(waiting))
    }

    /// How many reports are linked.
    pub fn n_linked(&self) -> Result<u32, StoreError> {
        let sql = "SELECT coalesce(sum(n_reports), 0) FROM month";
        Ok(self.connection.query_row(sql, [], |row| row.get(0))?)
    }
}

impl Shelf<'_> {
    /// How many linked reports there are of each month.
    pub fn months(&self) -> Result<BTreeMap<i32, u32>, StoreError> {
        let rows =
            self.rows("SELECT month, n_reports FROM month", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.into_iter().collect())
    }

    /// The `n` linked reports of a month that drew the smallest lots, with these.
    pub fn drawn(&self, month: i32, n: u32) -> Result<Vec<(ReportId, u64)>, StoreError> {
        let sql = "SELECT report, lot FROM shelved WHERE month = ?1 ORDER BY lot, report LIMIT ?2";
        self.rows(sql, params![month, n], |row| Ok((report_id(row, 0)?, from_signed(row.get(1)?))))
    }

    /// The linked reports of a month.
    pub fn of_month(&self, month: i32) -> Result<Vec<ReportId>, StoreError> {
        self.rows("SELECT report FROM shelved WHERE month = ?1 ORDER BY report", [month], |row| {
            report_id(row, 0)
        })
    }

    /// How rare words are in the reports of a month, as it was kept.
    pub fn rarity(&self, month: i32) -> Result<Option<Vec<u8>>, StoreError> {
        let found = self
            .transaction
            .prepare_cached("SELECT rarity FROM month WHERE month = ?1")?
            .query_row([month], |row| row.get(0))
            .optional()?;
        Ok(found.flatten())
    }

    /// The linked reports that have a key, with its weight there; of those without a day, and of those
    /// written from `first` to `last` (days since 1970-01-01).
    pub fn having(&self, key: &KeyRow, first: i32, last: i32) -> Result<Vec<(i64, u32)>, StoreError> {
        // Two ranges of the table; with an OR, SQLite reads all reports that have the key.
        let sql = "SELECT number, weight FROM report_key WHERE kind = ?1 AND hash = ?2 AND written = ?5 \
                   UNION ALL SELECT number, weight FROM report_key \
                   WHERE kind = ?1 AND hash = ?2 AND written BETWEEN ?3 AND ?4";
        let row = params![key.kind, key.hash as i64, first, last, UNDATED];
        self.rows(sql, row, |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// The ids of linked reports by their numbers, which are sorted; in their order.
    pub fn numbered(&self, numbers: &[i64]) -> Result<Vec<ReportId>, StoreError> {
        let sql = "SELECT report FROM shelved WHERE number IN";
        self.of_each(sql, " ORDER BY number", numbers, |row| report_id(row, 0))
    }

    /// All linked reports of the neighbourhoods that hold any of some reports, by id.
    pub fn neighbourhoods(&self, of: &[ReportId]) -> Result<Vec<ReportId>, StoreError> {
        let of: Vec<&str> = of.iter().map(ReportId::as_str).collect();
        let mut firsts: Vec<i64> =
            self.of_each("SELECT DISTINCT neighbourhood FROM shelved WHERE report IN", "", &of, |row| {
                row.get(0)
            })?;
        firsts.sort_unstable();
        firsts.dedup();
        let sql = "SELECT report FROM shelved WHERE neighbourhood IN";
        let mut reports = self.of_each(sql, "", &firsts, |row| report_id(row, 0))?;
        reports.sort_unstable();
        Ok(reports)
    }

    /// Reports with the claims that hold.
    pub fn load(&self, reports: &[ReportId]) -> Result<(Vec<Report>, Vec<Claim>), StoreError> {
        let (mut found, mut claims) = (Vec::with_capacity(reports.len()), Vec::new());
        for report in reports {
            found.extend(load::report(&self.transaction, report)?);
            let sql = "SELECT value FROM current_claim WHERE report = ?1 ORDER BY id";
            claims.extend(load::values::<Claim>(&self.transaction, sql, [report.as_str()])?);
        }
        Ok((found, claims))
    }

    /// What people decided about which claims belong together, in the whole register.
    pub fn bonds(&self) -> Result<Bonds, StoreError> {
        Ok(crate::bound::bound(&self.transaction)?.bonds)
    }

    /// What reports say of a subject, as the stage of linking wrote it; by report.
    pub fn sayings(&self, subject: &str) -> Result<Vec<String>, StoreError> {
        self.rows("SELECT value FROM saying WHERE subject = ?1 ORDER BY report", [subject], |row| row.get(0))
    }

    /// Replaces what some reports say of tolls and agreements. Gives the subjects of which anything has
    /// changed.
    pub fn replace_sayings(
        &self,
        reports: &[ReportId],
        sayings: &[SayingRow],
    ) -> Result<BTreeSet<String>, StoreError> {
        let ids: Vec<&str> = reports.iter().map(ReportId::as_str).collect();
        let before: BTreeMap<(String, String), String> = self
            .of_each("SELECT subject, report, value FROM saying WHERE report IN", "", &ids, |row| {
                Ok(((row.get(0)?, row.get(1)?), row.get(2)?))
            })?
            .into_iter()
            .collect();
        let now: BTreeMap<(String, String), &SayingRow> =
            sayings.iter().map(|row| ((row.subject.clone(), row.report.as_str().to_owned()), row)).collect();
        let mut changed = BTreeSet::new();
        let gone =
            before.iter().filter(|(place, value)| now.get(*place).is_none_or(|row| row.value != **value));
        for ((subject, report), _) in gone {
            let sql = "DELETE FROM saying WHERE subject = ?1 AND report = ?2";
            self.transaction.prepare_cached(sql)?.execute([subject, report])?;
            changed.insert(subject.clone());
        }
        let new = now.into_iter().filter(|(place, row)| before.get(place) != Some(&row.value));
        let new: Vec<&SayingRow> = new.map(|(_, row)| row).collect();
        changed.extend(new.iter().map(|row| row.subject.clone()));
        write_sayings(&self.transaction, new)?;
        Ok(changed)
    }

    /// The incidents that claims of some reports were put into before, and those that bear any of
    /// some names.
    pub fn identities(
        &self,
        reports: &[ReportId],
        names: &[IncidentId],
    ) -> Result<Vec<Identity>, StoreError> {
        let sql = "SELECT claim, report, sentence_start, sentence_end, incident FROM identity WHERE";
        let of: Vec<&str> = reports.iter().map(ReportId::as_str).collect();
        let mut found = self.of_each(&format!("{sql} report IN"), "", &of, identity)?;
        let names: Vec<&str> = names.iter().map(IncidentId::as_str).collect();
        found.extend(self.of_each(&format!("{sql} incident IN"), "", &names, identity)?);
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    /// Replaces what is derived from some reports: their families, incidents, links and keys.
    pub fn replace(&self, reports: &[ReportId], grouping: &Grouping) -> Result<(), StoreError> {
        let ids: Vec<&str> = reports.iter().map(ReportId::as_str).collect();
        let of_claims = "IN (SELECT id FROM claim WHERE report IN";
        let sql = format!("SELECT DISTINCT incident FROM incident_claim WHERE claim {of_claims}");
        let mut incidents: Vec<String> = self.of_each(&sql, ")", &ids, |row| row.get(0))?;
        incidents.sort_unstable();
        incidents.dedup();
        let sql = format!("DELETE FROM linking WHERE link IN (SELECT id FROM link WHERE a {of_claims}");
        self.change_each(&sql, "))", &ids)?;
        for table in ["incident_name WHERE incident", "incident_claim WHERE incident", "incident WHERE id"] {
            self.change_each(&format!("DELETE FROM {table} IN"), "", &incidents)?;
        }
        self.change_each("DELETE FROM grouped_report WHERE report IN", "", &ids)?;
        write_families(&self.transaction, grouping)?;
        for link in &grouping.links {
            write_link(&self.transaction, link)?;
        }
        for incident in &grouping.incidents {
            write_incident(&self.transaction, incident)?;
        }
        write_identities(&self.transaction, &grouping.identities)?;
        shelve(&self.transaction, &grouping.shelved)?;
        self.change_each("DELETE FROM waiting WHERE report IN", "", &ids)?;
        for (month, rarity) in &grouping.rarities {
            let sql = "UPDATE month SET rarity = ?2 WHERE month = ?1";
            self.transaction.prepare_cached(sql)?.execute(params![month, rarity])?;
        }
        Ok(())
    }

    /// Replaces the tolls of a subject. Only what has changed is written.
    pub fn replace_tolls(&self, subject: &str, tolls: &[Toll]) -> Result<(), StoreError> {
        let before = self.rows("SELECT id, value FROM toll WHERE subject = ?1", [subject], two)?;
        let now = tolls.iter().map(|toll| (toll.id.as_str(), toll)).collect();
        write_tolls(&self.transaction, self.changed("toll", before, now)?)
    }

    /// Replaces every agreement. Only what has changed is written.
    pub fn replace_agreements(&self, agreements: &[Agreement]) -> Result<(), StoreError> {
        let before = self.rows("SELECT id, value FROM agreement", [], two)?;
        let now = agreements.iter().map(|agreement| (agreement.id.as_str(), agreement)).collect();
        write_agreements(&self.transaction, self.changed("agreement", before, now)?)
    }

    /// Those of `now` that stand in a table as something else, or not at all; removes what stands there
    /// in their place, or no longer belongs there. `before` by id.
    fn changed<'t, T: Serialize>(
        &self,
        table: &str,
        before: Vec<(String, String)>,
        now: BTreeMap<&str, &'t T>,
    ) -> Result<Vec<&'t T>, StoreError> {
        let mut same: BTreeSet<&str> = BTreeSet::new();
        for (id, value) in &before {
            match now.get(id.as_str()) {
                Some(one) if serde_json::to_string(one)? == *value => {
                    same.insert(id);
                }
                _ => {
                    for narrow in [format!("{table}_claim WHERE {table}"), format!("{table} WHERE id")] {
                        let sql = format!("DELETE FROM {narrow} = ?1");
                        self.transaction.prepare_cached(&sql)?.execute([id])?;
                    }
                }
            }
        }
        Ok(now.into_iter().filter(|(id, _)| !same.contains(id)).map(|(_, one)| one).collect())
    }

    /// Keeps what was written.
    pub fn keep(self) -> Result<(), StoreError> {
        Ok(self.transaction.commit()?)
    }

    fn rows<T>(
        &self,
        sql: &str,
        parameters: impl Params,
        of: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let mut statement = self.transaction.prepare_cached(sql)?;
        Ok(statement.query_map(parameters, of)?.collect::<Result<_, _>>()?)
    }

    /// Asks a question that ends with `IN (...)` and `tail` for some values at a time.
    fn of_each<V: rusqlite::ToSql, T>(
        &self,
        sql: &str,
        tail: &str,
        values: &[V],
        mut of: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let mut found = Vec::new();
        for some in values.chunks(ASKED) {
            found.extend(self.rows(&within(sql, tail, some.len()), params_from_iter(some), &mut of)?);
        }
        Ok(found)
    }

    fn change_each<V: rusqlite::ToSql>(&self, sql: &str, tail: &str, values: &[V]) -> Result<(), StoreError> {
        for some in values.chunks(ASKED) {
            let mut statement = self.transaction.prepare_cached(&within(sql, tail, some.len()))?;
            statement.execute(params_from_iter(some))?;
        }
        Ok(())
    }
}

fn two(row: &rusqlite::Row<'_>) -> rusqlite::Result<(String, String)> {
    Ok((row.get(0)?, row.get(1)?))
}

/// The number that stands for no day: lower than any day.
const UNDATED: i32 = i32::MIN;

/// Puts reports on the shelf, or where they belong now. Keys that a report no longer has may stay: they
/// only make it be looked at in vain.
pub(crate) fn shelve(transaction: &Transaction<'_>, all: &[Shelved]) -> Result<(), StoreError> {
    let mut numbers: BTreeMap<&ReportId, i64> = BTreeMap::new();
    let mut keys: Vec<(&KeyRow, i32, i64)> = Vec::new();
    for one in all {
        let written = one.written.unwrap_or(UNDATED);
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
        keys.extend(one.keys.iter().map(|key| (key, written, number)));
    }
    let sql = "UPDATE shelved SET neighbourhood = ?2 WHERE number = ?1 AND neighbourhood <> ?2";
    let mut statement = transaction.prepare_cached(sql)?;
    for one in all {
        let first = numbers.get(&one.neighbourhood).copied().unwrap_or_default();
        statement.execute([numbers[&one.report], first])?;
    }
    // In the order of the table, which is many times as fast for a large register.
    keys.sort_unstable_by_key(|(key, written, number)| (key.kind, key.hash as i64, *written, *number));
    let sql =
        "INSERT OR REPLACE INTO report_key (kind, hash, written, number, weight) VALUES (?1, ?2, ?3, ?4, ?5)";
    let mut statement = transaction.prepare_cached(sql)?;
    for (key, written, number) in keys {
        statement.execute(params![key.kind, key.hash as i64, written, number, key.weight])?;
    }
    Ok(())
}

fn within(sql: &str, tail: &str, n: usize) -> String {
    format!("{sql} ({}){tail}", vec!["?"; n].join(","))
}

fn report_id(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<ReportId> {
    row.get::<_, String>(at).map(ReportId::new)
}

fn identity(row: &rusqlite::Row<'_>) -> rusqlite::Result<Identity> {
    Ok(Identity {
        claim: ClaimId::new(row.get::<_, String>(0)?),
        report: ReportId::new(row.get::<_, String>(1)?),
        sentence: Span::new(row.get(2)?, row.get(3)?),
        incident: IncidentId::new(row.get::<_, String>(4)?),
    })
}

/// A number as SQLite keeps it, signed: the first bit is turned, so that the order stays.
fn to_signed(n: u64) -> i64 {
    (n ^ (1 << 63)) as i64
}

fn from_signed(n: i64) -> u64 {
    n as u64 ^ (1 << 63)
}
