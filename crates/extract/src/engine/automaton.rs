use super::TagSet;
use super::bits::BitTable;
use super::program::Program;
use super::recogniser::Move;
use super::term::PredicateIdx;
use super::transitions::Transitions;
use crate::chart::{ClassIdx, Classes};
use rustc_hash::FxHashMap;

const UNKNOWN: u32 = u32::MAX;
const DEAD: u32 = 0;
/// In a transition: some pattern ends in the state, or one symbol before it.
const ENDS: u32 = 1 << 31;

/// A level's program as a deterministic automaton, built as texts ask for it.
///
/// The states it builds depend on the texts seen; the matches it finds do not.
#[derive(Debug, Default)]
pub(crate) struct Automaton {
    /// The number of its level.
    level: usize,
    /// What is seen of symbols by the tags that the level asks for at all, and the literal.
    seen_of_asked: FxHashMap<(TagSet, u32), Seen>,
    minterms: FxHashMap<Box<[u64]>, u32>,
    /// The predicates that symbols of each minterm satisfy.
    satisfied: BitTable,
    /// What each state is at.
    states: Vec<Closure>,
    /// The transition behind one more symbol, by state and minterm, where something is left. Few of
    /// the pairs are ever met.
    next: Transitions,
    /// For each state, the minterms behind which nothing is left. Most walks end at their second
    /// symbol: a bit tells so with a fraction of the memory of a transition.
    dead: BitTable,
    state_of: FxHashMap<Box<[u32]>, u32>,
    /// First state, by the minterm of the symbol before; 0 for the start of a sentence.
    begin: Vec<u32>,
    /// The states at the start of a match where all that patterns ask for before it holds, and where
    /// nothing of it does.
    begin_of_all: u32,
    begin_of_none: u32,
    /// By the minterm of the first symbol of a match.
    behind_first: Vec<BehindFirst>,
    looks_behind: bool,
    /// The predicates that some pattern asks of its first symbol, as bits.
    firsts: Box<[u64]>,
    /// For each step behind a symbol: what it reaches, once that was asked for.
    closures: Vec<Option<Closure>>,
    /// For each step, freely and where the sentence ends: the last closure that reached it.
    reached: Vec<[u32; 2]>,
    n_closures: u32,
    /// One bit for each step, to bring the steps of a state into their order; empty between states.
    ordered: Vec<u64>,
}

/// What is reached without taking a symbol.
#[derive(Debug, Default)]
struct Closure {
    /// Steps that take a symbol.
    takes: Vec<u32>,
    /// The pattern that ends here, the earliest of several.
    ends: Option<u32>,
    /// The same where the sentence ends here too.
    ends_last: Option<u32>,
    /// The earliest pattern that ends one symbol before: the last one taken was only looked at.
    ends_before: Option<u32>,
}

/// What a level sees of a symbol: its minterm, and whether some pattern may begin with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Seen(u32);

impl Seen {
    /// Not looked at yet.
    pub(crate) const UNKNOWN: Self = Self(u32::MAX);
    const BEGINS: u32 = 1 << 31;

    fn minterm(self) -> u32 {
        self.0 & !Self::BEGINS
    }

    /// Whether some pattern of the level may begin with the symbol.
    pub(crate) fn may_begin(self) -> bool {
        self.0 & Self::BEGINS != 0
    }
}

/// The longest match from a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    /// The number of the pattern in its level.
    pub pattern: u32,
    pub length: usize,
}

/// Where the first symbol of a match leads.
#[derive(Debug, Clone, Copy)]
struct BehindFirst {
    /// The transition where all that patterns ask for before a match holds.
    to: u32,
    /// Whether it is the same whatever stands before.
    always: bool,
}

/// What stands before the place where steps are followed from.
#[derive(Debug, Clone, Copy)]
enum Before {
    /// A symbol of the match.
    Match,
    /// Nothing: the sentence starts there.
    Nothing,
    /// A symbol before the match, of this minterm.
    Symbol(u32),
    /// All that patterns ask for.
    All,
}

