//! Numbers as R prints, adds and rounds them.

/// The number that a double's 15 significant digits read back to. Two doubles that R prints alike are
/// one value to its counting of values: 0.1 + 0.2 and 0.3 are.
pub(super) fn in_15_digits(number: f64) -> f64 {
    format!("{number:.14e}").parse().unwrap_or(number)
}

/// The sum, with the rounding errors carried along (Neumaier, 1974), as R's wider registers do.
pub(super) fn sum(numbers: impl IntoIterator<Item = f64>) -> f64 {
    let (mut sum, mut carried) = (0.0_f64, 0.0_f64);
    for number in numbers {
        let next = sum + number;
        if next.is_finite() {
            carried += if sum.abs() >= number.abs() { (sum - next) + number } else { (number - next) + sum };
        }
        sum = next;
    }
    sum + carried
}

/// The mean; none of no number at all.
pub(super) fn mean(numbers: &[f64]) -> Option<f64> {
    (!numbers.is_empty()).then(|| sum(numbers.iter().copied()) / numbers.len() as f64)
}

/// The standard deviation of a sample (divisor n - 1); none of fewer than two numbers.
pub(super) fn standard_deviation(numbers: &[f64]) -> Option<f64> {
    let mean = mean(numbers).filter(|_| numbers.len() > 1)?;
    let squares = sum(numbers.iter().map(|number| (number - mean).powi(2)));
    Some((squares / (numbers.len() - 1) as f64).sqrt())
}

/// A number that is not negative, rounded to two decimals and written with exactly two.
///
/// Of the two candidates the nearer one as doubles have it, and of equally near ones the even one: R's
/// rule since version 4.0, which differs from that of `printf`.
///
/// ```
/// # use cairn_views::eventreport::two_decimals;
/// assert_eq!(two_decimals(0.165), "0.16");
/// assert_eq!(two_decimals(0.135), "0.14");
/// assert_eq!(two_decimals(2.0), "2.00");
/// ```
pub fn two_decimals(number: f64) -> String {
    let hundredths = (100.0 * number).floor();
    let (below, above) = (hundredths / 100.0, (100.0 * number).ceil() / 100.0);
    let (down, up) = (number - below, above - number);
    let is_even = hundredths % 2.0 == 0.0;
    let nearest = if down < up || (down == up && is_even) { below } else { above };
    format!("{nearest:.2}")
}

#[cfg(test)]
mod tests {
    use super::{in_15_digits, mean, standard_deviation, sum, two_decimals};

    #[test]
    fn doubles_that_print_alike_are_one() {
        assert_ne!(0.1 + 0.2, 0.3);
        assert_eq!(in_15_digits(0.1 + 0.2), 0.3);
        assert_eq!(in_15_digits(-36.25), -36.25);
        assert_ne!(in_15_digits(1.000_000_000_000_01), 1.0, "the fifteenth digit counts");
        assert_eq!(in_15_digits(f64::INFINITY), f64::INFINITY);
    }

    #[test]
    fn sums_lose_nothing_that_matters() {
        assert_eq!(sum([1e16, 1.0, -1e16]), 1.0);
        assert_eq!(sum([f64::INFINITY, 1.0]), f64::INFINITY);
        assert_eq!(sum([]), 0.0);
        assert_eq!(mean(&[]), None);
        assert_eq!(mean(&[1.0, 2.0]), Some(1.5));
    }

    #[test]
    fn one_number_has_no_deviation() {
        assert_eq!(standard_deviation(&[4.0]), None);
        assert_eq!(standard_deviation(&[2.0, 4.0, 6.0]), Some(2.0));
    }

    #[test]
    fn rounding_takes_the_nearer_double() {
        for (number, words) in [
            (0.005, "0.00"),
            (0.165, "0.16"),
            (0.135, "0.14"),
            (0.994, "0.99"),
            (0.999, "1.00"),
            (17.5, "17.50"),
        ] {
            assert_eq!(two_decimals(number), words, "{number}");
        }
    }
}
