use ::parquet::errors::ParquetError;
use ::parquet::file::reader::{FileReader, SerializedFileReader};
use ::parquet::record::reader::RowIter;
use ::parquet::schema::types::Type;
use std::fs::File;
use std::io;
use std::sync::Arc;

/// The column of Parquet tables in which each noun stands in full.
const RECORD: &str = "record";

/// The nouns of a Parquet table that has them in a column `record`, each as a line of JSON Lines: the tables of a run
/// on a cluster do. A row without one is passed over.
///
/// # Errors
/// A file that is no Parquet, or has no such column. What is found to be damaged later is a line.
pub fn record_column(file: File) -> io::Result<impl Iterator<Item = io::Result<String>>> {
    let reader = SerializedFileReader::new(file).map_err(fault)?;
    let schema = reader.metadata().file_metadata().schema();
    let column = schema.get_fields().iter().find(|field| field.name() == RECORD).cloned();
    let column = column.ok_or_else(|| io::Error::other("it has no column `record`"))?;
    let only = Type::group_type_builder(schema.name()).with_fields(vec![Arc::clone(&column)]);
    let only = only.build().map_err(fault)?;
    let rows = RowIter::from_file_into(Box::new(reader)).project(Some(only)).map_err(fault)?;
    let line = |row: Result<::parquet::record::Row, ParquetError>| {
        let row = match row {
            Ok(row) => row,
            Err(damage) => return Some(Err(fault(damage))),
        };
        row.into_columns().into_iter().find_map(|(_, cell)| match cell {
            ::parquet::record::Field::Str(line) => Some(Ok(line)),
            _ => None,
        })
    };
    Ok(rows.filter_map(line))
}

fn fault(fault: ParquetError) -> io::Error {
    io::Error::other(fault)
}
