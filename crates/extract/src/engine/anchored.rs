use super::captures::CaptureName;
use super::search::Captured;
use super::term::{Term, TermIdx, Terms};
use smallvec::SmallVec;

/// The captures of a pattern each of which stands so many symbols from the start or the end of every
/// match: no search is needed to find them. Most groups capture their last symbol and no other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Anchored(Box<[(CaptureName, Place, Place)]>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    FromStart(u32),
    FromEnd(u32),
}

impl Place {
    fn in_match(self, length: usize) -> u16 {
        match self {
            Self::FromStart(symbols) => symbols as u16,
            Self::FromEnd(symbols) => (length - symbols as usize) as u16,
        }
    }
}

impl Anchored {
    /// The captures of a pattern; none where the place of one depends on what a match holds.
    pub(crate) fn of(terms: &Terms, pattern: TermIdx) -> Option<Self> {
        let alone = [pattern];
        let row = match terms.get(pattern) {
            Term::Sequence(row) => row,
            _ => &alone[..],
        };
        let mut captures = Vec::new();
        for (at, term) in row.iter().enumerate() {
            let Term::Capture(name, inner) = *terms.get(*term) else {
                match terms.has_captures(*term) {
                    true => return None,
                    false => continue,
                }
            };
            if terms.has_captures(inner) {
                return None;
            }
            let place = |at: usize| {
                let before = length_of(terms, &row[..at]).map(Place::FromStart);
                before.or_else(|| length_of(terms, &row[at..]).map(Place::FromEnd))
            };
            captures.push((name, place(at)?, place(at + 1)?));
        }
        Some(Self(captures.into()))
    }

    /// Where they are in a match of so many symbols.
    pub(crate) fn in_match(&self, length: usize) -> SmallVec<[Captured; 4]> {
        let captured = |(name, from, to): &(CaptureName, Place, Place)| Captured {
            name: *name,
            from: from.in_match(length),
            to: to.in_match(length),
        };
        self.0.iter().map(captured).collect()
    }
}

/// How many symbols terms in a row take, where it is the same in every match.
fn length_of(terms: &Terms, row: &[TermIdx]) -> Option<u32> {
    row.iter().map(|term| length(terms, *term)).sum()
}

fn length(terms: &Terms, term: TermIdx) -> Option<u32> {
    match terms.get(term) {
        Term::Take(_) => Some(1),
        Term::Behind(_) | Term::Ahead(_) | Term::Start | Term::End => Some(0),
        Term::Sequence(row) => length_of(terms, row),
        Term::Either(branches) => {
            let mut lengths = branches.iter().map(|branch| length(terms, *branch));
            let first = lengths.next()??;
            lengths.all(|other| other == Some(first)).then_some(first)
        }
        Term::Repeat(inner, min, max) => {
            max.filter(|max| max == min).and_then(|times| Some(times * length(terms, *inner)?))
        }
        Term::Capture(_, inner) => length(terms, *inner),
    }
}

#[cfg(test)]
mod tests {
    use super::Anchored;
    use crate::Ruleset;
    use crate::engine::{Search, Window, steps_of};

    #[test]
    fn captures_stand_where_a_search_finds_them() {
        let ruleset = Ruleset::embedded().unwrap();
        let mut search = Search::default();
        let (mut n_anchored, mut n_searched, mut n_found) = (0, 0, 0);
        for program in ruleset.levels.iter().map(|level| &level.program) {
            for pattern in program.patterns_of_all() {
                let Some(anchored) = Anchored::of(&program.terms, pattern) else {
                    n_searched += 1;
                    continue;
                };
                n_anchored += 1;
                let steps = steps_of(&program.terms, pattern);
                for length in 1..12 {
                    // Whatever is asked of a symbol holds, so that every length the pattern has is found:
                    // of a whole sentence or within one.
                    for (from, sentence) in [(0, length), (1, length + 2)] {
                        let window = Window { from, length, sentence };
                        if search.run(&steps, window, &|_, _| true) {
                            assert_eq!(search.captures(), anchored.in_match(length), "{pattern} {length}");
                            n_found += 1;
                        }
                    }
                }
            }
        }
        assert!(n_anchored > 100 && n_searched > 100 && n_found > n_anchored, "{n_anchored} {n_searched}");
    }
}
