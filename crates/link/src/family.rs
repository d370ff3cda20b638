//! Copies: reports that share half of their four-word runs are one family, whoever copied whom.

use crate::block::LinkReport;
use crate::words::Word;
use cairn_model::{Family, FamilyId};
use xxhash_rust::xxh3::xxh3_64;

/// Words in a run.
const RUN: usize = 4;
/// One run of so many is looked up; all are compared once two reports share enough of those.
/// After A. Broder, "On the resemblance and containment of documents" (1997), section 4: a sample
/// by remainder keeps containment measurable between texts of different length.
const SAMPLE: u64 = 8;
/// Two texts are copies from this share of the shorter one's runs on.
const SHARE: f64 = 0.5;
/// Texts with fewer runs are too short to tell a copy from a coincidence.
const SHORTEST: usize = 12;
/// Up to so many reports with one run are compared all with all; more only with the next one.
const CLOSE: usize = 8;

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

/// Puts every report into a family. Gives, per report, the number of its family's first report;
/// `runs` as of [`runs`], both in the sorted order of the reports.
pub(crate) fn families(runs: &[Vec<u64>]) -> Vec<usize> {
    let mut having: Vec<(u64, u32)> = Vec::new();
    for (report, runs) in runs.iter().enumerate().filter(|(_, runs)| runs.len() >= SHORTEST) {
        having.extend(runs.iter().filter(|run| *run % SAMPLE == 0).map(|&run| (run, report as u32)));
    }
    having.sort_unstable();
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for same in having.chunk_by(|a, b| a.0 == b.0) {
        for (i, &(_, a)) in same.iter().enumerate() {
            let reach = if same.len() <= CLOSE { same.len() } else { same.len().min(i + 2) };
            pairs.extend(same[i + 1..reach].iter().map(|&(_, b)| (a, b)));
        }
    }
    pairs.sort_unstable();
    let sampled = |report: usize| runs[report].iter().filter(|run| *run % SAMPLE == 0).count();
    let mut sets = Sets::new(runs.len());
    for same in pairs.chunk_by(|a, b| a == b) {
        let (a, b) = (same[0].0 as usize, same[0].1 as usize);
        // Half of what makes a copy has to show in the sample, or the runs are not worth reading.
        let promising = same.len() as f64 >= SHARE / 2.0 * sampled(a).min(sampled(b)) as f64;
        if promising && sets.first(a) != sets.first(b) && shared(&runs[a], &runs[b]) >= SHARE {
            sets.join(a, b);
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
    use crate::words::Terms;

    const WIRE: &str = "Two shells struck the grain store at Orlu shortly after dawn on Sunday, the district \
        council said. Nobody was hurt, but the roof fell in and half of the winter stock was lost to the fire.";

    #[test]
    fn a_copy_with_another_ending_is_family_and_a_new_text_is_not() {
        let mut terms = Terms::new();
        let copy = format!("ORLU (Vale Wire) - {WIRE} Read more on our pages about the Vale.");
        let other = "The district council met at Orlu on Sunday to discuss the loss of the grain store, its \
            roof and what to do about winter stock before the first snow.";
        let texts = [WIRE, other, &copy];
        let runs: Vec<Vec<u64>> = texts.iter().map(|text| runs(&terms.read(text))).collect();
        assert_eq!(families(&runs), [0, 1, 0]);
    }
}
