//! Apache Parquet, with GeoParquet 1.1 on top where rows lie on a map.
//!
//! Every column is optional: what the record does not tell is null, and never 0 or an empty word.

use super::shape::{Shape, around};
use super::sheet::{CellType, Datum, Head, Sink};
use crate::ViewError;
use ::parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use ::parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use ::parquet::schema::types::{Type, TypePtr};
use serde_json::json;
use std::collections::BTreeSet;
use std::io::Write;
use std::sync::Arc;

/// Rows of a row group: some ten megabytes of claims.
const ROWS: usize = 65_536;

/// The column of shapes.
const GEOMETRY: &str = "geometry";

/// A file in the making.
pub(super) struct Parquet<W: Write + Send> {
    file: SerializedFileWriter<W>,
    heads: Vec<Head>,
    rows: Vec<Vec<Datum>>,
    /// Shapes as well-known binary, a row each; none in a plain table.
    shapes: Option<Vec<Option<Vec<u8>>>>,
    shape_names: BTreeSet<&'static str>,
    bounds: Option<[f64; 4]>,
}

impl<W: Write + Send> Parquet<W> {
    /// Begins a file; `on_map` for one with a column of shapes.
    pub fn new(heads: Vec<Head>, on_map: bool, program: &str, out: W) -> Result<Self, ViewError> {
        let mut columns: Vec<TypePtr> = heads
            .iter()
            .map(|head| column(head.name, head.holds))
            .collect::<Result<_, _>>()
            .map_err(fault)?;
        if on_map {
            columns.push(optional(GEOMETRY, Physical::BYTE_ARRAY, None).map_err(fault)?);
        }
        let schema = Type::group_type_builder("cairn").with_fields(columns).build().map_err(fault)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(program.to_owned())
            .build();
        let file = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties)).map_err(fault)?;
        let shapes = on_map.then(Vec::new);
        Ok(Self { file, heads, rows: Vec::new(), shapes, shape_names: BTreeSet::new(), bounds: None })
    }

    /// Ends the file; `notes` become its key-value metadata.
    pub fn finish(mut self, notes: &[(&str, String)]) -> Result<(), ViewError> {
        self.flush()?;
        if self.shapes.is_some() {
            // GeoParquet 1.1.0. Without `crs` the coordinates are OGC:CRS84, longitude first.
            let mut column = json!({
                "encoding": "WKB",
                "geometry_types": self.shape_names,
                "orientation": "counterclockwise",
            });
            if let Some(bounds) = self.bounds {
                column["bbox"] = json!(bounds);
            }
            let geo = json!({"version": "1.1.0", "primary_column": GEOMETRY, "columns": {GEOMETRY: column}});
            self.file.append_key_value_metadata(KeyValue::new("geo".to_owned(), geo.to_string()));
        }
        for (key, value) in notes {
            self.file.append_key_value_metadata(KeyValue::new((*key).to_owned(), value.clone()));
        }
        self.file.close().map_err(fault)?;
        Ok(())
    }

    fn flush(&mut self) -> Result<(), ViewError> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let rows = std::mem::take(&mut self.rows);
        let mut group = self.file.next_row_group().map_err(fault)?;
        for (idx, head) in self.heads.iter().enumerate() {
            let mut column = group.next_column().map_err(fault)?.ok_or_else(missing)?;
            write_column(&mut column, head.holds, rows.iter().map(|row| &row[idx])).map_err(fault)?;
            column.close().map_err(fault)?;
        }
        if let Some(shapes) = &mut self.shapes {
            let mut column = group.next_column().map_err(fault)?.ok_or_else(missing)?;
            let shapes = std::mem::take(shapes);
            write::<ByteArrayType>(&mut column, shapes.into_iter().map(|one| one.map(ByteArray::from)))
                .map_err(fault)?;
            column.close().map_err(fault)?;
        }
        group.close().map_err(fault)?;
        Ok(())
    }
}

impl<W: Write + Send> Sink for Parquet<W> {
    fn row(&mut self, cells: &[Datum], shape: Option<&Shape>) -> Result<(), ViewError> {
        self.rows.push(cells.to_vec());
        if let Some(shapes) = &mut self.shapes {
            shapes.push(shape.map(|shape| shape.to_wkb()));
            if let Some(shape) = shape {
                self.shape_names.insert(shape.name());
                self.bounds = Some(around(self.bounds, shape.bounds()));
            }
        }
        if self.rows.len() == ROWS { self.flush() } else { Ok(()) }
    }
}

