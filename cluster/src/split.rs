//! What is read at a time: a file, or a stretch of a file of lines.

use crate::failure::Failure;
use cairn_pipeline::sources::Source;
use cairn_read::{Before, Format};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// A part of the input. Its number is its place in the input: reports of an earlier one come before those of a
/// later one, as they do when the files are added on one machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Split {
    /// The file, by a path that holds wherever it is read.
    pub path: PathBuf,
    /// The same as the user named it, for notes and provenance.
    pub name: String,
    /// Where it begins and ends, in bytes, with the lines before it; none for the whole file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stretch: Option<Stretch>,
}

/// Some lines of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// The first byte.
    pub start: u64,
    /// How many bytes.
    pub length: u64,
    /// How many lines stand before it.
    pub lines: u64,
}

impl Stretch {
    /// What stands before it.
    pub fn before(&self) -> Before {
        Before { lines: self.lines, bytes: self.start }
    }
}

/// Cuts the input into splits: files of lines into stretches of some `size` in bytes, all others not at all. A file
/// that cannot be looked at is a split too: whoever reads it says why it cannot.
pub fn cut(sources: &[Source], size: u64) -> Vec<Split> {
    let mut splits = Vec::new();
    for source in sources {
        let named = &source.path;
        let path = std::path::absolute(named).unwrap_or_else(|_| named.clone());
        let stretches = match source.length > size && is_cut(&path) {
            true => stretches(&path, size).unwrap_or_default(),
            false => Vec::new(),
        };
        let of = |stretch| Split { path: path.clone(), name: named.display().to_string(), stretch };
        if stretches.is_empty() {
            splits.push(of(None));
        } else {
            splits.extend(stretches.into_iter().map(|stretch| of(Some(stretch))));
        }
    }
    splits
}

/// Whether a file holds one report a line, and is not packed.
fn is_cut(path: &Path) -> bool {
    let mut head = [0; 4];
    let read = File::open(path).and_then(|mut file| file.read(&mut head));
    // The first bytes of gzip and of zstd.
    let is_packed = head.starts_with(&[0x1f, 0x8b]) || head == [0x28, 0xb5, 0x2f, 0xfd];
    read.is_ok() && !is_packed && Format::of_name(&path.to_string_lossy()) == Some(Format::JsonLines)
}

fn stretches(path: &Path, size: u64) -> Result<Vec<Stretch>, Failure> {
    let file = File::open(path).map_err(Failure::of_file(path))?;
    let mut reader = BufReader::with_capacity(1 << 20, file);
    let mut stretches = Vec::new();
    let (mut now, mut at) = (Stretch { start: 0, length: 0, lines: 0 }, 0);
    let mut lines = 0;
    loop {
        let bytes = reader.fill_buf().map_err(Failure::of_file(path))?;
        if bytes.is_empty() {
            break;
        }
        for (idx, _) in bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n') {
            lines += 1;
            let end = at + idx as u64 + 1;
            if end - now.start >= size {
                stretches.push(Stretch { length: end - now.start, ..now });
                now = Stretch { start: end, length: 0, lines };
            }
        }
        let n = bytes.len();
        at += n as u64;
        reader.consume(n);
    }
    if at > now.start {
        stretches.push(Stretch { length: at - now.start, ..now });
    }
    Ok(stretches)
}

#[cfg(test)]
mod tests {
    use super::{Split, cut};
    use cairn_pipeline::sources::Source;

    #[test]
    fn stretches_are_whole_lines_and_add_up() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("wire.jsonl");
        let text = "{\"text\": \"one\"}\n{\"text\": \"two\"}\n\n{\"text\": \"three\"}";
        std::fs::write(&path, text).expect("written");
        let source = Source { path: path.clone(), length: text.len() as u64 };
        for size in 1..40 {
            let splits = cut(std::slice::from_ref(&source), size);
            let told: String = splits
                .iter()
                .map(|split| match split.stretch {
                    Some(one) => {
                        let part = &text[one.start as usize..(one.start + one.length) as usize];
                        assert_eq!(one.lines, text[..one.start as usize].matches('\n').count() as u64);
                        assert!(part.ends_with('\n') || text.ends_with(part));
                        part
                    }
                    None => text,
                })
                .collect();
            assert_eq!(told, text, "cut at {size}");
        }
        let name = path.display().to_string();
        assert_eq!(cut(&[source], 1 << 20), [Split { path, name, stretch: None }]);
    }
}
