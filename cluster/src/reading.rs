//! A split to a finished file of reports with their claims: what the function `cairn_read` does.

use crate::failure::Failure;
use crate::folder::{self, Phase};
use crate::job::Working;
use crate::row::{Row, number};
use crate::split::Split;
use crate::tables::{self, Column};
use cairn_model::{Note, Report};
use cairn_pipeline::Pipeline;
use cairn_pipeline::sources::cannot_open;
use cairn_read::{Format, Input, Options, Reader};
use cairn_resolve::Resolved;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::OnceLock;

/// What a finished split holds.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ReadNote {
    /// How many reports.
    pub reports: usize,
    /// How many claims.
    pub claims: usize,
    /// How many reports are left out because a stage fell over them.
    pub poisoned: usize,
    /// How many bytes the rows take before they are packed.
    pub bytes: usize,
    /// What a person should know.
    pub notes: Vec<WrittenNote>,
}

/// A note as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenNote {
    /// File and place.
    pub at: String,
    /// What was found.
    pub message: String,
    /// What the user can do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

impl From<Note> for WrittenNote {
    fn from(Note { at, message, hint }: Note) -> Self {
        Self { at, message, hint }
    }
}

/// How a report is read. Tests put in one that falls over.
pub type ReadReport = fn(&Pipeline, &Report) -> Resolved;

static READ_REPORT: OnceLock<ReadReport> = OnceLock::new();

/// Lets this program read reports in another way, once and before anything is read.
pub fn read_with(read: ReadReport) {
    READ_REPORT.get_or_init(|| read);
}

/// How many reports are read side by side.
const BATCH: usize = 256;

/// Reads a split into its finished file; gives how many reports it holds.
///
/// # Errors
/// Where the file cannot be written. What cannot be read is a note.
pub fn read(working: &Working, split: i64, what: &Split) -> Result<i64, Failure> {
    let mut note = ReadNote::default();
    let mut rows: Vec<Row> = Vec::new();
    let mut reader = match open(what, working) {
        Ok(reader) => Some(reader),
        Err(fault) => {
            note.notes.push(cannot_open(Path::new(&what.name), &fault).into());
            None
        }
    };
    while let Some(open) = reader.as_mut() {
        let mut reports = Vec::new();
        while reports.len() < BATCH {
            match catch_unwind(AssertUnwindSafe(|| open.next())) {
                Ok(Some(Ok(report))) => reports.push(report),
                Ok(Some(Err(fault))) => note.notes.push(fault.into()),
                Ok(None) => {
                    reader = None;
                    break;
                }
                Err(_) => {
                    note.notes.push(poisoned_file(what));
                    reader = None;
                    break;
                }
            }
        }
        let read: Vec<Result<Row, WrittenNote>> =
            reports.into_par_iter().map(|report| read_report(&working.pipeline, report)).collect();
        for one in read {
            match one {
                Ok(row) => rows.push(Row { number: number(split, rows.len()), ..row }),
                Err(fault) => {
                    note.poisoned += 1;
                    note.notes.push(fault);
                }
            }
        }
    }
    note.reports = rows.len();
    note.claims = rows.iter().map(|row| row.claims.len()).sum();
    note.bytes = write(working, split, &rows)?;
    folder::finish(&working.job.folder, Phase::Read, split, &note)?;
    Ok(rows.len() as i64)
}

fn open(split: &Split, working: &Working) -> io::Result<Reader<'static>> {
    let mut options = Options { columns: working.columns.clone(), ..Options::default() };
    let mut file = File::open(&split.path)?;
    let input = match split.stretch {
        None if file.metadata()?.is_file() => Input::file(file)?,
        None => Input::Stream(Box::new(BufReader::with_capacity(1 << 16, file))),
        Some(stretch) => {
            options.format = Some(Format::JsonLines);
            options.before = stretch.before();
            file.seek(SeekFrom::Start(stretch.start))?;
            Input::Stream(Box::new(BufReader::with_capacity(1 << 16, file.take(stretch.length))))
        }
    };
    Ok(Reader::open(input, split.name.clone(), &options))
}

/// A report with its claims, or a note where a stage fell over it.
fn read_report(pipeline: &Pipeline, report: Report) -> Result<Row, WrittenNote> {
    let read = READ_REPORT.get().copied().unwrap_or(|pipeline, report| pipeline.read_report(report));
    // What a stage leaves half made is thrown away with the panic: the scratch of one report, and no more.
    match catch_unwind(AssertUnwindSafe(|| read(pipeline, &report))) {
        Ok(resolved) => {
            Ok(Row { number: 0, report: Report { dated: resolved.dated, ..report }, claims: resolved.claims })
        }
        Err(_) => Err(WrittenNote {
            at: report.provenance.place().unwrap_or_else(|| report.id.to_string()),
            message: format!("the program fell over the report `{}`, which is left out", report.id),
            hint: Some("This is a fault of the program: please report it with that report.".to_owned()),
        }),
    }
}

fn poisoned_file(split: &Split) -> WrittenNote {
    WrittenNote {
        at: split.name.clone(),
        message: "the program fell over this file, the rest of which is left out".to_owned(),
        hint: Some("This is a fault of the program: please report it with that file.".to_owned()),
    }
}

/// Writes the rows, and gives how many bytes they take.
fn write(working: &Working, split: i64, rows: &[Row]) -> Result<usize, Failure> {
    let packed: Vec<(Vec<u8>, Vec<i64>)> = rows
        .par_iter()
        .map(|row| Ok((row.pack()?, row.days_and_places())))
        .collect::<Result<_, Failure>>()?;
    let bytes = packed.iter().map(|(row, _)| row.len()).sum();
    let cards: Vec<_> = rows.iter().map(Row::card).collect();
    let (packed, places): (Vec<Vec<u8>>, Vec<Vec<i64>>) = packed.into_iter().unzip();
    let columns = vec![
        Column::numbers("number", cards.iter().map(|card| Some(card.number))),
        Column::words("id", cards.iter().map(|card| Some(&card.id))),
        Column::numbers("day", cards.iter().map(|card| card.day.map(i64::from))),
        Column::numbers("month", cards.iter().map(|card| Some(i64::from(card.month)))),
        Column::numbers("lot", cards.iter().map(|card| Some(card.lot))),
        Column::numbers("text", cards.iter().map(|card| Some(card.text))),
        Column::number_lists("places", &places),
        Column::bytes("row", packed.iter()),
    ];
    tables::write(&folder::piece(&working.job.folder, Phase::Read, split, "parquet"), columns)?;
    Ok(bytes)
}
