use crate::figures::{GroupRange, Range, range, ranges};
use crate::words::{neutral_names, place_name, point, source_words, time_words, where_words};
use crate::{Coding, Credibility, ViewError, credibility, export};
use cairn_model::{Day, EventType, Incident, IncidentId, Kind, PlacePrecision, TimePrecision};
use cairn_store::{Register, StoreError, fold};
use rusqlite::types::Value;
use serde::Serialize;

/// Which incidents are asked for; what is left out does not narrow.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Filter {
    /// On this day or later.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Day>,
    /// On this day or earlier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// Part of a place's or region's name, or a country code (ISO 3166-1 alpha-2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// With `place`: the code of the country that it may stand for instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Part of a party's neutral name, or of an outlet's word for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// With a claim of this kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// Of this type of event.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub event_type: Option<EventType>,
    /// Of these ids; how they were found is not told.
    #[serde(skip)]
    pub only: Option<Vec<IncidentId>>,
    /// Only so many, the first ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

impl Filter {
    /// Whether every incident passes.
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }
}

/// An incident on one line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IncidentRow {
    /// Its id.
    pub incident: IncidentId,
    /// What kind of event it is chiefly.
    #[serde(rename = "type")]
    pub event_type: EventType,
    /// How ACLED, UCDP and PLOVER would file it.
    pub coding: Coding,
    /// First day, where it is known from the text.
    pub date: Option<Day>,
    /// Last day, where it is known from the text.
    pub date_end: Option<Day>,
    /// The days in words, as tables show them.
    pub when: String,
    /// The place's name.
    pub place: Option<String>,
    /// The place in words, with its precision where that is coarse; the other places that its claims
    /// state beside it, the finest first.
    #[serde(rename = "where")]
    pub where_words: Option<String>,
    /// ISO 3166-1 alpha-2 code.
    pub country: Option<String>,
    /// Latitude in degrees; none for the centroid of a region.
    pub lat: Option<f64>,
    /// Longitude in degrees; none for the centroid of a region.
    pub lon: Option<f64>,
    /// How finely the place is known.
    pub precision: Option<PlacePrecision>,
    /// People killed.
    pub killed: Option<Range>,
    /// People killed, group by group.
    pub killed_by_group: Vec<GroupRange>,
    /// People wounded.
    pub wounded: Option<Range>,
    /// People wounded, group by group.
    pub wounded_by_group: Vec<GroupRange>,
    /// The parties, by neutral name.
    pub parties: Vec<String>,
    /// How many reports carry it.
    pub reports: usize,
    /// How many outlets published these.
    pub outlets: usize,
    /// The first hands, by name.
    pub origins: Vec<String>,
    /// `5 reports, 3 outlets, 1 origin`.
    pub sources: String,
    /// How far first hands bear each other out: the digit of the Admiralty code as a suggestion.
    pub credibility: Credibility,
    /// What makes it too coarse to be counted beside finer incidents that may be part of it; none where
    /// place and days are fine.
    pub coarse: Option<&'static str>,
    /// On how many points the claims disagree.
    pub disagreements: usize,
    /// Whose the coordinates are, with the licence; none without coordinates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place_source: Option<&'static str>,
}

impl IncidentRow {
    /// The row of an incident.
    pub fn of(incident: &Incident) -> Self {
        let place = incident.place.as_ref();
        let point = place.and_then(point);
        let known = incident.time.iso().is_some();
        Self {
            incident: incident.id.clone(),
            event_type: incident.event_type,
            coding: Coding::of(incident),
            date: incident.time.start.filter(|_| known),
            date_end: incident.time.end.filter(|_| known),
            when: time_words(&incident.time),
            place: place.map(|place| place_name(place).to_owned()),
            where_words: where_words(incident),
            country: place.and_then(|place| place.country.clone()),
            lat: point.map(|(lat, _)| lat),
            lon: point.map(|(_, lon)| lon),
            precision: place.map(|place| place.precision),
            killed: range(incident, Kind::Killed),
            killed_by_group: ranges(incident, Kind::Killed),
            wounded: range(incident, Kind::Wounded),
            wounded_by_group: ranges(incident, Kind::Wounded),
            parties: neutral_names(&incident.parties),
            reports: incident.reports.len(),
            outlets: incident.outlets.len(),
            origins: incident.origins.iter().map(|origin| origin.name.clone()).collect(),
            sources: source_words(incident.reports.len(), incident.outlets.len(), incident.origins.len()),
            credibility: credibility(incident),
            coarse: coarse(incident),
            disagreements: incident.disagreements.len(),
            place_source: point.map(|_| export::PLACE_SOURCE),
        }
    }
}

