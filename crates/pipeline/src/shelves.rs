//! The register as linking asks it while it grows.

use crate::Pipeline;
use cairn_link::{
    AGREEMENTS, Followed, Growing, Growth, Key, Member, Month, Rarity, SAMPLE, Said, Saying, Shared, Turn,
    WINDOW, follow_agreements, follow_tolls, lot,
};
use cairn_model::{Bonds, Claim, ClaimId, Day, Identity, IncidentId, Report, ReportId};
use cairn_store::{
    FollowedRow, Grouping, KeyRow, Register, SayingRow, Shelf, Shelved, StoreError, Thing, TurnRow,
};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// So many reports are linked in a step, so that memory does not grow with what is added. What a step has
/// written is kept: a killed `add` loses one.
pub const STEP: usize = 16_384;

/// Links what waits to be linked, step by step; what a step has written is kept.
///
/// # Errors
/// A register that cannot be read or written.
pub fn group(register: &mut Register, pipeline: &Pipeline) -> Result<(), StoreError> {
    group_in_steps(register, pipeline, STEP)
}

/// The same in steps of so many reports. Only the names of incidents remember the steps.
///
/// # Errors
/// A register that cannot be read or written.
pub fn group_in_steps(register: &mut Register, pipeline: &Pipeline, step: usize) -> Result<(), StoreError> {
    // Where somebody else writes between two steps, what was asked before them no longer holds.
    while register.needs_grouping()? && !grow(register, pipeline, step)? {}
    Ok(())
}

/// Links new reports into the register, and anew what was read anew or decided about. Gives whether it came to the end of
/// them.
fn grow(register: &mut Register, pipeline: &Pipeline, step: usize) -> Result<bool, StoreError> {
    let shelf = register.shelf()?;
    let shelves = Shelves(&shelf);
    let hands = pipeline.hands();
    let waiting = shelf.waiting()?;
    let mut growing = Growing::new(&shelves, &hands, &waiting.new, &waiting.revised, SAMPLE)?;
    let (again, months) = growing.unsettled();
    shelf.unsettle(again, months.iter().map(|month| month.0))?;
    let mut next = growing.step(step)?;
    while let Some(growth) = next {
        keep(&shelf, growth)?;
        if growing.is_done() {
            break;
        }
        if !shelf.save()? {
            return Ok(false);
        }
        next = growing.step(step)?;
    }
    shelf.keep()?;
    Ok(true)
}

/// Writes what a step has changed. Tolls and agreements are followed on by what is said in it.
///
/// # Errors
/// A register that cannot be written.
pub fn keep(shelf: &Shelf<'_>, mut growth: Growth) -> Result<(), StoreError> {
    let claims = std::mem::take(&mut growth.claims);
    let grouping = grouping(growth);
    let replaced: Vec<ReportId> = grouping.shelved.iter().map(|one| one.report.clone()).collect();
    shelf.replace(&replaced, &claims, &grouping)?;
    // There are a hundred thousand, of many parts each, and cores to spare.
    rayon::spawn(move || drop(claims));
    for (subject, (day, report)) in shelf.replace_sayings(&replaced, &grouping.sayings)? {
        let (archive, from) = (Shelves(shelf), Turn { day, report });
        if subject == AGREEMENTS {
            let changes = follow_agreements(&archive, &from)?;
            shelf.replace_agreements(&changes.before, &rows(changes.now))?;
        } else {
            let changes = follow_tolls(&archive, &subject, &from)?;
            shelf.replace_tolls(&changes.before, &rows(changes.now))?;
        }
    }
    rayon::spawn(move || drop(grouping));
    Ok(())
}

/// Tolls or agreements with how far they are followed, as the register keeps that.
fn rows<T>(followed: Vec<Followed<T>>) -> Vec<(T, FollowedRow)> {
    let row = |one: Followed<T>| {
        let last = one.members.last().map(|(turn, _)| (turn.day, turn.report.clone()));
        let last = last.unwrap_or((0, ReportId::new("")));
        (one.noun, FollowedRow { members: written(&one.members), last, keys: one.keys })
    };
    followed.into_iter().map(row).collect()
}

/// A value of the stage of linking as the register keeps it.
fn written<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("what linking says has names for keys and no maps with others")
}

