//! Linking as a register grows: what some new reports change, found without looking at the others.
//!
//! The same reports give the same families, incidents and links, whether they are linked at once or in
//! any number of steps in any order. Only the names of incidents remember the past, as they should.

use crate::block::{Block, FirstHands, LinkReport, Linked, Rarities};
use crate::bonded::Bonded;
use crate::keys::{Key, KeyKind, Shared, keys};
use crate::met::Met;
use crate::neighbourhood::neighbours;
use crate::rarity::{Month, Rarity, counts_of, lot, sample};
use crate::wording::Wordings;
use crate::words::Counts;
use cairn_model::{Bonds, Claim, ClaimId, Day, Identity, Report, ReportId};
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
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
    /// The days on which reports, linked or new, were written ([`LinkReport::dated`]); in their order.
    fn written(&self, reports: &[ReportId]) -> Result<Vec<Option<Day>>, Self::Fault>;
    /// The titles and texts of reports, linked or new; in their order.
    fn texts(&self, reports: &[ReportId]) -> Result<Vec<(Option<String>, String)>, Self::Fault>;
    /// Reports, linked or new, with their claims.
    fn load(&self, reports: &[ReportId]) -> Result<(Vec<Report>, Vec<Claim>), Self::Fault>;
    /// The incidents that the claims of some reports were put into before, and whichever bear a name
    /// that these claims may give.
    fn known(&self, reports: &[ReportId], claims: &[Claim]) -> Result<Vec<Identity>, Self::Fault>;
    /// What people decided about which claims belong together.
    fn bonds(&self) -> Result<Bonds, Self::Fault>;
    /// The reports, linked or new, in which any of some claims stands.
    fn holding(&self, claims: &[ClaimId]) -> Result<Vec<ReportId>, Self::Fault>;
}

/// What new reports change.
#[derive(Debug, Clone, PartialEq)]
pub struct Growth {
    /// The reports whose families, incidents, links and keys are replaced, by id; each with the day it was
    /// written.
    pub replaced: Vec<(ReportId, Option<Day>)>,
    /// Those of them that may be found by other keys than before: the new ones, those that were revised,
    /// and those of months in which words were counted anew.
    pub fresh: Vec<ReportId>,
    /// What the replaced reports add up to now. Tolls and agreements are of the replaced reports alone: they reach
    /// across neighbourhoods. Those of a subject are followed anew from all [`crate::Saying`]s of it, where any
    /// has changed.
    pub linked: Linked,
    /// The claims of the replaced reports.
    pub claims: Vec<Claim>,
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

/// So many reports of a step are held against so many others at a time, so that memory does not grow with
/// the reports of a year.
const HELD_AGAINST: usize = 16_384;

/// Links new reports into a register, some at a time, the oldest first. What a step gives has to be on the
/// shelf before the next one.
pub struct Growing<'s, S: Shelf> {
    shelf: &'s S,
    hands: &'s dyn FirstHands,
    /// How many reports there are of each month, the new ones included.
    months: BTreeMap<Month, u32>,
    /// The new reports of each month by lot.
    drawn: BTreeMap<Month, BTreeSet<(u64, ReportId)>>,
    /// The months in which words are now counted over other reports than before.
    changed: BTreeSet<Month>,
    rarities: Rarities,
    /// Those of them that were counted anew.
    counted: Rarities,
    /// The words of the reports that were counted last.
    counts: BTreeMap<ReportId, Counts>,
    size: u32,
    /// What people decided about which claims belong together.
    bonded: Bonded,
    /// The reports with such claims that were never linked.
    unlinked: BTreeSet<ReportId>,
    /// The reports that are still to be linked, by day and id.
    waiting: VecDeque<(ReportId, Option<Day>)>,
    /// The linked reports that are linked anew.
    again: Vec<ReportId>,
    /// Whether anything was linked before the first step.
    grown: bool,
    /// The reports of the steps so far.
    met: Met,
    /// What the words of the last ones say, and of those that they are held against.
    words: Wordings,
}

