//! What people put together and took apart, as grouping keeps to it.

use crate::block::{LinkReport, Sorted};
use crate::happening::{Happening, days};
use crate::parting::part_report;
use crate::place::fineness;
use cairn_model::{Bonds, Claim, ClaimId, PlaceValue};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Sets of claims that are together, by number, each with the sets that it is apart from.
///
/// Claims that one report tells of one happening are together as well, as long as nobody took them apart.
#[derive(Debug, Default)]
pub(crate) struct Bonding<'b> {
    set: FxHashMap<&'b ClaimId, u32>,
    /// Per set, one with a lower number that it is together with, or itself.
    towards: Vec<u32>,
    apart: Vec<BTreeSet<u32>>,
}

impl<'b> Bonding<'b> {
    pub(crate) fn new(bonds: &'b Bonds) -> Self {
        let mut bonding = Self::default();
        for set in &bonds.together {
            let number = bonding.add();
            bonding.set.extend(set.iter().map(|claim| (claim, number)));
        }
        for (a, b) in &bonds.apart {
            let [a, b] = [a, b].map(|claim| match bonding.set.get(claim) {
                Some(&number) => number,
                None => {
                    let number = bonding.add();
                    bonding.set.insert(claim, number);
                    number
                }
            });
            bonding.apart[a as usize].insert(b);
            bonding.apart[b as usize].insert(a);
        }
        bonding
    }

    /// What holds of the claims of a block.
    pub(crate) fn of(block: &Sorted<'b>) -> Self {
        let mut bonding = Self::new(block.bonds);
        if !block.bonds.is_empty() {
            (0..block.reports.len()).for_each(|report| bonding.join_within(report, block));
        }
        bonding
    }

    fn add(&mut self) -> u32 {
        let number = self.towards.len() as u32;
        self.towards.push(number);
        self.apart.push(BTreeSet::new());
        number
    }

    /// The set with the lowest number that a set is together with.
    pub(crate) fn first(&self, mut set: u32) -> u32 {
        while self.towards[set as usize] != set {
            set = self.towards[set as usize];
        }
        set
    }

    fn join(&mut self, a: u32, b: u32) -> u32 {
        let (kept, gone) = (a.min(b), a.max(b));
        if kept != gone {
            self.towards[gone as usize] = kept;
            for other in std::mem::take(&mut self.apart[gone as usize]) {
                self.apart[other as usize].remove(&gone);
                self.apart[other as usize].insert(kept);
                self.apart[kept as usize].insert(other);
            }
        }
        kept
    }

    /// The set that a claim belongs to; none for a claim about which nobody decided anything.
    pub(crate) fn set_of(&self, claim: &ClaimId) -> Option<u32> {
        self.set.get(claim).map(|&set| self.first(set))
    }

    /// What holds by now of the claims that these `bonds` began with.
    pub(crate) fn bonds(&self, bonds: &Bonds) -> Bonds {
        let pairs = bonds.apart.iter().flat_map(|(a, b)| [a, b]);
        let claims: BTreeSet<&ClaimId> = bonds.together.iter().flatten().chain(pairs).collect();
        let mut sets: BTreeMap<u32, Vec<ClaimId>> = BTreeMap::new();
        for claim in claims {
            if let Some(set) = self.set_of(claim) {
                sets.entry(set).or_default().push(claim.clone());
            }
        }
        let mut apart: Vec<(ClaimId, ClaimId)> = Vec::new();
        for (&one, claims) in &sets {
            for others in self.apart_from(one).range(one..).filter_map(|other| sets.get(other)) {
                let (a, b) = (claims[0].clone(), others[0].clone());
                apart.push(if a < b { (a, b) } else { (b, a) });
            }
        }
        apart.sort_unstable();
        let mut together: Vec<Vec<ClaimId>> = sets.into_values().filter(|set| set.len() > 1).collect();
        together.sort_unstable();
        Bonds { together, apart }
    }

