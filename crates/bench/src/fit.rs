//! Fits the weights of grouping: a logistic model of pairs of main accounts, on the two thirds of the
//! development corpora whose errors are read.
//!
//! The procedure has no choice left in it: every pair that linking compares and whose gold incidents
//! both lie in the work part is one row; each corpus weighs the same; a ridge keeps rare pieces of
//! evidence near nothing; Newton's method starts at zero and takes [`STEPS`] steps. Pieces
//! that are set by hand stay as they are.

use crate::lines;
use crate::machine::{self, Machine};
use crate::scoreboard::Part;
use anyhow::Result;
use cairn_link::Compared;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// What each corpus weighs, in pairs.
const ROWS: f64 = 1000.0;
/// Newton's method has settled long before.
const STEPS: usize = 40;
/// Pieces of evidence that no corpus marks: set by hand.
const BY_HAND: &[&str] = &["not_yet", "statement_day"];
/// The corpora: reports and the gold incident of each.
const CORPORA: &[(&str, &str)] = &[
    ("fakes/reports.jsonl", "fakes/incidents.dev.jsonl"),
    ("grouping/reports.jsonl", "grouping/gold.jsonl"),
];

#[derive(Deserialize)]
struct Gold {
    report: String,
    incident: String,
    #[serde(default)]
    near: Vec<String>,
    #[serde(default)]
    repeat: bool,
}

struct Row {
    found: Vec<(usize, f64)>,
    same: bool,
    weight: f64,
    /// What the pieces set by hand add up to.
    offset: f64,
}

/// The weights, in thousandths of a natural logarithm, by name. `ridge` is the strength of the ridge,
/// for a corpus that weighs as much as [`ROWS`] pairs.
///
/// # Errors
/// Where a corpus cannot be read.
pub fn fit(machine: &Machine, data: &Path, ridge: f64) -> Result<Vec<(&'static str, i64)>> {
    let mut names: Vec<&'static str> = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    for (reports, gold) in CORPORA {
        let gold: Vec<Gold> = lines::read(&data.join(gold))?;
        let gold: FxHashMap<String, Gold> =
            gold.into_iter().filter(|row| !row.repeat).map(|row| (row.report.clone(), row)).collect();
        let mut reports = machine::reports(&data.join(reports))?;
        let claims = machine.all_claims(&mut reports);
        let pairs = machine.compared(&reports, &claims);
        let of_corpus: Vec<(Compared, bool)> =
            pairs.into_iter().filter_map(|pair| labelled(pair, &gold)).collect();
        let weight = ROWS / of_corpus.len().max(1) as f64;
        for (pair, same) in of_corpus {
            let mut row = Row { found: Vec::new(), same, weight, offset: 0.0 };
            for (name, strength) in pair.found {
                let strength = f64::from(strength) / 1000.0;
                if BY_HAND.contains(&name) {
                    row.offset += cairn_link::weight_of(name).unwrap_or(0.0) * strength;
                    continue;
                }
                let at = names.iter().position(|known| *known == name).unwrap_or_else(|| {
                    names.push(name);
                    names.len() - 1
                });
                row.found.push((at, strength));
            }
            rows.push(row);
        }
    }
    let weights = newton(&rows, names.len(), ridge, names.iter().position(|name| *name == "base"));
    let named: BTreeMap<&'static str, i64> =
        names.into_iter().zip(weights.iter().map(|weight| (weight * 1000.0).round() as i64)).collect();
    Ok(named.into_iter().collect())
}

/// A pair of two reports' main accounts with whether they are one incident; none where the gold does
/// not say, or where one of them is in the part kept for checking.
fn labelled(pair: Compared, gold: &FxHashMap<String, Gold>) -> Option<(Compared, bool)> {
    let (a, b) = (gold.get(pair.a.as_str())?, gold.get(pair.b.as_str())?);
    let unscored = a.near.contains(&b.incident) || b.near.contains(&a.incident);
    let read = Part::Work.holds(&a.incident) && Part::Work.holds(&b.incident);
    (pair.main && read && !unscored).then(|| (pair, a.incident == b.incident))
}

/// Newton's method for a ridge logistic model; `free` is the piece that is always there, which the
/// ridge leaves alone.
fn newton(rows: &[Row], n: usize, ridge: f64, free: Option<usize>) -> Vec<f64> {
    let mut weights = vec![0.0; n];
    for _ in 0..STEPS {
        let mut slope: Vec<f64> = weights.iter().map(|weight| -ridge * weight).collect();
        let mut bend = vec![vec![0.0; n]; n];
        for (at, row) in bend.iter_mut().enumerate() {
            row[at] = ridge;
        }
        if let Some(free) = free {
            (slope[free], bend[free][free]) = (0.0, 1e-9);
        }
        for row in rows {
            let sum: f64 = row.found.iter().map(|&(at, strength)| weights[at] * strength).sum();
            let odds = 1.0 / (1.0 + (-(sum + row.offset)).exp());
            let error = row.weight * (f64::from(u8::from(row.same)) - odds);
            let spread = row.weight * odds * (1.0 - odds);
            for &(i, one) in &row.found {
                slope[i] += error * one;
                for &(j, other) in &row.found {
                    bend[i][j] += spread * one * other;
                }
            }
        }
        for (weight, step) in weights.iter_mut().zip(solve(bend, slope)) {
            *weight += step;
        }
    }
    weights
}

/// Solves a symmetric positive system by elimination.
fn solve(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Vec<f64> {
    let n = b.len();
    for pivot in 0..n {
        for row in pivot + 1..n {
            let factor = a[row][pivot] / a[pivot][pivot];
            let (above, below) = a.split_at_mut(row);
            for (cell, top) in below[0][pivot..].iter_mut().zip(&above[pivot][pivot..]) {
                *cell -= factor * top;
            }
            b[row] -= factor * b[pivot];
        }
    }
    for row in (0..n).rev() {
        let known: f64 = (row + 1..n).map(|at| a[row][at] * b[at]).sum();
        b[row] = (b[row] - known) / a[row][row];
    }
    b
}

#[cfg(test)]
mod tests {
    use super::{Row, newton};

    #[test]
    fn evidence_that_tells_weighs_more_than_evidence_that_does_not() {
        let row = |found: &[usize], same| Row {
            found: found.iter().map(|&at| (at, 1.0)).collect(),
            same,
            weight: 10.0,
            offset: 0.0,
        };
        let rows = [row(&[0, 1], true), row(&[0, 1, 2], true), row(&[0], false), row(&[0, 2], false)];
        let weights = newton(&rows, 3, 1.0, Some(0));
        assert!(weights[0] < -1.0 && weights[1] > 2.0, "{weights:?}");
        assert!(weights[2].abs() < 0.01, "{weights:?}");
    }
}
