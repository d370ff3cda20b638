//! Rulesets: the one that is built in, and those of folders.

use crate::LoadError;
use cairn_extract::Ruleset;
use std::borrow::Cow;
use std::fs;
use std::path::Path;

/// A file of a ruleset: its path from the folder that holds `rules/` and `lexicons/`, and what is
/// in it.
pub type RuleFile = (Cow<'static, str>, Cow<'static, str>);

/// The ruleset that is built in, or that of a folder.
///
/// # Errors
/// A folder that cannot be read, and the faults of the rules.
pub fn load(folder: Option<&Path>) -> Result<Ruleset, LoadError> {
    let Some(folder) = folder else { return Ruleset::embedded().map_err(LoadError::Rules) };
    let files = files(Some(folder))?;
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_ref(), text.as_ref())).collect();
    Ruleset::load(&files).map_err(LoadError::Rules)
}

/// The files of the ruleset that is built in, or of a folder, by path.
///
/// # Errors
/// A folder or a file that cannot be read.
pub fn files(folder: Option<&Path>) -> Result<Vec<RuleFile>, LoadError> {
    let Some(folder) = folder else {
        let files = Ruleset::embedded_files().iter();
        return Ok(files.map(|(path, text)| (Cow::Borrowed(*path), Cow::Borrowed(*text))).collect());
    };
    let mut found = Vec::new();
    // Other lexicons (`lexicons/actors`) are no part of a ruleset.
    for part in ["rules/en", "lexicons/en"] {
        let folder = folder.join(part);
        walk(&folder, part, &mut found).map_err(|fault| LoadError::Folder { folder, fault })?;
    }
    Ok(found)
}

fn walk(folder: &Path, name: &str, found: &mut Vec<RuleFile>) -> std::io::Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let name = format!("{name}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            walk(&path, &name, found)?;
        } else if name.ends_with(".toml") {
            found.push((Cow::Owned(name), Cow::Owned(fs::read_to_string(path)?)));
        }
    }
    Ok(())
}
