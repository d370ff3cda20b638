//! Takes the tables in `data/`. Gives rows. Used by the build script only.

use super::fold::{fold, sound};
use super::level::PlaceLevel;
use super::row::Row;
use std::collections::BTreeMap;

fn list(cell: &str) -> Vec<String> {
    cell.split('|').filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

fn lines(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
}

/// Rows of the GeoNames table (`data/README.md`); lines of another shape are left out.
pub fn geonames_table(table: &str) -> Vec<Row> {
    lines(table)
        .filter_map(|cells| {
            let [level, id, name, lat, lon, country, adm1, adm2, population, alternates] = cells[..] else {
                return None;
            };
            let level = PlaceLevel::from_word(level)?;
            let mut alternates = list(alternates);
            let code = match level {
                PlaceLevel::Adm1 if !alternates.is_empty() => alternates.remove(0),
                _ => String::new(),
            };
            Some(Row {
                level,
                id: id.parse().ok()?,
                name: name.to_owned(),
                lat: lat.parse().ok()?,
                lon: lon.parse().ok()?,
                country: country.to_owned(),
                adm1: adm1.to_owned(),
                adm2: adm2.to_owned(),
                population: population.parse().ok()?,
                code,
                alternates,
                demonyms: Vec::new(),
            })
        })
        .collect()
}

/// Rows of one of our own tables of places (`data/README.md`).
pub fn own_table(table: &str) -> Vec<Row> {
    lines(table)
        .filter_map(|cells| {
            let [level, country, lat, lon, name, alternates] = cells[..] else { return None };
            Some(Row {
                level: PlaceLevel::from_word(level)?,
                id: 0,
                name: name.to_owned(),
                lat: lat.parse().ok()?,
                lon: lon.parse().ok()?,
                country: country.to_owned(),
                adm1: String::new(),
                adm2: String::new(),
                population: 0,
                code: String::new(),
                alternates: list(alternates),
                demonyms: Vec::new(),
            })
        })
        .collect()
}

/// Adds our own points and names of countries (`countries.tsv`), and names of first-level regions (`regions.tsv`).
pub fn add_names(rows: &mut [Row], countries: &str, regions: &str) {
    let mut at_country = BTreeMap::new();
    let mut at_region = BTreeMap::new();
    for (n, row) in rows.iter().enumerate() {
        match row.level {
            PlaceLevel::Country => drop(at_country.insert(row.country.clone(), n)),
            PlaceLevel::Adm1 => drop(at_region.insert((row.country.clone(), row.name.clone()), n)),
            _ => {}
        }
    }
    for cells in lines(countries) {
        if let [country, lat, lon, alternates, demonyms] = cells[..]
            && let Some(n) = at_country.get(country)
        {
            if let (Ok(lat), Ok(lon)) = (lat.parse(), lon.parse()) {
                (rows[*n].lat, rows[*n].lon) = (lat, lon);
            }
            rows[*n].alternates.extend(list(alternates));
            rows[*n].demonyms.extend(list(demonyms));
        }
    }
    for cells in lines(regions) {
        if let [country, _, name, alternates] = cells[..]
            && let Some(n) = at_region.get(&(country.to_owned(), name.to_owned()))
        {
            rows[*n].alternates.extend(list(alternates));
        }
    }
}

/// Puts first-level regions where `points` (`region-points.tsv`) has them.
pub fn move_regions(rows: &mut [Row], points: &str) {
    let points: BTreeMap<(&str, &str), (f64, f64)> = lines(points)
        .filter_map(|cells| {
            let [country, name, lat, lon] = cells[..] else { return None };
            Some(((country, name), (lat.parse().ok()?, lon.parse().ok()?)))
        })
        .collect();
    for row in rows.iter_mut().filter(|row| row.level == PlaceLevel::Adm1) {
        if let Some(point) = points.get(&(row.country.as_str(), row.name.as_str())) {
            (row.lat, row.lon) = *point;
        }
    }
}

/// Two entries of one country with a name in common are one place within this distance, in degrees
/// of latitude (some 25 km): our own coordinates are rough.
const SAME_PLACE: f64 = 0.25;

/// Adds our own places: as further names of a place that is there already (which keeps its better
/// coordinates), otherwise as new rows in the region of the nearest known place.
pub fn add_places(rows: &mut Vec<Row>, own: Vec<Row>) {
    let mut by_country: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (n, row) in rows.iter().enumerate().filter(|(_, row)| row.level == PlaceLevel::City) {
        by_country.entry(row.country.clone()).or_default().push(n);
    }
    for mut row in own {
        let near: Vec<(f64, usize)> = by_country
            .get(&row.country)
            .into_iter()
            .flatten()
            .map(|n| (degrees(&rows[*n], &row), *n))
            .filter(|(degrees, _)| *degrees < 2.0 * SAME_PLACE)
            .collect();
        let keys = keys_of(&row);
        let same = near
            .iter()
            .filter(|(degrees, n)| {
                row.level == PlaceLevel::City
                    && *degrees < SAME_PLACE
                    && keys_of(&rows[*n]).iter().any(|key| keys.contains(key))
            })
            .min_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((_, n)) = same {
            // Our tables spell as reports do; GeoNames often spells by a system of romanisation.
            let formal = std::mem::replace(&mut rows[*n].name, row.name);
            rows[*n].alternates.push(formal);
            rows[*n].alternates.append(&mut row.alternates);
            continue;
        }
        if row.level.is_point() {
            row.adm1 = common_region(rows, near);
        }
        rows.push(row);
    }
}

/// The region that the three nearest places lie in; none near its border, where they disagree.
fn common_region(rows: &[Row], mut near: Vec<(f64, usize)>) -> String {
    near.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut regions = near.iter().take(3).map(|(_, n)| &rows[*n].adm1);
    match regions.next() {
        Some(first) if regions.all(|region| region == first) => first.clone(),
        _ => String::new(),
    }
}

fn keys_of(row: &Row) -> Vec<String> {
    std::iter::once(&row.name)
        .chain(&row.alternates)
        .map(|name| fold(name))
        .map(|key| sound(&key).unwrap_or(key))
        .collect()
}

fn degrees(a: &Row, b: &Row) -> f64 {
    (a.lat - b.lat).hypot((a.lon - b.lon) * a.lat.to_radians().cos())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_place_gains_our_names_and_keeps_its_coordinates() {
        let mut rows = geonames_table("city\t7\tArvad\t34.850\t35.858\tSY\tTartus\t\t5000\tArwad");
        let own =
            own_table("# comment\ncity\tSY\t34.90\t35.80\tArwad\tRuad\ncity\tSY\t34.95\t35.88\tNawaha\t");
        add_places(&mut rows, own);
        assert_eq!(rows.len(), 2);
        assert_eq!(
            (rows[0].name.as_str(), rows[0].alternates.join("|")),
            ("Arwad", "Arwad|Arvad|Ruad".into())
        );
        assert_eq!((rows[0].lat, rows[1].adm1.as_str()), (34.85, "Tartus"));
    }

    #[test]
    fn regions_move_to_our_points() {
        let mut rows = geonames_table("adm1\t0\tEriador\t60\t10\tAR\t\t\t9\t01");
        move_regions(&mut rows, "# comment\nAR\tEriador\t61.5\t11\nAR\tRhovanion\t0\t0");
        assert_eq!((rows[0].lat, rows[0].lon), (61.5, 11.0));
    }

    #[test]
    fn countries_and_regions_gain_our_names() {
        let mut rows = geonames_table(
            "country\t1\tArnor\t60\t10\tAR\t\t\t9\t\nadm1\t0\tEriador\t60\t10\tAR\t\t\t9\t01|Eryador",
        );
        add_names(&mut rows, "AR\t61\t11\tNorth Kingdom\tArnorian", "AR\t01\tEriador\tLone Lands|Minhiriath");
        assert_eq!(
            (rows[0].alternates.join("|"), rows[0].demonyms.join("|")),
            ("North Kingdom".into(), "Arnorian".into())
        );
        assert_eq!((rows[0].lat, rows[0].lon), (61.0, 11.0));
        assert_eq!(
            (rows[1].code.as_str(), rows[1].alternates.join("|")),
            ("01", "Eryador|Lone Lands|Minhiriath".into())
        );
    }

    #[test]
    fn lines_of_another_shape_are_left_out() {
        assert!(geonames_table("city\t7\tArvad\nplanet\t1\t\t0\t0\t\t\t\t0\t").is_empty());
        assert!(own_table("city\tSY\tnorth\t36\tX\t").is_empty());
    }
}