fn column(name: &str, holds: CellType) -> Result<TypePtr, ParquetError> {
    match holds {
        CellType::Text => optional(name, Physical::BYTE_ARRAY, Some(LogicalType::String)),
        CellType::Integer => optional(name, Physical::INT64, None),
        CellType::Number => optional(name, Physical::DOUBLE, None),
        CellType::Day => optional(name, Physical::INT32, Some(LogicalType::Date)),
        CellType::Flag => optional(name, Physical::BOOLEAN, None),
        CellType::Texts => {
            let element = optional("element", Physical::BYTE_ARRAY, Some(LogicalType::String))?;
            let list = Type::group_type_builder("list")
                .with_repetition(Repetition::REPEATED)
                .with_fields(vec![element])
                .build()?;
            let column = Type::group_type_builder(name)
                .with_repetition(Repetition::OPTIONAL)
                .with_logical_type(Some(LogicalType::List))
                .with_fields(vec![Arc::new(list)])
                .build()?;
            Ok(Arc::new(column))
        }
    }
}

fn optional(name: &str, physical: Physical, logical: Option<LogicalType>) -> Result<TypePtr, ParquetError> {
    let column = Type::primitive_type_builder(name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical)
        .build()?;
    Ok(Arc::new(column))
}

fn write_column<'d>(
    column: &mut SerializedColumnWriter<'_>,
    holds: CellType,
    cells: impl Iterator<Item = &'d Datum>,
) -> Result<(), ParquetError> {
    match holds {
        CellType::Text => write::<ByteArrayType>(
            column,
            cells.map(|cell| match cell {
                Datum::Text(words) => Some(ByteArray::from(words.as_str())),
                _ => None,
            }),
        ),
        CellType::Integer => write::<Int64Type>(
            column,
            cells.map(|cell| match cell {
                Datum::Integer(n) => Some(*n),
                _ => None,
            }),
        ),
        CellType::Number => write::<DoubleType>(
            column,
            cells.map(|cell| match cell {
                Datum::Number(n) => Some(*n),
                _ => None,
            }),
        ),
        CellType::Day => write::<Int32Type>(
            column,
            cells.map(|cell| match cell {
                Datum::Day(day) => Some(day.ordinal()),
                _ => None,
            }),
        ),
        CellType::Flag => write::<BoolType>(
            column,
            cells.map(|cell| match cell {
                Datum::Flag(flag) => Some(*flag),
                _ => None,
            }),
        ),
        CellType::Texts => write_lists(column, cells),
    }
}

/// Values of an optional column: definition level 1 where there is one.
fn write<T: DataType>(
    column: &mut SerializedColumnWriter<'_>,
    cells: impl Iterator<Item = Option<T::T>>,
) -> Result<(), ParquetError> {
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    for cell in cells {
        levels.push(i16::from(cell.is_some()));
        values.extend(cell);
    }
    column.typed::<T>().write_batch(&values, Some(&levels), None)?;
    Ok(())
}

/// Lists of words: definition level 0 no list, 1 an empty one, 3 a word; repetition level 1 for every
/// word of a list after its first (the three-level lists of Parquet's LogicalTypes.md).
fn write_lists<'d>(
    column: &mut SerializedColumnWriter<'_>,
    cells: impl Iterator<Item = &'d Datum>,
) -> Result<(), ParquetError> {
    let (mut values, mut defined, mut repeated) = (Vec::new(), Vec::new(), Vec::new());
    for cell in cells {
        match cell {
            Datum::Texts(list) if !list.is_empty() => {
                for (idx, words) in list.iter().enumerate() {
                    values.push(ByteArray::from(words.as_str()));
                    defined.push(3);
                    repeated.push(i16::from(idx > 0));
                }
            }
            cell => {
                defined.push(i16::from(matches!(cell, Datum::Texts(_))));
                repeated.push(0);
            }
        }
    }
    column.typed::<ByteArrayType>().write_batch(&values, Some(&defined), Some(&repeated))?;
    Ok(())
}

fn fault(fault: ParquetError) -> ViewError {
    ViewError::Write(std::io::Error::other(fault))
}

fn missing() -> ViewError {
    ViewError::Write(std::io::Error::other("the table has fewer columns than its head"))
}
