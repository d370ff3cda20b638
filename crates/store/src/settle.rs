//! What decisions make of the claims of a report.

use crate::decide::{about, root, write_added};
use crate::pack::{Packed, plain};
use crate::{StoreError, reading};
use cairn_decide::{Docket, find, stand};
use cairn_model::{Claim, ReportId, Verdict};
use rusqlite::{Transaction, params};
use std::collections::BTreeMap;

/// Works out anew what decisions make of a report's claims. Where that has changed, the report waits to be
/// linked again, and what it is searched by is written anew; gives whether it was.
pub(crate) fn settle(transaction: &Transaction<'_>, report: &ReportId) -> Result<bool, StoreError> {
    let Some(number) = reading::number(transaction, report)? else { return Ok(false) };
    let decisions = about(transaction, report)?;
    write_added(transaction, report, &decisions)?;
    let claims = reading::as_read(transaction, report)?;

    let mut rebound = false;
    for numbered in &decisions {
        let root = root(transaction, &numbered.decision)?;
        let mut anchored: Vec<Option<String>> = Vec::new();
        match &root.verdict {
            Verdict::Add { claim } => {
                let here = claims.iter().any(|one| one.id == claim.id);
                anchored.push(here.then(|| claim.id.as_str().to_owned()));
            }
            verdict => {
                let one = |anchor| find(anchor, &claims).one().map(|claim| claim.id.as_str().to_owned());
                anchored.extend(verdict.anchors().into_iter().map(one));
            }
        }
        let sql = "UPDATE decision_claim SET claim = ?4 \
                   WHERE decision = ?1 AND ordinal = ?2 AND report = ?3 AND claim IS NOT ?4";
        let mut statement = transaction.prepare_cached(sql)?;
        let mut moved = 0;
        for (ordinal, claim) in anchored.iter().enumerate() {
            moved += statement.execute(params![numbered.number, ordinal as i64, report.as_str(), claim])?;
        }
        let binds =
            matches!(root.verdict, Verdict::Merge { .. } | Verdict::Split { .. } | Verdict::Add { .. });
        rebound |= binds && moved > 0;
    }

    let docket = Docket::new(decisions.into_iter().map(|numbered| numbered.decision));
    let mut before: BTreeMap<String, (bool, Vec<u8>)> = BTreeMap::new();
    let mut statement =
        transaction.prepare_cached("SELECT id, counts, value FROM standing WHERE report = ?1")?;
    let mut rows = statement.query([report.as_str()])?;
    while let Some(row) = rows.next()? {
        before.insert(row.get(0)?, (row.get(1)?, plain(row.get_ref(2)?)?));
    }
    let mut now: BTreeMap<String, (bool, Vec<u8>)> = BTreeMap::new();
    let standings = stand(&claims, &docket);
    let changed: Vec<(bool, &Claim)> = standings
        .iter()
        .filter(|standing| !standing.counts || standing.claim != standing.read)
        .map(|standing| (standing.counts, &standing.claim))
        .collect();
    for (counts, claim) in &changed {
        now.insert(claim.id.as_str().to_owned(), (*counts, serde_json::to_vec(claim)?));
    }
    if before != now {
        transaction.prepare_cached("DELETE FROM standing WHERE report = ?1")?.execute([report.as_str()])?;
        for (counts, claim) in changed {
            let sql = "INSERT INTO standing (id, report, counts, value) VALUES (?1, ?2, ?3, ?4)";
            let row = params![claim.id.as_str(), report.as_str(), counts, Packed::of(claim)?];
            transaction.prepare_cached(sql)?.execute(row)?;
        }
        crate::search::rewrite(transaction, number, report)?;
    }
    if rebound || before != now {
        wait(transaction, report)?;
    }
    Ok(before != now)
}

/// Puts a linked report among those that wait because of a decision.
pub(crate) fn wait(transaction: &Transaction<'_>, report: &ReportId) -> Result<(), StoreError> {
    let sql = "INSERT OR IGNORE INTO waiting (report, again) SELECT number, 2 FROM report WHERE id = ?1";
    transaction.prepare_cached(sql)?.execute([report.as_str()])?;
    Ok(())
}
