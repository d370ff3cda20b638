//! Which accounts are compared: those of reports that share rare words or a text, and those of one day
//! and place. Never all with all.
//!
//! Whether two accounts are compared is a matter of these two alone, so that a report which is added
//! later changes no pair of others.

use crate::account::{Account, Accounts};
use crate::block::Sorted;
use crate::keys::{Shared, WORDS, within_window};
use crate::place::cells;
use cairn_model::ClaimKey;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

/// Happenings of more days have no block of days.
const LONGEST: i32 = 7;

/// Pairs of accounts to compare, the smaller number first, sorted, each once; none of one report, and only of
/// reports that are `asked` for.
pub(crate) fn candidates(
    accounts: &Accounts<'_>,
    block: &Sorted<'_>,
    family: &[usize],
    asked: impl Fn(usize, usize) -> bool,
) -> Vec<(u32, u32)> {
    let report: Vec<usize> = accounts.list.iter().map(|account| account.happening.report).collect();
    let asked = |a: u32, b: u32| {
        let (a, b) = (report[a as usize], report[b as usize]);
        a != b && asked(a, b)
    };
    let mut pairs = by_words(accounts, block, &asked);
    pairs.extend(by_day_and_place(accounts, &asked));
    pairs.extend(by_copy(accounts, family).into_iter().filter(|&(a, b)| asked(a, b)));
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn by_words(
    accounts: &Accounts<'_>,
    block: &Sorted<'_>,
    asked: &impl Fn(u32, u32) -> bool,
) -> Vec<(u32, u32)> {
    // Per term, the accounts that have it among their heaviest words so far: the latest last,
    // because accounts stand in the order of their days.
    let mut having: FxHashMap<u32, Vec<(u32, u32)>> = FxHashMap::default();
    let mut shared = vec![0u64; accounts.list.len()];
    let mut pairs = Vec::new();
    let written = |account: u32| block.written[accounts.list[account as usize].happening.report];
    for (number, account) in accounts.list.iter().enumerate().filter(|(_, account)| account.happening.main) {
        let number = number as u32;
        let mut touched: Vec<u32> = Vec::new();
        for (term, share) in account.views.all.heaviest(WORDS) {
            let having = having.entry(term).or_default();
            let near =
                having.iter().rev().take_while(|(other, _)| within_window(written(*other), written(number)));
            for &(other, other_share) in near.filter(|(other, _)| asked(*other, number)) {
                if shared[other as usize] == 0 {
                    touched.push(other);
                }
                shared[other as usize] += u64::from(share) * u64::from(other_share);
            }
            having.push((number, share));
        }
        for other in touched {
            let words = std::mem::take(&mut shared[other as usize]);
            if (Shared { words, ..Shared::default() }).promises() {
                pairs.push((other, number));
            }
        }
    }
    pairs
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
        (start.ordinal() - 1..=end.ordinal()).map(move |day| xxh3_64(format!("{day} {cell}").as_bytes()))
    };
    cells(place).into_iter().flat_map(of_cell).collect()
}

fn by_day_and_place(accounts: &Accounts<'_>, asked: &impl Fn(u32, u32) -> bool) -> Vec<(u32, u32)> {
    let mut keyed: Vec<(u64, u32)> = Vec::new();
    for (number, account) in accounts.list.iter().enumerate() {
        keyed.extend(days_and_cells(account).into_iter().map(|key| (key, number as u32)));
    }
    keyed.sort_unstable();
    keyed.dedup();
    let mut pairs = Vec::new();
    for same in keyed.chunk_by(|a, b| a.0 == b.0) {
        for (i, &(_, a)) in same.iter().enumerate() {
            pairs.extend(same[i + 1..].iter().map(|&(_, b)| (a, b)).filter(|&(a, b)| asked(a, b)));
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
