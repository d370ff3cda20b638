//! How fast: each stage alone on one core, a whole `cairn add`, memory, size, start-up.

use crate::machine::{self, Machine};
use crate::program::{self, quiet, watched};
use crate::scan::Scan;
use anyhow::{Context, Result, bail};
use cairn_extract::Scratch;
use cairn_model::{Claim, Report};
use serde::Serialize;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// Each stage is run this often; the median counts.
const RUNS: usize = 5;
/// The program is started this often; the median counts.
const STARTS: usize = 15;

/// One stage on one core.
#[derive(Debug, Serialize)]
pub struct Stage {
    /// Its name.
    pub stage: &'static str,
    /// Seconds on a core for the whole file.
    pub seconds: f64,
    /// Reports a second.
    pub reports_per_second: f64,
    /// Megabytes (10^6 bytes of text) a second.
    pub megabytes_per_second: f64,
}

/// A whole `cairn add` by the program beside this one.
#[derive(Debug, Serialize)]
pub struct Add {
    /// Seconds from start to end.
    pub seconds: f64,
    /// Highest resident memory in megabytes (10^6 bytes), from the kernel; none off Linux.
    pub peak_megabytes: Option<f64>,
    /// Size of the register in bytes.
    pub register_bytes: u64,
    /// The same, divided by the reports.
    pub register_bytes_per_report: u64,
    /// Milliseconds to start the program and end it (`cairn --version`), median.
    pub start_milliseconds: f64,
    /// Milliseconds to start the program with its rules (`cairn extract` of a short report), median.
    pub first_claim_milliseconds: f64,
}

/// What was measured.
#[derive(Debug, Serialize)]
pub struct Speed {
    /// How many reports.
    pub reports: usize,
    /// How many bytes of text.
    pub bytes: usize,
    /// How many claims.
    pub claims: usize,
    /// Milliseconds to load rules and knowledge.
    pub load_milliseconds: f64,
    /// The stages on one core.
    pub stages: Vec<Stage>,
    /// From text to claims on all cores, by the clock.
    pub all_cores: Stage,
    /// How many cores that were.
    pub cores: usize,
    /// A plain scan for words of violence on one core, in the same run.
    pub scan: Stage,
    /// How many words and phrases were scanned for.
    pub scanned_words: usize,
    /// The program; none where no `cairn` lies beside this program.
    pub add: Option<Add>,
}

/// The middle one of some values, of which there is one at least.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Seconds that this thread has been on a core so far: other programs on the machine do not count.
#[cfg(unix)]
fn on_core() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// Seconds by the clock, as the system does not tell those of a thread.
#[cfg(not(unix))]
fn on_core() -> f64 {
    static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    START.elapsed().as_secs_f64()
}

/// The median of the seconds on a core that some work of this thread takes.
fn core_seconds(runs: usize, mut work: impl FnMut()) -> f64 {
    let times = (0..runs).map(|_| {
        let start = on_core();
        work();
        on_core() - start
    });
    median(times.collect())
}

/// The median of the seconds that some work takes, by the clock.
fn seconds(runs: usize, mut work: impl FnMut()) -> f64 {
    let times = (0..runs).map(|_| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64()
    });
    median(times.collect())
}

/// Measures everything on one file of reports.
///
/// # Errors
/// Where the file cannot be read, or the program beside this one fails.
pub fn measure(machine: &Machine, input: &Path) -> Result<Speed> {
    let reports = machine::reports(input)?;
    if reports.is_empty() {
        bail!("there is no report in {}", input.display());
    }
    let bytes: usize = reports.iter().map(|report| report.text.len()).sum();
    let mut claims: Vec<Claim> = Vec::new();
    let stage = |stage, seconds: f64| Stage {
        stage,
        seconds,
        reports_per_second: reports.len() as f64 / seconds,
        megabytes_per_second: bytes as f64 / 1e6 / seconds,
    };
    let stages = stages(machine, &reports, &mut claims);
    let stages = stages.into_iter().map(|(name, seconds)| stage(name, seconds)).collect();
    let mut dated = reports.clone();
    let all_cores = seconds(RUNS, || {
        black_box(machine.all_claims(&mut dated));
    });
    let scan = Scan::of_violence()?;
    let scanning = core_seconds(RUNS, || {
        for report in &reports {
            black_box(scan.count(&report.text));
        }
    });
    let load = core_seconds(RUNS, || {
        black_box(Machine::load(None).ok());
    });
    Ok(Speed {
        reports: reports.len(),
        bytes,
        claims: claims.len(),
        load_milliseconds: load * 1e3,
        stages,
        all_cores: stage("text to claims", all_cores),
        cores: rayon::current_num_threads(),
        scan: stage("plain scan", scanning),
        scanned_words: scan.words,
        add: program::beside().ok().map(|program| add(&program, input, reports.len())).transpose()?,
    })
}

