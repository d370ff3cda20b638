use crate::group::{clear, remove_incident, write_families, write_incidents, write_links};
use crate::load::PackedReport;
use crate::pack::Packed;
use crate::placed::Members;
use crate::reading::Sheet;
use crate::shelve::{DAYS_OF_SPAN, UNDATED, day_of_span, from_signed, shelve, short, span};
use crate::summary::Briefs;
use crate::{Grouping, Register, StoreError, load, marks, placed};
use cairn_model::{Bonds, Claim, ClaimId, Day, Identity, IncidentId, Report, ReportId, Span};
use rayon::prelude::*;
use rusqlite::{OptionalExtension, Params, Transaction, params, params_from_iter};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// How many values one question takes; SQLite allows 32,766.
const ASKED: usize = 500;

/// The register while it grows: what is asked and written here is one transaction.
#[derive(Debug)]
pub struct Shelf<'r> {
    pub(crate) transaction: Transaction<'r>,
    /// The spans that the register has keys in, once they were asked for; none after new ones were written.
    ends: Cell<Option<(i32, i32)>>,
}

/// Reports that wait to be linked, each list by id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Those that were never linked.
    pub new: Vec<ReportId>,
    /// Those that are linked, and are linked anew: somebody decided something about them since, they were read anew,
    /// or a program was killed before it came to them.
    pub revised: Vec<ReportId>,
}

impl Register {
    /// Opens the shelves. Nothing is kept unless [`Shelf::keep`] is called.
    pub fn shelf(&mut self) -> Result<Shelf<'_>, StoreError> {
        Ok(Shelf { transaction: self.connection.transaction()?, ends: Cell::new(None) })
    }
}

