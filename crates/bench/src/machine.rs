//! The stages, wired for one machine: what the drivers read reports with.

use anyhow::{Result, anyhow};
use cairn_extract::{Ruleset, ScratchPool};
use cairn_link::{Block, Compared, LinkReport, Linked};
use cairn_model::{Bonds, Claim, Note, Report};
use cairn_pipeline::Pipeline;
use cairn_read::Format;
use cairn_resolve::Knowledge;
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// Rules and knowledge, loaded once.
pub struct Machine {
    /// The stages that read one report.
    pub pipeline: Pipeline,
    /// Working memories of the rules, for drivers that call the stages one by one.
    pub scratches: ScratchPool,
}

impl Machine {
    /// Loads the rules of a folder that holds `rules/en` and `lexicons/en`, or those built in.
    ///
    /// # Errors
    /// A folder that cannot be read, and the faults of the rules.
    pub fn load(rules: Option<&Path>) -> Result<Self> {
        Ok(Self { pipeline: Pipeline::load(rules)?, scratches: ScratchPool::default() })
    }

    /// The rules.
    pub fn ruleset(&self) -> &Ruleset {
        self.pipeline.ruleset()
    }

    /// What is known of places and parties.
    pub fn knowledge(&self) -> &Knowledge {
        self.pipeline.knowledge()
    }

    /// The claims of all reports, in their order, on all threads; the reports learn their date lines.
    pub fn all_claims(&self, reports: &mut [Report]) -> Vec<Claim> {
        let of_each: Vec<Vec<Claim>> = reports
            .par_iter_mut()
            .map(|report| {
                let resolved = self.pipeline.read_report(report);
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
        let hands = self.pipeline.hands();
        ask(&Block {
            reports: &reports,
            claims,
            known: &[],
            hands: &hands,
            rarities: None,
            words: None,
            bonds: &Bonds::default(),
        })
    }
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
