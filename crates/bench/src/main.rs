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
}

fn main() -> Result<()> {
    let args = Args::parse();
    let board = scoreboard::run(&machine::Machine {}, &args.data, None, None)?;
    print!("{board}");
    Ok(())
}
mod muc4;
