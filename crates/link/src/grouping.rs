//! Which accounts are of one happening.

use crate::account::{Account, Accounts};
use crate::candidates::{Asked, candidates};
use crate::evidence::{Evidence, Scene};
use crate::group::{Edge, Fixed, average_link};
use crate::weights::{ABSENT, JOIN, SUGGEST};
use cairn_model::{Claim, Link, LinkVerdict};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// So many accounts are held against all others at a time, so that those which one of them meets are still in the
/// processor's memory when the next one does.
const TILE: u32 = 1024;

/// A compared pair of accounts.
#[derive(Debug)]
pub(crate) struct Pair {
    pub(crate) a: u32,
    pub(crate) b: u32,
    /// Whether both reports are chiefly about it.
    pub(crate) main: bool,
    /// [`Evidence::excluded`].
    pub(crate) excluded: bool,
    pub(crate) score: i32,
}

/// Compares every candidate pair; sorted.
pub(crate) fn compare(scene: &Scene<'_, '_>, accounts: &Accounts<'_>) -> Vec<Pair> {
    compare_of(scene, accounts, Asked::All)
}

/// Compares the candidate pairs of the reports that are `asked` for; sorted.
pub(crate) fn compare_of(scene: &Scene<'_, '_>, accounts: &Accounts<'_>, asked: Asked<'_>) -> Vec<Pair> {
    let mut candidates = candidates(accounts, scene.block, scene.family, asked);
    candidates.par_sort_unstable_by_key(|&(a, b)| (a / TILE, b, a));
    let mut pairs: Vec<Pair> = candidates
        .into_par_iter()
        .map_init(Evidence::default, |evidence, (a, b)| {
            scene.compare(&accounts.list[a as usize], &accounts.list[b as usize], evidence);
            Pair { a, b, main: evidence.main, excluded: evidence.excluded(), score: evidence.score() }
        })
        .collect();
    pairs.par_sort_unstable_by_key(|pair| (pair.a, pair.b));
    pairs
}

/// Gives, per account, the first account of its happening.
///
/// What reports are chiefly about decides; what a report mentions in passing joins the happening
/// it fits best, or stands apart with others of its kind, and joins no two happenings. What people decided
/// goes before all that.
pub(crate) fn group(accounts: &Accounts<'_>, pairs: &[Pair]) -> Vec<u32> {
    let is_main = |account: u32| accounts.list[account as usize].happening.main;
    let edge = |pair: &Pair| Edge { a: pair.a, b: pair.b, score: pair.score };
    let main: Vec<Edge> = pairs.iter().filter(|pair| pair.main).map(edge).collect();
    let n_accounts = accounts.list.len();
    let fixed = fixed(accounts);
    let mut label = average_link(n_accounts, &main, ABSENT, JOIN, fixed.clone());
    // Per account in passing, the main accounts that it fits, the best first.
    let mut fitting: Vec<Vec<(i32, std::cmp::Reverse<u32>)>> = vec![Vec::new(); n_accounts];
    for pair in pairs.iter().filter(|pair| pair.score > JOIN && !pair.excluded) {
        let (aside, main) = match (is_main(pair.a), is_main(pair.b)) {
            (false, true) => (pair.a, pair.b),
            (true, false) => (pair.b, pair.a),
            _ => continue,
        };
        fitting[aside as usize].push((pair.score, std::cmp::Reverse(main)));
    }
    let sets: Vec<Option<u32>> =
        accounts.list.iter().map(|account| accounts.bonding.set_of_account(&account.happening)).collect();
    let joined = join_asides(accounts, &sets, &mut label, fitting);
    let free = |account: u32| !is_main(account) && !joined[account as usize];
    let aside: Vec<Edge> =
        pairs.iter().filter(|pair| free(pair.a) && free(pair.b) && !pair.excluded).map(edge).collect();
    let apart = average_link(n_accounts, &aside, ABSENT, JOIN, fixed);
    for account in (0..n_accounts as u32).filter(|&account| free(account)) {
        label[account as usize] = apart[account as usize];
    }
    label
}

