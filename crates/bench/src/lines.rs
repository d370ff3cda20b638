//! JSON Lines in and out. A line that cannot be read is named and passed over.

use anyhow::{Context, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

/// Reads one `T` a line. Blank lines are passed over; a line that is no `T` is named on standard
/// error with file and line, and the rest goes on.
///
/// # Errors
/// Where the file cannot be opened or read.
pub fn read<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let mut source = BufReader::new(file);
    let mut rows = Vec::new();
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let n_bytes = source
            .read_until(b'\n', &mut line)
            .with_context(|| format!("cannot read {}:{number}", path.display()))?;
        if n_bytes == 0 {
            break;
        }
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line);
        if line.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice(line) {
            Ok(row) => rows.push(row),
            Err(fault) => {
                eprintln!("note: {}:{number} is left out: {}", path.display(), cause(&fault));
            }
        }
    }
    Ok(rows)
}

/// What is wrong with a line, without serde's own line number (each line is parsed alone).
fn cause(fault: &serde_json::Error) -> String {
    let words = fault.to_string();
    let words = words.rsplit_once(" at line ").map_or(words.as_str(), |(cause, _)| cause);
    format!("{words} (column {})", fault.column())
}

/// Writes one row a line.
///
/// # Errors
/// Where the file cannot be written.
pub fn write<T: Serialize>(path: &Path, rows: impl IntoIterator<Item = T>) -> Result<()> {
    let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
    let mut out = BufWriter::new(file);
    for row in rows {
        serde_json::to_writer(&mut out, &row)?;
        out.write_all(b"\n")?;
    }
    out.flush().with_context(|| format!("cannot write {}", path.display()))
}
