//! The tables that a run leaves for others: Parquet with typed columns, and in the column `record` each noun in full,
//! as a line of `cairn export --format jsonl` has it. `cairn import` reads that column.

use crate::failure::Failure;
use crate::folder::table;
use crate::job::Working;
use crate::row::Row;
use crate::tables::{Column, write_for_all as write};
use cairn_link::Linked;
use cairn_model::{Agreement, Claim, Day, Identity, Incident, PlaceValue, Report, RulesetDigest, Toll};
use cairn_views::{ReadReport, Record};
use rayon::prelude::*;

/// Writes the reports, claims, incidents and links of a bucket.
///
/// # Errors
/// Where a file cannot be written.
pub fn write_linked(
    working: &Working,
    unit: i64,
    rows: &[(i64, Row)],
    linked: &Linked,
    left: &[Identity],
) -> Result<(), Failure> {
    let folder = &working.job.folder;
    let reports: Vec<&Report> = rows.iter().map(|(_, row)| &row.report).collect();
    write(&table(folder, "reports", unit), of_reports(working, &reports)?)?;
    let claims: Vec<&Claim> = rows.iter().flat_map(|(_, row)| &row.claims).collect();
    write(&table(folder, "claims", unit), of_claims(&claims)?)?;
    write(&table(folder, "incidents", unit), of_incidents(&linked.incidents)?)?;
    write(&table(folder, "identities", unit), of_identities(left)?)?;
    let links = &linked.links;
    write(
        &table(folder, "links", unit),
        vec![
            Column::words("a", links.iter().map(|link| Some(link.a.as_str()))),
            Column::words("b", links.iter().map(|link| Some(link.b.as_str()))),
            Column::words("verdict", links.iter().map(|link| Some(link.verdict.as_str()))),
            Column::numbers("score", links.iter().map(|link| Some(i64::from(link.score)))),
            Column::words("reasons", links.iter().map(|link| Some(link.reasons.join("; ")))),
        ],
    )?;
    let families =
        linked.families.iter().flat_map(|family| family.reports.iter().map(move |one| (family, one)));
    let families: Vec<_> = families.collect();
    write(
        &table(folder, "families", unit),
        vec![
            Column::words("family", families.iter().map(|(family, _)| Some(family.id.as_str()))),
            Column::words("report", families.iter().map(|(_, report)| Some(report.as_str()))),
        ],
    )
}

/// Writes the tolls and agreements of a bucket of subjects.
///
/// # Errors
/// Where a file cannot be written.
pub fn write_followed(
    working: &Working,
    unit: i64,
    tolls: &[Toll],
    agreements: &[Agreement],
) -> Result<(), Failure> {
    let folder = &working.job.folder;
    write(
        &table(folder, "tolls", unit),
        vec![
            Column::words("toll", tolls.iter().map(|toll| Some(toll.id.as_str()))),
            Column::words("kind", tolls.iter().map(|toll| Some(toll.kind.as_str()))),
            Column::words("object", tolls.iter().map(|toll| Some(toll.object.as_str()))),
            Column::words("group", tolls.iter().map(|toll| toll.group.map(|group| group.as_str()))),
            Column::words("place", tolls.iter().map(|toll| toll.place.as_deref())),
            Column::days("since", tolls.iter().map(|toll| toll.since.map(Day::ordinal))),
            records(tolls.par_iter().map(|toll| Record::Toll(Box::new(toll.clone()))))?,
        ],
    )?;
    write(
        &table(folder, "agreements", unit),
        vec![
            Column::words("agreement", agreements.iter().map(|one| Some(one.id.as_str()))),
            Column::words("name", agreements.iter().map(|one| Some(one.name.as_str()))),
            Column::words("state", agreements.iter().map(|one| Some(one.state.as_str()))),
            Column::days("date_start", agreements.iter().map(|one| one.time.start.map(Day::ordinal))),
            records(agreements.par_iter().map(|one| Record::Agreement(Box::new(one.clone()))))?,
        ],
    )
}

fn of_reports(working: &Working, reports: &[&Report]) -> Result<Vec<Column>, Failure> {
    let ruleset = RulesetDigest::new(working.job.ruleset.clone());
    let record = |report: &Report| {
        let (report, ruleset) = (report.clone(), ruleset.clone());
        Record::Report(Box::new(ReadReport { report, ruleset, program: cairn_pipeline::PROGRAM.to_owned() }))
    };
    Ok(vec![
        Column::words("report", reports.iter().map(|one| Some(one.id.as_str()))),
        Column::words("outlet", reports.iter().map(|one| one.outlet.as_deref())),
        Column::days("published", reports.iter().map(|one| one.published.map(Day::ordinal))),
        Column::days("dated", reports.iter().map(|one| one.dated.map(Day::ordinal))),
        Column::words("language", reports.iter().map(|one| one.language.as_deref())),
        Column::words("title", reports.iter().map(|one| one.title.as_deref())),
        Column::words("url", reports.iter().map(|one| one.url.as_deref())),
        Column::words("file", reports.iter().map(|one| one.provenance.place())),
        records(reports.par_iter().map(|one| record(one)))?,
    ])
}

