//! Tables: a row is a report, a column a field of it.

pub(crate) mod csv;
pub(crate) mod parquet;

use crate::columns::ColumnMap;
use crate::draft::Wording;
use crate::place::Place;
use cairn_model::Note;

const WORDING: Wording = Wording {
    no_text: "Name the column that holds the words: --map text=COLUMN",
    no_day: "Name the column that holds the day of publication: --map published=COLUMN",
};

/// What is wrong with a table's columns as a whole: the user names one that is not there, or none holds text.
fn check(columns: &[String], map: &ColumnMap, place: &Place) -> Option<Note> {
    let has = |name: &str| columns.iter().any(|column| is(column, name));
    let missing = map.named().find(|named| !has(named));
    let missing = missing.or_else(|| (!has(map.column("text"))).then(|| map.column("text")))?;
    let known: Vec<&str> = columns.iter().map(String::as_str).take(40).collect();
    Some(place.note(
        format!("has no column `{}`", crate::faults::shown(missing)),
        format!("Its columns are {}. Say which is which: --map text=COLUMN,title=COLUMN", known.join(", ")),
    ))
}

/// Whether a column has this name, but for case and blanks around it.
fn is(column: &str, name: &str) -> bool {
    column.trim().eq_ignore_ascii_case(name.trim())
}
