use super::captures::CaptureName;
use super::steps::Step;
use super::term::PredicateIdx;
use smallvec::SmallVec;

/// The symbols that a capture holds: a range within the match, from its first symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Captured {
    pub name: CaptureName,
    pub from: u16,
    pub to: u16,
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

/// A search for the captures of a match, by the order of preference of its pattern: working memory
/// that one search leaves to the next.
#[derive(Debug, Default)]
pub(crate) struct Search {
    /// One bit for each pair of step and symbol, set where a split was taken there.
    tried: Vec<u64>,
    /// The second ways of the splits that were taken, the last one on top.
    choices: Vec<Choice>,
    /// The captures opened and closed on the way.
    trail: Vec<Bracket>,
}

#[derive(Debug, Clone, Copy)]
struct Choice {
    step: u32,
    at: usize,
    /// How much of the trail lies before the split.
    trail: usize,
}

#[derive(Debug, Clone, Copy)]
struct Bracket {
    name: CaptureName,
    at: u16,
    opens: bool,
}

impl Search {
    /// Whether a pattern matches exactly the symbols given. `holds(predicate, symbol)` tells whether a
    /// symbol of the sentence satisfies a predicate.
    ///
    /// What lies behind a split is tried once for each symbol, so the cost is bounded by their product.
    pub(crate) fn run(
        &mut self,
        steps: &[Step],
        window: Window,
        holds: &impl Fn(PredicateIdx, usize) -> bool,
    ) -> bool {
        self.tried.clear();
        self.tried.resize((steps.len() * (window.length + 1)).div_ceil(64), 0);
        self.choices.clear();
        self.trail.clear();
        let (mut step, mut at) = (0, 0);
        loop {
            let mut next = step + 1;
            let goes_on = match steps[step as usize] {
                Step::Take(predicate) => {
                    at += 1;
                    at <= window.length && holds(predicate, window.from + at - 1)
                }
                Step::Behind(predicate) => at == 0 && window.from > 0 && holds(predicate, window.from - 1),
                Step::Start => at == 0 && window.from == 0,
                Step::End => at == window.length && window.end() == window.sentence,
                Step::Jump(to) => {
                    next = to;
                    true
                }
                // Most splits are optional terms that are not there.
                Step::Split(first, second) if fails_at_once(steps[first as usize], at, window, holds) => {
                    next = second;
                    true
                }
                Step::Split(first, second) => {
                    let pair = step as usize * (window.length + 1) + at;
                    let (tried, bit) = (&mut self.tried[pair / 64], 1 << (pair % 64));
                    let is_new = *tried & bit == 0;
                    if is_new {
                        *tried |= bit;
                        self.choices.push(Choice { step: second, at, trail: self.trail.len() });
                        next = first;
                    }
                    is_new
                }
                Step::Open(name) => {
                    self.trail.push(Bracket { name, at: at as u16, opens: true });
                    true
                }
                Step::Close(name) => {
                    self.trail.push(Bracket { name, at: at as u16, opens: false });
                    true
                }
                Step::Ahead(predicate) => {
                    if at == window.length && window.end() < window.sentence && holds(predicate, window.end())
                    {
                        return true;
                    }
                    false
                }
                Step::Match => {
                    if at == window.length {
                        return true;
                    }
                    false
                }
            };
            step = next;
            if !goes_on {
                let Some(choice) = self.choices.pop() else { return false };
                (step, at) = (choice.step, choice.at);
                self.trail.truncate(choice.trail);
            }
        }
    }

    /// What the last match found holds, in the order in which the captures close.
    pub(crate) fn captures(&self) -> SmallVec<[Captured; 4]> {
        let mut open: SmallVec<[Bracket; 8]> = SmallVec::new();
        let mut closed = SmallVec::new();
        for bracket in &self.trail {
            if bracket.opens {
                open.push(*bracket);
            } else if let Some(first) = open.iter().rposition(|open| open.name == bracket.name) {
                let from = open.remove(first).at;
                closed.push(Captured { name: bracket.name, from, to: bracket.at });
            }
        }
        closed
    }
}

/// Whether a step takes a symbol, and cannot take the one that comes.
fn fails_at_once(
    step: Step,
    at: usize,
    window: Window,
    holds: &impl Fn(PredicateIdx, usize) -> bool,
) -> bool {
    match step {
        Step::Take(predicate) => at == window.length || !holds(predicate, window.from + at),
        _ => false,
    }
}