/// What a step of linking says, as the register keeps it.
fn grouping(growth: Growth) -> Grouping {
    let Growth { replaced, fresh, linked, counted, .. } = growth;
    let day: FxHashMap<ReportId, Option<Day>> = replaced.into_iter().collect();
    let day = |report: &ReportId| day.get(report).copied().flatten();
    let fresh: BTreeSet<ReportId> = fresh.into_iter().collect();
    // Both lists are in the order of the block.
    let shelved =
        linked.neighbourhoods.into_iter().zip(linked.keys).map(|((report, neighbourhood), (_, keys))| {
            let written = day(&report);
            let row = |key: Key| KeyRow {
                kind: key.kind as u8,
                hash: key.hash,
                day: key.day().or(written.map(Day::ordinal)),
                weight: key.weight,
            };
            let keys = if fresh.contains(&report) { keys.into_iter().map(row).collect() } else { Vec::new() };
            Shelved {
                neighbourhood,
                written: written.map(Day::ordinal),
                month: Month::of(written).0,
                lot: lot(&report),
                keys,
                report,
            }
        });
    let saying = |Saying { report, subject, said }: Saying| SayingRow {
        subject,
        day: Turn::new(day(&report), &report).day,
        report,
        value: written(&said),
    };
    Grouping {
        shelved: shelved.collect(),
        settled: fresh.iter().cloned().collect(),
        sayings: linked.sayings.into_iter().map(saying).collect(),
        rarities: counted.iter().map(|(month, rarity)| (month.0, rarity.to_bytes())).collect(),
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
            let (first, last) = key.day().map_or(window, |day| (day, day));
            for (number, weight) in self.0.having(key.kind as u8, key.hash, first, last)? {
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

    fn written(&self, reports: &[ReportId]) -> Result<Vec<Option<Day>>, StoreError> {
        self.0.written(reports)
    }

    fn texts(&self, reports: &[ReportId]) -> Result<Vec<(Option<String>, String)>, StoreError> {
        self.0.texts(reports)
    }

    fn load(&self, reports: &[ReportId]) -> Result<(Vec<Report>, Vec<Claim>), StoreError> {
        self.0.load(reports)
    }

    fn known(&self, reports: &[ReportId], claims: &[Claim]) -> Result<Vec<Identity>, StoreError> {
        let names: Vec<IncidentId> = claims.iter().map(|claim| IncidentId::from_claim(&claim.id)).collect();
        self.0.identities(reports, claims, &names)
    }

    fn bonds(&self) -> Result<Bonds, StoreError> {
        self.0.bonds()
    }

    fn holding(&self, claims: &[ClaimId]) -> Result<Vec<ReportId>, StoreError> {
        self.0.holding(claims)
    }
}

impl cairn_link::Archive for Shelves<'_, '_> {
    type Fault = StoreError;

    fn since(&self, subject: &str, from: &Turn) -> Result<Vec<(Turn, Said)>, StoreError> {
        said(self.0.sayings_since(subject, &(from.day, from.report.clone()))?)
    }

    fn said(&self, subject: &str, turns: &BTreeSet<Turn>) -> Result<Vec<(Turn, Said)>, StoreError> {
        said(self.0.sayings_of(subject, turns.iter().map(|turn| (turn.day, turn.report.clone())))?)
    }

    fn lasting(&self, subject: &str, from: &Turn) -> Result<Vec<String>, StoreError> {
        self.0.lasting(thing(subject), subject, &(from.day, from.report.clone()))
    }

    fn found_by(&self, _: &str, keys: &[u64]) -> Result<Vec<String>, StoreError> {
        self.0.found_by(keys)
    }

    fn members(&self, subject: &str, id: &str) -> Result<Vec<Member>, StoreError> {
        let members = self.0.members(thing(subject), id)?;
        Ok(members.map(|members| serde_json::from_str(&members)).transpose()?.unwrap_or_default())
    }
}

fn thing(subject: &str) -> Thing {
    if subject == AGREEMENTS { Thing::Agreement } else { Thing::Toll }
}

fn said(rows: Vec<(TurnRow, String)>) -> Result<Vec<(Turn, Said)>, StoreError> {
    let row =
        |((day, report), value): (TurnRow, String)| Ok((Turn { day, report }, serde_json::from_str(&value)?));
    rows.into_iter().map(row).collect()
}
