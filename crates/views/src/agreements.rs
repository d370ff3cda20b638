use crate::ViewError;
use crate::words::{figure_words, neutral_names, place_words, time_words, where_words};
use cairn_model::{
    Agreement, AgreementId, AgreementState, ClaimId, EventType, Incident, IncidentId, PlaceValue, TermKind,
};
use cairn_store::{Register, fold};
use serde::Serialize;
use std::collections::BTreeSet;

/// An agreement with its terms in words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AgreementRow {
    /// Its id.
    pub agreement: AgreementId,
    /// What it is called.
    pub name: String,
    /// How far it has come.
    pub state: AgreementState,
    /// How it came there, the oldest step first.
    pub history: Vec<StepRow>,
    /// When it was made, in words.
    pub when: String,
    /// Who is bound by it, by neutral name.
    pub parties: Vec<String>,
    /// Who stands for it, by neutral name.
    pub guarantors: Vec<String>,
    /// The zones, as named.
    pub zones: Vec<String>,
    /// What it asks for.
    pub terms: Vec<TermRow>,
    /// The breaches that claimants tell of, each claimant's by itself.
    pub breaches: Vec<BreachesRow>,
    /// The incidents that touch it, by day and id.
    pub incidents: Vec<TouchingRow>,
    /// How many claims are about it.
    pub claims: usize,
}

/// What one claimant says of breaches by one party.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BreachesRow {
    /// Who says so.
    pub claimant: String,
    /// Who broke it; none where nobody is named.
    pub by: Option<String>,
    /// Whether the claimant denies it.
    pub denied: bool,
    /// How many, as stated: `14`, `at least 20`.
    pub counts: Vec<String>,
    /// The claims that say so.
    pub claims: Vec<ClaimId>,
}

impl std::fmt::Display for BreachesRow {
    /// `Orlu Front, of the army: 14, then 20 (c-4b5874e9)`; `the army, of the army: denied (c-39e4f4cd)`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let by = self.by.as_ref().map(|by| format!(", of {by}")).unwrap_or_default();
        let told = match (self.denied, self.counts.join(", then ")) {
            (true, counts) if counts.is_empty() => ": denied".to_owned(),
            (true, counts) => format!(": denied, {counts}"),
            (false, counts) if counts.is_empty() => String::new(),
            (false, counts) => format!(": {counts}"),
        };
        let claims: Vec<&str> = self.claims.iter().map(ClaimId::as_str).collect();
        write!(f, "{}{by}{told} ({})", self.claimant, claims.join(", "))
    }
}

/// An incident that touches an agreement.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TouchingRow {
    /// Its id.
    pub incident: IncidentId,
    /// What kind of event it is chiefly.
    #[serde(rename = "type")]
    pub event_type: EventType,
    /// When, in words.
    pub when: String,
    /// Where, in words.
    #[serde(rename = "where")]
    pub where_words: Option<String>,
    /// Why it is listed.
    pub because: Touch,
}

/// Why an incident touches an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Touch {
    /// It lies in a zone that the agreement names, and in its time.
    InZone,
    /// The report of a breach tells of it, in the same sentence or on the same days.
    ToldAsBreach,
}

/// One step of an agreement.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StepRow {
    /// How far it had come.
    pub state: AgreementState,
    /// When, in words.
    pub when: String,
    /// The claims that say so.
    pub claims: Vec<ClaimId>,
}

impl std::fmt::Display for StepRow {
    /// `in force 2019-05-24`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&format!("{} {}", self.state.as_str().replace('_', " "), self.when))
    }
}

/// One term.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TermRow {
    /// What it asks for.
    pub kind: TermKind,
    /// In the words of the report.
    pub words: String,
    /// The day by which it is due, in words.
    pub deadline: Option<String>,
    /// The claim that states it.
    pub claim: ClaimId,
}

/// Every agreement, by day, name and id.
pub fn agreements(register: &Register) -> Result<Vec<AgreementRow>, ViewError> {
    let sql = "SELECT value FROM agreement ORDER BY day_start IS NULL, day_start, name, id";
    let found: Vec<Agreement> = register.values(sql, [])?;
    found.iter().map(|agreement| Ok(AgreementRow::of(agreement, touching(register, agreement)?))).collect()
}

