//! The same bytes, however the work is dealt out.

use crate::support::{
    Cluster, assert_same, command, folder, made_reports, made_reports_of, of_run, one_machine, program,
    repository, succeed,
};
use cairn_store::Register;
use cairn_views::{ExportFormat, ExportOptions, Exporter, NoNames, Table};
use datafusion::arrow::util::display::array_value_to_string;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// Sizes so small that a few hundred reports make many splits, cells and buckets.
const SMALL: &[&str] = &["--split-bytes", "20000", "--slice", "100", "--bucket", "60", "--step", "90"];
/// The step of these.
const STEP: usize = 90;

fn local(out: &Path, paths: &[PathBuf], sizes: &[&str]) {
    let mut run = command(&program(), "run");
    run.args(["--local", "--threads", "2", "--out"]).arg(out).args(sizes).args(paths);
    succeed({
        run.stdout(Stdio::piped());
        run
    });
}

#[test]
fn in_one_program_with_any_sizes() {
    let place = folder();
    let mut paths = made_reports(place.path(), 450);
    paths.push(repository());
    let one = one_machine(&paths, STEP);
    assert!(one.contains("\"record\":\"incident\"") && one.contains("\"record\":\"toll\""));
    let sizes: [&[&str]; 3] = [
        SMALL,
        &["--split-bytes", "7000", "--slice", "37", "--bucket", "500", "--step", "90"],
        &["--split-bytes", "900000", "--slice", "5000", "--bucket", "11", "--step", "90"],
    ];
    for (n, sizes) in sizes.into_iter().enumerate() {
        let out = place.path().join(format!("run-{n}"));
        local(&out, &paths, sizes);
        assert_same(&of_run(&out), &one);
    }
}

#[test]
fn the_names_of_incidents_remember_the_steps() {
    let place = folder();
    let paths = made_reports_of(place.path(), 600, 1);
    let (few, at_once) = (one_machine(&paths, 20), one_machine(&paths, 16_384));
    assert_ne!(few, at_once, "these reports have incidents that are named otherwise when they grow in steps");
    for (step, one) in [("20", few), ("16384", at_once)] {
        let out = place.path().join(step);
        local(&out, &paths, &["--slice", "64", "--step", step]);
        assert_same(&of_run(&out), &one);
    }
}

#[test]
fn on_one_two_and_three_executors() {
    let place = folder();
    let mut paths = made_reports(place.path(), 450);
    paths.push(repository());
    let one = one_machine(&paths, STEP);
    let mut cluster = Cluster::start(&program(), 0);
    for n in 1..=3 {
        cluster.add_executor();
        let out = place.path().join(format!("run-{n}"));
        let split = ["20000", "6000", "90000"][n - 1];
        let sizes = [&["--split-bytes", split], &SMALL[2..]].concat();
        succeed(cluster.run(&out, &paths, &sizes));
        assert_same(&of_run(&out), &one);
    }
}

/// What a Parquet file says of each claim in some of its columns, as words; by claim.
fn cells(path: &Path, columns: &[String]) -> BTreeMap<String, Vec<String>> {
    let file = File::open(path).expect("a file");
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).and_then(|reader| reader.build());
    let mut rows = BTreeMap::new();
    for batch in reader.expect("a Parquet file") {
        let batch = batch.expect("rows");
        let column = |name: &str| batch.column_by_name(name).expect("a column of both");
        let cell = |name: &str, row| array_value_to_string(column(name), row).expect("a cell");
        for row in 0..batch.num_rows() {
            rows.insert(cell("claim", row), columns.iter().map(|name| cell(name, row)).collect());
        }
    }
    rows
}

fn columns(path: &Path) -> BTreeSet<String> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).expect("a file"));
    reader.expect("a Parquet file").schema().fields().iter().map(|field| field.name().clone()).collect()
}

#[test]
fn the_columns_of_claims_say_what_an_export_says() {
    let place = folder();
    let out = place.path().join("run");
    local(&out, &[repository()], &["--bucket", "1000"]);
    of_run(&out);
    let register = Register::open_for_reading(&out.with_extension("db")).expect("a register");
    let exported = place.path().join("claims.parquet");
    let exporter =
        Exporter::new(&register, ExportOptions::new(ExportFormat::Parquet), &NoNames).expect("open");
    exporter.write(Some(Table::Claims), &mut File::create(&exported).expect("a file")).expect("written");
    let tables = std::fs::read_dir(out.join("tables/claims")).expect("a table");
    let tables: Vec<PathBuf> = tables.map(|file| file.expect("a file").path()).collect();
    let both: Vec<String> = columns(&exported).intersection(&columns(&tables[0])).cloned().collect();
    assert!(both.len() > 15, "{both:?}");
    let of_run: BTreeMap<_, _> = tables.iter().flat_map(|table| cells(table, &both)).collect();
    assert!(of_run.len() > 100, "few claims: this test compares little");
    assert_eq!(of_run, cells(&exported, &both), "{both:?}");
}