    /// Joins the sets of the claims that each account of a report has, as far as they are not apart.
    pub(crate) fn join_within(&mut self, report: usize, block: &Sorted<'_>) {
        let claims = &block.claims[report];
        if claims.iter().all(|claim| self.set_of(&claim.id).is_none()) {
            return;
        }
        let LinkReport { dated, text, .. } = block.reports[report];
        for happening in part_report(report, dated, text, claims) {
            let mut sets: Vec<u32> = Vec::new();
            for set in happening
                .claims
                .iter()
                .filter_map(|claim| self.set.get(&claim.id).copied())
                .collect::<Vec<_>>()
            {
                let set = self.first(set);
                match sets.iter().position(|&other| !self.are_apart(self.first(other), set)) {
                    Some(at) => sets[at] = self.join(self.first(sets[at]), set),
                    None => sets.push(set),
                }
            }
        }
    }

    /// The set that an account's claims belong to; none for an account about which nobody decided anything.
    pub(crate) fn set_of_account(&self, happening: &Happening<'_>) -> Option<u32> {
        let set = happening.claims.iter().find_map(|claim| self.set.get(&claim.id))?;
        Some(self.first(*set))
    }

    /// Whether two sets are apart.
    pub(crate) fn are_apart(&self, a: u32, b: u32) -> bool {
        self.apart[a as usize].contains(&b)
    }

    /// The sets that a set is apart from.
    pub(crate) fn apart_from(&self, set: u32) -> &BTreeSet<u32> {
        &self.apart[set as usize]
    }

    /// Parts the accounts of one report where people took their claims apart.
    pub(crate) fn part<'a>(&self, happenings: Vec<Happening<'a>>) -> Vec<Happening<'a>> {
        if self.set.is_empty() {
            return happenings;
        }
        // The main account stays the first.
        let (mut parted, mut more) = (Vec::with_capacity(happenings.len()), Vec::new());
        for happening in happenings {
            let mut pieces = self.pieces(&happening).into_iter();
            parted.extend(pieces.next());
            more.extend(pieces);
        }
        parted.append(&mut more);
        parted
    }

    /// The pieces of an account, the one that keeps its place first.
    fn pieces<'a>(&self, happening: &Happening<'a>) -> Vec<Happening<'a>> {
        // Each set with the number of its claims. Those that may be together are one set by now.
        let mut sets: Vec<(u32, u32)> = Vec::new();
        let mut piece_of: Vec<Option<usize>> = Vec::with_capacity(happening.claims.len());
        for claim in &happening.claims {
            piece_of.push(self.set_of(&claim.id).map(|set| {
                let at = sets.iter().position(|(one, _)| *one == set).unwrap_or_else(|| {
                    sets.push((set, 0));
                    sets.len() - 1
                });
                sets[at].1 += 1;
                at
            }));
        }
        if sets.len() < 2 {
            return vec![happening.clone()];
        }
        // What nobody decided about stays with most of the others.
        let chief = (0..sets.len()).max_by_key(|&at| (sets[at].1, Reverse(at))).unwrap_or(0);
        let mut order: Vec<usize> = (0..sets.len()).collect();
        order.sort_by_key(|&at| at != chief);
        order
            .into_iter()
            .map(|at| piece(happening, |claim| piece_of[claim].unwrap_or(chief) == at, at == chief))
            .collect()
    }
}

/// A piece of an account with some of its claims, by their numbers.
fn piece<'a>(whole: &Happening<'a>, has: impl Fn(usize) -> bool, is_chief: bool) -> Happening<'a> {
    let own = |range: std::ops::Range<usize>| -> Vec<&'a Claim> {
        range.filter(|&at| has(at)).map(|at| whole.claims[at]).collect()
    };
    let mut claims = own(0..whole.n_founding);
    let n_founding = claims.len();
    claims.extend(own(whole.n_founding..whole.claims.len()));
    // A person said that it is an incident, whatever its claims are.
    let n_founding = if n_founding == 0 { claims.len() } else { n_founding };
    let time =
        claims.iter().filter_map(|claim| days(claim)).min_by_key(|(start, end)| end.days_since(*start));
    let places = claims.iter().filter_map(|claim| claim.place.as_ref());
    let place: Option<&'a PlaceValue> = places.min_by_key(|place| fineness(place));
    Happening {
        report: whole.report,
        main: whole.main && is_chief,
        kind: crate::happening::commonest_type(claims.iter().map(|claim| claim.event_type)),
        time: time.or(whole.time),
        place: place.or(if is_chief { whole.place } else { None }),
        claims,
        n_founding,
    }
}
