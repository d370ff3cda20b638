use super::json_lines;
use crate::args::{Args, Import};
use crate::failure::Failure;
use crate::page::count;
use cairn_model::{Claim, Decision, Identity, IncidentId, Report, ReportId, Span};
use cairn_pipeline::{Pipeline, group};
use cairn_store::{Added, Reading, Register};
use cairn_views::{ReadReport, Record, RecordLine, record_column};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

/// How many reports make a batch.
const BATCH: usize = 1024;

/// What an export holds that cannot be made anew.
#[derive(Default)]
struct Past {
    reports: Vec<ReadReport>,
    claims: BTreeMap<ReportId, Vec<Claim>>,
    decisions: Vec<Decision>,
    /// Incidents of claims that hold no more.
    identities: Vec<Identity>,
    /// Incidents of claims that hold.
    incidents: Vec<(IncidentId, Vec<cairn_model::ClaimId>)>,
}

impl Past {
    /// Takes out the claims that no rules made.
    fn outside(&mut self) -> Vec<Claim> {
        let mut outside = Vec::new();
        for claims in self.claims.values_mut() {
            outside.extend(claims.extract_if(.., |claim| claim.made_by.is_some()));
        }
        outside
    }
}

/// What `import` did, for `--json`.
#[derive(Serialize)]
struct Summary {
    new: usize,
    same: usize,
    conflicts: usize,
    claims: usize,
    decisions: usize,
}

/// Reads an export in JSON Lines, or the tables of a run on a cluster, into the register.
pub fn import(args: &Args, command: &Import, out: &mut impl Write) -> Result<(), Failure> {
    let fault = Failure::of_register(&args.db);
    let mut past = Past::default();
    for file in files(&command.path)? {
        read(&file, &mut past)?;
    }
    check(&past, &command.path)?;
    let pipeline = Pipeline::load(args.rules.as_deref())?;
    let mut register = Register::open(&args.db).map_err(&fault)?;
    let identities = identities(&past);
    let decisions = register.import_decisions(&past.decisions).map_err(&fault)?;
    let outside = past.outside();
    let mut added = add(&mut register, past.reports, past.claims).map_err(&fault)?;
    added.claims += register.add_outside(&outside).map_err(&fault)?;
    register.remember(&identities).map_err(&fault)?;
    group(&mut register, &pipeline).map_err(&fault)?;
    let summary = Summary {
        new: added.new,
        same: added.same + added.again,
        conflicts: added.conflicts.len(),
        claims: added.claims,
        decisions,
    };
    if args.json {
        return json_lines([summary], out);
    }
    writeln!(
        out,
        "{} imported, {} already there, {}, {}.",
        count(summary.new, "report"),
        summary.same,
        count(summary.claims, "claim"),
        count(summary.decisions, "decision"),
    )?;
    for report in &added.conflicts {
        writeln!(out, "Another text is in the register under the id `{}`; that one is kept.", report.id)?;
    }
    Ok(())
}

/// The tables of a run on a cluster that hold what cannot be made anew.
const TABLES: [&str; 4] = ["reports", "claims", "incidents", "identities"];

/// The file itself, or the `.jsonl` files of a folder, by name; of the folder of a run on a cluster its tables.
fn files(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let tables = path.join("tables");
    let mut files = Vec::new();
    if tables.is_dir() {
        for table in TABLES {
            files.extend(ending_in(&tables.join(table), "parquet")?);
        }
    } else {
        files = ending_in(path, "jsonl")?;
    }
    match files.is_empty() {
        true => Err(Failure::new(
            format!("{}: no .jsonl file in it", path.display()),
            "Write one with `cairn export --format jsonl --out FILE`.",
        )),
        false => Ok(files),
    }
}

