//! Which reports of a cell have to do with each other: what the function `cairn_compare` does.

use crate::failure::Failure;
use crate::folder::{self, Phase};
use crate::functions::Part;
use crate::job::Working;
use crate::row::Row;
use cairn_link::{Block, LinkReport, Month, link_report, ties};
use cairn_model::{Bonds, Claim, ReportId};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What a finished cell says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellNote {
    /// How many reports were in it.
    pub reports: usize,
    /// How many bytes their rows take.
    pub bytes: usize,
    /// Pairs of reports, by their numbers, along which those that have to do with each other hang together.
    pub ties: Vec<(i64, i64)>,
}

/// The cell of two slices, the earlier one first.
pub fn cell(a: i64, b: i64) -> i64 {
    a.min(b) << 32 | a.max(b)
}

/// Compares the reports of a cell; gives how many there are. The part of a row is its slice. In a cell of two slices,
/// only pairs of one report of each are looked at: those within a slice are looked at in the slice's own cell.
///
/// # Errors
/// Where it is not counted how rare words are, or the note cannot be written.
pub fn compare(working: &Working, unit: i64, parts: Vec<Part>) -> Result<i64, Failure> {
    let bytes = parts.iter().map(|(_, row)| row.len()).sum();
    let rows = unpack(parts)?;
    let (reports, claims) = split(&rows);
    let rarities = working.rarities(months(&reports))?;
    let hands = working.pipeline.hands();
    let bonds = Bonds::default();
    let block = Block {
        reports: &reports,
        claims: &claims,
        known: &[],
        hands: &hands,
        rarities: Some(&rarities),
        words: None,
        bonds: &bonds,
    };
    let earlier = unit >> 32;
    let side: Vec<ReportId> =
        rows.iter().filter(|(slice, _)| *slice == earlier).map(|(_, row)| row.report.id.clone()).collect();
    let tied = ties(&block, (earlier != unit & 0xffff_ffff).then_some(side.as_slice()));
    let numbers: FxHashMap<&ReportId, i64> =
        rows.iter().map(|(_, row)| (&row.report.id, row.number)).collect();
    let mut ties: Vec<(i64, i64)> = tied.iter().map(|(a, b)| (numbers[a], numbers[b])).collect();
    ties.sort_unstable();
    let note = CellNote { reports: rows.len(), bytes, ties };
    folder::finish(&working.job.folder, Phase::Compare, unit, &note)?;
    Ok(rows.len() as i64)
}

/// Rows with their parts, in the order of their numbers: they come in any.
///
/// # Errors
/// Where one is no row.
pub fn unpack(parts: Vec<Part>) -> Result<Vec<(i64, Row)>, Failure> {
    let mut rows: Vec<(i64, Row)> = parts
        .into_par_iter()
        .map(|(part, bytes)| Ok((part, Row::unpack(&bytes)?)))
        .collect::<Result<_, Failure>>()?;
    rows.sort_by_key(|(part, row)| (row.number, *part));
    // What was sent twice is one row.
    rows.dedup_by_key(|(_, row)| row.number);
    Ok(rows)
}

/// Reports as linking reads them, and their claims.
pub fn split(rows: &[(i64, Row)]) -> (Vec<LinkReport<'_>>, Vec<Claim>) {
    let reports = rows.iter().map(|(_, row)| link_report(&row.report)).collect();
    let claims = rows.iter().flat_map(|(_, row)| row.claims.iter().cloned()).collect();
    (reports, claims)
}

/// The months of some reports.
pub fn months(reports: &[LinkReport<'_>]) -> BTreeSet<Month> {
    reports.iter().map(|report| Month::of(report.dated)).collect()
}
