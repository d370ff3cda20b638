//! Fits the weights of grouping: a logistic model of pairs of main accounts, on the two thirds of the
//! development corpora whose errors are read.
//!
//! The procedure has no choice left in it: every pair that linking compares and whose gold incidents
//! both lie in the work part is one row; each corpus weighs the same; a ridge keeps rare pieces of
//! evidence near nothing ([`logistic`]). Pieces that are set by hand stay as they are.

use crate::lines;
use crate::logistic::{self, Row};
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
/// Pieces of evidence that no corpus marks: set by hand.
const BY_HAND: &[&str] = &["not_yet", "statement_day", "one_text", "other_part"];
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
            let mut row = Row { found: Vec::new(), holds: same, weight, offset: 0.0 };
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
    let weights = logistic::fit(&rows, names.len(), ridge, names.iter().position(|name| *name == "base"));
    let named: BTreeMap<&'static str, i64> =
        names.into_iter().zip(weights.iter().map(|weight| logistic::thousandths(*weight))).collect();
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
