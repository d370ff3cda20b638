//! A register that grows step by step: what is read beside it, and its log.

use crate::support::{RULESET, war};
use cairn_model::{ReportId, RulesetDigest};
use cairn_store::{Grouping, KeyRow, Reading, Register, Shelved};
use std::path::Path;

fn register_of_the_war(path: &Path) -> Register {
    let mut register = Register::open(path).unwrap();
    let run = register.run(&RulesetDigest::new(RULESET), "cairn 0.1.0").unwrap();
    let readings: Vec<Reading> =
        war().into_iter().map(|(report, claims)| Reading { report, claims }).collect();
    register.add(run, readings).unwrap();
    register
}

fn ids() -> Vec<ReportId> {
    war().into_iter().map(|(report, _)| report.id).collect()
}

/// Keys of a step, which no other step writes.
fn written_in(step: u64) -> Grouping {
    let key = |n: u64| KeyRow { kind: 1, hash: step * 10_000 + n, day: Some(20_000), weight: 5 };
    let shelved = ids().into_iter().map(|report| Shelved {
        neighbourhood: report.clone(),
        report,
        written: Some(20_000),
        month: 657,
        lot: 3,
        keys: (0..3_000).map(key).collect(),
    });
    Grouping { shelved: shelved.collect(), ..Grouping::default() }
}

#[test]
fn the_log_does_not_grow_with_the_steps() {
    let folder = tempfile::tempdir().unwrap();
    let mut register = register_of_the_war(&folder.path().join("cairn.db"));
    let log = || folder.path().join("cairn.db-wal").metadata().unwrap().len();
    let shelf = register.shelf().unwrap();
    let mut lengths = Vec::new();
    for step in 0..12 {
        assert!(shelf.renew().unwrap(), "nobody else writes");
        shelf.replace(&[], &[], &written_in(step)).unwrap();
        assert!(shelf.save().unwrap(), "nobody else writes");
        lengths.push(log());
    }
    let (first, last) = (lengths[0], lengths[11]);
    assert!(first > 100_000, "a step that writes little shows nothing: {lengths:?}");
    assert!(last < 4 * first, "twelve steps are in the log, none taken over: {lengths:?}");
    shelf.keep().unwrap();
}

#[test]
fn what_is_kept_is_read_beside_what_is_being_written() {
    let folder = tempfile::tempdir().unwrap();
    let mut register = register_of_the_war(&folder.path().join("cairn.db"));
    let beside = register.beside().unwrap().expect("a file with a log");
    let shelf = register.shelf().unwrap();
    shelf.replace(&[], &[], &written_in(0)).unwrap();
    let loaded = beside.load(&ids()).unwrap();
    assert!(!loaded.1.is_empty(), "no claims: this test compares nothing");
    assert_eq!(loaded, shelf.load(&ids()).unwrap());
}

#[test]
fn nothing_reads_beside_a_register_in_memory() {
    assert!(Register::in_memory().unwrap().beside().unwrap().is_none());
}
