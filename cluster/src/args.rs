//! The command line.

use clap::{Parser, Subcommand};
use std::net::SocketAddr;
use std::path::PathBuf;

/// The same register from many machines: reads reports on the executors of a cluster.
#[derive(Debug, Parser)]
#[command(name = "cairn-cluster", version, max_term_width = 100)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Know the executors and deal out the work
    Scheduler(Scheduler),
    /// Do the work that a scheduler deals out
    Executor(Executor),
    /// Read files into a folder of tables; a run that was broken off goes on
    Run(Run),
    /// Make a register of a finished run
    Register(Register),
}

/// How a scheduler is started.
#[derive(Debug, clap::Args)]
pub struct Scheduler {
    /// Where to listen. Whoever reaches this can run plans: keep it on a private network
    #[arg(long, value_name = "IP:PORT", default_value = "127.0.0.1:50050")]
    pub listen: SocketAddr,
    /// The name or address by which executors and runs reach it [default: the IP of --listen]
    #[arg(long, value_name = "HOST")]
    pub host: Option<String>,
    /// Take an executor for lost after so many seconds without a sign of life
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub executor_timeout: u64,
}

/// How an executor is started.
#[derive(Debug, clap::Args)]
pub struct Executor {
    /// The scheduler
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:50050")]
    pub scheduler: String,
    /// Where to listen; the next port is taken too
    #[arg(long, value_name = "IP:PORT", default_value = "127.0.0.1:50051")]
    pub listen: SocketAddr,
    /// The name or address by which the others reach it [default: the IP of --listen]
    #[arg(long, value_name = "HOST")]
    pub host: Option<String>,
    /// How many pieces to work on at a time [default: the cores of the machine]
    #[arg(long, value_name = "N")]
    pub cores: Option<usize>,
    /// Where to keep what goes from machine to machine [default: a temporary folder]
    #[arg(long, value_name = "FOLDER")]
    pub work: Option<PathBuf>,
    /// Give a sign of life so often
    #[arg(long, value_name = "SECONDS", default_value_t = 10)]
    pub heartbeat: u64,
}

/// How a run is started.
#[derive(Debug, clap::Args)]
pub struct Run {
    /// Files and folders with reports, as `cairn add` takes them, under the same names on every machine
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The folder of the run, one and the same on every machine
    #[arg(long, value_name = "FOLDER")]
    pub out: PathBuf,
    /// The scheduler
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:50050", conflicts_with = "local")]
    pub scheduler: String,
    /// Run the same plan in this program, without scheduler and executors
    #[arg(long)]
    pub local: bool,
    /// With --local: on how many threads [default: the cores of the machine]
    #[arg(long, value_name = "N", requires = "local")]
    pub threads: Option<usize>,
    /// Use the rules of a folder that holds `rules/en` and `lexicons/en`
    #[arg(long, value_name = "FOLDER")]
    pub rules: Option<PathBuf>,
    /// Which columns of tables and fields of JSON objects hold what, as `cairn add` takes them
    #[arg(long = "map", value_name = "FIELD=COLUMN,...")]
    pub columns: Vec<String>,
    /// Read so many bytes of a file of lines at a time
    #[arg(long, value_name = "BYTES", default_value_t = 64 << 20)]
    pub split_bytes: u64,
    /// Compare slices of so many reports with each other
    #[arg(long, value_name = "N", default_value_t = 16_384)]
    pub slice: usize,
    /// Link so many reports at a time
    #[arg(long, value_name = "N", default_value_t = 16_384)]
    pub bucket: usize,
    /// Name incidents as a register does that grows by so many reports at a time [default: as `cairn add` does]
    #[arg(long, value_name = "N", hide = true)]
    pub step: Option<usize>,
    /// Print the summary as JSON
    #[arg(long)]
    pub json: bool,
}

/// How a register is made.
#[derive(Debug, clap::Args)]
pub struct Register {
    /// The folder of a finished run
    #[arg(value_name = "FOLDER")]
    pub run: PathBuf,
    /// The register, which is not there yet
    #[arg(long, value_name = "FILE", default_value = "cairn.db")]
    pub db: PathBuf,
}
