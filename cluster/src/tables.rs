//! Parquet files, column by column: what functions leave behind, and the tables that others read.

use crate::failure::Failure;
use crate::folder;
use datafusion::arrow::array::{
    Array, ArrayRef, BinaryArray, Date32Array, Float64Array, Int64Array, Int64Builder, LargeBinaryArray,
    ListBuilder, StringArray,
};
use datafusion::arrow::compute::concat_batches;
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::arrow::ProjectionMask;
use datafusion::parquet::arrow::arrow_reader::{ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
use datafusion::parquet::basic::{Compression, ZstdLevel};
use datafusion::parquet::file::properties::WriterProperties;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

/// A column with its name.
pub struct Column {
    name: &'static str,
    array: ArrayRef,
}

impl Column {
    /// Whole numbers.
    pub fn numbers(name: &'static str, cells: impl Iterator<Item = Option<i64>>) -> Self {
        Self { name, array: Arc::new(Int64Array::from_iter(cells)) }
    }

    /// Numbers.
    pub fn reals(name: &'static str, cells: impl Iterator<Item = Option<f64>>) -> Self {
        Self { name, array: Arc::new(Float64Array::from_iter(cells)) }
    }

    /// Days, in days since 1970-01-01.
    pub fn days(name: &'static str, cells: impl Iterator<Item = Option<i32>>) -> Self {
        Self { name, array: Arc::new(Date32Array::from_iter(cells)) }
    }

    /// Words.
    pub fn words<S: AsRef<str>>(name: &'static str, cells: impl Iterator<Item = Option<S>>) -> Self {
        Self { name, array: Arc::new(StringArray::from_iter(cells)) }
    }

    /// Bytes.
    pub fn bytes<B: AsRef<[u8]>>(name: &'static str, cells: impl Iterator<Item = B>) -> Self {
        Self { name, array: Arc::new(LargeBinaryArray::from_iter_values(cells)) }
    }

    /// Lists of whole numbers.
    pub fn number_lists(name: &'static str, cells: &[Vec<i64>]) -> Self {
        let mut lists = ListBuilder::new(Int64Builder::new());
        for cell in cells {
            lists.values().append_slice(cell);
            lists.append(true);
        }
        Self { name, array: Arc::new(lists.finish()) }
    }
}

/// Rows of a group: few enough that one is read at a time, many enough that it packs well.
const ROWS: usize = 16_384;

/// Writes columns of one length as a file.
///
/// # Errors
/// Where it cannot be written.
pub fn write(path: &Path, columns: Vec<Column>) -> Result<(), Failure> {
    write_packed(path, columns, Compression::ZSTD(ZstdLevel::default()))
}

/// The same as every reader of Parquet unpacks it, as the exports of `cairn` are.
///
/// # Errors
/// Where it cannot be written.
pub fn write_for_all(path: &Path, columns: Vec<Column>) -> Result<(), Failure> {
    write_packed(path, columns, Compression::SNAPPY)
}

fn write_packed(path: &Path, columns: Vec<Column>, packed: Compression) -> Result<(), Failure> {
    let fields: Vec<Field> = columns
        .iter()
        .map(|column| Field::new(column.name, column.array.data_type().clone(), true))
        .collect();
    let arrays = columns.into_iter().map(|column| column.array).collect();
    let schema = Arc::new(Schema::new(fields));
    let batch = RecordBatch::try_new(schema.clone(), arrays)
        .map_err(|fault| Failure::new(format!("{}: {fault}", path.display()), "Please report this."))?;
    let properties = WriterProperties::builder()
        .set_compression(packed)
        .set_max_row_group_row_count(Some(ROWS))
        .set_created_by(concat!("cairn-cluster ", env!("CARGO_PKG_VERSION")).to_owned())
        .build();
    folder::write_with(path, |file| {
        let mut writer =
            ArrowWriter::try_new(file, schema, Some(properties)).map_err(std::io::Error::other)?;
        let written = writer.write(&batch).and_then(|()| writer.close().map(|_| ()));
        written.map_err(into_io)
    })
}

/// The fault of the disk, where that is what stopped a writer.
fn into_io(fault: datafusion::parquet::errors::ParquetError) -> std::io::Error {
    let words = fault.to_string();
    match words.contains("No space left") {
        true => std::io::Error::new(std::io::ErrorKind::StorageFull, words),
        false => std::io::Error::other(words),
    }
}

/// Reads columns of a file, in the order in which they are named.
///
/// # Errors
/// Where it cannot be read, or has no such columns.
pub fn read(path: &Path, names: &[&str]) -> Result<RecordBatch, Failure> {
    let faulty = |fault: String| {
        Failure::new(format!("{}: {fault}", path.display()), "Remove that file with its note and run again.")
    };
    let file = File::open(path).map_err(Failure::of_file(path))?;
    let builder = ParquetRecordBatchReaderBuilder::try_new_with_options(file, ArrowReaderOptions::new())
        .map_err(|fault| faulty(fault.to_string()))?;
    let mask = ProjectionMask::columns(builder.parquet_schema(), names.iter().copied());
    let reader = builder.with_projection(mask).build().map_err(|fault| faulty(fault.to_string()))?;
    let schema = datafusion::arrow::record_batch::RecordBatchReader::schema(&reader);
    let batches: Vec<RecordBatch> =
        reader.collect::<Result<_, _>>().map_err(|fault| faulty(fault.to_string()))?;
    let batch = concat_batches(&schema, &batches).map_err(|fault| faulty(fault.to_string()))?;
    let order: Vec<usize> = names
        .iter()
        .map(|name| schema.index_of(name))
        .collect::<Result<_, _>>()
        .map_err(|fault| faulty(fault.to_string()))?;
    batch.project(&order).map_err(|fault| faulty(fault.to_string()))
}

/// The whole numbers of a column; none where it holds something else.
pub fn as_numbers(batch: &RecordBatch, column: usize) -> Option<&Int64Array> {
    batch.column(column).as_any().downcast_ref()
}

/// The words of a column; none where it holds something else.
pub fn as_words(array: &ArrayRef) -> Option<Vec<String>> {
    let words = datafusion::arrow::compute::cast(array, &DataType::Utf8).ok()?;
    let words = words.as_any().downcast_ref::<StringArray>()?;
    Some(words.iter().map(|word| word.unwrap_or_default().to_owned()).collect())
}

/// Bytes of one value, whatever width the engine gave it.
pub fn one_bytes(array: &ArrayRef, row: usize) -> Option<&[u8]> {
    if array.is_null(row) {
        return None;
    }
    let any = array.as_any();
    let large = any.downcast_ref::<LargeBinaryArray>().map(|bytes| bytes.value(row));
    let small = || any.downcast_ref::<BinaryArray>().map(|bytes| bytes.value(row));
    let view =
        || any.downcast_ref::<datafusion::arrow::array::BinaryViewArray>().map(|bytes| bytes.value(row));
    large.or_else(small).or_else(view)
}
