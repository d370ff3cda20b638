use super::claims::{Admitted, add_claims};
use super::incidents::incident_table;
use super::json_lines;
use crate::args::{Add, Args};
use crate::failure::Failure;
use crate::notebook::{Notebook, note};
use crate::page::count;
use crate::progress::Progress;
use cairn_pipeline::sources::{self, Source};
use cairn_pipeline::{Batch, Pipeline, group, refill};
use cairn_store::{Added, Register};
use cairn_views::Filter;
use serde::Serialize;
use std::io::Write;

/// How many incidents are listed after a batch.
const LISTED: u32 = 40;

/// What `add` did, for `--json`.
#[derive(Serialize)]
struct Summary {
    new: usize,
    again: usize,
    same: usize,
    #[serde(skip_serializing_if = "is_none")]
    unread: usize,
    conflicts: usize,
    claims: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<usize>,
    incidents: usize,
}

fn is_none(n: &usize) -> bool {
    *n == 0
}

/// Reads reports into the register, groups them, and lists the incidents.
pub fn add(args: &Args, command: &Add, out: &mut impl Write) -> Result<(), Failure> {
    let (sources, found) = sources::find(&command.paths);
    let mut notes = Notebook::default();
    notes.extend(found);
    if sources.is_empty() && !command.again && command.claims.is_empty() {
        notes.print();
        return Err(Failure::nothing_read());
    }
    let outcome = fill(args, command, &sources, &mut notes);
    notes.print();
    let (register, added, admitted) = outcome?;
    let n_read = added.new + added.again + added.same + added.conflicts.len();
    if n_read == 0 && !command.again && command.claims.is_empty() {
        return Err(Failure::nothing_read());
    }
    report(args, &register, &added, (!command.claims.is_empty()).then_some(admitted), out)
}

/// Reads sources into the register and groups what is new.
pub fn fill(
    args: &Args,
    command: &Add,
    sources: &[Source],
    notes: &mut Notebook,
) -> Result<(Register, Added, Admitted), Failure> {
    let fault = Failure::of_register(&args.db);
    // A register is made only once the rules hold; one that is there is opened while they are loaded.
    let open = || Register::open(&args.db);
    let (pipeline, opened) =
        rayon::join(|| Pipeline::load(args.rules.as_deref()), || args.db.exists().then(open));
    let pipeline = pipeline?;
    let mut register = opened.unwrap_or_else(open).map_err(&fault)?;
    let (pipeline, program) = pipeline.with_places_of(&register).map_err(Failure::of_places(&args.db))?;
    // Lives as long as the program: taking it apart would take a tenth of the time of one report.
    let pipeline: &Pipeline = Box::leak(Box::new(pipeline));
    let run = register.run(pipeline.digest(), &program).map_err(&fault)?;
    let options = command.columns.options();
    let batches = Progress::new(sources, &options).map(|Batch { reports, notes: found }| {
        notes.extend(found);
        reports
    });
    let mut added = cairn_pipeline::fill(&mut register, run, pipeline, batches).map_err(&fault)?;
    if command.again {
        added.merge(refill(&mut register, run, pipeline).map_err(&fault)?);
    }
    let admitted = add_claims(&mut register, pipeline, &args.db, &command.claims, notes)?;
    group(&mut register, pipeline).map_err(&fault)?;
    for report in &added.conflicts {
        let at = report.provenance.place().unwrap_or_default();
        notes.note(note(
            at,
            format!("another text is in the register under the id `{}`; that one is kept", report.id),
            "Give a corrected report an id of its own.",
        ));
    }
    let n_stale = register.n_stale(run).map_err(&fault)?;
    if n_stale > 0 {
        notes.note(note(
            args.db.display().to_string(),
            format!("{} in it: read with other rules or places", count(n_stale, "report")),
            "Read them anew with `cairn add --again`. Decisions are kept.",
        ));
    }
    Ok((register, added, admitted))
}

fn report(
    args: &Args,
    register: &Register,
    added: &Added,
    admitted: Option<Admitted>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let fault = Failure::of_view(&args.db);
    let n_incidents = cairn_views::n_incidents(register).map_err(&fault)?;
    if args.json {
        let summary = Summary {
            new: added.new,
            again: added.again,
            same: added.same,
            unread: added.unread,
            conflicts: added.conflicts.len(),
            claims: added.claims + admitted.map_or(0, |admitted| admitted.new),
            refused: admitted.map(|admitted| admitted.refused),
            incidents: n_incidents,
        };
        return json_lines([summary], out);
    }
    let mut parts = vec![format!("{} added", count(added.new, "report"))];
    if added.again > 0 {
        parts.push(format!("{} read anew", added.again));
    }
    if added.same > 0 {
        parts.push(format!("{} already there", added.same));
    }
    if added.unread > 0 {
        parts.push(format!("{} not read, being in another language", added.unread));
    }
    if let Some(Admitted { new, same, refused }) = admitted {
        parts.push(format!("{} made elsewhere admitted", count(new, "claim")));
        if same > 0 {
            parts.push(format!("{same} already there"));
        }
        if refused > 0 {
            parts.push(format!("{refused} refused"));
        }
    }
    writeln!(
        out,
        "{}, {}. {} holds {}.",
        parts.join(", "),
        count(added.claims, "claim"),
        args.db.display(),
        count(n_incidents, "incident")
    )?;
    if n_incidents == 0 {
        return Ok(());
    }
    let filter = Filter { limit: Some(LISTED), ..Filter::default() };
    let incidents = cairn_views::incidents(register, &filter).map_err(&fault)?;
    writeln!(out, "\n{}", incident_table(&incidents))?;
    if n_incidents > incidents.len() {
        writeln!(out, "{} more: cairn incidents", n_incidents - incidents.len())?;
    }
    Ok(())
}
