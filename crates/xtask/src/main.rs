//! Takes source data and the tree. Gives tidy checks, generated documents and built data.
//!
//! Invariant: nothing here is part of the product; the product builds without running it.

mod basemap;
mod dictionary;
mod gazetteer;

use clap::{Parser, Subcommand};

/// Tasks of the people who work on Cairn.
#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Packs the base map of the web pages from Natural Earth data.
    Basemap(basemap::Args),
    /// Learns the dictionary with which values are packed, from registers.
    Dictionary(dictionary::Args),
    /// Builds `data/gazetteer.tsv.gz` from the GeoNames data of two packages.
    Gazetteer(gazetteer::Args),
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().task {
        Task::Basemap(args) => basemap::run(&args),
        Task::Dictionary(args) => dictionary::run(&args),
        Task::Gazetteer(args) => gazetteer::run(&args),
    }
}
