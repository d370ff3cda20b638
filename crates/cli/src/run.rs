//! The way through the house on one machine: read, text, extract, resolve, link, store.

use crate::batches::{Batch, Batches};
use crate::notebook::Notebook;
use crate::pipeline::Pipeline;
use crate::sources::Source;
use cairn_model::Report;
use cairn_read::Options;
use cairn_store::{Added, Reading, Register, Run, StoreError};
use rayon::prelude::*;

/// Reads the sources into the register: while one batch is written, the next one is read.
pub fn fill(
    register: &mut Register,
    run: Run,
    pipeline: &Pipeline,
    sources: &[Source],
    options: &Options,
    notes: &mut Notebook,
) -> Result<Added, StoreError> {
    let (mut added, mut ready) = (Added::default(), Vec::new());
    for Batch { reports, notes: found } in Batches::new(sources, options) {
        notes.extend(found);
        let mut unknown = Vec::with_capacity(reports.len());
        for report in reports {
            match register.has(run, &report)? {
                true => added.same += 1,
                false => unknown.push(report),
            }
        }
        let last = std::mem::take(&mut ready);
        let (written, readings) = rayon::join(|| register.add(run, last), || read(pipeline, unknown));
        added.merge(written?);
        ready = readings;
    }
    added.merge(register.add(run, ready)?);
    Ok(added)
}

/// Reads those reports of the register anew that another run has read.
pub fn refill(register: &mut Register, run: Run, pipeline: &Pipeline) -> Result<Added, StoreError> {
    let mut added = Added::default();
    for ids in register.stale(run)?.chunks(256) {
        let mut reports = Vec::with_capacity(ids.len());
        for id in ids {
            reports.extend(register.report(id)?);
        }
        added.merge(register.add(run, read(pipeline, reports))?);
    }
    Ok(added)
}

/// Reports to claims on all threads, in the order of the reports.
pub fn read(pipeline: &Pipeline, reports: Vec<Report>) -> Vec<Reading> {
    reports
        .into_par_iter()
        .map(|report| {
            let resolved = pipeline.read_report(&report);
            Reading { report: Report { dated: resolved.dated, ..report }, claims: resolved.claims }
        })
        .collect()
}
