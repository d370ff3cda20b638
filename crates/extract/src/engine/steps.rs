use super::captures::CaptureName;
use super::term::{PredicateIdx, Term, TermIdx, Terms};

/// One instruction (Thompson's construction).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// Takes one symbol that satisfies the predicate.
    Take(PredicateIdx),
    /// Goes on where the symbol before the match satisfies the predicate.
    Behind(PredicateIdx),
    /// Goes on where the symbol after the match satisfies the predicate; the match ends there.
    Ahead(PredicateIdx),
    Start,
    End,
    /// Goes on at either, the first preferred.
    Split(u32, u32),
    Jump(u32),
    Open(CaptureName),
    Close(CaptureName),
    /// The pattern ends here.
    Match,
}

/// The steps of one pattern, with its captures: for telling what a match holds, not for finding it.
pub(crate) fn steps_of(terms: &Terms, pattern: TermIdx) -> Box<[Step]> {
    let mut steps = Steps { terms, steps: Vec::new() };
    steps.add(pattern);
    steps.steps.push(Step::Match);
    steps.steps.into()
}

struct Steps<'t> {
    terms: &'t Terms,
    steps: Vec<Step>,
}

impl Steps<'_> {
    fn add(&mut self, term: TermIdx) {
        let terms = self.terms;
        match terms.get(term) {
            Term::Take(predicate) => self.steps.push(Step::Take(*predicate)),
            Term::Behind(predicate) => self.steps.push(Step::Behind(*predicate)),
            Term::Ahead(predicate) => self.steps.extend([Step::Ahead(*predicate), Step::Match]),
            Term::Start => self.steps.push(Step::Start),
            Term::End => self.steps.push(Step::End),
            Term::Sequence(inner) => inner.iter().for_each(|term| self.add(*term)),
            Term::Either(branches) => self.choose(branches),
            Term::Repeat(inner, min, max) => self.repeat(*inner, *min, *max),
            Term::Capture(name, inner) => {
                self.steps.push(Step::Open(*name));
                self.add(*inner);
                self.steps.push(Step::Close(*name));
            }
        }
    }

    /// The first branch is preferred.
    fn choose(&mut self, branches: &[TermIdx]) {
        let mut jumps = Vec::new();
        for (i, branch) in branches.iter().enumerate() {
            if i + 1 == branches.len() {
                self.add(*branch);
                continue;
            }
            let split = self.steps.len();
            self.steps.push(Step::Split(split as u32 + 1, 0));
            self.add(*branch);
            jumps.push(self.steps.len());
            self.steps.push(Step::Jump(0));
            self.steps[split] = Step::Split(split as u32 + 1, self.steps.len() as u32);
        }
        let end = self.steps.len() as u32;
        for jump in jumps {
            self.steps[jump] = Step::Jump(end);
        }
    }

    /// More is preferred to less.
    fn repeat(&mut self, inner: TermIdx, min: u32, max: Option<u32>) {
        for _ in 0..min {
            self.add(inner);
        }
        let mut splits = Vec::new();
        for _ in min..max.unwrap_or(min + 1) {
            splits.push(self.steps.len());
            self.steps.push(Step::Split(0, 0));
            self.add(inner);
        }
        if max.is_none() {
            self.steps.push(Step::Jump(splits[0] as u32));
        }
        let end = self.steps.len() as u32;
        for split in splits {
            self.steps[split] = Step::Split(split as u32 + 1, end);
        }
    }
}
