use super::Table;
use crate::decisions::decided_anywhere;
use crate::{
    Decided, Filter, GroupRange, ViewError, agreements, chain_words, claim_line, incidents, reports,
    tie_words, tolls,
};
use ::csv::Writer;
use cairn_model::Claim;
use cairn_store::Register;
use std::fmt::Display;
use std::io::Write;

/// Lists in one cell are joined with this.
const JOINT: &str = "; ";

pub(super) fn write(register: &Register, table: Table, out: &mut impl Write) -> Result<(), ViewError> {
    let mut rows = Writer::from_writer(out);
    match table {
        Table::Incidents => incident_rows(register, &mut rows)?,
        Table::Claims => claim_rows(register, &mut rows)?,
        Table::Tolls => toll_rows(register, &mut rows)?,
        Table::Agreements => agreement_rows(register, &mut rows)?,
        Table::Reports => report_rows(register, &mut rows)?,
    }
    Ok(rows.flush()?)
}

fn cell(value: Option<impl Display>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn groups(ranges: &[GroupRange]) -> String {
    let words: Vec<String> = ranges.iter().map(ToString::to_string).collect();
    words.join(JOINT)
}

fn incident_rows(register: &Register, rows: &mut Writer<impl Write>) -> Result<(), ViewError> {
    rows.write_record([
        "incident",
        "type",
        "date",
        "date_end",
        "place",
        "country",
        "lat",
        "lon",
        "precision",
        "killed_low",
        "killed_high",
        "killed_claimants",
        "killed_low_by",
        "killed_high_by",
        "killed_by_group",
        "wounded_low",
        "wounded_high",
        "wounded_claimants",
        "wounded_low_by",
        "wounded_high_by",
        "wounded_by_group",
        "parties",
        "reports",
        "outlets",
        "n_origins",
        "origins",
        "credibility",
        "credibility_reason",
        "coarse",
        "disagreements",
        "acled_event",
        "acled_sub_event",
        "ucdp_type_of_violence",
        "plover",
        "plover_mode",
        "place_source",
    ])?;
    for row in incidents(register, &Filter::default())? {
        let [killed, wounded] = [row.killed, row.wounded];
        rows.write_record([
            row.incident.to_string(),
            row.event_type.to_string(),
            cell(row.date),
            cell(row.date_end),
            cell(row.place),
            cell(row.country),
            cell(row.lat),
            cell(row.lon),
            cell(row.precision),
            cell(killed.as_ref().map(|range| range.low)),
            cell(killed.as_ref().and_then(|range| range.high)),
            cell(killed.as_ref().map(|range| range.claimants)),
            killed.as_ref().map(|range| range.low_by.join(JOINT)).unwrap_or_default(),
            killed.as_ref().map(|range| range.high_by.join(JOINT)).unwrap_or_default(),
            groups(&row.killed_by_group),
            cell(wounded.as_ref().map(|range| range.low)),
            cell(wounded.as_ref().and_then(|range| range.high)),
            cell(wounded.as_ref().map(|range| range.claimants)),
            wounded.as_ref().map(|range| range.low_by.join(JOINT)).unwrap_or_default(),
            wounded.as_ref().map(|range| range.high_by.join(JOINT)).unwrap_or_default(),
            groups(&row.wounded_by_group),
            row.parties.join(JOINT),
            row.reports.to_string(),
            row.outlets.to_string(),
            row.origins.len().to_string(),
            row.origins.join(JOINT),
            row.credibility.digit.to_string(),
            row.credibility.reason,
            cell(row.coarse),
            row.disagreements.to_string(),
            cell(row.coding.acled_event),
            cell(row.coding.acled_sub_event),
            cell(row.coding.ucdp_type_of_violence),
            cell(row.coding.plover),
            cell(row.coding.plover_mode),
            cell(row.place_source),
        ])?;
    }
    Ok(())
}

fn claim_rows(register: &Register, rows: &mut Writer<impl Write>) -> Result<(), ViewError> {
    rows.write_record([
        "claim",
        "report",
        "kind",
        "type",
        "object",
        "group",
        "n",
        "n_max",
        "vague",
        "qualifier",
        "period",
        "status",
        "claimant",
        "chain",
        "stake",
        "actor",
        "target",
        "instrument",
        "place",
        "place_id",
        "lat",
        "lon",
        "precision",
        "date",
        "part_of",
        "quote_start",
        "quote_end",
        "rules",
        "ruleset",
        "confidence",
        "made_by",
        "decided",
    ])?;
    let standings = decided_anywhere(register)?;
    let claims: Vec<Claim> = register.values("SELECT value FROM current_claim ORDER BY report, id", [])?;
    for claim in &claims {
        let line = claim_line(claim);
        let point = claim.place.as_ref().and_then(crate::point);
        let rules: Vec<&str> = line.rules.iter().map(|rule| rule.as_str()).collect();
        rows.write_record([
            line.claim.to_string(),
            line.report.to_string(),
            line.kind.to_string(),
            line.event_type.to_string(),
            cell(line.object),
            cell(line.group),
            cell(line.n),
            cell(line.n_max),
            cell(line.vague),
            line.qualifier.to_string(),
            line.period.to_owned(),
            line.status.to_string(),
            cell(line.claimant),
            chain_words(line.attribution),
            cell(line.stake),
            cell(line.actor),
            cell(line.target),
            cell(line.instrument),
            cell(line.place),
            cell(line.place_id),
            cell(point.map(|(lat, _)| lat)),
            cell(point.map(|(_, lon)| lon)),
            cell(line.precision),
            cell(line.date),
            line.part_of.to_string(),
            line.quote.start.to_string(),
            line.quote.end.to_string(),
            rules.join(JOINT),
            line.ruleset.to_string(),
            line.confidence.to_string(),
            cell(line.made_by),
            standings
                .get(&claim.id)
                .and_then(Decided::of)
                .map(|one| one.lines().join(JOINT))
                .unwrap_or_default(),
        ])?;
    }
    Ok(())
}

fn toll_rows(register: &Register, rows: &mut Writer<impl Write>) -> Result<(), ViewError> {
    rows.write_record([
        "toll",
        "what",
        "place",
        "since",
        "claimants",
        "reports",
        "outlets",
        "n_origins",
        "as_of",
        "figure",
        "increment",
        "overlap",
        "claim",
        "report",
        "overlap_of_all",
    ])?;
    for toll in tolls(register)? {
        for point in &toll.points {
            rows.write_record([
                toll.toll.to_string(),
                toll.what.clone(),
                cell(toll.place.as_ref()),
                cell(toll.since),
                toll.claimants.join(JOINT),
                toll.reports.to_string(),
                toll.outlets.to_string(),
                toll.claimants.len().to_string(),
                cell(point.as_of),
                point.figure.clone(),
                cell(point.increment.as_ref()),
                cell(point.overlap.as_ref().map(|overlap| &overlap.note)),
                point.claim.to_string(),
                point.report.to_string(),
                cell(toll.overlap.as_ref().map(|overlap| &overlap.note)),
            ])?;
        }
    }
    Ok(())
}

fn agreement_rows(register: &Register, rows: &mut Writer<impl Write>) -> Result<(), ViewError> {
    rows.write_record([
        "agreement",
        "name",
        "state",
        "history",
        "when",
        "parties",
        "guarantors",
        "zones",
        "term",
        "words",
        "deadline",
        "claim",
    ])?;
    for agreement in agreements(register)? {
        let history: Vec<String> = agreement.history.iter().map(ToString::to_string).collect();
        let terms: Vec<_> = agreement.terms.iter().map(Some).collect();
        // An agreement without a known term is a row too.
        for term in if terms.is_empty() { vec![None] } else { terms } {
            rows.write_record([
                agreement.agreement.to_string(),
                agreement.name.clone(),
                agreement.state.to_string(),
                history.join(JOINT),
                agreement.when.clone(),
                agreement.parties.join(JOINT),
                agreement.guarantors.join(JOINT),
                agreement.zones.join(JOINT),
                cell(term.map(|term| term.kind)),
                cell(term.map(|term| &term.words)),
                cell(term.and_then(|term| term.deadline.as_ref())),
                cell(term.map(|term| &term.claim)),
            ])?;
        }
    }
    Ok(())
}

fn report_rows(register: &Register, rows: &mut Writer<impl Write>) -> Result<(), ViewError> {
    rows.write_record([
        "report",
        "outlet",
        "published",
        "title",
        "claims",
        "copies",
        "family",
        "source",
        "source_reasons",
        "incident",
        "incidents",
    ])?;
    for report in reports(register)? {
        let incidents: Vec<&str> = report.incidents.iter().map(|id| id.as_str()).collect();
        rows.write_record([
            report.report.to_string(),
            cell(report.outlet),
            cell(report.published),
            if report.untitled { String::new() } else { report.title },
            report.claims.to_string(),
            report.copies.to_string(),
            cell(report.family),
            cell(report.tie.as_ref().map(tie_words)),
            report.tie.map(|tie| tie.reasons.join(JOINT)).unwrap_or_default(),
            cell(report.incident),
            incidents.join(JOINT),
        ])?;
    }
    Ok(())
}