fn stages(machine: &Machine, reports: &[Report], claims: &mut Vec<Claim>) -> Vec<(&'static str, f64)> {
    let mut scratch = Scratch::new(machine.ruleset());
    let read: Vec<_> = reports
        .iter()
        .map(|report| {
            let document = cairn_text::analyse(&report.text);
            let extraction = cairn_extract::extract(&document, machine.ruleset(), &mut scratch);
            (report, document, extraction)
        })
        .collect();
    *claims = read
        .iter()
        .flat_map(|(report, document, extraction)| {
            cairn_resolve::resolve(report, document, extraction, machine.knowledge()).claims
        })
        .collect();
    let text = core_seconds(RUNS, || {
        for report in reports {
            black_box(cairn_text::analyse(&report.text));
        }
    });
    let extract = core_seconds(RUNS, || {
        for (_, document, _) in &read {
            black_box(cairn_extract::extract(document, machine.ruleset(), &mut scratch));
        }
    });
    let resolve = core_seconds(RUNS, || {
        for (report, document, extraction) in &read {
            black_box(cairn_resolve::resolve(report, document, extraction, machine.knowledge()));
        }
    });
    let link = core_seconds(RUNS, || {
        black_box(machine.link(reports, claims));
    });
    vec![
        ("text", text),
        ("extract", extract),
        ("resolve", resolve),
        ("text to claims", text + extract + resolve),
        ("link", link),
    ]
}

/// A folder of its own that is removed at the end.
pub struct Folder(pub PathBuf);

impl Folder {
    /// Makes it among the temporary files.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn new() -> Result<Self> {
        let path = std::env::temp_dir().join(format!("cairn-speed-{}", std::process::id()));
        std::fs::create_dir_all(&path).with_context(|| format!("cannot make {}", path.display()))?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder that stays behind in the temporary files does no harm.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn add(program: &Path, input: &Path, n_reports: usize) -> Result<Add> {
    let folder = Folder::new()?;
    let (register, short) = (folder.0.join("cairn.db"), folder.0.join("short.txt"));
    std::fs::write(&short, "Two soldiers were killed by shelling near the town on Monday.\n")?;
    let start = Instant::now();
    let said = folder.0.join("said.txt");
    let mut child = quiet(Command::new(program).arg("add").arg(input).arg("--db").arg(&register))
        .stderr(std::fs::File::create(&said)?)
        .spawn()
        .with_context(|| format!("cannot run {}", program.display()))?;
    let (status, peak_megabytes) = watched(&mut child)?;
    let seconds_of_add = start.elapsed().as_secs_f64();
    if !status.success() {
        let said = std::fs::read_to_string(&said).unwrap_or_default();
        let fault = said.lines().find(|line| line.starts_with("Error:")).unwrap_or("no message");
        bail!("`cairn add` failed: {}", fault.trim_start_matches("Error: "));
    }
    let register_bytes = std::fs::metadata(&register).map_or(0, |file| file.len());
    let started = |arguments: &[&std::ffi::OsStr]| {
        seconds(STARTS, || {
            black_box(quiet(Command::new(program).args(arguments)).status().ok());
        })
    };
    let version = started(&["--version".as_ref()]);
    let first = started(&["extract".as_ref(), short.as_os_str()]);
    Ok(Add {
        seconds: seconds_of_add,
        peak_megabytes,
        register_bytes,
        register_bytes_per_report: register_bytes / n_reports as u64,
        start_milliseconds: version * 1e3,
        first_claim_milliseconds: first * 1e3,
    })
}

impl std::fmt::Display for Stage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { stage, seconds, reports_per_second, megabytes_per_second } = self;
        let milliseconds = seconds * 1e3;
        write!(f, "{stage:<16} {milliseconds:>9.1} {reports_per_second:>11.0} {megabytes_per_second:>8.1}")
    }
}

impl std::fmt::Display for Speed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let megabytes = self.bytes as f64 / 1e6;
        writeln!(f, "{} reports, {megabytes:.2} MB of text, {} claims", self.reports, self.claims)?;
        writeln!(f, "rules and knowledge loaded in {:.1} ms", self.load_milliseconds)?;
        writeln!(
            f,
            "\n{:<16} {:>9} {:>11} {:>8}   one core, its time alone",
            "stage", "ms", "reports/s", "MB/s"
        )?;
        for stage in &self.stages {
            writeln!(f, "{stage}")?;
        }
        writeln!(f, "{}   {} cores, by the clock", self.all_cores, self.cores)?;
        writeln!(f, "{}   one core, for {} words of violence", self.scan, self.scanned_words)?;
        if let Some(extract) = self.stages.iter().find(|stage| stage.stage == "extract") {
            let times = extract.seconds / self.scan.seconds;
            writeln!(f, "extract takes {times:.0} times as long as the scan")?;
        }
        let Some(add) = &self.add else {
            return writeln!(f, "\nno `cairn` lies beside this program: `cargo build --release` makes it");
        };
        writeln!(f, "\ncairn add        {:>9.2} s by the clock, all cores", add.seconds)?;
        if let Some(peak) = add.peak_megabytes {
            writeln!(f, "peak memory      {peak:>9.1} MB")?;
        }
        let (size, each) = (add.register_bytes as f64 / 1e6, add.register_bytes_per_report);
        writeln!(f, "register         {size:>9.2} MB, {each} bytes a report")?;
        writeln!(f, "cairn --version  {:>9.1} ms", add.start_milliseconds)?;
        writeln!(f, "first claim      {:>9.1} ms from start (cairn extract)", add.first_claim_milliseconds)
    }
}
