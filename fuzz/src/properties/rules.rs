//! Files of a ruleset: they load, or every fault has file, place and words.

use cairn_extract::{Ruleset, Scratch, extract};
use cairn_text::analyse;

/// What parts the files: `=== rules/en/cascade.toml`.
const MARK: &str = "=== ";

/// A text that a ruleset is tried on.
const TRIED: &str = "Three soldiers of Arnor were killed near Bree on 5 May, \"a guard\" said. 12,000 fled.";

/// Files one after another, each behind a line with its path: path and content.
pub fn files(text: &str) -> Vec<(&str, &str)> {
    let mut files = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(MARK) {
        let (path, content) = rest[at + MARK.len()..].split_once('\n').unwrap_or_default();
        let end = content.find(&format!("\n{MARK}")).map_or(content.len(), |end| end + 1);
        files.push((path.trim(), &content[..end]));
        rest = &content[end..];
    }
    files
}

/// The files of a ruleset, whole or not.
pub fn load(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let files = files(text);
    match Ruleset::load(&files) {
        Err(faults) => {
            assert!(!faults.0.is_empty(), "a ruleset that does not load has a fault");
            for fault in &faults.0 {
                assert!(!fault.message.trim().is_empty());
                // A path may be given twice.
                let known = files.iter().filter(|(path, _)| *path == fault.file);
                if let Some(n_lines) = known.map(|(_, content)| content.split('\n').count()).max() {
                    assert!((1..=n_lines).contains(&fault.line), "{fault}: of {n_lines} lines");
                }
            }
            assert!(!faults.to_string().is_empty());
        }
        Ok(ruleset) => {
            let document = analyse(TRIED);
            let first = extract(&document, &ruleset, &mut Scratch::new(&ruleset));
            let second = extract(&document, &ruleset, &mut Scratch::new(&ruleset));
            assert_eq!(format!("{first:?}"), format!("{second:?}"), "the same rules read the same");
        }
    }
}
