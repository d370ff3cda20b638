//! The stages behind one door, over the bundled reports.

use cairn_model::Report;
use cairn_pipeline::sources::{self, Source};
use cairn_pipeline::{Batch, Batches, LoadError, Pipeline, fill, group, read, refill};
use cairn_read::Options;
use cairn_store::{Added, PackedSummary, Register, StoreError};
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
