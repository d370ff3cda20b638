//! Runs the drivers over the development corpora, each scored by its own scorer, on one board.

mod corpora;
mod split;
mod tables;
pub use split::Part;

use crate::machine::Machine;
use anyhow::{Context, Result, bail};
use corpora::{CORPORA, Corpus, Output, Unit, WITHOUT_DRIVER};
use rustc_hash::FxHashMap;
use serde::Serialize;
use serde_json::Value;
use split::report_of;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// One line of the scoreboard.
#[derive(Debug, Serialize)]
pub struct Score {
    /// The corpus.
    pub corpus: &'static str,
    /// What is measured.
    pub metric: &'static str,
    /// Per cent over the whole corpus.
    pub all: Option<f64>,
    /// Per cent over the two thirds that are for error analysis.
    pub work: Option<f64>,
    /// Per cent over the third that is left unread.
    pub check: Option<f64>,
    /// What it is compared with, in per cent.
    pub mark: Option<f64>,
    /// What that is.
    pub mark_of: Option<&'static str>,
}

/// What was measured, and what was not.
#[derive(Debug, Default, Serialize)]
pub struct Scoreboard {
    /// The numbers.
    pub scores: Vec<Score>,
    /// What was left out, with the reason.
    pub skipped: Vec<(String, String)>,
    /// Seconds that each driver took, loading of the ruleset and gazetteer aside.
    pub seconds: Vec<(&'static str, f64)>,
}

/// Runs every corpus under `data` whose name contains `only` (all, where it is none).
///
/// Answers go to `keep`, and stay there, or to a folder that is removed afterwards.
///
/// # Errors
/// Where the folder for the answers cannot be made. A corpus that fails is skipped with its reason.
pub fn run(machine: &Machine, data: &Path, only: Option<&str>, keep: Option<&Path>) -> Result<Scoreboard> {
    let scratch = std::env::temp_dir().join(format!("cairn-bench-{}", std::process::id()));
    let out = keep.unwrap_or(&scratch);
    fs::create_dir_all(out).with_context(|| format!("cannot make the folder {}", out.display()))?;
    let mut board = Scoreboard::default();
    for corpus in CORPORA.iter().filter(|corpus| only.is_none_or(|only| corpus.name.contains(only))) {
        let missing = [corpus.input, corpus.gold, corpus.scorer]
            .into_iter()
            .chain(corpus.datelines)
            .chain(corpus.listed);
        let missing: Vec<_> = missing.filter(|file| !data.join(file).exists()).collect();
        if !missing.is_empty() {
            board.skipped.push((corpus.name.into(), format!("there is no {}", missing.join(", "))));
            continue;
        }
        eprintln!("{} ...", corpus.name);
        match score(machine, corpus, data, out) {
            Ok((scores, seconds)) => {
                board.scores.extend(scores);
                board.seconds.push((corpus.name, seconds));
            }
            Err(fault) => board.skipped.push((corpus.name.into(), format!("{fault:#}"))),
        }
    }
    if only.is_none_or(|only| tables::NAME.contains(only)) {
        let missing = tables::missing(data);
        let scored = match &missing[..] {
            [] => tables::score(data, out).map_err(|fault| format!("{fault:#}")),
            missing => Err(format!("there is no {}", missing.join(", "))),
        };
        match scored {
            Ok((scores, seconds)) => {
                board.scores.extend(scores);
                board.seconds.push((tables::NAME, seconds));
            }
            Err(why) => board.skipped.push((tables::NAME.into(), why)),
        }
    }
    for (folder, why) in WITHOUT_DRIVER.iter().filter(|_| only.is_none()) {
        board.skipped.push(((*folder).into(), (*why).into()));
    }
    if keep.is_none() {
        fs::remove_dir_all(&scratch).with_context(|| format!("cannot remove {}", scratch.display()))?;
    }
    Ok(board)
}

fn score(machine: &Machine, corpus: &Corpus, data: &Path, out: &Path) -> Result<(Vec<Score>, f64)> {
    let stem = corpus.name.replace([' ', ','], "-");
    let answers = out.join(format!("{stem}.jsonl"));
    let input = match corpus.datelines {
        None => data.join(corpus.input),
        Some(datelines) => redate(&data.join(corpus.input), &data.join(datelines), &out.join(&stem))?,
    };
    let start = Instant::now();
    corpus.task.run(machine, &input, &answers)?;
    let seconds = start.elapsed().as_secs_f64();
    let mut by_part = Vec::new();
    for part in Part::EACH {
        let (gold, system) = filter(corpus, part, data, &answers, &out.join(&stem))?;
        by_part.push(measure(corpus, &data.join(corpus.scorer), &gold, &system)?);
    }
    let scores = corpus.metrics.iter().enumerate().map(|(i, metric)| Score {
        corpus: corpus.name,
        metric: metric.name,
        all: by_part[0][i],
        work: by_part[1][i],
        check: by_part[2][i],
        mark: metric.mark.map(|(value, _)| value),
        mark_of: metric.mark.map(|(_, what)| what),
    });
    Ok((scores.collect(), seconds))
}

/// Gives each report the day that its text opens with, where it does; the corpus's own days are
/// often wrong.
fn redate(input: &Path, datelines: &Path, stem: &Path) -> Result<PathBuf> {
    let days: FxHashMap<String, Value> = crate::lines::read::<Value>(datelines)?
        .into_iter()
        .filter(|row| row["in_text"].is_string())
        .map(|row| (report_of(&row).to_owned(), row["in_text"].clone()))
        .collect();
    let mut reports: Vec<Value> = crate::lines::read(input)?;
    for report in &mut reports {
        if let Some(day) = days.get(report_of(report)) {
            report["published"] = day.clone();
        }
    }
    let path = stem.with_extension("reports.jsonl");
    crate::lines::write(&path, &reports)?;
    Ok(path)
}

/// Gold and answers of one part, as files.
fn filter(
    corpus: &Corpus,
    part: Part,
    data: &Path,
    answers: &Path,
    stem: &Path,
) -> Result<(PathBuf, PathBuf)> {
    let gold = data.join(corpus.gold);
    if part == Part::All && corpus.listed.is_none() {
        return Ok((gold, answers.to_owned()));
    }
    let kept = reports_of(corpus, part, data)?;
    let is_kept = |id: &str| kept.binary_search_by(|kept| kept.as_str().cmp(id)).is_ok();
    let gold_part = stem.with_extension(format!("{}.gold.json", part.as_str()));
    let system_part = stem.with_extension(format!("{}.system.jsonl", part.as_str()));
    if gold.extension().is_some_and(|ending| ending == "json") {
        let text = fs::read_to_string(&gold).with_context(|| format!("cannot read {}", gold.display()))?;
        let mut keys: serde_json::Map<String, Value> = serde_json::from_str(&text)?;
        keys.retain(|id, _| is_kept(id));
        fs::write(&gold_part, serde_json::to_string(&keys)?)?;
    } else {
        let mut rows: Vec<Value> = crate::lines::read(&gold)?;
        rows.retain(|row| is_kept(report_of(row)));
        crate::lines::write(&gold_part, &rows)?;
    }
    let mut rows: Vec<Value> = crate::lines::read(answers)?;
    // Rows about no report describe a whole incident and stay.
    rows.retain(|row| report_of(row).is_empty() || is_kept(report_of(row)));
    crate::lines::write(&system_part, &rows)?;
    Ok((gold_part, system_part))
}

/// The reports of one part, sorted: those that the annotators read, with or without an answer.
fn reports_of(corpus: &Corpus, part: Part, data: &Path) -> Result<Vec<String>> {
    let mut kept: Vec<String> = match (corpus.unit, corpus.listed) {
        (Unit::Incident, _) => crate::lines::read::<Value>(&data.join(corpus.gold))?
            .iter()
            .filter(|row| part.holds(row["incident"].as_str().unwrap_or_default()))
            .map(|row| report_of(row).to_owned())
            .collect(),
        (Unit::Page, _) => crate::lines::read::<Value>(&data.join(corpus.gold))?
            .iter()
            .map(|row| report_of(row).to_owned())
            .filter(|page| part.holds(page))
            .collect(),
        (Unit::Report, Some(list)) => {
            let path = data.join(list);
            let text =
                fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            text.lines().map(|line| line.trim().to_owned()).filter(|id| part.holds(id)).collect()
        }
        (Unit::Report, None) => crate::lines::read::<Value>(&data.join(corpus.input))?
            .iter()
            .map(|row| report_of(row).to_owned())
            .filter(|id| part.holds(id))
            .collect(),
    };
    kept.sort_unstable();
    Ok(kept)
}

/// Calls a scorer and reads its numbers.
fn measure(corpus: &Corpus, scorer: &Path, gold: &Path, system: &Path) -> Result<Vec<Option<f64>>> {
    let mut command = Command::new("python3");
    command.arg(scorer).arg(gold).arg(system);
    if corpus.output == Output::Json {
        command.arg("--json");
    }
    let output = command.output().context("cannot run python3, which the scorers need")?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("{} failed: {}", corpus.scorer, said.lines().last().unwrap_or("no message"));
    }
    let text = String::from_utf8(output.stdout).context("the scorer printed no UTF-8")?;
    let json: Value = match corpus.output {
        Output::Json => serde_json::from_str(&text).context("the scorer printed no JSON")?,
        Output::Lines => Value::Null,
    };
    corpus
        .metrics
        .iter()
        .map(|metric| {
            let lacks = || format!("{} printed no {}", corpus.scorer, metric.at);
            // A scorer says null where there is nothing to divide by.
            let value = match corpus.output {
                Output::Json => json.pointer(metric.at).with_context(lacks)?.as_f64(),
                Output::Lines => Some(value_of_line(&text, metric.at).with_context(lacks)?),
            };
            Ok(value.map(|value| value * metric.scale))
        })
        .collect()
}

