use super::term::{PredicateIdx, Term, TermIdx, Terms};
use rustc_hash::FxHashMap;

/// One instruction of a recogniser (Thompson's construction).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Move {
    /// Takes one symbol that satisfies the predicate.
    Take(PredicateIdx),
    /// Goes on where the symbol before the match satisfies the predicate.
    Behind(PredicateIdx),
    /// Looks at the symbol after the match; what stands behind it is `MatchBefore`.
    Ahead(PredicateIdx),
    /// This pattern ends one symbol before.
    MatchBefore(u32),
    Start,
    End,
    /// Goes on at either.
    Split(u32, u32),
    Jump(u32),
    /// This pattern ends here.
    Match(u32),
}

/// Finds the matches of all patterns of a level at once; what a match holds, it does not tell.
///
/// Patterns that begin alike share their moves up to where they differ: what may stand between a
/// figure and its verb is long, and a hundred patterns have it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Recogniser {
    pub moves: Vec<Move>,
}

/// What is left of an alternative, and the pattern it is one of; none within a pattern.
#[derive(Debug, Clone)]
struct Branch {
    terms: Vec<TermIdx>,
    pattern: Option<u32>,
}

impl Recogniser {
    /// The recogniser of some patterns, which are told by their place.
    pub(crate) fn new(terms: &mut Terms, patterns: impl Iterator<Item = TermIdx>) -> Self {
        let mut builder = Builder { terms, moves: Vec::new(), bare: FxHashMap::default() };
        let mut branches = Vec::new();
        for (number, pattern) in patterns.enumerate() {
            let terms = builder.sequence(pattern);
            builder.spread(Branch { terms, pattern: Some(number as u32) }, &mut branches);
        }
        if !branches.is_empty() {
            builder.add_branches(branches);
        }
        Self { moves: builder.moves }
    }
}

struct Builder<'t> {
    terms: &'t mut Terms,
    moves: Vec<Move>,
    /// Terms without their captures.
    bare: FxHashMap<TermIdx, TermIdx>,
}

