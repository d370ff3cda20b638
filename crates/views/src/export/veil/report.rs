use super::Veil;
use crate::ReportRow;
use cairn_model::{Provenance, Report, Tie};

impl Veil<'_> {
    /// A report without its text, title and address. Whoever has the report itself can find it again by
    /// outlet and day.
    pub fn report(&self, report: Report) -> Report {
        let Report {
            id,
            outlet,
            url: _,
            title: _,
            author: _,
            published,
            dated,
            language,
            text: _,
            provenance: _,
        } = report;
        Report {
            id: self.report_id(&id),
            outlet: outlet.map(|outlet| self.scrub(&outlet)),
            url: None,
            title: None,
            published,
            author: None,
            dated,
            language,
            text: String::new(),
            provenance: Provenance::default(),
        }
    }

    pub fn report_row(&self, row: ReportRow) -> ReportRow {
        let ReportRow {
            report,
            outlet,
            published,
            title: _,
            untitled: _,
            claims,
            copies,
            family,
            tie,
            incident,
            incidents,
        } = row;
        let mut incidents: Vec<_> = incidents.iter().map(|id| self.incident_id(id)).collect();
        incidents.sort();
        ReportRow {
            report: self.report_id(&report),
            outlet: outlet.map(|outlet| self.scrub(&outlet)),
            published,
            title: String::new(),
            untitled: true,
            claims,
            copies,
            family: family.map(|id| self.family_id(&id)),
            tie: tie.map(|tie| self.tie(tie)),
            incident: incident.map(|id| self.incident_id(&id)),
            incidents,
        }
    }

    fn tie(&self, tie: Tie) -> Tie {
        let Tie { report, kind, with, source, reasons: _ } = tie;
        Tie {
            report: self.report_id(&report),
            kind,
            with: with.map(|id| self.report_id(&id)),
            source: source.map(|source| self.scrub(&source)),
            reasons: Vec::new(),
        }
    }
}
