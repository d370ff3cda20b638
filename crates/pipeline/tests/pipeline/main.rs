//! The stages behind one door, over the bundled reports.

use cairn_model::{Incident, IncidentId, Report};
use cairn_pipeline::sources::{self, Source};
use cairn_pipeline::{Batch, Batches, LoadError, Pipeline, fill, group, read, refill};
use cairn_read::Options;
use cairn_store::{Added, PackedSummary, Reading, Register, StoreError};
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn bundled() -> Vec<Report> {
    let (sources, notes) = sources::find(&[root().join("reports")]);
    assert!(notes.is_empty(), "{notes:?}");
    Batches::new(&sources, &Options::default()).flat_map(|batch| batch.reports).collect()
}

/// What a register says, filled with batches of a size.
fn filled(pipeline: &Pipeline, reports: &[Report], size: usize) -> (Vec<String>, Added) {
    let folder = tempfile::tempdir().unwrap();
    let mut register = Register::open(&folder.path().join("cairn.db")).unwrap();
    let run = register.run(pipeline.digest(), "a program").unwrap();
    let batches = reports.chunks(size).map(<[Report]>::to_vec);
    let mut added = fill(&mut register, run, pipeline, batches).unwrap();
    added.merge(refill(&mut register, run, pipeline).unwrap());
    group(&mut register, pipeline).unwrap();
    let mut said = Vec::new();
    let mut take = |_: i64, incident: &str, summary: Option<PackedSummary>| {
        said.push(format!("{incident} {:?}", summary.map(|summary| summary.unpack()).transpose()?));
        Ok(())
    };
    register.changed_since::<StoreError>(0, &mut take).unwrap();
    said.sort();
    (said, added)
}

#[test]
fn batches_of_any_size_give_the_same_register() {
    let pipeline = Pipeline::load(None).unwrap();
    let reports = bundled();
    let (whole, added) = filled(&pipeline, &reports, reports.len());
    assert!(whole.len() > 3, "no incidents: this test compares nothing");
    assert_eq!(added.new, reports.len());
    assert_eq!(added.again, 0, "what this run has read is not read anew");
    assert_eq!(
        added.claims,
        read(&pipeline, reports.clone()).iter().map(|one| one.claims.len()).sum::<usize>()
    );
    let mut backwards = reports;
    backwards.reverse();
    assert_eq!((whole, added.claims), {
        let (said, added) = filled(&pipeline, &backwards, 3);
        (said, added.claims)
    });
}

/// What a register says, without the names of incidents: they remember the past.
fn content(register: &Register) -> Vec<String> {
    let mut said = Vec::new();
    for mut incident in register.values::<Incident>("SELECT value FROM incident", []).unwrap() {
        incident.id = IncidentId::new("");
        said.push(serde_json::to_string(&incident).unwrap());
    }
    let tables = [
        ("family", "SELECT report.id || ' ' || family FROM grouped_report JOIN report ON number = report"),
        (
            "link",
            "SELECT a || ' ' || b || ' ' || verdict || ' ' || score FROM linking JOIN link ON id = link",
        ),
        ("toll", "SELECT plain(value) FROM toll"),
        ("agreement", "SELECT plain(value) FROM agreement"),
    ];
    for (name, sql) in tables {
        let mut statement = register.connection().prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
        said.extend(rows.map(|row| format!("{name} {}", row.unwrap())));
    }
    said.sort();
    said
}

/// The numbers of a register's incidents; those that are linked anew get others.
fn numbers(register: &Register) -> Vec<i64> {
    let mut statement = register.connection().prepare("SELECT number FROM incident ORDER BY number").unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

/// Reads the bundled reports, every fifth of them first as `poorly` says and then as they are; gives whether
/// any incident was left alone by that.
fn read_twice(poorly: impl Fn(&mut Reading)) -> bool {
    let pipeline = Pipeline::load(None).unwrap();
    let readings = || read(&pipeline, bundled());
    let mut at_once = Register::in_memory().unwrap();
    let run = at_once.run(pipeline.digest(), "a program").unwrap();
    at_once.add(run, readings()).unwrap();
    group(&mut at_once, &pipeline).unwrap();

    let mut twice = Register::in_memory().unwrap();
    let first = twice.run(pipeline.digest(), "an older program").unwrap();
    let mut old = readings();
    old.iter_mut().step_by(5).for_each(&poorly);
    twice.add(first, old).unwrap();
    group(&mut twice, &pipeline).unwrap();
    let before = numbers(&twice);
    assert_ne!(content(&twice), content(&at_once), "they were read alike: this test shows nothing");

    let second = twice.run(pipeline.digest(), "a program").unwrap();
    let added = twice.add(second, readings().into_iter().step_by(5).collect()).unwrap();
    assert_eq!((added.new, added.again), (0, bundled().len().div_ceil(5)));
    assert_eq!(twice.n_stale(second).unwrap(), bundled().len() - added.again);
    group(&mut twice, &pipeline).unwrap();
    assert_eq!(content(&twice), content(&at_once));
    numbers(&twice).iter().any(|number| before.contains(number))
}

#[test]
fn what_is_read_anew_is_linked_as_if_it_had_been_read_so_at_once() {
    let left_alone = read_twice(|reading| {
        let half = reading.claims.len() / 2;
        reading.claims.truncate(half);
    });
    assert!(left_alone, "all of the register was linked anew");
}

#[test]
fn what_is_read_anew_for_another_day_is_linked_as_if_it_had_been_read_so_at_once() {
    read_twice(|reading| reading.report.dated = Some("1999-12-31".parse().unwrap()));
}

#[test]
fn the_rules_of_the_repository_are_those_built_in() {
    let built_in = Pipeline::load(None).unwrap();
    assert_eq!(Pipeline::load(Some(&root())).unwrap().digest(), built_in.digest());
}

#[test]
fn a_folder_without_rules_is_named_with_its_remedy() {
    let folder = tempfile::tempdir().unwrap();
    let Err(fault) = Pipeline::load(Some(folder.path())) else { panic!("there are no rules in it") };
    assert!(matches!(&fault, LoadError::Folder { folder: named, .. } if named.starts_with(folder.path())));
    assert!(fault.to_string().contains("cannot be read") && fault.hint().contains("rules/en"), "{fault}");
}

#[test]
fn a_file_that_cannot_be_opened_is_a_note_of_its_batch() {
    let folder = tempfile::tempdir().unwrap();
    let gone = Source { path: folder.path().join("gone.txt"), length: 0 };
    let batches: Vec<Batch> = Batches::new(&[gone], &Options::default()).collect();
    let [Batch { reports, notes }] = batches.as_slice() else { panic!("{batches:?}") };
    assert!(reports.is_empty());
    assert_eq!(notes[0].message, "no such file or folder");
}
