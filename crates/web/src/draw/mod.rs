//! Pictures as numbers for SVG. Horizontal places are percentages, so that a picture fits any width without
//! a script and its words keep their size.

pub(crate) mod bars;
pub(crate) mod lines;
pub(crate) mod ranges;

/// A mark on an axis.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tick {
    /// Where, in per cent of the width.
    pub x: String,
    pub label: String,
}

/// A share of the width, as SVG writes it.
pub(crate) fn percent(share: f64) -> String {
    format!("{:.2}%", share * 100.0)
}

/// The top of an axis that holds `most`, and steps to it: 1, 2 or 5 times a power of ten, 3 to 6 of them.
pub(crate) fn steps(most: u64) -> (u64, Vec<u64>) {
    let most = most.max(4);
    let mut unit: u64 = 1;
    loop {
        for factor in [1, 2, 5] {
            let step = unit.saturating_mul(factor);
            if most.div_ceil(step) <= 5 {
                let n = most.div_ceil(step);
                return (n.saturating_mul(step), (0..=n).map(|i| i.saturating_mul(step)).collect());
            }
        }
        unit = unit.saturating_mul(10);
    }
}

/// A number with its thousands apart, as the pages write it: `12,400`.
pub(crate) fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut words = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{number, steps};

    #[test]
    fn an_axis_ends_at_a_round_number_above_the_most() {
        for (most, top, second) in [(0, 4, 1), (4, 4, 1), (7, 8, 2), (58, 60, 20), (400, 400, 100)] {
            let (end, steps) = steps(most);
            assert_eq!((end, steps[1]), (top, second), "{most}");
        }
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!([0, 999, 1000, 1234567].map(number), ["0", "999", "1,000", "1,234,567"]);
    }
}
