use super::recogniser::Recogniser;
use super::steps::{Step, steps_of};
use super::term::{CaptureName, Names, PredicateIdx, TermIdx, Terms};
use super::{Pattern, TagSet};
use smallvec::SmallVec;
use std::sync::OnceLock;

/// The symbols that a capture holds: a range within the match, from its first symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Captured {
    pub name: CaptureName,
    pub from: u16,
    pub to: u16,
}

/// All patterns of a level.
#[derive(Debug, Clone, Default)]
pub(crate) struct Program {
    pub terms: Terms,
    pub recogniser: Recogniser,
    /// In the order of their rules.
    patterns: Vec<OfRule>,
}

/// A pattern of a rule.
#[derive(Debug, Clone)]
struct OfRule {
    rule: u32,
    pattern: TermIdx,
    has_captures: bool,
    /// Made when a text has a match of the pattern: most texts ask for few of them.
    steps: OnceLock<Box<[Step]>>,
}

impl Program {
    /// Adds a pattern of a rule that is not before the last one; [`Program::finish`] makes it found. A message names a tag or
    /// definition that does not exist.
    pub(crate) fn add(&mut self, rule: u32, pattern: &Pattern, names: &mut Names) -> Result<(), String> {
        let pattern = self.terms.read(pattern, names)?;
        if !self.terms.looks_ahead_last(pattern) {
            return Err("`>` looks at the symbol behind the match: it stands last in a pattern".into());
        }
        let has_captures = self.terms.has_captures(pattern);
        self.patterns.push(OfRule { rule, pattern, has_captures, steps: OnceLock::new() });
        Ok(())
    }

    /// Makes the recogniser of the patterns added.
    pub(crate) fn finish(&mut self) {
        let patterns = self.patterns.iter().map(|known| (known.rule, known.pattern));
        self.recogniser = Recogniser::new(&mut self.terms, patterns);
    }

    /// Takes a rule's patterns out.
    pub(crate) fn remove(&mut self, rule: u32) {
        let before = self.patterns.len();
        self.patterns.retain(|known| known.rule != rule);
        if self.patterns.len() < before {
            self.finish();
        }
    }

    /// Whether there is no pattern.
    pub(crate) fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// Every tag that some pattern asks for.
    pub(crate) fn asked(&self) -> &TagSet {
        &self.terms.asked
    }

    /// The steps of each pattern of a rule.
    pub(crate) fn steps(&self, rule: u32) -> impl Iterator<Item = &[Step]> {
        let steps = |known: &OfRule| steps_of(&self.terms, known.pattern);
        self.patterns_of(rule).iter().map(move |known| &**known.steps.get_or_init(|| steps(known)))
    }

    fn patterns_of(&self, rule: u32) -> &[OfRule] {
        let first = self.patterns.partition_point(|known| known.rule < rule);
        let n = self.patterns[first..].iter().take_while(|known| known.rule == rule).count();
        &self.patterns[first..first + n]
    }

    /// The captures of one rule's match over exactly the symbols given, by the order of preference
    /// of the pattern. `holds(predicate, symbol)` tells whether a symbol of the sentence satisfies
    /// a predicate.
    ///
    /// Each pair of step and symbol is tried once, so the cost is bounded by their product.
    pub(crate) fn captures(
        &self,
        rule: u32,
        window: Window,
        holds: &impl Fn(PredicateIdx, usize) -> bool,
    ) -> SmallVec<[Captured; 4]> {
        if !self.patterns_of(rule).iter().any(|known| known.has_captures) {
            return SmallVec::new();
        }
        for steps in self.steps(rule) {
            let n_pairs = steps.len() * (window.length + 1);
            let mut search = Search {
                steps,
                window,
                holds,
                tried: smallvec::smallvec![0; n_pairs.div_ceil(64)],
                open: SmallVec::new(),
                done: SmallVec::new(),
            };
            if search.run(0, 0) {
                return search.done;
            }
        }
        SmallVec::new()
    }
}

