use super::names::Names;
use super::{Coarsening, Protection};
use cairn_model::{PlacePrecision as P, PlaceValue};

/// The sides of a cell, in degrees.
pub(super) const CELL: f64 = 0.1;

/// Whether a place is coarse enough to be told as it is.
pub(super) fn is_coarse(place: &PlaceValue, coarsen: Coarsening) -> bool {
    match place.precision {
        P::Country | P::International | P::Adm1 => true,
        P::Adm2 => coarsen != Coarsening::Adm1,
        // A fuzzy area may be as small as a suburb.
        P::Exact | P::Near | P::Area | P::Unresolved => false,
    }
}

/// A place as it may be told; nothing where nothing of it may.
pub(super) fn veil(place: PlaceValue, protection: Protection, names: &dyn Names) -> Option<PlaceValue> {
    let Some(coarsen) = protection.coarsen else { return without_persons(place, protection) };
    let is_coarse = is_coarse(&place, coarsen);
    let adm2 = (coarsen == Coarsening::Adm2 && !is_coarse).then(|| names.adm2(&place)).flatten();
    let PlaceValue {
        // As written: anything may stand there.
        name: _,
        resolved,
        place_id,
        country,
        adm1,
        lat,
        lon,
        precision,
        basis,
        relation: _,
        span: _,
    } = place;
    let is_point = matches!(precision, P::Exact | P::Near);
    let (name, precision) = match (resolved.filter(|_| is_coarse), adm2, &adm1, &country) {
        (Some(known), ..) => (known, precision),
        (_, Some(adm2), ..) => (adm2, P::Adm2),
        (.., Some(adm1), _) => (adm1.clone(), P::Adm1),
        (.., Some(country)) => (country.clone(), P::Country),
        _ => return None,
    };
    let cell = coarsen == Coarsening::Cell && is_point;
    Some(PlaceValue {
        resolved: Some(name.clone()),
        name,
        place_id: place_id.filter(|_| is_coarse),
        country,
        adm1,
        lat: lat.filter(|_| cell).map(to_cell),
        lon: lon.filter(|_| cell).map(to_cell),
        // A point again, for those who read it: within some eight kilometres.
        precision: if cell && lat.is_some() { P::Near } else { precision },
        basis,
        relation: None,
        span: None,
    })
}

/// The middle of the cell that a coordinate lies in.
fn to_cell(degrees: f64) -> f64 {
    (degrees / CELL).round() / (1.0 / CELL).round()
}

/// With the places as they are: a name that no gazetteer has may be a person's.
fn without_persons(place: PlaceValue, protection: Protection) -> Option<PlaceValue> {
    if !protection.no_private_names {
        return Some(place);
    }
    let name = match (&place.resolved, &place.country) {
        (Some(known), _) => known.clone(),
        (None, Some(country)) => country.clone(),
        (None, None) => return None,
    };
    let precision = if place.resolved.is_some() { place.precision } else { P::Country };
    Some(PlaceValue { name, relation: None, span: None, precision, ..place })
}

#[cfg(test)]
mod tests {
    use super::super::NoNames;
    use super::*;
    use cairn_model::PlaceBasis;

    fn village() -> PlaceValue {
        PlaceValue {
            resolved: Some("Tal Orlu".to_owned()),
            place_id: Some(7),
            country: Some("GD".to_owned()),
            adm1: Some("Ithilien".to_owned()),
            lat: Some(35.8749),
            lon: Some(-36.6251),
            precision: P::Exact,
            relation: Some("behind the mill of".to_owned()),
            ..PlaceValue::unresolved("Tell Orlou", PlaceBasis::Stated)
        }
    }

    #[test]
    fn a_village_becomes_its_region_or_its_cell() {
        let veil = |place, coarsen| {
            veil(place, Protection { coarsen: Some(coarsen), no_private_names: false }, &NoNames)
        };
        let region = veil(village(), Coarsening::Adm1).unwrap();
        assert_eq!((region.name.as_str(), region.lat, region.precision), ("Ithilien", None, P::Adm1));
        assert_eq!((region.place_id, region.relation), (None, None));
        let cell = veil(village(), Coarsening::Cell).unwrap();
        assert_eq!((cell.lat, cell.lon), (Some(35.9), Some(-36.6)));
        assert_eq!(cell.name, "Ithilien");
        let somewhere = PlaceValue::unresolved("Tal Orlu", PlaceBasis::Stated);
        assert_eq!(veil(somewhere, Coarsening::Adm1), None);
    }
}
