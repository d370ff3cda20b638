//! Decisions, sorted into those that are in force and those that were withdrawn.

use cairn_model::{ClaimId, Decision, DecisionId, Verdict};
use std::collections::BTreeMap;

/// Decisions as they count: each once, the earliest first by [`Decision::rank`], with what was withdrawn.
#[derive(Debug, Clone, Default)]
pub struct Docket {
    ranked: Vec<Decision>,
    /// Per withdrawn decision, the latest undo in force that withdraws it.
    undone: BTreeMap<DecisionId, DecisionId>,
}

impl Docket {
    /// Sorts decisions. An undo belongs to the same call as what it withdraws.
    pub fn new(decisions: impl IntoIterator<Item = Decision>) -> Self {
        let mut ranked: Vec<Decision> = decisions.into_iter().collect();
        ranked.sort_by(|a, b| a.rank().cmp(&b.rank()));
        ranked.dedup_by(|a, b| a.id == b.id);
        let mut undos: BTreeMap<&DecisionId, Vec<&Decision>> = BTreeMap::new();
        for decision in &ranked {
            if let Verdict::Undo { decision: target } = &decision.verdict {
                undos.entry(target).or_default().push(decision);
            }
        }
        // An undo names an older decision by a digest of its content, so there are no rings; a file made by
        // hand may have one, and `left` ends it.
        fn undone<'d>(
            of: &DecisionId,
            undos: &BTreeMap<&DecisionId, Vec<&'d Decision>>,
            left: usize,
        ) -> Option<&'d Decision> {
            let all = undos.get(of).filter(|_| left > 0)?;
            all.iter().rev().find(|undo| undone(&undo.id, undos, left - 1).is_none()).copied()
        }
        let undone = ranked
            .iter()
            .filter_map(|decision| {
                let undo = undone(&decision.id, &undos, ranked.len())?;
                Some((decision.id.clone(), undo.id.clone()))
            })
            .collect();
        Self { ranked, undone }
    }

    /// Every decision, the earliest first.
    pub fn all(&self) -> &[Decision] {
        &self.ranked
    }

    /// The decisions in force, the earliest first.
    pub fn in_force(&self) -> impl DoubleEndedIterator<Item = &Decision> {
        self.ranked.iter().filter(|decision| !self.undone.contains_key(&decision.id))
    }

    /// The undo that withdraws a decision, where one is in force.
    pub fn undone(&self, decision: &DecisionId) -> Option<&Decision> {
        let undo = self.undone.get(decision)?;
        self.ranked.iter().find(|one| one.id == *undo)
    }

    /// The decisions that added a claim by hand; empty where none did.
    pub fn adding<'d>(&'d self, claim: &'d ClaimId) -> impl Iterator<Item = &'d Decision> {
        self.ranked.iter().filter(
            move |decision| matches!(&decision.verdict, Verdict::Add { claim: added } if added.id == *claim),
        )
    }
}
