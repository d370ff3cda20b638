use super::{json_lines, open};
use crate::args::{Args, Incidents};
use crate::failure::Failure;
use crate::page::{cell, count, short_ids, table};
use crate::places::country_of;
use cairn_views::{Filter, IncidentRow, Range};
use std::io::Write;

/// Lists the incidents that are asked for.
pub fn incidents(args: &Args, command: &Incidents, out: &mut impl Write) -> Result<(), Failure> {
    let filter = Filter {
        since: command.since,
        until: command.until,
        place: command.place.clone(),
        country: command.place.as_deref().and_then(country_of),
        actor: command.actor.clone(),
        kind: command.kind,
        event_type: command.event_type,
    };
    let rows = cairn_views::incidents(&open(args)?, &filter).map_err(Failure::of_view(&args.db))?;
    if args.json {
        return json_lines(rows, out);
    }
    if rows.is_empty() {
        writeln!(out, "No incidents.")?;
        return Ok(());
    }
    writeln!(out, "{}", incident_table(&rows))?;
    Ok(())
}

/// Incidents as a table, with a line that explains the ranges.
pub fn incident_table(rows: &[IncidentRow]) -> String {
    let mut table =
        table(&["incident", "when", "where", "type", ">killed", ">wounded", "sources", "parties"]);
    let short = short_ids(rows.iter().map(|row| row.incident.as_str()));
    for row in rows {
        let sources = format!("{}, {}", count(row.reports, "report"), count(row.origins.len(), "origin"));
        table.add_row(vec![
            cell(short(row.incident.as_str())),
            cell(&row.when),
            cell(row.where_words.as_deref().unwrap_or("unknown")),
            cell(row.event_type.as_str()),
            cell(range_words(row.killed)),
            cell(range_words(row.wounded)),
            cell(sources),
            cell(row.parties.join("; ")),
        ]);
    }
    let legend =
        "Figures range over claimants, whose number stands in brackets; `cairn show` has each one's.";
    format!("{}\n\n{legend}", table.trim_fmt())
}

fn range_words(range: Option<Range>) -> String {
    match range {
        None => String::new(),
        Some(range) if range.claimants > 1 => format!("{range} ({})", range.claimants),
        Some(range) => range.to_string(),
    }
}
