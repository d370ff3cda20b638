//! The reports of earlier steps, by the words and runs under which later ones meet them: what a register
//! keeps of them as well, but nearer at hand.

use crate::keys::{Key, KeyKind, Shared, WINDOW, within_window};
use cairn_model::{Day, ReportId};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// A report that has a key: the day it was written, its number, and the weight of the key there.
type Having = (i32, u32, u32);

/// Reports of earlier steps within reach, by their keys.
#[derive(Default)]
pub(crate) struct Met {
    reports: Vec<ReportId>,
    /// By key, the reports that have it, the latest last.
    having: FxHashMap<(KeyKind, u64), Vec<Having>>,
}

impl Met {
    /// Takes the dated reports of a step, which are not older than those of earlier ones.
    pub(crate) fn take(&mut self, keys: &[(ReportId, Vec<Key>)], written: &BTreeMap<&ReportId, Option<Day>>) {
        for (report, keys) in keys {
            let Some(day) = written.get(report).copied().flatten() else { continue };
            let number = self.reports.len() as u32;
            self.reports.push(report.clone());
            for key in keys.iter().filter(|key| key.kind != KeyKind::DayAndPlace) {
                let having = self.having.entry((key.kind, key.hash)).or_default();
                having.push((day.ordinal(), number, key.weight));
            }
        }
    }

    /// Forgets the reports that none written on a day or later meets by words or runs.
    pub(crate) fn forget_before(&mut self, day: Day) {
        let first = day.ordinal() - WINDOW;
        self.having.retain(|_, having| {
            having.drain(..having.partition_point(|(written, ..)| *written < first));
            !having.is_empty()
        });
    }

    /// The reports whose words or runs promise something to a report written on a day.
    pub(crate) fn sharing(&self, keys: &[Key], written: Option<Day>) -> Vec<ReportId> {
        let day = written.map(Day::ordinal);
        let mut shared: FxHashMap<u32, Shared> = FxHashMap::default();
        for key in keys {
            let having = self.having.get(&(key.kind, key.hash)).into_iter().flatten();
            for &(_, number, weight) in having.filter(|(other, ..)| within_window(Some(*other), day)) {
                shared.entry(number).or_default().take(key, weight);
            }
        }
        let mut promising: Vec<u32> =
            shared.into_iter().filter(|(_, shared)| shared.promises()).map(|(number, _)| number).collect();
        promising.sort_unstable();
        promising.into_iter().map(|number| self.reports[number as usize].clone()).collect()
    }
}