impl Automaton {
    /// The automaton of a level, which knows nothing yet.
    pub(crate) fn new(level: usize) -> Self {
        Self { level, ..Self::default() }
    }

    /// Whether symbols of which the level sees so satisfy a predicate.
    pub(crate) fn satisfies(&self, seen: Seen, predicate: PredicateIdx) -> bool {
        self.satisfied.contains(seen.minterm(), predicate)
    }

    /// What the level sees of the symbols of a class.
    #[inline]
    pub(crate) fn see(&mut self, program: &Program, classes: &mut Classes, class: ClassIdx) -> Seen {
        match classes.seen(class, self.level) {
            Seen::UNKNOWN => self.look(program, classes, class),
            seen => seen,
        }
    }

    /// The longest match that begins at `from` in a sentence of symbols of these classes, by the
    /// earliest pattern of several.
    pub(crate) fn longest(
        &mut self,
        program: &Program,
        classes: &mut Classes,
        row: &[ClassIdx],
        from: usize,
        first: Seen,
    ) -> Option<Found> {
        let BehindFirst { mut to, always } = self.behind_first(program, first.minterm());
        if !always {
            // Most walks end at their second symbol, whatever stands before the first.
            if to & ENDS == 0 {
                let second = self.see(program, classes, *row.get(from + 1)?).minterm();
                if self.step(program, to, second) == DEAD {
                    return None;
                }
            }
            let begin = self.begin(program, classes, row, from);
            to = self.step(program, begin, first.minterm());
        }
        let mut best: Option<Found> = None;
        let mut at = from;
        while to != DEAD {
            at += 1;
            let state = to & !ENDS;
            if to & ENDS != 0 {
                let reached = &self.states[state as usize];
                let ends = if at == row.len() { reached.ends_last } else { reached.ends };
                for (pattern, length) in [(reached.ends_before, at - from - 1), (ends, at - from)] {
                    // Of equal length, the earliest pattern.
                    if let Some(pattern) = pattern.filter(|_| length > 0)
                        && best.is_none_or(|best| (length, best.pattern) > (best.length, pattern))
                    {
                        best = Some(Found { pattern, length });
                    }
                }
            }
            let Some(class) = row.get(at) else { return best };
            let minterm = self.see(program, classes, *class).minterm();
            to = self.step(program, state, minterm);
        }
        best
    }

    fn prepare(&mut self, program: &Program) {
        // The first is dead.
        self.states.push(Closure::default());
        let moves = &program.recogniser.moves;
        self.ordered = vec![0; moves.len().div_ceil(64)];
        self.looks_behind = moves.iter().any(|step| matches!(step, Move::Behind(_)));
        self.firsts = vec![0; program.terms.predicates.len().div_ceil(64)].into();
        let mut reached = vec![false; moves.len()];
        let mut waiting = vec![0];
        while let Some(at) = waiting.pop() {
            if std::mem::replace(&mut reached[at as usize], true) {
                continue;
            }
            match moves[at as usize] {
                Move::Take(predicate) => self.firsts[predicate as usize / 64] |= 1 << (predicate % 64),
                Move::Behind(_) | Move::Start => waiting.push(at + 1),
                Move::Split(first, second) => waiting.extend([first, second]),
                Move::Jump(to) => waiting.push(to),
                // No match is empty.
                Move::Ahead(_) | Move::MatchBefore(_) | Move::Match(_) | Move::End => {}
            }
        }
        self.begin_of_all = self.new_begin(program, Before::All);
        self.begin_of_none = self.new_begin(program, Before::Match);
    }

    /// Where the first symbol of a match leads.
    #[inline]
    fn behind_first(&mut self, program: &Program, minterm: u32) -> BehindFirst {
        match self.behind_first.get(minterm as usize) {
            Some(known) if known.to != UNKNOWN => *known,
            _ => self.new_behind_first(program, minterm),
        }
    }

