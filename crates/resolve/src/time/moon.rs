//! New moons, full moons and the December solstice, to a quarter of an hour (Meeus, ch. 27 and 49).

use super::feast::of_ordinal;
use cairn_model::Day;

/// The days of the new moons of a year, in a zone so many hours east of Greenwich.
pub(super) fn new_moons(year: i16, zone: f64) -> Vec<Day> {
    phases(year, 0.0, zone)
}

/// The days of the full moons from the first of a month on.
pub(super) fn full_moons(year: i16, month: i8, zone: f64) -> Vec<Day> {
    let mut days = phases(year, 0.5, zone);
    days.retain(|day| day.month() >= month);
    days
}

/// The day of the December solstice.
pub(super) fn solstice(year: i16, zone: f64) -> Option<Day> {
    let y = (f64::from(year) - 2000.0) / 1000.0;
    day(2_451_900.059_52 + 365_242.740_49 * y - 0.062_23 * y * y, zone)
}

/// `shift` is 0 for the new moon, 0.5 for the full one.
fn phases(year: i16, shift: f64, zone: f64) -> Vec<Day> {
    let first = ((f64::from(year) - 2000.0) * 12.3685).floor() - 1.0;
    (0..15)
        .filter_map(|n| day(phase(first + f64::from(n) + shift), zone))
        .filter(|day| day.year() == year)
        .collect()
}

/// The Julian day of a phase of the moon.
fn phase(k: f64) -> f64 {
    let t = k / 1236.85;
    let e = 1.0 - 0.002_516 * t;
    let sun = (2.5534 + 29.105_356_7 * k).to_radians();
    let moon = (201.5643 + 385.816_935_28 * k + 0.010_758_2 * t * t).to_radians();
    let node = (160.7108 + 390.670_502_84 * k).to_radians();
    let mean = 2_451_550.097_66 + 29.530_588_861 * k + 0.000_154_37 * t * t;
    mean - 0.4068 * moon.sin()
        + 0.1727 * e * sun.sin()
        + 0.0161 * (2.0 * moon).sin()
        + 0.0104 * (2.0 * node).sin()
        + 0.0074 * e * (moon - sun).sin()
        - 0.0051 * e * (moon + sun).sin()
        + 0.0021 * e * e * (2.0 * sun).sin()
}

/// The civil day of a Julian day.
fn day(julian: f64, zone: f64) -> Option<Day> {
    // A Julian day begins at noon; 2440587.5 is midnight before 1970-01-01.
    #[allow(clippy::cast_possible_truncation, reason = "days of these centuries fit")]
    of_ordinal((julian - 2_440_587.5 + zone / 24.0).floor() as i32)
}
