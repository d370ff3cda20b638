use crate::{Ruleset, Scratch};
use std::sync::{Mutex, PoisonError};

/// Working memories that threads take and give back, so that what one report taught the automata
/// serves the next on any thread.
#[derive(Debug, Default)]
pub struct ScratchPool {
    free: Mutex<Vec<Scratch>>,
}

impl ScratchPool {
    /// Does some work with a working memory for `ruleset`, the same for all calls on one pool.
    pub fn with<T>(&self, ruleset: &Ruleset, work: impl FnOnce(&mut Scratch) -> T) -> T {
        // A panic elsewhere leaves the list whole: it is only pushed to and popped from.
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut scratch = free.unwrap_or_else(|| Scratch::new(ruleset));
        let done = work(&mut scratch);
        self.free.lock().unwrap_or_else(PoisonError::into_inner).push(scratch);
        done
    }
}