/// The symbols of a match: how many there are, and where they stand in the sentence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Window {
    /// The first symbol.
    pub from: usize,
    pub length: usize,
    /// How many symbols the sentence has.
    pub sentence: usize,
}

impl Window {
    fn end(&self) -> usize {
        self.from + self.length
    }
}

struct Search<'a, F> {
    steps: &'a [Step],
    window: Window,
    holds: &'a F,
    /// One bit for each pair of step and symbol.
    tried: SmallVec<[u64; 16]>,
    open: SmallVec<[(CaptureName, u16); 8]>,
    done: SmallVec<[Captured; 4]>,
}

impl<F: Fn(PredicateIdx, usize) -> bool> Search<'_, F> {
    fn run(&mut self, step: u32, at: usize) -> bool {
        let (mut step, mut at) = (step, at);
        loop {
            let pair = step as usize * (self.window.length + 1) + at;
            let (word, bit) = (&mut self.tried[pair / 64], 1u64 << (pair % 64));
            if *word & bit != 0 {
                return false;
            }
            *word |= bit;
            match self.steps[step as usize] {
                Step::Take(predicate) => {
                    if at == self.window.length || !(self.holds)(predicate, self.window.from + at) {
                        return false;
                    }
                    at += 1;
                    step += 1;
                }
                Step::Behind(predicate) => {
                    let before = self.window.from.checked_sub(1).filter(|_| at == 0);
                    if !before.is_some_and(|before| (self.holds)(predicate, before)) {
                        return false;
                    }
                    step += 1;
                }
                Step::Ahead(predicate) => {
                    let after = Some(self.window.end()).filter(|after| *after < self.window.sentence);
                    return at == self.window.length
                        && after.is_some_and(|after| (self.holds)(predicate, after));
                }
                Step::Start if at == 0 && self.window.from == 0 => step += 1,
                Step::End if at == self.window.length && self.window.end() == self.window.sentence => {
                    step += 1;
                }
                Step::Start | Step::End => return false,
                Step::Jump(to) => step = to,
                Step::Split(first, second) => {
                    let (open, done) = (self.open.len(), self.done.len());
                    if self.run(first, at) {
                        return true;
                    }
                    self.open.truncate(open);
                    self.done.truncate(done);
                    step = second;
                }
                Step::Open(name) => {
                    self.open.push((name, at as u16));
                    let done = self.done.len();
                    if self.run(step + 1, at) {
                        return true;
                    }
                    self.open.pop();
                    self.done.truncate(done);
                    return false;
                }
                Step::Close(name) => {
                    let Some(position) = self.open.iter().rposition(|(open, _)| *open == name) else {
                        return false;
                    };
                    let (_, from) = self.open.remove(position);
                    self.done.push(Captured { name, from, to: at as u16 });
                    if self.run(step + 1, at) {
                        return true;
                    }
                    self.done.pop();
                    self.open.insert(position, (name, from));
                    return false;
                }
                Step::Match => return at == self.window.length,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Program;
    use crate::engine::{Names, TagNames, parse};
    use rustc_hash::FxHashMap;

    fn add(pattern: &str) -> Result<(), String> {
        let mut names = Names {
            tags: &TagNames::default(),
            literals: &mut FxHashMap::default(),
            captures: &mut Vec::new(),
            definitions: &FxHashMap::default(),
        };
        Program::default().add(0, &parse(pattern).unwrap(), &mut names)
    }

    #[test]
    fn a_look_ahead_stands_last() {
        for pattern in ["held >on", "held ($|>on|fire >[on|at])", "all=(held >on)"] {
            assert_eq!(add(pattern), Ok(()), "{pattern}");
        }
        for pattern in ["held >on fire", "held (>on)? fire", "(held >on)*"] {
            assert!(add(pattern).is_err(), "{pattern}");
        }
    }
}
