use super::decide::{open_for_writing, pipeline_of};
use super::{json_lines, open};
use crate::args::Args;
use crate::args::{Decisions, DecisionsCommand};
use crate::failure::Failure;
use crate::notebook::{Notebook, note};
use crate::page::{BOLD, count, plain, wrap};
use cairn_model::{ClaimId, Decision, DecisionState, IncidentId};
use cairn_pipeline::group;
use cairn_store::Record;
use cairn_views::{DecisionFilter, DecisionRow, find_id};
use std::io::Write;
use std::path::Path;

/// Lists, exports or imports decisions.
pub fn decisions(args: &Args, command: &Decisions, out: &mut impl Write) -> Result<(), Failure> {
    match &command.command {
        None => list(args, command, out),
        Some(DecisionsCommand::Export) => export(args, out),
        Some(DecisionsCommand::Import { file }) => import(args, file, out),
    }
}

fn list(args: &Args, command: &Decisions, out: &mut impl Write) -> Result<(), Failure> {
    let fault = Failure::of_view(&args.db);
    let register = open(args)?;
    let about = match command.id.as_deref() {
        Some(id) if id.starts_with("i-") => {
            let id = find_id(&register, "incident", id).map_err(&fault)?;
            Some(Record::Incident(IncidentId::new(id)))
        }
        Some(id) => Some(Record::Claim(ClaimId::new(find_id(&register, "claim", id).map_err(&fault)?))),
        None => None,
    };
    let filter = match (command.adrift, command.disputed) {
        (true, _) => DecisionFilter::Adrift,
        (_, true) => DecisionFilter::Disputed,
        _ => DecisionFilter::All,
    };
    let rows = cairn_views::decisions(&register, about.as_ref(), filter).map_err(&fault)?;
    if args.json {
        return json_lines(rows, out);
    }
    if rows.is_empty() {
        writeln!(out, "No decisions.")?;
    }
    rows.iter().try_for_each(|row| write_row(row, out))
}

/// A decision with who, when and why, and what speaks against it.
pub fn write_row(row: &DecisionRow, out: &mut impl Write) -> Result<(), Failure> {
    let state = match (row.state, row.disputed) {
        (DecisionState::Holds, false) => String::new(),
        (DecisionState::Holds, true) => " (disputed)".to_owned(),
        (state, _) => format!(" ({state})"),
    };
    writeln!(out, "{BOLD}{:>4}{BOLD:#}  {}{state}", row.number, plain(&row.words))?;
    let why = row.why.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
    write!(out, "{}", wrap(&format!("{}, {}{why}", row.who, row.when), 6))?;
    let head = match row.state {
        DecisionState::Holds => "otherwise",
        DecisionState::Undone => "undone by",
        _ => "holds",
    };
    for other in &row.against {
        write!(out, "{}", wrap(&format!("{head}: {other}"), 6))?;
    }
    Ok(())
}

fn export(args: &Args, out: &mut impl Write) -> Result<(), Failure> {
    let register = open(args)?;
    let found = register.decisions().map_err(Failure::of_register(&args.db))?;
    let mut decisions: Vec<Decision> = found.into_iter().map(|numbered| numbered.decision).collect();
    // By when they were made: numbers are this register's own.
    decisions.sort_by(|a, b| a.rank().cmp(&b.rank()));
    json_lines(decisions, out)
}

fn import(args: &Args, file: &Path, out: &mut impl Write) -> Result<(), Failure> {
    let name = file.display();
    let text = std::fs::read_to_string(file)
        .map_err(|fault| Failure::new(format!("{name}: {fault}"), "Name a file of decisions."))?;
    let (mut decisions, mut notes) = (Vec::new(), Notebook::default());
    for (line, words) in text.lines().enumerate().filter(|(_, words)| !words.trim().is_empty()) {
        match cairn_decide::read_line(words) {
            Ok(decision) => decisions.push(decision),
            Err(fault) => notes.note(note(
                format!("{name}:{}", line + 1),
                format!("is no decision: {fault}"),
                "Give lines as `cairn decisions export` prints them.",
            )),
        }
    }
    notes.print();
    if decisions.is_empty() {
        return Err(Failure::new(
            format!("{name} holds no decision"),
            "Make one with `cairn decisions export`.",
        ));
    }
    let fault = Failure::of_register(&args.db);
    let mut register = open_for_writing(&args.db)?;
    let pipeline = pipeline_of(args, &register)?;
    let new = register.import_decisions(&decisions).map_err(&fault)?;
    group(&mut register, &pipeline).map_err(&fault)?;
    let known = decisions.len() - new;
    writeln!(out, "{} taken over, {known} already there.", count(new, "decision"))?;
    let adrift = cairn_views::decisions(&register, None, DecisionFilter::Adrift)
        .map_err(Failure::of_view(&args.db))?;
    if !adrift.is_empty() {
        writeln!(
            out,
            "{} about what is not in this register wait for it: cairn decisions --adrift",
            count(adrift.len(), "decision")
        )?;
    }
    Ok(())
}
