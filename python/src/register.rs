//! A register that is asked.

use crate::{faults, threads};
use cairn_model::ReportId;
use cairn_pipeline::country_of;
use cairn_store::{Register as Store, SCHEMA_VERSION};
use cairn_views::eventreport::{self, Grades, MISSING, Model, report_table};
use cairn_views::{ExportFormat, ExportOptions, Exporter, Filter, NoNames, Profile, Table, ViewError};
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use std::fmt::Display;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A register, open for reading only.
#[pyclass(frozen, module = "cairn._native")]
pub struct Register {
    db: PathBuf,
    // A connection serves one thread at a time.
    store: Mutex<Store>,
}

/// Which incidents a table is about, in words.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub struct Asked {
    since: Option<String>,
    until: Option<String>,
    place: Option<String>,
    actor: Option<String>,
    kind: Option<String>,
    r#type: Option<String>,
}

#[pymethods]
impl Register {
    #[new]
    fn open(py: Python<'_>, db: PathBuf) -> PyResult<Self> {
        let store = py.detach(|| Store::open_for_reading(&db)).map_err(faults::store(&db))?;
        Ok(Self { db, store: Mutex::new(store) })
    }

    /// A table of the exports in Parquet; the incidents in the columns of a codebook where one is named.
    fn table<'py>(
        &self,
        py: Python<'py>,
        name: &str,
        profile: Option<&str>,
        asked: Asked,
    ) -> PyResult<Bound<'py, PyBytes>> {
        let named = |table: &&Table| table.as_str() == name;
        let table =
            *Table::ALL.iter().find(named).ok_or_else(|| faults::broken(format!("no table {name}")))?;
        let options = ExportOptions {
            profile: profile
                .map(|name| one_of("profile", name, Profile::ALL, |one| one.as_str()))
                .transpose()?,
            filter: asked.filter()?,
            ..ExportOptions::new(ExportFormat::Parquet)
        };
        let written = self.ask(py, |store| {
            let mut written = Vec::new();
            Exporter::new(store, options, &NoNames)?.write_bare(table, &mut written)?;
            Ok(written)
        })?;
        Ok(PyBytes::new(py, &written))
    }

    /// One row for each incident and each report that tells of it, or what a model makes of them, as
    /// `cairn eventreport` writes it; with the word for a missing cell.
    fn eventreport<'py>(
        &self,
        py: Python<'py>,
        model: Option<&str>,
    ) -> PyResult<(Bound<'py, PyBytes>, &'static str)> {
        let model = model.map(|name| one_of("model", name, Model::ALL, word_of)).transpose()?;
        let told = self.ask(py, |store| report_table(store, &Grades::new()))?.table;
        let table = match model {
            Some(model) => model.aggregate(&told).map_err(faults::broken)?,
            None => told,
        };
        let mut written = Vec::new();
        eventreport::write(&table, MISSING, &mut written).map_err(faults::broken)?;
        Ok((PyBytes::new(py, &written), MISSING))
    }

    /// A report with its text, as JSON; none where there is none of this id.
    fn report(&self, py: Python<'_>, id: &str) -> PyResult<Option<String>> {
        let found = self.ask(py, |store| Ok(store.report(&ReportId::new(id))?))?;
        found.map(|report| serde_json::to_string(&report).map_err(faults::broken)).transpose()
    }

    /// The digest of all that the register says.
    fn digest(&self, py: Python<'_>) -> PyResult<String> {
        self.ask(py, |store| {
            let exporter = Exporter::new(store, ExportOptions::new(ExportFormat::JsonLines), &NoNames)?;
            Ok(exporter.digest()?.to_owned())
        })
    }

    /// The version of the schema.
    #[getter]
    fn version(&self) -> i64 {
        // A register of another version is not opened.
        SCHEMA_VERSION
    }

    /// The file.
    #[getter]
    fn path(&self) -> PathBuf {
        self.db.clone()
    }
}

impl Register {
    /// Asks the register, without Python's lock.
    fn ask<T: Send>(
        &self,
        py: Python<'_>,
        question: impl FnOnce(&Store) -> Result<T, ViewError> + Send,
    ) -> PyResult<T> {
        // Taken on the thread that asks: whoever waits for it has let go of Python's lock.
        let open = || -> MutexGuard<'_, Store> { self.store.lock().unwrap_or_else(PoisonError::into_inner) };
        threads::on(py, Some(1), || question(&open()))?.map_err(faults::view(&self.db))
    }
}

impl Asked {
    fn filter(self) -> PyResult<Filter> {
        Ok(Filter {
            since: parsed("since", self.since)?,
            until: parsed("until", self.until)?,
            country: self.place.as_deref().and_then(country_of),
            place: self.place,
            actor: self.actor,
            kind: parsed("kind", self.kind)?,
            event_type: parsed("type", self.r#type)?,
            only: None,
            limit: None,
        })
    }
}

fn parsed<T: FromStr<Err: Display>>(name: &str, words: Option<String>) -> PyResult<Option<T>> {
    words.map(|words| words.parse().map_err(|fault| faults::word(name, fault))).transpose()
}

/// What a model is called on the command line: `conservative` of `Most-conservative`.
fn word_of(model: &Model) -> &'static str {
    model.name().trim_start_matches("Most-")
}

fn one_of<T: Copy>(name: &str, word: &str, all: &[T], word_of: fn(&T) -> &'static str) -> PyResult<T> {
    all.iter().copied().find(|one| word_of(one) == word).ok_or_else(|| {
        let known: Vec<&str> = all.iter().map(word_of).collect();
        faults::word(name, format!("`{word}` is none; expected one of {}", known.join(", ")))
    })
}
