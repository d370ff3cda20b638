use super::term::{Need, PredicateIdx, Terms};
use super::{TagId, TagSet};
use rustc_hash::FxHashMap;

/// Finds the predicates that symbols satisfy without asking each: a level has hundreds, and a symbol
/// meets few.
#[derive(Debug, Clone, Default)]
pub(crate) struct NeedIndex {
    /// Needs by the first of the tags that they ask for.
    of_tag: FxHashMap<TagId, Vec<u32>>,
    /// Needs of a literal, by it.
    of_literal: FxHashMap<u32, Vec<u32>>,
    /// Needs that ask for neither.
    others: Vec<u32>,
    /// For each need, where its predicates begin; one more at the end.
    starts: Vec<u32>,
    /// The predicates that a need is enough for, need by need.
    predicates: Vec<PredicateIdx>,
    n_predicates: usize,
}

impl NeedIndex {
    /// The index of a level's terms.
    pub(crate) fn new(terms: &Terms) -> Self {
        let mut index = Self { n_predicates: terms.predicates.len(), ..Self::default() };
        for (number, need) in terms.needs.iter().enumerate() {
            let same = match (need.literal, need.with.iter().next()) {
                (0, Some(tag)) => index.of_tag.entry(tag).or_default(),
                (0, None) => &mut index.others,
                (literal, _) => index.of_literal.entry(literal).or_default(),
            };
            same.push(number as u32);
        }
        let mut starts = vec![0; terms.needs.len() + 1];
        for need in terms.predicates.iter().flatten() {
            starts[*need as usize + 1] += 1;
        }
        for need in 0..terms.needs.len() {
            starts[need + 1] += starts[need];
        }
        let mut free = starts.clone();
        index.predicates = vec![0; starts[terms.needs.len()] as usize];
        for (predicate, needs) in terms.predicates.iter().enumerate() {
            for need in needs {
                let at = &mut free[*need as usize];
                index.predicates[*at as usize] = predicate as PredicateIdx;
                *at += 1;
            }
        }
        index.starts = starts;
        index
    }

    /// The predicates that symbols of these tags and this literal satisfy, as bits.
    pub(crate) fn satisfied(&self, needs: &[Need], tags: &TagSet, literal: u32) -> Box<[u64]> {
        let mut bits = vec![0u64; self.n_predicates.div_ceil(64)];
        let of_tags = tags.iter().filter_map(|tag| self.of_tag.get(&tag)).flatten();
        let asked = of_tags.chain(self.of_literal.get(&literal).into_iter().flatten()).chain(&self.others);
        for need in asked.filter(|need| needs[**need as usize].holds(tags, literal)) {
            let (from, to) = (self.starts[*need as usize], self.starts[*need as usize + 1]);
            for predicate in &self.predicates[from as usize..to as usize] {
                bits[*predicate as usize / 64] |= 1 << (predicate % 64);
            }
        }
        bits.into()
    }
}

#[cfg(test)]
mod tests {
    use super::NeedIndex;
    use crate::Ruleset;
    use crate::engine::TagSet;

    #[test]
    fn what_is_found_by_the_index_is_what_holds() {
        let ruleset = Ruleset::embedded().unwrap();
        let entries = ruleset.vocabulary.entries.iter().step_by(97).map(|entry| entry.tags);
        let mut all: Vec<TagSet> = entries.collect();
        all.push(TagSet::default());
        all.extend(all.clone().windows(2).map(|two| two[0].union(&two[1])));
        for terms in ruleset.levels.iter().map(|level| &level.program.terms) {
            let index = NeedIndex::new(terms);
            for (number, tags) in all.iter().enumerate() {
                let literal = number as u32 % 40;
                let bits = index.satisfied(&terms.needs, tags, literal);
                for predicate in 0..terms.predicates.len() as u32 {
                    let found = bits[predicate as usize / 64] & (1 << (predicate % 64)) != 0;
                    assert_eq!(found, terms.holds(predicate, tags, literal), "{predicate} of {tags:?}");
                }
            }
        }
    }
}
