//! Files to reports, and reports into a register.

use crate::faults::InputError;
use crate::pipeline::pipeline;
use crate::rows::Columns;
use crate::{faults, threads};
use cairn_model::{Note, Report};
use cairn_pipeline::sources::{self, Source};
use cairn_pipeline::{Batch, Batches, PROGRAM, Pipeline, fill, group, program_of, refill};
use cairn_read::{ColumnMap, Options};
use cairn_store::{Added, Register, Run, StoreError};
use pyo3::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// So many batches are read between two looks at whether the user has interrupted.
const BATCHES: usize = 8;

/// So many rows of a table make a batch, as many as of files.
const ROWS: usize = 256;

/// What became of the reports.
#[derive(Serialize)]
struct Summary {
    new: usize,
    again: usize,
    same: usize,
    unread: usize,
    conflicts: usize,
    claims: usize,
    incidents: usize,
    notes: Vec<String>,
}

/// Reads the files behind paths: a JSON array of reports, and notes on what was not read.
#[pyfunction]
pub fn read(py: Python<'_>, paths: Vec<PathBuf>, map: &str) -> PyResult<(String, Vec<String>)> {
    let options = options(map)?;
    let (sources, found) = found(&paths)?;
    let mut notes: Vec<String> = found.iter().map(placed).collect();
    let mut reports: Vec<Report> = Vec::new();
    let mut batches = Batches::new(&sources, &options);
    while let Some(batch) = py.detach(|| batches.next()) {
        py.check_signals()?;
        notes.extend(batch.notes.iter().map(placed));
        reports.extend(batch.reports);
    }
    Ok((serde_json::to_string(&reports).map_err(faults::broken)?, notes))
}

/// Adds the reports of files and of a table to a register, and links what is new; gives what became of them, as JSON.
#[pyfunction]
#[pyo3(signature = (db, *, paths, map, columns, again, threads))]
pub fn add(
    py: Python<'_>,
    db: PathBuf,
    paths: Vec<PathBuf>,
    map: &str,
    columns: Option<Columns>,
    again: bool,
    threads: Option<usize>,
) -> PyResult<String> {
    let options = options(map)?;
    // A register is made only where there is something to read.
    let (sources, mut notes) = found(&paths)?;
    let mut desk = Desk::open(py, &db, threads)?;
    let mut added = desk.files(&sources, &options, &mut notes)?;
    if let Some(columns) = columns {
        added.merge(desk.rows(&columns, &mut notes)?);
    }
    if again {
        added.merge(desk.on_threads(refill)?);
    }
    desk.on_threads(|register, _, pipeline| group(register, pipeline))?;
    let incidents = cairn_views::n_incidents(&desk.register).map_err(faults::view(&db))?;
    let n_stale = desk.on_threads(|register, run, _| register.stale(run))?.len();
    let stale = (n_stale > 0).then(|| {
        format!(
            "{}: reports in it that other rules or places have read: {n_stale}. Read them anew with `again=True`; \
             decisions are kept.",
            db.display()
        )
    });
    let kept = |report: &Report| {
        format!(
            "{}: another text is in the register under the id `{}`; that one is kept. Give a corrected report an id of its own.",
            report.provenance.place().unwrap_or_else(|| "a table".to_owned()),
            report.id
        )
    };
    let summary = Summary {
        new: added.new,
        again: added.again,
        same: added.same,
        unread: added.unread,
        conflicts: added.conflicts.len(),
        claims: added.claims,
        incidents,
        notes: notes.iter().map(placed).chain(added.conflicts.iter().map(kept)).chain(stale).collect(),
    };
    serde_json::to_string(&summary).map_err(faults::broken)
}

/// A register while it is filled.
struct Desk<'d, 'py> {
    py: Python<'py>,
    db: &'d Path,
    threads: Option<usize>,
    register: Register,
    run: Run,
    pipeline: &'static Pipeline,
}

