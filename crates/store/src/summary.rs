use crate::pack::Packed;
use crate::{Register, StoreError, fold};
use cairn_model::{
    Claim, ClaimId, EventType, FigurePoint, FigureSeries, Group, Incident, Kind, Object, PlaceValue,
    TimeValue,
};
use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::ValueRef;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};

/// What a list of all incidents needs of one: what it is found, counted and drawn by. It holds what the incident
/// says and nothing that is worked out from it, so that another program may work it out in another way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// What kind of event it is chiefly.
    #[serde(rename = "type")]
    pub event_type: EventType,
    /// When, without the words.
    pub time: TimeValue,
    /// Where, without the words.
    pub place: Option<PlaceValue>,
    /// Names of its places and their regions, folded ([`fold`]).
    pub places: Vec<String>,
    /// Names, words and ids of its parties, folded.
    pub actors: Vec<String>,
    /// What is said of people killed, without the claims.
    pub killed: Vec<FigureSeries>,
    /// How many first hands there are.
    pub origins: u32,
    /// On how many points the claims do not agree.
    pub disagreements: u32,
    /// The kinds of its claims.
    pub kinds: BTreeSet<Kind>,
    /// The groups of people that its claims count.
    pub groups: BTreeSet<Group>,
    /// The lowest confidence of a claim, in thousandths; none where no claim is known.
    pub confidence: Option<u16>,
}

impl Summary {
    /// Takes in what one claim is about, and its confidence in thousandths.
    pub(crate) fn add(&mut self, kind: Kind, group: Option<Group>, confidence: u16) {
        self.kinds.insert(kind);
        self.groups.extend(group);
        self.confidence = Some(self.confidence.map_or(confidence, |lowest| lowest.min(confidence)));
    }

    /// What the incident tells without its claims.
    pub(crate) fn alone(incident: &Incident) -> Self {
        let place = incident.place.as_ref();
        let names = |place: &PlaceValue| {
            let names = [Some(&place.name), place.resolved.as_ref(), place.adm1.as_ref()];
            names.into_iter().flatten().map(|name| fold(name)).collect::<Vec<_>>()
        };
        let places: BTreeSet<String> = place.into_iter().chain(&incident.places).flat_map(names).collect();
        let party = |party: &cairn_model::ActorValue| {
            let id = party.id.as_ref().map(|id| fold(id.as_str()));
            [fold(&party.name), fold(&party.words)].into_iter().chain(id).collect::<Vec<_>>()
        };
        let actors: BTreeSet<String> = incident.parties.iter().flat_map(party).collect();
        let killed = incident
            .figures
            .iter()
            .filter(|series| series.kind == Kind::Killed && series.object == Object::People)
            .map(|series| FigureSeries {
                points: series
                    .points
                    .iter()
                    .map(|point| FigurePoint { claims: Vec::new(), ..point.clone() })
                    .collect(),
                ..series.clone()
            });
        Self {
            event_type: incident.event_type,
            time: TimeValue { words: None, span: None, ..incident.time.clone() },
            place: place.map(|place| PlaceValue { span: None, ..place.clone() }),
            places: places.into_iter().collect(),
            actors: actors.into_iter().collect(),
            killed: killed.collect(),
            origins: incident.origins.len() as u32,
            disagreements: incident.disagreements.len() as u32,
            kinds: BTreeSet::new(),
            groups: BTreeSet::new(),
            confidence: None,
        }
    }
}

/// What summaries take in of claims, by their ids.
#[derive(Debug, Default)]
pub(crate) struct Briefs(HashMap<ClaimId, (Kind, Option<Group>, u16)>);

impl Briefs {
    pub(crate) fn of(claims: &[Claim]) -> Self {
        let brief = |claim: &Claim| (claim.id.clone(), (claim.kind, claim.group, claim.confidence));
        Self(claims.iter().map(brief).collect())
    }

    /// The summary of an incident.
    pub(crate) fn summary(&self, incident: &Incident) -> Summary {
        let mut summary = Summary::alone(incident);
        for &(kind, group, confidence) in incident.claims.iter().filter_map(|claim| self.0.get(claim)) {
            summary.add(kind, group, confidence);
        }
        summary
    }
}

impl Register {
    /// The number of the last change of a summary; 0 where there was none yet.
    pub fn last_change(&self) -> Result<i64, StoreError> {
        let sql = "SELECT coalesce(max(number), 0) FROM incident_summary";
        Ok(self.connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }

    /// Hands the summaries that have changed after a number to `take`, packed, with the number and the incident, in
    /// the order of their numbers; none for an incident that is gone.
    pub fn changed_since<E: From<StoreError>>(
        &self,
        number: i64,
        mut take: impl FnMut(i64, &str, Option<PackedSummary>) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = "SELECT number, incident, value FROM incident_summary WHERE number > ?1 ORDER BY number";
        let fault = |fault: rusqlite::Error| E::from(StoreError::from(fault));
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let mut rows = statement.query([number]).map_err(fault)?;
        while let Some(row) = rows.next().map_err(fault)? {
            let number = row.get(0).map_err(fault)?;
            let incident = row.get_ref(1).and_then(|id| Ok(id.as_str()?)).map_err(fault)?;
            let value = match row.get_ref(2).map_err(fault)? {
                ValueRef::Null => None,
                value => Some(PackedSummary(Packed::taken(value)?)),
            };
            take(number, incident, value)?;
        }
        Ok(())
    }
}

/// A [`Summary`] as the register keeps it: unpacking many of them is left to whoever has cores to spare.
#[derive(Debug, Clone)]
pub struct PackedSummary(Packed);

impl PackedSummary {
    /// The summary.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] where the register is.
    pub fn unpack(&self) -> Result<Summary, StoreError> {
        self.0.noun()
    }
}

/// Makes `summary(INCIDENT, KINDS, GROUPS, CONFIDENCE)` known to SQL, for registers of before there were any. Kinds
/// and groups are arrays of words.
pub(crate) fn teach(connection: &Connection) -> Result<(), StoreError> {
    let flags =
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("summary", 4, flags, |call| {
        summary(call).map_err(|fault| rusqlite::Error::UserFunctionError(Box::new(fault)))
    })?;
    Ok(())
}

fn summary(call: &Context<'_>) -> Result<String, StoreError> {
    let incident: Incident = serde_json::from_slice(&crate::plain(call.get_raw(0))?)?;
    let summary = Summary {
        kinds: serde_json::from_str(&call.get::<String>(1)?)?,
        groups: serde_json::from_str(&call.get::<String>(2)?)?,
        confidence: call.get(3)?,
        ..Summary::alone(&incident)
    };
    Ok(serde_json::to_string(&summary)?)
}
