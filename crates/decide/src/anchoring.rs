//! Which claim of today a decision is about.

use cairn_model::{Anchor, Claim, ClaimId};

/// What an anchor holds on to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Found<'c> {
    /// This claim.
    One(&'c Claim),
    /// Several answer to it equally well, so that none is taken for it.
    Several,
    /// None answers to it.
    None,
}

impl<'c> Found<'c> {
    /// The claim, where there is exactly one.
    pub fn one(self) -> Option<&'c Claim> {
        match self {
            Self::One(claim) => Some(claim),
            Self::Several | Self::None => None,
        }
    }
}

/// Finds the claim that an anchor means among the claims of its report as they were read.
///
/// The first of these that any claim meets decides: the same claim; the same said in the same words; the
/// same words read as the same kind of thing; the same said in the same sentence; the words of the same
/// figure, however they are read now. A decision never moves to other words.
pub fn find<'c>(anchor: &Anchor, claims: &'c [Claim]) -> Found<'c> {
    let of_report = || claims.iter().filter(|claim| claim.report == anchor.report);
    let words = |claim: &Claim| match anchor.figure {
        Some(figure) => claim.evidence.figure == Some(figure),
        None => {
            claim.evidence.figure.is_none()
                && anchor.trigger.is_some()
                && claim.evidence.trigger == anchor.trigger
        }
    };
    let sentence = |claim: &Claim| claim.evidence.sentence.overlaps(&anchor.sentence);
    let alike = |claim: &Claim| {
        (claim.kind, claim.object, claim.event_type) == (anchor.kind, anchor.object, anchor.event_type)
    };
    let sure: [&dyn Fn(&Claim) -> bool; 2] = [&|claim| claim.id == anchor.claim, &|claim| {
        claim.key == anchor.key && words(claim) && sentence(claim)
    }];
    for meets in sure {
        // Twins say the same in the same words: the first stands for them.
        let first: Option<&ClaimId> = of_report().filter(|claim| meets(claim)).map(|claim| &claim.id).min();
        if let Some(claim) = of_report().find(|claim| Some(&claim.id) == first) {
            return Found::One(claim);
        }
    }
    let likely: [&dyn Fn(&Claim) -> bool; 3] = [
        &|claim| words(claim) && alike(claim),
        &|claim| claim.key == anchor.key && sentence(claim),
        &|claim| anchor.figure.is_some() && words(claim),
    ];
    for meets in likely {
        let mut met = of_report().filter(|claim| meets(claim));
        match (met.next(), met.next()) {
            (Some(claim), None) => return Found::One(claim),
            (Some(_), Some(_)) => return Found::Several,
            (None, _) => {}
        }
    }
    Found::None
}
