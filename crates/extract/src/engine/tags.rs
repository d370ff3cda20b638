use rustc_hash::FxHashMap;

/// How many tags a ruleset may use in all.
const CAPACITY: usize = 640;
const WORDS: usize = CAPACITY / 64;

/// A tag: a lexicon class, a part of speech, a shape, or a kind of group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TagId(pub(crate) u16);

impl TagId {
    /// A tag that nothing bears: stands in for one that the ruleset does not have.
    pub(crate) const NONE: Self = Self(CAPACITY as u16 - 1);
}

/// A set of tags, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct TagSet([u64; WORDS]);

impl TagSet {
    /// Adds one tag.
    pub fn insert(&mut self, tag: TagId) {
        self.0[tag.0 as usize / 64] |= 1 << (tag.0 % 64);
    }

    /// Whether the tag is in the set.
    pub fn contains(&self, tag: TagId) -> bool {
        self.0[tag.0 as usize / 64] & (1 << (tag.0 % 64)) != 0
    }

    /// Whether every tag of `other` is in this set.
    pub fn contains_all(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(a, b)| a & b == *b)
    }

    /// Whether any tag of `other` is in this set.
    pub fn intersects(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(a, b)| a & b != 0)
    }

    /// The tags of either set.
    pub fn union(mut self, other: &Self) -> Self {
        for (a, b) in self.0.iter_mut().zip(&other.0) {
            *a |= b;
        }
        self
    }

    /// The tags of both sets.
    pub fn intersection(mut self, other: &Self) -> Self {
        for (a, b) in self.0.iter_mut().zip(&other.0) {
            *a &= b;
        }
        self
    }

    /// The tags of this set that are not in `other`.
    pub fn without(mut self, other: &Self) -> Self {
        for (a, b) in self.0.iter_mut().zip(&other.0) {
            *a &= !b;
        }
        self
    }

    /// The tags, in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = TagId> + '_ {
        self.0.iter().zip(0..).flat_map(|(word, number): (&u64, u16)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros() as u16)?;
                left &= left - 1;
                Some(TagId(number * 64 + bit))
            })
        })
    }
}

/// The names of a ruleset's tags.
#[derive(Debug, Clone, Default)]
pub struct TagNames {
    names: Vec<Box<str>>,
    ids: FxHashMap<Box<str>, TagId>,
}

impl TagNames {
    /// What is said where [`intern`](Self::intern) finds no room.
    pub(crate) fn too_many() -> String {
        format!("the ruleset has more than {} tags", TagId::NONE.0)
    }

    /// The tag of a name, where the ruleset uses it.
    pub fn get(&self, name: &str) -> Option<TagId> {
        self.ids.get(name).copied()
    }

    /// The name of a tag.
    pub fn name(&self, tag: TagId) -> &str {
        &self.names[tag.0 as usize]
    }

    /// The tag of a name, made where it is new; none where the ruleset has too many.
    pub(crate) fn intern(&mut self, name: &str) -> Option<TagId> {
        if let Some(tag) = self.get(name) {
            return Some(tag);
        }
        if self.names.len() == TagId::NONE.0 as usize {
            return None;
        }
        let tag = TagId(self.names.len() as u16);
        self.names.push(name.into());
        self.ids.insert(name.into(), tag);
        Some(tag)
    }
}
