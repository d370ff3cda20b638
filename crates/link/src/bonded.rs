//! What people put together and took apart, seen from the reports: which of them are never linked one without
//! the other.

use crate::block::{Block, NamesAlone, Sorted};
use crate::bonding::Bonding;
use crate::growth::{Shelf, link_report};
use cairn_model::{Bonds, ClaimId, Day, ReportId};
use std::collections::{BTreeMap, BTreeSet};

/// So many reports are in memory at a time.
const AT_ONCE: usize = 1024;

/// What people put together and took apart in a whole register.
#[derive(Debug, Default)]
pub(crate) struct Bonded {
    /// Claims that one report tells of one happening are together here as well. So a block of some of the reports
    /// is parted as the whole register is.
    bonds: Bonds,
    /// The reports of each set of claims that are together.
    reports: Vec<BTreeSet<ReportId>>,
    /// The sets that each report has claims of.
    sets: BTreeMap<ReportId, BTreeSet<usize>>,
}

impl Bonded {
    /// Works it out from the reports that decisions speak of.
    ///
    /// # Errors
    /// Those of the shelf.
    pub(crate) fn new<S: Shelf>(shelf: &S) -> Result<Self, S::Fault> {
        let said = shelf.bonds()?;
        if said.is_empty() {
            return Ok(Self::default());
        }
        let pairs = said.apart.iter().flat_map(|(a, b)| [a, b]);
        let claims: BTreeSet<&ClaimId> = said.together.iter().flatten().chain(pairs).collect();
        let claims: Vec<ClaimId> = claims.into_iter().cloned().collect();
        let holding = shelf.holding(&claims)?;
        let written = shelf.written(&holding)?;
        let mut in_order: Vec<(Option<Day>, ReportId)> = written.into_iter().zip(holding).collect();
        // As a block has them.
        in_order.sort_by(|a, b| (a.0.is_none(), a).cmp(&(b.0.is_none(), b)));

        let mut bonding = Bonding::new(&said);
        let mut of_reports: Vec<(ReportId, Vec<u32>)> = Vec::with_capacity(in_order.len());
        for some in in_order.chunks(AT_ONCE) {
            let ids: Vec<ReportId> = some.iter().map(|(_, report)| report.clone()).collect();
            let (reports, claims) = shelf.load(&ids)?;
            let reports: Vec<_> = reports.iter().map(link_report).collect();
            let block = Sorted::new(&Block {
                reports: &reports,
                claims: &claims,
                known: &[],
                hands: &NamesAlone,
                rarities: None,
                bonds: &said,
                words: None,
            });
            for (number, report) in block.reports.iter().enumerate() {
                bonding.join_within(number, &block);
                let sets =
                    block.claims[number].iter().filter_map(|claim| bonding.set_of(&claim.id)).collect();
                of_reports.push((report.id.clone(), sets));
            }
        }
        let mut bonded = Self { bonds: bonding.bonds(&said), ..Self::default() };
        let mut numbers: BTreeMap<u32, usize> = BTreeMap::new();
        for (report, sets) in of_reports {
            for set in sets {
                let next = numbers.len();
                let number = *numbers.entry(bonding.first(set)).or_insert(next);
                if number == next {
                    bonded.reports.push(BTreeSet::new());
                }
                bonded.reports[number].insert(report.clone());
                bonded.sets.entry(report.clone()).or_default().insert(number);
            }
        }
        Ok(bonded)
    }

    /// What holds of claims.
    pub(crate) fn bonds(&self) -> &Bonds {
        &self.bonds
    }

    /// Whether anybody put a claim of a report together with others or took it apart from them.
    pub(crate) fn has(&self, report: &ReportId) -> bool {
        self.sets.contains_key(report)
    }

    /// The reports of which a claim is together with one of some reports, by id.
    pub(crate) fn with<'r>(&self, reports: impl IntoIterator<Item = &'r ReportId>) -> BTreeSet<ReportId> {
        let sets: BTreeSet<usize> =
            reports.into_iter().filter_map(|report| self.sets.get(report)).flatten().copied().collect();
        sets.into_iter().flat_map(|set| self.reports[set].iter().cloned()).collect()
    }
}
