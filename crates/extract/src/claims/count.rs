//! Counts: from the words of a `Count` group to a [`Figure`].

use crate::chart::{Chart, Match, NodeIdx};
use crate::engine::Capture;
use crate::ruleset::{NumberSet, Ruleset};
use cairn_model::{Figure, Qualifier};
use cairn_text::Document;

/// The figure of a `Count` group; none where its digits are no number.
pub(crate) fn figure(
    document: &Document,
    chart: &Chart,
    ruleset: &Ruleset,
    count: NodeIdx,
) -> Option<Figure> {
    let found = chart.made_by(count)?;
    let rule = &ruleset.rules[found.rule as usize];
    let qualifier = rule.set.qualifier.unwrap_or_else(|| bound(chart, found));
    if qualifier == Qualifier::Vague {
        return Some(Figure {
            n: None,
            n_max: None,
            vague: Some(vague_words(document, chart, found)),
            qualifier,
        });
    }
    let value = |name| chart.capture(found, name).and_then(|nodes| number(document, chart, nodes));
    let n = match rule.set.n {
        Some(NumberSet::Exactly(n)) => n,
        Some(NumberSet::Same) | None => value(Capture::N)?,
    };
    let n_max = value(Capture::Max).map(|max| scaled_range(n, max));
    let (n, n_max) = match n_max {
        Some((low, high)) if high > low => (low, Some(high)),
        Some((low, high)) if high < low => (high, Some(low)),
        _ => (n, None),
    };
    Some(Figure { n: Some(n), n_max, vague: None, qualifier })
}

/// The two ends of a range, in the order in which they are written.
pub(crate) fn ends(document: &Document, chart: &Chart, count: NodeIdx) -> Option<(u64, u64)> {
    let found = chart.made_by(count)?;
    let value = |name| chart.capture(found, name).and_then(|nodes| number(document, chart, nodes));
    Some((value(Capture::N)?, value(Capture::Max)?))
}

/// The bound that the words before a sum of money set.
fn bound(chart: &Chart, found: &Match) -> Qualifier {
    let bounded = |name| chart.capture(found, name).is_some();
    match () {
        () if bounded(Capture::About) => Qualifier::About,
        () if bounded(Capture::Least) => Qualifier::AtLeast,
        () if bounded(Capture::Most) => Qualifier::AtMost,
        () => Qualifier::Exact,
    }
}

/// "Two to three thousand" means thousands at both ends.
fn scaled_range(n: u64, max: u64) -> (u64, u64) {
    let scale = [1_000_000_000, 1_000_000, 1_000, 100]
        .into_iter()
        .find(|scale| max.is_multiple_of(*scale) && max >= *scale);
    match scale {
        Some(scale) if n < 100 && n < max / scale => (n * scale, max),
        _ => (n, max),
    }
}

fn vague_words(document: &Document, chart: &Chart, found: &Match) -> String {
    let tokens = chart.tokens(found);
    let words = document.words(tokens).to_lowercase();
    // The scope of the quantity ends before "of": "dozens of" counts in dozens.
    words.strip_suffix(" of").unwrap_or(&words).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The number that digits, number words and magnitudes spell together.
fn number(document: &Document, chart: &Chart, nodes: &[NodeIdx]) -> Option<u64> {
    // Thousandths, so that "1.5 million" and "half a million" stay exact.
    let mut total: u64 = 0;
    let mut current: Option<u64> = None;
    let mut parts = 1;
    for node in nodes {
        let node = &chart.nodes[*node as usize];
        let word = document.words(node.from as usize..node.to as usize);
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            current = Some(digits(word)?);
        } else if word.eq_ignore_ascii_case("quarter") {
            parts = 4;
        } else if let Some(value) = node.value.and_then(|value| u64::try_from(value).ok()) {
            match value {
                12 | 20 if word.eq_ignore_ascii_case("dozen") || word.eq_ignore_ascii_case("score") => {
                    current = Some(current.unwrap_or(1_000).checked_mul(value)?);
                }
                100 => current = Some(current.unwrap_or(1_000).checked_mul(100)?),
                1_000.. => {
                    total = total.checked_add(current.take().unwrap_or(1_000).checked_mul(value)?)?;
                }
                _ => current = Some(current.unwrap_or(0).checked_add(value.checked_mul(1_000)?)?),
            }
        } else if word.eq_ignore_ascii_case("half") {
            parts = 2;
        }
    }
    let thousandths = total.checked_add(current.unwrap_or(0))?;
    Some(thousandths / parts / 1_000)
}

/// Digits with thousands separators and decimals, in thousandths.
fn digits(word: &str) -> Option<u64> {
    let plain: String = word.chars().filter(|c| *c != ',').collect();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    // "360.000" is a number of thousands written the continental way.
    if fraction.len() == 3 && whole.len() <= 3 && whole != "0" {
        return format!("{whole}{fraction}").parse::<u64>().ok()?.checked_mul(1_000);
    }
    let thousandths: u64 = format!("{fraction:0<3}").get(..3)?.parse().ok()?;
    whole.parse::<u64>().ok()?.checked_mul(1_000)?.checked_add(thousandths)
}
