//! Which accounts are compared: those of reports that share rare words or a text, and those of one day
//! and place. Never all with all.
//!
//! Whether two accounts are compared is a matter of these two alone, so that a report which is added
//! later changes no pair of others.

use crate::account::{Account, Accounts};
use crate::block::Sorted;
use crate::keys::{Key, Shared, within_window};
use crate::place::cells;
use cairn_model::ClaimKey;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// Happenings of more days have no block of days.
const LONGEST: i32 = 7;

/// Which pairs of reports are compared.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Asked<'s> {
    /// All of them.
    All,
    /// Those of a report that is new, by its number, and one that is not.
    Across(&'s [bool]),
}

impl Asked<'_> {
    /// Whether two reports are compared.
    pub(crate) fn holds(self, a: usize, b: usize) -> bool {
        match self {
            Self::All => a != b,
            Self::Across(new) => new[a] != new[b],
        }
    }

    /// The side that a report stands on.
    pub(crate) fn side(self, report: usize) -> usize {
        match self {
            Self::All => 0,
            Self::Across(new) => usize::from(new[report]),
        }
    }

    /// The side of the reports that it is compared with.
    pub(crate) fn across(self, report: usize) -> usize {
        match self {
            Self::All => 0,
            Self::Across(new) => usize::from(!new[report]),
        }
    }
}

/// Pairs of accounts to compare, the smaller number first, sorted, each once; none of one report, and only of
/// reports that are `asked` for.
pub(crate) fn candidates(
    accounts: &Accounts<'_>,
    block: &Sorted<'_>,
    family: &[usize],
    asked: Asked<'_>,
) -> Vec<(u32, u32)> {
    let report: Vec<usize> = accounts.list.iter().map(|account| account.happening.report).collect();
    let holds = |a: u32, b: u32| asked.holds(report[a as usize], report[b as usize]);
    let mut pairs = by_words(accounts, block, asked);
    pairs.extend(by_day_and_place(accounts, &holds));
    pairs.extend(by_copy(accounts, family).into_iter().filter(|&(a, b)| holds(a, b)));
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

/// An account's heaviest words with their shares.
type Heaviest = Vec<(u32, u32)>;

/// So many accounts are looked up with one table of sums.
const AT_ONCE: usize = 512;

fn by_words(accounts: &Accounts<'_>, block: &Sorted<'_>, asked: Asked<'_>) -> Vec<(u32, u32)> {
    let main: Vec<u32> = (0..accounts.list.len() as u32)
        .filter(|&number| accounts.list[number as usize].happening.main)
        .collect();
    let report = |number: u32| accounts.list[number as usize].happening.report;
    let written = |number: u32| block.written[report(number)];
    let heaviest: Vec<&Heaviest> =
        main.iter().map(|&number| &accounts.list[number as usize].wording.heaviest).collect();
    // Per side and term, the accounts that have it among their heaviest words, in the order of their days.
    let mut having: [FxHashMap<u32, Vec<(u32, u32)>>; 2] = Default::default();
    for (&number, terms) in main.iter().zip(&heaviest) {
        let having = &mut having[asked.side(report(number))];
        for &(term, share) in terms.iter() {
            having.entry(term).or_default().push((number, share));
        }
    }
    let pairs_of = |(numbers, heaviest): (&[u32], &[&Heaviest])| {
        let mut shared = vec![0u64; accounts.list.len()];
        let mut pairs = Vec::new();
        let mut touched: Vec<u32> = Vec::new();
        for (&number, terms) in numbers.iter().zip(heaviest) {
            let having = &having[asked.across(report(number))];
            for &(term, share) in terms.iter() {
                let Some(having) = having.get(&term) else { continue };
                let earlier = &having[..having.partition_point(|&(other, _)| other < number)];
                let near = earlier.iter().rev();
                for &(other, other_share) in
                    near.take_while(|(other, _)| within_window(written(*other), written(number)))
                {
                    if shared[other as usize] == 0 {
                        touched.push(other);
                    }
                    shared[other as usize] += u64::from(share) * u64::from(other_share);
                }
            }
            for other in touched.drain(..) {
                let words = std::mem::take(&mut shared[other as usize]);
                if (Shared { words, ..Shared::default() }).promises() {
                    pairs.push((other, number));
                }
            }
        }
        pairs
    };
    main.par_chunks(AT_ONCE).zip(heaviest.par_chunks(AT_ONCE)).flat_map_iter(pairs_of).collect()
}

/// The days and cells in which an account is looked up.
pub(crate) fn days_and_cells(account: &Account<'_>) -> Vec<u64> {
    let (Some((start, end)), Some(place)) = (account.happening.time, account.happening.place) else {
        return Vec::new();
    };
    if end.days_since(start) >= LONGEST {
        return Vec::new();
    }
    let of_cell = |cell: String| {
        // The day before, so that days next to each other share a key.
        (start.ordinal() - 1..=end.ordinal()).map(move |day| Key::of_day(day, &cell))
    };
    cells(place).into_iter().flat_map(of_cell).collect()
}

fn by_day_and_place(accounts: &Accounts<'_>, holds: &impl Fn(u32, u32) -> bool) -> Vec<(u32, u32)> {
    let keys_of = |(number, account): (usize, &Account<'_>)| {
        days_and_cells(account).into_iter().map(move |key| (key, number as u32))
    };
    let mut keyed: Vec<(u64, u32)> = accounts.list.par_iter().enumerate().flat_map_iter(keys_of).collect();
    keyed.par_sort_unstable();
    keyed.dedup();
    let mut pairs = Vec::new();
    for same in keyed.chunk_by(|a, b| a.0 == b.0) {
        for (i, &(_, a)) in same.iter().enumerate() {
            pairs.extend(same[i + 1..].iter().map(|&(_, b)| (a, b)).filter(|&(a, b)| holds(a, b)));
        }
    }
    pairs
}

/// Each main account with that of its family's first report, and with the one before it; and whatever
/// copies tell besides with the same of each other copy.
fn by_copy(accounts: &Accounts<'_>, family: &[usize]) -> Vec<(u32, u32)> {
    let mut main: Vec<(usize, u32)> = accounts
        .list
        .iter()
        .enumerate()
        .filter(|(_, account)| account.happening.main)
        .map(|(number, account)| (family[account.happening.report], number as u32))
        .collect();
    main.sort_unstable();
    let mut n_copies = vec![0u32; family.len()];
    family.iter().for_each(|&first| n_copies[first] += 1);
    let mut pairs = Vec::new();
    for copies in main.chunk_by(|a, b| a.0 == b.0) {
        pairs.extend(copies[1..].iter().map(|&(_, copy)| (copies[0].1, copy)));
        pairs.extend(copies.windows(2).map(|two| (two[0].1, two[1].1)));
    }
    let mut aside: Vec<(usize, Vec<&ClaimKey>, u32)> = accounts
        .list
        .iter()
        .enumerate()
        .filter(|(_, account)| !account.happening.main && n_copies[family[account.happening.report]] > 1)
        .map(|(number, account)| {
            let told = account.happening.claims.iter().map(|claim| &claim.key).collect();
            (family[account.happening.report], told, number as u32)
        })
        .collect();
    aside.sort_unstable();
    for same in aside.chunk_by(|a, b| (a.0, &a.1) == (b.0, &b.1)) {
        for (i, &(_, _, a)) in same.iter().enumerate() {
            pairs.extend(same[i + 1..].iter().map(|&(_, _, b)| (a, b)));
        }
    }
    pairs
}