/// What is coarse about an incident: its place is a region or a country, or its days are a month or more.
fn coarse(incident: &Incident) -> Option<&'static str> {
    use {PlacePrecision as P, TimePrecision as T};
    let place = incident.place.as_ref().map(|place| place.precision);
    let region = matches!(place, Some(P::Adm2 | P::Adm1 | P::Area | P::Country | P::International));
    let months = matches!(incident.time.precision, T::Month | T::Months | T::Year);
    match (region, months) {
        (true, true) => Some("region and month"),
        (true, false) => Some("region"),
        (false, true) => Some("month"),
        (false, false) => None,
    }
}

/// How many incidents the register holds.
pub fn n_incidents(register: &Register) -> Result<usize, ViewError> {
    let sql = "SELECT incidents FROM incident_count";
    Ok(register.connection().query_row(sql, [], |row| row.get::<_, u32>(0))? as usize)
}

/// The incidents of these ids, in their order; ids that are no longer there are left out.
pub fn incident_rows(register: &Register, ids: &[IncidentId]) -> Result<Vec<IncidentRow>, ViewError> {
    let mut rows = Vec::with_capacity(ids.len());
    for id in ids {
        let found: Vec<Incident> =
            register.values("SELECT value FROM incident WHERE id = ?1", [id.as_str()])?;
        rows.extend(found.iter().map(IncidentRow::of));
    }
    Ok(rows)
}

/// The incidents that pass the filter, by day and id; those without a day come last.
pub fn incidents(register: &Register, filter: &Filter) -> Result<Vec<IncidentRow>, ViewError> {
    Ok(found(register, filter)?.iter().map(IncidentRow::of).collect())
}

/// The same in full.
pub(crate) fn found(register: &Register, filter: &Filter) -> Result<Vec<Incident>, ViewError> {
    let mut sql = String::from("SELECT value FROM incident AS i WHERE 1");
    let mut values: Vec<Value> = Vec::new();
    let mut narrow = |condition: &str, with: &[&str]| {
        sql.push_str(" AND ");
        sql.push_str(condition);
        values.extend(with.iter().map(|value| Value::Text((*value).to_owned())));
    };
    if let Some(day) = filter.since {
        narrow("coalesce(day_end, day_start) >= ?", &[&day.to_string()]);
    }
    if let Some(day) = filter.until {
        narrow("coalesce(day_start, day_end) <= ?", &[&day.to_string()]);
    }
    if let Some(place) = &filter.place {
        let named = "EXISTS (SELECT 1 FROM incident_name WHERE incident = i.id AND \
             (role = 'place' AND instr(name, ?) OR role = 'country' AND name = ?))";
        narrow(named, &[&fold(place), &fold(filter.country.as_ref().unwrap_or(place))]);
    }
    if let Some(actor) = &filter.actor {
        let named = "EXISTS (SELECT 1 FROM incident_name \
             WHERE incident = i.id AND role = 'actor' AND instr(name, ?))";
        narrow(named, &[&fold(actor)]);
    }
    if let Some(kind) = filter.kind {
        let claimed = "EXISTS (SELECT 1 FROM incident_summary AS s, json_each(plain(s.value), '$.kinds') AS kind \
             WHERE s.incident = i.id AND kind.value = ?)";
        narrow(claimed, &[kind.as_str()]);
    }
    if let Some(only) = &filter.only {
        let ids = serde_json::to_string(only).map_err(StoreError::from)?;
        narrow("id IN (SELECT value FROM json_each(?))", &[&ids]);
    }
    if let Some(event_type) = filter.event_type {
        narrow("type = ?", &[event_type.as_str()]);
    }
    sql.push_str(" ORDER BY coalesce(day_start, day_end) IS NULL, coalesce(day_start, day_end), id");
    if let Some(limit) = filter.limit {
        sql.push_str(" LIMIT ?");
        values.push(Value::Integer(limit.into()));
    }
    Ok(register.values(&sql, rusqlite::params_from_iter(values))?)
}
