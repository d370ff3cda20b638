use super::case::Case;
use super::types::holds;
use crate::Profile;
use crate::export::sheet::{Datum, Head};
use cairn_model::{ClaimId, IncidentId};
use serde::Serialize;
use std::collections::BTreeSet;

/// A column of a profile.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Column {
    /// Its name in the codebook.
    pub name: &'static str,
    /// By what rule it is filled from the record.
    pub rule: &'static str,
    /// Its HXL hashtag; empty in other profiles.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub tag: &'static str,
    #[serde(skip)]
    pub(super) fill: fn(&Case) -> Value,
}

impl Column {
    pub(super) const fn new(name: &'static str, rule: &'static str, fill: fn(&Case) -> Value) -> Self {
        Self { name, rule, tag: "", fill }
    }

    pub(super) fn head(&self) -> Head {
        Head { name: self.name, holds: holds(self.name), tag: self.tag }
    }

    pub(super) const fn tagged(self, tag: &'static str) -> Self {
        Self { tag, ..self }
    }
}

/// What a cell holds, with the claims it was read off.
#[derive(Debug, Clone, Default)]
pub(crate) struct Value {
    pub text: String,
    pub claims: BTreeSet<ClaimId>,
}

impl Value {
    /// A value that rests on the incident as a whole.
    pub fn new(text: impl ToString) -> Self {
        Self { text: text.to_string(), claims: BTreeSet::new() }
    }

    /// A value, or an empty cell.
    pub fn maybe(text: Option<impl ToString>) -> Self {
        text.map(Self::new).unwrap_or_default()
    }

    /// The same, with the claims behind it; an empty cell rests on none.
    pub fn by<'c>(mut self, claims: impl IntoIterator<Item = &'c ClaimId>) -> Self {
        if !self.text.is_empty() {
            self.claims.extend(claims.into_iter().cloned());
        }
        self
    }
}

/// One cell, and what made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// The column.
    pub column: &'static str,
    /// The value; empty where the record does not tell.
    pub value: String,
    /// The rule that made it.
    pub rule: &'static str,
    /// The claims it was read off, by id. None for a value of the incident as a whole, which all its
    /// claims stand behind.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub claims: BTreeSet<ClaimId>,
}

/// One incident, or one day of it, in a profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProfileRow {
    /// The incident.
    pub incident: IncidentId,
    /// Its cells, in the order of the columns.
    pub cells: Vec<Cell>,
}

impl ProfileRow {
    /// Its cells by their types; empty ones are nothing.
    pub(crate) fn data(&self, profile: Profile) -> Vec<Datum> {
        let pairs = self.cells.iter().zip(profile.columns());
        pairs.map(|(cell, column)| Datum::parse(&cell.value, holds(column.name))).collect()
    }

    pub(super) fn of(case: &Case, columns: &[Column]) -> Self {
        let cell = |column: &Column| {
            let Value { text, claims } = (column.fill)(case);
            Cell { column: column.name, value: text, rule: column.rule, claims }
        };
        Self { incident: case.incident.id.clone(), cells: columns.iter().map(cell).collect() }
    }
}
