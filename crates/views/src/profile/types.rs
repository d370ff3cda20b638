use crate::export::sheet::CellType;

/// Columns of whole numbers, in any codebook.
const INTEGERS: &[&str] = &[
    "year",
    "type_of_violence",
    "number_of_sources",
    "where_prec",
    "event_clarity",
    "date_prec",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "time_precision",
    "inter1",
    "inter2",
    "geo_precision",
    "fatalities",
    "deaths_min",
    "deaths_max",
    "injuries_min",
    "injuries_max",
    "civilians_killed_min",
    "civilians_killed_max",
    "civilians_injured_min",
    "civilians_injured_max",
    "belligerents_killed_min",
    "belligerents_killed_max",
    "Killed, at least",
    "Killed, at most",
    "Civilians killed, at least",
    "Civilians killed, at most",
    "Injured, at least",
    "Injured, at most",
    "Displaced, at least",
    "Displaced, at most",
];

/// Columns of degrees.
const NUMBERS: &[&str] = &["latitude", "longitude", "Latitude", "Longitude"];

/// Columns of one day.
const DAYS: &[&str] = &["date_start", "date_end", "event_date", "First day", "Last day"];

/// What the cells of a profile's column hold, where a format knows types.
pub(super) fn holds(name: &str) -> CellType {
    match name {
        _ if INTEGERS.contains(&name) => CellType::Integer,
        _ if NUMBERS.contains(&name) => CellType::Number,
        _ if DAYS.contains(&name) => CellType::Day,
        _ => CellType::Text,
    }
}
