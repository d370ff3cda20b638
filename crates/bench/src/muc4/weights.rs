//! Learned weights: what each feature adds to the log-odds of a decision.
//!
//! `weights.tsv` holds them: the model, the feature and its weight in thousandths of a natural
//! logarithm, one a line. `cairn-bench muc4-fit` writes the file.

use super::ftrl::probability;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::sync::LazyLock;

static EMBEDDED: LazyLock<Weights> = LazyLock::new(|| Weights::parse(include_str!("weights.tsv")));

/// What the file opens with.
const REMARKS: &str = "\
# model, feature, weight in thousandths of a natural logarithm
# Written by `cairn-bench muc4-fit --data DIR` from the development set of MUC-4.
";

/// The models of the task, by name.
#[derive(Debug, Default)]
pub struct Weights {
    models: BTreeMap<String, Model>,
}

/// One decision.
#[derive(Debug, Default)]
pub struct Model {
    weights: FxHashMap<String, i32>,
}

impl Weights {
    /// Those that are built in.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Reads the lines of a file; lines that begin with `#` are remarks.
    pub fn parse(text: &str) -> Self {
        let mut out = Self::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            if let (Some(model), Some(feature), Some(Ok(weight))) =
                (fields.next(), fields.next(), fields.next().map(str::parse))
            {
                out.add(model, feature, weight);
            }
        }
        out
    }

    /// Sets a weight, in thousandths.
    pub fn add(&mut self, model: &str, feature: &str, weight: i32) {
        let model = self.models.entry(model.to_owned()).or_default();
        model.weights.insert(feature.to_owned(), weight);
    }

    /// A number that a model holds, as a share of one; 0 where it holds none.
    pub fn constant(&self, model: &str, name: &str) -> f64 {
        let held = self.models.get(model).and_then(|model| model.weights.get(name));
        held.map_or(0.0, |&thousandths| f64::from(thousandths) / 1000.0)
    }

    /// How likely it is that a decision holds, from its features. A model that is not there says
    /// that it does not.
    pub fn probability<'f>(&self, model: &str, features: impl IntoIterator<Item = &'f str>) -> f64 {
        let Some(model) = self.models.get(model) else { return 0.0 };
        let sum: i32 = features.into_iter().filter_map(|feature| model.weights.get(feature)).sum();
        probability(f64::from(sum) / 1000.0)
    }
}

impl Display for Weights {
    /// The lines of the file, sorted.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REMARKS)?;
        for (name, model) in &self.models {
            let sorted: BTreeMap<&String, &i32> = model.weights.iter().collect();
            for (feature, weight) in sorted {
                writeln!(f, "{name}\t{feature}\t{weight}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Weights;

    #[test]
    fn what_is_written_is_read() {
        let mut weights = Weights::default();
        weights.add("told", "a bomb", 1500);
        weights.add("told", "always", -500);
        let again = Weights::parse(&weights.to_string());
        assert_eq!(again.to_string(), weights.to_string());
        let likely = again.probability("told", ["always", "a bomb", "unheard of"]);
        assert!((likely - 0.731).abs() < 0.001, "{likely}");
    }

    #[test]
    fn every_decision_has_its_weights() {
        let held = Weights::embedded();
        for model in ["report", "victim", "fill victim", "same", "incident", "by state", "day open"] {
            assert!(held.models.get(model).is_some_and(|model| model.weights.len() > 10), "{model}");
        }
        assert!(held.constant("least", "incident") > 0.0);
    }
}
