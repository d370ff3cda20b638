//! Cells, columns, and when two cells are one value.

use super::TableError;
use super::numbers::in_15_digits;

/// One cell. A missing cell is not an empty text, and the text `NA` is neither.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'c> {
    /// Not known, or not applicable.
    Missing,
    /// A text, which may be empty. Dates are texts.
    Text(&'c str),
    /// A number, never one that is not a number (NaN), which counts as missing.
    Number(f64),
}

/// The cells of one column, all texts or all numbers, or missing.
#[derive(Debug, Clone, PartialEq)]
pub enum Column {
    /// Texts.
    Text(Vec<Option<String>>),
    /// Numbers; one that is not a number (NaN) counts as missing.
    Number(Vec<Option<f64>>),
}

/// What makes a cell one value: equal cells have equal keys. Missing is a value and sorts last, texts
/// sort by their bytes, numbers by size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key<'c> {
    Text(&'c str),
    Number(OrderedBits),
    Missing,
}

/// The bits of a double, turned so that they sort by size. Both zeros are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct OrderedBits(u64);

impl OrderedBits {
    const SIGN: u64 = 1 << 63;

    pub(super) fn of(number: f64) -> Self {
        let bits = (number + 0.0).to_bits();
        Self(if bits & Self::SIGN == 0 { bits | Self::SIGN } else { !bits })
    }

    pub(super) fn number(self) -> f64 {
        f64::from_bits(if self.0 & Self::SIGN == 0 { !self.0 } else { self.0 & !Self::SIGN })
    }
}

impl Column {
    /// How many cells.
    pub fn len(&self) -> usize {
        match self {
            Self::Text(cells) => cells.len(),
            Self::Number(cells) => cells.len(),
        }
    }

    /// Whether there is no cell.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The cell of a row; missing beyond the last one.
    pub fn cell(&self, row: usize) -> Cell<'_> {
        match self {
            Self::Text(cells) => cells.get(row).and_then(Option::as_deref).map_or(Cell::Missing, Cell::Text),
            Self::Number(cells) => {
                let number = cells.get(row).copied().flatten().filter(|number| !number.is_nan());
                number.map_or(Cell::Missing, Cell::Number)
            }
        }
    }

    /// Every cell, in order.
    pub fn cells(&self) -> impl Iterator<Item = Cell<'_>> {
        (0..self.len()).map(|row| self.cell(row))
    }

    /// Whether the column holds numbers.
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Number(_))
    }

    /// The key of each cell. Numbers count as equal where their 15 significant digits are.
    pub(super) fn keys(&self) -> Vec<Key<'_>> {
        self.keys_by(in_15_digits)
    }

    /// The key of each cell. Numbers count as equal where they are.
    pub(super) fn exact_keys(&self) -> Vec<Key<'_>> {
        self.keys_by(|number| number)
    }

    fn keys_by(&self, read: impl Fn(f64) -> f64) -> Vec<Key<'_>> {
        self.cells()
            .map(|cell| match cell {
                Cell::Missing => Key::Missing,
                Cell::Text(text) => Key::Text(text),
                Cell::Number(number) => Key::Number(OrderedBits::of(read(number))),
            })
            .collect()
    }

    /// The column's texts, for `purpose`.
    pub(super) fn texts(&self, column: &str, purpose: &'static str) -> Result<Vec<Option<&str>>, TableError> {
        match self {
            Self::Text(cells) => Ok(cells.iter().map(Option::as_deref).collect()),
            Self::Number(_) => {
                Err(TableError::Kind { column: column.to_owned(), found: "numbers", needed: "text", purpose })
            }
        }
    }

    /// The column's numbers, for `purpose`.
    pub(super) fn numbers(
        &self,
        column: &str,
        purpose: &'static str,
    ) -> Result<Vec<Option<f64>>, TableError> {
        match self {
            Self::Number(cells) => {
                Ok(cells.iter().map(|number| number.filter(|number| !number.is_nan())).collect())
            }
            Self::Text(_) => {
                Err(TableError::Kind { column: column.to_owned(), found: "text", needed: "numbers", purpose })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, Column, Key, OrderedBits};

    #[test]
    fn numbers_sort_by_size_and_come_back() {
        let numbers = [f64::NEG_INFINITY, -2.5, -0.5, 0.0, 1e-9, 3.0, f64::INFINITY];
        assert!(numbers.map(OrderedBits::of).is_sorted());
        assert_eq!(numbers.map(|number| OrderedBits::of(number).number()), numbers);
        assert_eq!(OrderedBits::of(-0.0), OrderedBits::of(0.0));
    }

    #[test]
    fn what_is_not_a_number_is_missing() {
        let column = Column::Number(vec![Some(f64::NAN), Some(1.0), None]);
        assert_eq!(column.cells().collect::<Vec<_>>(), [Cell::Missing, Cell::Number(1.0), Cell::Missing]);
        assert_eq!(column.keys()[0], Key::Missing);
    }

    #[test]
    fn missing_empty_and_na_are_three_values() {
        let column = Column::Text(vec![None, Some(String::new()), Some("NA".into())]);
        let mut keys = column.keys();
        keys.sort_unstable();
        assert_eq!(keys, [Key::Text(""), Key::Text("NA"), Key::Missing]);
    }
}
