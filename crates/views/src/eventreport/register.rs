//! The report-level table of a register.

use super::account::{Account, as_told, estimate, geo_precision, shown, target};
use super::maverick::N_ACTORS;
use super::slots::{part, precision, slots};
use super::{Column, Table, is_number_column};
use crate::{ViewError, evidence, point};
use cairn_model::{
    ActorValue, Claim, ClaimId, EventType, FigureSeries, Incident, IncidentId, Kind, PlacePrecision, ReportId,
};
use cairn_store::Register;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// How a missing cell is best written in a file: as the peer's data write it. It is neither an empty
/// text nor a text that stands in a report.
pub const MISSING: &str = r"\N";

/// What the user thinks of outlets, by their names as the register has them: 0 to 4, higher for the more
/// reliable, as in MAVERICK. Cairn grades no outlet itself.
pub type Grades = BTreeMap<String, u8>;

/// One row for each incident and report.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportTable {
    /// The rows, incidents by day and id, reports by day and id.
    pub table: Table,
    /// What the cells that claims speak for rest on, by row, in the order of the columns.
    pub grounds: Vec<CellGrounds>,
}

/// The claims and the rule behind one cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CellGrounds {
    /// The incident (`event_id`).
    pub incident: IncidentId,
    /// The report (`id`).
    pub report: ReportId,
    /// The column.
    pub column: String,
    /// How the cell was made of the claims, in words.
    pub rule: &'static str,
    /// The claims, all of this report.
    pub claims: Vec<ClaimId>,
}

/// What stands in a cell.
enum Value {
    Text(String),
    Number(f64),
}

impl Value {
    fn text(&self) -> Option<String> {
        if let Self::Text(text) = self { Some(text.clone()) } else { None }
    }

    fn number(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }
}

/// A cell to be.
struct Made {
    value: Value,
    rule: &'static str,
    claims: Vec<ClaimId>,
}

/// A row to be; what is not in it is missing.
#[derive(Default)]
struct Row {
    cells: BTreeMap<String, Made>,
}

impl Row {
    fn text(
        &mut self,
        column: impl Into<String>,
        text: impl Into<String>,
        rule: &'static str,
        claims: Vec<ClaimId>,
    ) {
        self.cells.insert(column.into(), Made { value: Value::Text(text.into()), rule, claims });
    }

    fn number(
        &mut self,
        column: impl Into<String>,
        number: impl Into<f64>,
        rule: &'static str,
        claims: Vec<ClaimId>,
    ) {
        self.cells.insert(column.into(), Made { value: Value::Number(number.into()), rule, claims });
    }

    /// A cell that rests on the report itself.
    fn of_report(&mut self, column: &str, text: Option<String>) {
        if let Some(text) = text {
            self.text(column, text, "", Vec::new());
        }
    }
}

/// What is said of a report, its text aside.
struct Sheet {
    outlet: Option<String>,
    published: Option<String>,
    title: Option<String>,
    family: Option<String>,
}

/// The columns: MAVERICK's as far as Cairn reads what they hold, in its order, then Cairn's own.
fn columns() -> Vec<String> {
    let mut names: Vec<String> = [
        "id",
        "event_id",
        "country",
        "date_start",
        "date_end",
        "city",
        "location",
        "latitude",
        "longitude",
        "geo_precision",
    ]
    .map(str::to_owned)
    .to_vec();
    for actor in 1..=N_ACTORS {
        let parts = ["", "_id", "_type", "_violence", "_precision", "_perpetrator", "_victim"];
        names.extend(parts.map(|part| format!("actor{actor}{part}")));
    }
    let rest = [
        "target",
        "deaths_best",
        "deaths_low",
        "deaths_high",
        "injuries_best",
        "injuries_low",
        "injuries_high",
        "displacement",
        "damage",
        "source",
        "source_author",
        "source_classification",
        "unit_of_analysis",
        "aggregation",
        "event_type",
        "claimants",
        "family",
        "claims",
    ];
    names.extend(rest.map(str::to_owned));
    names
}

