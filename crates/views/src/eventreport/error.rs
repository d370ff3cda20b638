use thiserror::Error;

/// Why a table cannot be read, diagnosed or aggregated as asked.
#[derive(Debug, Error)]
pub enum TableError {
    /// The table has no such column.
    #[error("there is no column `{0}`")]
    NoColumn(String),
    /// A rule or measure needs another kind of cells.
    #[error("the column `{column}` holds {found}; {needed} is needed for {purpose}")]
    Kind {
        /// The column.
        column: String,
        /// What it holds: `text` or `numbers`.
        found: &'static str,
        /// What was asked for: `text` or `numbers`.
        needed: &'static str,
        /// By what it was asked for: `binary mode`.
        purpose: &'static str,
    },
    /// A column with more or fewer cells than the table has rows.
    #[error("the column `{column}` has {found} cells; the table has {expected} rows")]
    Length {
        /// The column.
        column: String,
        /// How many cells it has.
        found: usize,
        /// How many rows the table has.
        expected: usize,
    },
    /// Two columns of one file have one name.
    #[error("the column `{0}` occurs twice")]
    Twice(String),
    /// A cell of a column of numbers is none.
    #[error("row {row}, column `{column}`: `{cell}` is not a number")]
    NotANumber {
        /// The row of the file, the heading being row 1.
        row: usize,
        /// The column.
        column: String,
        /// What stands there.
        cell: String,
    },
    /// The file is not CSV, or cannot be read or written.
    #[error(transparent)]
    Csv(#[from] csv::Error),
    /// The file cannot be written.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}
