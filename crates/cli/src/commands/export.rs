use super::{json_lines, open};
use crate::args::{Args, Export, FormatArg};
use crate::failure::Failure;
use std::io::Write;

/// Writes the register to standard output.
pub fn export(args: &Args, command: &Export, out: &mut impl Write) -> Result<(), Failure> {
    let register = open(args)?;
    if let Some(profile) = command.profile {
        let filter = cairn_views::Filter::default();
        let rows = cairn_views::profile(&register, profile, &filter).map_err(Failure::of_view(&args.db))?;
        return match command.format {
            FormatArg::Csv => {
                cairn_views::write_profile(profile, &rows, out).map_err(Failure::of_view(&args.db))
            }
            FormatArg::Jsonl => json_lines(rows, out),
            FormatArg::Geojson => Err(Failure::new(
                "a profile is a table, not a map",
                "write it with --format csv or --format jsonl",
            )),
        };
    }
    cairn_views::export(&register, command.format.into(), command.table.map(Into::into), out)
        .map_err(Failure::of_view(&args.db))
}
