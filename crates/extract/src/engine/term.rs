use super::captures::{CaptureName, CaptureNames};
use super::pattern::Pattern;
use super::{TagNames, TagSet};
use rustc_hash::FxHashMap;

/// How deep a pattern may be nested, definitions included; deeper is a circle.
const MAX_DEPTH: u32 = 64;

/// What a word, a set of tags or `.` asks of one symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct Need {
    /// Number of the literal word, 0 for none.
    pub literal: u32,
    pub with: TagSet,
    pub without: TagSet,
}

impl Need {
    pub(crate) fn holds(&self, tags: &TagSet, literal: u32) -> bool {
        (self.literal == 0 || self.literal == literal)
            && tags.contains_all(&self.with)
            && !tags.intersects(&self.without)
    }
}

/// The number of a term in its [`Terms`].
pub(crate) type TermIdx = u32;
/// The number of a predicate in its [`Terms`].
pub(crate) type PredicateIdx = u32;

/// A pattern whose names are resolved. Equal terms have one number.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Term {
    /// Takes one symbol that satisfies the predicate.
    Take(PredicateIdx),
    /// The symbol before the match satisfies the predicate.
    Behind(PredicateIdx),
    /// The symbol after the match satisfies the predicate.
    Ahead(PredicateIdx),
    Start,
    End,
    /// Never holds a sequence itself.
    Sequence(Box<[TermIdx]>),
    Either(Box<[TermIdx]>),
    Repeat(TermIdx, u32, Option<u32>),
    Capture(CaptureName, TermIdx),
}

/// The terms of a level's patterns, and what they ask of symbols.
#[derive(Debug, Clone, Default)]
pub(crate) struct Terms {
    terms: Vec<Term>,
    number_of_term: FxHashMap<Term, TermIdx>,
    /// The terms of definitions that patterns use.
    defined: FxHashMap<String, TermIdx>,
    pub needs: Vec<Need>,
    number_of_need: FxHashMap<Need, u32>,
    /// What is asked of one symbol: the numbers of needs, any of which will do, ascending.
    pub predicates: Vec<Box<[u32]>>,
    number_of_predicate: FxHashMap<Box<[u32]>, PredicateIdx>,
    /// Every tag that some need asks for.
    pub asked: TagSet,
}

/// The tables that names in patterns are resolved against.
pub(crate) struct Names<'a> {
    pub tags: &'a TagNames,
    pub literals: &'a mut FxHashMap<Box<str>, u32>,
    pub captures: &'a mut CaptureNames,
    pub definitions: &'a FxHashMap<String, Pattern>,
}

impl Names<'_> {
    fn literal(&mut self, word: &str) -> u32 {
        let next = self.literals.len() as u32 + 1;
        *self.literals.entry(word.into()).or_insert(next)
    }
}

impl Terms {
    /// The term of a number.
    pub(crate) fn get(&self, term: TermIdx) -> &Term {
        &self.terms[term as usize]
    }

    /// The number of a term.
    pub(crate) fn intern(&mut self, term: Term) -> TermIdx {
        let next = self.terms.len() as TermIdx;
        *self.number_of_term.entry(term).or_insert_with_key(|term| {
            self.terms.push(term.clone());
            next
        })
    }

    /// Whether a symbol satisfies a predicate.
    pub(crate) fn holds(&self, predicate: PredicateIdx, tags: &TagSet, literal: u32) -> bool {
        self.predicates[predicate as usize].iter().any(|need| self.needs[*need as usize].holds(tags, literal))
    }

    /// The predicate that a symbol satisfies by any of some needs.
    fn predicate(&mut self, mut needs: Vec<u32>) -> PredicateIdx {
        needs.sort_unstable();
        needs.dedup();
        let next = self.predicates.len() as PredicateIdx;
        *self.number_of_predicate.entry(needs.into_boxed_slice()).or_insert_with_key(|needs| {
            self.predicates.push(needs.clone());
            next
        })
    }

    /// The predicate that a symbol satisfies by any of several.
    pub(crate) fn any_of(&mut self, predicates: &[PredicateIdx]) -> PredicateIdx {
        let needs = predicates.iter().flat_map(|predicate| self.predicates[*predicate as usize].iter());
        let needs = needs.copied().collect();
        self.predicate(needs)
    }

    fn need(&mut self, need: Need) -> u32 {
        let next = self.needs.len() as u32;
        let number = *self.number_of_need.entry(need).or_insert(next);
        if number == next {
            self.needs.push(need);
            self.asked = self.asked.union(&need.with).union(&need.without);
        }
        number
    }

    fn take(&mut self, need: Need) -> TermIdx {
        let need = self.need(need);
        let predicate = self.predicate(vec![need]);
        self.intern(Term::Take(predicate))
    }

    /// Resolves the names of a pattern.
    ///
    /// # Errors
    /// A message that names a tag or definition that does not exist, or says that `<` or `>` looks
    /// at more than one symbol.
    pub(crate) fn read(&mut self, pattern: &Pattern, names: &mut Names) -> Result<TermIdx, String> {
        self.read_nested(pattern, names, 0)
    }

