//! How the cost of a register grows: made reports added at once, then a hundred more, then one at a time, by
//! the program itself.

use crate::made::made;
use crate::program::{self, quiet, watched};
use crate::speed::{Folder, median};
use anyhow::{Result, bail};
use serde::{Deserialize, Serialize};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// So many reports are added one by one.
const ADDED: u64 = 15;
/// So many are added together before that.
const TOGETHER: u64 = 100;

/// What was measured on one register.
#[derive(Debug, Serialize, Deserialize)]
pub struct Scale {
    /// How many reports it holds.
    pub reports: u64,
    /// Seconds to build it from nothing, by the clock.
    pub seconds: f64,
    /// The same on the cores: what other programs take does not count. None off Linux.
    pub core_seconds: Option<f64>,
    /// Highest resident memory meanwhile, in megabytes (10^6 bytes); none off Linux.
    pub peak_megabytes: Option<f64>,
    /// Bytes of the file.
    pub bytes: u64,
    /// Seconds of a `cairn add` of a hundred new reports, by the clock.
    pub hundred_seconds: f64,
    /// Milliseconds of a `cairn add` of one new report, the start of the program included: median.
    pub add_milliseconds: f64,
    /// The same on the cores: mean.
    pub add_core_milliseconds: Option<f64>,
    /// The slowest of them.
    pub slowest_milliseconds: f64,
    /// Milliseconds of a `cairn add` of a report that is there, which is what the start alone takes: median.
    pub idle_milliseconds: f64,
    /// The same on the cores: mean.
    pub idle_core_milliseconds: Option<f64>,
}

/// A register that is filled.
pub struct Filling {
    program: PathBuf,
    file: PathBuf,
    register: PathBuf,
}

impl Filling {
    /// A register in a folder, filled by a program.
    pub fn new(program: PathBuf, folder: &Folder) -> Self {
        Self { program, file: folder.0.join("made.jsonl"), register: folder.0.join("cairn.db") }
    }

    /// Adds so many made reports, and gives the register.
    ///
    /// # Errors
    /// Where the program fails.
    pub fn fill(&self, reports: u64) -> Result<PathBuf> {
        self.time(0..reports)?;
        Ok(self.register.clone())
    }

    fn add(&self, numbers: std::ops::Range<u64>) -> Result<Command> {
        write(&self.file, numbers)?;
        let mut command = Command::new(&self.program);
        command.arg("add").arg(&self.file).arg("--db").arg(&self.register);
        Ok(command)
    }

    /// Adds some reports. Gives the seconds.
    fn time(&self, numbers: std::ops::Range<u64>) -> Result<f64> {
        let mut command = self.add(numbers)?;
        let start = Instant::now();
        if !quiet(&mut command).status()?.success() {
            bail!("`cairn add` failed");
        }
        Ok(start.elapsed().as_secs_f64())
    }

    /// Adds reports one by one: the milliseconds of each, and their mean on the cores.
    fn one_by_one(&self, numbers: impl Iterator<Item = u64>) -> Result<(Vec<f64>, Option<f64>)> {
        let before = on_cores();
        let all: Vec<f64> =
            numbers.map(|number| Ok(self.time(number..number + 1)? * 1e3)).collect::<Result<_>>()?;
        let on_cores = on_cores().zip(before).map(|(now, before)| (now - before) * 1e3 / all.len() as f64);
        Ok((all, on_cores))
    }
}

/// Builds a register of `reports` made reports and grows it.
///
/// # Errors
/// Where there is no program beside this one, or it fails.
pub fn measure(reports: u64) -> Result<Scale> {
    let program = program::beside()?;
    let folder = Folder::new()?;
    let filling = Filling::new(program, &folder);
    let mut command = filling.add(0..reports)?;
    let (start, before) = (Instant::now(), on_cores());
    let mut child = quiet(&mut command).spawn()?;
    let (status, peak_megabytes) = watched(&mut child)?;
    if !status.success() {
        bail!("`cairn add` failed");
    }
    let seconds = start.elapsed().as_secs_f64();
    let core_seconds = on_cores().zip(before).map(|(now, before)| now - before);
    let bytes = std::fs::metadata(&filling.register).map_or(0, |file| file.len());
    let hundred_seconds = filling.time(reports..reports + TOGETHER)?;
    let (added, add_core_milliseconds) =
        filling.one_by_one(reports + TOGETHER..reports + TOGETHER + ADDED)?;
    let (idle, idle_core_milliseconds) = filling.one_by_one((0..ADDED).map(|_| 0))?;
    Ok(Scale {
        reports,
        seconds,
        core_seconds,
        peak_megabytes,
        bytes,
        hundred_seconds,
        slowest_milliseconds: added.iter().copied().fold(0.0, f64::max),
        add_milliseconds: median(added),
        add_core_milliseconds,
        idle_milliseconds: median(idle),
        idle_core_milliseconds,
    })
}

/// Seconds on the cores of the programs that this one has started and that have ended (proc(5), `stat`: the
/// fields `cutime` and `cstime`, in hundredths of a second). None off Linux.
fn on_cores() -> Option<f64> {
    let line = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name in brackets may hold spaces; the fields after it begin with the third.
    let fields: Vec<&str> = line.rsplit_once(") ")?.1.split(' ').collect();
    let ticks = |field: usize| fields.get(field - 3)?.parse::<f64>().ok();
    Some((ticks(16)? + ticks(17)?) / 100.0)
}

/// Writes made reports as JSON Lines.
///
/// # Errors
/// Where the file cannot be written.
pub fn write(file: &Path, numbers: std::ops::Range<u64>) -> Result<()> {
    let mut out = BufWriter::new(std::fs::File::create(file)?);
    for number in numbers {
        serde_json::to_writer(&mut out, &made(number))?;
        out.write_all(b"\n")?;
    }
    Ok(out.flush()?)
}

impl std::fmt::Display for Scale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let on_cores = |time: Option<f64>, unit: &str| {
            time.map_or_else(String::new, |time| format!(" ({time:.0} {unit} on the cores)"))
        };
        let peak = self.peak_megabytes.map_or_else(String::new, |peak| format!(", peak memory {peak:.0} MB"));
        writeln!(
            f,
            "{} made reports: built in {:.1} s{}{peak}, {} bytes ({} a report)",
            self.reports,
            self.seconds,
            on_cores(self.core_seconds, "s"),
            self.bytes,
            self.bytes / self.reports.max(1)
        )?;
        writeln!(
            f,
            "a hundred more: {:.2} s; one more: {:.0} ms{} (slowest {:.0}), of which {:.0} ms{} are the program's \
             start",
            self.hundred_seconds,
            self.add_milliseconds,
            on_cores(self.add_core_milliseconds, "ms"),
            self.slowest_milliseconds,
            self.idle_milliseconds,
            on_cores(self.idle_core_milliseconds, "ms"),
        )
    }
}
