//! What people put together and took apart, freed of contradictions.

use crate::{Bonds, Decision, Docket};
use cairn_model::{Anchor, ClaimId, DecisionId, Verdict};
use std::collections::{BTreeMap, BTreeSet};

/// What linking is bound to, and what gave way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bound {
    /// What holds.
    pub bonds: Bonds,
    /// Per decision that does not hold in every point, those that hold against it.
    pub overruled: BTreeMap<DecisionId, BTreeSet<DecisionId>>,
}

/// Works out which claims are together and which apart; `resolve` finds the claim of an anchor.
///
/// Decisions are taken the latest first, and within one, point by point: what contradicts a point taken
/// before gives way. So a split of a merged incident takes effect where it cuts, and the rest of the merge
/// stays.
pub fn bind(docket: &Docket, resolve: impl Fn(&Anchor) -> Option<ClaimId>) -> Bound {
    let mut table = Table::default();
    for decision in docket.in_force().rev() {
        let claims = |anchors: &[Anchor]| -> Vec<ClaimId> {
            let mut seen = BTreeSet::new();
            anchors.iter().filter_map(&resolve).filter(|claim| seen.insert(claim.clone())).collect()
        };
        match &decision.verdict {
            Verdict::Merge { one, other } => {
                let all = [claims(&one.claims), claims(&other.claims)].concat();
                table.put_together(&all, decision);
            }
            Verdict::Split { incident, out } => {
                let out = claims(out);
                table.put_together(&out, decision);
                for stays in claims(&incident.claims) {
                    for leaves in &out {
                        table.take_apart(leaves, &stays, decision);
                    }
                }
            }
            _ => {}
        }
    }
    table.bound()
}

/// Sets of claims that are together, with what set is apart from what set.
#[derive(Debug, Default)]
struct Table {
    number: BTreeMap<ClaimId, usize>,
    claims: Vec<ClaimId>,
    /// Per claim, a claim nearer to the first of its set.
    towards: Vec<usize>,
    /// Per first claim of a set: the decisions that made it.
    makers: Vec<BTreeSet<DecisionId>>,
    /// Per first claim of a set: the sets that it is apart from, each with the decision that says so.
    apart: Vec<BTreeMap<usize, DecisionId>>,
    overruled: BTreeMap<DecisionId, BTreeSet<DecisionId>>,
}

impl Table {
    fn set_of(&mut self, claim: &ClaimId) -> usize {
        let number = *self.number.entry(claim.clone()).or_insert_with(|| {
            self.claims.push(claim.clone());
            self.towards.push(self.claims.len() - 1);
            self.makers.push(BTreeSet::new());
            self.apart.push(BTreeMap::new());
            self.claims.len() - 1
        });
        self.first(number)
    }

    fn first(&self, mut number: usize) -> usize {
        while self.towards[number] != number {
            number = self.towards[number];
        }
        number
    }

    /// Joins each claim to the first one before it that it may be with.
    fn put_together(&mut self, claims: &[ClaimId], by: &Decision) {
        for (at, claim) in claims.iter().enumerate().skip(1) {
            let own = self.set_of(claim);
            let mut against = BTreeSet::new();
            let mut joined = false;
            for before in &claims[..at] {
                let other = self.set_of(before);
                match self.apart[own].get(&other) {
                    Some(decision) => {
                        against.insert(decision.clone());
                    }
                    None => {
                        self.join(own, other, by);
                        joined = true;
                        break;
                    }
                }
            }
            if !against.is_empty() || !joined {
                self.overruled.entry(by.id.clone()).or_default().extend(against);
            }
        }
    }

    fn join(&mut self, a: usize, b: usize, by: &Decision) {
        let (kept, gone) = (a.min(b), a.max(b));
        self.makers[kept].insert(by.id.clone());
        if kept == gone {
            return;
        }
        self.towards[gone] = kept;
        let makers = std::mem::take(&mut self.makers[gone]);
        self.makers[kept].extend(makers);
        for (other, decision) in std::mem::take(&mut self.apart[gone]) {
            self.apart[other].remove(&gone);
            self.apart[other].entry(kept).or_insert_with(|| decision.clone());
            self.apart[kept].entry(other).or_insert(decision);
        }
    }

    fn take_apart(&mut self, a: &ClaimId, b: &ClaimId, by: &Decision) {
        let (one, other) = (self.set_of(a), self.set_of(b));
        if one == other {
            let makers = self.makers[one].iter().filter(|maker| **maker != by.id).cloned();
            self.overruled.entry(by.id.clone()).or_default().extend(makers);
            return;
        }
        self.apart[one].entry(other).or_insert_with(|| by.id.clone());
        self.apart[other].entry(one).or_insert_with(|| by.id.clone());
    }

    fn bound(self) -> Bound {
        let mut sets: BTreeMap<usize, Vec<ClaimId>> = BTreeMap::new();
        for (claim, &number) in &self.number {
            sets.entry(self.first(number)).or_default().push(claim.clone());
        }
        let least = |set: usize| sets[&set][0].clone();
        let mut apart: Vec<(ClaimId, ClaimId)> = Vec::new();
        for (one, others) in self.apart.iter().enumerate() {
            for &other in others.keys().filter(|other| one < **other) {
                let (a, b) = (least(one), least(other));
                apart.push(if a < b { (a, b) } else { (b, a) });
            }
        }
        apart.sort_unstable();
        let mut together: Vec<Vec<ClaimId>> = sets.into_values().filter(|set| set.len() > 1).collect();
        together.sort_unstable();
        Bound { bonds: Bonds { together, apart }, overruled: self.overruled }
    }
}
