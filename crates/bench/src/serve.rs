//! How fast a register answers in a browser: the program serves it on this machine, and its pages are asked for over
//! HTTP, one after the other.

use crate::program::{self, Server, Visitor};
use crate::scale::Filling;
use crate::speed::{Folder, median};
use anyhow::{Context, Result, bail};
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Instant;

/// Each page is asked for this often.
const ROUNDS: usize = 5;

/// Filters that people set: by place, party, kind, group, sources, day, and several at once.
const FILTERS: &[&str] = &[
    "place=Mosul",
    "place=NG",
    "actor=army",
    "kind=abducted",
    "group=civilian",
    "type=shelling",
    "origins=2",
    "disputed=1",
    "unreviewed=1",
    "since=2014-02-01&until=2014-02-14",
    "place=Aleppo&kind=killed&origins=2&sort=killed",
];

/// What people look for: rare words, words of every report, several words, a phrase.
const WORDS: &[&str] =
    &["Buenaventura", "killed", "car bomb checkpoint", "\"a hospital source\"", "market shells Kano"];

/// What was measured of one sort of question, in milliseconds by the clock.
#[derive(Debug, Serialize)]
pub struct Answered {
    /// What was asked for.
    pub page: &'static str,
    /// How often.
    pub asked: usize,
    /// The median.
    pub median_milliseconds: f64,
    /// The slowest.
    pub worst_milliseconds: f64,
    /// At most so many are wanted at a million reports.
    pub limit_milliseconds: f64,
}

/// What was measured of a register that is served.
#[derive(Debug, Serialize)]
pub struct Served {
    /// Bytes of the register.
    pub bytes: u64,
    /// Incidents in it, as its first page counts them.
    pub incidents: String,
    /// Milliseconds from the start of the program to its first page.
    pub opening_milliseconds: f64,
    /// The questions.
    pub answers: Vec<Answered>,
}

/// Asks a server for pages.
struct Asker(Visitor);

impl Asker {
    /// Asks for a page: its body, and the milliseconds until all of it was there.
    fn get(&self, path: &str) -> Result<(String, f64)> {
        let start = Instant::now();
        let answer = self.0.get(path)?;
        let milliseconds = start.elapsed().as_secs_f64() * 1e3;
        Ok((answer.page().with_context(|| path.to_owned())?, milliseconds))
    }

    /// Asks for some pages, round after round.
    fn ask(&self, page: &'static str, limit: f64, paths: &[String]) -> Result<Answered> {
        let mut all = Vec::new();
        for _ in 0..ROUNDS {
            for path in paths {
                all.push(self.get(path)?.1);
            }
        }
        if all.is_empty() {
            bail!("the register has nothing to show as {page}");
        }
        Ok(Answered {
            page,
            asked: all.len(),
            worst_milliseconds: all.iter().copied().fold(0.0, f64::max),
            median_milliseconds: median(all),
            limit_milliseconds: limit,
        })
    }
}

/// Serves a register and asks for its pages; where none is named, one of so many made reports is built first.
///
/// # Errors
/// Where there is no program beside this one, it fails, or a page is none.
pub fn measure(db: Option<PathBuf>, reports: u64) -> Result<Served> {
    let program = program::beside()?;
    let folder = Folder::new()?;
    let db = match db {
        Some(db) => db,
        None => Filling::new(program.clone(), &folder).fill(reports)?,
    };
    let start = Instant::now();
    let running = Server::start(&program, &db)?;
    let server = Asker(Visitor::new(&running));
    let (first, _) = server.get("/")?;
    let opening_milliseconds = start.elapsed().as_secs_f64() * 1e3;
    // As they stand in lists: the newest, the deadliest, those far back.
    let mut incidents = BTreeSet::new();
    for page in ["/", "/?sort=killed", "/?sort=oldest", "/?disputed=1&sort=killed", "/?page=20"] {
        let (body, _) = server.get(page)?;
        incidents.extend(linked(&body).into_iter().take(10));
    }
    let incidents: Vec<String> = incidents.into_iter().collect();
    let of = |start: &str, all: &[&str]| -> Vec<String> {
        all.iter().map(|one| format!("{start}{}", one.replace(' ', "+").replace('"', "%22"))).collect()
    };
    Ok(Served {
        bytes: std::fs::metadata(&db).map_or(0, |file| file.len()),
        incidents: counted(&first).unwrap_or_default(),
        opening_milliseconds,
        answers: vec![
            server.ask("overview", 300.0, &["/".to_owned()])?,
            server.ask("map", 300.0, &["/map.json?zoom=2".to_owned()])?,
            server.ask("incident", 100.0, &incidents)?,
            server.ask("filter", 300.0, &of("/?", FILTERS))?,
            server.ask("filtered map", 300.0, &of("/map.json?zoom=2&", FILTERS))?,
            server.ask("review", 300.0, &["/review".to_owned()])?,
            server.ask("search", 200.0, &of("/search?q=", WORDS))?,
        ],
    })
}

/// The pages of incidents that a page leads to, each once.
fn linked(body: &str) -> BTreeSet<String> {
    let links = body.split("href=\"/incident/").skip(1).filter_map(|rest| rest.split(['"', '#', '?']).next());
    links.map(|id| format!("/incident/{id}")).collect()
}

/// How many incidents the first page says there are.
fn counted(body: &str) -> Option<String> {
    let words = body.split("id=\"count\"").nth(1)?.split("<b>").nth(1)?.split('<').next()?;
    Some(words.trim().to_owned())
}

impl std::fmt::Display for Served {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(
            f,
            "a register of {} bytes, {} incidents; from start to first page {:.0} ms",
            self.bytes, self.incidents, self.opening_milliseconds
        )?;
        for one in &self.answers {
            writeln!(
                f,
                "{:<14} {:>7.1} ms, worst {:>7.1} of {:>3} (limit {:.0})",
                one.page, one.median_milliseconds, one.worst_milliseconds, one.asked, one.limit_milliseconds
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{counted, linked};

    #[test]
    fn a_page_tells_its_incidents_and_how_many_there_are() {
        let page = "<p id=\"count\" class=\"count\"><b>1,204</b> incidents</p>\
            <a href=\"/incident/i-2#text\">b</a><a href=\"/incident/i-1\">a</a><a href=\"/incident/i-2\">b</a>";
        assert_eq!(linked(page).into_iter().collect::<Vec<_>>(), ["/incident/i-1", "/incident/i-2"]);
        assert_eq!(counted(page).as_deref(), Some("1,204"));
    }
}