impl<'d, 'py> Desk<'d, 'py> {
    fn open(py: Python<'py>, db: &'d Path, threads: Option<usize>) -> PyResult<Self> {
        let mut register = py.detach(|| Register::open(db)).map_err(faults::store(db))?;
        let (pipeline, program) = with_places_of(py, &register, db)?;
        let run = register.run(pipeline.digest(), &program).map_err(faults::store(db))?;
        Ok(Self { py, db, threads, register, run, pipeline })
    }

    /// Does something with the register, without Python's lock.
    fn on_threads<T: Send>(
        &mut self,
        work: impl FnOnce(&mut Register, Run, &Pipeline) -> Result<T, StoreError> + Send,
    ) -> PyResult<T> {
        let Self { register, run, pipeline, .. } = self;
        threads::on(self.py, self.threads, || work(register, *run, pipeline))?.map_err(faults::store(self.db))
    }

    /// Adds the reports of files.
    fn files(&mut self, sources: &[Source], options: &Options, notes: &mut Vec<Note>) -> PyResult<Added> {
        let mut added = Added::default();
        let mut batches = Batches::new(sources, options).peekable();
        while batches.peek().is_some() {
            self.py.check_signals()?;
            let some = batches.by_ref().take(BATCHES).map(|Batch { reports, notes: found }| {
                notes.extend(found);
                reports
            });
            added.merge(self.on_threads(|register, run, pipeline| fill(register, run, pipeline, some))?);
        }
        Ok(added)
    }

    /// Adds the reports of a table.
    fn rows(&mut self, columns: &Columns, notes: &mut Vec<Note>) -> PyResult<Added> {
        let mut added = Added::default();
        let mut row = 0;
        while row < columns.len() {
            self.py.check_signals()?;
            let last = columns.len().min(row + BATCHES * ROWS);
            let mut reports = Vec::with_capacity(last - row);
            for row in row..last {
                let at = format!("row {row}");
                let draft =
                    columns.draft(row).map_err(|message| Note { at: at.clone(), message, hint: None });
                let (report, found) = match draft {
                    Ok(draft) => draft.read(&at),
                    Err(note) => (None, vec![note]),
                };
                reports.extend(report);
                notes.extend(found);
            }
            let batches = reports.chunks(ROWS).map(<[Report]>::to_vec);
            added.merge(self.on_threads(|register, run, pipeline| fill(register, run, pipeline, batches))?);
            row = last;
        }
        Ok(added)
    }
}

/// The stages with the places of a register, and what they are called in its list of runs.
fn with_places_of(py: Python<'_>, register: &Register, db: &Path) -> PyResult<(&'static Pipeline, String)> {
    /// The stages with the places of registers, by what they are called: they live as long as the program.
    static WITH_PLACES: Mutex<BTreeMap<String, &'static Pipeline>> = Mutex::new(BTreeMap::new());
    let program = program_of(register).map_err(faults::store(db))?;
    if program == PROGRAM {
        return Ok((pipeline(py)?, program));
    }
    let known = || WITH_PLACES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(pipeline) = known().get(&program) {
        return Ok((pipeline, program));
    }
    let loaded = threads::on(py, None, || Pipeline::load(None))?.map_err(faults::load)?;
    let (loaded, program) = loaded.with_places_of(register).map_err(faults::places(db))?;
    let loaded: &'static Pipeline = Box::leak(Box::new(loaded));
    known().insert(program.clone(), loaded);
    Ok((loaded, program))
}

/// The files behind paths; a fault where paths are named and none leads to a file.
fn found(paths: &[PathBuf]) -> PyResult<(Vec<Source>, Vec<Note>)> {
    let (sources, notes) = sources::find(paths);
    if sources.is_empty() && !paths.is_empty() {
        let told: Vec<String> = notes.iter().map(placed).collect();
        return Err(InputError::new_err(told.join("\n")));
    }
    Ok((sources, notes))
}

fn options(map: &str) -> PyResult<Options> {
    let columns: ColumnMap = map.parse().map_err(|fault| faults::word("columns", fault))?;
    Ok(Options { columns, ..Options::default() })
}

/// A note as one line, with its place.
fn placed(note: &Note) -> String {
    format!("{}: {}", note.at, faults::told(note))
}
