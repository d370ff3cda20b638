//! Files that are no register, or cannot be written: one clear error each.

use crate::support::{RULESET, war};
use cairn_model::RulesetDigest;
use cairn_store::{Reading, Register, SCHEMA_VERSION, StoreError};
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;

fn register_in(folder: &Path) -> PathBuf {
    let path = folder.join("cairn.db");
    let mut register = Register::open(&path).unwrap();
    let run = register.run(&RulesetDigest::new(RULESET), "cairn 0.1.0").unwrap();
    let readings = war().into_iter().map(|(report, claims)| Reading { report, claims }).collect();
    register.add(run, readings).unwrap();
    path
}

fn count_reports(register: &Register) -> i64 {
    register.connection().query_row("SELECT count(*) FROM report", [], |row| row.get(0)).unwrap()
}

#[test]
fn a_register_is_read_back() {
    let folder = TempDir::new().unwrap();
    let path = register_in(folder.path());
    assert_eq!(count_reports(&Register::open_for_reading(&path).unwrap()), 2);
    assert_eq!(count_reports(&Register::open(&path).unwrap()), 2);
}

#[test]
fn what_is_no_register_is_left_alone() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("notes.txt");
    std::fs::write(&path, "These are notes, and they are longer than one line.".repeat(40)).unwrap();
    assert!(matches!(Register::open(&path), Err(StoreError::Foreign)));
    assert!(matches!(Register::open_for_reading(&path), Err(StoreError::Foreign)));

    let path = folder.path().join("other.db");
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE t (a)").unwrap();
    assert!(matches!(Register::open(&path), Err(StoreError::Foreign)));
    assert!(matches!(Register::open(folder.path()), Err(StoreError::Folder)));
    let missing = folder.path().join("missing.db");
    assert!(matches!(Register::open_for_reading(&missing), Err(StoreError::Missing)));
    assert!(!missing.exists());
    let nowhere = folder.path().join("no-folder").join("cairn.db");
    assert!(matches!(Register::open(&nowhere), Err(StoreError::Unopenable(_))));
}

#[test]
fn a_newer_version_is_refused() {
    let folder = TempDir::new().unwrap();
    let path = register_in(folder.path());
    Connection::open(&path).unwrap().pragma_update(None, "user_version", SCHEMA_VERSION + 1).unwrap();
    for opened in [Register::open(&path), Register::open_for_reading(&path)] {
        let fault = opened.unwrap_err();
        assert_eq!(
            fault.to_string(),
            format!(
                "has schema version {}; this program knows versions up to {SCHEMA_VERSION}",
                SCHEMA_VERSION + 1
            )
        );
    }
}

#[test]
fn a_read_only_register_can_be_read_and_not_written() {
    let folder = TempDir::new().unwrap();
    let path = register_in(folder.path());
    let mut permissions = path.metadata().unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).unwrap();
    assert!(matches!(Register::open(&path), Err(StoreError::ReadOnly)));
    assert_eq!(count_reports(&Register::open_for_reading(&path).unwrap()), 2);
}

#[test]
fn a_writer_that_waits_too_long_says_so() {
    let folder = TempDir::new().unwrap();
    let path = register_in(folder.path());
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut register = Register::open(&path).unwrap();
    register.set_patience(Duration::from_millis(20)).unwrap();
    let fault = register.run(&RulesetDigest::new("rules-fedcba9876543210"), "cairn 0.1.0").unwrap_err();
    assert!(matches!(fault, StoreError::Busy), "{fault:?}");
}

#[test]
fn two_writers_take_turns() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("cairn.db");
    std::thread::scope(|scope| {
        for (report, claims) in war() {
            let path = &path;
            scope.spawn(move || {
                let mut register = Register::open(path).unwrap();
                let run = register.run(&RulesetDigest::new(RULESET), "cairn 0.1.0").unwrap();
                register.add(run, vec![Reading { report, claims }]).unwrap();
            });
        }
    });
    assert_eq!(count_reports(&Register::open(&path).unwrap()), 2);
}
