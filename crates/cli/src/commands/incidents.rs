use super::{json_lines, open};
use crate::args::{Args, Incidents};
use crate::failure::Failure;
use crate::page::{DIM, cell, short_ids, table, wrap};
use crate::picture::map::map;
use cairn_views::{IncidentRow, Range};
use std::io::Write;

/// Lists the incidents that are asked for.
pub fn incidents(args: &Args, command: &Incidents, out: &mut impl Write) -> Result<(), Failure> {
    let rows =
        cairn_views::incidents(&open(args)?, &command.filter.filter()).map_err(Failure::of_view(&args.db))?;
    if args.json {
        return json_lines(rows, out);
    }
    if rows.is_empty() {
        writeln!(out, "No incidents.")?;
        return Ok(());
    }
    if command.map {
        write!(out, "{}", map(&rows))?;
        return Ok(());
    }
    writeln!(out, "{}", incident_table(&rows))?;
    Ok(())
}

/// Incidents as a table, each with its parties on a line below, and a line that explains the ranges.
pub fn incident_table(rows: &[IncidentRow]) -> String {
    let mut table = table(&[
        "incident", "when", "where", "type", ">killed", ">wounded", ">reports", ">outlets", ">origins",
    ]);
    let short = short_ids(rows.iter().map(|row| row.incident.as_str()));
    let ids: Vec<String> = rows.iter().map(|row| short(row.incident.as_str())).collect();
    for (row, id) in rows.iter().zip(&ids) {
        table.add_row(vec![
            cell(id),
            cell(&row.when),
            cell(where_words(row)),
            cell(row.event_type.as_str()),
            cell(range_words(row.killed.as_ref())),
            cell(range_words(row.wounded.as_ref())),
            cell(row.reports.to_string()),
            cell(row.outlets.to_string()),
            cell(row.origins.len().to_string()),
        ]);
    }
    let mut page = String::new();
    let mut open = None;
    // A row may take several lines; the first of them begins with the id.
    for line in table.trim_fmt().lines() {
        let next = open.map_or(0, |row| row + 1);
        if ids.get(next).is_some_and(|id| line.starts_with(id.as_str())) {
            page.push_str(&parties(rows, open));
            open = Some(next);
        }
        page.push_str(line);
        page.push('\n');
    }
    page.push_str(&parties(rows, open));
    let mut legend =
        "Figures range over claimants, whose number stands in brackets; `cairn show` has each one's."
            .to_owned();
    if rows.iter().any(|row| row.coarse.is_some()) {
        legend.push_str("\n~ marks what is told of a region or a month only: it may hold finer incidents.");
    }
    format!("{page}\n{legend}")
}

/// The parties of a row, indented below it.
fn parties(rows: &[IncidentRow], row: Option<usize>) -> String {
    let parties = row.map(|row| rows[row].parties.join("; ")).filter(|parties| !parties.is_empty());
    let indent = "i-01234567  ".len();
    parties.map(|parties| format!("{DIM}{}{DIM:#}\n", wrap(&parties, indent).trim_end())).unwrap_or_default()
}

/// The place of a row, marked where the report tells of a region or a month only: what stands in it may be
/// told more finely by other rows.
fn where_words(row: &IncidentRow) -> String {
    let words = row.where_words.as_deref().unwrap_or("unknown");
    match row.coarse {
        Some(_) => format!("~ {words}"),
        None => words.to_owned(),
    }
}

fn range_words(range: Option<&Range>) -> String {
    match range {
        None => String::new(),
        Some(range) if range.claimants > 1 => format!("{range} ({})", range.claimants),
        Some(range) => range.to_string(),
    }
}