/// The report-level table of a register: one row for each incident and each report that tells of it.
///
/// What a report does not say is missing, never 0 or empty: a report without a figure of the dead has no
/// `deaths_best`. Denials, fears, plans and cumulative figures fill no cell; a report that has nothing
/// else has a row with its `source` alone. The columns and what they hold are listed in
/// `docs/guide/eventreport.md`.
///
/// # Errors
/// Where the register cannot be read.
pub fn report_table(register: &Register, grades: &Grades) -> Result<ReportTable, ViewError> {
    let sheets = sheets(register)?;
    let sql = "SELECT value FROM incident \
               ORDER BY coalesce(day_start, day_end) IS NULL, coalesce(day_start, day_end), id";
    let incidents: Vec<Incident> = register.values(sql, [])?;
    let mut rows: Vec<(IncidentId, ReportId, Row)> = Vec::new();
    for incident in incidents {
        let claims = evidence::claims(register, &incident)?;
        rows.extend(incident_rows(incident, &claims, &sheets, grades));
    }
    let mut table = Table::new(rows.len());
    for name in columns() {
        let cells = rows.iter().map(|(_, _, row)| row.cells.get(&name));
        let column = if is_number_column(&name) {
            Column::Number(cells.map(|made| made?.value.number()).collect())
        } else {
            Column::Text(cells.map(|made| made?.value.text()).collect())
        };
        table.put(&name, column);
    }
    Ok(ReportTable { table, grounds: grounds(rows) })
}

fn sheets(register: &Register) -> Result<BTreeMap<String, Sheet>, ViewError> {
    let sql = "SELECT id, outlet, published, title, family FROM report \
               LEFT JOIN grouped_report ON grouped_report.report = report.number";
    let mut statement = register.connection().prepare(sql)?;
    let sheet = |row: &rusqlite::Row<'_>| {
        let (outlet, published, title, family) = (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
        Ok((row.get(0)?, Sheet { outlet, published, title, family }))
    };
    Ok(statement.query_map([], sheet)?.collect::<Result<_, _>>()?)
}

fn grounds(rows: Vec<(IncidentId, ReportId, Row)>) -> Vec<CellGrounds> {
    let mut all = Vec::new();
    for (incident, report, mut row) in rows {
        for column in columns() {
            let made = row.cells.remove(&column).filter(|made| !made.claims.is_empty());
            let (incident, report) = (incident.clone(), report.clone());
            all.extend(made.map(|Made { rule, claims, .. }| CellGrounds {
                incident,
                report,
                column,
                rule,
                claims,
            }));
        }
    }
    all
}

fn incident_rows(
    mut incident: Incident,
    claims: &[Claim],
    sheets: &BTreeMap<String, Sheet>,
    grades: &Grades,
) -> Vec<(IncidentId, ReportId, Row)> {
    let accounts: Vec<Account<'_>> = incident
        .reports
        .iter()
        .map(|report| Account::of(claims.iter().filter(|claim| claim.report == *report)))
        .collect();
    let parties: Vec<ActorValue> = slots(&incident, &accounts).into_iter().cloned().collect();
    let figures = std::mem::take(&mut incident.figures);
    let mut rows = Vec::with_capacity(accounts.len());
    for (report, account) in incident.reports.iter().zip(&accounts) {
        let sheet = sheets.get(report.as_str());
        let mut row = Row::default();
        row.of_report("id", Some(report.to_string()));
        row.of_report("event_id", Some(incident.id.to_string()));
        row.of_report("unit_of_analysis", Some("Event report".to_owned()));
        row.of_report("aggregation", Some("None".to_owned()));
        if let Some(sheet) = sheet {
            add_source(&mut row, sheet, grades);
        }
        add_place(&mut row, account);
        add_days(&mut row, account);
        for (party, number) in parties.iter().zip(1..) {
            add_actor(&mut row, account, party, number);
        }
        add_figures(&mut row, &incident, &figures, account);
        add_rest(&mut row, account, sheet.and_then(|sheet| sheet.outlet.as_deref()));
        rows.push((incident.id.clone(), report.clone(), row));
    }
    rows
}

/// Outlet, day and headline, as MAVERICK writes a source, and the user's grade of the outlet.
fn add_source(row: &mut Row, sheet: &Sheet, grades: &Grades) {
    let day = sheet.published.as_ref().map(|day| format!("({day})"));
    let parts: Vec<&str> =
        [&sheet.outlet, &day, &sheet.title].into_iter().flatten().map(String::as_str).collect();
    row.of_report("source", (!parts.is_empty()).then(|| parts.join(" ")));
    row.of_report("source_author", sheet.outlet.clone());
    row.of_report("family", sheet.family.clone());
    if let Some(grade) = sheet.outlet.as_ref().and_then(|outlet| grades.get(outlet)) {
        row.number("source_classification", *grade, "", Vec::new());
    }
}

