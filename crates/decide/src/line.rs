//! A decision as a file of decisions has it: one JSON object a line.

use cairn_model::{Decision, DecisionId};

/// Reads a decision from a line of JSON; one without an `id` gets that of its content.
///
/// # Errors
/// What is wrong with the line, in words: it is no JSON, lacks a field, or names no moment and nobody.
pub fn read_line(line: &str) -> Result<Decision, String> {
    let mut value: serde_json::Value = serde_json::from_str(line).map_err(|fault| fault.to_string())?;
    let given = value.get("id").and_then(|id| id.as_str()).map(str::to_owned);
    if let Some(fields) = value.as_object_mut() {
        fields.entry("id").or_insert_with(|| "".into());
    }
    let read: Decision = serde_json::from_value(value).map_err(|fault| fault.to_string())?;
    // Checks the moment and the numbers, as for one that is made here.
    let made = Decision::new(read.verdict, &read.who, &read.when, read.why.as_deref())
        .map_err(|fault| fault.to_string())?;
    let id = given.filter(|id| !id.is_empty()).map_or(made.id.clone(), DecisionId::new);
    Ok(Decision { id, ..made })
}
