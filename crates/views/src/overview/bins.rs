use super::{Selection, is_point};
use cairn_model::{IncidentId, PlacePrecision};
use serde::Serialize;
use std::collections::BTreeMap;

/// What a map shows at one zoom: points that lie close together as one, and regions beside them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MapBins {
    /// Points, drawn full.
    pub bins: Vec<Bin>,
    /// Regions of which only the name is known, drawn hollow.
    pub areas: Vec<Area>,
    /// How many incidents have no position at all.
    pub off_the_map: usize,
    /// What to look at first: west, south, east, north of all points and areas but the outermost twentieth
    /// on each side; none where there are none.
    pub edges: Option<[f64; 4]>,
}

/// Incidents whose points fall into one cell of the map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bin {
    /// Latitude of the one with the most killed: a place that a report names, never a mean.
    pub lat: f64,
    /// Its longitude.
    pub lon: f64,
    /// The name of its place.
    pub place: String,
    /// How many incidents there are.
    pub n: usize,
    /// The sum of the lower ends of people killed; none where nobody states any.
    pub killed: Option<u64>,
    /// Whether the claims of one of them disagree.
    pub disputed: bool,
    /// The incident, where it is alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incident: Option<IncidentId>,
}

/// Incidents of which only a region or a country is known.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Area {
    /// The names of regions whose middles lie in one cell of the map, a few at most.
    pub names: Vec<String>,
    /// How coarse the coarsest of them is.
    pub precision: PlacePrecision,
    /// Where the ring is drawn: the middle of the region, where nothing need have happened.
    pub lat: f64,
    /// Likewise.
    pub lon: f64,
    /// How many incidents there are.
    pub n: usize,
    /// The sum of the lower ends of people killed; none where nobody states any.
    pub killed: Option<u64>,
    /// The incident, where it is alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incident: Option<IncidentId>,
}

/// The part of the map that is looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    /// West, south, east, north, in degrees.
    pub edges: [f64; 4],
    /// The zoom: the world is `256 * 2^zoom` pixels wide.
    pub zoom: u8,
}

impl Window {
    /// The whole world in one picture.
    pub const WORLD: Self = Self { edges: [-180.0, -90.0, 180.0, 90.0], zoom: 2 };
}

/// The side of a cell of the map, in pixels: two discs of middling size beside each other.
const CELL: f64 = 56.0;

/// So many regions of one ring are named.
const NAMED: usize = 3;

/// The cell of a point in the projection of web maps (EPSG:3857).
fn cell(lat: f64, lon: f64, zoom: u8) -> (i64, i64) {
    let world = 256.0 * f64::from(1_u32 << zoom.min(20));
    let lat = lat.clamp(-85.051_128, 85.051_128).to_radians();
    let x = (lon + 180.0) / 360.0 * world;
    let y = (1.0 - lat.tan().asinh() / std::f64::consts::PI) / 2.0 * world;
    ((x / CELL).floor() as i64, (y / CELL).floor() as i64)
}

fn edges(spots: &[(f64, f64)]) -> Option<[f64; 4]> {
    let inner = |of: fn(&(f64, f64)) -> f64| {
        let mut sorted: Vec<f64> = spots.iter().map(of).collect();
        sorted.sort_by(f64::total_cmp);
        let out = sorted.len() / 20;
        Some((*sorted.get(out)?, *sorted.get(sorted.len() - 1 - out)?))
    };
    let (west, east) = inner(|spot| spot.0)?;
    let (south, north) = inner(|spot| spot.1)?;
    Some([west, south, east, north])
}

fn add(sum: Option<u64>, killed: Option<(u64, Option<u64>)>) -> Option<u64> {
    match (sum, killed) {
        (sum, None) => sum,
        (sum, Some((low, _))) => Some(sum.unwrap_or(0) + low),
    }
}

impl Selection<'_> {
    /// The incidents as a map shows them; only what lies in the window, the coarse ones also around it.
    pub fn on_map(&self, window: Window) -> MapBins {
        let [west, south, east, north] = window.edges;
        let mut bins: BTreeMap<(i64, i64), (u64, Bin)> = BTreeMap::new();
        let mut areas: BTreeMap<(i64, i64), Area> = BTreeMap::new();
        let mut spots: Vec<(f64, f64)> = Vec::new();
        let mut found = MapBins { bins: Vec::new(), areas: Vec::new(), off_the_map: 0, edges: None };
        for entry in &self.chosen {
            let Some(spot) = entry.spot else {
                found.off_the_map += 1;
                continue;
            };
            spots.push((spot.lon, spot.lat));
            if !(south..=north).contains(&spot.lat) || !(west..=east).contains(&spot.lon) {
                continue;
            }
            let name = || self.overview.names[spot.name as usize].clone();
            if !is_point(spot.precision) {
                let area = areas.entry(cell(spot.lat, spot.lon, window.zoom)).or_insert_with(|| Area {
                    names: Vec::new(),
                    precision: spot.precision,
                    lat: spot.lat,
                    lon: spot.lon,
                    n: 0,
                    killed: None,
                    incident: Some(entry.id.clone()),
                });
                area.n += 1;
                area.precision = area.precision.max(spot.precision);
                if area.names.len() < NAMED && !area.names.contains(&name()) {
                    area.names.push(name());
                }
                area.killed = add(area.killed, entry.killed);
                area.incident = area.incident.take().filter(|_| area.n == 1);
                continue;
            }
            let own = entry.killed.map_or(0, |(low, _)| low);
            let (most, bin) = bins.entry(cell(spot.lat, spot.lon, window.zoom)).or_insert_with(|| {
                let bin = Bin {
                    lat: spot.lat,
                    lon: spot.lon,
                    place: name(),
                    n: 0,
                    killed: None,
                    disputed: false,
                    incident: Some(entry.id.clone()),
                };
                (own, bin)
            });
            bin.n += 1;
            bin.killed = add(bin.killed, entry.killed);
            bin.disputed |= entry.disagreements > 0;
            bin.incident = bin.incident.take().filter(|_| bin.n == 1);
            if own > *most {
                (*most, bin.lat, bin.lon, bin.place) = (own, spot.lat, spot.lon, name());
            }
        }
        found.bins = bins.into_values().map(|(_, bin)| bin).collect();
        found.areas = areas.into_values().collect();
        found.edges = edges(&spots);
        found
    }
}
