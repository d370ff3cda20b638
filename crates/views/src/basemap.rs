//! The outlines of countries, to draw incidents on: Natural Earth 4.1, public domain.
//!
//! `data/basemap/world.json` holds the arcs of the topology, each a string of signed steps on a grid after
//! Google's "Encoded Polyline Algorithm Format", and which arcs make the rings of which country.

use serde::Deserialize;
use std::sync::OnceLock;

/// What the map of the world is, in words, for whoever shows it.
pub const BASEMAP_SOURCE: &str =
    "Natural Earth (public domain); borders as they are held, without any opinion on whose they should be";

/// Longitude and latitude, in degrees.
pub type Degrees = [f64; 2];

/// The countries of the world.
#[derive(Debug)]
pub struct Basemap {
    /// Coasts and borders, each line once.
    pub lines: Vec<Vec<Degrees>>,
    /// The rings of land: outlines and holes.
    pub rings: Vec<Vec<Degrees>>,
    /// Names of countries, with where they are written and how many degrees wide the country is.
    pub names: Vec<(String, Degrees, f64)>,
}

#[derive(Deserialize)]
struct Packed {
    scale: [f64; 2],
    origin: [f64; 2],
    arcs: Vec<String>,
    countries: Vec<Country>,
}

#[derive(Deserialize)]
struct Country {
    name: String,
    at: Degrees,
    width: f64,
    /// Numbers of arcs; `-1 - n` is arc `n` backwards (TopoJSON 1, 2.1.4).
    polygons: Vec<Vec<Vec<i64>>>,
}

/// The map that is compiled in.
pub fn basemap() -> &'static Basemap {
    static MAP: OnceLock<Basemap> = OnceLock::new();
    MAP.get_or_init(|| {
        let text = include_str!("../../../data/basemap/world.json");
        // A test reads it: it is part of the program.
        unpack(&serde_json::from_str(text).expect("the base map is as it was packed"))
    })
}

fn unpack(packed: &Packed) -> Basemap {
    let arcs: Vec<Vec<Degrees>> =
        packed.arcs.iter().map(|arc| points(arc, packed.scale, packed.origin)).collect();
    let rings = packed.countries.iter().flat_map(|country| country.polygons.iter().flatten());
    let rings = rings.flat_map(|numbers| unrolled(ring(numbers, &arcs))).collect();
    let lines = arcs.iter().flat_map(|arc| unrolled(arc.clone())).collect();
    let names = packed.countries.iter().map(|country| (country.name.clone(), country.at, country.width));
    Basemap { rings, names: names.collect(), lines }
}

/// The points of an arc: sums of its steps.
fn points(arc: &str, scale: [f64; 2], origin: [f64; 2]) -> Vec<Degrees> {
    let mut numbers = Vec::new();
    let (mut number, mut shift) = (0i64, 0);
    for group in arc.bytes().map(|byte| i64::from(byte) - 63) {
        number |= (group & 0x1f) << shift;
        shift += 5;
        if group < 0x20 {
            numbers.push(if number & 1 == 1 { !(number >> 1) } else { number >> 1 });
            (number, shift) = (0, 0);
        }
    }
    let mut at = [0i64; 2];
    let steps = numbers.chunks_exact(2).map(|step| {
        at = [at[0] + step[0], at[1] + step[1]];
        [at[0] as f64 * scale[0] + origin[0], at[1] as f64 * scale[1] + origin[1]]
    });
    steps.collect()
}

fn ring(arcs: &[i64], lines: &[Vec<Degrees>]) -> Vec<Degrees> {
    let mut ring: Vec<Degrees> = Vec::new();
    for &arc in arcs {
        let line = usize::try_from(if arc < 0 { -1 - arc } else { arc }).ok().and_then(|n| lines.get(n));
        let mut line = line.cloned().unwrap_or_default();
        if arc < 0 {
            line.reverse();
        }
        // An arc begins where the one before it ends.
        ring.extend(line.into_iter().skip(usize::from(!ring.is_empty())));
    }
    ring
}

/// A line that crosses the edge of the map at 180 degrees, as one that runs on beyond it, and the same on
/// the other side; any other line as it is.
fn unrolled(line: Vec<Degrees>) -> Vec<Vec<Degrees>> {
    let mut turns = 0.0;
    let mut last: Option<f64> = None;
    let mut run: Vec<Degrees> = Vec::with_capacity(line.len());
    for &[lon, lat] in &line {
        match last.map(|last| lon - last) {
            Some(jump) if jump > 180.0 => turns -= 360.0,
            Some(jump) if jump < -180.0 => turns += 360.0,
            _ => {}
        }
        last = Some(lon);
        run.push([lon + turns, lat]);
    }
    let ends = |low: bool| run.iter().any(|[lon, _]| if low { *lon < -180.5 } else { *lon > 180.5 });
    let shifted = |by: f64| run.iter().map(|[lon, lat]| [lon + by, *lat]).collect();
    let other = match (ends(true), ends(false)) {
        (true, _) => Some(shifted(360.0)),
        (_, true) => Some(shifted(-360.0)),
        _ => None,
    };
    std::iter::once(run).chain(other).collect()
}

