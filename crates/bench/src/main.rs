//! Benchmark drivers: development corpora in, answers, scores and speeds out.

mod attribution;
mod casualties;
mod confidence;
mod eventreport;
mod faults;
mod fit;
mod grouping;
mod html;
mod incidents;
mod lines;
mod logistic;
mod machine;
mod made;
mod muc4;
mod place;
mod plot;
mod program;
mod scale;
mod scan;
mod scoreboard;
mod serve;
mod speed;
mod task;
mod time;

use crate::scoreboard::Part;
use anyhow::Result;
use clap::{Args, Parser, Subcommand};
use machine::Machine;
use std::path::PathBuf;
use std::process::ExitCode;
use task::Task;

/// As in `cairn` itself, which is what is measured (decision 13).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Runs Cairn over development corpora, and measures it.
///
/// Each driver reads one file of a corpus and writes one answer a line, in the format that the
/// corpus's own scorer reads. A line that cannot be read is named on standard error and left out.
#[derive(Parser)]
#[command(name = "cairn-bench", version)]
struct Cli {
    /// Read with the rules of this folder, which holds `rules/en` and `lexicons/en`
    #[arg(long, global = true, value_name = "DIR")]
    rules: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Reports (JSON Lines) to figure claims, one a line
    Figures(Files),
    /// Reports to incidents, one a line
    Incidents(Files),
    /// Reports to the incident that each is chiefly about, one report a line
    Grouping(Files),
    /// MUC-4 messages to templates, one message a line
    Muc4(Files),
    /// Texts to time expressions with TIMEX3 values, one text a line
    Time(Files),
    /// Texts to place names with points, one text a line
    Place {
        /// The input holds names with their region, not texts
        #[arg(long)]
        names: bool,
        #[command(flatten)]
        files: Files,
    },
    /// Texts to who is said to have said what, one text a line
    Attribution(Files),
    /// Web pages, in a folder, to the text of their articles, one page a line
    Html {
        /// The folder of pages (`.html`, `.html.gz`)
        #[arg(long = "in", value_name = "DIR")]
        input: PathBuf,
        /// The file to write; what it held is lost
        #[arg(long = "out", value_name = "FILE")]
        output: PathBuf,
    },
    /// Report-level tables (CSV) to diagnostics and aggregations, one file a table
    Eventreport {
        /// `reports.csv`, `reports_small.csv` or `edge.csv`
        #[arg(long = "in", value_name = "FILE")]
        input: PathBuf,
        /// The folder to write into
        #[arg(long = "out", value_name = "DIR")]
        output: PathBuf,
    },
    /// Measures each stage, a whole `cairn add`, memory, size and start-up; with --serve, how fast the pages of
    /// `cairn serve` answer
    Speed {
        /// Reports, as JSON Lines
        #[arg(long = "in", value_name = "FILE", required_unless_present = "serve", conflicts_with = "serve")]
        input: Option<PathBuf>,
        /// Serve a register and ask for its pages: the overview, incidents, filters, search
        #[arg(long)]
        serve: bool,
        /// With --serve: this register; an older one is brought up to date
        #[arg(long, value_name = "FILE", requires = "serve")]
        db: Option<PathBuf>,
        /// With --serve and no register: build one of so many made reports
        #[arg(long, value_name = "N", requires = "serve", conflicts_with = "db", default_value_t = 10_000)]
        reports: u64,
        /// Print JSON instead of a table
        #[arg(long)]
        json: bool,
    },
    /// Measures how the cost of a register grows, on made reports: a whole `cairn add`, a hundred more, then
    /// one by one
    Scale {
        /// How many reports; several registers are measured one after another
        #[arg(long, value_name = "N", required = true)]
        reports: Vec<u64>,
        /// Print JSON, one register a line
        #[arg(long)]
        json: bool,
    },
    /// Tries faults that are too long for a test with the program itself: kills, two programs at once, a full
    /// disk, records and archives of any size (docs/reliability.md)
    Faults {
        /// Only faults of this kind
        #[arg(long, value_name = "KIND")]
        only: Vec<faults::Kind>,
        /// How often each thing is killed
        #[arg(long, value_name = "N", default_value_t = 200)]
        kills: u64,
        /// Where the moments at random start
        #[arg(long, value_name = "N", default_value_t = 1)]
        seed: u64,
    },
    /// Draws what `scale --json` measured
    Plot {
        /// The measurements, one register a line
        #[arg(long = "in", value_name = "FILE")]
        input: PathBuf,
        /// The picture (SVG); what it held is lost
        #[arg(long = "out", value_name = "FILE")]
        output: PathBuf,
    },
    /// Holds the confidence of claims against their correctness, and fits its weights anew
    Confidence {
        /// Reports, as JSON Lines; several sets count as one
        #[arg(long = "in", value_name = "FILE")]
        input: Vec<PathBuf>,
        /// The gold claims of each set, as JSON Lines, in the same order
        #[arg(long, value_name = "FILE")]
        gold: Vec<PathBuf>,
        /// Print JSON instead of a table
        #[arg(long)]
        json: bool,
    },
    /// Fits the weights of grouping on the work part of the corpora of grouping, and prints them
    Fit {
        /// The folder of the corpora
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
        /// How strongly weights are held near nothing
        #[arg(long, value_name = "N", default_value_t = 0.02)]
        ridge: f64,
    },
    /// Fits the weights of the MUC-4 task on the work part of its development set, and prints them
    Muc4Fit {
        /// Learn from the whole development set: its check part then says nothing of new messages
        #[arg(long)]
        whole: bool,
        /// The folder of the corpora
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
        /// Write the answers that models of the other messages give here
        #[arg(long, value_name = "FILE")]
        keep: Option<PathBuf>,
    },
    /// Runs every development corpus through its own scorer and prints one scoreboard
    All {
        /// The folder of the corpora
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
        /// Only the corpora whose name holds this
        #[arg(long, value_name = "NAME")]
        only: Option<String>,
        /// Keep the answers in this folder
        #[arg(long, value_name = "DIR")]
        keep: Option<PathBuf>,
        /// Print JSON instead of a table
        #[arg(long)]
        json: bool,
    },
}

