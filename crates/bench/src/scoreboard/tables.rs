//! Report-level tables against the peer's own results, which no part of a corpus can be cut from.

use super::Score;
use crate::eventreport;
use anyhow::{Context, Result, bail};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// The name on the scoreboard, and the folder of the data.
pub const NAME: &str = "eventreport";

const INPUTS: [&str; 3] = ["edge.csv", "reports_small.csv", "reports.csv"];

/// What the peer's results are, below the corpus's folder.
const REFERENCE: &str = "reference";

const SCORER: &str = "score.py";

/// The files of the corpus that are not there.
pub fn missing(data: &Path) -> Vec<&'static str> {
    let files = INPUTS.into_iter().chain([REFERENCE, SCORER]);
    files.filter(|file| !data.join(NAME).join(file).exists()).collect()
}

/// Makes every table and counts the cells that are equal to the peer's, with the seconds it took.
///
/// # Errors
/// Where an input cannot be read, a table not be written, or the scorer not be run.
pub fn score(data: &Path, out: &Path) -> Result<(Vec<Score>, f64)> {
    let (corpus, out) = (data.join(NAME), out.join(NAME));
    let start = Instant::now();
    for input in INPUTS {
        eventreport::run(&corpus.join(input), &out)?;
    }
    let seconds = start.elapsed().as_secs_f64();
    let scorer = Command::new("python3")
        .arg(corpus.join(SCORER))
        .args([&corpus.join(REFERENCE), &out])
        .args(["--show", "0"])
        .output()
        .context("cannot run python3, which the scorers need")?;
    // The scorer's status is a failure where one cell differs, too.
    let text = String::from_utf8(scorer.stdout).context("the scorer printed no UTF-8")?;
    let Some([tables, cells]) = text.lines().last().and_then(shares) else {
        let said = String::from_utf8_lossy(&scorer.stderr);
        bail!("{SCORER} failed: {}", said.lines().last().unwrap_or("no message"));
    };
    let line = |metric, share: f64| Score {
        corpus: NAME,
        metric,
        all: Some(100.0 * share),
        work: None,
        check: None,
        mark: Some(100.0),
        mark_of: Some("target"),
    };
    Ok((vec![line("cells equal", cells), line("tables equal", tables)], seconds))
}

/// `70 of 71 tables equal; 999 of 1000 cells in the tables given` as shares. Rounded down, so that one
/// cell that differs is seen on the board.
fn shares(line: &str) -> Option<[f64; 2]> {
    let (tables, cells) = line.split_once(';')?;
    let share = |words: &str| {
        let mut words = words.split_whitespace();
        let (part, of, whole) = (words.next()?.parse::<f64>().ok()?, words.next()?, words.next()?);
        let whole = whole.parse::<f64>().ok().filter(|whole| of == "of" && *whole > 0.0)?;
        Some((1000.0 * part / whole).floor() / 1000.0)
    };
    Some([share(tables)?, share(cells)?])
}

#[cfg(test)]
mod tests {
    use super::shares;

    #[test]
    fn one_cell_that_differs_is_seen() {
        let line = "70 of 71 tables equal; 999999 of 1000000 cells in the tables given";
        assert_eq!(shares(line), Some([0.985, 0.999]));
        assert_eq!(shares("3 of 3 tables equal; 8 of 8 cells in the tables given"), Some([1.0, 1.0]));
        assert_eq!(shares("0 of 0 tables equal; 0 of 0 cells in the tables given"), None);
        assert_eq!(shares("Traceback"), None);
    }
}
