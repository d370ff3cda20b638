use crate::ViewError;
use cairn_store::Register;
use rusqlite::Params;
use serde::de::DeserializeOwned;

/// The nouns in the one JSON column that `sql` selects, one after the other: a register may be larger than
/// memory.
pub(super) fn each<T: DeserializeOwned>(
    register: &Register,
    sql: &str,
    parameters: impl Params,
    mut take: impl FnMut(T) -> Result<(), ViewError>,
) -> Result<(), ViewError> {
    let mut statement = register.connection().prepare(sql)?;
    let mut rows = statement.query(parameters)?;
    while let Some(row) = rows.next()? {
        let value = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
        take(serde_json::from_str(value).map_err(cairn_store::StoreError::from)?)?;
    }
    Ok(())
}
