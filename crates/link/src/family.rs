//! Copies: reports that share half of their four-word runs are one family, whoever copied whom. Rewrites
//! join it: see [`crate::rewrite`].
//!
//! Stock runs do not count, those of nothing but words that very many reports hold: the formulas of a
//! daily bulletin would make one family of all its issues.

use crate::account::Accounts;
use crate::candidates::Asked;
use crate::grouping::Pair;
use crate::keys::{Shared, within_window};
use crate::rarity::Rarity;
use crate::rewrite::Told;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

/// Words in a run.
pub(crate) const RUN: usize = 4;
/// One run of so many is looked up; all are compared once two reports share enough of those.
/// After A. Broder, "On the resemblance and containment of documents" (1997), section 4: a sample
/// by remainder keeps containment measurable between texts of different length.
const SAMPLE: u64 = 8;
/// Two texts are copies from this share of the shorter one's runs on.
pub(crate) const SHARE: f64 = 0.5;
/// Texts with fewer runs are too short to tell a copy from a coincidence.
const SHORTEST: usize = 12;

/// A run of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    /// A hash of its words.
    pub(crate) hash: u64,
    /// Whether very many reports hold each of its words, so that it may be a formula.
    pub(crate) stock: bool,
}

/// The runs of a text, in its order: one begins at each word but the last few. `terms` are those of its
/// words.
pub(crate) fn runs(terms: &[u32], rarity: &Rarity) -> Vec<Run> {
    let stock: Vec<bool> = terms.iter().map(|&term| rarity.is_stock(term)).collect();
    let mut bytes = [0u8; RUN * 4];
    let run = |(terms, stock): (&[u32], &[bool])| {
        for (place, term) in bytes.chunks_exact_mut(4).zip(terms) {
            place.copy_from_slice(&term.to_le_bytes());
        }
        Run { hash: xxh3_64(&bytes), stock: stock.iter().all(|&stock| stock) }
    };
    terms.windows(RUN).zip(stock.windows(RUN)).map(run).collect()
}

/// The hashes of the runs that are no stock, sorted, each once.
pub(crate) fn own<'r>(runs: impl IntoIterator<Item = &'r Run>) -> Vec<u64> {
    let own = runs.into_iter().filter(|run| !run.stock);
    let mut own: Vec<u64> = own.map(|run| run.hash).collect();
    own.sort_unstable();
    own.dedup();
    own
}

/// How many runs two texts share.
pub(crate) fn n_shared(a: &[u64], b: &[u64]) -> usize {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut at = 0;
    let found = short.iter().filter(|run| {
        at += long[at..].partition_point(|other| other < run);
        long.get(at) == Some(run)
    });
    found.count()
}

/// The share of the shorter text's runs that the other text has too.
pub(crate) fn shared(a: &[u64], b: &[u64]) -> f64 {
    n_shared(a, b) as f64 / a.len().min(b.len()).max(1) as f64
}

/// The runs by which copies of a text are looked up; none for a text that is too short.
pub(crate) fn sampled(runs: &[u64]) -> impl Iterator<Item = u64> + Clone {
    runs.iter().copied().filter(|run| runs.len() >= SHORTEST && run % SAMPLE == 0)
}

/// Puts every report into a family. Gives, per report, the number of its family's first report;
/// `runs` as of [`own`], both in the sorted order of the reports.
///
/// Whether two reports are copies is a matter of these two alone; copies of copies are one family.
pub(crate) fn families(runs: &[&[u64]], written: &[Option<i32>]) -> Vec<usize> {
    families_of(runs, written, Asked::All)
}

/// So many reports are looked up at a time, on all cores.
const AT_ONCE: usize = 1024;

