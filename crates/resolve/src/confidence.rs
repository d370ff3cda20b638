//! How sure the machine is of a claim: the share of claims like it that a careful reader found
//! right in kind, count, group, period, status and claimant.
//!
//! A logistic regression over what the claim itself shows. The weights were fitted by
//! `cairn-bench confidence` on reports that were written and annotated for it; `docs/benchmarks.md`
//! shows confidence against correctness on others.

use cairn_model::{Claim, Group, Object, Period, PlaceBasis, Qualifier, Status, TimeBasis};

/// Something that a claim shows, and what it adds to the log-odds of being right, in thousandths.
#[derive(Debug, Clone, Copy)]
pub struct Ground {
    /// What the claim shows, in words.
    pub words: &'static str,
    /// What it adds.
    pub weight: i32,
    holds: fn(&Claim) -> bool,
}

impl Ground {
    /// Whether a claim shows it.
    pub fn holds(&self, claim: &Claim) -> bool {
        (self.holds)(claim)
    }
}

/// The log-odds of a claim that shows none of the grounds, in thousandths.
const BASE: i32 = 988;

/// Code points of a sentence that is hard to read.
const LONG_SENTENCE: u32 = 220;

/// Code points of a line that leaves much to those before it: "Two dead, four hurt."
const SHORT_SENTENCE: u32 = 60;

/// Code points between a figure and the word that says what happened.
const FAR: u32 = 40;

/// All grounds, in the order in which they are shown.
pub const GROUNDS: &[Ground] = &[
    Ground { words: "a source is named", weight: 315, holds: |claim| claim.attribution.claimant().is_some() },
    Ground { words: "the source is named in another sentence", weight: -709, holds: is_carried },
    Ground { words: "several hands passed it on", weight: -86, holds: |claim| claim.attribution.0.len() > 2 },
    Ground {
        words: "the clause names the place",
        weight: 8,
        holds: |claim| place(claim, PlaceBasis::Stated),
    },
    Ground { words: "no place is known", weight: -201, holds: |claim| claim.place.is_none() },
    Ground {
        words: "the clause tells the time",
        weight: 371,
        holds: |claim| matches!(claim.time.basis, TimeBasis::Stated | TimeBasis::Dateline),
    },
    Ground {
        words: "no time is told",
        weight: 249,
        holds: |claim| matches!(claim.time.basis, TimeBasis::Publication | TimeBasis::Unknown),
    },
    Ground {
        words: "nothing tells whether they fought",
        weight: -534,
        holds: |claim| claim.group == Some(Group::Unspecified),
    },
    Ground {
        words: "things are counted, not people",
        weight: -377,
        holds: |claim| claim.object.is_some_and(|object| object != Object::People),
    },
    Ground {
        words: "it adds up over more than one event",
        weight: -410,
        holds: |claim| matches!(claim.period, Period::Cumulative { .. }),
    },
    Ground {
        words: "it is not said to have happened",
        weight: -253,
        holds: |claim| claim.status != Status::Asserted,
    },
    Ground { words: "it is part of a larger figure", weight: -218, holds: |claim| claim.part_of },
    Ground { words: "the count is one", weight: -574, holds: |claim| claim.figure.n == Some(1) },
    Ground { words: "the count is none", weight: 831, holds: |claim| claim.figure.n == Some(0) },
    Ground {
        words: "the count is a thousand or more",
        weight: 20,
        holds: |claim| claim.figure.n.is_some_and(|n| n >= 1_000),
    },
    Ground {
        words: "the count is bounded or vague",
        weight: 493,
        holds: |claim| claim.figure.qualifier != Qualifier::Exact,
    },
    Ground {
        words: "the sentence is long",
        weight: -370,
        holds: |claim| claim.evidence.sentence.end - claim.evidence.sentence.start > LONG_SENTENCE,
    },
    Ground {
        words: "the sentence is short",
        weight: -381,
        holds: |claim| claim.evidence.sentence.end - claim.evidence.sentence.start < SHORT_SENTENCE,
    },
    Ground { words: "the count stands far from the verb", weight: -408, holds: is_far },
    Ground { words: "who did it is told", weight: -127, holds: |claim| claim.actor.is_some() },
];

fn place(claim: &Claim, basis: PlaceBasis) -> bool {
    claim.place.as_ref().is_some_and(|place| place.basis == basis)
}

/// Whether the words for who says it stand in a sentence before or behind the claim's own.
fn is_carried(claim: &Claim) -> bool {
    let source = claim.attribution.claimant().and_then(|hand| hand.span);
    let sentence = claim.evidence.sentence;
    source.is_some_and(|span| span.start < sentence.start || span.start >= sentence.end)
}

fn is_far(claim: &Claim) -> bool {
    let (Some(figure), Some(trigger)) = (claim.evidence.figure, claim.evidence.trigger) else { return false };
    let gap = if figure.end <= trigger.start {
        trigger.start - figure.end
    } else {
        figure.start.saturating_sub(trigger.end)
    };
    gap > FAR
}

/// The confidence of a claim, in thousandths.
pub(crate) fn confidence(claim: &Claim) -> u16 {
    let held = GROUNDS.iter().filter(|ground| ground.holds(claim));
    logistic(BASE + held.map(|ground| ground.weight).sum::<i32>())
}

/// 1000 / (1 + exp(-x / 1000)), in whole numbers, so that every machine gives the same: straight
/// lines between the values at whole log-odds.
fn logistic(x: i32) -> u16 {
    const AT: [i32; 7] = [500, 731, 881, 953, 982, 993, 998];
    let size = x.abs().min(5_999);
    let (whole, rest) = ((size / 1_000) as usize, size % 1_000);
    let upper = AT[whole] + (AT[whole + 1] - AT[whole]) * rest / 1_000;
    (if x < 0 { 1_000 - upper } else { upper }) as u16
}

#[cfg(test)]
mod tests {
    use super::logistic;

    #[test]
    fn odds_become_shares() {
        for (odds, share) in [(0, 500), (1_000, 731), (-1_000, 269), (500, 615), (50_000, 997), (-50_000, 3)]
        {
            assert_eq!(logistic(odds), share, "{odds}");
        }
    }
}
