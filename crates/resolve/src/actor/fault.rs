use std::cell::RefCell;
use thiserror::Error;

/// Something wrong with a lexicon file, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file, as named by the caller.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, in code points from 1.
    pub column: usize,
    /// The row it stands in, for example ``actor `hts` ``.
    pub row: String,
    /// What was found.
    pub found: String,
    /// What was expected.
    pub expected: String,
    /// A remedy, or empty.
    pub hint: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { file, line, column, row, found, expected, hint } = self;
        write!(f, "{file}:{line}:{column}: {row}: found {found}, expected {expected}")?;
        if hint.is_empty() { Ok(()) } else { write!(f, "\n  Hint: {hint}") }
    }
}

/// Every fault of a lexicon, by file and line.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", self.0.iter().map(Fault::to_string).collect::<Vec<_>>().join("\n"))]
pub struct Faults(pub Vec<Fault>);

/// One lexicon file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'t> {
    /// What faults call it.
    pub name: &'t str,
    /// Its TOML text.
    pub text: &'t str,
}

/// Collects faults, so that all of them are told at once.
#[derive(Debug, Default)]
pub(super) struct Sink(RefCell<Vec<Fault>>);

impl Sink {
    /// Notes a fault at byte `at` of `source`.
    pub fn fault(
        &self,
        source: Source<'_>,
        at: usize,
        row: impl Into<String>,
        found: impl Into<String>,
        expected: impl Into<String>,
        hint: impl Into<String>,
    ) {
        let before = source.text.get(..at).unwrap_or(source.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        self.0.borrow_mut().push(Fault {
            file: source.name.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            row: row.into(),
            found: found.into(),
            expected: expected.into(),
            hint: hint.into(),
        });
    }

    /// The faults, by file and line; `value` where there are none.
    pub fn finish<T>(self, value: T) -> Result<T, Faults> {
        let mut faults = self.0.into_inner();
        faults.sort();
        if faults.is_empty() { Ok(value) } else { Err(Faults(faults)) }
    }
}