/// The part of the world that points lie in, with some of what is around them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    /// Its western edge.
    pub west: f64,
    /// Its southern edge.
    pub south: f64,
    /// Its eastern edge.
    pub east: f64,
    /// Its northern edge.
    pub north: f64,
}

impl Extent {
    /// The world.
    pub const WORLD: Self = Self { west: -180.0, south: -60.0, east: 180.0, north: 85.0 };

    /// Around points, at least `least` degrees high, with a margin; the world where there are none.
    pub fn around(points: impl IntoIterator<Item = Degrees>, least: f64) -> Self {
        let bounds = points.into_iter().fold(None, |all: Option<Self>, [lon, lat]| {
            let all = all.unwrap_or(Self { west: lon, south: lat, east: lon, north: lat });
            Some(Self {
                west: all.west.min(lon),
                south: all.south.min(lat),
                east: all.east.max(lon),
                north: all.north.max(lat),
            })
        });
        let Some(bounds) = bounds else { return Self::WORLD };
        let grow = |low: f64, high: f64| {
            let margin = ((high - low) * 0.12).max((least - (high - low)) / 2.0);
            (low - margin, high + margin)
        };
        let (west, east) = grow(bounds.west, bounds.east);
        let (south, north) = grow(bounds.south, bounds.north);
        Self {
            west: west.max(-180.0),
            south: south.max(-85.0),
            east: east.min(180.0),
            north: north.min(85.0),
        }
    }

    /// The same made wider or higher, so that a degree is as long across as along in a picture of this
    /// height over width. Degrees of longitude are taken as long as they are in its middle.
    pub fn shaped(self, height_over_width: f64) -> Self {
        let squeeze = self.squeeze();
        let (width, height) = ((self.east - self.west) * squeeze, self.north - self.south);
        let (more_across, more_along) = match height > width * height_over_width {
            true => ((height / height_over_width - width) / squeeze, 0.0),
            false => (0.0, width * height_over_width - height),
        };
        Self {
            west: self.west - more_across / 2.0,
            east: self.east + more_across / 2.0,
            south: self.south - more_along / 2.0,
            north: self.north + more_along / 2.0,
        }
    }

    /// How long a degree of longitude is beside one of latitude, in its middle.
    pub fn squeeze(self) -> f64 {
        ((self.south + self.north) / 2.0).to_radians().cos().max(0.2)
    }

    /// Where a point lies in it, from 0 to 1: from the west, from the north.
    pub fn place(self, [lon, lat]: Degrees) -> [f64; 2] {
        [(lon - self.west) / (self.east - self.west), (self.north - lat) / (self.north - self.south)]
    }

    /// Whether a line may cross it.
    pub fn meets(self, line: &[Degrees]) -> bool {
        let ends = |at: usize| {
            let along = line.iter().map(|point| point[at]);
            (along.clone().fold(f64::MAX, f64::min), along.fold(f64::MIN, f64::max))
        };
        let ((west, east), (south, north)) = (ends(0), ends(1));
        west <= self.east && east >= self.west && south <= self.north && north >= self.south
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_map_is_that_of_the_world() {
        let map = basemap();
        assert!(map.lines.len() > 1000 && map.rings.len() > 1000);
        let syria = map.names.iter().find(|(name, ..)| name == "Syria").unwrap();
        assert!((34.0..37.0).contains(&syria.1[1]) && (36.0..41.0).contains(&syria.1[0]), "{syria:?}");
        for pair in map.lines.iter().chain(&map.rings).flat_map(|line| line.windows(2)) {
            let [[a, _], [b, lat]] = [pair[0], pair[1]];
            assert!((a - b).abs() <= 180.0 && (-90.1..=90.1).contains(&lat), "{pair:?}");
        }
        // Rings are closed: their arcs join. Those of Antarctica run around the pole.
        let mut open = map.rings.iter().filter(|ring| ring.first() != ring.last());
        assert!(open.all(|ring| ring.iter().all(|[_, lat]| *lat < -60.0)));
    }

    #[test]
    fn an_extent_holds_its_points_and_keeps_its_shape() {
        let extent = Extent::around([[36.0, 35.0], [38.0, 36.0]], 2.0).shaped(0.5);
        assert_eq!(extent.place([extent.west, extent.north]), [0.0, 0.0]);
        let [across, along] = extent.place([37.0, 35.5]);
        assert!((across - 0.5).abs() < 1e-9 && (along - 0.5).abs() < 1e-9);
        let width = (extent.east - extent.west) * extent.squeeze();
        assert!(((extent.north - extent.south) / width - 0.5).abs() < 1e-9);
        assert_eq!(Extent::around([], 2.0), Extent::WORLD);
    }

    #[test]
    fn names_of_countries_across_the_180th_meridian_lie_in_them() {
        let named = |wanted: &str| basemap().names.iter().find(|(name, ..)| name == wanted).unwrap().1;
        assert!(named("Fiji")[0] > 176.0, "{:?}", named("Fiji"));
        assert!((60.0..140.0).contains(&named("Russia")[0]), "{:?}", named("Russia"));
    }
}
