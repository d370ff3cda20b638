use super::shape::Shape;
use super::sheet::{CellType as T, Datum, Field, field};
use crate::{GroupRange, IncidentRow, Range};
use cairn_model::{Incident, PlacePrecision};

/// A row of the table of incidents, and of its map.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub incident: Incident,
    pub row: IncidentRow,
    /// The sides of the cell that stands for its point, in degrees, where places were coarsened to a grid.
    pub cell: Option<f64>,
}

/// UCDP GED codebook, `where_prec` 2: "within ca. 25 km".
const NEAR_M: i64 = 25_000;
/// Metres in a degree of latitude (a nautical mile is a minute of it: 60 times 1,852).
const DEGREE_M: f64 = 111_120.0;

impl Entry {
    pub fn new(incident: Incident, cell: Option<f64>) -> Self {
        Self { row: IncidentRow::of(&incident), incident, cell }
    }

    /// Where it lies on the map; none for what is known as a region only.
    pub fn shape(&self) -> Option<Shape> {
        let (lat, lon) = self.row.lat.zip(self.row.lon)?;
        Some(match self.cell {
            Some(side) => Shape::Cell { lon, lat, side },
            None => Shape::Point { lon, lat },
        })
    }

    /// The radius in which it lies, in metres: Darwin Core's `coordinateUncertaintyInMeters`.
    pub fn uncertainty(&self) -> Option<i64> {
        let shape = self.shape()?;
        let near = self.row.precision == Some(PlacePrecision::Near);
        match shape {
            // Half the diagonal at the equator, where cells are widest.
            Shape::Cell { side, .. } => Some((side * DEGREE_M / 2f64.sqrt()).ceil() as i64),
            Shape::Point { .. } => near.then_some(NEAR_M),
        }
    }
}

fn low(range: Option<&Range>) -> Datum {
    Datum::maybe(range.map(|range| range.low))
}

fn high(range: Option<&Range>) -> Datum {
    Datum::maybe(range.and_then(|range| range.high))
}

fn claimants(range: Option<&Range>) -> Datum {
    Datum::maybe(range.map(|range| range.claimants))
}

fn names(range: Option<&Range>, of: fn(&Range) -> &Vec<String>) -> Datum {
    range.map_or(Datum::Nothing, |range| Datum::texts(of(range)))
}

fn groups(ranges: &[GroupRange]) -> Datum {
    Datum::texts(ranges)
}

/// The table of incidents.
pub(super) const INCIDENTS: &[Field<Entry>] = &[
    field("incident", T::Text, "#event+id", |one| Datum::text(&one.row.incident)),
    field("type", T::Text, "#event+type", |one| Datum::text(one.row.event_type)),
    field("date", T::Day, "#date+start", |one| Datum::day(one.row.date)),
    field("date_end", T::Day, "#date+end", |one| Datum::day(one.row.date_end)),
    field("place", T::Text, "#loc+name", |one| Datum::words(one.row.place.as_ref())),
    field("country", T::Text, "#country+code+v_iso2", |one| Datum::words(one.row.country.as_ref())),
    field("lat", T::Number, "#geo+lat", |one| Datum::number(one.row.lat)),
    field("lon", T::Number, "#geo+lon", |one| Datum::number(one.row.lon)),
    field("precision", T::Text, "#loc+precision", |one| Datum::words(one.row.precision)),
    field("killed_low", T::Integer, "#affected+killed+min", |one| low(one.row.killed.as_ref())),
    field("killed_high", T::Integer, "#affected+killed+max", |one| high(one.row.killed.as_ref())),
    field("killed_claimants", T::Integer, "#meta+killed+claimants+num", |one| {
        claimants(one.row.killed.as_ref())
    }),
    field("killed_low_by", T::Texts, "#meta+killed+min+source", |one| {
        names(one.row.killed.as_ref(), |range| &range.low_by)
    }),
    field("killed_high_by", T::Texts, "#meta+killed+max+source", |one| {
        names(one.row.killed.as_ref(), |range| &range.high_by)
    }),
    field("killed_by_group", T::Texts, "#description+killed+groups", |one| groups(&one.row.killed_by_group)),
    field("wounded_low", T::Integer, "#affected+injured+min", |one| low(one.row.wounded.as_ref())),
    field("wounded_high", T::Integer, "#affected+injured+max", |one| high(one.row.wounded.as_ref())),
    field("wounded_claimants", T::Integer, "#meta+injured+claimants+num", |one| {
        claimants(one.row.wounded.as_ref())
    }),
    field("wounded_low_by", T::Texts, "#meta+injured+min+source", |one| {
        names(one.row.wounded.as_ref(), |range| &range.low_by)
    }),
    field("wounded_high_by", T::Texts, "#meta+injured+max+source", |one| {
        names(one.row.wounded.as_ref(), |range| &range.high_by)
    }),
    field("wounded_by_group", T::Texts, "#description+injured+groups", |one| {
        groups(&one.row.wounded_by_group)
    }),
    field("parties", T::Texts, "#group+name", |one| Datum::texts(&one.row.parties)),
    field("reports", T::Integer, "#meta+reports+num", |one| Datum::count(one.row.reports)),
    field("outlets", T::Integer, "#meta+outlets+num", |one| Datum::count(one.row.outlets)),
    field("n_origins", T::Integer, "#meta+origins+num", |one| Datum::count(one.row.origins.len())),
    field("origins", T::Texts, "#meta+source", |one| Datum::texts(&one.row.origins)),
    field("credibility", T::Integer, "#meta+credibility", |one| Datum::count(one.row.credibility.digit)),
    field("credibility_reason", T::Text, "#meta+credibility+reason", |one| {
        Datum::text(&one.row.credibility.reason)
    }),
    field("coarse", T::Text, "#meta+coarse", |one| Datum::words(one.row.coarse)),
    field("disagreements", T::Integer, "#meta+disagreements+num", |one| Datum::count(one.row.disagreements)),
    field("acled_event", T::Text, "#event+type+acled", |one| Datum::words(one.row.coding.acled_event)),
    field("acled_sub_event", T::Text, "#event+subtype+acled", |one| {
        Datum::words(one.row.coding.acled_sub_event)
    }),
    field("ucdp_type_of_violence", T::Integer, "#event+type+ucdp", |one| {
        Datum::maybe(one.row.coding.ucdp_type_of_violence)
    }),
    field("plover", T::Text, "#event+type+plover", |one| Datum::words(one.row.coding.plover)),
    field("plover_mode", T::Text, "#event+mode+plover", |one| Datum::words(one.row.coding.plover_mode)),
    field("adm1", T::Text, "#adm1+name", |one| {
        Datum::words(one.incident.place.as_ref().and_then(|place| place.adm1.as_ref()))
    }),
    field("coordinate_uncertainty_m", T::Integer, "#geo+uncertainty+m", |one| {
        Datum::maybe(one.uncertainty())
    }),
    field("place_source", T::Text, "#meta+source+places", |one| Datum::words(one.row.place_source)),
];
