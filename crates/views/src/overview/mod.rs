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

use crate::figures::range_of;
use crate::{ViewError, words};
use cairn_model::{
    Day, EventType, Group, IncidentId, Kind, PlacePrecision, PlaceValue, TimePrecision, TimeValue,
};
use cairn_store::{PackedSummary, Register, StoreError, Summary};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// So many summaries are read side by side.
const AT_ONCE: usize = 4096;

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
    places: Box<[u32]>,
    actors: Box<[u32]>,
    /// The lowest confidence of its claims, in thousandths.
    confidence: Option<u16>,
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
    /// Every name once; those of incidents that are gone may stay.
    names: Vec<String>,
    numbers: Numbers,
    /// The number of the last change that was read.
    last: i64,
}

/// Gives each name a number.
#[derive(Debug, Clone, Default)]
struct Numbers {
    of: BTreeMap<String, u32>,
}

impl Numbers {
    fn number(&mut self, name: &str, names: &mut Vec<String>) -> u32 {
        if let Some(number) = self.of.get(name) {
            return *number;
        }
        let number = names.len() as u32;
        self.of.insert(name.to_owned(), number);
        names.push(name.to_owned());
        number
    }
}

impl Overview {
    /// Reads the incidents of a register.
    pub fn load(register: &Register) -> Result<Self, ViewError> {
        let mut overview = Self::default();
        overview.refresh(register)?;
        Ok(overview)
    }

    /// Reads what has changed in the register since it was last read. It must be the same register.
    pub fn refresh(&mut self, register: &Register) -> Result<(), ViewError> {
        let mut changed: BTreeMap<IncidentId, Option<Entry>> = BTreeMap::new();
        let (mut last, mut rows) = (self.last, Vec::new());
        register.changed_since(self.last, |number, incident, summary| {
            last = number;
            rows.push((IncidentId::new(incident), summary));
            if rows.len() < AT_ONCE { Ok(()) } else { self.take(&mut rows, &mut changed) }
        })?;
        self.take(&mut rows, &mut changed)?;
        self.last = last;
        if !changed.is_empty() {
            self.entries.retain(|entry| !changed.contains_key(&entry.id));
            self.entries.extend(changed.into_values().flatten());
            self.entries.sort_by(|a, b| {
                let day = |entry: &Entry| (entry.within.is_none(), entry.within.map(|(start, _)| start));
                (day(a), &a.id).cmp(&(day(b), &b.id))
            });
        }
        let reviewed = reviewed(register)?;
        for entry in &mut self.entries {
            entry.reviewed = reviewed.contains(entry.id.as_str());
        }
        Ok(())
    }

    /// Reads summaries, which are most of what opening a large register takes, side by side.
    fn take(
        &mut self,
        rows: &mut Vec<(IncidentId, Option<PackedSummary>)>,
        changed: &mut BTreeMap<IncidentId, Option<Entry>>,
    ) -> Result<(), ViewError> {
        let read = |(id, packed): (IncidentId, Option<PackedSummary>)| {
            Ok((id, packed.map(|packed| packed.unpack()).transpose()?))
        };
        let read: Vec<(IncidentId, Option<Summary>)> =
            rows.par_drain(..).map(read).collect::<Result<_, StoreError>>()?;
        for (id, summary) in read {
            let entry = summary.map(|summary| self.entry(id.clone(), &summary));
            changed.insert(id, entry);
        }
        Ok(())
    }

    fn entry(&mut self, id: IncidentId, summary: &Summary) -> Entry {
        let mut number = |name: &str| self.numbers.number(name, &mut self.names);
        let (time, place) = (&summary.time, summary.place.as_ref());
        let spot = place.and_then(|place| {
            let (lat, lon) = place.lat.zip(place.lon)?;
            Some(Spot { lat, lon, precision: place.precision, name: number(words::place_name(place)) })
        });
        Entry {
            id,
            event_type: summary.event_type,
            within: time.start.or(time.end).zip(time.end.or(time.start)),
            days: time.start.zip(time.end).filter(|_| time.iso().is_some()),
            spot,
            country: place.and_then(|place| place.country.as_deref()).map(&mut number),
            killed: range_of(&summary.killed, Kind::Killed).map(|range| (range.low, range.high)),
            origins: summary.origins,
            disagreements: summary.disagreements,
            kinds: summary.kinds.iter().fold(0, |bits, kind| bits | kind_bit(*kind)),
            groups: summary.groups.iter().fold(0, |bits, group| bits | group_bit(*group)),
            coarse: is_coarse(time, place),
            places: summary.places.iter().map(|name| number(name)).collect(),
            actors: summary.actors.iter().map(|name| number(name)).collect(),
            confidence: summary.confidence,
            reviewed: false,
        }
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

fn is_coarse(time: &TimeValue, place: Option<&PlaceValue>) -> bool {
    let months = matches!(time.precision, TimePrecision::Month | TimePrecision::Months | TimePrecision::Year);
    months || place.is_some_and(|place| !is_point(place.precision))
}

/// Whether coordinates of this precision are those of a place itself, and no centroid.
fn is_point(precision: PlacePrecision) -> bool {
    matches!(precision, PlacePrecision::Exact | PlacePrecision::Near)
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
    let sql = "SELECT DISTINCT i.id FROM decision_claim AS about \
               JOIN decision ON decision.id = about.decision JOIN report AS r ON r.id = about.report \
               JOIN incident_report AS m ON m.report = r.number JOIN incident AS i ON i.number = m.incident \
               WHERE about.claim IN (SELECT value FROM json_each(plain(i.value), '$.claims')) AND decision.undoes IS NULL AND NOT EXISTS ( \
                 SELECT 1 FROM decision AS undo WHERE undo.undoes = decision.digest AND NOT EXISTS ( \
                   SELECT 1 FROM decision AS redo WHERE redo.undoes = undo.digest))";
    let mut statement = register.connection().prepare(sql)?;
    let ids = statement.query_map([], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}
