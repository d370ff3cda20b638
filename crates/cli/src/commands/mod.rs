//! One file a command, or a few that are alike.

pub mod add;
mod claims;
pub mod decide;
pub mod decisions;
pub mod eventreport;
pub mod export;
pub mod extract;
pub mod framing;
pub mod gazetteer;
pub mod import;
pub mod incidents;
pub mod lists;
pub mod merge;
pub mod profile;
pub mod report;
pub mod rule;
pub mod serve;
pub mod show;
pub mod stops;
pub mod trace;
pub mod verify;
pub mod watch;
pub mod why;

use crate::args::Args;
use crate::failure::Failure;
use cairn_store::Register;
use serde::Serialize;
use std::io::Write;

/// The register, for a question.
fn open(args: &Args) -> Result<Register, Failure> {
    Register::open_for_reading(&args.db).map_err(Failure::of_register(&args.db))
}

/// One JSON value a line.
fn json_lines<T: Serialize>(
    values: impl IntoIterator<Item = T>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    for value in values {
        serde_json::to_writer(&mut *out, &value)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
