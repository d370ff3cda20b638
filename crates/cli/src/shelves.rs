//! The register as linking asks it while it grows.

use crate::pipeline::Pipeline;
use cairn_link::{
    AGREEMENTS, Growth, Key, KeyKind, Linked, Month, Rarity, SAMPLE, Said, Saying, Shared, WINDOW, grow,
    link_report, lot,
};
use cairn_model::{Bonds, Claim, Day, Identity, IncidentId, Report, ReportId};
use cairn_store::{Grouping, KeyRow, Register, SayingRow, Shelf, Shelved, StoreError, Waiting};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// New reports are linked one neighbourhood at a time where they are fewer than this share of the
/// register; more are linked faster with everything else.
const FEW: f64 = 0.25;

/// Links what waits to be linked.
pub fn group(register: &mut Register, pipeline: &Pipeline) -> Result<(), StoreError> {
    if !register.needs_grouping()? {
        return Ok(());
    }
    let n_linked = register.n_linked()?;
    // The words of a small register are counted as a whole, so that each report changes all.
    let large = n_linked >= SAMPLE;
    match register.waiting()? {
        Some(waiting) if large && waiting.new.len() as f64 <= FEW * f64::from(n_linked) => {
            add(register, pipeline, &waiting)
        }
        _ => register.regroup(|current| pipeline.link(&current)),
    }
}

/// Links a few new reports into the register, and anew what people decided about.
fn add(register: &mut Register, pipeline: &Pipeline, waiting: &Waiting) -> Result<(), StoreError> {
    let shelf = register.shelf()?;
    let growth = grow(&Shelves(&shelf), &pipeline.hands(), &waiting.new, &waiting.decided, SAMPLE)?;
    let (reports, _) = shelf.load(&growth.replaced)?;
    let Growth { replaced, fresh, linked, counted } = growth;
    let fresh: BTreeSet<ReportId> = fresh.into_iter().collect();
    let rarities = counted.iter().map(|(month, rarity)| (month.0, rarity.to_bytes())).collect();
    let grouping = Grouping { rarities, ..grouping(linked, &reports, |report| fresh.contains(report)) };
    shelf.replace(&replaced, &grouping)?;
    for subject in shelf.replace_sayings(&replaced, &grouping.sayings)? {
        follow(&shelf, &subject)?;
    }
    shelf.keep()
}

/// Follows the tolls of a subject, or the agreements, anew.
fn follow(shelf: &Shelf<'_>, subject: &str) -> Result<(), StoreError> {
    let (mut tolls, mut agreements) = (Vec::new(), Vec::new());
    for value in shelf.sayings(subject)? {
        match serde_json::from_str(&value)? {
            Said::Tolls(claims) => tolls.extend(claims),
            Said::Agreements(claims) => agreements.extend(claims),
        }
    }
    if subject == AGREEMENTS {
        shelf.replace_agreements(&cairn_link::agreements(agreements))
    } else {
        shelf.replace_tolls(subject, &cairn_link::tolls(tolls))
    }
}

/// A saying as the register keeps it.
fn saying(saying: Saying) -> SayingRow {
    let Saying { report, subject, said } = saying;
    let value = serde_json::to_string(&said).expect("a claim was read from JSON and can be written as such");
    SayingRow { report, subject, value }
}

/// What linking says, as the register keeps it; `keyed` says of which reports the keys are kept.
pub fn grouping(linked: Linked, reports: &[Report], keyed: impl Fn(&ReportId) -> bool) -> Grouping {
    let written: FxHashMap<&ReportId, Option<Day>> =
        reports.iter().map(|report| (&report.id, link_report(report).dated)).collect();
    // Both lists are in the order of the block.
    let shelved =
        linked.neighbourhoods.into_iter().zip(linked.keys).map(|((report, neighbourhood), (_, keys))| {
            let written = written.get(&report).copied().flatten();
            let row = |key: Key| KeyRow { kind: key.kind as u8, hash: key.hash, weight: key.weight };
            let keys = if keyed(&report) { keys.into_iter().map(row).collect() } else { Vec::new() };
            Shelved {
                neighbourhood,
                written: written.map(Day::ordinal),
                month: Month::of(written).0,
                lot: lot(&report),
                keys,
                report,
            }
        });
    Grouping {
        shelved: shelved.collect(),
        sayings: linked.sayings.into_iter().map(saying).collect(),
        rarities: linked.rarities.iter().map(|(month, rarity)| (month.0, rarity.to_bytes())).collect(),
        families: linked.families,
        incidents: linked.incidents,
        main: linked.main,
        links: linked.links,
        tolls: linked.tolls,
        agreements: linked.agreements,
        identities: linked.identities,
    }
}

/// The shelves of a register.
struct Shelves<'s, 'r>(&'s Shelf<'r>);

impl cairn_link::Shelf for Shelves<'_, '_> {
    type Fault = StoreError;

    fn months(&self) -> Result<BTreeMap<Month, u32>, StoreError> {
        Ok(self.0.months()?.into_iter().map(|(month, n)| (Month(month), n)).collect())
    }

    fn drawn(&self, month: Month, n: u32) -> Result<Vec<(ReportId, u64)>, StoreError> {
        self.0.drawn(month.0, n)
    }

    fn of_month(&self, month: Month) -> Result<Vec<ReportId>, StoreError> {
        self.0.of_month(month.0)
    }

    fn rarity(&self, month: Month) -> Result<Option<Rarity>, StoreError> {
        Ok(self.0.rarity(month.0)?.map(|bytes| Rarity::from_bytes(&bytes)))
    }

    fn sharing(&self, keys: &[Key], written: Option<Day>) -> Result<Vec<(ReportId, Shared)>, StoreError> {
        let always = (i32::MIN + 1, i32::MAX);
        let window = written.map(Day::ordinal).map_or(always, |day| (day - WINDOW, day + WINDOW));
        let mut shared: FxHashMap<i64, Shared> = FxHashMap::default();
        for key in keys {
            let (first, last) = if key.kind == KeyKind::DayAndPlace { always } else { window };
            let row = KeyRow { kind: key.kind as u8, hash: key.hash, weight: key.weight };
            for (number, weight) in self.0.having(&row, first, last)? {
                shared.entry(number).or_default().take(key, weight);
            }
        }
        let mut promising: Vec<(i64, Shared)> =
            shared.into_iter().filter(|(_, shared)| shared.promises()).collect();
        promising.sort_unstable_by_key(|(number, _)| *number);
        let numbers: Vec<i64> = promising.iter().map(|(number, _)| *number).collect();
        let reports = self.0.numbered(&numbers)?;
        Ok(reports.into_iter().zip(promising).map(|(report, (_, shared))| (report, shared)).collect())
    }

    fn neighbourhoods(&self, of: &[ReportId]) -> Result<Vec<ReportId>, StoreError> {
        self.0.neighbourhoods(of)
    }

    fn load(&self, reports: &[ReportId]) -> Result<(Vec<Report>, Vec<Claim>), StoreError> {
        self.0.load(reports)
    }

    fn known(&self, reports: &[ReportId], claims: &[Claim]) -> Result<Vec<Identity>, StoreError> {
        let names: Vec<IncidentId> = claims.iter().map(|claim| IncidentId::from_claim(&claim.id)).collect();
        self.0.identities(reports, &names)
    }

    fn bonds(&self) -> Result<Bonds, StoreError> {
        self.0.bonds()
    }
}
