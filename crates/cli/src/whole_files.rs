//! Files that are there whole or not at all: written beside their place, then moved into it.

use crate::failure::Failure;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Writes a file by way of another one beside it, which is removed where writing fails.
pub fn write<T>(
    path: &Path,
    fill: impl FnOnce(&mut BufWriter<File>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let draft = beside(path, "draft");
    let outcome = File::create(&draft).map_err(|fault| unwritable(path, &fault)).and_then(|file| {
        let mut out = BufWriter::new(file);
        let filled = fill(&mut out)?;
        let file = out.into_inner().map_err(|fault| unwritable(path, fault.error()))?;
        // Moved only once it is on the disk: a crash leaves the old file or the new one.
        file.sync_all().map_err(|fault| unwritable(path, &fault))?;
        fs::rename(&draft, path).map_err(|fault| unwritable(path, &fault))?;
        Ok(filled)
    });
    if outcome.is_err() {
        // What cannot be removed was not made.
        let _ = fs::remove_file(&draft);
    }
    outcome
}

/// Fills a folder by way of another one beside it. A folder that stands there already is replaced where
/// `is_ours` knows it, and left alone otherwise.
pub fn write_folder<T>(
    path: &Path,
    is_ours: impl Fn(&Path) -> bool,
    fill: impl FnOnce(&Path) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let is_empty = |path: &Path| fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none());
    if path.exists() && !is_empty(path) && !is_ours(path) {
        return Err(Failure::new(
            format!("{}: is there already, and holds no export", path.display()),
            "Name another folder, or move this one away.",
        ));
    }
    let (draft, old) = (beside(path, "draft"), beside(path, "old"));
    let remove = |path: &Path| match fs::remove_dir_all(path) {
        Err(fault) if fault.kind() != std::io::ErrorKind::NotFound => Err(unwritable(path, &fault)),
        _ => Ok(()),
    };
    remove(&draft)?;
    fs::create_dir(&draft).map_err(|fault| unwritable(path, &fault))?;
    let outcome = fill(&draft).and_then(|filled| {
        if path.exists() {
            remove(&old)?;
            fs::rename(path, &old).map_err(|fault| unwritable(path, &fault))?;
        }
        fs::rename(&draft, path).map_err(|fault| unwritable(path, &fault))?;
        remove(&old)?;
        Ok(filled)
    });
    if outcome.is_err() {
        remove(&draft)?;
    }
    outcome
}

/// Writes words to a file.
pub fn write_words(path: &Path, words: &str) -> Result<(), Failure> {
    write(path, |out| Ok(out.write_all(words.as_bytes())?))
}

/// `NAME` with more behind it, in the same folder.
pub fn beside(path: &Path, more: &str) -> PathBuf {
    let mut name = OsString::from(path.file_name().unwrap_or_default());
    name.push(".");
    name.push(more);
    path.with_file_name(name)
}

fn unwritable(path: &Path, fault: &std::io::Error) -> Failure {
    Failure::new(
        format!("{} cannot be written: {fault}", path.display()),
        "Check that its folder is there, that you may write to it, and that the disk has room.",
    )
}
