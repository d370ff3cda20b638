/// How many words are remembered; a power of two.
const SLOTS: usize = 1 << 12;

/// What short words came to, by their bytes as they stand: most words of a text were met shortly
/// before, and most are short. A word takes the place of another whose bytes fall together with its.
#[derive(Debug)]
pub(super) struct RecentWords {
    slots: Box<[Slot]>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    word: Packed,
    value: Option<u32>,
}

/// A word of one to sixteen bytes: its length and its bytes, some of them twice. Of length 0 where there
/// is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Packed {
    first: u64,
    last: u64,
    length: u32,
}

impl Default for RecentWords {
    fn default() -> Self {
        Self { slots: vec![Slot::default(); SLOTS].into() }
    }
}

impl RecentWords {
    /// What a word comes to.
    #[inline]
    pub(super) fn get_or_insert(&mut self, word: &str, look_up: impl FnOnce() -> Option<u32>) -> Option<u32> {
        let Some(packed) = Packed::new(word.as_bytes()) else { return look_up() };
        let slot = &mut self.slots[packed.slot()];
        if slot.word != packed {
            *slot = Slot { word: packed, value: look_up() };
        }
        slot.value
    }
}

impl Packed {
    #[inline]
    fn new(word: &[u8]) -> Option<Self> {
        // The first and the last bytes overlap where the word is no longer than both.
        let (first, last) = match word.len() {
            8..=16 => (u64::from_le_bytes(*word.first_chunk()?), u64::from_le_bytes(*word.last_chunk()?)),
            4..=7 => {
                let (first, last) = (word.first_chunk()?, word.last_chunk()?);
                (u64::from(u32::from_le_bytes(*first)), u64::from(u32::from_le_bytes(*last)))
            }
            1..=3 => (u64::from(word[0]) << 8 | u64::from(word[word.len() / 2]), u64::from(*word.last()?)),
            _ => return None,
        };
        Some(Self { first, last, length: word.len() as u32 })
    }

    fn slot(self) -> usize {
        // Multiplied by odd constants (those of the golden ratio and of MurmurHash3), the upper bits
        // depend on all of the lower ones.
        let mixed = self.first.wrapping_mul(0x9E37_79B9_7F4A_7C15)
            ^ self.last.rotate_left(29).wrapping_mul(0xFF51_AFD7_ED55_8CCD)
            ^ u64::from(self.length) << 40;
        (mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - SLOTS.trailing_zeros())) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::{Packed, RecentWords};
    use std::collections::HashMap;

    #[test]
    fn no_two_words_are_packed_alike() {
        let mut words: HashMap<(u64, u64, u32), String> = HashMap::new();
        for length in 1..=16usize {
            let word = |at: usize, letter: char| {
                (0..length).map(|i| if i == at { letter } else { 'a' }).collect::<String>()
            };
            let all = (0..length).map(|at| word(at, 'b')).chain([word(length, 'b')]);
            for word in all {
                let packed = Packed::new(word.as_bytes()).unwrap();
                let other = words.insert((packed.first, packed.last, packed.length), word.clone());
                assert_eq!(other, None, "{word}");
            }
        }
        assert_eq!(Packed::new(b""), None);
        assert_eq!(Packed::new(b"seventeen-letters"), None);
    }

    #[test]
    fn a_word_comes_to_the_same_whatever_came_between() {
        let mut recent = RecentWords::default();
        for _ in 0..2 {
            for number in 0..20_000 {
                let word = format!("w{number}");
                assert_eq!(recent.get_or_insert(&word, || Some(number)), Some(number));
            }
        }
        assert_eq!(recent.get_or_insert("none", || None), None);
        assert_eq!(recent.get_or_insert("none", || panic!("it was asked before")), None);
    }
}
