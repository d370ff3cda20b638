use super::{Entry, Overview, group_bit, is_point, kind_bit};
use cairn_model::{Day, EventType, Group, IncidentId, Kind};
use cairn_store::fold;

/// Which incidents are asked for; what is left out does not narrow.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Asked {
    /// On this day or later.
    pub since: Option<Day>,
    /// On this day or earlier.
    pub until: Option<Day>,
    /// Part of a place's or region's name, or a country code (ISO 3166-1 alpha-2).
    pub place: Option<String>,
    /// With `place`: the code of the country that it may stand for instead.
    pub country: Option<String>,
    /// Part of a party's neutral name, or of an outlet's word for it.
    pub actor: Option<String>,
    /// With a claim of this kind.
    pub kind: Option<Kind>,
    /// With a claim that counts these people.
    pub group: Option<Group>,
    /// Of this type of event.
    pub event_type: Option<EventType>,
    /// With at least so many first hands.
    pub min_origins: u32,
    /// On which the claims do not agree.
    pub disputed: bool,
    /// About which no person has decided anything.
    pub unreviewed: bool,
    /// As a point in this window: west, south, east, north, in degrees.
    pub window: Option<[f64; 4]>,
}

/// In which order incidents are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The latest day first; those without a day last.
    #[default]
    Newest,
    /// The earliest day first; those without a day last.
    Oldest,
    /// The highest lower end of people killed first.
    Deadliest,
}

/// Incidents of an overview, by day and id.
#[derive(Debug, Clone)]
pub struct Selection<'o> {
    pub(super) overview: &'o Overview,
    pub(super) chosen: Vec<&'o Entry>,
}

/// What is asked for, with names turned into the numbers of those that hold them.
struct Query<'a> {
    asked: &'a Asked,
    /// For each name whether it holds the words for a place, and for an actor.
    place: Option<(Vec<bool>, String)>,
    actor: Option<Vec<bool>>,
}

impl Overview {
    /// The incidents that are asked for.
    pub fn select(&self, asked: &Asked) -> Selection<'_> {
        let holding = |words: &str| -> Vec<bool> {
            let words = fold(words);
            self.names.iter().map(|name| name.contains(&words)).collect()
        };
        let query = Query {
            asked,
            place: asked.place.as_deref().map(|place| {
                (holding(place), fold(asked.country.as_deref().unwrap_or(place)).to_uppercase())
            }),
            actor: asked.actor.as_deref().map(holding),
        };
        let chosen = self.entries.iter().filter(|entry| query.takes(self, entry)).collect();
        Selection { overview: self, chosen }
    }
}

impl Query<'_> {
    fn takes(&self, overview: &Overview, entry: &Entry) -> bool {
        let asked = self.asked;
        let any = |numbers: &[u32], holds: &[bool]| numbers.iter().any(|number| holds[*number as usize]);
        let named = |place: &(Vec<bool>, String)| {
            let country = entry.country.map(|number| overview.names[number as usize].as_str());
            any(&entry.places, &place.0) || country == Some(place.1.as_str())
        };
        let inside = |[west, south, east, north]: [f64; 4]| {
            entry.spot.is_some_and(|spot| {
                is_point(spot.precision)
                    && (south..=north).contains(&spot.lat)
                    && (west..=east).contains(&spot.lon)
            })
        };
        asked.since.is_none_or(|day| entry.within.is_some_and(|(_, end)| end >= day))
            && asked.until.is_none_or(|day| entry.within.is_some_and(|(start, _)| start <= day))
            && asked.event_type.is_none_or(|event_type| entry.event_type == event_type)
            && asked.kind.is_none_or(|kind| entry.kinds & kind_bit(kind) != 0)
            && asked.group.is_none_or(|group| entry.groups & group_bit(group) != 0)
            && entry.origins >= asked.min_origins
            && (!asked.disputed || entry.disagreements > 0)
            && (!asked.unreviewed || !entry.reviewed)
            && asked.window.is_none_or(inside)
            && self.place.as_ref().is_none_or(named)
            && self.actor.as_ref().is_none_or(|holds| any(&entry.actors, holds))
    }
}

impl Selection<'_> {
    /// How many they are.
    pub fn len(&self) -> usize {
        self.chosen.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.chosen.is_empty()
    }

    /// The ids of `take` incidents after the first `skip`, in an order.
    pub fn page(&self, order: Order, skip: usize, take: usize) -> Vec<IncidentId> {
        let mut chosen: Vec<&&super::Entry> = self.chosen.iter().collect();
        match order {
            Order::Oldest => {}
            Order::Newest => {
                chosen.sort_by_key(|entry| (entry.within.is_none(), std::cmp::Reverse(entry.within)));
            }
            Order::Deadliest => {
                chosen.sort_by_key(|entry| std::cmp::Reverse(entry.killed.map(|(low, _)| low)));
            }
        }
        chosen.into_iter().skip(skip).take(take).map(|entry| entry.id.clone()).collect()
    }

    /// The ids of all of them, by day and id.
    pub fn ids(&self) -> impl Iterator<Item = &IncidentId> {
        self.chosen.iter().map(|entry| &entry.id)
    }
}