impl Shelf<'_> {
    /// The reports that wait to be linked. Where too many were read anew for linking them one by one, these are all
    /// reports, and the shelf is empty then.
    pub fn waiting(&self) -> Result<Waiting, StoreError> {
        if self.is_outdated()? {
            clear(&self.transaction)?;
            let all = "INSERT OR REPLACE INTO waiting (report, again) SELECT number, 0 FROM report";
            self.transaction.execute(all, [])?;
        }
        // `CROSS JOIN`: from what waits to its report. In the order of ids SQLite would go through all reports.
        let sql = "SELECT id, EXISTS (SELECT 1 FROM shelved WHERE shelved.number = waiting.report) \
                   FROM waiting CROSS JOIN report ON number = waiting.report";
        let mut rows = self.rows(sql, [], |row| Ok((report_id(row, 0)?, row.get::<_, bool>(1)?)))?;
        rows.sort_unstable();
        let (revised, new): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(_, is_linked)| *is_linked);
        let ids = |rows: Vec<(ReportId, bool)>| rows.into_iter().map(|(report, _)| report).collect();
        Ok(Waiting { new: ids(new), revised: ids(revised) })
    }

    /// Whether most of what is linked was read anew since, or a report of it is now of another day, by which it
    /// stands on the shelf and its words count.
    fn is_outdated(&self) -> Result<bool, StoreError> {
        let sql = "SELECT (SELECT count(*) FROM waiting WHERE again = 1), (SELECT sum(n_reports) FROM month)";
        let (n_again, n_linked): (i64, Option<i64>) =
            self.transaction.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        if n_again == 0 {
            return Ok(false);
        }
        if 2 * n_again > n_linked.unwrap_or(0) {
            return Ok(true);
        }
        let sql = "SELECT report.id, shelved.written FROM waiting CROSS JOIN shelved ON shelved.number = waiting.report \
                   JOIN report ON report.number = waiting.report WHERE again = 1";
        let before: Vec<(ReportId, Option<i32>)> =
            self.rows(sql, [], |row| Ok((report_id(row, 0)?, row.get(1)?)))?;
        let (reports, before): (Vec<ReportId>, Vec<Option<i32>>) = before.into_iter().unzip();
        let now = self.written(&reports)?;
        Ok(now.into_iter().zip(before).any(|(now, before)| now.map(Day::ordinal) != before))
    }

    /// How many linked reports there are of each month.
    pub fn months(&self) -> Result<BTreeMap<i32, u32>, StoreError> {
        let rows =
            self.rows("SELECT month, n_reports FROM month", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.into_iter().collect())
    }

    /// The `n` linked reports of a month that drew the smallest lots, with these.
    pub fn drawn(&self, month: i32, n: u32) -> Result<Vec<(ReportId, u64)>, StoreError> {
        let sql = "SELECT id, lot FROM shelved JOIN report USING (number) \
                   WHERE month = ?1 ORDER BY lot, id LIMIT ?2";
        self.rows(sql, params![month, n], |row| Ok((report_id(row, 0)?, from_signed(row.get(1)?))))
    }

    /// The linked reports of a month.
    pub fn of_month(&self, month: i32) -> Result<Vec<ReportId>, StoreError> {
        let sql = "SELECT id FROM shelved JOIN report USING (number) WHERE month = ?1 ORDER BY id";
        self.rows(sql, [month], |row| report_id(row, 0))
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

    /// The linked reports that have a key of a kind and a hash, with its weight there: by no day, or by one from
    /// `first` to `last` (days since 1970-01-01).
    pub fn having(&self, kind: u8, hash: u64, first: i32, last: i32) -> Result<Vec<(i64, u32)>, StoreError> {
        let sql = "SELECT number, weight FROM report_key \
                   WHERE span = ?1 AND kind = ?2 AND hash = ?3 AND day BETWEEN ?4 AND ?5";
        let mut statement = self.transaction.prepare_cached(sql)?;
        let mut found = Vec::new();
        let mut within = |span: i32, first: i32, last: i32| -> Result<(), StoreError> {
            let mut rows = statement.query(params![span, kind, short(hash), first, last])?;
            while let Some(row) = rows.next()? {
                found.push((row.get(0)?, row.get(1)?));
            }
            Ok(())
        };
        within(span(UNDATED), day_of_span(UNDATED), day_of_span(UNDATED))?;
        for one in self.spans(first, last)? {
            let from = if one == span(first) { day_of_span(first) } else { 0 };
            let to = if one == span(last) { day_of_span(last) } else { DAYS_OF_SPAN - 1 };
            within(one, from, to)?;
        }
        Ok(found)
    }

    /// The spans from one day to another that the register may have keys in.
    fn spans(&self, first: i32, last: i32) -> Result<RangeInclusive<i32>, StoreError> {
        let (least, most) = match self.ends.get() {
            Some(ends) => ends,
            None => {
                let sql =
                    "SELECT (SELECT min(span) FROM report_key WHERE span > ?1), max(span) FROM report_key";
                let row = |row: &rusqlite::Row<'_>| {
                    let ends: (Option<i32>, Option<i32>) = (row.get(0)?, row.get(1)?);
                    Ok((ends.0.unwrap_or(0), ends.1.unwrap_or(-1)))
                };
                self.transaction.prepare_cached(sql)?.query_row([span(UNDATED)], row)?
            }
        };
        self.ends.set(Some((least, most)));
        Ok(span(first).max(least)..=span(last).min(most))
    }

    /// The ids of linked reports by their numbers, which are sorted; in their order.
    pub fn numbered(&self, numbers: &[i64]) -> Result<Vec<ReportId>, StoreError> {
        let sql = "SELECT id FROM report WHERE number IN";
        self.of_each(sql, " ORDER BY number", numbers, |row| report_id(row, 0))
    }

    /// All linked reports of the neighbourhoods that hold any of some reports, by id.
    pub fn neighbourhoods(&self, of: &[ReportId]) -> Result<Vec<ReportId>, StoreError> {
        let of: Vec<&str> = of.iter().map(ReportId::as_str).collect();
        let sql = "SELECT DISTINCT neighbourhood FROM report JOIN shelved USING (number) WHERE id IN";
        let mut firsts: Vec<i64> = self.of_each(sql, "", &of, |row| row.get(0))?;
        firsts.sort_unstable();
        firsts.dedup();
        let sql = "SELECT id FROM shelved JOIN report USING (number) WHERE neighbourhood IN";
        let mut reports = self.of_each(sql, "", &firsts, |row| report_id(row, 0))?;
        reports.sort_unstable();
        Ok(reports)
    }

    /// The days on which reports were written, by their date lines or their publication; in their order.
    pub fn written(&self, reports: &[ReportId]) -> Result<Vec<Option<Day>>, StoreError> {
        let mut statement =
            self.transaction.prepare_cached("SELECT coalesce(dated, published) FROM report WHERE id = ?1")?;
        let mut days = Vec::with_capacity(reports.len());
        for report in reports {
            let day: Option<String> =
                statement.query_row([report.as_str()], |row| row.get(0)).optional()?.flatten();
            let day = day.map(|day| day.parse()).transpose();
            days.push(day.map_err(|fault: cairn_model::DayError| StoreError::Damaged(fault.to_string()))?);
        }
        Ok(days)
    }

    /// The titles and texts of reports, in their order.
    pub fn texts(&self, reports: &[ReportId]) -> Result<Vec<(Option<String>, String)>, StoreError> {
        let mut statement =
            self.transaction.prepare_cached("SELECT title, text FROM report WHERE id = ?1")?;
        let mut packed: Vec<(Option<String>, Packed)> = Vec::with_capacity(reports.len());
        for report in reports {
            let mut rows = statement.query([report.as_str()])?;
            let row = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
            packed.push((row.get(0)?, Packed::read(row, 1)?));
        }
        packed.into_par_iter().map(|(title, text)| Ok((title, text.words()?))).collect()
    }

    /// Reports with the claims that hold.
    pub fn load(&self, reports: &[ReportId]) -> Result<(Vec<Report>, Vec<Claim>), StoreError> {
        let (mut found, mut sheets) = (Vec::with_capacity(reports.len()), Vec::with_capacity(reports.len()));
        for report in reports {
            found.extend(load::packed_report(&self.transaction, report)?);
            sheets.push(Sheet::of(&self.transaction, report)?);
        }
        let found = found.into_par_iter().map(PackedReport::unpack).collect::<Result<_, _>>()?;
        let of_each: Vec<Vec<Claim>> = sheets.par_iter().map(Sheet::claims).collect::<Result<_, _>>()?;
        // Claims are large, and there are a hundred thousand: a list that grows would be moved again and again.
        let mut claims = Vec::with_capacity(of_each.iter().map(Vec::len).sum());
        claims.extend(of_each.into_iter().flatten());
        Ok((found, claims))
    }

    /// What people decided about which claims belong together, in the whole register.
    pub fn bonds(&self) -> Result<Bonds, StoreError> {
        Ok(crate::bound::bound(&self.transaction)?.bonds)
    }

    /// The reports in which any of some claims stands, by id.
    pub fn holding(&self, claims: &[ClaimId]) -> Result<Vec<ReportId>, StoreError> {
        let mut found = Vec::new();
        for claim in claims {
            found.append(&mut marks::stating(&self.transaction, claim.as_str())?);
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    /// The incidents that claims of some reports were put into before; `claims` are those of the reports that hold.
    /// Of incidents that other reports' claims are in now, and of those that bear any of some names, only the name:
    /// it is taken.
    pub fn identities(
        &self,
        reports: &[ReportId],
        claims: &[Claim],
        names: &[IncidentId],
    ) -> Result<Vec<Identity>, StoreError> {
        let incidents: Vec<Members> =
            placed::incidents_of(&self.transaction, reports)?.into_values().collect();
        let mut found = placed::identities_in(&self.transaction, &incidents, claims)?;
        let asked: BTreeSet<&ReportId> = reports.iter().collect();
        found.retain(|identity| asked.contains(&identity.report));
        let own: BTreeSet<&IncidentId> = incidents.iter().map(|incident| &incident.id).collect();
        let taken = |incident: IncidentId| Identity {
            claim: ClaimId::new(""),
            report: ReportId::new(""),
            sentence: Span::new(0, 0),
            incident,
        };
        let mut once = Vec::new();
        for report in reports {
            once.append(&mut placed::once_placed(&self.transaction, report)?);
        }
        let once_there: BTreeSet<&str> = once.iter().map(|row| row.incident.as_str()).collect();
        let asked: BTreeSet<&str> =
            once_there.into_iter().chain(names.iter().map(IncidentId::as_str)).collect();
        let asked: Vec<&str> = asked.into_iter().collect();
        let id = |row: &rusqlite::Row<'_>| row.get::<_, String>(0).map(IncidentId::new);
        let there = self.of_each("SELECT id FROM incident WHERE id IN", "", &asked, id)?;
        let elsewhere: BTreeSet<IncidentId> = there.into_iter().filter(|id| !own.contains(id)).collect();
        once.retain(|row| !elsewhere.contains(&row.incident));
        found.append(&mut once);
        found.extend(elsewhere.into_iter().map(taken));
        let names: Vec<&str> = names.iter().map(IncidentId::as_str).collect();
        let of_names =
            self.of_each("SELECT DISTINCT incident FROM identity WHERE incident IN", "", &names, id)?;
        found.extend(of_names.into_iter().filter(|id| !own.contains(id)).map(taken));
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    /// Replaces what is derived from some reports, whose `claims` hold: their families, incidents, links and keys.
    pub fn replace(
        &self,
        reports: &[ReportId],
        claims: &[Claim],
        grouping: &Grouping,
    ) -> Result<(), StoreError> {
        let before = placed::incidents_of(&self.transaction, reports)?;
        // Links rest on incidents: both ends of each are claims of one.
        let linked: BTreeSet<&str> =
            before.values().flat_map(|incident| &incident.claims).map(ClaimId::as_str).collect();
        let linked: Vec<&str> = linked.into_iter().collect();
        let sql = "DELETE FROM linking WHERE link IN (SELECT id FROM link WHERE a IN";
        self.change_each(sql, ")", &linked)?;
        // Claims that no incident has from now on keep the name of their last one.
        let kept: BTreeSet<&ClaimId> =
            grouping.incidents.iter().flat_map(|incident| &incident.claims).collect();
        let left = |incident: &Members| {
            let claims = incident.claims.iter().filter(|claim| !kept.contains(claim));
            Members { claims: claims.cloned().collect(), ..incident.clone() }
        };
        let left: Vec<Members> = before.values().map(left).filter(|one| !one.claims.is_empty()).collect();
        placed::write(&self.transaction, &placed::identities_in(&self.transaction, &left, claims)?)?;
        for (number, incident) in &before {
            remove_incident(&self.transaction, *number, &incident.id)?;
        }
        let ids: Vec<&str> = reports.iter().map(ReportId::as_str).collect();
        let numbered = "(SELECT number FROM report WHERE id IN";
        self.change_each(&format!("DELETE FROM grouped_report WHERE report IN {numbered}"), ")", &ids)?;
        write_families(&self.transaction, grouping)?;
        write_links(&self.transaction, &grouping.links)?;
        write_incidents(&self.transaction, &grouping.incidents, &Briefs::of(claims))?;
        shelve(&self.transaction, &grouping.shelved)?;
        self.ends.set(None);
        let settled: Vec<&str> = grouping.settled.iter().map(ReportId::as_str).collect();
        self.change_each(&format!("DELETE FROM waiting WHERE report IN {numbered}"), ")", &settled)?;
        for (month, rarity) in &grouping.rarities {
            let sql = "UPDATE month SET rarity = ?2 WHERE month = ?1";
            self.transaction.prepare_cached(sql)?.execute(params![month, rarity])?;
        }
        Ok(())
    }

    /// Lets linked reports wait to be linked anew, and forgets how rare words are in the reports of some months:
    /// so that whoever goes on after a program was killed knows of them.
    pub fn unsettle(
        &self,
        reports: &[ReportId],
        months: impl IntoIterator<Item = i32>,
    ) -> Result<(), StoreError> {
        let sql = "INSERT OR IGNORE INTO waiting (report, again) SELECT number, 2 FROM report WHERE id = ?1";
        let mut statement = self.transaction.prepare_cached(sql)?;
        for report in reports {
            statement.execute([report.as_str()])?;
        }
        let mut statement =
            self.transaction.prepare_cached("UPDATE month SET rarity = NULL WHERE month = ?1")?;
        for month in months {
            statement.execute([month])?;
        }
        Ok(())
    }

    /// Keeps what was written so far and goes on. Gives whether nobody else has written in between: then what
    /// was asked before still holds.
    pub fn save(&self) -> Result<bool, StoreError> {
        let version = "SELECT data_version FROM pragma_data_version";
        let asked = |transaction: &Transaction<'_>| transaction.query_row(version, [], |row| row.get(0));
        let before: i64 = asked(&self.transaction)?;
        self.transaction.execute_batch("COMMIT; BEGIN IMMEDIATE")?;
        Ok(asked(&self.transaction)? == before)
    }

    /// Keeps what was written.
    pub fn keep(self) -> Result<(), StoreError> {
        Ok(self.transaction.commit()?)
    }

    pub(crate) fn rows<T>(
        &self,
        sql: &str,
        parameters: impl Params,
        of: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let mut statement = self.transaction.prepare_cached(sql)?;
        Ok(statement.query_map(parameters, of)?.collect::<Result<_, _>>()?)
    }

    /// Asks a question that ends with `IN (...)` and `tail` for some values at a time.
    pub(crate) fn of_each<V: rusqlite::ToSql, T>(
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

    pub(crate) fn change_each<V: rusqlite::ToSql>(
        &self,
        sql: &str,
        tail: &str,
        values: &[V],
    ) -> Result<(), StoreError> {
        for some in values.chunks(ASKED) {
            let mut statement = self.transaction.prepare_cached(&within(sql, tail, some.len()))?;
            statement.execute(params_from_iter(some))?;
        }
        Ok(())
    }
}

fn within(sql: &str, tail: &str, n: usize) -> String {
    format!("{sql} ({}){tail}", vec!["?"; n].join(","))
}

fn report_id(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<ReportId> {
    row.get::<_, String>(at).map(ReportId::new)
}
