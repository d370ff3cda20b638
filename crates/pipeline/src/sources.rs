//! The files behind the paths that a user names.

use cairn_model::Note;
use cairn_read::{Format, Input, Options, Reader};
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};

/// The name of standard input among paths.
const STANDARD_INPUT: &str = "-";

/// A file with reports, or standard input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The file, as the user named it or as it was found in a folder.
    pub path: PathBuf,
    /// Its length in bytes.
    pub length: u64,
}

impl Source {
    /// Opens it; its format shows in its name and its first bytes.
    ///
    /// # Errors
    /// A file that cannot be opened.
    pub fn open(&self, options: &Options) -> std::io::Result<Reader<'static>> {
        let name = self.path.display().to_string();
        let input = if name == STANDARD_INPUT {
            Input::Stream(Box::new(BufReader::with_capacity(1 << 16, std::io::stdin())))
        } else {
            let file = File::open(&self.path)?;
            match file.metadata()?.is_file() {
                true => Input::file(file)?,
                // A named pipe cannot be wound.
                false => Input::Stream(Box::new(BufReader::with_capacity(1 << 16, file))),
            }
        };
        Ok(Reader::open(input, name, options))
    }
}

/// The files behind the paths: a file itself, `-` for standard input, a folder with all that it holds, by name.
/// In a folder, files of other formats and hidden ones are passed over.
pub fn find(paths: &[PathBuf]) -> (Vec<Source>, Vec<Note>) {
    let (mut found, mut notes) = (Vec::new(), Vec::new());
    for path in paths {
        if path.as_os_str() == STANDARD_INPUT {
            found.push(Source { path: path.clone(), length: 0 });
            continue;
        }
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => {
                let before = found.len();
                walk(path, &mut found, &mut notes);
                if found.len() == before {
                    notes.push(note(shown(path), "no reports in this folder", formats_hint()));
                }
            }
            Ok(meta) => found.push(Source { path: path.clone(), length: meta.len() }),
            Err(fault) => notes.push(cannot_open(path, &fault)),
        }
    }
    (found, notes)
}

/// A note that a file or folder cannot be opened.
pub fn cannot_open(path: &Path, fault: &std::io::Error) -> Note {
    let message = match fault.kind() {
        std::io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        _ => format!("cannot be opened: {fault}"),
    };
    note(shown(path), message, "Check the name, and that you may read it.")
}

fn walk(folder: &Path, found: &mut Vec<Source>, notes: &mut Vec<Note>) {
    let entries = fs::read_dir(folder).and_then(|entries| entries.collect::<Result<Vec<_>, _>>());
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(fault) => return notes.push(cannot_open(folder, &fault)),
    };
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let linked = entry.file_type().is_ok_and(|kind| kind.is_symlink());
        match fs::metadata(&path) {
            // A link to a folder may lead back to where we are.
            Ok(meta) if meta.is_dir() && linked => notes.push(note(
                shown(&path),
                "is a link to a folder and was not followed",
                "Name the folder itself to read it.",
            )),
            Ok(meta) if meta.is_dir() => walk(&path, found, notes),
            Ok(meta) if meta.is_file() => {
                if Format::of_name(&path.to_string_lossy()).is_some() {
                    found.push(Source { path, length: meta.len() });
                }
            }
            Ok(_) => {}
            Err(fault) => notes.push(cannot_open(&path, &fault)),
        }
    }
}

/// A note with a remedy.
fn note(at: impl Into<String>, message: impl Into<String>, hint: impl Into<String>) -> Note {
    Note { at: at.into(), message: message.into(), hint: Some(hint.into()) }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn formats_hint() -> String {
    format!("Reports are files named {}.", Format::known_endings())
}
