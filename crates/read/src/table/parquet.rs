//! Parquet, row by row, with the columns that are asked for and no others. Dates and points in time become
//! days as ISO 8601 writes them.

use super::{WORDING, check, is};
use crate::columns::ColumnMap;
use crate::container::Container;
use crate::input::{ReadAt, Stretch};
use crate::place::Place;
use crate::reader::Item;
use bytes::Bytes;
use cairn_model::Note;
use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, FileReader, Length, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use parquet::schema::types::Type;
use std::collections::VecDeque;
use std::io::{BufReader, Read};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

/// What a file begins and ends with.
pub(crate) const MAGIC: &[u8] = b"PAR1";

/// An open table.
pub(crate) struct Parquet {
    rows: RowIter<'static>,
    map: ColumnMap,
    file: Place,
    n_rows: u64,
}

/// A file as the library reads it.
struct Chunks(Arc<dyn ReadAt>);

impl Length for Chunks {
    fn len(&self) -> u64 {
        self.0.length()
    }
}

impl ChunkReader for Chunks {
    type T = BufReader<Stretch>;

    fn get_read(&self, start: u64) -> Result<Self::T, ParquetError> {
        let length = self.0.length().saturating_sub(start);
        Ok(BufReader::new(Stretch::new(self.0.clone(), start, length)))
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes, ParquetError> {
        let mut bytes = Vec::new();
        let n = Stretch::new(self.0.clone(), start, length as u64).read_to_end(&mut bytes)?;
        if n < length {
            return Err(ParquetError::EOF("the file ends before its data".to_owned()));
        }
        Ok(bytes.into())
    }
}

impl Parquet {
    /// Opens a table; a note where it cannot be read.
    pub fn open(file: Arc<dyn ReadAt>, place: Place, map: ColumnMap) -> Result<Self, Note> {
        let unreadable = |fault: ParquetError| unreadable(&place, &fault);
        let reader = guarded(|| SerializedFileReader::new(Chunks(file))).map_err(unreadable)?;
        let schema = reader.metadata().file_metadata().schema().clone();
        let columns: Vec<String> = schema.get_fields().iter().map(|field| field.name().to_owned()).collect();
        if let Some(note) = check(&columns, &map, &place) {
            return Err(note);
        }
        let wanted = map.draft(|name| Some(name.to_owned()));
        let names = [
            wanted.report,
            wanted.outlet,
            wanted.url,
            wanted.title,
            wanted.author,
            wanted.published,
            wanted.language,
            wanted.text,
        ];
        let fields = schema
            .get_fields()
            .iter()
            .filter(|field| names.iter().flatten().any(|name| is(field.name(), name)));
        let projection =
            Type::group_type_builder(schema.name()).with_fields(fields.cloned().collect()).build();
        let rows = projection.and_then(|projection| {
            guarded(|| RowIter::from_file_into(Box::new(reader)).project(Some(projection)))
        });
        Ok(Self { rows: rows.map_err(unreadable)?, map, file: place, n_rows: 0 })
    }
}

impl Container for Parquet {
    fn advance(&mut self, ready: &mut VecDeque<Item>) -> bool {
        let place = self.file.record(self.n_rows + 1, None);
        match guarded(|| self.rows.next().transpose()) {
            Ok(None) => return false,
            Err(fault) => {
                ready.push_back(Err(unreadable(&place, &fault)));
                return false;
            }
            Ok(Some(row)) => ready.extend(report(&row, &self.map, &place)),
        }
        self.n_rows += 1;
        true
    }
}

/// The library takes some damages for faults of the program, and panics; here they are faults of the file,
/// which is not read on.
fn guarded<T>(read: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, ParquetError> {
    let damaged = |_| Err(ParquetError::General("it is damaged".to_owned()));
    std::panic::catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(damaged)
}

fn unreadable(place: &Place, fault: &ParquetError) -> Note {
    place.note(
        format!("cannot be read on: {fault}"),
        "Check that the file was written in full, and add it again.",
    )
}

/// The report of a row. A row has no bytes of its own: its digest is that of its values.
fn report(row: &Row, map: &ColumnMap, place: &Place) -> Vec<Item> {
    let draft = map.draft(|name| {
        let field = row.get_column_iter().find(|(column, _)| is(column, name))?.1;
        words(field)
    });
    let mut values = Vec::new();
    for (name, field) in row.get_column_iter() {
        let value = words(field).unwrap_or_default();
        for part in [name, &value] {
            values.extend_from_slice(&(part.len() as u64).to_le_bytes());
            values.extend_from_slice(part.as_bytes());
        }
    }
    draft.finish(place, &values, WORDING)
}

/// A value in words; none for what is missing or no single value.
fn words(field: &Field) -> Option<String> {
    const DAY: i64 = 86_400;
    let day = |days: i64| {
        let date = jiff::civil::Date::new(1970, 1, 1).ok()?;
        Some(date.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?.to_string())
    };
    match field {
        Field::Str(words) => Some(words.clone()),
        Field::Bytes(bytes) => Some(String::from_utf8_lossy(bytes.data()).into_owned()),
        Field::Date(days) => day(i64::from(*days)),
        Field::TimestampMillis(millis) => day(millis.div_euclid(1_000 * DAY)),
        Field::TimestampMicros(micros) => day(micros.div_euclid(1_000_000 * DAY)),
        Field::Null | Field::Group(_) | Field::ListInternal(_) | Field::MapInternal(_) => None,
        other => Some(other.to_string()),
    }
}
