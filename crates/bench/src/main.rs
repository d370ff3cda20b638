//! Benchmark drivers: development corpora in, answers, scores and speeds out.

mod lines;
mod machine;
mod scoreboard;
mod task;

use anyhow::Result;
use clap::Parser;
use std::path::PathBuf;

#[derive(Parser)]
struct Args {
    #[arg(long)]
    data: PathBuf,
    #[arg(long)]
    only: Option<String>,
    #[arg(long)]
    keep: Option<PathBuf>,
}

fn main() -> Result<()> {
    let args = Args::parse();
    let board =
        scoreboard::run(&machine::Machine {}, &args.data, args.only.as_deref(), args.keep.as_deref())?;
    print!("{board}");
    Ok(())
}
mod muc4;