impl Builder<'_> {
    /// A term without its captures.
    fn bare(&mut self, term: TermIdx) -> TermIdx {
        if let Some(known) = self.bare.get(&term) {
            return *known;
        }
        let bare = match self.terms.get(term).clone() {
            Term::Capture(_, inner) => self.bare(inner),
            Term::Sequence(inner) => {
                let mut terms = Vec::new();
                for term in inner {
                    let bare = self.bare(term);
                    match self.terms.get(bare) {
                        Term::Sequence(within) => terms.extend_from_slice(within),
                        _ => terms.push(bare),
                    }
                }
                self.terms.intern(Term::Sequence(terms.into()))
            }
            Term::Either(branches) => {
                let branches = branches.iter().map(|branch| self.bare(*branch)).collect();
                self.terms.intern(Term::Either(branches))
            }
            Term::Repeat(inner, min, max) => {
                let inner = self.bare(inner);
                self.terms.intern(Term::Repeat(inner, min, max))
            }
            Term::Take(_) | Term::Behind(_) | Term::Ahead(_) | Term::Start | Term::End => term,
        };
        self.bare.insert(term, bare);
        bare
    }

    /// The terms of a term, in a row, without captures.
    fn sequence(&mut self, term: TermIdx) -> Vec<TermIdx> {
        let bare = self.bare(term);
        match self.terms.get(bare) {
            Term::Sequence(inner) => inner.to_vec(),
            _ => vec![bare],
        }
    }

    /// Makes a choice at the end of a pattern several branches: what looks ahead has to know its pattern.
    fn spread(&mut self, branch: Branch, into: &mut Vec<Branch>) {
        let Some(last) = branch.terms.last() else {
            into.push(branch);
            return;
        };
        let Term::Either(choices) = self.terms.get(*last).clone() else {
            into.push(branch);
            return;
        };
        for choice in choices {
            let mut terms = branch.terms[..branch.terms.len() - 1].to_vec();
            terms.extend(self.sequence(choice));
            self.spread(Branch { terms, pattern: branch.pattern }, into);
        }
    }

    /// Moves for branches, those that begin alike together. All are of patterns, or none is: then each
    /// leads to the move behind the last of them.
    fn add_branches(&mut self, branches: Vec<Branch>) {
        let (done, going): (Vec<_>, Vec<_>) =
            branches.into_iter().partition(|branch| branch.terms.is_empty());
        let mut groups: Vec<(TermIdx, Vec<Branch>)> = Vec::new();
        for mut branch in going {
            let first = branch.terms.remove(0);
            match groups.iter_mut().find(|(known, _)| *known == first) {
                Some((_, members)) => members.push(branch),
                None => groups.push((first, vec![branch])),
            }
        }
        self.unite(&mut groups);
        let n_ways = groups.len() + usize::from(!done.is_empty());
        let mut jumps = Vec::new();
        let mut ways = 0;
        let mut way = |builder: &mut Self, add: &mut dyn FnMut(&mut Self)| {
            ways += 1;
            let split = builder.moves.len();
            if ways < n_ways {
                builder.moves.push(Move::Split(split as u32 + 1, 0));
            }
            add(builder);
            if ways < n_ways {
                jumps.push(builder.moves.len());
                builder.moves.push(Move::Jump(0));
                builder.moves[split] = Move::Split(split as u32 + 1, builder.moves.len() as u32);
            }
        };
        if !done.is_empty() {
            // Of patterns that end in the same place the earliest is asked for alone.
            let pattern = done.iter().filter_map(|branch| branch.pattern).min();
            way(self, &mut |builder| builder.moves.extend(pattern.map(Move::Match)));
        }
        for (first, members) in groups {
            let mut members = Some(members);
            way(self, &mut |builder| builder.add_group(first, members.take().unwrap_or_default()));
        }
        let end = self.moves.len() as u32;
        for jump in jumps {
            self.moves[jump] = Move::Jump(end);
        }
    }

    /// Makes one of the groups that take one symbol and are then done with it, within a pattern.
    fn unite(&mut self, groups: &mut Vec<(TermIdx, Vec<Branch>)>) {
        let mut predicates = Vec::new();
        groups.retain(|(first, members)| match self.terms.get(*first) {
            Term::Take(predicate)
                if members.iter().all(|branch| branch.terms.is_empty() && branch.pattern.is_none()) =>
            {
                predicates.push(*predicate);
                false
            }
            _ => true,
        });
        if !predicates.is_empty() {
            let predicate = self.terms.any_of(&predicates);
            let first = self.terms.intern(Term::Take(predicate));
            groups.push((first, vec![Branch { terms: Vec::new(), pattern: None }]));
        }
    }

    /// Moves for a first term and what follows it in each of the branches that begin with it.
    fn add_group(&mut self, first: TermIdx, members: Vec<Branch>) {
        if let Term::Ahead(predicate) = *self.terms.get(first) {
            self.moves.push(Move::Ahead(predicate));
            let pattern = members.iter().filter_map(|branch| branch.pattern).min();
            self.moves.extend(pattern.map(Move::MatchBefore));
            return;
        }
        self.add_term(first);
        self.add_branches(members);
    }

    fn add_term(&mut self, term: TermIdx) {
        match self.terms.get(term).clone() {
            Term::Take(predicate) => self.moves.push(Move::Take(predicate)),
            Term::Behind(predicate) => self.moves.push(Move::Behind(predicate)),
            // Stands last, where its pattern is known: see `add_group`.
            Term::Ahead(_) => {}
            Term::Start => self.moves.push(Move::Start),
            Term::End => self.moves.push(Move::End),
            Term::Capture(_, inner) => self.add_term(inner),
            Term::Sequence(inner) => inner.iter().for_each(|term| self.add_term(*term)),
            Term::Either(branches) => {
                let branches = branches
                    .iter()
                    .map(|branch| Branch { terms: self.sequence(*branch), pattern: None })
                    .collect();
                self.add_branches(branches);
            }
            Term::Repeat(inner, min, max) => self.repeat(inner, min, max),
        }
    }

    fn repeat(&mut self, inner: TermIdx, min: u32, max: Option<u32>) {
        for _ in 0..min {
            self.add_term(inner);
        }
        let mut splits = Vec::new();
        for _ in min..max.unwrap_or(min + 1) {
            splits.push(self.moves.len());
            self.moves.push(Move::Split(0, 0));
            self.add_term(inner);
        }
        if max.is_none() {
            self.moves.push(Move::Jump(splits[0] as u32));
        }
        let end = self.moves.len() as u32;
        for split in splits {
            self.moves[split] = Move::Split(split as u32 + 1, end);
        }
    }
}
