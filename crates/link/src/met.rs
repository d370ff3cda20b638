//! The reports of earlier steps, by the words and runs under which later ones meet them: what a register
//! keeps of them as well, but nearer at hand.

use crate::keys::{Key, KeyKind, Shared, WINDOW, within_window};
use cairn_model::{Day, ReportId};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// A report that has a key: the day it was written, its number, and the weight of the key there.
type Having = (i32, u32, u32);

/// So many new reports are looked up with one table of sums.
const AT_ONCE: usize = 256;

/// Reports of earlier steps within reach, by their keys.
#[derive(Default)]
pub(crate) struct Met {
    /// The reports so far with the days they were written, in the order of these.
    reports: Vec<(i32, ReportId)>,
    /// The number of the first report that is not forgotten.
    first: usize,
    /// By key, the reports that have it, the latest last.
    having: FxHashMap<(KeyKind, u64), Vec<Having>>,
}

impl Met {
    /// Takes the dated reports of a step, which are not older than those of earlier ones.
    pub(crate) fn take(&mut self, keys: &[(ReportId, Vec<Key>)], written: &BTreeMap<&ReportId, Option<Day>>) {
        for (report, keys) in keys {
            let Some(day) = written.get(report).copied().flatten() else { continue };
            let number = self.reports.len() as u32;
            self.reports.push((day.ordinal(), report.clone()));
            for key in keys.iter().filter(|key| key.kind != KeyKind::DayAndPlace) {
                let having = self.having.entry((key.kind, key.hash)).or_default();
                having.push((day.ordinal(), number, key.weight));
            }
        }
    }

    /// Forgets the reports that none written on a day or later meets by words or runs.
    pub(crate) fn forget_before(&mut self, day: Day) {
        let first = day.ordinal() - WINDOW;
        self.first = self.reports.partition_point(|(written, _)| *written < first);
        self.having.retain(|_, having| {
            having.drain(..having.partition_point(|(written, ..)| *written < first));
            !having.is_empty()
        });
    }

    /// The reports whose words or runs promise something to any of some that were written on their days.
    pub(crate) fn sharing(&self, new: &[(&[Key], Day)]) -> BTreeSet<ReportId> {
        let promising = |some: &[(&[Key], Day)]| {
            let mut shared = vec![Shared::default(); self.reports.len() - self.first];
            let mut promising = vec![false; shared.len()];
            let mut touched: Vec<usize> = Vec::new();
            for &(keys, day) in some {
                for key in keys {
                    let having = self.having.get(&(key.kind, key.hash)).into_iter().flatten();
                    let near = having.filter(|(other, ..)| within_window(Some(*other), Some(day.ordinal())));
                    for &(_, number, weight) in near {
                        let other = number as usize - self.first;
                        if shared[other] == Shared::default() {
                            touched.push(other);
                        }
                        shared[other].take(key, weight);
                    }
                }
                for other in touched.drain(..) {
                    promising[other] |= std::mem::take(&mut shared[other]).promises();
                }
            }
            (0..promising.len()).filter(|&other| promising[other]).collect::<Vec<usize>>()
        };
        let mut numbers: Vec<usize> = new.par_chunks(AT_ONCE).flat_map_iter(promising).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.into_iter().map(|number| self.reports[self.first + number].1.clone()).collect()
    }
}
