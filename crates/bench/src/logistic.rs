//! Logistic regression with a ridge: rows of pieces of evidence in, what each piece weighs out.
//!
//! Newton's method finds the one maximum; it starts at zero and takes [`STEPS`] steps.

/// Newton's method has settled long before.
const STEPS: usize = 40;

/// One case.
pub struct Row {
    /// The pieces of evidence that it shows, each with its strength.
    pub found: Vec<(usize, f64)>,
    /// Whether what is to be told holds.
    pub holds: bool,
    /// How many cases it stands for.
    pub weight: f64,
    /// What pieces that are set by hand add up to.
    pub offset: f64,
}

/// Log-odds in thousandths.
pub fn thousandths(weight: f64) -> i64 {
    (weight * 1000.0).round() as i64
}

/// Newton's method for a ridge logistic model; `free` is the piece that is always there, which the
/// ridge leaves alone.
pub fn fit(rows: &[Row], n: usize, ridge: f64, free: Option<usize>) -> Vec<f64> {
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
            let error = row.weight * (f64::from(u8::from(row.holds)) - odds);
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
    use super::{Row, fit, solve};

    #[test]
    fn evidence_that_tells_weighs_more_than_evidence_that_does_not() {
        let row = |found: &[usize], holds| Row {
            found: found.iter().map(|&at| (at, 1.0)).collect(),
            holds,
            weight: 10.0,
            offset: 0.0,
        };
        let rows = [row(&[0, 1], true), row(&[0, 1, 2], true), row(&[0], false), row(&[0, 2], false)];
        let weights = fit(&rows, 3, 1.0, Some(0));
        assert!(weights[0] < -1.0 && weights[1] > 2.0, "{weights:?}");
        assert!(weights[2].abs() < 0.01, "{weights:?}");
    }

    #[test]
    fn equations_are_solved() {
        let found = solve(vec![vec![2.0, 1.0], vec![1.0, 3.0]], vec![4.0, 7.0]);
        assert!(found.iter().zip([1.0, 2.0]).all(|(a, b)| (a - b).abs() < 1e-12), "{found:?}");
    }
}
