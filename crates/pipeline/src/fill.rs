use crate::Pipeline;
use cairn_model::Report;
use cairn_store::{Added, Reading, Register, Run, StoreError};
use rayon::prelude::*;

/// Reads batches of reports into the register: while one is written, the next one is read, and the one after that
/// comes in. What is in the register already is passed over.
///
/// # Errors
/// A register that cannot be written; the batches before are in it.
pub fn fill(
    register: &mut Register,
    run: Run,
    pipeline: &Pipeline,
    batches: impl IntoIterator<Item = Vec<Report>, IntoIter: Send>,
) -> Result<Added, StoreError> {
    let (mut added, mut read_last) = (Added::default(), Vec::new());
    let mut batches = batches.into_iter();
    let mut next = batches.next();
    while let Some(reports) = next {
        let mut unknown = Vec::with_capacity(reports.len());
        for report in reports {
            match register.has(run, &report)? {
                true => added.same += 1,
                false => unknown.push(report),
            }
        }
        // Three batches are in hand: one is written, one is read for claims, one comes in.
        let (written, (readings, coming)) = rayon::join(
            || register.add(run, std::mem::take(&mut read_last)),
            || rayon::join(|| read(pipeline, unknown), || batches.next()),
        );
        added.merge(written?);
        (read_last, next) = (readings, coming);
    }
    added.merge(register.add(run, read_last)?);
    Ok(added)
}

/// Reads those reports of the register anew that another run has read.
///
/// # Errors
/// A register that cannot be read or written.
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
