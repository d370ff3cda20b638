//! The bundled reports through the drivers, held against what a careful reader expects.
//!
//! Both comparisons are reviewed snapshots: a rule that finds more, or loses something, shows as a
//! changed line. `INSTA_UPDATE=always cargo test -p cairn-bench --test bundled` writes them anew.

mod claims;
mod incidents;

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder of the repository.
fn repository(name: &str) -> PathBuf {
    Path::new(&std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../..").join(name)
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// JSON lines.
fn rows(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect()
}

/// The bundled reports in the corpora's form, each named after its file, so that the expectations
/// can name them.
fn bundled() -> Vec<Value> {
    let folder = std::fs::read_dir(repository("reports")).expect("the bundled reports are there");
    let mut paths: Vec<PathBuf> = folder.map(|entry| entry.expect("an entry can be read").path()).collect();
    paths.sort();
    let mut reports = Vec::new();
    for path in paths {
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("jsonl") => reports.extend(rows(&text(&path))),
            Some("txt") => reports.push(plain(&path)),
            _ => {}
        }
    }
    reports
}

/// A report in plain text with front matter.
fn plain(path: &Path) -> Value {
    let written = text(path);
    let [_, head, body] = written.splitn(3, "---\n").collect::<Vec<_>>()[..] else {
        panic!("{}: no front matter", path.display())
    };
    let mut report = json!({ "report": path.file_stem().and_then(|stem| stem.to_str()), "text": body });
    for (key, value) in head.lines().filter_map(|line| line.split_once(": ")) {
        report[key] = value.into();
    }
    report
}

/// What a driver writes for the bundled reports.
fn driver(name: &str) -> Vec<Value> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (input, output) = (folder.join(format!("{name}.in.jsonl")), folder.join(format!("{name}.out.jsonl")));
    let lines: String = bundled().iter().map(|report| format!("{report}\n")).collect();
    std::fs::write(&input, lines).expect("the input can be written");
    let run = Command::new(env!("CARGO_BIN_EXE_cairn-bench"))
        .arg(name)
        .arg("--in")
        .arg(&input)
        .arg("--out")
        .arg(&output)
        .output()
        .expect("the driver runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    rows(&text(&output))
}

/// Whether one name is the other or stands in it, whatever the case and the accents: the
/// gazetteer writes "Al Ḩazm" for the report's "Al Hazm".
fn same_name(a: &str, b: &str) -> bool {
    let plain = |name: &str| any_ascii::any_ascii(name).to_lowercase().trim_start_matches("the ").to_owned();
    let (a, b) = (plain(a), plain(b));
    a.contains(&b) || b.contains(&a)
}

#[test]
fn claims_of_the_bundled_reports() {
    let expected = rows(&text(&repository("crates/bench/tests/bundled/expected/claims.jsonl")));
    insta::assert_snapshot!(claims::compare(&expected, &driver("figures")));
}

#[test]
fn incidents_of_the_bundled_reports() {
    let expected = incidents::table(&text(&repository("crates/bench/tests/bundled/expected/incidents.md")));
    assert!(expected.len() > 10, "the table of incidents is found");
    insta::assert_snapshot!(incidents::compare(&expected, &driver("incidents")));
}
