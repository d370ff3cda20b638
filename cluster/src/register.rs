//! `cairn-cluster register`: a finished run as a register, with the links that the run made.
//!
//! What is written is what a register on one machine has of these reports, keys and neighbourhoods included: it goes
//! on growing with `cairn add`.

use crate::blocks::{Bucket, SayingLine, keys};
use crate::failure::Failure;
use crate::folder::{self, Phase};
use crate::order::Order;
use crate::plan::Plan;
use crate::row::{self, Row};
use crate::tables;
use cairn_link::{Growth, Linked, Month, Rarity, Saying};
use cairn_model::{ReportId, RulesetDigest};
use cairn_store::{Reading, Register, StoreError};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// What a register was made of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Made {
    /// How many reports.
    pub reports: usize,
    /// How many claims.
    pub claims: usize,
    /// How many incidents.
    pub incidents: usize,
}

/// Makes a register of a finished run.
///
/// # Errors
/// Where the run is not finished, or there is something at the register's place already.
pub fn make(run: &Path, db: &Path) -> Result<Made, Failure> {
    let plan = Plan::of(run)?;
    if !run.join("summary.json").exists() {
        return Err(Failure::new(
            format!("{} is not finished", run.display()),
            "Run `cairn-cluster run` again with the same files: it goes on from what is finished.",
        ));
    }
    if db.exists() {
        return Err(Failure::new(
            format!("{} is there already", db.display()),
            "Name a register that is not there yet; `cairn merge` adds one to another.",
        ));
    }
    // Beside its place until it is whole.
    let beside = db.with_extension("making");
    for ending in ["", "-wal", "-shm"] {
        std::fs::remove_file(format!("{}{ending}", beside.display())).ok();
    }
    let splits: BTreeSet<i64> = (0..plan.splits.len() as i64).collect();
    let order = Order::read(run, &splits)?;
    let mut register = Register::open(&beside).map_err(fault)?;
    let mut made = fill(&mut register, run, &plan, &order, &splits)?;
    made.incidents = link(&mut register, run, &order)?;
    drop(register);
    for ending in ["-wal", "-shm"] {
        std::fs::remove_file(format!("{}{ending}", beside.display())).ok();
    }
    std::fs::rename(&beside, db).map_err(Failure::of_file(db))?;
    Ok(made)
}

/// Writes the reports that count, with their claims.
fn fill(
    register: &mut Register,
    run: &Path,
    plan: &Plan,
    order: &Order,
    splits: &BTreeSet<i64>,
) -> Result<Made, Failure> {
    let reading =
        register.run(&RulesetDigest::new(plan.ruleset.clone()), cairn_pipeline::PROGRAM).map_err(fault)?;
    let mut made = Made::default();
    for &split in splits {
        let path = folder::piece(run, Phase::Read, split, "parquet");
        let batch = tables::read(&path, &["row"])?;
        let mut readings = Vec::new();
        for place in 0..batch.num_rows() {
            if order.rank(row::number(split, place)).is_some() {
                let row = Row::unpack(tables::one_bytes(batch.column(0), place).unwrap_or_default())?;
                readings.push(Reading { report: row.report, claims: row.claims });
            }
        }
        while !readings.is_empty() {
            let rest = readings.split_off(readings.len().min(1024));
            let added = register.add(reading, std::mem::replace(&mut readings, rest)).map_err(fault)?;
            made.reports += added.new;
            made.claims += added.claims;
        }
    }
    Ok(made)
}

/// Writes what the buckets of the run add up to, and gives how many incidents they have.
fn link(register: &mut Register, run: &Path, order: &Order) -> Result<usize, Failure> {
    let months: BTreeSet<Month> = order.months().into_keys().collect();
    let mut rarities: BTreeMap<Month, Arc<Rarity>> = BTreeMap::new();
    for month in months {
        let path = folder::rarity(run, month);
        let bytes = std::fs::read(&path).map_err(Failure::of_file(&path))?;
        rarities.insert(month, Arc::new(Rarity::from_bytes(&bytes)));
    }
    let (mut incidents, mut left, mut said) = (0, Vec::new(), Vec::new());
    let shelf = register.shelf().map_err(fault)?;
    for unit in folder::finished(run, Phase::Link)? {
        let mut bucket: Bucket = folder::json(&folder::piece(run, Phase::Link, unit, "bucket"))?;
        incidents += bucket.incidents.len();
        left.append(&mut bucket.left);
        // Tolls and agreements reach across buckets: they are followed once, when all is said.
        said.append(&mut bucket.sayings);
        let growth = growth(&shelf, bucket)?;
        cairn_pipeline::keep(&shelf, growth).map_err(fault)?;
    }
    let spoken: Vec<ReportId> = said.iter().map(|line: &SayingLine| line.turn.report.clone()).collect();
    let days = shelf.written(&spoken).map_err(fault)?;
    let growth = Growth {
        replaced: spoken.into_iter().zip(days).collect(),
        fresh: Vec::new(),
        linked: Linked { sayings: said.into_iter().map(saying).collect(), ..Linked::default() },
        claims: Vec::new(),
        counted: rarities,
    };
    cairn_pipeline::keep(&shelf, growth).map_err(fault)?;
    shelf.keep().map_err(fault)?;
    register.remember(&left).map_err(fault)?;
    Ok(incidents)
}

fn saying(line: SayingLine) -> Saying {
    Saying { report: line.turn.report, subject: line.subject, said: line.said }
}

fn growth(shelf: &cairn_store::Shelf<'_>, bucket: Bucket) -> Result<Growth, Failure> {
    let fresh: Vec<ReportId> = bucket.neighbourhoods.iter().map(|(report, _)| report.clone()).collect();
    let days = shelf.written(&fresh).map_err(fault)?;
    let (_, claims) = shelf.load(&fresh).map_err(fault)?;
    let linked = Linked {
        families: bucket.families,
        incidents: bucket.incidents,
        main: bucket.main,
        links: bucket.links,
        neighbourhoods: bucket.neighbourhoods,
        keys: bucket.keys.into_iter().map(|(report, packed)| (report, keys(&packed))).collect(),
        ..Linked::default()
    };
    let replaced = fresh.iter().cloned().zip(days).collect();
    Ok(Growth { replaced, fresh, linked, claims, counted: BTreeMap::new() })
}

fn fault(fault: StoreError) -> Failure {
    Failure::new(fault.to_string(), fault.hint())
}
