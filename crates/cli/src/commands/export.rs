use super::open;
use crate::args::{Args, Export};
use crate::failure::Failure;
use std::io::Write;

/// Writes the register to standard output.
pub fn export(args: &Args, command: &Export, out: &mut impl Write) -> Result<(), Failure> {
    let register = open(args)?;
    cairn_views::export(&register, command.format.into(), command.table.map(Into::into), out)
        .map_err(Failure::of_view(&args.db))
}