/// The same, as far as those pairs of reports tell that are `asked` for.
pub(crate) fn families_of(runs: &[&[u64]], written: &[Option<i32>], asked: Asked<'_>) -> Vec<usize> {
    let n_sampled: Vec<u32> = runs.par_iter().map(|runs| sampled(runs).count() as u32).collect();
    // Per side and run, the reports that have it, in their order.
    let mut having: [FxHashMap<u64, Vec<u32>>; 2] = Default::default();
    for (report, runs) in runs.iter().enumerate() {
        let having = &mut having[asked.side(report)];
        sampled(runs).for_each(|run| having.entry(run).or_default().push(report as u32));
    }
    // The earlier reports of which each may be a copy by its sampled runs.
    let seeming = |some: &[usize]| {
        let mut shared_runs = vec![0u32; runs.len()];
        let mut touched: Vec<u32> = Vec::new();
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for &report in some {
            let having = &having[asked.across(report)];
            for run in sampled(runs[report]) {
                let Some(having) = having.get(&run) else { continue };
                let earlier = &having[..having.partition_point(|&other| (other as usize) < report)];
                let near = earlier.iter().rev();
                for &other in near.take_while(|&&o| within_window(written[o as usize], written[report])) {
                    if shared_runs[other as usize] == 0 {
                        touched.push(other);
                    }
                    shared_runs[other as usize] += 1;
                }
            }
            for other in touched.drain(..).map(|other| other as usize) {
                let shared_here = Shared {
                    runs: std::mem::take(&mut shared_runs[other]),
                    fewest_runs: n_sampled[report].min(n_sampled[other]),
                    ..Shared::default()
                };
                if shared_here.copies() {
                    pairs.push((report, other));
                }
            }
        }
        pairs
    };
    let mut sets = Sets::new(runs.len());
    let numbers: Vec<usize> = (0..runs.len()).collect();
    for some in numbers.chunks(AT_ONCE) {
        let pairs: Vec<(usize, usize)> = some.par_chunks(AT_ONCE / 8).flat_map_iter(seeming).collect();
        for (report, other) in pairs {
            if sets.first(report) != sets.first(other) && shared(runs[report], runs[other]) >= SHARE {
                sets.join(report, other);
            }
        }
    }
    numbers.into_iter().map(|report| sets.first(report)).collect()
}

/// Puts rewrites into the families of the texts they rewrite; `copies` as of [`families`], `pairs` those
/// that are compared. Gives, per report, the number of its family's first report.
pub(crate) fn with_rewrites(accounts: &Accounts<'_>, pairs: &[Pair], copies: &[usize]) -> Vec<usize> {
    let mut sets = Sets::new(copies.len());
    for (report, &first) in copies.iter().enumerate() {
        sets.join(report, first);
    }
    let report = |account: u32| accounts.list[account as usize].happening.report;
    // Of each report the pair of main accounts stands for all: rewrites share words, day and place.
    let rewriting: Vec<(usize, usize)> = pairs
        .par_iter()
        .filter(|pair| pair.main)
        .map(|pair| (report(pair.a), report(pair.b)))
        .filter(|&(a, b)| copies[a] != copies[b])
        .filter(|&(a, b)| {
            let (one, other) = (&accounts.wordings[a], &accounts.wordings[b]);
            // A brief that is too short for the runs to tell is a copy where every word of it is the same.
            let equal = !one.runs.is_empty() && one.runs == other.runs;
            equal || Told::rewrites(&one.told, &other.told).is_some()
        })
        .collect();
    rewriting.into_iter().for_each(|(a, b)| sets.join(a, b));
    (0..copies.len()).map(|report| sets.first(report)).collect()
}

/// Disjoint sets, each named by its smallest member.
pub(crate) struct Sets(Vec<usize>);

impl Sets {
    pub(crate) fn new(n: usize) -> Self {
        Self((0..n).collect())
    }

    pub(crate) fn first(&mut self, mut member: usize) -> usize {
        while self.0[member] != member {
            self.0[member] = self.0[self.0[member]];
            member = self.0[member];
        }
        member
    }

    pub(crate) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.first(a), self.first(b));
        let (first, other) = (a.min(b), a.max(b));
        self.0[other] = first;
    }
}

#[cfg(test)]
mod tests {
    use super::{families, own, runs};
    use crate::rarity::Rarity;
    use crate::words::{Word, read};

    const WIRE: &str = "Two shells struck the grain store at Orlu shortly after dawn on Sunday, the district \
        council said. Nobody was hurt, but the roof fell in and half of the winter stock was lost to the fire.";

    #[test]
    fn a_copy_with_another_ending_is_family_and_a_new_text_is_not() {
        let copy = format!("ORLU (Vale Wire) - {WIRE} Read more on our pages about the Vale.");
        let other = "The district council met at Orlu on Sunday to discuss the loss of the grain store, its \
            roof and what to do about winter stock before the first snow.";
        let texts = [WIRE, other, &copy];
        let terms = |words: Vec<Word>| words.iter().map(|word| word.term).collect::<Vec<_>>();
        let runs: Vec<Vec<u64>> =
            texts.iter().map(|text| own(&runs(&terms(read(text)), &Rarity::default()))).collect();
        let runs: Vec<&[u64]> = runs.iter().map(Vec::as_slice).collect();
        assert_eq!(families(&runs, &[None; 3]), [0, 1, 0]);
        assert_eq!(
            families(&runs, &[Some(0), Some(1), Some(1000)]),
            [0, 1, 2],
            "nobody copies the news of years ago"
        );
    }
}
