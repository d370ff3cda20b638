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
        Outcome::of("two `cairn add` of the same reports at once", || together(ground, [MADE, MADE])),
        Outcome::of("two `cairn add` of other reports at once", || {
            write(&ground.path("first.jsonl"), 0..REPORTS / 2)?;
            write(&ground.path("second.jsonl"), REPORTS / 2..REPORTS)?;
            together(ground, ["first.jsonl", "second.jsonl"])
        }),
        Outcome::of("a register that another program holds", || held(ground)),
    ]
}

/// Adds two files at once, and holds the register against those that one program after the other makes.
fn together(ground: &Ground, files: [&str; 2]) -> Result<String> {
    let [first, second] = files;
    // Both may also be read before either is linked, as one program does with both.
    let mut alone = Vec::new();
    for steps in [&[&[first][..], &[second]][..], &[&[second], &[first]], &[&[first, second]]] {
        ground.remove("one.db")?;
        for step in steps {
            ground.run("one.db", &[&["add"], *step].concat())?;
        }
        alone.push(ground.export("one.db")?);
    }
    for _ in 0..ROUNDS {
        ground.remove("two.db")?;
        for child in
            &mut [ground.start("two.db", &["add", first])?, ground.start("two.db", &["add", second])?]
        {
            ensure!(child.wait()?.success(), "one of the two failed");
        }
        ground.check("two.db")?;
        ensure!(alone.contains(&ground.export("two.db")?), "another register than one after the other");
    }
    Ok(format!(
        "{ROUNDS} times both succeed, with the same bytes as one after the other in one of the two orders, or as one \
         program with both files"
    ))
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
    ground
        .ask(&mut ground.command("held.db", &["add", "more.jsonl"]))?
        .failed_with("another program is writing")?;
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
