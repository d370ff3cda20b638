use crate::engine::TagSet;
use rustc_hash::FxHashMap;

/// The number of a class of symbols in its [`Classes`].
pub(crate) type ClassIdx = u32;

/// A bit for each level of the cascade.
pub(crate) type LevelBits = u64;

/// The classes of symbols met so far: symbols of one class have the same tags and the same literal, so
/// that no pattern tells them apart.
#[derive(Debug, Default)]
pub(crate) struct Classes {
    numbers: FxHashMap<(TagSet, u32), ClassIdx>,
    facts: Vec<(TagSet, u32)>,
    /// For each class, the levels of which some pattern may begin with it; all where it was not asked.
    begins: Vec<LevelBits>,
}

impl Classes {
    /// The class of symbols of these tags and this literal.
    pub(crate) fn number(&mut self, tags: TagSet, literal: u32) -> ClassIdx {
        let next = self.facts.len() as ClassIdx;
        let class = *self.numbers.entry((tags, literal)).or_insert(next);
        if class == next {
            self.facts.push((tags, literal));
            self.begins.push(LevelBits::MAX);
        }
        class
    }

    /// The tags and the literal of the symbols of a class.
    pub(crate) fn facts(&self, class: ClassIdx) -> &(TagSet, u32) {
        &self.facts[class as usize]
    }

    /// The levels of which some pattern may begin with a symbol of a class.
    pub(crate) fn begins(&self, class: ClassIdx) -> LevelBits {
        self.begins[class as usize]
    }

    /// Notes that no pattern of a level begins with symbols of a class.
    pub(crate) fn never_begins(&mut self, class: ClassIdx, level: LevelBits) {
        self.begins[class as usize] &= !level;
    }
}
