/// Rows of bits, as wide as the widest needs: what is asked most stands close together.
#[derive(Debug, Default)]
pub(crate) struct BitTable {
    words: Vec<u64>,
    /// Words of a row.
    width: usize,
}

impl BitTable {
    /// Whether a bit is set; none is beyond what was ever set.
    #[inline]
    pub(crate) fn contains(&self, row: u32, column: u32) -> bool {
        let word = column as usize / 64;
        word < self.width
            && self
                .words
                .get(row as usize * self.width + word)
                .is_some_and(|word| word & (1 << (column % 64)) != 0)
    }

    /// Sets a bit.
    pub(crate) fn insert(&mut self, row: u32, column: u32) {
        let word = column as usize / 64;
        self.row(row, word + 1)[word] |= 1 << (column % 64);
    }

    /// Sets all bits of a row that has none yet.
    pub(crate) fn insert_row(&mut self, row: u32, bits: &[u64]) {
        self.row(row, bits.len())[..bits.len()].copy_from_slice(bits);
    }

    /// A row, with room for so many words.
    fn row(&mut self, row: u32, least: usize) -> &mut [u64] {
        if least > self.width {
            self.widen(least);
        }
        let start = row as usize * self.width;
        let end = start + self.width;
        if self.words.len() < end {
            self.words.resize(end, 0);
        }
        &mut self.words[start..end]
    }

    fn widen(&mut self, least: usize) {
        let width = least.next_power_of_two();
        let mut words = Vec::with_capacity(self.words.len() / self.width.max(1) * width);
        for row in self.words.chunks_exact(self.width.max(1)) {
            words.extend_from_slice(row);
            words.resize(words.len() + width - self.width, 0);
        }
        (self.words, self.width) = (words, width);
    }
}

#[cfg(test)]
mod tests {
    use super::BitTable;

    #[test]
    fn bits_stay_where_they_are_when_rows_grow_wider() {
        let mut table = BitTable::default();
        let set = [(0, 0), (3, 63), (1, 64), (2, 1000), (9, 5), (9, 129)];
        for (row, column) in set {
            table.insert(row, column);
        }
        for row in 0..12 {
            for column in 0..1100 {
                assert_eq!(table.contains(row, column), set.contains(&(row, column)), "{row} {column}");
            }
        }
    }
}
