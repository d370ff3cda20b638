//! Where a row lies on the map, as GeoJSON and as well-known binary.

use serde_json::{Value, json};

/// A place on the map (WGS 84, degrees). The centroid of a region is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Shape {
    /// A point.
    Point { lon: f64, lat: f64 },
    /// A cell of a grid, by its middle and the length of its sides.
    Cell { lon: f64, lat: f64, side: f64 },
}

/// Types of geometry in well-known binary (OGC 06-103r4, 8.2.3).
const POINT: u32 = 1;
const POLYGON: u32 = 3;

impl Shape {
    /// Its name in GeoJSON and GeoParquet.
    pub fn name(self) -> &'static str {
        match self {
            Self::Point { .. } => "Point",
            Self::Cell { .. } => "Polygon",
        }
    }

    /// West, south, east, north.
    pub fn bounds(self) -> [f64; 4] {
        match self {
            Self::Point { lon, lat } => [lon, lat, lon, lat],
            Self::Cell { lon, lat, side } => {
                let half = side / 2.0;
                // Cells have one decimal more than their grid; what lies below is noise of the addition.
                [lon - half, (lat - half).max(-90.0), lon + half, (lat + half).min(90.0)]
                    .map(|degrees| (degrees * 1e6).round() / 1e6)
            }
        }
    }

    /// The ring of a cell, counterclockwise and closed (RFC 7946, 3.1.6).
    fn ring(self) -> [[f64; 2]; 5] {
        let [west, south, east, north] = self.bounds();
        [[west, south], [east, south], [east, north], [west, north], [west, south]]
    }

    /// As a GeoJSON geometry, longitude before latitude (RFC 7946, 3.1.1).
    pub fn to_json(self) -> Value {
        match self {
            Self::Point { lon, lat } => json!({"type": "Point", "coordinates": [lon, lat]}),
            Self::Cell { .. } => json!({"type": "Polygon", "coordinates": [self.ring()]}),
        }
    }

    /// As well-known binary, the lowest byte first.
    pub fn to_wkb(self) -> Vec<u8> {
        let mut bytes = vec![1];
        let number = |n: u32| n.to_le_bytes();
        let head = match self {
            Self::Point { .. } => vec![number(POINT)],
            Self::Cell { .. } => vec![number(POLYGON), number(1), number(5)],
        };
        bytes.extend(head.concat());
        let corners = match self {
            Self::Point { lon, lat } => vec![[lon, lat]],
            Self::Cell { .. } => self.ring().to_vec(),
        };
        bytes.extend(corners.concat().iter().flat_map(|degrees| degrees.to_le_bytes()));
        bytes
    }
}

/// The bounds of all; none of none.
pub(super) fn around(a: Option<[f64; 4]>, b: [f64; 4]) -> [f64; 4] {
    let Some(a) = a else { return b };
    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
}

#[cfg(test)]
mod tests {
    use super::Shape;

    #[test]
    fn a_ring_is_counterclockwise_and_closed() {
        let ring = Shape::Cell { lon: 36.6, lat: 35.9, side: 0.1 }.ring();
        assert_eq!(ring.first(), ring.last());
        // The shoelace formula: twice the area, positive where the ring turns left.
        let turns: f64 = ring.windows(2).map(|pair| pair[0][0] * pair[1][1] - pair[1][0] * pair[0][1]).sum();
        assert!(turns > 0.0, "{turns}");
        assert_eq!(Shape::Cell { lon: 36.6, lat: 35.9, side: 0.1 }.bounds(), [36.55, 35.85, 36.65, 35.95]);
    }

    #[test]
    fn a_point_in_well_known_binary() {
        // OGC 06-103r4: byte order, type, x, y.
        let wkb = Shape::Point { lon: 2.0, lat: 1.0 }.to_wkb();
        assert_eq!(wkb[..5], [1, 1, 0, 0, 0]);
        assert_eq!(wkb[5..13], 2.0_f64.to_le_bytes());
        assert_eq!(wkb.len(), 21);
        assert_eq!(Shape::Cell { lon: 0.0, lat: 0.0, side: 1.0 }.to_wkb().len(), 1 + 4 + 4 + 4 + 5 * 16);
    }
}
