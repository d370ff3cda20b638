//! Linking as a register grows: what some new reports change, found without looking at the others.
//!
//! The same reports give the same families, incidents and links, whether they are linked at once or in
//! any number of steps in any order. Only the names of incidents remember the past, as they should.

use crate::block::{Block, FirstHands, LinkReport, Linked, Rarities};
use crate::keys::{Key, Shared, keys};
use crate::neighbourhood::neighbours;
use crate::rarity::{Month, Rarity, lot, sample};
use cairn_model::{Bonds, Claim, Day, Identity, Report, ReportId};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The reports that a register has linked so far, as whoever keeps them can find them.
pub trait Shelf {
    /// What can go wrong when it is asked.
    type Fault;
    /// How many linked reports there are of each month.
    fn months(&self) -> Result<BTreeMap<Month, u32>, Self::Fault>;
    /// The `n` linked reports of a month that drew the smallest lots, with these.
    fn drawn(&self, month: Month, n: u32) -> Result<Vec<(ReportId, u64)>, Self::Fault>;
    /// The linked reports of a month.
    fn of_month(&self, month: Month) -> Result<Vec<ReportId>, Self::Fault>;
    /// How rare words are in the reports of a month; none where none are linked yet.
    fn rarity(&self, month: Month) -> Result<Option<Rarity>, Self::Fault>;
    /// The linked reports within the window of a day that share any of the keys, with what they share.
    fn sharing(&self, keys: &[Key], written: Option<Day>) -> Result<Vec<(ReportId, Shared)>, Self::Fault>;
    /// All linked reports of the neighbourhoods that hold any of some reports.
    fn neighbourhoods(&self, of: &[ReportId]) -> Result<Vec<ReportId>, Self::Fault>;
    /// Reports, linked or new, with their claims.
    fn load(&self, reports: &[ReportId]) -> Result<(Vec<Report>, Vec<Claim>), Self::Fault>;
    /// The incidents that the claims of some reports were put into before, and whichever bear a name
    /// that these claims may give.
    fn known(&self, reports: &[ReportId], claims: &[Claim]) -> Result<Vec<Identity>, Self::Fault>;
    /// What people decided about which claims belong together.
    fn bonds(&self) -> Result<Bonds, Self::Fault>;
}

/// What new reports change.
#[derive(Debug, Clone, PartialEq)]
pub struct Growth {
    /// The reports whose families, incidents, links and keys are replaced, by id.
    pub replaced: Vec<ReportId>,
    /// Those of them that may be found by other keys than before: the new ones, those somebody decided about,
    /// and those of months in which words were counted anew.
    pub fresh: Vec<ReportId>,
    /// What the replaced reports add up to now. Tolls and agreements are of the replaced reports alone: they reach
    /// across neighbourhoods. Those of a subject are followed anew from all [`crate::Saying`]s of it, where any
    /// has changed.
    pub linked: Linked,
    /// How rare words are in the reports of the months in which they were counted anew.
    pub counted: Rarities,
}

/// A report as linking reads it.
pub fn link_report(report: &Report) -> LinkReport<'_> {
    LinkReport {
        id: &report.id,
        outlet: report.outlet.as_deref(),
        dated: report.dated.or(report.published),
        title: report.title.as_deref(),
        text: &report.text,
    }
}

/// What is asked of a shelf, with what was counted so far.
struct Grower<'s, S: Shelf> {
    shelf: &'s S,
    hands: &'s dyn FirstHands,
    /// How many reports there are of each month, the new ones included.
    months: BTreeMap<Month, u32>,
    /// The new reports of each month by lot.
    drawn: BTreeMap<Month, BTreeSet<(u64, ReportId)>>,
    /// The months in which words are now counted over other reports than before.
    changed: BTreeSet<Month>,
    bonds: Bonds,
    rarities: Rarities,
    /// Those of them that were counted anew.
    counted: Rarities,
    size: u32,
}

