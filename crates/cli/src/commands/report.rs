use super::open;
use crate::args::{Args, Report};
use crate::failure::Failure;
use crate::whole_files::write;
use cairn_views::{PageOptions, write_page};
use std::io::Write;

/// Writes a page about the incidents that are asked for.
pub fn report(args: &Args, command: &Report, out: &mut impl Write) -> Result<(), Failure> {
    let register = open(args)?;
    let options = PageOptions {
        title: command.title.clone().unwrap_or_else(|| "Incidents".to_owned()),
        filter: command.filter.filter(),
        program: concat!("cairn ", env!("CARGO_PKG_VERSION")).to_owned(),
        made: Some(crate::clock::now()?),
    };
    write(&command.html, |file| write_page(&register, &options, file).map_err(Failure::of_view(&args.db)))?;
    if !args.json {
        writeln!(out, "{} written.", command.html.display())?;
    }
    Ok(())
}