/// Some agreements, by day, name and id, and how many there are in all.
pub fn agreements_page(
    register: &Register,
    skip: usize,
    take: usize,
) -> Result<(Vec<AgreementRow>, usize), ViewError> {
    let sql =
        "SELECT value FROM agreement ORDER BY day_start IS NULL, day_start, name, id LIMIT ?1 OFFSET ?2";
    let found: Vec<Agreement> = register.values(sql, (take as i64, skip as i64))?;
    let rows = found.iter().map(|one| Ok(AgreementRow::of(one, touching(register, one)?)));
    let n: i64 = register.connection().query_row("SELECT count(*) FROM agreement", [], |row| row.get(0))?;
    Ok((rows.collect::<Result<_, ViewError>>()?, n as usize))
}

/// A place that an agreement names as its zone, or as a part of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ZonePlace {
    /// The words of the zone.
    pub zone: String,
    /// The place, in words.
    pub place: String,
    /// Latitude in degrees; of a region, that of its middle.
    pub lat: f64,
    /// Longitude likewise.
    pub lon: f64,
}

/// Where the zones of an agreement lie, as far as its own claims or the incidents inside tell it: the places that
/// bear a name of a zone. Their borders are not known.
pub fn zone_places(register: &Register, agreement: &AgreementRow) -> Result<Vec<ZonePlace>, ViewError> {
    let whole: Vec<Agreement> =
        register.values("SELECT value FROM agreement WHERE id = ?1", [agreement.agreement.as_str()])?;
    let mut places: Vec<PlaceValue> = Vec::new();
    for id in whole.iter().flat_map(|agreement| &agreement.claims) {
        let standing = register.standing(id)?.filter(|standing| standing.counts);
        places.extend(standing.and_then(|standing| standing.claim.place));
    }
    for touching in &agreement.incidents {
        let sql = "SELECT value FROM incident WHERE id = ?1";
        let found: Vec<Incident> = register.values(sql, [touching.incident.as_str()])?;
        places.extend(found.into_iter().flat_map(|incident| incident.place));
    }
    let mut found: Vec<ZonePlace> = Vec::new();
    for zone in &agreement.zones {
        for name in names_in(zone).iter().map(|name| fold(name)) {
            let bears = |place: &&PlaceValue| {
                [Some(&place.name), place.resolved.as_ref()]
                    .into_iter()
                    .flatten()
                    .any(|own| fold(own) == name)
            };
            let spot = |place: &PlaceValue| Some((place.lat.zip(place.lon)?, place_words(place)));
            let Some(((lat, lon), place)) = places.iter().filter(bears).find_map(spot) else { continue };
            if found.iter().all(|known| known.place != place) {
                found.push(ZonePlace { zone: zone.clone(), place, lat, lon });
            }
        }
    }
    Ok(found)
}

/// The incidents that touch an agreement, by day and id: those in a zone that it names, from the day it
/// was made until it lapsed, and those of which a report tells in the sentence about a breach, or on the
/// same days as one.
///
/// A zone is known by its words; an incident lies in it where its place, or the region of its place,
/// bears a name that stands in them.
fn touching(register: &Register, agreement: &Agreement) -> Result<Vec<TouchingRow>, ViewError> {
    let step = |state| agreement.history.iter().find(|step| step.state == state).map(|step| &step.time);
    let first = agreement.history.first().map(|step| &step.time);
    let made = agreement.time.start.or_else(|| first.and_then(|time| time.start.or(time.end)));
    let lapsed = step(AgreementState::Lapsed).and_then(|time| time.end);
    let mut found: Vec<(Incident, Touch)> = Vec::new();
    if let Some(made) = made {
        let sql = "SELECT i.value FROM incident AS i JOIN incident_name AS n ON n.incident = i.id \
                   WHERE n.role = 'place' AND n.name = ?1 AND coalesce(i.day_end, i.day_start) >= ?2 \
                   AND coalesce(i.day_start, i.day_end) <= ?3";
        let last = lapsed.map_or_else(|| "9999".to_owned(), |day| day.to_string());
        for name in agreement.zones.iter().flat_map(|zone| names_in(zone)) {
            let inside: Vec<Incident> = register.values(sql, (fold(&name), made.to_string(), &last))?;
            found.extend(inside.into_iter().map(|incident| (incident, Touch::InZone)));
        }
    }
    for breach in agreement.breaches.iter().filter(|one| !one.denied).flat_map(|one| &one.claims) {
        found
            .extend(told_with(register, breach)?.into_iter().map(|incident| (incident, Touch::ToldAsBreach)));
    }
    found.sort_by(|(a, _), (b, _)| {
        (a.time.start.or(a.time.end), &a.id).cmp(&(b.time.start.or(b.time.end), &b.id))
    });
    found.dedup_by(|(b, _), (a, _)| a.id == b.id);
    Ok(found.iter().map(|(incident, because)| TouchingRow::of(incident, *because)).collect())
}