impl<'s, S: Shelf> Growing<'s, S> {
    /// Starts to link `new` reports, which the shelf can load, into what it has linked, and to link those anew
    /// that were `revised`: read anew with the same day, or decided about. `size` is [`crate::SAMPLE`] but in
    /// tests. None of the new reports is linked yet, and all of the others are.
    ///
    /// # Errors
    /// Those of the shelf.
    pub fn new(
        shelf: &'s S,
        hands: &'s dyn FirstHands,
        new: &[ReportId],
        revised: &[ReportId],
        size: u32,
    ) -> Result<Self, S::Fault> {
        let before = shelf.months()?;
        let bonded = Bonded::new(shelf)?;
        let unlinked = new.iter().filter(|report| bonded.has(report)).cloned().collect();
        let mut growing = Self {
            shelf,
            hands,
            months: before.clone(),
            drawn: BTreeMap::new(),
            changed: BTreeSet::new(),
            rarities: Rarities::new(),
            counted: Rarities::new(),
            counts: BTreeMap::new(),
            size,
            bonded,
            unlinked,
            waiting: VecDeque::new(),
            again: Vec::new(),
            grown: !before.is_empty(),
            met: Met::default(),
            words: Wordings::default(),
        };
        let mut fresh: Vec<(ReportId, Option<Day>)> = new.iter().cloned().zip(shelf.written(new)?).collect();
        for (report, written) in &fresh {
            let month = Month::of(*written);
            *growing.months.entry(month).or_default() += 1;
            growing.drawn.entry(month).or_default().insert((lot(report), report.clone()));
        }
        growing.find_changed_months(&before)?;
        let mut again: BTreeSet<ReportId> = revised.iter().cloned().collect();
        // What people decided of one report may part another one's claims in another way.
        again.extend(growing.bonded.with(new.iter().chain(revised)));
        for &month in &growing.changed {
            again.extend(shelf.of_month(month)?);
        }
        growing.again = again.into_iter().filter(|report| !growing.unlinked.contains(report)).collect();
        let written = shelf.written(&growing.again)?;
        fresh.extend(growing.again.iter().cloned().zip(written));
        fresh.sort_by(|a, b| (a.1.is_none(), a.1, &a.0).cmp(&(b.1.is_none(), b.1, &b.0)));
        fresh.dedup();
        growing.waiting = fresh.into();
        Ok(growing)
    }

    /// What is on the shelf and does not hold until the last step is done: reports that are linked anew, and the
    /// months in which words are counted anew. Whoever stops before that has to remember the reports that were
    /// not [`Growth::fresh`] yet, and no longer has the rarities that were not counted yet.
    pub fn unsettled(&self) -> (&[ReportId], &BTreeSet<Month>) {
        (&self.again, &self.changed)
    }

