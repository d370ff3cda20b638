//! What a machine does to a program: damaged registers, outputs that nobody takes, signals, clocks that go
//! backwards, text that would rewrite the screen. Faults that take longer are tried by `cairn-bench faults`.

use crate::shell::Shell;
use std::fs::{self, OpenOptions};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Output, Stdio};

const WAR: &str = "---\npublished: 2031-07-02\noutlet: Vale Post\n---\nOrlu. Shells killed seven civilians in Orlu on Tuesday, police said.\n";

/// A register with some reports.
fn filled() -> Shell {
    let shell = Shell::new();
    let line = |n: u32| {
        let text =
            format!("Shells killed {n} civilians in Orlu on Tuesday, police said. The mill burnt down.");
        serde_json::json!({"report": format!("r{n}"), "published": "2031-07-02", "text": text}).to_string()
    };
    shell.write("many.jsonl", (1..60).map(line).collect::<Vec<_>>().join("\n"));
    shell.out(&["add", "many.jsonl"]);
    shell
}

/// The commands that read a register, and some that write to it.
const COMMANDS: [&[&str]; 7] = [
    &["incidents"],
    &["reports"],
    &["export", "--format", "jsonl"],
    &["verify"],
    &["decisions"],
    &["add", "many.jsonl"],
    &["add", "--again"],
];

/// Runs every command on a damaged file: each works, or says what is wrong and what to do. Gives how many failed.
fn check_damaged(shell: &Shell, bytes: &[u8]) -> usize {
    let mut failed = 0;
    for command in COMMANDS {
        for ending in ["-wal", "-shm"] {
            // Only a program that was killed leaves them.
            let _ = fs::remove_file(shell.path(&format!("cairn.db{ending}")));
        }
        shell.write("cairn.db", bytes);
        let Output { status, stderr, .. } = shell.command(command).output().unwrap();
        let said = String::from_utf8_lossy(&stderr);
        match status.code() {
            Some(0) => {}
            Some(1) => {
                assert!(said.contains("Error: ") && said.contains("Hint: "), "{command:?}: {said}");
                failed += 1;
            }
            other => panic!("{command:?}: {other:?}: {said}"),
        }
    }
    failed
}

#[test]
fn a_register_that_was_cut_off_is_named() {
    let shell = filled();
    let bytes = fs::read(shell.path("cairn.db")).unwrap();
    for eighth in 1..8 {
        let failed = check_damaged(&shell, &bytes[..bytes.len() * eighth / 8]);
        assert_eq!(failed, COMMANDS.len(), "{eighth} eighths");
    }
    shell.write("cairn.db", "");
    assert!(
        shell.out(&["add", "many.jsonl"]).starts_with("59 reports added"),
        "an empty file is a new register"
    );
}

