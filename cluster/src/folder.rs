//! The folder of a run: finished files, each told by a note of what is in it.
//!
//! Whatever a function makes is written beside its place and moved there when it is whole, its note last. So a file
//! with a note is finished, whoever was killed when; work that is done twice gives the same bytes.

use crate::failure::Failure;
use cairn_link::Month;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// A part of the run that is worked off piece by piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Files to reports and claims, a split at a time.
    Read,
    /// Which reports have to do with each other, a cell at a time.
    Compare,
    /// Incidents of neighbourhoods, a bucket at a time.
    Link,
    /// Tolls and agreements, a bucket of subjects at a time.
    Follow,
}

impl Phase {
    /// The name of its folder.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Compare => "compare",
            Self::Link => "link",
            Self::Follow => "follow",
        }
    }
}

/// The file of a piece of work, with an ending.
pub fn piece(folder: &Path, phase: Phase, unit: i64, ending: &str) -> PathBuf {
    folder.join(phase.as_str()).join(format!("{unit:016x}.{ending}"))
}

/// The table of a kind of row that a piece of work gives.
pub fn table(folder: &Path, name: &str, unit: i64) -> PathBuf {
    folder.join("tables").join(name).join(format!("{unit:016x}.parquet"))
}

/// Where it stands which rows of a split go into which pieces of a phase.
pub fn places(folder: &Path, phase: &str, split: i64) -> PathBuf {
    folder.join("plan").join(phase).join(format!("{split:08x}.json"))
}

/// Where it stands how rare words are in a month.
pub fn rarity(folder: &Path, month: Month) -> PathBuf {
    folder.join("rarity").join(month.0.to_string())
}

/// The pieces of a phase that are finished.
///
/// # Errors
/// Where the folder cannot be read.
pub fn finished(folder: &Path, phase: Phase) -> Result<BTreeSet<i64>, Failure> {
    let path = folder.join(phase.as_str());
    let mut units = BTreeSet::new();
    let entries = match fs::read_dir(&path) {
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => return Ok(units),
        entries => entries.map_err(Failure::of_file(&path))?,
    };
    for entry in entries {
        let name = entry.map_err(Failure::of_file(&path))?.file_name();
        let unit = name.to_str().and_then(|name| name.strip_suffix(".json"));
        units.extend(unit.and_then(|unit| i64::from_str_radix(unit, 16).ok()));
    }
    Ok(units)
}

/// Writes a file beside its place and moves it there when it is whole and on the disk.
///
/// # Errors
/// Where it cannot be written.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    write_with(path, |file| file.write_all(bytes))
}

/// The same with a writer.
///
/// # Errors
/// Where it cannot be written.
pub fn write_with(
    path: &Path,
    write: impl FnOnce(&mut fs::File) -> std::io::Result<()>,
) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(Failure::of_file(folder))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    // Two executors may make the same file, one of which was taken for dead.
    let host = std::env::var("HOSTNAME").unwrap_or_default();
    let beside =
        folder.join(format!(".{name}.{host}.{}.{:?}", std::process::id(), std::thread::current().id()));
    let written = fs::File::create(&beside).and_then(|mut file| {
        write(&mut file)?;
        file.sync_all()
    });
    let moved = written.and_then(|()| fs::rename(&beside, path));
    if moved.is_err() {
        // What is left of it is of no use, and in the way where the disk is full.
        fs::remove_file(&beside).ok();
    }
    moved.map_err(Failure::of_file(path))
}

/// Writes the note that makes a piece of work finished.
///
/// # Errors
/// Where it cannot be written.
pub fn finish(folder: &Path, phase: Phase, unit: i64, note: &impl Serialize) -> Result<(), Failure> {
    write(&piece(folder, phase, unit, "json"), &serde_json::to_vec(note)?)
}

/// Reads a file of JSON.
///
/// # Errors
/// Where it cannot be read, or is not what was expected.
pub fn json<T: DeserializeOwned>(path: &Path) -> Result<T, Failure> {
    let bytes = fs::read(path).map_err(Failure::of_file(path))?;
    serde_json::from_slice(&bytes).map_err(|fault| {
        Failure::new(format!("{}: {fault}", path.display()), "Remove that file and run again.")
    })
}

#[cfg(test)]
mod tests {
    use super::{Phase, finish, finished, piece, write};
    use std::path::Path;

    #[test]
    fn a_piece_is_finished_by_its_note_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        write(&piece(folder.path(), Phase::Read, 7, "parquet"), b"rows").expect("written");
        assert!(finished(folder.path(), Phase::Read).expect("read").is_empty());
        finish(folder.path(), Phase::Read, 7, &3).expect("written");
        assert_eq!(finished(folder.path(), Phase::Read).expect("read").into_iter().collect::<Vec<_>>(), [7]);
    }

    #[test]
    fn what_cannot_be_written_leaves_nothing_behind() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("read");
        std::fs::write(&path, b"a file where a folder should be").expect("written");
        assert!(write(&path.join("00.json"), b"{}").is_err());
        assert!(write(Path::new("/dev/full/00"), b"{}").is_err());
        assert_eq!(std::fs::read_dir(folder.path()).expect("read").count(), 1);
    }
}
