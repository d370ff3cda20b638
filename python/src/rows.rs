//! Columns of reports to a table of claims.

use crate::pipeline::{claims_of, pipeline};
use crate::{faults, threads};
use cairn_model::Claim;
use cairn_pipeline::Pipeline;
use cairn_read::Draft;
use cairn_views::write_claims;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::PyBytes;
use rayon::prelude::*;

/// A column: UTF-8 words or nothing in each row.
type Words = Vec<Option<PyBackedBytes>>;

/// The fields of reports, a column each; a column that is not there is empty.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub struct Columns {
    report: Words,
    outlet: Words,
    url: Words,
    title: Words,
    author: Words,
    published: Words,
    language: Words,
    text: Words,
}

/// What is to be known of a row: its number from 0, the report's id where one is given, the words.
type RowNote = (usize, Option<String>, String);

/// The claims of the rows, in their order, as the table of claims in Parquet, with notes on what could not be used.
#[pyfunction]
pub fn extract_rows<'py>(
    py: Python<'py>,
    columns: Columns,
    threads: Option<usize>,
) -> PyResult<(Bound<'py, PyBytes>, Vec<RowNote>)> {
    let pipeline = pipeline(py)?;
    let (table, notes) = threads::on(py, threads, || {
        let read = |row| columns.read(row, pipeline);
        let rows: Vec<(Vec<Claim>, Vec<RowNote>)> =
            (0..columns.text.len()).into_par_iter().map(read).collect();
        let (claims, notes): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
        let mut table = Vec::new();
        write_claims(claims.into_iter().flatten(), &mut table).map(|()| (table, notes))
    })?
    .map_err(faults::broken)?;
    Ok((PyBytes::new(py, &table), notes.into_iter().flatten().collect()))
}

impl Columns {
    /// The number of rows.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// The fields of a row, or what is wrong with it.
    pub fn draft(&self, row: usize) -> Result<Draft, String> {
        let words = |name: &str, column: &Words| {
            let Some(bytes) = column.get(row).and_then(Option::as_ref) else { return Ok(None) };
            let words = std::str::from_utf8(bytes);
            words.map(|words| Some(words.to_owned())).map_err(|_| {
                format!("`{name}` is no UTF-8 text. Decode it before, with the charset it came in.")
            })
        };
        Ok(Draft {
            report: words("report", &self.report)?,
            outlet: words("outlet", &self.outlet)?,
            url: words("url", &self.url)?,
            title: words("title", &self.title)?,
            author: words("author", &self.author)?,
            published: words("published", &self.published)?,
            language: words("language", &self.language)?,
            text: words("text", &self.text)?,
            date_from: None,
        })
    }

    /// The claims of a row, and what is to be known of it.
    fn read(&self, row: usize, pipeline: &Pipeline) -> (Vec<Claim>, Vec<RowNote>) {
        let id = self.report.get(row).and_then(Option::as_deref);
        let given = id.and_then(|bytes| Some(std::str::from_utf8(bytes).ok()?.to_owned()));
        let draft = match self.draft(row) {
            Ok(draft) => draft,
            Err(words) => return (Vec::new(), vec![(row, given, words)]),
        };
        let (read, notes) = draft.read("");
        let mut notes: Vec<String> = notes.iter().map(faults::told).collect();
        let mut claims = Vec::new();
        if let Some(report) = read {
            notes.extend(report.unread().map(|language| {
                format!("is in `{language}`, which is not read for claims. Give `language` as `en` if it is English.")
            }));
            match claims_of(pipeline, &report) {
                Ok(found) => claims = found,
                Err(words) => notes.push(format!("{words}. Please report it.")),
            }
        }
        (claims, notes.into_iter().map(|words| (row, given.clone(), words)).collect())
    }
}
