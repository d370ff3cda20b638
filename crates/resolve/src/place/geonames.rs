//! Takes lines of a GeoNames dump. Gives rows that can be compiled into an import.

use super::gazetteer::Gazetteer;
use super::level::PlaceLevel;
use super::row::Row;
use super::spelling::is_latin;

/// A line of a GeoNames dump (`SY.txt`, `allCountries.txt`: 19 columns separated by tabs, as in the
/// `readme.txt` beside them) as a row. None for a line of another shape and for features that no
/// report gives as the place of an event.
///
/// `known` lends the names of first-level regions, which a dump gives as codes.
pub fn parse_geonames_line(line: &str, known: &Gazetteer) -> Option<Row> {
    let cells: Vec<&str> = line.trim_end_matches(['\r', '\n']).split('\t').collect();
    let [id, name, _, alternates, lat, lon, class, feature, country, _, adm1, _, _, _, population, ..] =
        cells[..]
    else {
        return None;
    };
    let level = level_of_feature(class, feature)?;
    let (lat, lon): (f64, f64) = (lat.parse().ok()?, lon.parse().ok()?);
    if !(lat.abs() <= 90.0 && lon.abs() <= 180.0) || name.is_empty() {
        return None;
    }
    let region = known.region_of_code(country, adm1).map(|region| region.name());
    let is_region = level == PlaceLevel::Adm1;
    Some(Row {
        level,
        id: id.parse().ok()?,
        name: name.to_owned(),
        lat,
        lon,
        country: country.to_owned(),
        adm1: region.filter(|_| !is_region).unwrap_or_default().to_owned(),
        adm2: String::new(),
        population: population.parse().unwrap_or(0),
        code: String::new(),
        // The name by which the embedded gazetteer knows a region joins the two.
        alternates: alternates
            .split(',')
            .chain(region.filter(|_| is_region))
            .filter(|other| !other.is_empty() && is_latin(other))
            .map(str::to_owned)
            .collect(),
        demonyms: Vec::new(),
    })
}

/// The level of a GeoNames feature; none for what is not imported.
fn level_of_feature(class: &str, feature: &str) -> Option<PlaceLevel> {
    Some(match (class, feature) {
        ("P", "PPLX") => PlaceLevel::District,
        // PPLH, PPLQ, PPLW: historical, abandoned, destroyed places still name battlefields.
        ("P", _) => PlaceLevel::City,
        ("A", "ADM1") => PlaceLevel::Adm1,
        ("A", "ADM2") => PlaceLevel::Adm2,
        (
            "S",
            "AIRB" | "AIRF" | "AIRP" | "AIRQ" | "CMPRF" | "DAM" | "HSP" | "INSM" | "PRN" | "PSTB" | "OILR",
        ) => PlaceLevel::Site,
        ("L", "CMPRF" | "MILB" | "OILF" | "GASF") => PlaceLevel::Site,
        ("L", "RGN" | "RGNH") | ("T", "MTS" | "VAL") => PlaceLevel::Area,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::{NameQuality, Pack, compile};

    /// A made-up village near Idlib in the shape of a dump.
    const LINE: &str = "99000001\tTall Zahrah\tTall Zahrah\tTell Zahra,تل زهرة\t35.91\t36.62\tP\tPPL\tSY\t\t12\t\t\t\t340\t\t400\tAsia/Damascus\t2020-01-01";

    #[test]
    fn a_village_of_a_dump_is_found_after_import() {
        let row = parse_geonames_line(LINE, Gazetteer::embedded()).expect("a village");
        assert_eq!(
            (row.adm1.as_str(), row.alternates.as_slice()),
            ("Idlib", ["Tell Zahra".to_owned()].as_slice())
        );
        let pack = Pack::imported(compile(&[row])).expect("a pack");
        let gazetteer = Gazetteer::with_imports(vec![pack]);
        let found = gazetteer.lookup("Tell Zahra");
        assert_eq!(found[0].place.geonames_id(), Some(99_000_001));
        assert_eq!(found[0].quality, NameQuality::Alternate);
        assert!(gazetteer.lookup("Tal az-Zahreh").iter().any(|c| c.place.geonames_id() == Some(99_000_001)));
    }

    #[test]
    fn other_lines_give_nothing() {
        let known = Gazetteer::embedded();
        assert!(parse_geonames_line("", known).is_none());
        assert!(parse_geonames_line(&LINE.replace("35.91", "north"), known).is_none());
        assert!(parse_geonames_line(&LINE.replace("35.91", "NaN"), known).is_none());
        assert!(parse_geonames_line(&LINE.replace("\tP\tPPL\t", "\tT\tHLL\t"), known).is_none());
    }

    #[test]
    fn damaged_imports_are_refused_or_read_without_panic() {
        let row = parse_geonames_line(LINE, Gazetteer::embedded()).expect("a village");
        let block = compile(&[row]);
        assert!(Pack::imported(block[..20].to_vec()).is_err());
        for at in 0..block.len() {
            let mut damaged = block.clone();
            damaged[at] ^= 0xff;
            let Ok(pack) = Pack::imported(damaged) else { continue };
            // The keys are left alone: the fst crate checks them with a sum of its own.
            if at >= u32::from_le_bytes(block[12..16].try_into().expect("4 bytes")) as usize {
                for row in 0..pack.n_places() {
                    let _ = (
                        pack.name(row),
                        pack.adm1(row),
                        pack.level(row),
                        pack.country(row),
                        pack.position(row),
                    );
                }
            }
        }
    }
}
