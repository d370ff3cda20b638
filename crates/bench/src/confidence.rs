//! Fits and checks the confidence of claims: reports with gold claims in, weights and a table of
//! confidence against correctness out.
//!
//! A claim is right where the gold has one of the same kind, object and count in its report that
//! agrees in group, period, status and claimant. One that meets an optional gold claim only is
//! left out, as the scorer of the figures corpora does.

use crate::logistic::{self, Row};
use crate::machine::{self, Machine};
use anyhow::{Result, ensure};
use cairn_model::{Claim, Status};
use cairn_resolve::GROUNDS;
use cairn_views::{claim_line, has_figure};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::PathBuf;

/// A gold claim, as far as it is compared.
#[derive(Debug, Deserialize)]
struct Gold {
    report: String,
    kind: String,
    object: Option<String>,
    group: Option<String>,
    n: Option<u64>,
    n_max: Option<u64>,
    period: String,
    status: String,
    claimant: Option<String>,
    #[serde(default)]
    optional: bool,
}

/// The claims of one range of confidence.
#[derive(Debug, Default, Clone, Copy, PartialEq, Serialize)]
pub struct Bin {
    /// How many claims there are.
    pub n: usize,
    /// How many of them are right.
    pub n_right: usize,
    /// The mean of their confidences, 0 to 1.
    pub confidence: f64,
}

/// Confidence against correctness.
#[derive(Debug, Default, Serialize)]
pub struct Calibration {
    /// By tenths of confidence, from 0.
    pub bins: [Bin; 10],
    /// The log-odds of a claim that shows no ground, in thousandths, as fitted on these claims.
    pub base: i64,
    /// What each ground adds, as fitted on these claims.
    pub weights: Vec<(&'static str, i64)>,
}

/// Reads sets of reports, compares their claims with the gold of each, and fits weights to them.
///
/// # Errors
/// Where a file cannot be read, or a set has no gold or no reports.
pub fn calibrate(machine: &Machine, sets: &[PathBuf], golds: &[PathBuf]) -> Result<Calibration> {
    ensure!(sets.len() == golds.len() && !sets.is_empty(), "each `--in` takes one `--gold`");
    let mut judged = Vec::new();
    for (reports, gold) in sets.iter().zip(golds) {
        let claims = machine.all_claims(&mut machine::reports(reports)?);
        let gold: Vec<Gold> = crate::lines::read(gold)?;
        judged.extend(judge(claims.into_iter().filter(has_figure), &gold));
    }
    let mut calibration = Calibration::default();
    for (claim, is_right) in &judged {
        let bin = &mut calibration.bins[(usize::from(claim.confidence) / 100).min(9)];
        bin.n += 1;
        bin.n_right += usize::from(*is_right);
        bin.confidence += f64::from(claim.confidence) / 1000.0;
    }
    for bin in calibration.bins.iter_mut().filter(|bin| bin.n > 0) {
        bin.confidence /= bin.n as f64;
    }
    let (base, weights) = fit(&judged);
    calibration.base = base;
    calibration.weights = GROUNDS.iter().map(|ground| ground.words).zip(weights).collect();
    Ok(calibration)
}

/// Whether each claim is right; claims about which the gold takes no side are left out.
fn judge(claims: impl Iterator<Item = Claim>, gold: &[Gold]) -> Vec<(Claim, bool)> {
    claims
        .filter_map(|claim| {
            let line = claim_line(&claim);
            let same_figure = gold.iter().filter(|gold| {
                gold.report == line.report.as_str()
                    && gold.kind == line.kind.as_str()
                    && gold.object.as_deref() == line.object.map(|object| object.as_str())
                    && (gold.n, gold.n_max) == (line.n, line.n_max)
            });
            // A withdrawn figure is still one that was asserted.
            let status = match line.status {
                Status::Superseded => Status::Asserted,
                status => status,
            };
            let is_right = |gold: &&Gold| {
                gold.group.as_deref() == line.group.map(|group| group.as_str())
                    && gold.period == line.period
                    && gold.status.replace("superseded", "asserted") == status.as_str()
                    && same_claimant(gold.claimant.as_deref(), line.claimant)
            };
            let (firm, optional): (Vec<_>, Vec<_>) = same_figure.partition(|gold| !gold.optional);
            let is_firm = firm.iter().any(is_right);
            let is_judged = is_firm || !firm.is_empty() || optional.is_empty();
            is_judged.then_some((claim, is_firm))
        })
        .collect()
}

/// Whether the words of one name, titles and articles aside, stand in the other.
fn same_claimant(a: Option<&str>, b: Option<&str>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return a.is_none() && b.is_none() };
    let words = |name: &str| -> Vec<String> {
        let name = name.to_lowercase().replace("'s", "").replace("’s", "");
        let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1);
        words.filter(|word| !matches!(*word, "the" | "an" | "and" | "its")).map(str::to_owned).collect()
    };
    let (a, b) = (words(a), words(b));
    let within = |a: &[String], b: &[String]| !a.is_empty() && a.iter().all(|word| b.contains(word));
    within(&a, &b) || within(&b, &a)
}

/// How strongly weights are drawn to nothing: as if each ground had been seen so often to no effect.
const RIDGE: f64 = 4.0;

/// Base and weights in thousandths of log-odds. The base is the piece that every claim shows.
fn fit(judged: &[(Claim, bool)]) -> (i64, Vec<i64>) {
    let rows: Vec<Row> = judged
        .iter()
        .map(|(claim, is_right)| {
            let held = (0..GROUNDS.len()).filter(|at| GROUNDS[*at].holds(claim)).map(|at| at + 1);
            let found = std::iter::once(0).chain(held).map(|at| (at, 1.0)).collect();
            Row { found, holds: *is_right, weight: 1.0, offset: 0.0 }
        })
        .collect();
    let weights = logistic::fit(&rows, GROUNDS.len() + 1, RIDGE, Some(0));
    let mut weights = weights.into_iter().map(logistic::thousandths);
    (weights.next().unwrap_or(0), weights.collect())
}

impl fmt::Display for Calibration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "confidence   claims   mean   right")?;
        for (i, bin) in self.bins.iter().enumerate().filter(|(_, bin)| bin.n > 0) {
            let right = bin.n_right as f64 / bin.n as f64;
            let bar = "#".repeat((right * 40.0).round() as usize);
            let low = i as f64 / 10.0;
            writeln!(
                f,
                "{low:.1} to {:.1} {:>8} {:>6.2} {right:>7.2}  {bar}",
                low + 0.1,
                bin.n,
                bin.confidence
            )?;
        }
        writeln!(f, "\nfitted on these claims, in thousandths of log-odds\n{:>6}  base", self.base)?;
        for (words, weight) in &self.weights {
            writeln!(f, "{weight:>6}  {words}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::same_claimant;

    #[test]
    fn a_claimant_is_known_by_part_of_the_name() {
        assert!(same_claimant(Some("the Rill Observatory"), Some("Observatory")));
        assert!(same_claimant(None, None));
        assert!(!same_claimant(Some("police"), None));
        assert!(!same_claimant(Some("the army"), Some("the navy")));
    }
}
