//! Whether the register is whole and what its sources give: each report read again, each claim made again.

use super::{json_lines, open};
use crate::args::{Args, Verify};
use crate::failure::Failure;
use crate::page::count;
use cairn_model::{Claim, Report, ReportId, Span};
use cairn_pipeline::Pipeline;
use cairn_pipeline::sources::Source;
use cairn_read::Options;
use cairn_store::{Register, StoreError};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

/// How many reports are held at once.
const BATCH: usize = 256;

/// What does not agree, in one report.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Mismatch {
    report: ReportId,
    at: String,
    found: String,
}

/// What was checked, and what was found.
#[derive(Debug, Default)]
struct Findings {
    n_reports: usize,
    n_claims: usize,
    /// Reports whose claims were made again.
    n_again: usize,
    /// Reports whose bytes were read again.
    n_read: usize,
    mismatches: Vec<Mismatch>,
}

/// Checks the register, and lists what differs.
pub fn verify(args: &Args, command: &Verify, out: &mut impl Write) -> Result<(), Failure> {
    let fault = Failure::of_register(&args.db);
    let register = open(args)?;
    register.check_file().map_err(&fault)?;
    let pipeline = Pipeline::load(args.rules.as_deref())?;
    let (pipeline, program) = pipeline.with_places_of(&register).map_err(Failure::of_places(&args.db))?;
    let mut findings = Findings::default();
    let stale: Option<BTreeSet<ReportId>> =
        match register.past_run(pipeline.digest(), &program).map_err(&fault)? {
            Some(run) => Some(register.stale(run).map_err(&fault)?.into_iter().collect()),
            None => None,
        };
    let is_ours = |id: &ReportId| stale.as_ref().is_some_and(|stale| !stale.contains(id));
    let files = register.files().map_err(&fault)?;
    for file in files.iter().map(Some).chain([None]) {
        let ids = register.reports_of(file.map(String::as_str)).map_err(&fault)?;
        claims(&register, &pipeline, &ids, is_ours, &mut findings).map_err(&fault)?;
        if let Some(file) = file {
            bytes(&register, file, &ids, &command.columns.options(), &mut findings).map_err(&fault)?;
        }
    }
    tell(args, &findings, out)?;
    match findings.mismatches.len() {
        0 => Ok(()),
        n => Err(Failure::new(
            format!(
                "{}: {} not what {} source gives",
                args.db.display(),
                count(n, "thing"),
                if n == 1 { "its" } else { "their" }
            ),
            "A file that was changed gives other reports: add it under another name. Spans and claims that \
             differ are a fault of the program or of the disk; please report them.",
        )),
    }
}

fn tell(args: &Args, findings: &Findings, out: &mut impl Write) -> Result<(), Failure> {
    if args.json {
        return json_lines(&findings.mismatches, out);
    }
    for Mismatch { report, at, found } in &findings.mismatches {
        writeln!(out, "{report} ({at}): {found}")?;
    }
    let Findings { n_reports, n_claims, n_again, n_read, .. } = findings;
    writeln!(
        out,
        "{} with {} checked: the spans of all, the claims of {} made again, the bytes of {} read again.",
        count(*n_reports, "report"),
        count(*n_claims, "claim"),
        count(*n_again, "report"),
        count(*n_read, "report"),
    )?;
    Ok(())
}

/// Checks spans and claims against the texts in the register.
fn claims(
    register: &Register,
    pipeline: &Pipeline,
    ids: &[ReportId],
    is_ours: impl Fn(&ReportId) -> bool,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    for ids in ids.chunks(BATCH) {
        let mut held = Vec::with_capacity(ids.len());
        for id in ids {
            let Some(report) = register.report(id)? else { continue };
            held.push((report, register.claims_as_read(id)?, is_ours(id)));
        }
        findings.n_reports += held.len();
        findings.n_claims += held.iter().map(|(_, claims, _)| claims.len()).sum::<usize>();
        findings.n_again += held.iter().filter(|(_, _, ours)| *ours).count();
        let check = |(report, claims, ours): &(Report, Vec<Claim>, bool)| {
            let mut found = spans(report, claims);
            if *ours {
                found.extend(again(report, claims, pipeline));
            }
            found
        };
        let found: Vec<Vec<Mismatch>> = held.par_iter().map(check).collect();
        findings.mismatches.extend(found.into_iter().flatten());
    }
    Ok(())
}

