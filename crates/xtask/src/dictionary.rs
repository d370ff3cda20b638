//! Takes registers. Gives the preset dictionary with which a register packs its values.

use anyhow::{Context, Result};
use cairn_store::Register;
use std::fs;
use std::path::PathBuf;

/// What is packed: tables and their columns.
const VALUES: &[(&str, &str)] = &[
    ("claim", "value"),
    ("incident", "value"),
    ("link", "reasons"),
    ("saying", "value"),
    ("toll", "value"),
    ("agreement", "value"),
];

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Registers of reports of our own: those that come with Cairn, those of `crates/bench/tests/wars` and made
    /// ones. What the dictionary holds is part of the program.
    #[arg(required = true)]
    registers: Vec<PathBuf>,
    /// Where the dictionary goes.
    #[arg(long)]
    out: PathBuf,
    /// Its length in bytes.
    #[arg(long, default_value_t = 32 * 1024)]
    length: usize,
    /// So many values of each table of a register are learnt from, evenly spread over it.
    #[arg(long, default_value_t = 800)]
    values: usize,
}

/// Learns the dictionary.
///
/// # Errors
/// Where a register cannot be read, or there are too few values.
pub fn run(args: &Args) -> Result<()> {
    let mut samples: Vec<Vec<u8>> = Vec::new();
    for path in &args.registers {
        let register = Register::open_for_reading(path).with_context(|| path.display().to_string())?;
        for (table, column) in VALUES {
            let sql = format!("SELECT plain({column}) FROM {table} ORDER BY 1");
            let mut statement = register.connection().prepare(&sql)?;
            let values: Vec<String> =
                statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            let every = values.len().div_ceil(args.values).max(1);
            samples.extend(values.into_iter().step_by(every).map(String::into_bytes));
        }
    }
    let dictionary = zstd::dict::from_samples(&samples, args.length)?;
    fs::write(&args.out, &dictionary).with_context(|| args.out.display().to_string())?;
    println!("{} bytes, learnt from {} values", dictionary.len(), samples.len());
    Ok(())
}