    fn read_nested(&mut self, pattern: &Pattern, names: &mut Names, depth: u32) -> Result<TermIdx, String> {
        if depth > MAX_DEPTH {
            return Err("the definitions refer to each other in a circle".into());
        }
        let depth = depth + 1;
        let term = match pattern {
            Pattern::Literal(word) => {
                return Ok(self.take(Need { literal: names.literal(word), ..Need::default() }));
            }
            Pattern::Tags(with, without) => {
                let set = |list: &[String]| {
                    let mut set = TagSet::default();
                    for name in list {
                        set.insert(
                            names.tags.get(name).ok_or_else(|| format!("the tag `{name}` does not exist"))?,
                        );
                    }
                    Ok::<_, String>(set)
                };
                let need = Need { literal: 0, with: set(with)?, without: set(without)? };
                return Ok(self.take(need));
            }
            Pattern::Any => return Ok(self.take(Need::default())),
            Pattern::Defined(name) => {
                if let Some(known) = self.defined.get(name) {
                    return Ok(*known);
                }
                let definitions = names.definitions;
                let inner = definitions
                    .get(name)
                    .ok_or_else(|| format!("`%{name}` is not defined in cascade.toml"))?;
                let term = self.read_nested(inner, names, depth)?;
                self.defined.insert(name.clone(), term);
                return Ok(term);
            }
            Pattern::Start => Term::Start,
            Pattern::End => Term::End,
            Pattern::Behind(inner) => Term::Behind(self.one_symbol(inner, names, depth)?),
            Pattern::Ahead(inner) => Term::Ahead(self.one_symbol(inner, names, depth)?),
            Pattern::Sequence(inner) => {
                let mut terms = Vec::new();
                for pattern in inner {
                    let term = self.read_nested(pattern, names, depth)?;
                    match self.get(term) {
                        Term::Sequence(terms_within) => terms.extend_from_slice(terms_within),
                        _ => terms.push(term),
                    }
                }
                if let [only] = terms[..] {
                    return Ok(only);
                }
                Term::Sequence(terms.into())
            }
            Pattern::Either(branches) => {
                let terms: Vec<TermIdx> = branches
                    .iter()
                    .map(|branch| self.read_nested(branch, names, depth))
                    .collect::<Result<_, _>>()?;
                // `[@Name|@Time|',']` is one step, not three: most patterns are made of such choices.
                let taken: Option<Vec<PredicateIdx>> = terms
                    .iter()
                    .map(|term| match self.get(*term) {
                        Term::Take(predicate) => Some(*predicate),
                        _ => None,
                    })
                    .collect();
                match taken {
                    Some(taken) => Term::Take(self.any_of(&taken)),
                    None => Term::Either(terms.into()),
                }
            }
            Pattern::Repeat(inner, min, max) => {
                Term::Repeat(self.read_nested(inner, names, depth)?, *min, *max)
            }
            Pattern::Capture(name, inner) => {
                let name = names.captures.intern(name);
                Term::Capture(name, self.read_nested(inner, names, depth)?)
            }
        };
        Ok(self.intern(term))
    }

    /// Whether nothing stands behind a look ahead: the match ends there.
    pub(crate) fn looks_ahead_last(&self, term: TermIdx) -> bool {
        match self.get(term) {
            Term::Sequence(terms) => terms.split_last().is_none_or(|(last, others)| {
                self.looks_ahead_last(*last) && !others.iter().any(|term| self.looks_ahead(*term))
            }),
            Term::Either(branches) => branches.iter().all(|branch| self.looks_ahead_last(*branch)),
            Term::Capture(_, inner) => self.looks_ahead_last(*inner),
            Term::Repeat(inner, ..) => !self.looks_ahead(*inner),
            Term::Take(_) | Term::Behind(_) | Term::Ahead(_) | Term::Start | Term::End => true,
        }
    }

    fn looks_ahead(&self, term: TermIdx) -> bool {
        self.has(term, |term| matches!(term, Term::Ahead(_)))
    }

    /// Whether a match holds anything.
    pub(crate) fn has_captures(&self, term: TermIdx) -> bool {
        self.has(term, |term| matches!(term, Term::Capture(..)))
    }

    /// Whether a term or any term within it is wanted.
    fn has(&self, term: TermIdx, is_wanted: fn(&Term) -> bool) -> bool {
        let term = self.get(term);
        is_wanted(term)
            || match term {
                Term::Sequence(terms) | Term::Either(terms) => {
                    terms.iter().any(|inner| self.has(*inner, is_wanted))
                }
                Term::Capture(_, inner) | Term::Repeat(inner, ..) => self.has(*inner, is_wanted),
                Term::Take(_) | Term::Behind(_) | Term::Ahead(_) | Term::Start | Term::End => false,
            }
    }

    fn one_symbol(
        &mut self,
        pattern: &Pattern,
        names: &mut Names,
        depth: u32,
    ) -> Result<PredicateIdx, String> {
        let term = self.read_nested(pattern, names, depth)?;
        match self.get(term) {
            Term::Take(predicate) => Ok(*predicate),
            _ => Err("`<` and `>` look at one symbol: a word, tags, or several to choose from".into()),
        }
    }
}
