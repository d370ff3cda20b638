//! Copies: reports that share half of their four-word runs are one family, whoever copied whom.

use crate::block::LinkReport;
use crate::keys::{Shared, within_window};
use crate::words::Word;
use cairn_model::{Family, FamilyId};
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

/// Words in a run.
const RUN: usize = 4;
/// One run of so many is looked up; all are compared once two reports share enough of those.
/// After A. Broder, "On the resemblance and containment of documents" (1997), section 4: a sample
/// by remainder keeps containment measurable between texts of different length.
const SAMPLE: u64 = 8;
/// Two texts are copies from this share of the shorter one's runs on.
pub(crate) const SHARE: f64 = 0.5;
/// Texts with fewer runs are too short to tell a copy from a coincidence.
const SHORTEST: usize = 12;

/// The runs of one text, sorted, each once.
pub(crate) fn runs(words: &[Word]) -> Vec<u64> {
    let mut bytes = [0u8; RUN * 4];
    let mut runs: Vec<u64> = words
        .windows(RUN)
        .map(|run| {
            for (place, word) in bytes.chunks_exact_mut(4).zip(run) {
                place.copy_from_slice(&word.term.to_le_bytes());
            }
            xxh3_64(&bytes)
        })
        .collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// The share of the shorter text's runs that the other text has too.
fn shared(a: &[u64], b: &[u64]) -> f64 {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut at = 0;
    let found = short.iter().filter(|run| {
        at += long[at..].partition_point(|other| other < run);
        long.get(at) == Some(run)
    });
    found.count() as f64 / short.len().max(1) as f64
}

/// The runs by which copies of a text are looked up; none for a text that is too short.
pub(crate) fn sampled(runs: &[u64]) -> impl Iterator<Item = u64> + Clone {
    runs.iter().copied().filter(|run| runs.len() >= SHORTEST && run % SAMPLE == 0)
}

/// Puts every report into a family. Gives, per report, the number of its family's first report;
/// `runs` as of [`runs`], both in the sorted order of the reports.
///
/// Whether two reports are copies is a matter of these two alone; copies of copies are one family.
pub(crate) fn families(runs: &[Vec<u64>], written: &[Option<i32>]) -> Vec<usize> {
    families_of(runs, written, |_, _| true)
}

/// The same, as far as those pairs of reports tell that are `asked` for.
pub(crate) fn families_of(
    runs: &[Vec<u64>],
    written: &[Option<i32>],
    asked: impl Fn(usize, usize) -> bool,
) -> Vec<usize> {
    let n_sampled: Vec<u32> = runs.iter().map(|runs| sampled(runs).count() as u32).collect();
    // Per run, the reports that have it so far, the latest last.
    let mut having: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    let mut shared_runs = vec![0u32; runs.len()];
    let mut sets = Sets::new(runs.len());
    for report in 0..runs.len() {
        let mut touched: Vec<u32> = Vec::new();
        for run in sampled(&runs[report]) {
            let having = having.entry(run).or_default();
            for &other in
                having.iter().rev().take_while(|&&o| within_window(written[o as usize], written[report]))
            {
                if shared_runs[other as usize] == 0 {
                    touched.push(other);
                }
                shared_runs[other as usize] += 1;
            }
            having.push(report as u32);
        }
        for other in touched.into_iter().map(|other| other as usize) {
            let shared_here = Shared {
                runs: std::mem::take(&mut shared_runs[other]),
                fewest_runs: n_sampled[report].min(n_sampled[other]),
                ..Shared::default()
            };
            if asked(report, other)
                && shared_here.copies()
                && sets.first(report) != sets.first(other)
                && shared(&runs[report], &runs[other]) >= SHARE
            {
                sets.join(report, other);
            }
        }
    }
    (0..runs.len()).map(|report| sets.first(report)).collect()
}

/// Writes the families down.
pub(crate) fn describe(reports: &[LinkReport<'_>], first: &[usize]) -> Vec<Family> {
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); reports.len()];
    for (report, &first) in first.iter().enumerate() {
        members[first].push(report);
    }
    let mut families: Vec<Family> = members
        .into_iter()
        .filter(|members| !members.is_empty())
        .map(|members| Family {
            id: FamilyId::from_parts([reports[members[0]].id.as_str()]),
            reports: members.iter().map(|&report| reports[report].id.clone()).collect(),
        })
        .collect();
    families.sort_by(|a, b| a.id.cmp(&b.id));
    families
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
    use super::{families, runs};
    use crate::words::read;

    const WIRE: &str = "Two shells struck the grain store at Orlu shortly after dawn on Sunday, the district \
        council said. Nobody was hurt, but the roof fell in and half of the winter stock was lost to the fire.";

    #[test]
    fn a_copy_with_another_ending_is_family_and_a_new_text_is_not() {
        let copy = format!("ORLU (Vale Wire) - {WIRE} Read more on our pages about the Vale.");
        let other = "The district council met at Orlu on Sunday to discuss the loss of the grain store, its \
            roof and what to do about winter stock before the first snow.";
        let texts = [WIRE, other, &copy];
        let runs: Vec<Vec<u64>> = texts.iter().map(|text| runs(&read(text))).collect();
        assert_eq!(families(&runs, &[None; 3]), [0, 1, 0]);
        assert_eq!(
            families(&runs, &[Some(0), Some(1), Some(1000)]),
            [0, 1, 2],
            "nobody copies the news of years ago"
        );
    }
}
