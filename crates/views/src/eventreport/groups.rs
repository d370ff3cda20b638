use super::values::Key;
use super::{Cell, Column, Table, TableError};

/// The rows of a table, by the value of one column.
#[derive(Debug, Clone, PartialEq)]
pub struct Groups {
    /// The value of each group: texts by their bytes, numbers by size, missing last.
    pub keys: Column,
    /// The rows of each group, in their order.
    pub rows: Vec<Vec<usize>>,
}

/// Groups the rows by equal values. An empty text is a value, and so is a missing one.
///
/// # Errors
/// Where the table has no such column.
pub fn groups(table: &Table, by: &str) -> Result<Groups, TableError> {
    let column = table.column(by)?;
    let mut numbered: Vec<(Key<'_>, usize)> = column.keys().into_iter().zip(0..).collect();
    numbered.sort_unstable();
    let rows: Vec<Vec<usize>> = numbered
        .chunk_by(|a, b| a.0 == b.0)
        .map(|group| group.iter().map(|&(_, row)| row).collect())
        .collect();
    let firsts = rows.iter().map(|rows| column.cell(rows[0]));
    let keys = match column {
        Column::Text(_) => Column::Text(
            firsts
                .map(|cell| if let Cell::Text(text) = cell { Some(text.to_owned()) } else { None })
                .collect(),
        ),
        Column::Number(_) => Column::Number(
            firsts.map(|cell| if let Cell::Number(number) = cell { Some(number) } else { None }).collect(),
        ),
    };
    Ok(Groups { keys, rows })
}

#[cfg(test)]
mod tests {
    use super::{Column, Table, groups};

    #[test]
    fn missing_comes_last_and_apart_from_empty() {
        let ids = [Some("b"), None, Some(""), Some("b"), Some("B"), None];
        let column = Column::Text(ids.iter().map(|id| id.map(str::to_owned)).collect());
        let mut table = Table::new(6);
        table.set("event_id", column).unwrap();
        let found = groups(&table, "event_id").unwrap();
        assert_eq!(found.rows, [vec![2], vec![4], vec![0, 3], vec![1, 5]]);
        assert_eq!(found.keys.cell(3), super::Cell::Missing);
        assert!(groups(&table, "incident").is_err());
    }
}
