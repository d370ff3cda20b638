//! The number of units that a match counts.

use super::read::Captured;
use super::symbol::Count;
use crate::engine::Capture;

impl Captured<'_> {
    /// How many units the capture `n` counts; a plural without a number is vague.
    pub(super) fn count(&self) -> Count {
        let Some(nodes) = self.nodes(Capture::N) else {
            let word = self.word(Capture::Unit).unwrap_or("");
            let plural = self.has_tag(Capture::Unit, "plural");
            return if plural && !word.is_empty() { Count::Vague } else { Count::Exact(1) };
        };
        let mut numbers = Vec::new();
        let mut sum: Option<u32> = None;
        let mut halved = self.nodes(Capture::Half).is_some();
        for node in nodes {
            let node = &self.reader.chart.nodes[*node as usize];
            let word = self.reader.document.words(node.from as usize..node.to as usize);
            let digits: String = word.chars().filter(|c| *c != ',').collect();
            let lower = word.to_ascii_lowercase();
            match (digits.parse::<u32>(), node.value, lower.as_str()) {
                (Ok(number), ..) => sum = Some(sum.unwrap_or(0).saturating_add(number)),
                (_, _, "a" | "an" | "the") => sum = sum.or(Some(1)),
                (_, _, "half" | "1/2" | "½") if sum.is_some() => halved = true,
                (_, Some(12), "dozen") => sum = Some(sum.unwrap_or(1).saturating_mul(12)),
                (_, Some(value), "hundred" | "thousand") => {
                    sum = Some(sum.unwrap_or(1).saturating_mul(u32::try_from(value).unwrap_or(1)));
                }
                (_, Some(2), "couple" | "pair") => sum = Some(2),
                (_, Some(value), _) => {
                    sum = Some(sum.unwrap_or(0).saturating_add(u32::try_from(value).unwrap_or(0)));
                }
                (_, None, "to" | "or" | "-" | "–") => numbers.extend(sum.take()),
                (_, None, "few" | "several" | "many" | "dozens" | "hundreds" | "a few" | "a number of") => {
                    return Count::Vague;
                }
                _ => {}
            }
        }
        match (numbers.first(), sum) {
            (Some(low), Some(high)) if *low < high => Count::Range(*low, high),
            (_, Some(n)) if halved => Count::AndAHalf(n),
            (_, Some(n)) => Count::Exact(n),
            _ => Count::Vague,
        }
    }
}
