use super::{json_lines, open};
use crate::args::Args;
use crate::failure::Failure;
use crate::page::{BOLD, cell, table, wrap};
use cairn_model::ClaimId;
use cairn_views::{Profile, ProfileRow, profile_of};
use serde::Serialize;
use std::collections::BTreeSet;
use std::io::Write;

/// How many claims of a cell are named; JSON has all.
const SHOWN: usize = 3;
/// Letters of a claim's id that `cairn why` can do with.
const SHORT_ID: usize = 10;

/// A profile in the list of all.
#[derive(Serialize)]
struct Entry {
    profile: &'static str,
    incidents: &'static str,
}

/// Lists the profiles, the columns of one, or the cells of an incident.
pub fn profile(
    args: &Args,
    name: Option<Profile>,
    id: Option<&str>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    match (name, id) {
        (None, _) if args.json => json_lines(entries(), out),
        (None, _) => all(out),
        (Some(profile), None) if args.json => json_lines(profile.columns(), out),
        (Some(profile), None) => columns(profile, out),
        (Some(profile), Some(id)) => {
            let register = open(args)?;
            let rows = profile_of(&register, profile, id).map_err(Failure::of_view(&args.db))?;
            if args.json {
                return json_lines(rows, out);
            }
            cells(profile, &rows, out)?;
            let claims: BTreeSet<&ClaimId> =
                rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.claims).collect();
            let notes = cairn_views::claim_notes(&register, claims).map_err(Failure::of_view(&args.db))?;
            for (claim, lines) in notes {
                let short: String = claim.as_str().chars().take(SHORT_ID).collect();
                write!(out, "{}", wrap(&format!("{short}: {}", lines.join("; ")), 0))?;
            }
            Ok(())
        }
    }
}

fn entries() -> impl Iterator<Item = Entry> {
    Profile::ALL.iter().map(|profile| Entry { profile: profile.as_str(), incidents: profile.scope() })
}

fn all(out: &mut impl Write) -> Result<(), Failure> {
    let mut table = table(&["profile", "incidents"]);
    for entry in entries() {
        table.add_row(vec![cell(entry.profile), cell(entry.incidents)]);
    }
    writeln!(out, "{}", table.trim_fmt())?;
    Ok(())
}

fn columns(profile: Profile, out: &mut impl Write) -> Result<(), Failure> {
    writeln!(out, "{BOLD}{}{BOLD:#}", profile.as_str())?;
    write!(out, "{}", wrap(profile.scope(), 0))?;
    let has_tags = profile.columns().iter().any(|column| !column.tag.is_empty());
    let mut table = match has_tags {
        true => table(&["column", "tag", "rule"]),
        false => table(&["column", "rule"]),
    };
    for column in profile.columns() {
        let mut row = vec![cell(column.name)];
        row.extend(has_tags.then(|| cell(column.tag)));
        row.push(cell(column.rule));
        table.add_row(row);
    }
    writeln!(out, "{}", table.trim_fmt())?;
    Ok(())
}

fn cells(profile: Profile, rows: &[ProfileRow], out: &mut impl Write) -> Result<(), Failure> {
    if rows.is_empty() {
        let words = format!("Not in `{}`, which has {}.", profile.as_str(), profile.scope());
        write!(out, "{}", wrap(&words, 0))?;
    }
    for (n, row) in rows.iter().enumerate() {
        if n > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{BOLD}{} as {}{BOLD:#}", row.incident, profile.as_str())?;
        let mut table = table(&["column", "value", "rule", "claims"]);
        for filled in row.cells.iter().filter(|filled| !filled.value.is_empty()) {
            let mut claims: Vec<String> = filled
                .claims
                .iter()
                .take(SHOWN)
                .map(|claim| claim.as_str().chars().take(SHORT_ID).collect())
                .collect();
            claims.extend(
                filled
                    .claims
                    .len()
                    .checked_sub(SHOWN)
                    .filter(|more| *more > 0)
                    .map(|more| format!("+{more}")),
            );
            table.add_row(vec![
                cell(filled.column),
                cell(&filled.value),
                cell(filled.rule),
                cell(claims.join(" ")),
            ]);
        }
        writeln!(out, "{}", table.trim_fmt())?;
        let empty: Vec<&str> =
            row.cells.iter().filter(|cell| cell.value.is_empty()).map(|cell| cell.column).collect();
        if !empty.is_empty() {
            write!(out, "{}", wrap(&format!("Not told: {}.", empty.join(", ")), 0))?;
        }
    }
    Ok(())
}
