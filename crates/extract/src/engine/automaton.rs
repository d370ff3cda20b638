use super::TagSet;
use super::program::Program;
use super::recogniser::Move;
use super::term::PredicateIdx;
use rustc_hash::FxHashMap;

const UNKNOWN: u32 = u32::MAX;
const DEAD: u32 = 0;

/// A level's program as a deterministic automaton, built as texts ask for it.
///
/// The states it builds depend on the texts seen; the matches it finds do not.
#[derive(Debug, Default)]
pub(crate) struct Automaton {
    /// What is seen of a symbol, by the tags that the level asks for at all, and the literal.
    seen_of_asked: FxHashMap<(TagSet, u32), Seen>,
    minterms: FxHashMap<Box<[u64]>, u32>,
    minterm_predicates: Vec<Box<[u64]>>,
    states: Vec<State>,
    state_of: FxHashMap<Box<[u32]>, u32>,
    /// First state, by the minterm of the symbol before; 0 for the start of a sentence.
    begin: Vec<u32>,
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
    /// The rule that ends here, the earliest of several.
    ends: Option<u32>,
    /// The same where the sentence ends here too.
    ends_last: Option<u32>,
    /// The earliest rule that ends one symbol before: the last one taken was only looked at.
    ends_before: Option<u32>,
}

#[derive(Debug, Default)]
struct State {
    at: Closure,
    /// The state behind one more symbol, by its minterm.
    next: Vec<u32>,
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

    fn may_begin(self) -> bool {
        self.0 & Self::BEGINS != 0
    }
}

/// The longest match from a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    pub rule: u32,
    pub length: usize,
}

impl Automaton {
    /// Whether symbols of a minterm satisfy a predicate.
    pub(crate) fn satisfies(&self, symbol: Seen, predicate: PredicateIdx) -> bool {
        self.holds(symbol.minterm(), predicate)
    }

    fn holds(&self, minterm: u32, predicate: PredicateIdx) -> bool {
        self.minterm_predicates[minterm as usize][predicate as usize / 64] & (1 << (predicate % 64)) != 0
    }

    /// The longest match that begins at `from` in a sentence of these symbols, by the earliest
    /// rule of several.
    pub(crate) fn longest(&mut self, program: &Program, row: &[Seen], from: usize) -> Option<Found> {
        if !row[from].may_begin() {
            return None;
        }
        let mut state = self.begin(program, from.checked_sub(1).map(|before| row[before].minterm()));
        let mut best: Option<Found> = None;
        // Of equal length, the earliest rule.
        let mut offer = |rule: Option<u32>, length: usize| {
            if let Some(rule) = rule {
                let better = best.is_none_or(|best| (length, best.rule) > (best.length, rule));
                if length > 0 && better {
                    best = Some(Found { rule, length });
                }
            }
        };
        for (at, symbol) in row.iter().enumerate().skip(from) {
            state = self.step(program, state, symbol.minterm());
            if state == DEAD {
                break;
            }
            let reached = &self.states[state as usize].at;
            offer(reached.ends_before, at - from);
            offer(if at + 1 == row.len() { reached.ends_last } else { reached.ends }, at + 1 - from);
        }
        best
    }

    fn prepare(&mut self, program: &Program) {
        // The first is dead.
        self.states.push(State::default());
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
    }

    /// The first state behind a symbol of this minterm, or at the start of a sentence.
    #[inline]
    fn begin(&mut self, program: &Program, before: Option<u32>) -> u32 {
        let slot = match before {
            None => 0,
            Some(_) if !self.looks_behind => 1,
            Some(minterm) => minterm as usize + 1,
        };
        if self.begin.len() <= slot {
            self.begin.resize(slot + 1, UNKNOWN);
        }
        if self.begin[slot] == UNKNOWN {
            let mut at = self.closure(program, 0, Some(before));
            at.takes.sort_unstable();
            self.begin[slot] = self.state(at);
        }
        self.begin[slot]
    }

