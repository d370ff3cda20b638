//! Exports to files and folders, back into a register, and pictures.

use crate::shell::{Shell, bundled_reports};
use std::fs;

/// A register of the bundled reports.
fn shell() -> Shell {
    let shell = Shell::new();
    shell.out(&["add", bundled_reports().to_str().unwrap()]);
    shell
}

fn manifest(shell: &Shell, name: &str) -> serde_json::Value {
    serde_json::from_slice(&fs::read(shell.path(name)).unwrap()).unwrap()
}

/// The names in a folder.
fn names(shell: &Shell, folder: &str) -> Vec<String> {
    let entries = fs::read_dir(shell.path(folder)).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn an_export_becomes_the_same_register() {
    let shell = shell();
    shell.out(&["export", "--format", "jsonl", "--out", "all.jsonl"]);
    shell.out(&["--db", "copy.db", "import", "all.jsonl"]);
    shell.out(&["--db", "copy.db", "export", "--format", "jsonl", "--out", "again/"]);
    let (all, again) =
        (fs::read(shell.path("all.jsonl")).unwrap(), fs::read(shell.path("again/register.jsonl")).unwrap());
    assert!(all.len() > 100_000, "{} bytes", all.len());
    assert!(all == again, "the copy says something else");
    let digest = |name| manifest(&shell, name)["register"].clone();
    assert_eq!(digest("all.jsonl.manifest.json"), digest("again/manifest.json"));
    // Importing again changes nothing, and neither does reading the reports.
    shell.out(&["--db", "copy.db", "import", "again"]);
    shell.out(&["--db", "copy.db", "add", bundled_reports().to_str().unwrap()]);
    assert_eq!(shell.out(&["--db", "copy.db", "export", "--format", "jsonl"]).into_bytes(), all);
}

#[test]
fn a_folder_has_every_table_and_is_replaced_whole() {
    let shell = shell();
    shell.out(&["export", "--format", "parquet", "--out", "tables/"]);
    let tables = ["agreements", "claims", "figures", "incidents", "reports", "tolls"];
    let mut expected: Vec<String> = tables.iter().map(|table| format!("{table}.parquet")).collect();
    expected.insert(4, "manifest.json".to_owned());
    assert_eq!(names(&shell, "tables"), expected);
    shell.out(&["export", "--format", "csv", "--table", "tolls", "--out", "tables"]);
    assert_eq!(names(&shell, "tables"), ["manifest.json", "tolls.csv"]);
    assert_eq!(names(&shell, ".").iter().filter(|name| name.starts_with("tables")).count(), 1);
    shell.write("mine/diary.txt", "Dear diary");
    let seen = shell.see(&["export", "--format", "csv", "--out", "mine"]);
    assert!(seen.contains("is there already, and holds no export"), "{seen}");
    assert_eq!(names(&shell, "mine"), ["diary.txt"]);
}

#[test]
fn a_failed_export_leaves_what_was_there() {
    let shell = shell();
    shell.write("old.csv", "what was there");
    // A draft cannot be made where a folder has its name.
    fs::create_dir(shell.path("old.csv.draft")).unwrap();
    let seen = shell.see(&["export", "--format", "csv", "--out", "old.csv"]);
    assert!(seen.contains("cannot be written") && seen.contains("[exit status: 1]"), "{seen}");
    assert_eq!(fs::read_to_string(shell.path("old.csv")).unwrap(), "what was there");
    let seen = shell.see(&["export", "--format", "csv", "--out", "no-folder/new.csv"]);
    assert!(seen.contains("cannot be written"), "{seen}");
}

#[test]
fn the_same_register_gives_the_same_files() {
    let shell = shell();
    for name in ["one", "two"] {
        for format in ["csv", "jsonl", "geojson", "parquet", "geoparquet"] {
            let out = format!("{name}-{format}/");
            let mut command = shell.command(&["export", "--format", format, "--out", &out]);
            assert!(command.env("SOURCE_DATE_EPOCH", "86400").status().unwrap().success());
        }
        let mut command = shell.command(&["report", "--html", &format!("{name}.html")]);
        assert!(command.env("SOURCE_DATE_EPOCH", "86400").status().unwrap().success());
    }
    for format in ["csv", "jsonl", "geojson", "parquet", "geoparquet"] {
        for file in names(&shell, &format!("one-{format}")) {
            let bytes = |name: &str| fs::read(shell.path(&format!("{name}-{format}/{file}"))).unwrap();
            assert!(bytes("one") == bytes("two"), "{format}: {file}");
        }
    }
    assert_eq!(manifest(&shell, "one-csv/manifest.json")["made"], "1970-01-02T00:00:00Z");
    assert!(fs::read(shell.path("one.html")).unwrap() == fs::read(shell.path("two.html")).unwrap());
}

#[test]
fn what_is_held_back_is_said_and_cannot_come_back() {
    let shell = shell();
    shell.out(&[
        "export",
        "--format",
        "jsonl",
        "--coarsen",
        "adm1",
        "--no-private-names",
        "--out",
        "public.jsonl",
    ]);
    let manifest = manifest(&shell, "public.jsonl.manifest.json");
    assert_eq!(manifest["protection"]["coarsen"], "adm1");
    assert_eq!(manifest["protection"]["no_private_names"], true);
    let seen = shell.see(&["--db", "copy.db", "import", "public.jsonl"]);
    assert!(seen.contains("holds back places or names") && seen.contains("[exit status: 1]"), "{seen}");
    assert!(!shell.path("copy.db").exists(), "a refused import makes no register");
    // Read in the bundled reports by hand: villages, towns and persons.
    let text = fs::read_to_string(shell.path("public.jsonl")).unwrap();
    for name in
        ["Azaz", "Tibú", "Damboa", "Huanta", "Al Hazm", "Kiwanja", "Datu Piang", "Villareal", "Otaishan"]
    {
        assert!(!text.contains(name), "{name}");
    }
    for name in ["Borno", "Al-Jawf", "Islamic State - West Africa Province", "Red Sea Herald"] {
        assert!(text.contains(name), "{name}");
    }
}

#[test]
fn pictures_in_the_terminal() {
    let shell = shell();
    let map = shell.out(&["incidents", "--place", "Yemen", "--map"]);
    let is_braille = |c: char| ('\u{2801}'..='\u{28ff}').contains(&c);
    assert!(map.contains(is_braille) && map.contains(" drawn"), "{map}");
    // A pipe gets no colours, and no picture unless it is asked for.
    assert!(!map.contains('\u{1b}'), "{map}");
    assert!(!shell.out(&["incidents"]).contains(is_braille));
    assert_eq!(shell.out(&["incidents", "--place", "Atlantis", "--map"]), "No incidents.\n");
    let plot = shell.out(&["tolls", "--plot"]);
    assert!(plot.contains("killed civilian, Aleppo") && plot.contains(is_braille), "{plot}");
    assert!(!shell.out(&["tolls"]).contains(is_braille));
}

#[test]
fn what_does_not_go_together() {
    let shell = shell();
    shell.write("reports.jsonl", "{\"text\": \"It rained.\"}\n");
    let seen = [
        shell.see(&["export", "--format", "parquet"]),
        shell.see(&["export", "--format", "geojson", "--table", "claims"]),
        shell.see(&["export", "--format", "geojson", "--profile", "ucdp"]),
        shell.see(&["export", "--format", "jsonl", "--hxl"]),
        shell.see(&["export", "--format", "csv", "--coarsen", "street"]),
        shell.see(&["import", "reports.jsonl"]),
        shell.see(&["import", "nowhere.jsonl"]),
    ];
    insta::assert_snapshot!(seen.join("\n"));
}
