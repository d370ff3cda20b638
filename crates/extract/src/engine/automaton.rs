use super::program::{Program, Step};
use super::{Predicate, TagSet};
use rustc_hash::FxHashMap;

const UNKNOWN: u32 = u32::MAX;
const DEAD: u32 = 0;

/// A level's program as a deterministic automaton, built as texts ask for it.
///
/// The states it builds depend on the texts seen; the matches it finds do not.
#[derive(Debug, Default)]
pub(crate) struct Automaton {
    /// For each class of symbols (numbered by the scratch space): its minterm.
    minterm_of_class: Vec<u32>,
    minterms: FxHashMap<Box<[u64]>, u32>,
    minterm_predicates: Vec<Box<[u64]>>,
    states: Vec<State>,
    state_of: FxHashMap<Box<[u32]>, u32>,
    /// First state at the start of a sentence, and elsewhere.
    begin: [u32; 2],
}

#[derive(Debug)]
struct State {
    /// Steps that take a symbol.
    takes: Box<[u32]>,
    /// The rule that ends here, the earliest of several.
    ends: Option<u32>,
    /// The same where the sentence ends here too.
    ends_last: Option<u32>,
    next: Vec<u32>,
}

/// The longest match from a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    pub rule: u32,
    pub length: usize,
}

impl Automaton {
    /// The longest match that begins at `from`, by the earliest rule of several.
    ///
    /// `classes` are the classes of a sentence's symbols; `facts` gives a class's tags and literal.
    pub(crate) fn longest(
        &mut self,
        program: &Program,
        classes: &[u32],
        from: usize,
        facts: &impl Fn(u32) -> (TagSet, u32),
    ) -> Option<Found> {
        if self.states.is_empty() {
            self.prepare(program);
        }
        let mut state = self.begin[usize::from(from != 0)];
        let mut best = None;
        for (at, class) in classes.iter().enumerate().skip(from) {
            let minterm = self.minterm(program, *class, facts);
            state = self.step(program, state, minterm);
            if state == DEAD {
                break;
            }
            let reached = &self.states[state as usize];
            let rule = if at + 1 == classes.len() { reached.ends_last } else { reached.ends };
            if let Some(rule) = rule {
                best = Some(Found { rule, length: at + 1 - from });
            }
        }
        best
    }

    fn prepare(&mut self, program: &Program) {
        self.states.push(State { takes: Box::new([]), ends: None, ends_last: None, next: Vec::new() });
        let entries: Vec<u32> = program.entries.iter().map(|(_, step)| *step).collect();
        self.begin = [self.state(program, &entries, true), self.state(program, &entries, false)];
    }

    fn minterm(&mut self, program: &Program, class: u32, facts: &impl Fn(u32) -> (TagSet, u32)) -> u32 {
        if let Some(minterm) =
            self.minterm_of_class.get(class as usize).filter(|minterm| **minterm != UNKNOWN)
        {
            return *minterm;
        }
        let (tags, literal) = facts(class);
        let mut bits = vec![0u64; program.predicates.len().div_ceil(64)];
        for (i, predicate) in program.predicates.iter().enumerate() {
            if Predicate::holds(predicate, &tags, literal) {
                bits[i / 64] |= 1 << (i % 64);
            }
        }
        let bits = bits.into_boxed_slice();
        let next = self.minterms.len() as u32;
        let minterm = *self.minterms.entry(bits.clone()).or_insert(next);
        if minterm == next {
            self.minterm_predicates.push(bits);
        }
        if self.minterm_of_class.len() <= class as usize {
            self.minterm_of_class.resize(class as usize + 1, UNKNOWN);
        }
        self.minterm_of_class[class as usize] = minterm;
        minterm
    }

    fn step(&mut self, program: &Program, state: u32, minterm: u32) -> u32 {
        let known = self.states[state as usize].next.get(minterm as usize).copied().unwrap_or(UNKNOWN);
        if known != UNKNOWN {
            return known;
        }
        let satisfied = &self.minterm_predicates[minterm as usize];
        let seeds: Vec<u32> = self.states[state as usize]
            .takes
            .iter()
            .filter(|step| match program.steps[**step as usize] {
                Step::Take(predicate) => satisfied[predicate as usize / 64] & (1 << (predicate % 64)) != 0,
                _ => true,
            })
            .map(|step| step + 1)
            .collect();
        let to = if seeds.is_empty() { DEAD } else { self.state(program, &seeds, false) };
        let next = &mut self.states[state as usize].next;
        if next.len() <= minterm as usize {
            next.resize(minterm as usize + 1, UNKNOWN);
        }
        next[minterm as usize] = to;
        to
    }

    /// The state of everything that can be reached from `seeds` without taking a symbol.
    fn state(&mut self, program: &Program, seeds: &[u32], at_start: bool) -> u32 {
        let mut takes = Vec::new();
        let (mut ends, mut ends_last) = (None, None);
        // A step may be reached freely or only where the sentence ends: both are followed.
        let mut seen = vec![[false; 2]; program.steps.len()];
        let mut stack: Vec<(u32, bool)> = seeds.iter().rev().map(|seed| (*seed, false)).collect();
        while let Some((step, last)) = stack.pop() {
            if std::mem::replace(&mut seen[step as usize][usize::from(last)], true) {
                continue;
            }
            match program.steps[step as usize] {
                Step::Take(_) | Step::Any if !last => takes.push(step),
                Step::Take(_) | Step::Any => {}
                Step::Start if at_start => stack.push((step + 1, last)),
                Step::Start => {}
                Step::End => stack.push((step + 1, true)),
                Step::Split(first, second) => stack.extend([(second, last), (first, last)]),
                Step::Jump(to) => stack.push((to, last)),
                Step::Open(_) | Step::Close(_) => stack.push((step + 1, last)),
                Step::Match(rule) => {
                    let earliest =
                        |known: Option<u32>| Some(known.map_or(rule, |known: u32| known.min(rule)));
                    if !last {
                        ends = earliest(ends);
                    }
                    ends_last = earliest(ends_last);
                }
            }
        }
        takes.sort_unstable();
        let code = |rule: Option<u32>| rule.map_or(0, |rule| rule + 1);
        let mut key = takes.clone();
        key.extend([code(ends), code(ends_last)]);
        let next = self.states.len() as u32;
        let number = *self.state_of.entry(key.into_boxed_slice()).or_insert(next);
        if number == next {
            self.states.push(State { takes: takes.into_boxed_slice(), ends, ends_last, next: Vec::new() });
        }
        number
    }
}