    /// What the level sees of a symbol of these tags and this literal.
    pub(crate) fn see(&mut self, program: &Program, tags: &TagSet, literal: u32) -> Seen {
        if self.states.is_empty() {
            self.prepare(program);
        }
        // Symbols differ mostly in tags that the level does not ask for.
        let asked = (tags.intersection(program.asked()), literal);
        if let Some(known) = self.seen_of_asked.get(&asked) {
            return *known;
        }
        let minterm = self.new_minterm(program, tags, literal);
        let satisfied = &self.minterm_predicates[minterm as usize];
        let may_begin = satisfied.iter().zip(&self.firsts).any(|(satisfied, first)| satisfied & first != 0);
        let seen = Seen(minterm | if may_begin { Seen::BEGINS } else { 0 });
        self.seen_of_asked.insert(asked, seen);
        seen
    }

    fn new_minterm(&mut self, program: &Program, tags: &TagSet, literal: u32) -> u32 {
        let holds: Vec<bool> = program.terms.needs.iter().map(|need| need.holds(tags, literal)).collect();
        let mut bits = vec![0u64; program.terms.predicates.len().div_ceil(64)];
        for (i, predicate) in program.terms.predicates.iter().enumerate() {
            if predicate.iter().any(|need| holds[*need as usize]) {
                bits[i / 64] |= 1 << (i % 64);
            }
        }
        let bits = bits.into_boxed_slice();
        let next = self.minterms.len() as u32;
        let minterm = *self.minterms.entry(bits.clone()).or_insert(next);
        if minterm == next {
            self.minterm_predicates.push(bits);
        }
        minterm
    }

    #[inline]
    fn step(&mut self, program: &Program, state: u32, minterm: u32) -> u32 {
        match self.states[state as usize].next.get(minterm as usize) {
            Some(known) if *known != UNKNOWN => *known,
            _ => self.new_step(program, state, minterm),
        }
    }

    #[cold]
    fn new_step(&mut self, program: &Program, state: u32, minterm: u32) -> u32 {
        let seeds: Vec<u32> = self.states[state as usize]
            .at
            .takes
            .iter()
            .filter(|step| match program.recogniser.moves[**step as usize] {
                Move::Take(predicate) | Move::Ahead(predicate) => self.holds(minterm, predicate),
                _ => false,
            })
            .map(|step| step + 1)
            .collect();
        let to = if seeds.is_empty() { DEAD } else { self.state_behind(program, &seeds) };
        let next = &mut self.states[state as usize].next;
        if next.len() <= minterm as usize {
            next.resize(minterm as usize + 1, UNKNOWN);
        }
        next[minterm as usize] = to;
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
                self.closures[*seed as usize] = Some(self.closure(program, *seed, None));
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

    /// Everything that can be reached from a step without taking a symbol. At the start of a match,
    /// `first` is the minterm of the symbol before it, none within where the sentence starts.
    fn closure(&mut self, program: &Program, from: u32, first: Option<Option<u32>>) -> Closure {
        // Marks by number of the closure spare clearing the marks of all steps each time.
        let mut reached = std::mem::take(&mut self.reached);
        reached.resize(program.recogniser.moves.len(), [0; 2]);
        self.n_closures += 1;
        let number = self.n_closures;
        let behind = |predicate: u32| match first {
            Some(Some(before)) => self.holds(before, predicate),
            _ => false,
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
                Move::MatchBefore(rule) => closure.ends_before = earliest(closure.ends_before, Some(rule)),
                Move::Start if first == Some(None) => stack.push((step + 1, last)),
                Move::Start => {}
                Move::End => stack.push((step + 1, true)),
                Move::Split(first, second) => stack.extend([(second, last), (first, last)]),
                Move::Jump(to) => stack.push((to, last)),
                Move::Match(rule) => {
                    if !last {
                        closure.ends = earliest(closure.ends, Some(rule));
                    }
                    closure.ends_last = earliest(closure.ends_last, Some(rule));
                }
            }
        }
        self.reached = reached;
        closure
    }

    /// The number of the state that is at these steps, in their order.
    fn state(&mut self, at: Closure) -> u32 {
        let code = |rule: Option<u32>| rule.map_or(0, |rule| rule + 1);
        let mut key = at.takes.clone();
        key.extend([code(at.ends), code(at.ends_last), code(at.ends_before)]);
        let next = self.states.len() as u32;
        let number = *self.state_of.entry(key.into_boxed_slice()).or_insert(next);
        if number == next {
            self.states.push(State { at, next: Vec::new() });
        }
        number
    }
}

/// The earlier of two rules.
fn earliest(a: Option<u32>, b: Option<u32>) -> Option<u32> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (one, other) => one.or(other),
    }
}
