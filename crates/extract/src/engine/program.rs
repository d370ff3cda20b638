use super::anchored::Anchored;
use super::needs::NeedIndex;
use super::recogniser::Recogniser;
use super::search::{Captured, Search, Window};
use super::steps::{Step, steps_of};
use super::term::{Names, PredicateIdx, TermIdx, Terms};
use super::{Pattern, TagSet};
use smallvec::SmallVec;
use std::sync::OnceLock;

/// All patterns of a level.
#[derive(Debug, Clone, Default)]
pub(crate) struct Program {
    pub terms: Terms,
    pub recogniser: Recogniser,
    pub needs: NeedIndex,
    /// In the order of their rules.
    patterns: Vec<OfRule>,
}

/// A pattern of a rule.
#[derive(Debug, Clone)]
struct OfRule {
    rule: u32,
    pattern: TermIdx,
    /// Where its captures stand; none where they have to be searched for.
    anchored: Option<Anchored>,
    /// Made when a text has a match of the pattern: most texts ask for few of them.
    steps: OnceLock<Box<[Step]>>,
}

impl OfRule {
    fn steps(&self, terms: &Terms) -> &[Step] {
        self.steps.get_or_init(|| steps_of(terms, self.pattern))
    }
}

impl Program {
    /// Adds a pattern of a rule that is not before the last one; [`Program::finish`] makes it found. A message names a tag or
    /// definition that does not exist.
    pub(crate) fn add(&mut self, rule: u32, pattern: &Pattern, names: &mut Names) -> Result<(), String> {
        let pattern = self.terms.read(pattern, names)?;
        if !self.terms.looks_ahead_last(pattern) {
            return Err("`>` looks at the symbol behind the match: it stands last in a pattern".into());
        }
        let anchored = Anchored::of(&self.terms, pattern);
        self.patterns.push(OfRule { rule, pattern, anchored, steps: OnceLock::new() });
        Ok(())
    }

    /// Makes the recogniser of the patterns added.
    pub(crate) fn finish(&mut self) {
        let patterns = self.patterns.iter().map(|known| known.pattern);
        self.recogniser = Recogniser::new(&mut self.terms, patterns);
        self.needs = NeedIndex::new(&self.terms);
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

    /// The rule of a pattern.
    pub(crate) fn rule_of(&self, pattern: u32) -> u32 {
        self.patterns[pattern as usize].rule
    }

    /// The steps of each pattern of a rule.
    pub(crate) fn steps(&self, rule: u32) -> impl Iterator<Item = &[Step]> {
        self.patterns.iter().filter(move |known| known.rule == rule).map(|known| known.steps(&self.terms))
    }

    /// The captures of a pattern's match over exactly the symbols given, by the order of preference
    /// of the pattern. `holds(predicate, symbol)` tells whether a symbol of the sentence satisfies
    /// a predicate.
    pub(crate) fn captures(
        &self,
        pattern: u32,
        window: Window,
        search: &mut Search,
        holds: &impl Fn(PredicateIdx, usize) -> bool,
    ) -> SmallVec<[Captured; 4]> {
        let known = &self.patterns[pattern as usize];
        match &known.anchored {
            Some(anchored) => anchored.in_match(window.length),
            None if search.run(known.steps(&self.terms), window, holds) => search.captures(),
            None => SmallVec::new(),
        }
    }

    /// The patterns of all rules.
    #[cfg(test)]
    pub(crate) fn patterns_of_all(&self) -> impl Iterator<Item = TermIdx> {
        self.patterns.iter().map(|known| known.pattern)
    }
}

#[cfg(test)]
mod tests {
    use super::Program;
    use crate::engine::{CaptureNames, Names, TagNames, parse};
    use rustc_hash::FxHashMap;

    fn add(pattern: &str) -> Result<(), String> {
        let mut names = Names {
            tags: &TagNames::default(),
            literals: &mut FxHashMap::default(),
            captures: &mut CaptureNames::default(),
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
