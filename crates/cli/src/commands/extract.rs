use super::json_lines;
use crate::args::{Args, ClaimFormat, Extract};
use crate::failure::Failure;
use crate::notebook::Notebook;
use crate::progress::Progress;
use cairn_pipeline::{Pipeline, read, sources};
use cairn_store::Reading;
use cairn_views::{claim_line, has_figure};
use std::io::Write;

/// Prints the claims of reports, in the order of the reports.
pub fn extract(args: &Args, command: &Extract, out: &mut impl Write) -> Result<(), Failure> {
    let pipeline = Pipeline::load(args.rules.as_deref())?;
    let (sources, found) = sources::find(&command.paths);
    let mut notes = Notebook::default();
    notes.extend(found);
    let mut n_read = 0;
    let options = command.columns.options();
    let outcome = Progress::new(&sources, &options).try_for_each(|batch| {
        n_read += batch.reports.len();
        notes.extend(batch.notes);
        let readings = read(&pipeline, batch.reports);
        readings.iter().try_for_each(|reading| print(reading, command, out))
    });
    notes.print();
    outcome?;
    if n_read == 0 { Err(Failure::nothing_read()) } else { Ok(()) }
}

fn print(reading: &Reading, command: &Extract, out: &mut impl Write) -> Result<(), Failure> {
    let claims = reading.claims.iter().filter(|claim| command.all || has_figure(claim));
    match command.format {
        ClaimFormat::Jsonl => json_lines(claims.map(claim_line), out),
    }
}
