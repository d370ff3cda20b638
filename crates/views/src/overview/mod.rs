//! Every incident of the register in a few words each, held in memory, so that a page with a map, a
//! timeline, counts and a list answers in milliseconds whatever the size of the register.

mod bins;
mod facets;
mod queue;
mod select;
mod timeline;

pub use bins::{Area, Bin, MapBins, Window};
pub use facets::{Facets, Sum};
pub use queue::{Queue, Queued};
pub use select::{Asked, Order, Selection};
pub use timeline::{Bar, Timeline};

use crate::{ViewError, range, words};
use cairn_model::{
    Day, EventType, Group, Incident, IncidentId, Kind, PlacePrecision, TimePrecision, UnknownWord,
};
use cairn_store::Register;
use std::collections::{BTreeMap, BTreeSet};

/// What an overview keeps of an incident.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    id: IncidentId,
    event_type: EventType,
    /// First and last day, where the text tells them.
    days: Option<(Day, Day)>,
    /// The days between which it lies, also where only its publication tells them.
    within: Option<(Day, Day)>,
    spot: Option<Spot>,
    country: Option<u32>,
    /// Ends of the range of people killed; the upper one is none where it is open.
    killed: Option<(u64, Option<u64>)>,
    origins: u32,
    disagreements: u32,
    /// One bit for each kind of its claims, in the order of [`Kind::ALL`].
    kinds: u32,
    /// One bit for each group of people of its claims, in the order of [`Group::ALL`].
    groups: u8,
    /// Its region or month is all that is known.
    coarse: bool,
    /// Names by which it is found, as numbers of [`Overview::names`].
    places: Vec<u32>,
    actors: Vec<u32>,
    /// Whether a person has decided anything about it or one of its claims.
    reviewed: bool,
}

/// Where the register puts an incident.
#[derive(Debug, Clone, Copy)]
struct Spot {
    lat: f64,
    lon: f64,
    precision: PlacePrecision,
    /// The name of the place, as a number of [`Overview::names`].
    name: u32,
}

/// The incidents of a register at one time.
#[derive(Debug, Clone, Default)]
pub struct Overview {
    /// By day and id; those without a day come last.
    entries: Vec<Entry>,
    /// Every name once.
    names: Vec<String>,
}

/// Gives each name a number.
#[derive(Default)]
struct Numbers {
    of: BTreeMap<String, u32>,
    names: Vec<String>,
}

impl Numbers {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.of.get(name) {
            return *number;
        }
        let number = self.names.len() as u32;
        self.of.insert(name.to_owned(), number);
        self.names.push(name.to_owned());
        number
    }
}

impl Overview {
    /// Reads the incidents of a register.
    pub fn load(register: &Register) -> Result<Self, ViewError> {
        let reviewed = reviewed(register)?;
        let mut numbers = Numbers::default();
        let mut entries = Vec::new();
        let sql = "SELECT value FROM incident ORDER BY id";
        let mut statement = register.connection().prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let incident: Incident = serde_json::from_slice(&cairn_store::plain(row.get_ref(0)?)?)?;
            entries.push(entry(&incident, &reviewed, &mut numbers));
        }
        name(register, &mut entries, &mut numbers)?;
        entries.sort_by(|a, b| {
            let day = |entry: &Entry| (entry.within.is_none(), entry.within.map(|(start, _)| start));
            (day(a), &a.id).cmp(&(day(b), &b.id))
        });
        Ok(Self { entries, names: numbers.names })
    }

    /// How many incidents there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether the register holds no incident.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

fn entry(incident: &Incident, reviewed: &BTreeSet<String>, numbers: &mut Numbers) -> Entry {
    let place = incident.place.as_ref();
    let known = incident.time.iso().is_some();
    let spot = place.and_then(|place| {
        let (lat, lon) = place.lat.zip(place.lon)?;
        let name = numbers.number(words::place_name(place));
        Some(Spot { lat, lon, precision: place.precision, name })
    });
    Entry {
        id: incident.id.clone(),
        event_type: incident.event_type,
        within: {
            let (start, end) = (incident.time.start, incident.time.end);
            start.or(end).zip(end.or(start))
        },
        days: incident.time.start.zip(incident.time.end).filter(|_| known),
        spot,
        country: place.and_then(|place| place.country.as_deref()).map(|country| numbers.number(country)),
        killed: range(incident, Kind::Killed).map(|range| (range.low, range.high)),
        origins: incident.origins.len() as u32,
        disagreements: incident.disagreements.len() as u32,
        kinds: 0,
        groups: 0,
        coarse: is_coarse(incident),
        places: Vec::new(),
        actors: Vec::new(),
        reviewed: reviewed.contains(incident.id.as_str()),
    }
}

fn is_coarse(incident: &Incident) -> bool {
    let months =
        matches!(incident.time.precision, TimePrecision::Month | TimePrecision::Months | TimePrecision::Year);
    months || incident.place.as_ref().is_some_and(|place| !is_point(place.precision))
}

/// Whether coordinates of this precision are those of a place itself, and no centroid.
fn is_point(precision: PlacePrecision) -> bool {
    matches!(precision, PlacePrecision::Exact | PlacePrecision::Near)
}

/// Reads by what names, kinds and groups incidents are found. `entries` are in the order of their ids.
fn name(register: &Register, entries: &mut [Entry], numbers: &mut Numbers) -> Result<(), ViewError> {
    let sql = "SELECT incident, role, name FROM incident_name ORDER BY incident";
    let mut statement = register.connection().prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut at = 0;
    while let Some(row) = rows.next()? {
        let text = |column: usize| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
        let (incident, role, name) = (text(0)?, text(1)?, text(2)?);
        while entries.get(at).is_some_and(|entry| entry.id.as_str() < incident) {
            at += 1;
        }
        let Some(entry) = entries.get_mut(at).filter(|entry| entry.id.as_str() == incident) else { continue };
        let damaged =
            |fault: UnknownWord| ViewError::Store(cairn_store::StoreError::Damaged(fault.to_string()));
        match role {
            "place" => entry.places.push(numbers.number(name)),
            "actor" => entry.actors.push(numbers.number(name)),
            "kind" => entry.kinds |= kind_bit(name.parse().map_err(damaged)?),
            "group" => entry.groups |= group_bit(name.parse().map_err(damaged)?),
            _ => {}
        }
    }
    Ok(())
}

fn kind_bit(kind: Kind) -> u32 {
    1 << kind as u32
}

fn group_bit(group: Group) -> u8 {
    1 << group as u8
}

/// The incidents about which a person has decided something, or about one of whose claims, unless it was
/// taken back. Whether an undo was undone is looked at once; an undo of that is not.
pub(crate) fn reviewed(register: &Register) -> Result<BTreeSet<String>, ViewError> {
    let sql = "SELECT DISTINCT incident FROM decision_claim AS about \
               JOIN decision ON decision.id = about.decision JOIN incident_claim USING (claim) \
               WHERE decision.undoes IS NULL AND NOT EXISTS ( \
                 SELECT 1 FROM decision AS undo WHERE undo.undoes = decision.digest AND NOT EXISTS ( \
                   SELECT 1 FROM decision AS redo WHERE redo.undoes = undo.digest))";
    let mut statement = register.connection().prepare(sql)?;
    let ids = statement.query_map([], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}