fn of_claims(claims: &[&Claim]) -> Result<Vec<Column>, Failure> {
    let place = |claim: &&Claim| claim.place.clone();
    Ok(vec![
        Column::words("claim", claims.iter().map(|one| Some(one.id.as_str()))),
        Column::words("report", claims.iter().map(|one| Some(one.report.as_str()))),
        Column::words("kind", claims.iter().map(|one| Some(one.kind.as_str()))),
        Column::words("type", claims.iter().map(|one| Some(one.event_type.as_str()))),
        Column::words("object", claims.iter().map(|one| one.object.map(|object| object.as_str()))),
        Column::words("group", claims.iter().map(|one| one.group.map(|group| group.as_str()))),
        Column::numbers("n", claims.iter().map(|one| one.figure.n.map(|n| n as i64))),
        Column::numbers("n_max", claims.iter().map(|one| one.figure.n_max.map(|n| n as i64))),
        Column::words("period", claims.iter().map(|one| Some(one.period.as_str()))),
        Column::words("status", claims.iter().map(|one| Some(one.status.as_str()))),
        Column::words("claimant", claims.iter().map(|one| one.claimant())),
        Column::words("actor", claims.iter().map(|one| one.actor.as_ref().map(|actor| actor.words.as_str()))),
        Column::words(
            "target",
            claims.iter().map(|one| one.target.as_ref().map(|actor| actor.words.as_str())),
        ),
        Column::words("place", claims.iter().map(|one| place(one).map(|place| place.name))),
        Column::words("country", claims.iter().map(|one| place(one).and_then(|place| place.country))),
        Column::reals("lat", claims.iter().map(|one| point(one.place.as_ref()).map(|(lat, _)| lat))),
        Column::reals("lon", claims.iter().map(|one| point(one.place.as_ref()).map(|(_, lon)| lon))),
        Column::days("date_start", claims.iter().map(|one| one.time.start.map(Day::ordinal))),
        Column::days("date_end", claims.iter().map(|one| one.time.end.map(Day::ordinal))),
        Column::numbers("quote_start", claims.iter().map(|one| Some(i64::from(one.evidence.sentence.start)))),
        Column::numbers("quote_end", claims.iter().map(|one| Some(i64::from(one.evidence.sentence.end)))),
        records(claims.par_iter().map(|one| Record::Claim(Box::new((*one).clone()))))?,
    ])
}

fn of_incidents(incidents: &[Incident]) -> Result<Vec<Column>, Failure> {
    let place = |incident: &Incident| incident.place.clone();
    Ok(vec![
        Column::words("incident", incidents.iter().map(|one| Some(one.id.as_str()))),
        Column::words("type", incidents.iter().map(|one| Some(one.event_type.as_str()))),
        Column::days("date_start", incidents.iter().map(|one| one.time.start.map(Day::ordinal))),
        Column::days("date_end", incidents.iter().map(|one| one.time.end.map(Day::ordinal))),
        Column::words("place", incidents.iter().map(|one| place(one).map(|place| place.name))),
        Column::words("country", incidents.iter().map(|one| place(one).and_then(|place| place.country))),
        Column::reals("lat", incidents.iter().map(|one| point(one.place.as_ref()).map(|(lat, _)| lat))),
        Column::reals("lon", incidents.iter().map(|one| point(one.place.as_ref()).map(|(_, lon)| lon))),
        Column::numbers("reports", incidents.iter().map(|one| Some(one.reports.len() as i64))),
        Column::numbers("claims", incidents.iter().map(|one| Some(one.claims.len() as i64))),
        Column::numbers("origins", incidents.iter().map(|one| Some(one.origins.len() as i64))),
        records(incidents.par_iter().map(|one| Record::Incident(Box::new(one.clone()))))?,
    ])
}

fn of_identities(left: &[Identity]) -> Result<Vec<Column>, Failure> {
    Ok(vec![
        Column::words("claim", left.iter().map(|one| Some(one.claim.as_str()))),
        Column::words("incident", left.iter().map(|one| Some(one.incident.as_str()))),
        records(left.par_iter().map(|one| Record::Identity(Box::new(one.clone()))))?,
    ])
}

/// A place on the map; the middle of a region is none.
fn point(place: Option<&PlaceValue>) -> Option<(f64, f64)> {
    place.and_then(cairn_views::point)
}

fn records(nouns: impl IndexedParallelIterator<Item = Record>) -> Result<Column, Failure> {
    let lines = nouns.map(|record| Ok(serde_json::to_string(&record)?));
    let lines: Vec<String> = lines.collect::<Result<_, Failure>>()?;
    Ok(Column::words("record", lines.into_iter().map(Some)))
}
