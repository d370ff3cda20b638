//! No room on the disk, none for temporary files, files and folders that may not be read or written.
//!
//! The small disk is a `tmpfs` in a mount namespace of its own (unshare(1)), so that nothing is left of it.

use super::Outcome;
use super::ground::{Ground, MADE, Told};
use anyhow::{Context, Result, ensure};
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

/// On a disk of $1 kibibytes: adds, and adds again once there is room.
const FULL: &str = r#"mkdir -p small; mount -t tmpfs -o size=$1k tmpfs small || exit 9
"$CAIRN" add made.jsonl --db small/cairn.db >/dev/null 2>messages; echo $? >status
mount -o remount,size=1g small
"$CAIRN" add made.jsonl --db small/cairn.db >/dev/null && "$CAIRN" export --format jsonl --db small/cairn.db"#;

/// A register on a disk that is filled up then: decides, and decides again once there is room.
const FULL_LATER: &str = r#"mkdir -p small; mount -t tmpfs -o size=64m tmpfs small || exit 9
cp whole.db small/cairn.db; head -c 100M /dev/zero >small/filling 2>/dev/null
"$CAIRN" decide confirm "$1" --who Ana --db small/cairn.db >/dev/null 2>messages; echo $? >status
rm small/filling
"$CAIRN" decisions export --db small/cairn.db >before
"$CAIRN" decide confirm "$1" --who Ana --db small/cairn.db >/dev/null && "$CAIRN" decisions export --db small/cairn.db"#;

/// The folder of temporary files is a full disk.
const NO_TEMPORARY: &str = r#"mkdir -p small; mount -t tmpfs -o size=4k tmpfs small || exit 9
head -c 1M /dev/zero >small/filling 2>/dev/null; export TMPDIR=small SQLITE_TMPDIR=small
"$CAIRN" add made.jsonl --db new.db >/dev/null && "$CAIRN" export --format jsonl --db new.db"#;

/// Tries all of it.
pub fn all(ground: &Ground) -> Vec<Outcome> {
    vec![
        Outcome::of("a full disk while reports are added", || full(ground)),
        Outcome::of("a full disk while somebody decides", || full_later(ground)),
        Outcome::of("no room for temporary files", || no_temporary(ground)),
        Outcome::of("files and folders that may not be read or written", || forbidden(ground)),
    ]
}

/// Runs a script where disks can be mounted that nobody else sees.
fn script(ground: &Ground, script: &str, argument: &str) -> Result<Told> {
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount", "sh", "-c", script, "sh", argument]);
    let told = ground.ask(command.env("CAIRN", ground.program())).context("cannot run unshare")?;
    ensure!(told.status == Some(0), "the script: status {:?}, {}", told.status, told.messages);
    Ok(told)
}

/// What the program said on the full disk.
fn said(ground: &Ground) -> Result<Told> {
    let status = fs::read_to_string(ground.path("status"))?.trim().parse().ok();
    Ok(Told { status, out: Vec::new(), messages: fs::read_to_string(ground.path("messages"))? })
}

fn full(ground: &Ground) -> Result<String> {
    ground.remove("whole.db")?;
    ground.run("whole.db", &["add", MADE])?;
    let whole = ground.export("whole.db")?;
    let needed = fs::metadata(ground.path("whole.db"))?.len() / 1024;
    let mut full = 0;
    for tenth in 0..20 {
        let size = (needed * tenth / 10).max(4);
        let told = script(ground, FULL, &size.to_string())?;
        let said = said(ground)?;
        if said.status != Some(0) {
            said.failed_with("the disk is full").with_context(|| format!("{size} KiB"))?;
            full += 1;
        }
        ensure!(told.out == whole, "{size} KiB: another register than undisturbed");
    }
    ensure!(full > 5, "only {full} disks were too small");
    Ok(format!(
        "disks of 20 sizes from 4 KiB to twice the register: on the {full} that are too small \"the disk is full\", \
         status 1; with room, the next `add` comes to the same bytes"
    ))
}

fn full_later(ground: &Ground) -> Result<String> {
    let claim = ground.counted("whole.db")?.swap_remove(0).0;
    let told = script(ground, FULL_LATER, &claim)?;
    said(ground)?.failed_with("the disk is full")?;
    ensure!(fs::read(ground.path("before"))?.is_empty(), "a decision is there that was refused");
    ensure!(!told.out.is_empty(), "no decision is there that was taken");
    Ok("\"the disk is full\", status 1, nothing is decided; with room it is".to_owned())
}

fn no_temporary(ground: &Ground) -> Result<String> {
    ground.remove("new.db")?;
    let told = script(ground, NO_TEMPORARY, "")?;
    ensure!(told.out == ground.export("whole.db")?, "another register than undisturbed");
    Ok("`add` and `export` succeed, with the same bytes".to_owned())
}

/// The program without the right of root to read and write everything.
fn without_rights(ground: &Ground, db: &str, arguments: &[&str]) -> Result<Told> {
    let mut command = Command::new("unshare");
    command.args(["--user", "--"]).arg(ground.program()).args(arguments).args(["--db", db]);
    ground.ask(&mut command).context("cannot run unshare")
}

fn forbidden(ground: &Ground) -> Result<String> {
    let mode = |name: &str, mode| fs::set_permissions(ground.path(name), Permissions::from_mode(mode));
    for folder in ["in/closed", "sealed", "open"] {
        fs::create_dir_all(ground.path(folder))?;
    }
    fs::copy(ground.path(MADE), ground.path("in/good.jsonl"))?;
    fs::copy(ground.path(MADE), ground.path("in/secret.jsonl"))?;
    ground.copy("whole.db", "sealed/cairn.db")?;
    mode("in/secret.jsonl", 0)?;
    mode("in/closed", 0)?;
    mode("sealed/cairn.db", 0o444)?;
    mode("sealed", 0o555)?;
    // Who is nobody may write here.
    mode("", 0o755)?;
    mode("open", 0o777)?;
    let told = without_rights(ground, "open/cairn.db", &["add", "in"])?;
    ensure!(told.status == Some(0), "{}", told.messages);
    for name in ["in/closed", "in/secret.jsonl"] {
        ensure!(told.messages.contains(&format!("{name}: cannot be opened")), "{}", told.messages);
    }
    without_rights(ground, "open/cairn.db", &["add", "in/secret.jsonl"])?
        .failed_with("no report could be read")?;
    without_rights(ground, "sealed/cairn.db", &["add", MADE])?.failed_with("is read-only")?;
    without_rights(ground, "sealed/new.db", &["add", MADE])?.failed_with("cannot be opened")?;
    let read = without_rights(ground, "sealed/cairn.db", &["export", "--format", "jsonl"])?;
    ensure!(read.out == ground.export("whole.db")?, "a register that may only be read reads otherwise");
    mode("sealed", 0o755)?;
    mode("in/closed", 0o755)?;
    Ok("a note for each file and folder that may not be read, the rest is added; a register or folder that may not \
        be written: a message and status 1, and the register can be read"
        .to_owned())
}