    /// Whether no report is left to be linked.
    pub fn is_done(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Links the next `n` reports; none where none is left.
    ///
    /// # Errors
    /// Those of the shelf.
    pub fn step(&mut self, n: usize) -> Result<Option<Growth>, S::Fault> {
        let taken: Vec<(ReportId, Option<Day>)> = self.waiting.drain(..n.min(self.waiting.len())).collect();
        let Some((_, first)) = taken.first() else { return Ok(None) };
        self.forget_before(*first);
        let written: BTreeMap<&ReportId, Option<Day>> = taken.iter().map(|(id, day)| (id, *day)).collect();
        let fresh: Vec<ReportId> = written.keys().map(|&report| report.clone()).collect();
        for report in &fresh {
            self.unlinked.remove(report);
        }

        let (mut reports, mut claims) = self.shelf.load(&fresh)?;
        if self.waiting.is_empty() && self.months.values().sum::<u32>() as usize == fresh.len() {
            // They are the whole register.
            return self.linked(fresh, &reports, claims).map(Some);
        }
        // Whom they meet, who of these has to do with them, and who had to do with any of all these.
        let of_fresh = self.block(&reports, &claims, &[], keys)?;
        let day = |report: &ReportId| written.get(report).copied().flatten();
        // Those of earlier steps are remembered by their words and runs for as long as the next ones can
        // meet them; where that is not enough, the shelf knows all.
        let asks_all = |written: Option<Day>| self.grown || written.is_none();
        let remembered = of_fresh.iter().filter(|(report, _)| !asks_all(day(report)));
        let dated: Vec<(&[Key], Day)> =
            remembered.filter_map(|(report, keys)| Some((keys.as_slice(), day(report)?))).collect();
        let mut others = self.met.sharing(&dated);
        for (report, keys) in &of_fresh {
            let asks_all = asks_all(day(report));
            let of_days = |key: &&Key| asks_all || key.kind == KeyKind::DayAndPlace;
            let asked: Vec<Key> = keys.iter().filter(of_days).copied().collect();
            let sharing = self.shelf.sharing(&asked, day(report))?.into_iter();
            others.extend(sharing.filter(|(_, shared)| shared.promises()).map(|(report, _)| report));
        }
        for report in &fresh {
            others.remove(report);
        }
        if !self.waiting.is_empty() {
            self.met.take(&of_fresh, &written);
        }
        drop(of_fresh);
        let others: Vec<ReportId> = others.into_iter().collect();
        let mut near = self.near(&fresh, (&mut reports, &mut claims), &others)?;
        near.extend(self.bonded.with(&near).into_iter().filter(|report| !self.unlinked.contains(report)));
        let mut more: BTreeSet<ReportId> = self.shelf.neighbourhoods(&near)?.into_iter().collect();
        more.extend(near);
        more.extend(fresh.iter().cloned());
        drop(written);
        let wanted: FxHashSet<&ReportId> = more.iter().collect();
        reports.retain(|report| wanted.contains(&report.id));
        claims.retain(|claim| wanted.contains(&claim.report));
        let there: FxHashSet<&ReportId> = reports.iter().map(|report| &report.id).collect();
        let more: Vec<ReportId> = more.iter().filter(|report| !there.contains(report)).cloned().collect();
        let (more_reports, more_claims) = self.shelf.load(&more)?;
        reports.extend(more_reports);
        claims.extend(more_claims);
        let growth = self.linked(fresh, &reports, claims)?;
        self.words.keep(&growth.fresh);
        Ok(Some(growth))
    }

    /// Links reports that have to do with no others.
    fn linked(
        &mut self,
        fresh: Vec<ReportId>,
        reports: &[Report],
        claims: Vec<Claim>,
    ) -> Result<Growth, S::Fault> {
        let mut replaced: Vec<(ReportId, Option<Day>)> =
            reports.iter().map(|report| (report.id.clone(), link_report(report).dated)).collect();
        replaced.sort();
        let ids: Vec<ReportId> = replaced.iter().map(|(report, _)| report.clone()).collect();
        let known = self.shelf.known(&ids, &claims)?;
        let linked = self.block(reports, &claims, &known, crate::link)?;
        Ok(Growth { replaced, fresh, linked, claims, counted: std::mem::take(&mut self.counted) })
    }

    /// The new reports of a step, which are loaded, and those of the others that have to do with them. Some of the
    /// others are loaded as well after that.
    fn near(
        &mut self,
        fresh: &[ReportId],
        (reports, claims): (&mut Vec<Report>, &mut Vec<Claim>),
        others: &[ReportId],
    ) -> Result<Vec<ReportId>, S::Fault> {
        let n_fresh = (reports.len(), claims.len());
        let at_once = others.len() <= HELD_AGAINST;
        let mut near: BTreeSet<ReportId> = fresh.iter().cloned().collect();
        for some in others.chunks(HELD_AGAINST) {
            let (more_reports, more_claims) = self.shelf.load(some)?;
            reports.extend(more_reports);
            claims.extend(more_claims);
            near.extend(self.block(reports, claims, &[], |block| neighbours(block, fresh))?);
            if !at_once {
                self.words.keep(fresh);
                reports.truncate(n_fresh.0);
                claims.truncate(n_fresh.1);
            }
        }
        Ok(near.into_iter().collect())
    }

    /// Forgets how rare words are in months that are over for good.
    fn forget_before(&mut self, first: Option<Day>) {
        let Some(first) = first else { return };
        let last = Month(Month::of(Some(first)).0 - 13);
        self.rarities = self.rarities.split_off(&last);
        // What was counted of them is on the shelf.
        self.changed = self.changed.split_off(&last);
        self.met.forget_before(first);
    }

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
        let months: BTreeSet<Month> = reports.iter().map(|report| Month::of(report.dated)).collect();
        for month in months {
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
        let (rarities, bonds, words) = (Some(&self.rarities), self.bonded.bonds(), Some(&self.words));
        Ok(ask(&Block { reports: &reports, claims, known, hands: self.hands, rarities, bonds, words }))
    }

    /// Counts how rare words are in the reports of a month.
    fn count(&mut self, month: Month) -> Result<Rarity, S::Fault> {
        let mut counted: Vec<ReportId> = Vec::new();
        for (of, n) in sample(month, &self.months, self.size) {
            let mut drawn: BTreeSet<(u64, ReportId)> = self
                .drawn
                .get(&of)
                .map(|drawn| drawn.iter().take(n as usize).cloned().collect())
                .unwrap_or_default();
            drawn.extend(self.shelf.drawn(of, n)?.into_iter().map(|(report, lot)| (lot, report)));
            counted.extend(drawn.into_iter().take(n as usize).map(|(_, report)| report));
        }
        // Two months in a row are counted over much the same reports.
        let mut before = std::mem::take(&mut self.counts);
        let (mut known, mut new): (Vec<_>, Vec<_>) = (Vec::new(), Vec::new());
        for report in counted {
            match before.remove(&report) {
                Some(counts) => known.push((report, counts)),
                None => new.push(report),
            }
        }
        let texts = self.shelf.texts(&new)?;
        let read = texts.par_iter().map(|(title, text)| counts_of(title.as_deref(), text));
        known.par_extend(new.into_par_iter().zip(read));
        self.counts = known.into_iter().collect();
        Ok(Rarity::counted(self.counts.values()))
    }
}
