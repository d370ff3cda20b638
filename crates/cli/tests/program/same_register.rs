//! The same reports give the same register: on one thread or four, in any order, after a kill.

use crate::shell::{Shell, bundled_reports};
use std::fs;
use std::process::Stdio;
use std::time::Duration;

fn export(shell: &Shell) -> String {
    shell.out(&["export", "--format", "jsonl"])
}

/// The bundled reports as files of a shell's own, in `in/`.
fn with_reports(shell: &Shell) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(bundled_reports()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "txt" || ending == "jsonl") {
            let name = format!("in/{}", path.file_name().unwrap().to_string_lossy());
            shell.write(&name, fs::read(&path).unwrap());
            names.push(name);
        }
    }
    names.sort();
    names
}

fn add(shell: &Shell, threads: &str, names: &[String]) {
    let arguments = ["add", "--threads", threads].into_iter().chain(names.iter().map(String::as_str));
    shell.out(&arguments.collect::<Vec<_>>());
}

#[test]
fn threads_and_order_leave_no_trace() {
    let [forwards, backwards] = [Shell::new(), Shell::new()];
    let names = with_reports(&forwards);
    assert!(names.len() >= 12, "{names:?}");
    add(&forwards, "1", &names);
    let mut names = with_reports(&backwards);
    names.reverse();
    add(&backwards, "4", &names);
    let register = export(&forwards);
    assert!(register.contains("\"record\":\"claim\""), "no claims: this test compares nothing");
    assert_eq!(register, export(&backwards));
    for format in ["csv", "geojson"] {
        let arguments = ["export", "--format", format];
        assert_eq!(forwards.out(&arguments), backwards.out(&arguments));
    }
}

#[test]
fn extract_prints_the_same_on_any_number_of_threads() {
    let shell = Shell::new();
    with_reports(&shell);
    let one = shell.out(&["extract", "--all", "--threads", "1", "in"]);
    assert!(!one.is_empty());
    assert_eq!(one, shell.out(&["extract", "--all", "--threads", "4", "in"]));
}

#[test]
fn adding_twice_changes_nothing() {
    let shell = Shell::new();
    let names = with_reports(&shell);
    add(&shell, "2", &names);
    let once = export(&shell);
    add(&shell, "2", &names);
    assert_eq!(export(&shell), once);
}

#[test]
fn a_killed_add_is_finished_by_the_next_one() {
    let line = |n: usize| {
        let text = format!("Some {n} men were killed near the ford on Monday, the Steward's office said.");
        serde_json::json!({"report": format!("r{n}"), "published": "2019-05-25", "text": text}).to_string()
    };
    let lines: Vec<String> = (1..2000).map(line).collect();
    let [whole, killed] = [Shell::new(), Shell::new()];
    for shell in [&whole, &killed] {
        shell.write("many.jsonl", lines.join("\n"));
    }
    whole.out(&["add", "many.jsonl"]);

    let mut child = killed.command(&["add", "many.jsonl"]).stdout(Stdio::null()).spawn().unwrap();
    let log = killed.path("cairn.db-wal");
    // Killed once something was written, or too late, which must give the same register.
    while child.try_wait().unwrap().is_none() && fs::metadata(&log).map_or(0, |log| log.len()) < 200_000 {
        std::thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    killed.out(&["add", "many.jsonl"]);
    assert!(export(&killed) == export(&whole), "the registers differ");
}

/// The register's lines without the names of incidents, which remember how it grew, sorted.
fn nameless(shell: &Shell) -> Vec<String> {
    let mut lines: Vec<String> = export(shell)
        .lines()
        .map(|line| {
            let parts = line.split("\"i-").enumerate();
            parts.map(|(at, part)| if at == 0 { part } else { part.get(17..).unwrap_or("") }).collect()
        })
        .collect();
    lines.sort();
    lines
}

#[test]
fn a_register_that_grows_is_the_register_that_is_built_at_once() {
    // More reports before the last months than words are counted over, so that only neighbourhoods of
    // the last ones are linked anew. Every fifth report is rewritten by the next one.
    let line = |n: usize| {
        let event = n - usize::from(n % 5 == 1);
        let (month, day) = if n < 4300 { (1 + n % 3, 1 + n % 27) } else { (4 + event % 2, 1 + event % 27) };
        let dead = 2 + event * 7 % 90;
        let text = match n {
            ..4300 => format!("The mill of Orl{n} was open, and {} carts stood at Tav{}.", n % 11, n % 97),
            _ => format!(
                "Gunmen killed {dead} people near Orl{event} on Monday, the Steward's office said. Witness \
                 Karo{n} saw {} carts burn at Tav{event}.{}",
                3 + n % 11,
                if n.is_multiple_of(40) {
                    " More than 5,000 people have been killed in Syria since 2011."
                } else {
                    ""
                }
            ),
        };
        let (id, published) = (format!("r{n}"), format!("2019-{month:02}-{day:02}"));
        serde_json::json!({"report": id, "published": published, "text": text}).to_string()
    };
    let all: Vec<String> = (1..=4420).map(line).collect();
    let [whole, grown] = [Shell::new(), Shell::new()];
    whole.write("all.jsonl", all.join("\n"));
    whole.out(&["add", "all.jsonl"]);
    let (base, late) = all.split_at(4340);
    grown.write("base.jsonl", base.join("\n"));
    grown.out(&["add", "base.jsonl"]);
    for (step, lines) in late.chunks(33).rev().enumerate() {
        let name = format!("late-{step}.jsonl");
        grown.write(&name, lines.join("\n"));
        grown.out(&["add", &name]);
    }
    let (whole, grown) = (nameless(&whole), nameless(&grown));
    assert!(whole.iter().any(|line| line.contains("\"record\":\"toll\"")), "no toll: a part is not compared");
    let of_two = |line: &String| line.contains("\"record\":\"incident\"") && line.contains("\"r4401\"");
    assert!(whole.iter().any(|line| of_two(line) && line.contains("\"r4400\"")), "nothing to put together");
    let apart = whole.iter().zip(&grown).find(|(whole, grown)| whole != grown);
    assert_eq!(apart, None);
    assert_eq!(whole.len(), grown.len());
}
