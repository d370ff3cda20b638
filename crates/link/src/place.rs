//! How two places lie to each other, as far as a reader can know it from names and coordinates.

use crate::spelling::Spellings;
use crate::words::fold;
use cairn_model::{Claim, PlacePrecision, PlaceValue};

/// Mean radius of the earth in kilometres (IUGG).
const EARTH_KM: f64 = 6371.0088;
/// Within this distance two gazetteer entries are one town and its outskirts.
const SAME_KM: f64 = 4.0;
/// Within this distance two named places are near each other: UCDP GED `where_prec` 2.
const NEAR_KM: f64 = 25.0;
/// From this distance on two named places cannot be one.
const FAR_KM: f64 = 60.0;

/// How two places lie to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Lie {
    /// One town, village or site.
    Same,
    /// Two named places within 25 km.
    Near,
    /// One is a region or country that holds the other, or both are one region.
    Within,
    /// One of them is not known, or nothing can be said.
    Unknown,
    /// Two names that cannot be placed, and do not look alike.
    OtherName,
    /// Two named places 25 to 60 km apart.
    Apart,
    /// Two regions, or two named places farther apart than 60 km.
    Far,
}

/// Whether the place is known to a point.
fn is_point(place: &PlaceValue) -> bool {
    matches!(place.precision, PlacePrecision::Exact | PlacePrecision::Near)
        && place.lat.is_some()
        && place.lon.is_some()
}

/// Great-circle distance in kilometres (haversine).
pub(crate) fn kilometres(a: &PlaceValue, b: &PlaceValue) -> Option<f64> {
    let (lat_a, lon_a, lat_b, lon_b) = (a.lat?, a.lon?, b.lat?, b.lon?);
    let (lat, lon) = ((lat_b - lat_a).to_radians(), (lon_b - lon_a).to_radians());
    let chord = (lat / 2.0).sin().powi(2)
        + lat_a.to_radians().cos() * lat_b.to_radians().cos() * (lon / 2.0).sin().powi(2);
    Some(2.0 * EARTH_KM * chord.sqrt().min(1.0).asin())
}

/// The name shown: the gazetteer's where there is one.
pub(crate) fn shown(place: &PlaceValue) -> &str {
    place.resolved.as_deref().unwrap_or(&place.name)
}

/// How `a` lies to `b`; the same both ways.
pub(crate) fn lie(a: Option<&PlaceValue>, b: Option<&PlaceValue>) -> Lie {
    let (Some(a), Some(b)) = (a, b) else { return Lie::Unknown };
    lie_of(a, b, || Spellings::of(a).meet(&Spellings::of(b)))
}

/// The same, with what tells whether they are one by their names.
pub(crate) fn lie_of(a: &PlaceValue, b: &PlaceValue, one_by_name: impl FnOnce() -> bool) -> Lie {
    if a.country.is_some() && b.country.is_some() && a.country != b.country {
        return Lie::Far;
    }
    if is_point(a) && is_point(b) {
        if a.place_id.is_some() && a.place_id == b.place_id {
            return Lie::Same;
        }
        return match kilometres(a, b) {
            Some(km) if km <= SAME_KM => Lie::Same,
            Some(km) if km <= NEAR_KM => Lie::Near,
            Some(km) if km <= FAR_KM => Lie::Apart,
            Some(_) => Lie::Far,
            None => Lie::Unknown,
        };
    }
    let unplaced = |place: &PlaceValue| place.precision == PlacePrecision::Unresolved;
    if unplaced(a) || unplaced(b) {
        if one_by_name() {
            return Lie::Same;
        }
        return if unplaced(a) && unplaced(b) { Lie::OtherName } else { Lie::Unknown };
    }
    match (&a.adm1, &b.adm1) {
        (Some(one), Some(other)) if one == other => Lie::Within,
        (Some(_), Some(_)) => match kilometres(a, b) {
            // A line on the map does not stop a battle.
            Some(km) if km <= FAR_KM => Lie::Unknown,
            _ => Lie::Far,
        },
        _ if a.country.is_some() && a.country == b.country => Lie::Within,
        _ => Lie::Unknown,
    }
}

/// The country that most of a report's claims lie in; the first in the alphabet of equals.
pub(crate) fn main_country<'a>(claims: &[&'a Claim]) -> Option<&'a str> {
    let mut codes: Vec<&str> =
        claims.iter().filter_map(|claim| claim.place.as_ref()?.country.as_deref()).collect();
    codes.sort_unstable();
    codes
        .chunk_by(|a, b| a == b)
        .max_by_key(|same| (same.len(), std::cmp::Reverse(same[0])))
        .map(|same| same[0])
}

/// How finely a place is known, the finest first; a country and the open sea are one.
pub(crate) fn fineness(place: &PlaceValue) -> u8 {
    place.precision.coarseness().min(PlacePrecision::International.coarseness())
}

/// The name of the cell of a quarter degree that holds a point, and of its neighbours to the north
/// and east, so that two points within 25 km share a key at most latitudes where people live.
pub(crate) fn cells(place: &PlaceValue) -> Vec<String> {
    if !is_point(place) {
        return if place.precision == PlacePrecision::Unresolved {
            vec![fold(&place.name)]
        } else {
            Vec::new()
        };
    }
    let (Some(lat), Some(lon)) = (place.lat, place.lon) else { return Vec::new() };
    let (north, east) = ((lat * 4.0).floor() as i32, (lon * 4.0).floor() as i32);
    let around = [(0, 0), (0, 1), (1, 0), (1, 1)];
    around.iter().map(|(up, right)| format!("{} {}", north + up, east + right)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Lie, lie};
    use cairn_model::{PlaceBasis, PlacePrecision, PlaceValue};

    fn at(name: &str, lat: f64, lon: f64, precision: PlacePrecision) -> PlaceValue {
        PlaceValue {
            lat: Some(lat),
            lon: Some(lon),
            precision,
            country: Some("XA".into()),
            ..PlaceValue::unresolved(name, PlaceBasis::Stated)
        }
    }

    #[test]
    fn distance_decides_between_points() {
        let town = at("Orlu", 10.0, 20.0, PlacePrecision::Exact);
        for (north, expected) in [(0.02, Lie::Same), (0.2, Lie::Near), (0.4, Lie::Apart), (0.7, Lie::Far)] {
            let other = at("Tave", 10.0 + north, 20.0, PlacePrecision::Exact);
            assert_eq!(lie(Some(&town), Some(&other)), expected, "{north} degrees north");
            assert_eq!(lie(Some(&other), Some(&town)), expected, "the same both ways");
        }
    }

    #[test]
    fn spellings_of_one_unplaced_name_are_one_place() {
        let place = |name| PlaceValue::unresolved(name, PlaceBasis::Stated);
        assert_eq!(lie(Some(&place("Kafr Ombra")), Some(&place("Kafr Umbra"))), Lie::Same);
        assert_eq!(lie(Some(&place("Kafr Ombra")), Some(&place("Tell Dahab"))), Lie::OtherName);
    }

    #[test]
    fn a_region_holds_its_towns_and_not_those_of_the_next_country() {
        let region = PlaceValue { adm1: Some("Vale".into()), ..at("Vale", 10.5, 20.5, PlacePrecision::Adm1) };
        let town = PlaceValue { adm1: Some("Vale".into()), ..at("Orlu", 10.0, 20.0, PlacePrecision::Exact) };
        let abroad = PlaceValue { country: Some("XB".into()), ..town.clone() };
        assert_eq!(lie(Some(&region), Some(&town)), Lie::Within);
        assert_eq!(lie(Some(&region), Some(&abroad)), Lie::Far);
    }
}
