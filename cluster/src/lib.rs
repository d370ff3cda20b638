//! Takes files of reports. Gives tables, and a register, of what many machines made of them.
//!
//! Invariant: the same bytes as on one machine. Reading is a matter of each report; whether two reports have to do with
//! each other is a matter of these two; groups never reach across neighbourhoods. So each of these is a function that
//! an engine (DataFusion, on many machines Ballista) may call anywhere, in any order and twice.
//!
//! A newcomer's path: `run.rs` (the phases), `query.rs` (what the engine is asked for), then the functions:
//! `reading.rs`, `compare.rs`, `blocks.rs`, `follow.rs`.

mod args;
mod blocks;
mod compare;
mod engine;
mod executor;
mod failure;
mod folder;
mod follow;
mod functions;
mod job;
mod order;
mod output;
mod plan;
mod program;
mod query;
mod reading;
mod register;
mod row;
mod ruleset;
mod run;
mod scheduler;
mod split;
mod steps;
mod summary;
mod tables;

pub use failure::Failure;
pub use reading::{ReadReport, read_with};

use args::{Args, Command};
use clap::Parser;
use engine::Engine;
use plan::Sizes;
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

/// The stack of a thread that runs plans: the engine plans by recursion, and a stage may go deep into a text.
const STACK: usize = 16 << 20;

/// The program.
pub fn main() -> ExitCode {
    // What the engine says of itself, as much as the variable RUST_LOG asks for.
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .with_env_filter(EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("off")))
        .init();
    match act(Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure { message, hint, .. }) => {
            eprintln!("Error: {message}");
            if !hint.is_empty() {
                eprintln!("Hint: {hint}");
            }
            ExitCode::FAILURE
        }
    }
}

fn act(args: Args) -> Result<(), Failure> {
    match args.command {
        Command::Scheduler(args) => {
            let host = args.host.unwrap_or_else(|| args.listen.ip().to_string());
            let scheduler =
                scheduler::Scheduler { listen: args.listen, host, executor_timeout: args.executor_timeout };
            on_threads(cores())?.block_on(scheduler::run(scheduler))
        }
        Command::Executor(args) => {
            let cores = args.cores.unwrap_or_else(cores);
            let executor = executor::Executor {
                scheduler: args.scheduler,
                listen: args.listen,
                host: args.host,
                cores,
                work: args.work,
                heartbeat: args.heartbeat,
            };
            on_threads(cores)?.block_on(executor::run(executor))
        }
        Command::Run(args) => {
            let threads = args.threads.unwrap_or_else(cores);
            let engine = if args.local { Engine::Local(threads) } else { Engine::Remote(args.scheduler) };
            let usual = Sizes::default();
            let sizes = Sizes {
                split: args.split_bytes.max(1),
                slice: args.slice.max(1),
                bucket: args.bucket.max(1),
                step: args.step.unwrap_or(usual.step).max(1),
            };
            let run = run::Run {
                paths: args.paths,
                out: args.out,
                engine,
                rules: args.rules,
                columns: args.columns,
                sizes,
            };
            let summary = on_threads(threads)?.block_on(run::run(&run))?;
            print(&summary, args.json)
        }
        Command::Register(args) => {
            let made = register::make(&args.run, &args.db)?;
            println!(
                "{} reports, {} claims, {} incidents in {}.",
                made.reports,
                made.claims,
                made.incidents,
                args.db.display()
            );
            Ok(())
        }
    }
}

/// So many notes are printed; all are in the table of notes.
const SHOWN: usize = 20;

fn print(summary: &summary::Summary, json: bool) -> Result<(), Failure> {
    for note in summary.notes.iter().take(SHOWN) {
        eprintln!("Note: {}: {}", note.at, note.message);
    }
    if summary.notes.len() > SHOWN {
        eprintln!("Note: {} more in the table `notes`", summary.notes.len() - SHOWN);
    }
    if json {
        println!("{}", serde_json::to_string(summary)?);
    } else {
        println!(
            "{} reports, {} claims, {} incidents. The largest neighbourhood has {} reports.",
            summary.reports, summary.claims, summary.incidents, summary.largest_neighbourhood
        );
    }
    Ok(())
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, Into::into)
}

/// Threads for plans, and as many for the stages.
fn on_threads(n: usize) -> Result<tokio::runtime::Runtime, Failure> {
    rayon::ThreadPoolBuilder::new().num_threads(n).stack_size(STACK).build_global().ok();
    let threads = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(n.max(2))
        .thread_stack_size(STACK)
        .enable_all()
        .build();
    threads.map_err(|fault| Failure::new(format!("no threads: {fault}"), "See the limits of this machine."))
}