/// Spans that do not lie in the text, and ids that are not those of their claims.
fn spans(report: &Report, claims: &[Claim]) -> Vec<Mismatch> {
    let length = u32::try_from(report.text.chars().count()).unwrap_or(u32::MAX);
    let lies_in = |span: &Span| span.start < span.end && span.end <= length;
    let faulty = |claim: &&Claim| {
        let evidence = &claim.evidence;
        let more = [evidence.figure.as_ref(), evidence.trigger.as_ref()];
        !lies_in(&evidence.sentence) || more.into_iter().flatten().any(|span| !lies_in(span))
    };
    let outside =
        claims.iter().filter(faulty).map(|claim| format!("the spans of {} do not lie in its text", claim.id));
    // An id is a digest over spans, values and maker.
    let renamed = |claim: &&Claim| (*claim).clone().with_identity().id != claim.id;
    let altered =
        claims.iter().filter(renamed).map(|claim| format!("{} is not the digest of what it says", claim.id));
    outside.chain(altered).map(|found| mismatch(report, found)).collect()
}

/// Claims that the rules that made them do not make now.
fn again(report: &Report, claims: &[Claim], pipeline: &Pipeline) -> Vec<Mismatch> {
    let mut made = pipeline.read_report(report).claims;
    made.sort_by(|a, b| a.id.cmp(&b.id));
    made.dedup_by(|a, b| a.id == b.id);
    let read: Vec<&Claim> = claims.iter().filter(|claim| claim.made_by.is_none()).collect();
    let mut found = Vec::new();
    for claim in &read {
        match made.iter().find(|again| again.id == claim.id) {
            None => found.push(format!("{} is not made again", claim.id)),
            Some(again) if again != *claim => {
                found.push(format!("{} is made again with other values", claim.id))
            }
            Some(_) => {}
        }
    }
    let lost = made.iter().filter(|again| !read.iter().any(|claim| claim.id == again.id));
    found.extend(lost.map(|claim| format!("{} is made now, and is not in the register", claim.id)));
    found.into_iter().map(|found| mismatch(report, found)).collect()
}

/// Checks digests and texts against a file, read again from its front.
fn bytes(
    register: &Register,
    file: &str,
    ids: &[ReportId],
    options: &Options,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    // Standard input cannot be read again, and a file that is gone is not a file that differs.
    let path = Path::new(file);
    if file == "-" || !path.is_file() {
        return Ok(());
    }
    let mut waiting: BTreeSet<&ReportId> = ids.iter().collect();
    let reader = match (Source { path: path.to_path_buf(), length: 0 }).open(options) {
        Ok(reader) => reader,
        Err(fault) => {
            let at = file.to_owned();
            let found = format!("cannot be opened: {fault}");
            findings.mismatches.extend(ids.first().map(|report| Mismatch {
                report: report.clone(),
                at,
                found,
            }));
            return Ok(());
        }
    };
    for report in reader.flatten() {
        if !waiting.remove(&report.id) {
            continue;
        }
        findings.n_read += 1;
        let Some(held) = register.report(&report.id)? else { continue };
        findings.mismatches.extend(differs(&held, &report).map(|found| mismatch(&held, found)));
    }
    for id in waiting {
        let Some(held) = register.report(id)? else { continue };
        findings.mismatches.push(mismatch(&held, "is not in its file any more".to_owned()));
    }
    Ok(())
}

/// How a report that was read again differs from the one in the register.
fn differs(held: &Report, read: &Report) -> Option<String> {
    let same_place = |a: &Report, b: &Report| {
        let place = |report: &Report| {
            let at = &report.provenance;
            (at.part.clone(), at.line, at.record, at.offset)
        };
        place(a) == place(b)
    };
    let found = if held.provenance.digest.is_some() && held.provenance.digest != read.provenance.digest {
        "its bytes have another digest"
    } else if held.text != read.text {
        "its bytes give another text"
    } else if !same_place(held, read) && held.provenance.offset.is_some() {
        "it stands at another place of its file"
    } else {
        return None;
    };
    Some(found.to_owned())
}

fn mismatch(report: &Report, found: String) -> Mismatch {
    Mismatch { report: report.id.clone(), at: report.provenance.place().unwrap_or_default(), found }
}
