//! What must hold of all input holds of the seeds of the fuzz targets: the same functions as in `fuzz/`, without
//! a fuzzer.

#[path = "../../../../fuzz/src/properties/mod.rs"]
mod properties;

use std::fs;
use std::path::{Path, PathBuf};

/// The entries of a folder, by name.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

#[test]
fn what_must_hold_of_all_input_holds_of_the_seeds() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds");
    let (mut n_targets, mut unknown) = (0, Vec::new());
    for folder in entries(&seeds) {
        let target = folder.file_name().unwrap().to_string_lossy().into_owned();
        let files = entries(&folder);
        assert!(!files.is_empty(), "{target} has seeds");
        if files.iter().all(|file| properties::hold(&target, &fs::read(file).unwrap())) {
            n_targets += 1;
        } else {
            unknown.push(target);
        }
    }
    // The pages of the browser have a router of their own there, and tests of their own here.
    assert_eq!((n_targets, unknown), (19, vec!["pages".to_owned()]));
}

#[test]
fn the_seed_of_a_ruleset_is_one() {
    let seed = include_str!("../../../../fuzz/seeds/rules/toy");
    properties::rules::load(seed.as_bytes());
    let files = properties::rules::files(seed);
    assert_eq!(files.len(), 4);
    if let Err(faults) = cairn_extract::Ruleset::load(&files) {
        panic!("{faults}");
    }
}