    #[cold]
    fn new_behind_first(&mut self, program: &Program, minterm: u32) -> BehindFirst {
        let to = self.step(program, self.begin_of_all, minterm);
        let always = to == self.step(program, self.begin_of_none, minterm);
        let known = BehindFirst { to, always };
        if self.behind_first.len() <= minterm as usize {
            self.behind_first.resize(minterm as usize + 1, BehindFirst { to: UNKNOWN, always });
        }
        self.behind_first[minterm as usize] = known;
        known
    }

    /// The first state of a match that begins at `from`.
    #[inline]
    fn begin(&mut self, program: &Program, classes: &mut Classes, row: &[ClassIdx], from: usize) -> u32 {
        let before = from.checked_sub(1).map(|before| match self.looks_behind {
            true => self.see(program, classes, row[before]).minterm(),
            false => 0,
        });
        match self.begin.get(before.map_or(0, |minterm| minterm as usize + 1)) {
            Some(known) if *known != UNKNOWN => *known,
            _ => {
                let slot = before.map_or(0, |minterm| minterm as usize + 1);
                if self.begin.len() <= slot {
                    self.begin.resize(slot + 1, UNKNOWN);
                }
                self.begin[slot] = self.new_begin(program, before.map_or(Before::Nothing, Before::Symbol));
                self.begin[slot]
            }
        }
    }

    #[cold]
    fn new_begin(&mut self, program: &Program, before: Before) -> u32 {
        let mut at = self.closure(program, 0, before);
        at.takes.sort_unstable();
        self.state(at)
    }

    #[cold]
    fn look(&mut self, program: &Program, classes: &mut Classes, class: ClassIdx) -> Seen {
        if self.states.is_empty() {
            self.prepare(program);
        }
        let (tags, literal) = classes.facts(class);
        // Symbols differ mostly in tags that the level does not ask for.
        let asked = (tags.intersection(program.asked()), *literal);
        let seen = match self.seen_of_asked.get(&asked) {
            Some(known) => *known,
            None => {
                let seen = self.new_seen(program, tags, *literal);
                self.seen_of_asked.insert(asked, seen);
                seen
            }
        };
        classes.see(class, self.level, seen);
        seen
    }

    fn new_seen(&mut self, program: &Program, tags: &TagSet, literal: u32) -> Seen {
        let bits = program.needs.satisfied(&program.terms.needs, tags, literal);
        let may_begin = bits.iter().zip(&self.firsts).any(|(satisfied, first)| satisfied & first != 0);
        let next = self.minterms.len() as u32;
        let minterm = *self.minterms.entry(bits).or_insert_with_key(|bits| {
            self.satisfied.insert_row(next, bits);
            next
        });
        Seen(minterm | if may_begin { Seen::BEGINS } else { 0 })
    }

    #[inline]
    fn step(&mut self, program: &Program, state: u32, minterm: u32) -> u32 {
        if self.dead.contains(state, minterm) {
            return DEAD;
        }
        match self.next.get(state, minterm) {
            Some(known) => known,
            None => self.new_step(program, state, minterm),
        }
    }

    #[cold]
    fn new_step(&mut self, program: &Program, state: u32, minterm: u32) -> u32 {
        let takes = self.states[state as usize].takes.iter();
        let seeds: Vec<u32> = takes
            .filter(|step| match program.recogniser.moves[**step as usize] {
                Move::Take(predicate) | Move::Ahead(predicate) => self.satisfied.contains(minterm, predicate),
                _ => false,
            })
            .map(|step| step + 1)
            .collect();
        if seeds.is_empty() {
            self.dead.insert(state, minterm);
            return DEAD;
        }
        let to = self.state_behind(program, &seeds);
        let reached = &self.states[to as usize];
        let ends = reached.ends.or(reached.ends_last).or(reached.ends_before).is_some();
        let to = to | if ends { ENDS } else { 0 };
        self.next.insert(state, minterm, to);
        to
    }