/// Links `new` reports, which the shelf can load, into what it has linked, and links those anew about which
/// somebody `decided` something; `size` is [`crate::SAMPLE`] but in tests. None of the new reports is linked
/// yet, and all of the others are.
///
/// # Errors
/// Those of the shelf.
pub fn grow<S: Shelf>(
    shelf: &S,
    hands: &dyn FirstHands,
    new: &[ReportId],
    decided: &[ReportId],
    size: u32,
) -> Result<Growth, S::Fault> {
    let before = shelf.months()?;
    let mut grower = Grower {
        shelf,
        hands,
        months: before.clone(),
        drawn: BTreeMap::new(),
        changed: BTreeSet::new(),
        bonds: shelf.bonds()?,
        rarities: Rarities::new(),
        counted: Rarities::new(),
        size,
    };
    for report in &shelf.load(new)?.0 {
        let month = Month::of(link_report(report).dated);
        *grower.months.entry(month).or_default() += 1;
        grower.drawn.entry(month).or_default().insert((lot(&report.id), report.id.clone()));
    }
    grower.find_changed_months(&before)?;
    let mut fresh: BTreeSet<ReportId> = new.iter().chain(decided).cloned().collect();
    for &month in &grower.changed {
        fresh.extend(shelf.of_month(month)?);
    }
    let fresh: Vec<ReportId> = fresh.into_iter().collect();

    // Whom they meet, who of these has to do with them, and who had to do with any of all these.
    let mut met: BTreeSet<ReportId> = fresh.iter().cloned().collect();
    let (reports, claims) = shelf.load(&fresh)?;
    let of_fresh = grower.block(&reports, &claims, &[], keys)?;
    let written: BTreeMap<&ReportId, Option<Day>> =
        reports.iter().map(|report| (&report.id, link_report(report).dated)).collect();
    for (report, keys) in &of_fresh {
        let sharing = shelf.sharing(keys, written.get(report).copied().flatten())?;
        met.extend(sharing.into_iter().filter(|(_, shared)| shared.promises()).map(|(report, _)| report));
    }
    let met: Vec<ReportId> = met.into_iter().collect();
    let (reports, claims) = shelf.load(&met)?;
    let near = grower.block(&reports, &claims, &[], |block| neighbours(block, &fresh))?;
    let mut replaced: BTreeSet<ReportId> = shelf.neighbourhoods(&near)?.into_iter().collect();
    replaced.extend(near);
    let replaced: Vec<ReportId> = replaced.into_iter().collect();

    let (reports, claims) = shelf.load(&replaced)?;
    let known = shelf.known(&replaced, &claims)?;
    let linked = grower.block(&reports, &claims, &known, crate::link)?;
    Ok(Growth { replaced, fresh, linked, counted: grower.counted })
}

impl<S: Shelf> Grower<'_, S> {
    /// Which months' words are counted over other reports than before.
    fn find_changed_months(&mut self, before: &BTreeMap<Month, u32>) -> Result<(), S::Fault> {
        for &month in before.keys() {
            let (old, now) = (sample(month, before, self.size), sample(month, &self.months, self.size));
            let mut changed = old != now;
            for &(of, n) in &now {
                let Some((smallest, _)) = self.drawn.get(&of).and_then(BTreeSet::first) else { continue };
                // A new report that drew a smaller lot than the last one counted takes its place.
                let last = self.shelf.drawn(of, n)?.last().map(|&(_, lot)| lot);
                changed |= last.is_some_and(|last| *smallest < last);
            }
            if changed {
                self.changed.insert(month);
            }
        }
        Ok(())
    }

    /// Asks something of a block whose words are weighed.
    fn block<T>(
        &mut self,
        reports: &[Report],
        claims: &[Claim],
        known: &[Identity],
        ask: impl Fn(&Block<'_>) -> T,
    ) -> Result<T, S::Fault> {
        let reports: Vec<LinkReport<'_>> = reports.iter().map(link_report).collect();
        for report in &reports {
            let month = Month::of(report.dated);
            if !self.rarities.contains_key(&month) {
                let kept = if self.changed.contains(&month) { None } else { self.shelf.rarity(month)? };
                let rarity = match kept {
                    Some(rarity) => Arc::new(rarity),
                    None => {
                        let counted = Arc::new(self.count(month)?);
                        self.counted.insert(month, counted.clone());
                        counted
                    }
                };
                self.rarities.insert(month, rarity);
            }
        }
        let (rarities, bonds) = (Some(&self.rarities), &self.bonds);
        Ok(ask(&Block { reports: &reports, claims, known, hands: self.hands, rarities, bonds }))
    }

    /// Counts how rare words are in the reports of a month.
    fn count(&self, month: Month) -> Result<Rarity, S::Fault> {
        let mut counted: Vec<ReportId> = Vec::new();
        for (of, n) in sample(month, &self.months, self.size) {
            let mut drawn: BTreeSet<(u64, ReportId)> = self.drawn.get(&of).cloned().unwrap_or_default();
            drawn.extend(self.shelf.drawn(of, n)?.into_iter().map(|(report, lot)| (lot, report)));
            counted.extend(drawn.into_iter().take(n as usize).map(|(_, report)| report));
        }
        let (reports, _) = self.shelf.load(&counted)?;
        Ok(Rarity::of_texts(reports.iter().map(|report| (report.title.as_deref(), report.text.as_str()))))
    }
}
