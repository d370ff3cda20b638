use super::{Cell, Column, Table, TableError};
use std::io::{Read, Write};

/// Reads a table from CSV (RFC 4180, UTF-8, with a heading). A cell that is `missing` word for word is
/// missing; an empty one is an empty text, and missing in a column of numbers.
///
/// # Errors
/// Where the file is not such a table, a column has the name of another, or a cell of a column of numbers
/// is none.
pub fn read(input: impl Read, missing: &str, is_number: impl Fn(&str) -> bool) -> Result<Table, TableError> {
    let mut reader = csv::Reader::from_reader(input);
    let names: Vec<String> = reader.headers()?.iter().map(str::to_owned).collect();
    let mut cells: Vec<Vec<Option<String>>> = vec![Vec::new(); names.len()];
    for record in reader.records() {
        for (cell, column) in record?.iter().zip(&mut cells) {
            column.push((cell != missing).then(|| cell.to_owned()));
        }
    }
    let mut table = Table::new(cells.first().map_or(0, Vec::len));
    for (name, cells) in names.iter().zip(cells) {
        if table.get(name).is_some() {
            return Err(TableError::Twice(name.clone()));
        }
        let column = if is_number(name) { numbers(name, &cells)? } else { Column::Text(cells) };
        table.put(name, column);
    }
    Ok(table)
}

fn numbers(column: &str, cells: &[Option<String>]) -> Result<Column, TableError> {
    let number = |(row, cell): (usize, &Option<String>)| match cell.as_deref() {
        None | Some("") => Ok(None),
        Some(cell) => cell.trim().parse().map(Some).map_err(|_| TableError::NotANumber {
            row: row + 2,
            column: column.to_owned(),
            cell: cell.to_owned(),
        }),
    };
    Ok(Column::Number(cells.iter().enumerate().map(number).collect::<Result<_, _>>()?))
}

/// Writes a table as CSV (RFC 4180, UTF-8, line feeds, with a heading), each missing cell as `missing`.
/// Numbers read back to the same double; infinities are `Inf` and `-Inf`.
///
/// # Errors
/// Where nothing can be written.
pub fn write(table: &Table, missing: &str, out: impl Write) -> Result<(), TableError> {
    let mut rows = csv::Writer::from_writer(out);
    rows.write_record(table.names())?;
    for row in 0..table.n_rows() {
        for (_, column) in table.columns() {
            match column.cell(row) {
                Cell::Missing => rows.write_field(missing)?,
                Cell::Text(text) => rows.write_field(text)?,
                Cell::Number(number) => rows.write_field(number_words(number))?,
            }
        }
        rows.write_record(None::<&[u8]>)?;
    }
    Ok(rows.flush()?)
}

fn number_words(number: f64) -> String {
    match number {
        f64::INFINITY => "Inf".to_owned(),
        f64::NEG_INFINITY => "-Inf".to_owned(),
        number => number.to_string(),
    }
}
