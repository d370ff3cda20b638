use crate::engine::{Seen, TagSet};
use rustc_hash::FxHashMap;

/// The number of a class of symbols in its [`Classes`].
pub(crate) type ClassIdx = u32;

/// A bit for each level of the cascade.
pub(crate) type LevelBits = u64;

/// The classes of symbols met so far: symbols of one class have the same tags and the same literal, so
/// that no pattern tells them apart.
#[derive(Debug)]
pub(crate) struct Classes {
    n_levels: usize,
    numbers: FxHashMap<(TagSet, u32), ClassIdx>,
    /// The class of what a rule makes of a head, or of none.
    groups: FxHashMap<(u32, Option<ClassIdx>), ClassIdx>,
    facts: Vec<(TagSet, u32)>,
    /// What each level sees of each class, class by class: level after level looks at the symbols of
    /// one sentence, whose few classes stay at hand.
    seen: Vec<Seen>,
    /// For each class, the levels of which some pattern may begin with it; all where it was not asked.
    begins: Vec<LevelBits>,
}

impl Classes {
    /// No class yet, for a cascade of so many levels.
    pub(crate) fn new(n_levels: usize) -> Self {
        Self {
            n_levels,
            numbers: FxHashMap::default(),
            groups: FxHashMap::default(),
            facts: Vec::new(),
            seen: Vec::new(),
            begins: Vec::new(),
        }
    }

    /// The class of symbols of these tags and this literal.
    pub(crate) fn number(&mut self, tags: TagSet, literal: u32) -> ClassIdx {
        let next = self.facts.len() as ClassIdx;
        let class = *self.numbers.entry((tags, literal)).or_insert(next);
        if class == next {
            self.facts.push((tags, literal));
            self.begins.push(LevelBits::MAX);
            self.seen.resize(self.facts.len() * self.n_levels, Seen::UNKNOWN);
        }
        class
    }

    /// The class of the group that a rule makes of a head of some class; `tags` are those of the group.
    pub(crate) fn of_group(
        &mut self,
        rule: u32,
        head: Option<ClassIdx>,
        tags: impl FnOnce(&Self) -> TagSet,
    ) -> ClassIdx {
        if let Some(known) = self.groups.get(&(rule, head)) {
            return *known;
        }
        let class = self.number(tags(self), 0);
        self.groups.insert((rule, head), class);
        class
    }

    /// The tags and the literal of the symbols of a class.
    pub(crate) fn facts(&self, class: ClassIdx) -> &(TagSet, u32) {
        &self.facts[class as usize]
    }

    /// What a level sees of the symbols of a class.
    #[inline]
    pub(crate) fn seen(&self, class: ClassIdx, level: usize) -> Seen {
        self.seen[class as usize * self.n_levels + level]
    }

    /// Notes what a level sees of the symbols of a class.
    pub(crate) fn see(&mut self, class: ClassIdx, level: usize, seen: Seen) {
        self.seen[class as usize * self.n_levels + level] = seen;
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