/// Puts each account in passing to the happening that it fits best, and tells which were put to one or stand
/// in one already, because a person put them there. What people put together goes as one, and never to what
/// they took it apart from.
fn join_asides(
    accounts: &Accounts<'_>,
    sets: &[Option<u32>],
    label: &mut [u32],
    mut fitting: Vec<Vec<(i32, std::cmp::Reverse<u32>)>>,
) -> Vec<bool> {
    let n_accounts = sets.len();
    let mut joined = vec![false; n_accounts];
    let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (account, set) in sets.iter().enumerate() {
        if let Some(set) = set {
            members.entry(*set).or_default().push(account as u32);
        }
    }
    // The sets that each happening has.
    let mut within: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    let mut loose: Vec<Vec<u32>> = Vec::new();
    for (&set, accounts_of) in &members {
        if accounts_of.iter().any(|&account| accounts.list[account as usize].happening.main) {
            within.entry(label[accounts_of[0] as usize]).or_default().push(set);
            accounts_of.iter().for_each(|&account| joined[account as usize] = true);
        } else {
            loose.push(accounts_of.clone());
        }
    }
    // Their numbers are a matter of the block; the order of the accounts is not.
    loose.sort_unstable();
    let unbound = (0..n_accounts as u32).filter(|&account| sets[account as usize].is_none());
    loose.extend(
        unbound.filter(|&account| !accounts.list[account as usize].happening.main).map(|one| vec![one]),
    );
    for together in loose {
        let set = sets[together[0] as usize];
        let mut mains: Vec<(i32, std::cmp::Reverse<u32>)> =
            together.iter().flat_map(|&account| std::mem::take(&mut fitting[account as usize])).collect();
        mains.sort_unstable();
        let allowed = |happening: u32| {
            let there = within.get(&happening).into_iter().flatten();
            set.is_none_or(|set| there.clone().all(|other| !accounts.bonding.are_apart(set, *other)))
        };
        let best =
            mains.iter().rev().map(|(_, main)| label[main.0 as usize]).find(|&happening| allowed(happening));
        if let Some(happening) = best {
            within.entry(happening).or_default().extend(set);
            for account in together {
                label[account as usize] = happening;
                joined[account as usize] = true;
            }
        }
    }
    joined
}

/// What people decided, as grouping takes it.
fn fixed(accounts: &Accounts<'_>) -> Fixed {
    let mut fixed = Fixed::default();
    let mut first: BTreeMap<u32, u32> = BTreeMap::new();
    for (account, one) in accounts.list.iter().enumerate() {
        if let Some(set) = accounts.bonding.set_of_account(&one.happening) {
            let first = *first.entry(set).or_insert(account as u32);
            fixed.first.insert(account as u32, first);
        }
    }
    for (set, &node) in &first {
        let apart = accounts.bonding.apart_from(*set).iter().filter_map(|other| first.get(other)).copied();
        let apart: BTreeSet<u32> = apart.collect();
        if !apart.is_empty() {
            fixed.apart.insert(node, apart);
        }
    }
    fixed
}

/// The claim that stands for an account: its first.
fn standing<'a>(account: &Account<'a>) -> Option<&'a Claim> {
    account.happening.claims.first().copied()
}

/// Writes down why accounts were put together, and which others a person might put together.
pub(crate) fn links(
    scene: &Scene<'_, '_>,
    accounts: &Accounts<'_>,
    pairs: &[Pair],
    label: &[u32],
) -> Vec<Link> {
    let mut links: Vec<Link> = pairs
        .par_iter()
        .filter(|pair| pair.score > SUGGEST)
        .map_init(Evidence::default, |evidence, pair| {
            let same = label[pair.a as usize] == label[pair.b as usize];
            let (a, b) = (&accounts.list[pair.a as usize], &accounts.list[pair.b as usize]);
            let (one, other) = (standing(a)?, standing(b)?);
            scene.compare(a, b, evidence);
            Some(Link {
                a: one.id.clone().min(other.id.clone()),
                b: one.id.clone().max(other.id.clone()),
                verdict: if same { LinkVerdict::Same } else { LinkVerdict::Suggested },
                score: pair.score,
                reasons: scene.reasons(evidence, a, b),
            })
        })
        .flatten()
        .collect();
    links.sort_by(|a, b| (&a.a, &a.b).cmp(&(&b.a, &b.b)));
    links
}
