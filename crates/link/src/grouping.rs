//! Which accounts are of one happening.

use crate::account::{Account, Accounts};
use crate::candidates::candidates;
use crate::evidence::{Evidence, Scene};
use crate::group::{Edge, average_link};
use crate::weights::{ABSENT, JOIN, SUGGEST};
use cairn_model::{Claim, Link, LinkVerdict};
use rayon::prelude::*;

/// A compared pair of accounts.
#[derive(Debug)]
pub(crate) struct Pair {
    pub(crate) a: u32,
    pub(crate) b: u32,
    pub(crate) evidence: Evidence,
    pub(crate) score: i32,
}

/// Compares every candidate pair; sorted.
pub(crate) fn compare(scene: &Scene<'_, '_>, accounts: &Accounts<'_>) -> Vec<Pair> {
    compare_of(scene, accounts, |_, _| true)
}

/// Compares the candidate pairs of the reports that are `asked` for; sorted.
pub(crate) fn compare_of(
    scene: &Scene<'_, '_>,
    accounts: &Accounts<'_>,
    asked: impl Fn(usize, usize) -> bool + Sync,
) -> Vec<Pair> {
    let report = |account: u32| accounts.list[account as usize].happening.report;
    candidates(accounts, scene.block, scene.family)
        .into_par_iter()
        .filter(|&(a, b)| asked(report(a), report(b)))
        .map(|(a, b)| {
            let evidence = scene.compare(&accounts.list[a as usize], &accounts.list[b as usize]);
            let score = evidence.score();
            Pair { a, b, evidence, score }
        })
        .collect()
}

/// Gives, per account, the first account of its happening.
///
/// What reports are chiefly about decides; what a report mentions in passing joins the happening
/// it fits best, or stands apart with others of its kind, and joins no two happenings.
pub(crate) fn group(accounts: &Accounts<'_>, pairs: &[Pair]) -> Vec<u32> {
    let is_main = |account: u32| accounts.list[account as usize].happening.main;
    let edge = |pair: &Pair| Edge { a: pair.a, b: pair.b, score: pair.score };
    let main: Vec<Edge> = pairs.iter().filter(|pair| pair.evidence.main).map(edge).collect();
    let mut label = average_link(accounts.list.len(), &main, ABSENT, JOIN);
    // Per account in passing, its best main account.
    let mut best: Vec<Option<(i32, std::cmp::Reverse<u32>)>> = vec![None; accounts.list.len()];
    for pair in pairs.iter().filter(|pair| pair.score > JOIN && !pair.evidence.excluded()) {
        let (aside, main) = match (is_main(pair.a), is_main(pair.b)) {
            (false, true) => (pair.a, pair.b),
            (true, false) => (pair.b, pair.a),
            _ => continue,
        };
        let best = &mut best[aside as usize];
        *best = (*best).max(Some((pair.score, std::cmp::Reverse(main))));
    }
    let free = |account: u32| !is_main(account) && best[account as usize].is_none();
    let aside: Vec<Edge> = pairs
        .iter()
        .filter(|pair| free(pair.a) && free(pair.b) && !pair.evidence.excluded())
        .map(edge)
        .collect();
    let apart = average_link(accounts.list.len(), &aside, ABSENT, JOIN);
    for account in 0..accounts.list.len() {
        match best[account] {
            Some((_, std::cmp::Reverse(main))) => label[account] = label[main as usize],
            None if free(account as u32) => label[account] = apart[account],
            None => {}
        }
    }
    label
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
        .filter_map(|pair| {
            let same = label[pair.a as usize] == label[pair.b as usize];
            let (a, b) = (&accounts.list[pair.a as usize], &accounts.list[pair.b as usize]);
            let (one, other) = (standing(a)?, standing(b)?);
            Some(Link {
                a: one.id.clone().min(other.id.clone()),
                b: one.id.clone().max(other.id.clone()),
                verdict: if same { LinkVerdict::Same } else { LinkVerdict::Suggested },
                score: pair.score,
                reasons: scene.reasons(&pair.evidence, a, b),
            })
        })
        .collect();
    links.sort_by(|a, b| (&a.a, &a.b).cmp(&(&b.a, &b.b)));
    links
}