/// The incidents of which a report tells in the sentence of one of its claims, or on the same days.
fn told_with(register: &Register, claim: &ClaimId) -> Result<Vec<Incident>, ViewError> {
    let Some(standing) = register.standing(claim)?.filter(|standing| standing.counts) else {
        return Ok(Vec::new());
    };
    let breach = standing.claim;
    let beside = register.claims(&breach.report)?.into_iter();
    let in_sentence: BTreeSet<ClaimId> = beside
        .filter(|claim| claim.evidence.sentence == breach.evidence.sentence)
        .map(|claim| claim.id)
        .collect();
    let sql = "SELECT i.value FROM report AS r JOIN incident_report AS m ON m.report = r.number \
               JOIN incident AS i ON i.number = m.incident WHERE r.id = ?1";
    let mut told: Vec<Incident> = register.values(sql, [breach.report.as_str()])?;
    told.retain(|incident| {
        let (first, last) = (incident.time.start, incident.time.end.or(incident.time.start));
        let same_days = first.zip(breach.time.end).is_some_and(|(first, end)| first <= end)
            && last.zip(breach.time.start).is_some_and(|(last, start)| last >= start);
        same_days || incident.claims.iter().any(|claim| in_sentence.contains(claim))
    });
    Ok(told)
}

/// The names in a zone's words: runs of words with a capital, without a leading article.
fn names_in(zone: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut open = false;
    for word in zone.split_whitespace() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is_name =
            word.starts_with(char::is_uppercase) && !matches!(word, "The" | "A" | "An") && word.len() > 1;
        match names.last_mut() {
            Some(last) if open && is_name => {
                last.push(' ');
                last.push_str(word);
            }
            _ if is_name => names.push(word.to_owned()),
            _ => {}
        }
        open = is_name;
    }
    names
}

impl TouchingRow {
    fn of(incident: &Incident, because: Touch) -> Self {
        Self {
            incident: incident.id.clone(),
            event_type: incident.event_type,
            when: time_words(&incident.time),
            where_words: where_words(incident),
            because,
        }
    }
}

impl AgreementRow {
    pub(crate) fn of(agreement: &Agreement, incidents: Vec<TouchingRow>) -> Self {
        Self {
            agreement: agreement.id.clone(),
            name: agreement.name.clone(),
            state: agreement.state,
            history: agreement
                .history
                .iter()
                .map(|step| StepRow {
                    state: step.state,
                    when: time_words(&step.time),
                    claims: step.claims.clone(),
                })
                .collect(),
            when: time_words(&agreement.time),
            parties: neutral_names(&agreement.parties),
            guarantors: neutral_names(&agreement.guarantors),
            zones: agreement.zones.clone(),
            terms: agreement
                .terms
                .iter()
                .map(|term| TermRow {
                    kind: term.kind,
                    words: term.words.clone(),
                    deadline: term.deadline.as_ref().map(time_words),
                    claim: term.claim.clone(),
                })
                .collect(),
            breaches: agreement
                .breaches
                .iter()
                .map(|one| BreachesRow {
                    claimant: one.claimant.name.clone(),
                    by: one.by.clone(),
                    denied: one.denied,
                    counts: one.counts.iter().map(|count| figure_words(&count.figure)).collect(),
                    claims: one.claims.clone(),
                })
                .collect(),
            incidents,
            claims: agreement.claims.len(),
        }
    }
}
