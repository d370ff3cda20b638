use super::{json_lines, open};
use crate::args::Args;
use crate::failure::Failure;
use crate::page::{BOLD, cell, plain, table, wrap};
use cairn_model::ClaimId;
use cairn_views::{ReportRow, TollRow, tie_words};
use std::io::Write;

/// Draws tolls as lines over time.
pub fn tolls_plot(args: &Args, out: &mut impl Write) -> Result<(), Failure> {
    let tolls = cairn_views::tolls_in_full(&open(args)?).map_err(Failure::of_view(&args.db))?;
    match tolls.is_empty() {
        true => writeln!(out, "No tolls.")?,
        false => write!(out, "{}", crate::picture::lines::tolls(&tolls))?,
    }
    Ok(())
}

/// Lists tolls, each with its figures over time.
pub fn tolls(args: &Args, out: &mut impl Write) -> Result<(), Failure> {
    let rows = cairn_views::tolls(&open(args)?).map_err(Failure::of_view(&args.db))?;
    if args.json {
        return json_lines(rows, out);
    }
    if rows.is_empty() {
        writeln!(out, "No tolls.")?;
        return Ok(());
    }
    let mut table = table(&["toll", "since", "claimant", "as of", ">figure", ">change", "claim"]);
    for toll in &rows {
        for (idx, point) in toll.points.iter().enumerate() {
            let first = |words: String| if idx == 0 { words } else { String::new() };
            table.add_row(vec![
                cell(first(toll_words(toll))),
                cell(first(toll.since.map(|day| day.to_string()).unwrap_or_default())),
                cell(first(toll.claimants.join("; "))),
                cell(point.as_of.map(|day| day.to_string()).unwrap_or_default()),
                cell(&point.figure),
                cell(point.increment.as_deref().unwrap_or_default()),
                cell(point.claim.as_str()),
            ]);
        }
    }
    writeln!(out, "{}", table.trim_fmt())?;
    let notes: Vec<String> = rows.iter().filter_map(note).collect();
    if !notes.is_empty() {
        writeln!(out, "\n{BOLD}Beside the incidents of this register{BOLD:#}")?;
        for note in notes {
            write!(out, "{}", wrap(&note, 2))?;
        }
    }
    Ok(())
}

/// Which incidents of the register a toll may count already, with what it rests on; none where there are
/// no such incidents.
fn note(toll: &TollRow) -> Option<String> {
    let overlap = toll.overlap.as_ref().map(|overlap| overlap.note.as_str());
    let since = toll.since.map(|day| format!(" since {day}")).unwrap_or_default();
    overlap.map(|note| format!("{}{since}, {}: {note}", toll_words(toll), toll.sources))
}

fn toll_words(toll: &TollRow) -> String {
    match &toll.place {
        Some(place) => format!("{}, {place}", toll.what),
        None => toll.what.clone(),
    }
}

/// Lists agreements with their terms.
pub fn agreements(args: &Args, out: &mut impl Write) -> Result<(), Failure> {
    let rows = cairn_views::agreements(&open(args)?).map_err(Failure::of_view(&args.db))?;
    if args.json {
        return json_lines(rows, out);
    }
    if rows.is_empty() {
        writeln!(out, "No agreements.")?;
    }
    for (idx, row) in rows.iter().enumerate() {
        if idx > 0 {
            writeln!(out)?;
        }
        let state = row.state.as_str().replace('_', " ");
        writeln!(out, "{BOLD}{} {}{BOLD:#}: {state}, {}", row.agreement, plain(&row.name), row.when)?;
        if row.history.len() > 1 {
            writeln!(out, "  history:")?;
        }
        for step in row.history.iter().filter(|_| row.history.len() > 1) {
            let claims: Vec<&str> = step.claims.iter().map(ClaimId::as_str).collect();
            write!(out, "{}", wrap(&format!("{step} ({})", claims.join(", ")), 4))?;
        }
        for (name, list) in
            [("parties", &row.parties), ("guarantors", &row.guarantors), ("zones", &row.zones)]
        {
            if !list.is_empty() {
                write!(out, "{}", wrap(&format!("{name}: {}", list.join("; ")), 2))?;
            }
        }
        for term in &row.terms {
            let due = term.deadline.as_ref().map(|day| format!(", due {day}")).unwrap_or_default();
            write!(out, "{}", wrap(&format!("{}: “{}”{due} {}", term.kind, term.words, term.claim), 2))?;
        }
        for breaches in &row.breaches {
            write!(out, "{}", wrap(&format!("breaches, by the word of {breaches}"), 2))?;
        }
        for touching in &row.incidents {
            let place = plain(touching.where_words.as_deref().unwrap_or("place unknown"));
            let words = format!(
                "touched by {} {}: {}, {place}",
                touching.incident, touching.event_type, touching.when
            );
            write!(out, "{}", wrap(&words, 2))?;
        }
    }
    Ok(())
}

/// Lists reports.
pub fn reports(args: &Args, out: &mut impl Write) -> Result<(), Failure> {
    let rows = cairn_views::reports(&open(args)?).map_err(Failure::of_view(&args.db))?;
    if args.json {
        return json_lines(rows, out);
    }
    if rows.is_empty() {
        writeln!(out, "No reports.")?;
        return Ok(());
    }
    let mut table = table(&["report", "published", "outlet", "title", ">claims", ">copies"]);
    let told = |row: &ReportRow| {
        let tie = row.tie.as_ref()?;
        Some(format!("{}: {}; {}", row.report, tie_words(tie), tie.reasons.join("; ")))
    };
    let ties: Vec<String> = rows.iter().filter_map(told).collect();
    for row in rows {
        table.add_row(vec![
            cell(row.report.as_str()),
            cell(row.published.map(|day| day.to_string()).unwrap_or_default()),
            cell(row.outlet.as_deref().unwrap_or_default()),
            cell(row.title),
            cell(
                row.unread
                    .map_or_else(|| row.claims.to_string(), |language| format!("not read ({language})")),
            ),
            cell(row.copies.to_string()),
        ]);
    }
    writeln!(out, "{}", table.trim_fmt())?;
    if !ties.is_empty() {
        writeln!(out, "\n{BOLD}Whose text it is{BOLD:#}")?;
        for tie in ties {
            write!(out, "{}", wrap(&tie, 2))?;
        }
    }
    Ok(())
}
