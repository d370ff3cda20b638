//! Rows of the gazetteer's tables, before they are packed.

use super::level::PlaceLevel;

/// One place as the tables write it.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What kind of place it is.
    pub level: PlaceLevel,
    /// GeoNames id; 0 where there is none.
    pub id: u32,
    /// The name.
    pub name: String,
    /// Latitude in degrees (WGS 84).
    pub lat: f64,
    /// Longitude in degrees (WGS 84).
    pub lon: f64,
    /// ISO 3166-1 alpha-2 code; empty for what lies in several countries or in none.
    pub country: String,
    /// Name of the first-level region it lies in; empty where not known.
    pub adm1: String,
    /// Name of the second-level region it lies in; empty where not known.
    pub adm2: String,
    /// People; for a region, the sum of its places.
    pub population: u64,
    /// GeoNames code of a first-level region; empty for anything else.
    pub code: String,
    /// Other names.
    pub alternates: Vec<String>,
    /// Words for its people and adjectives ("Syrian").
    pub demonyms: Vec<String>,
}
