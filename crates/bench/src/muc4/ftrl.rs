//! Logistic regression over many rare features: rows in, a sparse set of weights out.
//!
//! FTRL-Proximal (McMahan and others, "Ad Click Prediction: a View from the Trenches", KDD 2013): one
//! weight and one step size a feature, an absolute penalty that leaves most features out, and a square
//! one. Rows come in a fixed mixed order, so that the same rows give the same weights.

/// One case.
#[derive(Debug, Clone)]
pub struct Row {
    /// The features that it shows.
    pub features: Vec<u32>,
    /// Whether what is to be told holds.
    pub holds: bool,
}

/// How a model is fitted.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Passes over the rows.
    pub passes: usize,
    /// Step size.
    pub alpha: f64,
    /// The absolute penalty.
    pub absolute: f64,
    /// The square penalty.
    pub square: f64,
}

/// Keeps the first steps of a feature small.
const BETA: f64 = 1.0;

/// In how many orders the rows come; their weights are averaged, so that no one order tells.
const ORDERS: usize = 4;

/// The weights of `n` features.
pub fn fit(rows: &[Row], n: usize, settings: Settings) -> Vec<f64> {
    let mut sums = vec![0.0; n];
    for order in 0..ORDERS {
        for (sum, weight) in sums.iter_mut().zip(fit_in_order(rows, n, settings, order)) {
            *sum += weight;
        }
    }
    sums.iter().map(|sum| sum / ORDERS as f64).collect()
}

/// The weights of `n` features, from rows in one order: the average over the later passes.
fn fit_in_order(rows: &[Row], n: usize, settings: Settings, order: usize) -> Vec<f64> {
    let mut z = vec![0.0; n];
    let mut seen = vec![0.0; n];
    let weight = |z: f64, seen: f64| -> f64 {
        if z.abs() <= settings.absolute {
            return 0.0;
        }
        let step = (BETA + f64::sqrt(seen)) / settings.alpha + settings.square;
        (z.signum() * settings.absolute - z) / step
    };
    let mut sums = vec![0.0; n];
    for pass in 0..settings.passes {
        for at in mixed(rows.len(), pass + order * settings.passes) {
            let row = &rows[at];
            let sum: f64 = row.features.iter().map(|&f| weight(z[f as usize], seen[f as usize])).sum();
            let slope = probability(sum) - f64::from(u8::from(row.holds));
            for &f in &row.features {
                let f = f as usize;
                let (old, now) = (seen[f], seen[f] + slope * slope);
                z[f] += slope - (f64::sqrt(now) - f64::sqrt(old)) / settings.alpha * weight(z[f], old);
                seen[f] = now;
            }
        }
        if pass >= settings.passes / 2 {
            for (sum, (&z, &seen)) in sums.iter_mut().zip(z.iter().zip(&seen)) {
                *sum += weight(z, seen);
            }
        }
    }
    let averaged = settings.passes - settings.passes / 2;
    sums.iter().map(|sum| sum / averaged as f64).collect()
}

/// Log-odds as a probability.
pub fn probability(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// All of `0..n` in a mixed order, another one each pass: steps of a length that shares no divisor
/// with `n`.
fn mixed(n: usize, pass: usize) -> impl Iterator<Item = usize> {
    fn divisor(a: usize, b: usize) -> usize {
        if b == 0 { a } else { divisor(b, a % b) }
    }
    // About the golden section of the whole: neighbours come far apart.
    let mut step = (n * 618 / 1000).max(1) + pass;
    while divisor(step, n.max(1)) != 1 {
        step += 1;
    }
    (0..n).map(move |at| (at * step + pass) % n)
}

#[cfg(test)]
mod tests {
    use super::{Row, Settings, fit, mixed};

    const SETTINGS: Settings = Settings { passes: 20, alpha: 0.1, absolute: 0.1, square: 0.1 };

    #[test]
    fn what_tells_weighs_and_what_does_not_is_left_out() {
        let row = |features: &[u32], holds| Row { features: features.to_vec(), holds };
        let rows: Vec<Row> = (0..50)
            .flat_map(|at| [row(&[0, 1, 3 + at % 2], true), row(&[0, 2, 3 + at % 2], false)])
            .collect();
        let weights = fit(&rows, 5, SETTINGS);
        assert!(weights[1] > 1.0 && weights[2] < -1.0, "{weights:?}");
        assert!(weights[3].abs() < 0.3 && weights[4].abs() < 0.3, "{weights:?}");
        assert_eq!(weights, fit(&rows, 5, SETTINGS));
    }

    #[test]
    fn every_row_comes_once() {
        for pass in 0..4 {
            let mut all: Vec<usize> = mixed(30, pass).collect();
            all.sort_unstable();
            assert_eq!(all, (0..30).collect::<Vec<_>>());
        }
    }
}
