//! What reports say of tolls and agreements, and how far these have been followed.

use crate::group::write_sayings;
use crate::pack::{Packed, text};
use crate::{SayingRow, Shelf, StoreError};
use cairn_model::{Agreement, ReportId, Toll};
use rusqlite::{OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};

/// The turn of a report: the day on which it was written, in days since 1970-01-01, the greatest number for
/// none; and its id.
pub type TurnRow = (i32, ReportId);

/// What is followed from report to report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// Tolls.
    Toll,
    /// Agreements.
    Agreement,
}

/// How far a toll or an agreement has been followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowedRow {
    /// Its claims, as the stage of linking writes them.
    pub members: String,
    /// The turn of the last of them.
    pub last: TurnRow,
    /// By what later claims find it.
    pub keys: Vec<u64>,
}

impl Thing {
    fn table(self) -> &'static str {
        match self {
            Self::Toll => "toll",
            Self::Agreement => "agreement",
        }
    }
}

impl Shelf<'_> {
    /// What reports say of a subject from a turn on, as the stage of linking wrote it; by turn.
    pub fn sayings_since(
        &self,
        subject: &str,
        (day, report): &TurnRow,
    ) -> Result<Vec<(TurnRow, String)>, StoreError> {
        let sql = "SELECT day, report, value FROM saying WHERE subject = ?1 AND (day, report) >= (?2, ?3) \
                   ORDER BY day, report";
        let mut statement = self.transaction.prepare_cached(sql)?;
        let mut rows = statement.query(params![subject, day, report.as_str()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(((row.get(0)?, ReportId::new(row.get::<_, String>(1)?)), text(row, 2)?));
        }
        Ok(found)
    }

    /// What some reports say of a subject, likewise.
    pub fn sayings_of(
        &self,
        subject: &str,
        turns: impl IntoIterator<Item = TurnRow>,
    ) -> Result<Vec<(TurnRow, String)>, StoreError> {
        let sql = "SELECT value FROM saying WHERE subject = ?1 AND day = ?2 AND report = ?3";
        let mut statement = self.transaction.prepare_cached(sql)?;
        let mut found = Vec::new();
        for (day, report) in turns {
            let mut rows = statement.query(params![subject, day, report.as_str()])?;
            if let Some(row) = rows.next()? {
                found.push(((day, report), text(row, 0)?));
            }
        }
        Ok(found)
    }

    /// The tolls of a subject, or the agreements, whose last claim is not before a turn: their ids.
    pub fn lasting(
        &self,
        thing: Thing,
        subject: &str,
        (day, report): &TurnRow,
    ) -> Result<Vec<String>, StoreError> {
        match thing {
            Thing::Toll => self.rows(
                "SELECT id FROM toll WHERE subject = ?1 AND (last_day, last_report) >= (?2, ?3)",
                params![subject, day, report.as_str()],
                |row| row.get(0),
            ),
            Thing::Agreement => self.rows(
                "SELECT id FROM agreement WHERE (last_day, last_report) >= (?1, ?2)",
                params![day, report.as_str()],
                |row| row.get(0),
            ),
        }
    }

    /// The tolls or agreements that are found by any of some keys: their ids. Some of them may be gone.
    pub fn found_by(&self, keys: &[u64]) -> Result<Vec<String>, StoreError> {
        let mut found = Vec::new();
        for key in keys {
            let sql = "SELECT thing FROM thing_key WHERE hash = ?1";
            found.extend(self.rows(sql, [*key as i64], |row| row.get(0))?);
        }
        Ok(found)
    }

    /// The claims of a toll or agreement, as the stage of linking wrote them; none where there is no such.
    pub fn members(&self, thing: Thing, id: &str) -> Result<Option<String>, StoreError> {
        let sql = format!("SELECT members FROM {} WHERE id = ?1 AND members IS NOT NULL", thing.table());
        let mut statement = self.transaction.prepare_cached(&sql)?;
        let mut rows = statement.query([id])?;
        rows.next()?.map(|row| text(row, 0)).transpose()
    }

    /// Replaces what some reports say of tolls and agreements. Gives the subjects of which anything has
    /// changed, each with the first turn at which it has.
    pub fn replace_sayings(
        &self,
        reports: &[ReportId],
        sayings: &[SayingRow],
    ) -> Result<BTreeMap<String, TurnRow>, StoreError> {
        let mut before: BTreeMap<(String, i32, ReportId), String> = BTreeMap::new();
        let sql = "SELECT subject, day, value FROM saying WHERE report = ?1";
        let mut statement = self.transaction.prepare_cached(sql)?;
        for report in reports {
            let mut rows = statement.query([report.as_str()])?;
            while let Some(row) = rows.next()? {
                before.insert((row.get(0)?, row.get(1)?, report.clone()), text(row, 2)?);
            }
        }
        let place = |row: &SayingRow| (row.subject.clone(), row.day, row.report.clone());
        let now: BTreeMap<(String, i32, ReportId), &SayingRow> =
            sayings.iter().map(|row| (place(row), row)).collect();
        let mut changed: BTreeMap<String, TurnRow> = BTreeMap::new();
        let mut change = |(subject, day, report): &(String, i32, ReportId)| {
            let turn = (*day, report.clone());
            let first = changed.entry(subject.clone()).or_insert_with(|| turn.clone());
            if turn < *first {
                *first = turn;
            }
        };
        let sql = "DELETE FROM saying WHERE subject = ?1 AND day = ?2 AND report = ?3";
        let mut statement = self.transaction.prepare_cached(sql)?;
        for (place, value) in &before {
            if now.get(place).is_none_or(|row| row.value != *value) {
                statement.execute(params![place.0, place.1, place.2.as_str()])?;
                change(place);
            }
        }
        let new: Vec<&SayingRow> = now
            .iter()
            .filter(|(place, row)| before.get(place) != Some(&row.value))
            .map(|(_, row)| *row)
            .collect();
        new.iter().for_each(|row| change(&place(row)));
        write_sayings(&self.transaction, new)?;
        Ok(changed)
    }

    /// Puts tolls of a subject in the place of others. Only what has changed is written.
    pub fn replace_tolls(
        &self,
        before: &BTreeSet<String>,
        now: &[(Toll, FollowedRow)],
    ) -> Result<(), StoreError> {
        let ids: Vec<&str> = now.iter().map(|(toll, _)| toll.id.as_str()).collect();
        self.remove_others(Thing::Toll, before, &ids)?;
        for (toll, followed) in now {
            let (id, value) = (toll.id.as_str(), Packed::of(toll)?);
            let claims: Vec<&str> = toll.points.iter().map(|point| point.claim.as_str()).collect();
            if self.makes_room(Thing::Toll, id, &value, followed)? {
                let sql = "INSERT INTO toll (id, kind, place, subject, last_day, last_report, members, value) \
                           VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
                self.transaction.prepare_cached(sql)?.execute(params![
                    id,
                    toll.kind.as_str(),
                    toll.place,
                    toll.subject(),
                    followed.last.0,
                    followed.last.1.as_str(),
                    Packed::text(&followed.members)?,
                    value
                ])?;
                self.write_keys_and_claims(Thing::Toll, id, &followed.keys, &claims)?;
            }
        }
        Ok(())
    }

    /// Puts agreements in the place of others. Only what has changed is written.
    pub fn replace_agreements(
        &self,
        before: &BTreeSet<String>,
        now: &[(Agreement, FollowedRow)],
    ) -> Result<(), StoreError> {
        let ids: Vec<&str> = now.iter().map(|(agreement, _)| agreement.id.as_str()).collect();
        self.remove_others(Thing::Agreement, before, &ids)?;
        for (agreement, followed) in now {
            let (id, value) = (agreement.id.as_str(), Packed::of(agreement)?);
            let claims: Vec<&str> = agreement.claims.iter().map(|claim| claim.as_str()).collect();
            if self.makes_room(Thing::Agreement, id, &value, followed)? {
                let sql = "INSERT INTO agreement \
                           (id, name, state, day_start, last_day, last_report, members, value) \
                           VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
                self.transaction.prepare_cached(sql)?.execute(params![
                    id,
                    agreement.name,
                    agreement.state.as_str(),
                    agreement.time.start.map(|day| day.to_string()),
                    followed.last.0,
                    followed.last.1.as_str(),
                    Packed::text(&followed.members)?,
                    value
                ])?;
                self.write_keys_and_claims(Thing::Agreement, id, &followed.keys, &claims)?;
            }
        }
        Ok(())
    }

    fn remove_others(&self, thing: Thing, before: &BTreeSet<String>, now: &[&str]) -> Result<(), StoreError> {
        let now: BTreeSet<&str> = now.iter().copied().collect();
        before.iter().filter(|id| !now.contains(id.as_str())).try_for_each(|id| self.remove(thing, id))
    }

    fn remove(&self, thing: Thing, id: &str) -> Result<(), StoreError> {
        let table = thing.table();
        for narrow in [format!("{table}_claim WHERE {table}"), format!("{table} WHERE id")] {
            let sql = format!("DELETE FROM {narrow} = ?1");
            self.transaction.prepare_cached(&sql)?.execute([id])?;
        }
        Ok(())
    }

    /// Whether a toll or agreement is another one than before. Then the row of before is gone.
    fn makes_room(
        &self,
        thing: Thing,
        id: &str,
        value: &Packed,
        followed: &FollowedRow,
    ) -> Result<bool, StoreError> {
        let members = Packed::text(&followed.members)?;
        let sql = format!("SELECT value = ?2 AND members IS ?3 FROM {} WHERE id = ?1", thing.table());
        let same: Option<bool> = self
            .transaction
            .prepare_cached(&sql)?
            .query_row(params![id, value, members], |row| row.get(0))
            .optional()?;
        if same == Some(false) {
            self.remove(thing, id)?;
        }
        Ok(same != Some(true))
    }

    fn write_keys_and_claims(
        &self,
        thing: Thing,
        id: &str,
        keys: &[u64],
        claims: &[&str],
    ) -> Result<(), StoreError> {
        let mut statement = self
            .transaction
            .prepare_cached("INSERT OR IGNORE INTO thing_key (hash, thing) VALUES (?1, ?2)")?;
        for key in keys {
            statement.execute(params![*key as i64, id])?;
        }
        let table = thing.table();
        let sql = format!("INSERT OR IGNORE INTO {table}_claim (claim, {table}) VALUES (?1, ?2)");
        let mut statement = self.transaction.prepare_cached(&sql)?;
        for claim in claims {
            statement.execute([claim, &id])?;
        }
        Ok(())
    }
}
