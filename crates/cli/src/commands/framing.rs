use super::{json_lines, open};
use crate::args::Args;
use crate::failure::Failure;
use crate::page::{BOLD, cell, plain, table};
use cairn_views::{Framed, FramingFilter};
use std::io::Write;

/// Shows what each outlet calls the parties and their deeds.
pub fn framing(
    args: &Args,
    party: Option<&str>,
    incident: Option<&str>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let filter = FramingFilter { party: party.map(str::to_owned), incident: incident.map(str::to_owned) };
    let rows = cairn_views::framing(&open(args)?, &filter).map_err(Failure::of_view(&args.db))?;
    if args.json {
        return json_lines(rows, out);
    }
    if rows.is_empty() {
        writeln!(out, "No words.")?;
    }
    for (n, group) in rows.chunk_by(|a, b| a.of == b.of).enumerate() {
        if n > 0 {
            writeln!(out)?;
        }
        match &group[0].of {
            Framed::Party { name, side } => {
                let side = side.as_str().replace('_', " ");
                writeln!(out, "{BOLD}{}{BOLD:#} ({side})", plain(name))?;
            }
            Framed::Deed { name } => writeln!(out, "{BOLD}{}{BOLD:#}", plain(name))?,
        }
        let mut table = table(&["outlet", "whose words", "words", ">mentions", ">reports"]);
        for row in group {
            table.add_row(vec![
                cell(&row.outlet),
                cell(row.voice.as_deref().unwrap_or("its own")),
                cell(&row.words),
                cell(row.mentions.to_string()),
                cell(row.reports.to_string()),
            ]);
        }
        writeln!(out, "{}", table.trim_fmt())?;
    }
    Ok(())
}
