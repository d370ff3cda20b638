//! Which reports have to do with each other: what is linked, or nearly, copies and rewrites, what people put
//! together, and what these have to do with in turn.
//!
//! Grouping never looks across the border of a neighbourhood: groups form along links, and links are a
//! matter of two reports alone. So what a new report changes lies in the neighbourhoods that it touches.

use crate::account::{self, Accounts};
use crate::block::{Block, Sorted};
use crate::candidates::Asked;
use crate::evidence::Scene;
use crate::family::{self, Sets};
use crate::grouping::{self, Pair};
use crate::weights::SUGGEST;
use cairn_model::ReportId;
use std::collections::{BTreeMap, BTreeSet};

/// Gives, per report, the first report of its neighbourhood.
pub(crate) fn neighbourhoods(accounts: &Accounts<'_>, pairs: &[Pair], family: &[usize]) -> Vec<usize> {
    let mut sets = Sets::new(family.len());
    let report = |account: u32| accounts.list[account as usize].happening.report;
    for pair in pairs.iter().filter(|pair| pair.score > SUGGEST) {
        sets.join(report(pair.a), report(pair.b));
    }
    for (copy, &first) in family.iter().enumerate() {
        sets.join(copy, first);
    }
    let mut bonded: BTreeMap<u32, usize> = BTreeMap::new();
    for account in &accounts.list {
        if let Some(set) = accounts.bonding.set_of_account(&account.happening) {
            let report = account.happening.report;
            sets.join(report, *bonded.entry(set).or_insert(report));
        }
    }
    (0..family.len()).map(|report| sets.first(report)).collect()
}

/// The reports of a block that have to do with any of `new`, these included; by id.
///
/// The block holds the new reports and those that they meet by their [`crate::keys`].
pub fn neighbours(block: &Block<'_>, new: &[ReportId]) -> Vec<ReportId> {
    let sorted = Sorted::new(block);
    let is_new = those(&sorted, new);
    // What the others are to each other is known, and what the new ones are is asked when they are linked.
    let first = within(&sorted, Asked::Across(&is_new));
    let mut touched: Vec<usize> =
        first.iter().zip(&is_new).filter(|(_, new)| **new).map(|(first, _)| *first).collect();
    touched.sort_unstable();
    let near = sorted.reports.iter().zip(&first).filter(|(_, first)| touched.binary_search(first).is_ok());
    let mut near: Vec<ReportId> = near.map(|(report, _)| report.id.clone()).collect();
    near.sort_unstable();
    near
}

/// The same for whoever links a register in parts: pairs of reports that have to do with each other, so that those
/// which do so by way of others hang together by them; by id. Where there is one `side`, only pairs of a report on
/// it and one that is not are looked at.
///
/// What two reports are to each other is a matter of these two, so that the pairs of any parts which hold each two
/// reports that meet add up to the neighbourhoods of the whole.
pub fn ties(block: &Block<'_>, side: Option<&[ReportId]>) -> Vec<(ReportId, ReportId)> {
    let sorted = Sorted::new(block);
    let is_on_it = side.map(|side| those(&sorted, side));
    let first = within(&sorted, is_on_it.as_deref().map_or(Asked::All, Asked::Across));
    let id = |report: usize| sorted.reports[report].id;
    let tied = first.iter().enumerate().filter(|(report, first)| report != *first);
    let mut ties: Vec<(ReportId, ReportId)> =
        tied.map(|(report, &first)| (id(first).clone(), id(report).clone())).collect();
    ties.sort_unstable();
    ties
}

/// Per report of a block, whether it is one of `some`.
fn those(block: &Sorted<'_>, some: &[ReportId]) -> Vec<bool> {
    let some: BTreeSet<&ReportId> = some.iter().collect();
    block.reports.iter().map(|report| some.contains(report.id)).collect()
}

/// [`neighbourhoods`], as far as those pairs of reports tell that are `asked` for.
fn within(sorted: &Sorted<'_>, asked: Asked<'_>) -> Vec<usize> {
    let accounts = account::accounts(sorted);
    let family = family::families_of(&accounts.runs(), &sorted.written, asked);
    let scene = Scene { block: sorted, family: &family, accounts: &accounts };
    let pairs = grouping::compare_of(&scene, &accounts, asked);
    let family = family::with_rewrites(&accounts, &pairs, &family);
    neighbourhoods(&accounts, &pairs, &family)
}
