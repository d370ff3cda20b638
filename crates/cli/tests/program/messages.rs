//! Bad input, bad registers, bad usage: one clear message each, with place and remedy; the rest of
//! the batch is added.

use crate::shell::Shell;
use std::fs::{self, OpenOptions};
use std::io::Write;

/// A text that says nothing about any war, so that these snapshots do not hang on the rules.
const GOOD: &str = "---\npublished: 2019-05-25\n---\nIt rained in the morning.\n";

/// Adds a folder with one good report and something else, and shows what a person sees.
fn check_beside_a_good_report(name: &str, bytes: impl AsRef<[u8]>) -> String {
    let shell = Shell::new();
    shell.write("in/good.txt", GOOD).write(&format!("in/{name}"), bytes);
    let seen = shell.see(&["add", "in"]);
    assert!(shell.out(&["reports"]).contains("It rained"), "the good report was not added");
    seen
}

#[test]
fn files_that_are_no_reports() {
    let cases: [(&str, &[u8]); 8] = [
        ("empty.txt", b""),
        ("latin1.txt", b"---\npublished: 2019-05-25\n---\nLa tr\xeave tient."),
        ("binary.txt", b"\x7fELF\0\0"),
        ("broken.jsonl", b"{\"text\": \"It rai\n"),
        ("undated.txt", b"It snowed."),
        ("keys.txt", b"---\npublished: 2019-05-25\nauthor: A. N. Other\n---\nIt snowed."),
        ("empty.jsonl", b""),
        ("notes.docx", b"PK"),
    ];
    let seen: Vec<String> =
        cases.iter().map(|(name, bytes)| check_beside_a_good_report(name, bytes)).collect();
    insta::assert_snapshot!(seen.join("\n"));
}

#[test]
fn a_line_of_200_mb() {
    let shell = Shell::new();
    let path = shell.path("dump.jsonl");
    let mut file = OpenOptions::new().create(true).append(true).open(&path).unwrap();
    // A hole in the file: 200 MiB that take no room on the disk.
    file.set_len(200 << 20).unwrap();
    file.write_all(b"\n{\"text\": \"It rained.\", \"published\": \"2019-05-25\"}\n").unwrap();
    insta::assert_snapshot!(shell.see(&["add", "dump.jsonl"]), @r"
    $ cairn add dump.jsonl
    1 report added, 0 claims. cairn.db holds 0 incidents.
    Note: dump.jsonl:1: is 200 MiB long; a report has at most 16 MiB
    Hint: Split it so that each report is a file or a line of its own.
    ");
}

#[test]
fn many_faults_of_one_kind_are_gathered() {
    let mut lines: String = (0..50).map(|n| format!("no json {n}\n")).collect();
    lines.push_str("{\"text\": \"It rained.\"}\n");
    let shell = Shell::new();
    shell.write("many.jsonl", lines);
    insta::assert_snapshot!(shell.see(&["add", "many.jsonl"]));
}

#[test]
fn paths_that_lead_nowhere() {
    let shell = Shell::new();
    fs::create_dir(shell.path("hollow")).unwrap();
    shell.write("letter.doc", "Dear all");
    let seen = [
        shell.see(&["add", "missing.txt"]),
        shell.see(&["add", "hollow", "letter.doc"]),
        shell.see(&["extract", "missing.txt"]),
    ];
    insta::assert_snapshot!(seen.join("\n"));
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_back_is_not_followed() {
    let shell = Shell::new();
    shell.write("in/good.txt", GOOD);
    std::os::unix::fs::symlink(".", shell.path("in/back")).unwrap();
    insta::assert_snapshot!(shell.see(&["add", "in"]));
}

#[test]
fn one_id_with_two_texts() {
    let shell = Shell::new();
    shell.write(
        "two.jsonl",
        "{\"report\": \"a\", \"published\": \"2019-05-25\", \"text\": \"It rained.\"}\n\
         {\"report\": \"a\", \"published\": \"2019-05-25\", \"text\": \"It snowed.\"}\n",
    );
    insta::assert_snapshot!(shell.see(&["add", "two.jsonl"]));
}

#[test]
fn registers_that_cannot_be_used() {
    let shell = Shell::new();
    shell.write("good.txt", GOOD).write("notes.db", "These are notes. ".repeat(100));
    fs::create_dir(shell.path("folder.db")).unwrap();
    shell.see(&["--db", "sealed.db", "add", "good.txt"]);
    let mut permissions = fs::metadata(shell.path("sealed.db")).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(shell.path("sealed.db"), permissions).unwrap();
    shell.see(&["--db", "newer.db", "add", "good.txt"]);
    set_user_version(&shell.path("newer.db"), 99);
    let mut seen = vec![shell.see(&["--db", "missing.db", "incidents"])];
    for db in ["notes.db", "folder.db", "sealed.db", "newer.db", "no-folder/cairn.db"] {
        seen.push(shell.see(&["--db", db, "add", "good.txt"]));
    }
    seen.push(shell.see(&["--db", "sealed.db", "incidents"]));
    seen.push(shell.see(&["--db", "newer.db", "incidents"]));
    insta::assert_snapshot!(seen.join("\n"));
}

/// Writes SQLite's `user_version`: four bytes at offset 60, the highest first.
fn set_user_version(db: &std::path::Path, version: u32) {
    let mut bytes = fs::read(db).unwrap();
    bytes[60..64].copy_from_slice(&version.to_be_bytes());
    fs::write(db, bytes).unwrap();
}

#[test]
fn what_is_not_there() {
    let shell = Shell::new();
    shell.write("good.txt", GOOD);
    shell.see(&["add", "good.txt"]);
    let seen = [
        shell.see(&["show", "i-0"]),
        shell.see(&["why", "c-0"]),
        shell.see(&["rule", "no-such-thing-xyz"]),
        shell.see(&["--rules", "nowhere", "extract", "good.txt"]),
        shell.see(&["gazetteer", "import", "nowhere.txt"]),
        shell.see(&["gazetteer", "import", "good.txt"]),
        shell.see(&["incidents"]),
        shell.see(&["tolls"]),
        shell.see(&["agreements"]),
    ];
    insta::assert_snapshot!(seen.join("\n"));
}

#[test]
fn usage() {
    let shell = Shell::new();
    let seen = [
        shell.see(&["incidents", "--since", "May 2019"]),
        shell.see(&["incidents", "--kind", "dead"]),
        shell.see(&["add"]),
        shell.see(&["extract", "--format", "xml", "a.txt"]),
    ];
    insta::assert_snapshot!(seen.join("\n"));
}

#[test]
fn help_teaches() {
    let shell = Shell::new();
    let commands = [
        "",
        "add",
        "extract",
        "incidents",
        "show",
        "why",
        "trace",
        "rule",
        "tolls",
        "agreements",
        "reports",
        "export",
        "import",
        "report",
        "gazetteer",
    ];
    let pages: Vec<String> = commands
        .iter()
        .map(|command| {
            let arguments: Vec<&str> =
                [*command, "--help"].into_iter().filter(|word| !word.is_empty()).collect();
            shell.see(&arguments)
        })
        .collect();
    insta::assert_snapshot!(pages.join("\n"));
}
