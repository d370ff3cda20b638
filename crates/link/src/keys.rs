//! What a report is found by: the keys under which a register keeps it, so that a new report meets the
//! few old ones that it can have to do with, and no others.

use crate::account::Accounts;
use crate::block::{Block, Sorted};
use crate::candidates::days_and_cells;
use crate::{account, family};
use cairn_model::ReportId;
use xxhash_rust::xxh3::xxh3_64;

/// So many of a report's heaviest words are looked up.
pub(crate) const WORDS: usize = 24;
/// What two reports' heaviest words have to add to the cosine of their texts, in shares of shares. Of
/// 0, 0.01, 0.015, 0.02, 0.03 and 0.05 the best on the work parts of the corpora of grouping: below,
/// texts that share a name or two are compared and sometimes joined; above, rewritten reports miss
/// each other.
const ENOUGH: u64 = (0.015 * crate::words::SHARES * crate::words::SHARES) as u64;
/// Reports that were written more days apart are not looked up by their words and runs. A quarter of a
/// year was too short: a trial or an anniversary tells of its happening after months.
pub const WINDOW: i32 = 366;

/// What a key is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyKind {
    /// One of the heaviest words, with its share of the text.
    Word,
    /// A run of words that is sampled to find copies, with how many the report has.
    Run,
    /// A day with a place.
    DayAndPlace,
}

/// What a report is found by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// What it is made of.
    pub kind: KeyKind,
    /// A hash of it; of a day with a place, the day in its upper half.
    pub hash: u64,
    /// Of a word, its share; of a run, how many runs the report is found by.
    pub weight: u32,
}

impl Key {
    /// The day that it is made of, in days since 1970-01-01.
    pub fn day(&self) -> Option<i32> {
        (self.kind == KeyKind::DayAndPlace).then_some((self.hash >> 32) as i32)
    }

    /// The hash of a day with a place.
    pub(crate) fn of_day(day: i32, place: &str) -> u64 {
        u64::from(day as u32) << 32 | u64::from(xxh3_64(place.as_bytes()) as u32)
    }
}

/// What a report shares with another one, added up over the keys that both have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shared {
    /// The products of the shares of words.
    pub words: u64,
    /// How many runs.
    pub runs: u32,
    /// The smaller number of runs that one of them is found by.
    pub fewest_runs: u32,
    /// How many days with a place.
    pub days_and_places: u32,
}

impl Shared {
    /// Takes a key that both have, as each has it.
    pub fn take(&mut self, own: &Key, other_weight: u32) {
        match own.kind {
            KeyKind::Word => self.words += u64::from(own.weight) * u64::from(other_weight),
            KeyKind::Run => {
                self.runs += 1;
                self.fewest_runs = own.weight.min(other_weight);
            }
            KeyKind::DayAndPlace => self.days_and_places += 1,
        }
    }

    /// Whether it is worth comparing the two reports.
    pub fn promises(&self) -> bool {
        self.words >= ENOUGH || self.copies() || self.days_and_places > 0
    }

    /// Whether one report may copy the other: half of what makes a copy shows in the sample. One run
    /// alone is a turn of phrase, unless there are hardly more to share.
    pub(crate) fn copies(&self) -> bool {
        let fewest = if self.fewest_runs > 2 { 2 } else { 1 };
        self.runs >= fewest && f64::from(self.runs) >= family::SHARE / 2.0 * f64::from(self.fewest_runs)
    }
}

/// Whether two reports were written near enough to each other to meet by words or runs; by the numbers
/// of their days ([`cairn_model::Day::ordinal`]).
pub fn within_window(a: Option<i32>, b: Option<i32>) -> bool {
    a.zip(b).is_none_or(|(a, b)| (a - b).abs() <= WINDOW)
}

/// What each report of a block is found by, sorted.
pub fn keys(block: &Block<'_>) -> Vec<(ReportId, Vec<Key>)> {
    let sorted = Sorted::new(block);
    keys_of(&account::accounts(&sorted), &sorted)
}

pub(crate) fn keys_of(accounts: &Accounts<'_>, block: &Sorted<'_>) -> Vec<(ReportId, Vec<Key>)> {
    let mut all: Vec<(ReportId, Vec<Key>)> = Vec::with_capacity(block.reports.len());
    let mut of_report: Vec<Vec<Key>> = vec![Vec::new(); block.reports.len()];
    for account in &accounts.list {
        let keys = &mut of_report[account.happening.report];
        let days = days_and_cells(account).into_iter();
        keys.extend(days.map(|hash| Key { kind: KeyKind::DayAndPlace, hash, weight: 0 }));
        if account.happening.main {
            let words = account.wording.heaviest.iter();
            keys.extend(words.map(|&(term, weight)| Key {
                kind: KeyKind::Word,
                hash: u64::from(term),
                weight,
            }));
        }
    }
    for ((report, mut keys), runs) in block.reports.iter().zip(of_report).zip(accounts.runs()) {
        let sampled = family::sampled(runs);
        let weight = sampled.clone().count() as u32;
        keys.extend(sampled.map(|hash| Key { kind: KeyKind::Run, hash, weight }));
        keys.sort_unstable();
        keys.dedup();
        all.push((report.id.clone(), keys));
    }
    all
}
