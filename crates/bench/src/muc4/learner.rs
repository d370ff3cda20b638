//! Learns one decision at a time, and says how each case would have been decided by a model that has
//! not seen its message.

use super::ftrl::{self, Row, Settings};
use super::weights::Weights;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// Parts of the messages; each is weighed by a model of the others.
const FOLDS: usize = 5;
/// The fewest messages that a feature must stand in.
const FEWEST: u32 = 4;
/// Below so many cases a decision is learnt with the settings for few.
const FEW_CASES: usize = 2000;
/// Settings for many cases. Chosen, like those for few, by how well the messages of the other folds
/// are filled; half or twice as much changes little.
const MANY: Settings = Settings { passes: 8, alpha: 0.05, absolute: 1.0, square: 2.0 };
const FEW: Settings = Settings { passes: 30, alpha: 0.05, absolute: 2.0, square: 10.0 };

/// One case of a decision.
pub struct Case<F> {
    /// The message that it comes from.
    pub message: usize,
    /// What it shows.
    pub features: F,
    /// Whether the decision holds; where that is open, the case is weighed and not learnt from.
    pub holds: Option<bool>,
}

/// Adds the weights of a model, and gives how likely each case holds by models of the other folds.
pub fn learn<F: AsRef<[String]> + Sync>(model: &str, cases: &[Case<F>], weights: &mut Weights) -> Vec<f64> {
    let dictionary = dictionary(cases);
    let rows: Vec<Row> = cases
        .iter()
        .map(|case| {
            let known = case.features.as_ref().iter();
            Row {
                features: known.filter_map(|feature| dictionary.get(feature.as_str()).copied()).collect(),
                holds: case.holds == Some(true),
            }
        })
        .collect();
    let fit = |without: Option<usize>| -> Vec<f64> {
        let learnt_from = |case: &Case<F>| case.holds.is_some() && Some(case.message % FOLDS) != without;
        let kept: Vec<Row> = rows
            .iter()
            .zip(cases)
            .filter(|(_, case)| learnt_from(case))
            .map(|(row, _)| row.clone())
            .collect();
        ftrl::fit(&kept, dictionary.len(), if kept.len() < FEW_CASES { FEW } else { MANY })
    };
    let mut names: Vec<(&str, u32)> = dictionary.iter().map(|(name, at)| (*name, *at)).collect();
    names.sort_unstable();
    let all = fit(None);
    for (name, at) in names {
        let weight = (all[at as usize] * 1000.0).round() as i32;
        if weight != 0 {
            weights.add(model, name, weight);
        }
    }
    let folds: Vec<Vec<f64>> = (0..FOLDS).into_par_iter().map(|fold| fit(Some(fold))).collect();
    let likely: Vec<f64> = rows
        .iter()
        .zip(cases)
        .map(|(row, case)| {
            let weights = &folds[case.message % FOLDS];
            ftrl::probability(row.features.iter().map(|&feature| weights[feature as usize]).sum())
        })
        .collect();
    report(model, cases, &likely);
    likely
}

/// The features that stand in enough messages, in the order in which they come.
fn dictionary<F: AsRef<[String]>>(cases: &[Case<F>]) -> FxHashMap<&str, u32> {
    let mut seen: FxHashMap<&str, (usize, u32)> = FxHashMap::default();
    let mut order: Vec<&str> = Vec::new();
    for case in cases {
        for feature in case.features.as_ref() {
            let (last, n) = seen.entry(feature).or_insert_with(|| {
                order.push(feature);
                (usize::MAX, 0)
            });
            if *last != case.message {
                (*last, *n) = (case.message, *n + 1);
            }
        }
    }
    let often = order.into_iter().filter(|feature| seen[feature].1 >= FEWEST);
    (0..).zip(often).map(|(at, feature)| (feature, at)).collect()
}

/// Says on standard error how a decision does on messages that its model has not seen.
fn report<F>(model: &str, cases: &[Case<F>], likely: &[f64]) {
    let known: Vec<(f64, bool)> =
        cases.iter().zip(likely).filter_map(|(case, likely)| Some((*likely, case.holds?))).collect();
    let n = known.iter().filter(|(_, holds)| *holds).count();
    let loss: f64 =
        known.iter().map(|(likely, holds)| -if *holds { *likely } else { 1.0 - likely }.max(1e-6).ln()).sum();
    eprintln!("{model}: {} cases, {n} hold, loss {:.4}", known.len(), loss / known.len().max(1) as f64);
    for least in [0.1, 0.2, 0.3, 0.4, 0.5] {
        let yes = known.iter().filter(|(likely, _)| *likely >= least).count();
        let right = known.iter().filter(|(likely, holds)| *likely >= least && *holds).count();
        let share = |of: usize| 100.0 * right as f64 / of.max(1) as f64;
        eprintln!("  from {least}: precision {:.1} recall {:.1}", share(yes), share(n));
    }
}

#[cfg(test)]
mod tests {
    use super::{Case, learn};
    use crate::muc4::weights::Weights;

    #[test]
    fn a_case_is_weighed_by_models_of_other_messages() {
        let case = |message: usize, feature: &str, holds| Case {
            message,
            features: vec!["always".to_owned(), feature.to_owned()],
            holds,
        };
        let cases: Vec<Case<Vec<String>>> = (0..400)
            .flat_map(|message| [case(message, "a bomb", Some(true)), case(message, "a speech", Some(false))])
            .chain([case(400, "a bomb", None), case(401, "heard once", None)])
            .collect();
        let mut weights = Weights::default();
        let likely = learn("told", &cases, &mut weights);
        assert!(likely[0] > 0.8 && likely[1] < 0.2 && likely[800] > 0.8, "{likely:?}");
        assert!(weights.probability("told", ["always", "a bomb"]) > 0.8);
        assert_eq!(weights.constant("told", "heard once"), 0.0);
    }
}
