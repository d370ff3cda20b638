//! Killed (SIGKILL) at random moments: `cairn add`, `cairn decide`, and decisions that are sent to `cairn serve`.

use super::Outcome;
use super::ground::{Ground, MADE, Moments};
use crate::made::Dice;
use crate::program::{Server, Visitor};
use anyhow::{Result, anyhow, bail, ensure};
use cairn_store::Register;
use std::collections::BTreeSet;
use std::thread::{scope, sleep};
use std::time::{Duration, Instant};

/// How long decisions are sent to a server at most before it is killed.
const SENDING: Duration = Duration::from_millis(400);

/// Tries each `kills` times.
pub fn all(ground: &Ground, kills: u64, seed: u64) -> Vec<Outcome> {
    let moments = || Moments(Dice(seed));
    vec![
        Outcome::of("kill -9 of `cairn add`", || add(ground, kills, moments())),
        Outcome::of("kill -9 of `cairn decide`", || decide(ground, kills, moments())),
        Outcome::of("kill -9 of `cairn serve` while people decide", || serve(ground, kills, moments())),
    ]
}

/// What a killed `add` has left: nothing, a part, or everything.
#[derive(Default)]
struct Left {
    nothing: u64,
    part: u64,
    all: u64,
}

/// Kills an `add` of its own each time; the next one must complete it.
fn add(ground: &Ground, kills: u64, mut moments: Moments) -> Result<String> {
    ground.remove("whole.db")?;
    let start = Instant::now();
    ground.run("whole.db", &["add", MADE])?;
    let whole_time = start.elapsed();
    let whole = ground.export("whole.db")?;
    let mut left = Left::default();
    for _ in 0..kills {
        ground.remove("killed.db")?;
        let mut child = ground.start("killed.db", &["add", MADE])?;
        sleep(moments.within(whole_time));
        child.kill()?;
        child.wait()?;
        ground.check("killed.db")?;
        match state(ground)? {
            (0, _) => left.nothing += 1,
            (_, true) => left.part += 1,
            (n, false) if n < super::ground::REPORTS => left.part += 1,
            _ => left.all += 1,
        }
        ground.run("killed.db", &["add", MADE])?;
        ensure!(ground.export("killed.db")? == whole, "the next `add` came to another register");
    }
    ground.run("killed.db", &["verify"])?;
    let Left { nothing, part, all } = left;
    Ok(format!(
        "{kills} kills ({nothing} before the first report was written, {part} in between, {all} after the last): each \
         register whole, each completed by the next `add` to the same bytes"
    ))
}

/// How many reports are in the killed register, and whether some wait to be linked.
fn state(ground: &Ground) -> Result<(u64, bool)> {
    let path = ground.path("killed.db");
    if !path.exists() {
        return Ok((0, false));
    }
    let register = Register::open(&path)?;
    let mut n_reports = register.reports_of(None)?.len();
    for file in register.files()? {
        n_reports += register.reports_of(Some(&file))?.len();
    }
    Ok((n_reports as u64, register.needs_grouping()?))
}

/// Ids of the decisions in a register, by what they are about.
fn decided(ground: &Ground, db: &str) -> Result<BTreeSet<String>> {
    let register = Register::open(&ground.path(db))?;
    let about = |one: cairn_store::Numbered| {
        one.decision.verdict.anchors().first().map(|anchor| anchor.claim.to_string()).unwrap_or_default()
    };
    Ok(register.decisions()?.into_iter().map(about).collect())
}