fn add_place(row: &mut Row, account: &Account<'_>) {
    let Some(place) = account.place() else { return };
    const RULE: &str = "the finest place that the report's claims name, the most named one of equals";
    let claims = account.ids(|claim| claim.place.as_ref().is_some_and(|other| shown(other) == shown(place)));
    if let Some(country) = &place.country {
        row.text("country", country, RULE, claims.clone());
    }
    let (name, is_town) = (
        shown(place),
        matches!(place.precision, PlacePrecision::Exact | PlacePrecision::Near | PlacePrecision::Unresolved),
    );
    if is_town {
        row.text("city", name, RULE, claims.clone());
    }
    let location = place.relation.as_ref().map(|relation| format!("{} {name}", relation.to_lowercase()));
    if location.is_some() || !is_town && place.precision != PlacePrecision::Country {
        row.text("location", location.unwrap_or_else(|| name.to_owned()), RULE, claims.clone());
    }
    if let Some((lat, lon)) = point(place) {
        row.number("latitude", lat, RULE, claims.clone());
        row.number("longitude", lon, RULE, claims.clone());
    }
    if let Some(precision) = geo_precision(place.precision) {
        row.number("geo_precision", precision, RULE, claims);
    }
}

fn add_days(row: &mut Row, account: &Account<'_>) {
    let Some((start, end, claims)) = account.days() else { return };
    row.text(
        "date_start",
        start.to_string(),
        "the earliest day of the most finely dated claims",
        claims.clone(),
    );
    row.text("date_end", end.to_string(), "the latest day of the most finely dated claims", claims);
}

fn add_actor(row: &mut Row, account: &Account<'_>, party: &ActorValue, number: u32) {
    let Some(part) = part(account, party) else { return };
    const RULE: &str = "the parties that the report's claims name, numbered alike in every report";
    let column = |name: &str| format!("actor{number}{name}");
    let claims = || part.claims.clone();
    row.text(column(""), &party.name, RULE, claims());
    if let Some(id) = &party.id {
        row.text(column("_id"), id.as_str(), RULE, claims());
    }
    row.text(column("_type"), party.side.as_str(), RULE, claims());
    row.number(column("_precision"), precision(party), RULE, claims());
    let acts: Vec<&str> = part.acts.iter().map(|act| act.as_str()).collect();
    row.text(column("_violence"), acts.join("; "), "the types of what the party is said to do", claims());
    let did = u8::from(!part.acts.is_empty());
    row.number(column("_perpetrator"), did, "1 where some claim has the party act or fight", claims());
    let suffered = u8::from(part.suffered);
    row.number(column("_victim"), suffered, "1 where some claim has it done to the party", claims());
}

fn add_figures(row: &mut Row, incident: &Incident, figures: &[FigureSeries], account: &Account<'_>) {
    let ids: BTreeSet<&ClaimId> = account.claims.iter().map(|claim| &claim.id).collect();
    let told = as_told(incident.clone(), figures, &ids);
    for (name, kind) in [("deaths", Kind::Killed), ("injuries", Kind::Wounded)] {
        let Some(found) = estimate(&told, kind) else { continue };
        const RULE: &str = "as in the ucdp profile, of this report's figures: best, lowest, highest";
        for (end, n) in [("best", found.best), ("low", found.low), ("high", found.high)] {
            row.number(format!("{name}_{end}"), n as f64, RULE, found.claims.clone());
        }
    }
}

fn add_rest(row: &mut Row, account: &Account<'_>, outlet: Option<&str>) {
    if let Some(name) = account.target() {
        let claims = account.ids(|claim| target(claim) == Some(name));
        row.text("target", name, "the party or group that most claims say it was done to", claims);
    }
    if let Some(kind) = account.event_type() {
        let claims = account.ids(|claim| claim.event_type == kind);
        row.text("event_type", kind.as_str(), "the type that most claims have", claims);
    }
    let fled =
        account.ids(|claim| claim.kind == Kind::Displaced || claim.event_type == EventType::Displacement);
    if !fled.is_empty() {
        row.number("displacement", 1.0, "some claim tells of people who fled", fled);
    }
    let broken = account
        .ids(|claim| matches!(claim.kind, Kind::Destroyed | Kind::Damaged) && claim.figure.n != Some(0));
    if !broken.is_empty() {
        row.number("damage", 1.0, "some claim tells of things damaged or destroyed", broken);
    }
    let all = account.ids(|_| true);
    if !all.is_empty() {
        let names = account.claimants(outlet).join("; ");
        row.text("claimants", names, "the first hands, the outlet where a claim names none", all.clone());
        let ids: Vec<&str> = all.iter().map(ClaimId::as_str).collect();
        row.text("claims", ids.join("; "), "the claims that say that it happened", all);
    }
}
