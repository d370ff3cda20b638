use crate::ViewError;
use cairn_store::Register;

/// How many candidates an ambiguous id names.
const SHOWN: usize = 5;

/// The full id that `id` stands for: itself, or the only one that begins with it.
pub(crate) fn full_id(
    register: &Register,
    table: &str,
    noun: &'static str,
    id: &str,
) -> Result<String, ViewError> {
    let mut candidates = match table {
        "claim" => {
            let found = register.claims_beginning(id, SHOWN)?;
            found.into_iter().map(|claim| claim.to_string()).collect()
        }
        table => beginning(register, table, id)?,
    };
    match candidates.len() {
        _ if id.is_empty() => Err(ViewError::Unknown { noun, id: String::new() }),
        0 => Err(ViewError::Unknown { noun, id: id.to_owned() }),
        _ if candidates[0] == id => Ok(candidates.swap_remove(0)),
        1 => Ok(candidates.swap_remove(0)),
        _ => Err(ViewError::Ambiguous { noun, id: id.to_owned(), candidates }),
    }
}

fn beginning(register: &Register, table: &str, id: &str) -> Result<Vec<String>, ViewError> {
    let sql = format!("SELECT id FROM {table} WHERE id >= ?1 AND id < ?2 ORDER BY id LIMIT ?3");
    let mut statement = register.connection().prepare_cached(&sql)?;
    let end = format!("{id}\u{10ffff}");
    let rows = statement.query_map((id, end, SHOWN as i64), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The full id of a claim, an incident or a report (`noun`) that `id` stands for: itself, or the only one
/// that begins with it.
///
/// # Errors
/// [`ViewError::Unknown`], or [`ViewError::Ambiguous`] with some of those that begin with it.
pub fn find_id(register: &Register, noun: &'static str, id: &str) -> Result<String, ViewError> {
    full_id(register, noun, noun, id)
}