#[test]
fn a_register_that_was_overwritten_in_the_middle_is_named_by_verify() {
    let shell = filled();
    let bytes = fs::read(shell.path("cairn.db")).unwrap();
    let pages = bytes.len() / 4096;
    for page in (1..pages).step_by(pages / 8) {
        let mut damaged = bytes.clone();
        damaged[page * 4096..(page + 1) * 4096].fill(0x5a);
        assert!(check_damaged(&shell, &damaged) > 0, "page {page}: nothing says that it is damaged");
        shell.write("cairn.db", &damaged);
        let seen = shell.see(&["verify"]);
        assert!(seen.contains("is damaged: ") && seen.contains("[exit status: 1]"), "page {page}: {seen}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn outputs_that_nobody_takes() {
    let shell = Shell::new();
    shell.write("in/war.txt", WAR).write("in/bad.jsonl", "no json\n");
    let full = || Stdio::from(OpenOptions::new().write(true).open("/dev/full").unwrap());
    let closed = || Stdio::from(std::io::pipe().unwrap().1);
    // Notes that cannot be said do not stop what is done.
    for (db, nobody) in [("full.db", full()), ("closed.db", closed())] {
        let output = shell.command(&["add", "in", "--db", db]).stderr(nobody).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{db}");
        assert!(output.stdout.starts_with(b"1 report added"), "{db}");
    }
    // Who has closed a pipe has seen enough; a full disk is an error, and what was added is there.
    let output = shell.command(&["add", "in", "--db", "pipe.db"]).stdout(closed()).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let output = shell.command(&["add", "in", "--db", "out.db"]).stdout(full()).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("Error: the output cannot be written: No space left on device"), "{said}");
    for db in ["pipe.db", "out.db"] {
        assert!(shell.out(&["reports", "--db", db]).contains("Vale Post"), "{db}");
    }
}

#[cfg(unix)]
#[test]
fn a_server_that_is_told_to_end_ends() {
    let shell = filled();
    for signal in ["-TERM", "-INT"] {
        let mut command = shell.command(&["serve", "--listen", "127.0.0.1:0"]);
        let mut server = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut said = String::new();
        let mut out = BufReader::new(server.stdout.take().unwrap());
        out.read_line(&mut said).unwrap();
        // It listens before it says so, and watches for signals when it first waits for a visitor.
        let address = said.split("http://").nth(1).unwrap().split('/').next().unwrap().to_owned();
        let mut visitor = std::net::TcpStream::connect(&address).unwrap();
        write!(visitor, "GET /about HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
        visitor.read_to_string(&mut said).unwrap();
        assert!(said.contains("200 OK"), "{said}");
        let id = server.id().to_string();
        assert!(std::process::Command::new("kill").args([signal, &id]).status().unwrap().success());
        assert_eq!(server.wait().unwrap().code(), Some(0), "{signal}");
    }
}

#[test]
fn a_decision_by_a_clock_that_went_backwards_is_kept_and_named_as_replaced() {
    let shell = Shell::new();
    shell.write("war.txt", WAR);
    shell.out(&["add", "war.txt"]);
    let exported = shell.out(&["export", "--format", "jsonl"]);
    let killed = exported
        .lines()
        .find(|line| line.contains("\"record\":\"claim\"") && line.contains("killed"))
        .unwrap();
    let claim = killed.split("\"id\":\"c-").nth(1).unwrap().split('"').next().unwrap();
    let correct = |n: &str, when: &str| {
        shell.out(&["decide", "correct", &format!("c-{claim}"), n, "--who", "Ana", "--when", when]);
    };
    correct("n=5", "2031-07-05T10:00:00Z");
    correct("n=6", "2030-01-01T10:00:00Z");
    let decisions = shell.out(&["decisions"]);
    assert!(decisions.contains("replaced"), "{decisions}");
    assert!(shell.out(&["decisions", "export"]).lines().count() == 2);
    // Whoever sees it takes the first one back, by the same clock, and the second one holds.
    shell.out(&["decide", "undo", "1", "--who", "Ana", "--when", "2030-01-01T10:01:00Z"]);
    let decisions = shell.out(&["decisions"]);
    assert!(decisions.contains("undone") && !decisions.contains("replaced"), "{decisions}");
}

#[test]
fn text_that_would_rewrite_the_screen_is_kept_and_not_printed() {
    let shell = Shell::new();
    let text = "Shells killed seven \u{202e}snailivic\u{202c} in \u{5d0}\u{5d5}\u{5e8}\u{5dc}\u{5d5} on Tuesday, \u{1b}[2Jpolice said.";
    let title = "\u{202e}eltit\u{1b}]0;x\u{7}";
    let line = serde_json::json!({"report": "rtl", "title": title, "published": "2031-07-02", "text": text});
    shell.write("rtl.jsonl", line.to_string());
    shell.out(&["add", "rtl.jsonl"]);
    let exported = shell.out(&["export", "--format", "jsonl"]);
    let kept = exported.lines().any(|line| {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        row["record"] == "report" && row["title"] == title
    });
    assert!(kept, "{exported}");
    let register = cairn_store::Register::open_for_reading(&shell.path("cairn.db")).unwrap();
    let id = &register.reports_of(Some("rtl.jsonl")).unwrap()[0];
    assert_eq!(register.report(id).unwrap().unwrap().text, text, "code point for code point");
    for command in [&["reports"][..], &["incidents"]] {
        let seen = shell.see(command);
        assert!(!seen.contains(['\u{202e}', '\u{1b}', '\u{7}']), "{command:?}: {seen:?}");
    }
}
