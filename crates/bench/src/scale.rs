//! How the cost of a register grows: made reports added at once, then one at a time, by the program
//! itself.

use crate::made::made;
use crate::speed::{Folder, median, peak_of, quiet};
use anyhow::{Context, Result, bail};
use serde::Serialize;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// So many reports are added one by one.
const ADDED: u64 = 15;

/// What was measured on one register.
#[derive(Debug, Serialize)]
pub struct Scale {
    /// How many reports it holds.
    pub reports: u64,
    /// Seconds to build it from nothing, by the clock.
    pub seconds: f64,
    /// Highest resident memory meanwhile, in megabytes (10^6 bytes); none off Linux.
    pub peak_megabytes: Option<f64>,
    /// Bytes of the file.
    pub bytes: u64,
    /// Milliseconds of a `cairn add` of one new report, the start of the program included: median.
    pub add_milliseconds: f64,
    /// The slowest of them.
    pub slowest_milliseconds: f64,
    /// Milliseconds of a `cairn add` of a report that is there: what the start alone takes.
    pub idle_milliseconds: f64,
}

/// Builds a register of `reports` made reports and grows it.
///
/// # Errors
/// Where there is no program beside this one, or it fails.
pub fn measure(reports: u64) -> Result<Scale> {
    let program = std::env::current_exe().context("where is this program?")?.with_file_name("cairn");
    if !program.exists() {
        bail!("no `cairn` lies beside this program: `cargo build --release` makes it");
    }
    let folder = Folder::new()?;
    let (file, register) = (folder.0.join("made.jsonl"), folder.0.join("cairn.db"));
    write(&file, 0..reports)?;
    let start = Instant::now();
    let mut child = quiet(Command::new(&program).arg("add").arg(&file).arg("--db").arg(&register)).spawn()?;
    let mut peak = None;
    let status = loop {
        peak = peak_of(child.id()).or(peak);
        if let Some(status) = child.try_wait()? {
            break status;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    if !status.success() {
        bail!("`cairn add` failed");
    }
    let seconds = start.elapsed().as_secs_f64();
    let bytes = std::fs::metadata(&register).map_or(0, |file| file.len());
    let mut add = |number: u64| -> Result<f64> {
        write(&file, number..number + 1)?;
        let start = Instant::now();
        let status =
            quiet(Command::new(&program).arg("add").arg(&file).arg("--db").arg(&register)).status()?;
        if !status.success() {
            bail!("`cairn add` of one report failed");
        }
        Ok(start.elapsed().as_secs_f64() * 1e3)
    };
    let one_by_one: Vec<f64> = (reports..reports + ADDED).map(&mut add).collect::<Result<_>>()?;
    let idle: Vec<f64> = (0..ADDED).map(|_| add(0)).collect::<Result<_>>()?;
    Ok(Scale {
        reports,
        seconds,
        peak_megabytes: peak.map(|kibibytes| kibibytes as f64 * 1024.0 / 1e6),
        bytes,
        slowest_milliseconds: one_by_one.iter().copied().fold(0.0, f64::max),
        add_milliseconds: median(one_by_one),
        idle_milliseconds: median(idle),
    })
}

/// Writes made reports as JSON Lines.
fn write(file: &Path, numbers: std::ops::Range<u64>) -> Result<()> {
    let mut out = BufWriter::new(std::fs::File::create(file)?);
    for number in numbers {
        serde_json::to_writer(&mut out, &made(number))?;
        out.write_all(b"\n")?;
    }
    Ok(out.flush()?)
}

impl std::fmt::Display for Scale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let peak = self.peak_megabytes.map_or_else(String::new, |peak| format!(", peak memory {peak:.0} MB"));
        writeln!(
            f,
            "{} made reports: built in {:.1} s{peak}, {} bytes",
            self.reports, self.seconds, self.bytes
        )?;
        writeln!(
            f,
            "one more report: {:.0} ms (slowest {:.0}), of which {:.0} ms are the program's start",
            self.add_milliseconds, self.slowest_milliseconds, self.idle_milliseconds
        )
    }
}
