use super::{Column, TableError};

/// Rows and named columns, all columns of one length.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    n_rows: usize,
    columns: Vec<(String, Column)>,
}

impl Table {
    /// A table of so many rows, without columns yet.
    pub fn new(n_rows: usize) -> Self {
        Self { n_rows, columns: Vec::new() }
    }

    /// How many rows.
    pub fn n_rows(&self) -> usize {
        self.n_rows
    }

    /// The columns with their names, in order.
    pub fn columns(&self) -> impl Iterator<Item = (&str, &Column)> {
        self.columns.iter().map(|(name, column)| (name.as_str(), column))
    }

    /// The names of the columns, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|(name, _)| name.as_str())
    }

    /// A column, where there is one of this name.
    pub fn get(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|(known, _)| known == name).map(|(_, column)| column)
    }

    /// A column.
    ///
    /// # Errors
    /// Where there is none of this name.
    pub fn column(&self, name: &str) -> Result<&Column, TableError> {
        self.get(name).ok_or_else(|| TableError::NoColumn(name.to_owned()))
    }

    /// Puts a column last, or in the place of the one of its name.
    ///
    /// # Errors
    /// Where it has not as many cells as the table has rows.
    pub fn set(&mut self, name: &str, column: Column) -> Result<(), TableError> {
        if column.len() != self.n_rows {
            let (column, found) = (name.to_owned(), column.len());
            return Err(TableError::Length { column, found, expected: self.n_rows });
        }
        self.put(name, column);
        Ok(())
    }

    /// As [`Table::set`], for columns that were made with one cell a row.
    pub(super) fn put(&mut self, name: &str, column: Column) {
        debug_assert_eq!(column.len(), self.n_rows, "`{name}` has one cell a row");
        match self.columns.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = column,
            None => self.columns.push((name.to_owned(), column)),
        }
    }

    /// Takes a column out.
    pub(super) fn remove(&mut self, name: &str) {
        self.columns.retain(|(known, _)| known != name);
    }

    /// Puts the columns into the order of these names; the others come last, in their order.
    pub(super) fn reorder(&mut self, names: &[&str]) {
        let place = |name: &str| names.iter().position(|known| *known == name).unwrap_or(names.len());
        self.columns.sort_by_key(|(name, _)| place(name));
    }
}
