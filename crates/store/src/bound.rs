//! Which claims people put together or took apart.

use crate::StoreError;
use crate::decide::{Numbered, numbered};
use cairn_decide::{Bound, Docket, bind};
use cairn_model::{Anchor, ClaimId};
use rusqlite::Connection;
use std::collections::BTreeMap;

/// What all merges and splits of the register come to.
pub(crate) fn bound(connection: &Connection) -> Result<Bound, StoreError> {
    let sql = "WITH RECURSIVE bond (id, digest) AS \
               (SELECT id, digest FROM decision WHERE verdict IN ('merge', 'split') \
                UNION SELECT d.id, d.digest FROM decision AS d JOIN bond ON d.undoes = bond.digest) \
               SELECT id, value FROM decision WHERE id IN (SELECT id FROM bond)";
    let decisions = numbered(connection, sql, [])?;
    let sql = "SELECT ordinal, claim FROM decision_claim WHERE decision = ?1 AND claim IS NOT NULL";
    let mut statement = connection.prepare_cached(sql)?;
    let mut found: BTreeMap<&Anchor, ClaimId> = BTreeMap::new();
    for Numbered { number, decision } in &decisions {
        let anchors = decision.verdict.anchors();
        let mut rows = statement.query([number])?;
        while let Some(row) = rows.next()? {
            if let Some(anchor) = anchors.get(row.get::<_, u32>(0)? as usize) {
                found.insert(anchor, ClaimId::new(row.get::<_, String>(1)?));
            }
        }
    }
    let docket = Docket::new(decisions.iter().map(|numbered| numbered.decision.clone()));
    Ok(bind(&docket, |anchor| found.get(anchor).cloned()))
}
