use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};
use std::sync::{Mutex, PoisonError};

/// How many threads may ask at once without waiting for each other, more or less.
const N_SHARDS: usize = 16;

/// Values that were worked out before, by words, shared by all threads.
///
/// A value must depend on the words alone. Then what is remembered changes no answer, only its cost.
pub(crate) struct Memo<V> {
    shards: [Mutex<FxHashMap<Box<str>, V>>; N_SHARDS],
    /// How many values a shard holds before it forgets all of them.
    capacity: usize,
}

impl<V: Clone> Memo<V> {
    /// A memo for about `capacity` values.
    pub(crate) fn new(capacity: usize) -> Self {
        Self { shards: Default::default(), capacity: capacity.div_ceil(N_SHARDS) }
    }

    /// The value of some words, from `work_out` where it is not known.
    pub(crate) fn get(&self, words: &str, work_out: impl FnOnce() -> V) -> V {
        let mut hasher = FxHasher::default();
        words.hash(&mut hasher);
        let shard = &self.shards[hasher.finish() as usize % N_SHARDS];
        // A panic elsewhere leaves the map whole: it is only read, added to and cleared.
        let open = || shard.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = open().get(words) {
            return known.clone();
        }
        // The lock is free meanwhile: two threads may work out the same.
        let value = work_out();
        let mut known = open();
        if known.len() >= self.capacity {
            known.clear();
        }
        known.insert(words.into(), value.clone());
        value
    }
}

#[cfg(test)]
mod tests {
    use super::Memo;

    #[test]
    fn a_memo_works_out_each_value_once() {
        let memo = Memo::new(100);
        assert_eq!(memo.get("Arvad", || 5), 5);
        assert_eq!(memo.get("Arvad", || unreachable!("known")), 5);
        assert_eq!(memo.get("Duma", || 4), 4);
    }

    #[test]
    fn a_full_memo_forgets_and_goes_on() {
        let memo = Memo::new(16);
        for n in 0..1_000 {
            assert_eq!(memo.get(&n.to_string(), || n), n);
        }
        let held: usize = memo.shards.iter().map(|shard| shard.lock().unwrap().len()).sum();
        assert!(held <= 16, "{held}");
    }
}
