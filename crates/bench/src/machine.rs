//! The stages, wired for one machine: what the drivers read reports with.

use anyhow::{Context, Result, anyhow};
use cairn_extract::{Ruleset, Scratch, ScratchPool};
use cairn_link::{Block, Compared, LinkReport, Linked};
use cairn_model::{Bonds, Claim, Note, Report};
use cairn_read::Format;
use cairn_resolve::{Knowledge, Resolved};
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// Rules and knowledge, loaded once.
pub struct Machine {
    /// The rules that are built in.
    pub ruleset: Ruleset,
    /// What is known of places and parties.
    pub knowledge: Knowledge,
    /// Working memories of the rules.
    pub scratches: ScratchPool,
}

impl Machine {
    /// Loads the rules of a folder that holds `rules/en` and `lexicons/en`, or those built in.
    ///
    /// # Errors
    /// A folder that cannot be read, and the faults of the rules.
    pub fn load(rules: Option<&Path>) -> Result<Self> {
        let ruleset = match rules {
            Some(folder) => ruleset_of(folder)?,
            None => Ruleset::embedded().map_err(|faults| anyhow!("{faults}"))?,
        };
        let knowledge = Knowledge::embedded().map_err(|faults| anyhow!("{faults}"))?;
        Ok(Self { ruleset, knowledge, scratches: ScratchPool::default() })
    }

    /// The claims of one report, and the day its text opens with.
    pub fn read(&self, report: &Report, scratch: &mut Scratch) -> Resolved {
        if report.unread().is_some() {
            return Resolved::default();
        }
        let document = cairn_text::analyse(&report.text);
        let extraction = cairn_extract::extract(&document, &self.ruleset, scratch);
        cairn_resolve::resolve(report, &document, &extraction, &self.knowledge)
    }

    /// The claims of all reports, in their order, on all threads; the reports learn their date lines.
    pub fn all_claims(&self, reports: &mut [Report]) -> Vec<Claim> {
        let of_each: Vec<Vec<Claim>> = reports
            .par_iter_mut()
            .map(|report| {
                let resolved = self.scratches.with(&self.ruleset, |scratch| self.read(report, scratch));
                report.dated = resolved.dated;
                resolved.claims
            })
            .collect();
        of_each.into_iter().flatten().collect()
    }

    /// Links reports and their claims.
    pub fn link(&self, reports: &[Report], claims: &[Claim]) -> Linked {
        self.block(reports, claims, cairn_link::link)
    }

    /// The evidence on every pair that linking compares.
    pub fn compared(&self, reports: &[Report], claims: &[Claim]) -> Vec<Compared> {
        self.block(reports, claims, cairn_link::compared)
    }

    fn block<T>(&self, reports: &[Report], claims: &[Claim], ask: impl Fn(&Block<'_>) -> T) -> T {
        let reports: Vec<LinkReport> = reports
            .iter()
            .map(|report| LinkReport {
                id: &report.id,
                outlet: report.outlet.as_deref(),
                dated: report.dated.or(report.published),
                title: report.title.as_deref(),
                text: &report.text,
            })
            .collect();
        let hands = |name: &str, country: Option<&str>| self.knowledge.origin(name, country);
        ask(&Block {
            reports: &reports,
            claims,
            known: &[],
            hands: &hands,
            rarities: None,
            bonds: &Bonds::default(),
        })
    }
}

/// The ruleset of a folder: a changed rule is measured without building anew.
fn ruleset_of(folder: &Path) -> Result<Ruleset> {
    let mut files = Vec::new();
    let mut waiting = vec![folder.join("rules/en"), folder.join("lexicons/en")];
    while let Some(next) = waiting.pop() {
        for entry in next.read_dir().with_context(|| format!("cannot read {}", next.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|ending| ending == "toml") {
                let name = path.strip_prefix(folder)?.to_string_lossy().into_owned();
                files.push((name, std::fs::read_to_string(&path)?));
            }
        }
    }
    files.sort();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Ruleset::load(&files).map_err(|faults| anyhow!("{faults}"))
}

/// The reports of a file; what is no report is named on standard error, and the rest goes on.
///
/// # Errors
/// Where the file cannot be opened.
pub fn reports(path: &Path) -> Result<Vec<Report>> {
    let name = path.display().to_string();
    let format = Format::of_name(&name).unwrap_or(Format::JsonLines);
    let file = File::open(path).map_err(|fault| anyhow!("cannot open {name}: {fault}"))?;
    let (reports, notes) = cairn_read::read_all(BufReader::new(file), format, &name);
    let read: FxHashSet<String> = reports
        .iter()
        .map(|report| format!("{name}:{}", report.provenance.line.unwrap_or_default()))
        .collect();
    let (minor, lost): (Vec<Note>, Vec<Note>) = notes.into_iter().partition(|note| read.contains(&note.at));
    for Note { at, message, .. } in lost {
        eprintln!("note: {at}: {message}");
    }
    if let Some(first) = minor.first() {
        eprintln!(
            "note: {}: {} ({} such notes on reports that were read)",
            first.at,
            first.message,
            minor.len()
        );
    }
    Ok(reports)
}
