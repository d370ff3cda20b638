//! A table with typed columns, written once for every format that knows rows.

use crate::ViewError;
use cairn_model::Day;
use std::fmt::Display;

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CellType {
    /// Words.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A day.
    Day,
    /// Yes or no.
    Flag,
    /// A list of words.
    Texts,
}

/// One cell; nothing where the record does not tell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Datum {
    Nothing,
    Text(String),
    Integer(i64),
    Number(f64),
    Day(Day),
    Flag(bool),
    Texts(Vec<String>),
}

/// The head of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head {
    pub name: &'static str,
    pub holds: CellType,
    /// Its HXL hashtag (HXL 1.1); empty where the standard has none for it.
    pub tag: &'static str,
}

/// A column of a table: its head, and how its cell is read off a row.
pub(super) struct Field<R> {
    pub head: Head,
    pub read: fn(&R) -> Datum,
}

/// A column.
pub(super) const fn field<R>(
    name: &'static str,
    holds: CellType,
    tag: &'static str,
    read: fn(&R) -> Datum,
) -> Field<R> {
    Field { head: Head { name, holds, tag }, read }
}

/// The heads of a table's columns.
pub(super) fn heads<R>(fields: &[Field<R>]) -> Vec<Head> {
    fields.iter().map(|field| field.head).collect()
}

/// The cells of a row.
pub(super) fn cells<R>(fields: &[Field<R>], row: &R) -> Vec<Datum> {
    fields.iter().map(|field| (field.read)(row)).collect()
}

/// Where rows go: the writer of a format.
pub(super) trait Sink {
    /// Takes the next row, its cells in the order of the heads; `shape` is where it lies on the map.
    fn row(&mut self, cells: &[Datum], shape: Option<&super::shape::Shape>) -> Result<(), ViewError>;
}

impl Datum {
    /// Words.
    pub fn text(words: impl Display) -> Self {
        Self::Text(words.to_string())
    }

    /// A cell of text by its type; nothing where it is empty.
    pub fn parse(words: &str, holds: CellType) -> Self {
        let known = match holds {
            _ if words.is_empty() => None,
            CellType::Text => Some(Self::text(words)),
            CellType::Integer => words.parse().ok().map(Self::Integer),
            CellType::Number => words.parse().ok().map(Self::Number),
            CellType::Day => words.parse().ok().map(Self::Day),
            CellType::Flag => words.parse().ok().map(Self::Flag),
            CellType::Texts => Some(Self::texts(words.split(JOINT))),
        };
        known.unwrap_or(Self::Nothing)
    }

    /// Words, where there are any.
    pub fn words(words: Option<impl Display>) -> Self {
        words.map_or(Self::Nothing, Self::text)
    }

    /// A count. What no 64-bit integer holds is its highest one.
    pub fn count(n: impl TryInto<i64>) -> Self {
        Self::Integer(n.try_into().unwrap_or(i64::MAX))
    }

    /// A count, where there is one.
    pub fn maybe(n: Option<impl TryInto<i64>>) -> Self {
        n.map_or(Self::Nothing, Self::count)
    }

    /// A number, where there is one.
    pub fn number(n: Option<f64>) -> Self {
        n.map_or(Self::Nothing, Self::Number)
    }

    /// A day, where there is one.
    pub fn day(day: Option<Day>) -> Self {
        day.map_or(Self::Nothing, Self::Day)
    }

    /// A list of words.
    pub fn texts<T: Display>(list: impl IntoIterator<Item = T>) -> Self {
        Self::Texts(list.into_iter().map(|one| one.to_string()).collect())
    }
}

/// Lists in one cell of text are joined with this.
pub(crate) const JOINT: &str = "; ";

impl Display for Datum {
    /// As a cell of text.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Nothing => Ok(()),
            Self::Text(words) => f.write_str(words),
            Self::Integer(n) => write!(f, "{n}"),
            Self::Number(n) => write!(f, "{n}"),
            Self::Day(day) => write!(f, "{day}"),
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Texts(list) => f.write_str(&list.join(JOINT)),
        }
    }
}

impl serde::Serialize for Datum {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nothing => serializer.serialize_none(),
            Self::Text(words) => serializer.serialize_str(words),
            Self::Integer(n) => serializer.serialize_i64(*n),
            Self::Number(n) => serializer.serialize_f64(*n),
            Self::Day(day) => day.serialize(serializer),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Texts(list) => list.serialize(serializer),
        }
    }
}
