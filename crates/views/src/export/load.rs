use crate::ViewError;
use cairn_store::Register;
use rusqlite::Params;
use serde::de::DeserializeOwned;

/// The nouns in the one column that `sql` selects, packed or as JSON, one after the other: a register may be larger than
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
        let value = cairn_store::plain(row.get_ref(0)?)?;
        take(serde_json::from_slice(&value).map_err(cairn_store::StoreError::from)?)?;
    }
    Ok(())
}