/// Kills one decision after another on one register, and repeats each.
fn decide(ground: &Ground, kills: u64, mut moments: Moments) -> Result<String> {
    ground.remove("whole.db")?;
    ground.run("whole.db", &["add", MADE])?;
    ground.copy("whole.db", "killed.db")?;
    let claims = ground.counted("whole.db")?;
    let (mut time, mut written, mut answered) = (Duration::from_millis(200), 0, 0);
    for (number, (claim, n)) in (0..kills).zip(claims.iter().cycle()) {
        // The second round says something else of the same claims.
        let figure = format!("n={}", n + 1 + number / claims.len() as u64);
        let when = format!("2031-01-01T{:02}:{:02}:00Z", number / 60 % 24, number % 60);
        let words = ["decide", "correct", claim, &figure, "--who", "Ana", "--when", &when];
        let start = Instant::now();
        ground.run("whole.db", &words)?;
        time = (time * 3 + start.elapsed()) / 4;
        let before = Register::open(&ground.path("killed.db"))?.decisions()?.len();
        let mut child = ground.start("killed.db", &words)?;
        sleep(moments.within(time));
        let was_answered = child.try_wait()?.is_some_and(|status| status.success());
        child.kill()?;
        child.wait()?;
        ground.check("killed.db")?;
        let after = Register::open(&ground.path("killed.db"))?.decisions()?.len();
        ensure!(after == before + 1 || !was_answered, "a decision that was answered is lost");
        written += after - before;
        answered += usize::from(was_answered);
        ground.run("killed.db", &words)?;
        let again = Register::open(&ground.path("killed.db"))?.decisions()?.len();
        ensure!(again == before + 1, "the decision is there {} times", again - before);
    }
    ensure!(ground.export("killed.db")? == ground.export("whole.db")?, "another register than undisturbed");
    Ok(format!(
        "{kills} kills ({written} after the decision was on the disk, {answered} after the program had answered): \
         each register whole, no decision lost or there twice, at the end the same bytes as undisturbed"
    ))
}

/// Kills a server while decisions are sent to it, again and again on one register.
fn serve(ground: &Ground, kills: u64, mut moments: Moments) -> Result<String> {
    ground.remove("whole.db")?;
    ground.run("whole.db", &["add", MADE])?;
    ground.copy("whole.db", "killed.db")?;
    let claims: Vec<String> = ground.counted("whole.db")?.into_iter().map(|(claim, _)| claim).collect();
    let mut acknowledged: Vec<String> = Vec::new();
    let mut waiting = claims.iter().cycle();
    let mut between = 0;
    for _ in 0..kills {
        let mut server = Server::start(ground.program(), &ground.path("killed.db"))?;
        let mut visitor = Visitor::named(&server, "Ana")?;
        let moment = moments.within(SENDING);
        let before = Register::open(&ground.path("killed.db"))?.decisions()?.len();
        let sent = scope(|scope| {
            let sender = scope.spawn(|| {
                let mut sent = Vec::new();
                for claim in &mut waiting {
                    let form = [("deed", "confirm"), ("id", claim.as_str()), ("back", "/review")];
                    match visitor.post("/decide", &form) {
                        Ok(answer) if answer.sends_on() => sent.push(claim.clone()),
                        // A server that is gone has closed the connection.
                        Ok(answer) if !answer.is_empty() => bail!("the server did not take a decision"),
                        _ => break,
                    }
                }
                Ok(sent)
            });
            sleep(moment);
            server.kill();
            sender.join()
        });
        let sent = sent.map_err(|_| anyhow!("the sender failed"))??;
        ground.check("killed.db")?;
        let after = Register::open(&ground.path("killed.db"))?.decisions()?.len();
        ensure!(
            (sent.len()..=sent.len() + 1).contains(&(after - before)),
            "{} decisions were answered, {} are new in the register",
            sent.len(),
            after - before
        );
        between += after - before - sent.len();
        acknowledged.extend(sent);
    }
    let held = decided(ground, "killed.db")?;
    ensure!(acknowledged.iter().all(|claim| held.contains(claim)), "a decision that was answered is lost");
    // What was decided goes into an undisturbed register at once.
    ground.run("killed.db", &["add", MADE])?;
    std::fs::write(ground.path("decisions.jsonl"), ground.run("killed.db", &["decisions", "export"])?)?;
    ground.run("whole.db", &["decisions", "import", "decisions.jsonl"])?;
    ground.run("whole.db", &["add", MADE])?;
    ensure!(ground.export("killed.db")? == ground.export("whole.db")?, "another register than undisturbed");
    ground.run("killed.db", &["verify"])?;
    Ok(format!(
        "{kills} kills, {} decisions answered: each register whole, none lost ({between} were on the disk before \
         their answer), at the end the same bytes as undisturbed",
        acknowledged.len()
    ))
}
