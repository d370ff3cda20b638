//! What the words of a report say, read once however often the report is compared.

use crate::block::Sorted;
use crate::rewrite::Told;
use crate::words::{Vector, Views};
use cairn_model::ReportId;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What one report's words say.
#[derive(Debug)]
pub(crate) struct Wording {
    /// Its four-word runs that are no stock; sorted, each once.
    pub(crate) runs: Vec<u64>,
    /// In what words it tells its claims.
    pub(crate) told: Told,
    /// The persons that it names by age or as identified.
    pub(crate) persons: Vec<u64>,
    /// All its words.
    pub(crate) views: Views,
    /// The heaviest of them ([`Views`]).
    pub(crate) heaviest: Vec<(u32, u32)>,
    /// Per account of it, the words of the sentences of its claims; none of the main one.
    pub(crate) passages: Vec<Vector>,
}

/// The words of reports that are compared in several blocks, one after the other. The blocks have the same claims of
/// each of these reports, the same decisions about them, and the same rarities.
#[derive(Debug, Default)]
pub struct Wordings(Mutex<FxHashMap<ReportId, Arc<Wording>>>);

impl Wordings {
    fn known(&self) -> MutexGuard<'_, FxHashMap<ReportId, Arc<Wording>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Per report of a block, what is known of it.
    pub(crate) fn of(&self, block: &Sorted<'_>) -> Vec<Option<Arc<Wording>>> {
        let known = self.known();
        block.reports.iter().map(|report| known.get(report.id).cloned()).collect()
    }

    /// Remembers reports.
    pub(crate) fn take(&self, wordings: impl Iterator<Item = (ReportId, Arc<Wording>)>) {
        self.known().extend(wordings);
    }

    /// Forgets all but some reports.
    pub(crate) fn keep(&self, some: &[ReportId]) {
        let some: FxHashSet<&ReportId> = some.iter().collect();
        self.known().retain(|report, _| some.contains(report));
    }
}
