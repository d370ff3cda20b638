//! How finely time and place are known, in the scales of the codebooks.

use cairn_model::{Day, PlacePrecision};

/// UCDP GED `where_prec`, 1 to 7; none where the position is not known.
pub(super) fn ucdp_where(precision: PlacePrecision) -> Option<u8> {
    Some(match precision {
        PlacePrecision::Exact => 1,
        PlacePrecision::Near => 2,
        PlacePrecision::Adm2 => 3,
        PlacePrecision::Adm1 => 4,
        PlacePrecision::Area => 5,
        PlacePrecision::Country => 6,
        PlacePrecision::International => 7,
        PlacePrecision::Unresolved => return None,
    })
}

/// UCDP GED `date_prec`: 1 the day, 2 within 2 to 6 days, 3 the week, 4 within 8 to 30 days or a
/// month, 5 longer.
pub(super) fn ucdp_date((start, end): (Day, Day)) -> u8 {
    match end.days_since(start) {
        0 => 1,
        1..=5 => 2,
        6 => 3,
        7..=30 => 4,
        _ => 5,
    }
}

/// ACLED `geo_precision`: 1 a town, 2 near one or a part of a region, 3 a larger region; none for
/// what ACLED does not record (a country) and where the position is not known.
pub(super) fn acled_geo(precision: PlacePrecision) -> Option<u8> {
    match precision {
        PlacePrecision::Exact => Some(1),
        PlacePrecision::Near | PlacePrecision::Adm2 => Some(2),
        PlacePrecision::Adm1 | PlacePrecision::Area => Some(3),
        PlacePrecision::Country | PlacePrecision::International | PlacePrecision::Unresolved => None,
    }
}

/// ACLED `time_precision`: 1 the day, 2 within a week, 3 within a month; none for anything vaguer,
/// which ACLED does not record.
pub(super) fn acled_time((start, end): (Day, Day)) -> Option<u8> {
    match end.days_since(start) {
        0 => Some(1),
        1..=6 => Some(2),
        7..=30 => Some(3),
        _ => None,
    }
}

/// Airwars' ladder of geolocation accuracy, as far as a text can lead up it.
pub(super) fn airwars_where(precision: PlacePrecision) -> Option<&'static str> {
    match precision {
        PlacePrecision::Exact => Some("Town or village"),
        PlacePrecision::Near => Some("Nearby landmark"),
        PlacePrecision::Adm2 => Some("District"),
        PlacePrecision::Adm1 => Some("Province/governorate"),
        _ => None,
    }
}
