//! One report at a time.

use crate::faults::InputError;
use crate::{faults, threads};
use cairn_model::Claim;
use cairn_pipeline::{Pipeline, guarded};
use cairn_read::{Draft, Report};
use cairn_views::claim_line;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;

/// Rules and knowledge, loaded by the first call that needs them.
pub fn pipeline(py: Python<'_>) -> PyResult<&'static Pipeline> {
    static PIPELINE: PyOnceLock<Pipeline> = PyOnceLock::new();
    let load = || threads::on(py, None, || Pipeline::load(None))?.map_err(faults::load);
    PIPELINE.get_or_try_init(py, load)
}

/// The digest of the rules that are built in, which each claim names.
#[pyfunction]
pub fn ruleset(py: Python<'_>) -> PyResult<String> {
    Ok(pipeline(py)?.digest().to_string())
}

/// A report's claims as a JSON array, as `cairn extract --all` prints them line by line.
///
/// With it come words on what was given and cannot be used. A text that is none is a fault.
#[pyfunction]
#[pyo3(signature = (text, *, report, outlet, url, title, author, published, language))]
#[expect(clippy::too_many_arguments, reason = "the fields of a report, all by name")]
pub fn extract(
    py: Python<'_>,
    text: String,
    report: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
    title: Option<String>,
    author: Option<String>,
    published: Option<String>,
    language: Option<String>,
) -> PyResult<(String, Vec<String>)> {
    let draft =
        Draft { report, outlet, url, title, author, published, language, text: Some(text), date_from: None };
    let (read, notes) = draft.read("");
    let told: Vec<String> = notes.iter().map(faults::told).collect();
    let Some(read) = read else { return Err(InputError::new_err(told.join(" "))) };
    let pipeline = pipeline(py)?;
    let claims = py.detach(|| claims_of(pipeline, &read)).map_err(faults::broken)?;
    let lines = serde_json::to_string(&claims.iter().map(claim_line).collect::<Vec<_>>());
    Ok((lines.map_err(faults::broken)?, told))
}

/// A report's claims, or what broke.
pub fn claims_of(pipeline: &Pipeline, report: &Report) -> Result<Vec<Claim>, String> {
    guarded(|| pipeline.read_report(report).claims)
        .map_err(|words| format!("the program broke on report `{}`: {words}", report.id))
}