    /// The state behind a symbol that was taken: what the steps after it reach. A step reaches the
    /// same wherever it stands behind a symbol, so that is followed once.
    fn state_behind(&mut self, program: &Program, seeds: &[u32]) -> u32 {
        self.closures.resize_with(program.recogniser.moves.len(), || None);
        let mut all = Closure::default();
        let (mut first, mut last) = (usize::MAX, 0);
        for seed in seeds {
            if self.closures[*seed as usize].is_none() {
                self.closures[*seed as usize] = Some(self.closure(program, *seed, Before::Match));
            }
            let Some(closure) = &self.closures[*seed as usize] else { continue };
            all.ends = earliest(all.ends, closure.ends);
            all.ends_last = earliest(all.ends_last, closure.ends_last);
            all.ends_before = earliest(all.ends_before, closure.ends_before);
            for take in &closure.takes {
                let word = *take as usize / 64;
                (first, last) = (first.min(word), last.max(word));
                self.ordered[word] |= 1 << (take % 64);
            }
        }
        // There are many steps, and close together: bits bring them into order.
        for word in first..=last {
            let mut bits = std::mem::take(&mut self.ordered[word]);
            while bits != 0 {
                all.takes.push(word as u32 * 64 + bits.trailing_zeros());
                bits &= bits - 1;
            }
        }
        self.state(all)
    }

    /// Everything that can be reached from a step without taking a symbol.
    fn closure(&mut self, program: &Program, from: u32, before: Before) -> Closure {
        // Marks by number of the closure spare clearing the marks of all steps each time.
        let mut reached = std::mem::take(&mut self.reached);
        reached.resize(program.recogniser.moves.len(), [0; 2]);
        self.n_closures += 1;
        let number = self.n_closures;
        let behind = |predicate: u32| match before {
            Before::Symbol(minterm) => self.satisfied.contains(minterm, predicate),
            Before::All => true,
            Before::Match | Before::Nothing => false,
        };
        let mut closure = Closure::default();
        // A step may be reached freely or only where the sentence ends: both are followed.
        let mut stack: Vec<(u32, bool)> = vec![(from, false)];
        while let Some((step, last)) = stack.pop() {
            if std::mem::replace(&mut reached[step as usize][usize::from(last)], number) == number {
                continue;
            }
            match program.recogniser.moves[step as usize] {
                Move::Take(_) | Move::Ahead(_) if !last => closure.takes.push(step),
                Move::Take(_) | Move::Ahead(_) => {}
                Move::Behind(predicate) if behind(predicate) => stack.push((step + 1, last)),
                Move::Behind(_) => {}
                Move::MatchBefore(pattern) => {
                    closure.ends_before = earliest(closure.ends_before, Some(pattern));
                }
                Move::Start if matches!(before, Before::Nothing | Before::All) => {
                    stack.push((step + 1, last))
                }
                Move::Start => {}
                Move::End => stack.push((step + 1, true)),
                Move::Split(first, second) => stack.extend([(second, last), (first, last)]),
                Move::Jump(to) => stack.push((to, last)),
                Move::Match(pattern) => {
                    if !last {
                        closure.ends = earliest(closure.ends, Some(pattern));
                    }
                    closure.ends_last = earliest(closure.ends_last, Some(pattern));
                }
            }
        }
        self.reached = reached;
        closure
    }

    /// The number of the state that is at these steps, in their order.
    fn state(&mut self, at: Closure) -> u32 {
        let code = |pattern: Option<u32>| pattern.map_or(0, |pattern| pattern + 1);
        let mut key = at.takes.clone();
        key.extend([code(at.ends), code(at.ends_last), code(at.ends_before)]);
        let next = self.states.len() as u32;
        let number = *self.state_of.entry(key.into_boxed_slice()).or_insert(next);
        if number == next {
            self.states.push(at);
        }
        number
    }
}

/// The earlier of two patterns.
fn earliest(a: Option<u32>, b: Option<u32>) -> Option<u32> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (one, other) => one.or(other),
    }
}
