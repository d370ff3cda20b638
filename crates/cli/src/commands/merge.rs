use super::decide::pipeline_of;
use crate::args::Args;
use crate::failure::{Failure, NOTE, say};
use crate::page::{count, plain};
use cairn_pipeline::group;
use cairn_store::Register;
use cairn_views::DecisionFilter;
use std::io::Write;
use std::path::Path;

/// Takes over another register.
pub fn merge(args: &Args, other: &Path, out: &mut impl Write) -> Result<(), Failure> {
    let theirs = Register::open_for_reading(other).map_err(Failure::of_register(other))?;
    let fault = Failure::of_register(&args.db);
    let mut register = Register::open(&args.db).map_err(&fault)?;
    let merged = register.merge(&theirs).map_err(&fault)?;
    let pipeline = pipeline_of(args, &register)?;
    group(&mut register, &pipeline).map_err(&fault)?;
    for report in &merged.conflicts {
        let (db, id) = (args.db.display(), plain(report.as_str()));
        let words = format_args!("another text is in {db} under the id `{id}`; each register keeps its own");
        say(NOTE, "Note", words);
    }
    writeln!(
        out,
        "{}, {} and {} taken over from {}.",
        count(merged.reports, "report"),
        count(merged.claims, "claim"),
        count(merged.decisions, "decision"),
        other.display()
    )?;
    let disputed = cairn_views::decisions(&register, None, DecisionFilter::Disputed)
        .map_err(Failure::of_view(&args.db))?;
    if !disputed.is_empty() {
        writeln!(out, "{} not agreed on: cairn decisions --disputed", count(disputed.len(), "decision"))?;
    }
    Ok(())
}