/// What a driver reads and writes.
#[derive(Args)]
struct Files {
    /// The file to read
    #[arg(long = "in", value_name = "FILE")]
    input: PathBuf,
    /// The file to write; what it held is lost
    #[arg(long = "out", value_name = "FILE")]
    output: PathBuf,
}

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("Error: {fault:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(Cli { rules, command }: Cli) -> Result<()> {
    let machine = Machine::load(rules.as_deref())?;
    let (task, files) = match command {
        Command::Figures(files) => (Task::Figures, files),
        Command::Incidents(files) => (Task::Incidents, files),
        Command::Grouping(files) => (Task::Grouping, files),
        Command::Muc4(files) => (Task::Muc4, files),
        Command::Time(files) => (Task::Time, files),
        Command::Place { names: false, files } => (Task::Place, files),
        Command::Place { names: true, files } => (Task::PlaceNames, files),
        Command::Attribution(files) => (Task::Attribution, files),
        Command::Html { input, output } => (Task::Html, Files { input, output }),
        Command::Eventreport { input, output } => {
            let n_tables = eventreport::run(&input, &output)?;
            println!("{n_tables} tables");
            return Ok(());
        }
        Command::Speed { input: Some(input), json, .. } => {
            let measured = speed::measure(&machine, &input)?;
            return print(&measured, json);
        }
        Command::Speed { input: None, db, reports, json, .. } => {
            return print(&serve::measure(db, reports)?, json);
        }
        Command::Scale { reports, json } => {
            for reports in reports {
                let measured = scale::measure(reports)?;
                match json {
                    true => println!("{}", serde_json::to_string(&measured)?),
                    false => print!("{measured}"),
                }
            }
            return Ok(());
        }
        Command::Faults { only, kills, seed } => return faults::run(&only, kills, seed),
        Command::Plot { input, output } => return plot::draw(&input, &output),
        Command::Confidence { input, gold, json } => {
            return print(&confidence::calibrate(&machine, &input, &gold)?, json);
        }
        Command::Fit { data, ridge } => {
            for (name, weight) in fit::fit(&machine, &data, ridge)? {
                println!("{name:<20} {weight:>7}");
            }
            return Ok(());
        }
        Command::Muc4Fit { whole, data, keep } => {
            let part = if whole { Part::All } else { Part::Work };
            let (weights, answers) = muc4::fit::fit(&machine, &data, part)?;
            print!("{weights}");
            if let Some(path) = keep {
                lines::write(&path, answers)?;
            }
            return Ok(());
        }
        Command::All { data, only, keep, json } => {
            let board = scoreboard::run(&machine, &data, only.as_deref(), keep.as_deref())?;
            return print(&board, json);
        }
    };
    task.run(&machine, &files.input, &files.output)
}

fn print<T: serde::Serialize + std::fmt::Display>(value: &T, json: bool) -> Result<()> {
    if json {
        println!("{}", serde_json::to_string_pretty(value)?);
    } else {
        print!("{value}");
    }
    Ok(())
}
