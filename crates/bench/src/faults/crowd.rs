//! Two programs on one register, and a register that another program holds.

use super::Outcome;
use super::ground::{Ground, MADE, REPORTS};
use crate::scale::write;
use anyhow::{Result, ensure};
use cairn_store::Register;
use std::time::Instant;

/// Two at once are tried so often.
const ROUNDS: usize = 10;

/// Tries all of it.
pub fn all(ground: &Ground) -> Vec<Outcome> {
    vec![
        Outcome::of("two `cairn add` of the same reports at once", || {
            together(ground, [MADE, MADE], MADE)
        }),
        Outcome::of("two `cairn add` of other reports at once", || {
            write(&ground.path("first.jsonl"), 0..REPORTS / 2)?;
            write(&ground.path("second.jsonl"), REPORTS / 2..REPORTS)?;
            together(ground, ["first.jsonl", "second.jsonl"], MADE)
        }),
        Outcome::of("a register that another program holds", || held(ground)),
    ]
}

/// Adds two files at once, and holds the register against one that was filled with both by one program.
fn together(ground: &Ground, files: [&str; 2], both: &str) -> Result<String> {
    ground.remove("one.db")?;
    ground.run("one.db", &["add", both])?;
    let one = told(&ground.export("one.db")?);
    let mut same_names = 0;
    for _ in 0..ROUNDS {
        ground.remove("two.db")?;
        let mut children = [ground.start("two.db", &["add", files[0]])?, ground.start("two.db", &["add", files[1]])?];
        for child in &mut children {
            ensure!(child.wait()?.success(), "one of the two failed");
        }
        ground.check("two.db")?;
        let exported = ground.export("two.db")?;
        ensure!(told(&exported) == one, "another register than one after the other");
        same_names += usize::from(exported == ground.export("one.db")?);
    }
    Ok(format!(
        "{ROUNDS} times both succeed and the register says what it says when one program adds all ({same_names} times \
         in the same bytes; else incidents have other names, which tell in which steps a register grew)"
    ))
}

/// The lines of an export without the names of incidents, sorted.
fn told(exported: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(exported);
    let nameless = |line: &str| {
        let parts = line.split("\"i-").enumerate();
        parts.map(|(at, part)| if at == 0 { part } else { part.get(17..).unwrap_or("") }).collect()
    };
    let mut lines: Vec<String> = text.lines().map(nameless).collect();
    lines.sort();
    lines
}

/// Another program holds the write lock for longer than anybody waits.
fn held(ground: &Ground) -> Result<String> {
    ground.remove("held.db")?;
    ground.run("held.db", &["add", MADE])?;
    let before = ground.export("held.db")?;
    let claim = ground.counted("held.db")?.swap_remove(0).0;
    write(&ground.path("more.jsonl"), REPORTS..REPORTS + 10)?;
    let other = Register::open(&ground.path("held.db"))?;
    other.connection().execute_batch("BEGIN IMMEDIATE")?;
    let start = Instant::now();
    ground.ask(&mut ground.command("held.db", &["add", "more.jsonl"]))?.failed_with("another program is writing")?;
    let patience = start.elapsed().as_secs();
    let confirm = ["decide", "confirm", &claim, "--who", "Ana"];
    ground.ask(&mut ground.command("held.db", &confirm))?.failed_with("another program is writing")?;
    ensure!(ground.export("held.db")? == before, "the register has changed");
    other.connection().execute_batch("ROLLBACK")?;
    ground.run("held.db", &["add", "more.jsonl"])?;
    ground.check("held.db")?;
    Ok(format!(
        "who reads is not held up; who writes waits {patience} s, then \"another program is writing to it\", status 1, \
         nothing is changed; the next `add` succeeds"
    ))
}
