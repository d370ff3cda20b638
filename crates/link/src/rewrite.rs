//! Rewrites: reports that tell what happened in the words of another one, with much of their own beside
//! it, so that they are no copies.
//!
//! Only sentences that state claims are looked at, without what stands in quotation marks: page furniture
//! and background are shared by texts that have nothing to do with each other, and two reporters at one
//! press conference write down the same quotation.

use crate::family::{RUN, Run, n_shared, own};
use crate::words::Word;
use cairn_model::Span;
use std::ops::Range;

/// Where a report tells its claims: words of the text that are told in one go, by their numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Telling(Vec<Range<usize>>);

/// The runs of words in which a report tells its claims, but for stock ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    /// Sorted, each once.
    runs: Vec<u64>,
    /// Which classes of runs there are: millions of pairs are asked for, and most share next to none.
    classes: [u64; 16],
    /// How many runs there are more than classes.
    doubled: u32,
}

/// How much of what two reports tell stands in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SharedTelling {
    /// Runs that stand in both.
    pub(crate) n: usize,
    /// Runs of the report that tells less.
    pub(crate) of: usize,
}

/// From so many shared runs on, a quarter of what the shorter report tells makes a rewrite. On the work
/// part of `grouping` no two reports of different incidents share as much, and 24 pairs of one incident
/// that are no copies do.
const MANY: usize = 16;
/// From so many on half of it does: one sentence of eleven words.
const FEW: usize = 8;

impl Telling {
    /// What the sentences of a report's claims say; `words` are those of its `text`.
    pub(crate) fn of(text: &str, words: &[Word], sentences: &[Span]) -> Self {
        let mut sentences = sentences.to_vec();
        sentences.sort_unstable();
        sentences.dedup();
        let quoted = quotations(text);
        let inside = |span: &(u32, u32), word: &Word| (span.0..span.1).contains(&word.at);
        let mut parts = Vec::new();
        for sentence in sentences {
            let mut from = words.partition_point(|word| word.at < sentence.start);
            let to = words.partition_point(|word| word.at < sentence.end);
            let unquoted = |one: &Word, other: &Word| {
                quoted.iter().any(|span| inside(span, one)) == quoted.iter().any(|span| inside(span, other))
            };
            for part in words[from..to].chunk_by(unquoted) {
                let range = from..from + part.len();
                from = range.end;
                if part.len() >= RUN && !quoted.iter().any(|span| inside(span, &part[0])) {
                    parts.push(range);
                }
            }
        }
        Self(parts)
    }

    /// What is told there; `runs` are those of the text, in its order.
    pub(crate) fn told(&self, runs: &[Run]) -> Told {
        let told = self.0.iter().flat_map(|part| &runs[part.start..=part.end - RUN]);
        Told::of(own(told))
    }
}

impl Told {
    fn of(runs: Vec<u64>) -> Self {
        let mut classes = [0; 16];
        for run in &runs {
            classes[(run >> 60) as usize] |= 1 << ((run >> 54) & 63);
        }
        let n_classes: u32 = classes.iter().map(|row: &u64| row.count_ones()).sum();
        Self { doubled: runs.len() as u32 - n_classes, runs, classes }
    }

    /// More runs than these are not in both. Runs that both have fall into classes that both have, each into one of
    /// its own but for those that are doubled.
    fn n_shared_at_most(&self, other: &Self) -> u32 {
        let rows = self.classes.iter().zip(&other.classes);
        rows.map(|(own, of_other)| (own & of_other).count_ones()).sum::<u32>()
            + self.doubled.min(other.doubled)
    }

    /// The share of what the report that tells more tells that stands in both; 0 where it tells nothing.
    pub(crate) fn overlap(a: &Self, b: &Self) -> f64 {
        n_shared(&a.runs, &b.runs) as f64 / a.runs.len().max(b.runs.len()).max(1) as f64
    }

    /// What two reports share, where one of them rewrites the other or both rewrite a third; the same
    /// both ways.
    pub(crate) fn rewrites(a: &Self, b: &Self) -> Option<SharedTelling> {
        let of = a.runs.len().min(b.runs.len());
        if of < FEW || (a.n_shared_at_most(b) as usize) < FEW {
            return None;
        }
        let n = n_shared(&a.runs, &b.runs);
        ((n >= MANY && n * 4 >= of) || (n >= FEW && n * 2 >= of)).then_some(SharedTelling { n, of })
    }
}

/// The code points between quotation marks. A mark that is not closed in its paragraph opens nothing.
fn quotations(text: &str) -> Vec<(u32, u32)> {
    let mut spans = Vec::new();
    let mut open: Option<u32> = None;
    for (at, c) in text.chars().enumerate() {
        let at = at as u32;
        match (c, open) {
            ('\n', _) => open = None,
            ('“' | '«', _) | ('"', None) => open = Some(at),
            ('”' | '»' | '"', Some(from)) => {
                spans.push((from, at));
                open = None;
            }
            _ => {}
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::{Telling, Told};
    use crate::family::runs;
    use crate::rarity::Rarity;
    use crate::words::read;
    use cairn_model::Span;

    fn told(text: &str) -> Told {
        told_among(text, &Rarity::default())
    }

    fn told_among(text: &str, rarity: &Rarity) -> Told {
        let words = read(text);
        let terms: Vec<u32> = words.iter().map(|word| word.term).collect();
        let all = [Span::new(0, text.chars().count() as u32)];
        Telling::of(text, &words, &all).told(&runs(&terms, rarity))
    }

    #[test]
    fn a_stock_phrase_of_very_many_reports_is_no_rewrite() {
        let report = |town: &str| {
            format!(
                "Shells fell on {town}. All flights from the northern airfield have been suspended until \
                     further notice, the ministry of transport repeated late in the evening."
            )
        };
        let (one, other) = (report("Orlu"), report("Tave"));
        let among = |n: usize| {
            let reports: Vec<String> = (0..n).map(|n| report(&format!("Vale{n}"))).collect();
            let rarity = Rarity::of_texts(reports.iter().map(|text| (None, text.as_str())));
            Told::rewrites(&told_among(&one, &rarity), &told_among(&other, &rarity))
        };
        assert!(among(20).is_some(), "a text of a few outlets");
        assert_eq!(among(200), None, "a daily formula");
    }

    #[test]
    fn a_shared_sentence_is_a_rewrite_and_a_shared_quotation_is_none() {
        let wire = "Two shells struck the grain store at Orlu shortly after dawn on Sunday, killing nine millers \
                    who slept there, the district council said.";
        let rewritten = "Orlu woke to fire: two shells struck the grain store at Orlu shortly after dawn on Sunday, \
                         killing nine men, in what officials call the worst day of the siege.";
        assert!(Told::rewrites(&told(wire), &told(rewritten)).is_some());
        let heard = |who: &str| {
            format!(
                "{who} \"we counted nine millers dead in the grain store and we shall count no more of them there\", \
                 the mayor told all who came."
            )
        };
        let (one, other) = (heard("Standing in the ruins he said"), heard("Late at night it was put so:"));
        assert_eq!(Told::rewrites(&told(&one), &told(&other)), None, "two reporters heard one mayor");
    }

    #[test]
    fn two_reports_of_one_event_in_words_of_their_own_are_no_rewrites() {
        let one =
            "Two shells struck the grain store at Orlu shortly after dawn on Sunday and killed nine people.";
        let other = "Nine people died when the grain store at Orlu was hit by artillery on Sunday morning.";
        assert_eq!(Told::rewrites(&told(one), &told(other)), None);
    }
}
