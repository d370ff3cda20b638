/// Where an automaton goes from a state behind a symbol: a table of its own, as this is what most of the
/// time is spent on. A look touches one line of memory nearly always, where a hash map touches two and
/// rows by state touch as many, most of whose places are empty.
#[derive(Debug, Default)]
pub(crate) struct Transitions {
    /// As many as a power of two, half of them free at least.
    slots: Vec<Slot>,
    len: usize,
}

/// State, minterm, and where they lead; free where the state is 0.
type Slot = [u32; 3];

impl Transitions {
    /// Where a state leads behind a symbol, where that was inserted. The state is not 0.
    #[inline]
    pub(crate) fn get(&self, state: u32, minterm: u32) -> Option<u32> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = hash(state, minterm) & mask;
        loop {
            let [known, symbol, to] = *self.slots.get(at)?;
            if known == state && symbol == minterm {
                return Some(to);
            }
            if known == 0 {
                return None;
            }
            at = (at + 1) & mask;
        }
    }

    /// Adds a transition that is not there.
    pub(crate) fn insert(&mut self, state: u32, minterm: u32, to: u32) {
        if self.slots.len() < 2 * (self.len + 1) {
            let slots = vec![Slot::default(); (self.slots.len() * 2).max(64)];
            for slot in std::mem::replace(&mut self.slots, slots) {
                if slot[0] != 0 {
                    self.place(slot);
                }
            }
        }
        self.place([state, minterm, to]);
        self.len += 1;
    }

    fn place(&mut self, slot: Slot) {
        let mask = self.slots.len() - 1;
        let mut at = hash(slot[0], slot[1]) & mask;
        while self.slots[at][0] != 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = slot;
    }
}

/// Spreads neighbours: the constants are those of the golden ratio and of MurmurHash3.
fn hash(state: u32, minterm: u32) -> usize {
    let mixed = state.wrapping_mul(0x9E37_79B9) ^ minterm.wrapping_mul(0x85EB_CA6B);
    (mixed ^ (mixed >> 15)) as usize
}

#[cfg(test)]
mod tests {
    use super::Transitions;

    #[test]
    fn every_transition_is_found_and_no_other() {
        let mut table = Transitions::default();
        assert_eq!(table.get(1, 1), None);
        let pairs = || (1..400u32).flat_map(|state| (0..50u32).map(move |minterm| (state, minterm)));
        for (state, minterm) in pairs().filter(|(state, minterm)| (state + minterm) % 3 == 0) {
            table.insert(state, minterm, state * minterm);
        }
        for (state, minterm) in pairs() {
            let wanted = ((state + minterm) % 3 == 0).then_some(state * minterm);
            assert_eq!(table.get(state, minterm), wanted, "{state} {minterm}");
        }
    }
}
