//! Lists the rule cards and lexicons, so that they are compiled into the binary: adding a file to
//! `rules/` or `lexicons/en/` is all it takes to add a rule or a row.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root =
        Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../..").canonicalize()?;
    let mut files = Vec::new();
    for folder in ["rules/en", "lexicons/en"] {
        list(&root.join(folder), &mut files)?;
    }
    files.sort();
    let mut code = String::from(
        "/// Every file of the embedded ruleset, by path.\npub(crate) const FILES: &[(&str, &str)] = &[\n",
    );
    for file in files {
        let name =
            file.strip_prefix(&root).expect("listed below the root").to_string_lossy().replace('\\', "/");
        writeln!(code, "    ({name:?}, include_str!({:?})),", file.to_string_lossy())
            .expect("a String takes all");
    }
    code.push_str("];\n");
    fs::write(Path::new(&env::var("OUT_DIR").expect("cargo sets it")).join("embedded.rs"), code)
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo:rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    Ok(())
}
