//! The files of this repository.

use std::path::PathBuf;

/// The repository's root.
pub fn root() -> PathBuf {
    // Asked at run time: checkouts that share a target folder share the binary too.
    let xtask = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    xtask.ancestors().nth(2).expect("crates/xtask has a root above it").to_path_buf()
}

/// Every file, as a path from the root with `/` between names, sorted. Build output, packages, the history
/// and registers made by trying the program are no part of the repository.
pub fn files() -> Vec<String> {
    let root = root();
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).expect("a folder of the repository can be listed");
        for entry in entries {
            let path = entry.expect("an entry can be read").path();
            let name = path.strip_prefix(&root).expect("it lies under the root");
            let name = name.to_string_lossy().replace('\\', "/");
            let last = name.rsplit('/').next().unwrap_or(&name);
            if [".git", "target", "node_modules"].contains(&last) || last.contains(".db") {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(name);
            }
        }
    }
    found.sort();
    found
}

/// The files whose path passes, each with its text. Files that are no UTF-8 are left out.
pub fn texts(wanted: impl Fn(&str) -> bool) -> Vec<(String, String)> {
    let read = |path: String| {
        let bytes = std::fs::read(root().join(&path)).expect("a file of the repository can be read");
        Some((path, String::from_utf8(bytes).ok()?))
    };
    files().into_iter().filter(|path| wanted(path)).filter_map(read).collect()
}

/// One file's text.
pub fn text(path: &str) -> String {
    let read = std::fs::read_to_string(root().join(path));
    read.unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The names of the folders in `crates/`, sorted.
pub fn crates() -> Vec<String> {
    let mut names: Vec<String> = files()
        .iter()
        .filter_map(|path| path.strip_prefix("crates/")?.strip_suffix("/Cargo.toml").map(str::to_owned))
        .collect();
    names.sort();
    names
}

#[test]
fn the_tree_is_found() {
    assert!(crates().iter().any(|name| name == "xtask"));
    assert!(text("Cargo.toml").contains("[workspace]"));
    assert!(files().iter().all(|path| !path.starts_with("target/")));
}