/// The files of a folder with an ending, by name.
fn ending_in(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, Failure> {
    let entries = std::fs::read_dir(folder).map_err(|fault| unreadable(folder, &fault))?;
    let paths = entries.map(|entry| entry.map(|entry| entry.path()));
    let mut files: Vec<PathBuf> =
        paths.collect::<Result<_, _>>().map_err(|fault: std::io::Error| unreadable(folder, &fault))?;
    files.retain(|file| file.extension().is_some_and(|of_file| of_file == ending));
    files.sort();
    Ok(files)
}

fn read(path: &Path, past: &mut Past) -> Result<(), Failure> {
    let file = File::open(path).map_err(|fault| unreadable(path, &fault))?;
    let lines: Box<dyn Iterator<Item = std::io::Result<String>>> =
        if path.extension().is_some_and(|ending| ending == "parquet") {
            Box::new(record_column(file).map_err(|fault| unreadable(path, &fault))?)
        } else {
            Box::new(BufReader::new(file).lines())
        };
    for (idx, line) in lines.enumerate() {
        let line = line.map_err(|fault| unreadable(path, &fault))?;
        let at = format!("{}:{}", path.display(), idx + 1);
        let RecordLine { record, protected } = serde_json::from_str(&line).map_err(|fault| {
            Failure::new(
                format!("{at}: no line of an export: {fault}"),
                "Name a file written by `cairn export --format jsonl`; `cairn add` reads reports.",
            )
        })?;
        if protected {
            return Err(Failure::new(
                format!("{at}: this export holds back places or names"),
                "Import one that was written without --coarsen and --no-private-names.",
            ));
        }
        match record {
            Record::Report(report) => past.reports.push(*report),
            Record::Claim(claim) => past.claims.entry(claim.report.clone()).or_default().push(*claim),
            Record::Incident(incident) => past.incidents.push((incident.id, incident.claims)),
            Record::Decision(decision) => past.decisions.push(*decision),
            Record::Identity(identity) => past.identities.push(*identity),
            // Made anew of the claims.
            Record::Toll(_) | Record::Agreement(_) => {}
        }
    }
    Ok(())
}

/// Every claim stands in a report of the export, and every sentence in its text.
fn check(past: &Past, path: &Path) -> Result<(), Failure> {
    let lengths: BTreeMap<&ReportId, u32> =
        past.reports.iter().map(|one| (&one.report.id, one.report.text.chars().count() as u32)).collect();
    let is_inside = |claim: &Claim| {
        let inside = |span: Span| {
            span.start < span.end && lengths.get(&claim.report).is_some_and(|length| span.end <= *length)
        };
        let evidence = &claim.evidence;
        [Some(evidence.sentence), evidence.figure, evidence.trigger].into_iter().flatten().all(inside)
    };
    match past.claims.values().flatten().find(|claim| !is_inside(claim)) {
        None => Ok(()),
        Some(claim) => Err(Failure::new(
            format!("{}: the sentence of claim {} is not in its report", path.display(), claim.id),
            "Import the export as it was written, with its reports.",
        )),
    }
}

/// Which incident each claim of the export belongs to.
fn identities(past: &Past) -> Vec<Identity> {
    let claims: BTreeMap<_, &Claim> =
        past.claims.values().flatten().map(|claim| (&claim.id, claim)).collect();
    let of = |incident: &IncidentId, id| {
        let claim = claims.get(id)?;
        Some(Identity {
            claim: claim.id.clone(),
            report: claim.report.clone(),
            sentence: claim.evidence.sentence,
            incident: incident.clone(),
        })
    };
    let now = past.incidents.iter().flat_map(|(incident, ids)| ids.iter().filter_map(|id| of(incident, id)));
    past.identities.iter().cloned().chain(now).collect()
}

fn add(
    register: &mut Register,
    reports: Vec<ReadReport>,
    mut claims: BTreeMap<ReportId, Vec<Claim>>,
) -> Result<Added, cairn_store::StoreError> {
    let mut runs: BTreeMap<(String, String), Vec<Report>> = BTreeMap::new();
    for ReadReport { report, ruleset, program } in reports {
        runs.entry((ruleset.as_str().to_owned(), program)).or_default().push(report);
    }
    let mut added = Added::default();
    for ((ruleset, program), mut reports) in runs {
        let run = register.run(&cairn_model::RulesetDigest::new(ruleset), &program)?;
        while !reports.is_empty() {
            let rest = reports.split_off(reports.len().min(BATCH));
            let batch = std::mem::replace(&mut reports, rest)
                .into_iter()
                .map(|report| Reading { claims: claims.remove(&report.id).unwrap_or_default(), report });
            added.merge(register.add(run, batch.collect())?);
        }
    }
    Ok(added)
}

fn unreadable(path: &Path, fault: &std::io::Error) -> Failure {
    Failure::new(
        format!("{} cannot be read: {fault}", path.display()),
        "Name a file written by `cairn export --format jsonl`, or a folder of such files.",
    )
}
