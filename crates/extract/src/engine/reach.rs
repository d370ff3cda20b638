use super::program::Program;
use super::steps::Step;
use super::term::PredicateIdx;
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;

/// How far one rule gets from one symbol of a sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Reach {
    /// How many symbols it takes before it stops, at the furthest.
    pub taken: usize,
    /// What it asks of the symbol it stops at: the numbers of predicates, any of which would do.
    pub wanted: BTreeSet<PredicateIdx>,
    /// Whether the sentence would have to begin or end there instead.
    pub wants_edge: bool,
    /// The length of its longest match, where it has one.
    pub matched: Option<usize>,
}

impl Program {
    /// How far a rule gets in a sentence of `length` symbols from the symbol `from`.
    ///
    /// For explaining only: a search over steps and symbols, each pair once.
    pub(crate) fn reach(
        &self,
        rule: u32,
        from: usize,
        length: usize,
        holds: &dyn Fn(PredicateIdx, usize) -> bool,
    ) -> Reach {
        let mut reach = Reach::default();
        for steps in self.steps(rule) {
            reach.follow(steps, from, length, holds);
        }
        reach
    }
}

impl Reach {
    fn follow(
        &mut self,
        steps: &[Step],
        from: usize,
        length: usize,
        holds: &dyn Fn(PredicateIdx, usize) -> bool,
    ) {
        let mut waiting = vec![(0, from)];
        let mut seen = FxHashSet::default();
        while let Some((step, at)) = waiting.pop() {
            if !seen.insert((step, at)) {
                continue;
            }
            let inside = at < length;
            match steps[step as usize] {
                Step::Take(predicate) if inside && holds(predicate, at) => waiting.push((step + 1, at + 1)),
                Step::Ahead(predicate) if inside && holds(predicate, at) => waiting.push((step + 1, at)),
                Step::Take(predicate) | Step::Ahead(predicate) => self.stop(at - from, Some(predicate)),
                Step::Behind(predicate) if at > 0 && holds(predicate, at - 1) => waiting.push((step + 1, at)),
                Step::Behind(_) => {}
                Step::Start if at == 0 => waiting.push((step + 1, at)),
                Step::End if at == length => waiting.push((step + 1, at)),
                Step::Start | Step::End => self.stop(at - from, None),
                Step::Jump(to) => waiting.push((to, at)),
                Step::Split(first, second) => waiting.extend([(first, at), (second, at)]),
                Step::Open(_) | Step::Close(_) => waiting.push((step + 1, at)),
                Step::Match => {
                    self.matched = self.matched.max(Some(at - from).filter(|taken| *taken > 0));
                }
            }
        }
    }

    fn stop(&mut self, taken: usize, wanted: Option<PredicateIdx>) {
        if taken > self.taken {
            *self = Self { taken, matched: self.matched, ..Self::default() };
        }
        if taken == self.taken {
            self.wanted.extend(wanted);
            self.wants_edge |= wanted.is_none();
        }
    }
}
