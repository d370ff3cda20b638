//! The drivers by name: each reads one file and writes one file.

use crate::machine::{self, Machine};
use crate::{attribution, grouping, html, incidents, lines, muc4, place, time};
use anyhow::Result;
use cairn_link::Linked;
use cairn_model::{Claim, Report};
use cairn_views::{claim_line, has_figure};
use std::path::Path;

/// A driver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// Reports to figure claims.
    Figures,
    /// Reports to incidents.
    Incidents,
    /// Reports to the incident of each.
    Grouping,
    /// MUC-4 messages to templates.
    Muc4,
    /// Texts to time expressions.
    Time,
    /// Texts to place names with points.
    Place,
    /// Names to points.
    PlaceNames,
    /// Texts to attributions.
    Attribution,
    /// Web pages to the text of their articles; the input is a folder.
    Html,
}

impl Task {
    /// Reads `input` and writes `output`, in the formats of the corpora.
    ///
    /// # Errors
    /// Where a file cannot be opened, read or written. Broken lines are notes on standard error.
    pub fn run(self, machine: &Machine, input: &Path, output: &Path) -> Result<()> {
        match self {
            Self::Figures => {
                let claims = machine.all_claims(&mut machine::reports(input)?);
                lines::write(output, claims.iter().filter(|claim| has_figure(claim)).map(claim_line))
            }
            Self::Incidents => {
                let (linked, ..) = linked(machine, input)?;
                lines::write(output, incidents::rows(&linked))
            }
            Self::Grouping => {
                let (linked, reports, claims) = linked(machine, input)?;
                // One report a line: the scorer of `fakes` knows no rows about whole incidents.
                let rows = grouping::rows(&linked, &reports, &claims);
                lines::write(output, rows.into_iter().filter(|row| row.report.is_some()))
            }
            Self::Time => time::run(machine.ruleset(), input, output),
            Self::Place => place::toponyms(machine.ruleset(), input, output),
            // The corpus holds names of Syria only and does not say so in its rows.
            Self::PlaceNames => place::names(input, output, "SY"),
            Self::Muc4 => muc4::run(machine, input, output),
            Self::Attribution => attribution::run(machine.ruleset(), input, output),
            Self::Html => html::run(input, output),
        }
    }
}

fn linked(machine: &Machine, input: &Path) -> Result<(Linked, Vec<Report>, Vec<Claim>)> {
    let mut reports = machine::reports(input)?;
    let claims = machine.all_claims(&mut reports);
    Ok((machine.link(&reports, &claims), reports, claims))
}