/// The number behind `F1` on the line that begins with a name; the first one where it has no `F1`.
fn value_of_line(text: &str, name: &str) -> Option<f64> {
    let line = text.lines().find(|line| line.split_whitespace().next() == Some(name))?;
    let words = || line.split_whitespace();
    words().skip_while(|word| *word != "F1").nth(1).or(words().nth(1))?.parse().ok()
}

impl std::fmt::Display for Scoreboard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(
            f,
            "{:<25} {:<24} {:>6} {:>6} {:>6}   compared with",
            "corpus", "metric", "all", "work", "check"
        )?;
        let mut last = "";
        for score in &self.scores {
            let corpus = if score.corpus == last { "" } else { score.corpus };
            last = score.corpus;
            write!(f, "{corpus:<25} {:<24}", score.metric)?;
            for value in [score.all, score.work, score.check] {
                match value {
                    Some(value) => write!(f, " {value:>6.1}")?,
                    None => write!(f, "      -")?,
                }
            }
            match (score.mark, score.mark_of) {
                (Some(mark), Some(of)) => {
                    let sign = if score.all.is_some_and(|all| all >= mark) { "reached" } else { "below" };
                    writeln!(f, "   {mark:.1} {of}: {sign}")?;
                }
                _ => writeln!(f)?,
            }
        }
        for (corpus, why) in &self.skipped {
            writeln!(f, "skipped {corpus}: {why}")?;
        }
        let seconds: Vec<_> = self.seconds.iter().map(|(name, s)| format!("{name} {s:.1}")).collect();
        writeln!(f, "seconds: {}", seconds.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::value_of_line;

    #[test]
    fn numbers_are_read_from_lines() {
        let text = "overall      P 0.500  R 1.000  F1 0.667   (1 of 2 found, 1 wanted)\n  group  0.923  (12 of 13)\n";
        assert_eq!(value_of_line(text, "overall"), Some(0.667));
        assert_eq!(value_of_line(text, "group"), Some(0.923));
        assert_eq!(value_of_line(text, "killed"), None);
    }
}
