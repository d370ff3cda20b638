//! The command line: what the user asks of the pipeline, the register and its views, and how it is printed.
//!
//! A newcomer's path: `commands/add.rs`, then `crates/pipeline`, which it calls.

mod args;
mod clock;
mod commands;
mod failure;
mod known_names;
mod notebook;
mod page;
mod picture;
mod progress;
mod whole_files;

use args::{Args, Command};
use clap::Parser;
use failure::Failure;
use std::io::{BufWriter, Write};
use std::process::ExitCode;

/// Reading makes many small values, and frees them on the thread that made them (decision 13).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args = Args::parse();
    if args.no_color {
        anstream::ColorChoice::Never.write_global();
    }
    let outcome = set_threads(&args).and_then(|()| {
        // Styles are taken out again where the output is no terminal.
        let mut out = BufWriter::new(anstream::AutoStream::auto(std::io::stdout()));
        dispatch(&args, &mut out).and_then(|()| Ok(out.flush()?))
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        // The reader of a pipe has seen enough.
        Err(Failure::BrokenPipe) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.print();
            ExitCode::FAILURE
        }
    }
}

fn set_threads(args: &Args) -> Result<(), Failure> {
    let Some(threads) = args.threads else { return Ok(()) };
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads.get())
        .build_global()
        .map_err(|fault| Failure::new(format!("cannot start {threads} threads: {fault}"), "Ask for fewer."))
}

fn dispatch(args: &Args, out: &mut (impl Write + Send)) -> Result<(), Failure> {
    match &args.command {
        Command::Add(command) => commands::add::add(args, command, out),
        Command::Extract(command) => commands::extract::extract(args, command, out),
        Command::Incidents(command) => commands::incidents::incidents(args, command, out),
        Command::Show { id } => commands::show::show(args, id, out),
        Command::Why { id } => commands::why::why(args, id, out),
        Command::Trace { text, rule: None, published } => commands::trace::trace(args, text, *published, out),
        Command::Trace { text, rule: Some(rule), .. } => commands::stops::stops(args, text, rule, out),
        Command::Rule { id } => commands::rule::rule(args, id.as_deref(), out),
        Command::Tolls { plot: false } => commands::lists::tolls(args, out),
        Command::Tolls { plot: true } => commands::lists::tolls_plot(args, out),
        Command::Agreements => commands::lists::agreements(args, out),
        Command::Reports => commands::lists::reports(args, out),
        Command::Framing { party, incident } => {
            commands::framing::framing(args, party.as_deref(), incident.as_deref(), out)
        }
        Command::Profile { name, id } => commands::profile::profile(args, *name, id.as_deref(), out),
        Command::Eventreport { model, differences } => {
            commands::eventreport::eventreport(args, model.map(Into::into), *differences, out)
        }
        Command::Decide(command) => commands::decide::decide(args, command, out),
        Command::Decisions(command) => commands::decisions::decisions(args, command, out),
        Command::Merge { other } => commands::merge::merge(args, other, out),
        Command::Export(command) => commands::export::export(args, command, out),
        Command::Verify(command) => commands::verify::verify(args, command, out),
        Command::Watch(command) => commands::watch::watch(args, command, out),
        Command::Serve(command) => commands::serve::serve(args, command, out),
        Command::Import(command) => commands::import::import(args, command, out),
        Command::Report(command) => commands::report::report(args, command, out),
        Command::Gazetteer(command) => commands::gazetteer::gazetteer(args, command, out),
    }
}
