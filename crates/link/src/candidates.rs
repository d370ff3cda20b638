//! Which accounts are compared: those that share rare words, those of one day and
//! place, and copies. Never all with all.

use crate::account::Accounts;
use crate::place::cells;
use xxhash_rust::xxh3::xxh3_64;

/// So many of a report's heaviest words are looked up.
const WORDS: usize = 24;
/// So many earlier reports are read per word, the latest first.
const READ: usize = 400;
/// So many candidates are kept per report, those with the most shared weight first.
const KEPT: usize = 40;
/// Within one place and day so many following accounts are compared with each.
const REACH: usize = 40;
/// Happenings of more days have no block of days.
const LONGEST: i32 = 7;

/// Pairs of accounts to compare, the smaller number first, sorted, each once; none of one report.
pub(crate) fn candidates(accounts: &Accounts<'_>, family: &[usize]) -> Vec<(u32, u32)> {
    let mut pairs = by_words(accounts);
    pairs.extend(by_day_and_place(accounts));
    pairs.extend(by_copy(accounts, family));
    pairs.retain(|&(a, b)| {
        accounts.list[a as usize].happening.report != accounts.list[b as usize].happening.report
    });
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn by_words(accounts: &Accounts<'_>) -> Vec<(u32, u32)> {
    // Per term, the accounts that have it among their heaviest words so far: the latest last,
    // because accounts stand in the order of their days.
    let mut having: Vec<Vec<(u32, u32)>> = vec![Vec::new(); accounts.terms.len()];
    let mut shared = vec![0u64; accounts.list.len()];
    let mut pairs = Vec::new();
    for (number, account) in accounts.list.iter().enumerate().filter(|(_, account)| account.happening.main) {
        let number = number as u32;
        let mut touched: Vec<u32> = Vec::new();
        for (term, weight) in account.views.all.heaviest(WORDS) {
            for &(other, other_weight) in having[term as usize].iter().rev().take(READ) {
                if shared[other as usize] == 0 {
                    touched.push(other);
                }
                shared[other as usize] += u64::from(weight) * u64::from(other_weight);
            }
            having[term as usize].push((number, weight));
        }
        touched.sort_unstable_by_key(|&other| (std::cmp::Reverse(shared[other as usize]), other));
        for &other in &touched {
            shared[other as usize] = 0;
        }
        pairs.extend(touched.into_iter().take(KEPT).map(|other| (other, number)));
    }
    pairs
}

fn by_day_and_place(accounts: &Accounts<'_>) -> Vec<(u32, u32)> {
    let mut keyed: Vec<(u64, u32)> = Vec::new();
    for (number, account) in accounts.list.iter().enumerate() {
        let (Some((start, end)), Some(place)) = (account.happening.time, account.happening.place) else {
            continue;
        };
        if end.days_since(start) >= LONGEST {
            continue;
        }
        for cell in cells(place) {
            // The day before, so that days next to each other share a key.
            for day in start.ordinal() - 1..=end.ordinal() {
                keyed.push((xxh3_64(format!("{day} {cell}").as_bytes()), number as u32));
            }
        }
    }
    keyed.sort_unstable();
    keyed.dedup();
    let mut pairs = Vec::new();
    for same in keyed.chunk_by(|a, b| a.0 == b.0) {
        for (i, &(_, a)) in same.iter().enumerate() {
            pairs.extend(same[i + 1..].iter().take(REACH).map(|&(_, b)| (a, b)));
        }
    }
    pairs
}

/// Each main account with that of its family's first report, and with the one before it.
fn by_copy(accounts: &Accounts<'_>, family: &[usize]) -> Vec<(u32, u32)> {
    let mut main: Vec<(usize, u32)> = accounts
        .list
        .iter()
        .enumerate()
        .filter(|(_, account)| account.happening.main)
        .map(|(number, account)| (family[account.happening.report], number as u32))
        .collect();
    main.sort_unstable();
    let mut pairs = Vec::new();
    for copies in main.chunk_by(|a, b| a.0 == b.0) {
        pairs.extend(copies[1..].iter().map(|&(_, copy)| (copies[0].1, copy)));
        pairs.extend(copies.windows(2).map(|two| (two[0].1, two[1].1)));
    }
    pairs
}
