//! The days of movable feasts, computed.
//!
//! Easter after J. Meeus, "Astronomical Algorithms" (2nd ed. 1998), ch. 8; the Hebrew and the
//! tabular Islamic calendar after E. Reingold and N. Dershowitz, "Calendrical Calculations"; the
//! moon after Meeus, ch. 49, the December solstice after ch. 27. Checked against published dates of
//! 1980 to 2030. Where the sight of the moon decides, countries differ by a day: such feasts
//! begin a day early here.

use super::moon::{full_moons, new_moons, solstice};
use cairn_extract::time::Feast;
use cairn_model::Day;

/// The spans of a feast that begin in a year, first and last day, in order: none, one or two.
pub(super) fn days(feast: Feast, year: i16) -> Vec<(Day, Day)> {
    let after_easter = |from: i32, to: i32| {
        let easter = easter(year);
        one(easter.map(|day| day.plus_days(from)), to - from)
    };
    match feast {
        Feast::Easter => after_easter(0, 0),
        Feast::GoodFriday => after_easter(-2, -2),
        Feast::PalmSunday => after_easter(-7, -7),
        Feast::EasterMonday => after_easter(1, 1),
        Feast::HolyWeek => after_easter(-7, 0),
        Feast::Pentecost => after_easter(49, 49),
        Feast::OrthodoxEaster => one(orthodox_easter(year), 0),
        Feast::EidAlFitr => islamic(year, 10, 1, 3),
        Feast::EidAlAdha => islamic(year, 12, 10, 4),
        Feast::Eid => {
            let mut both = [islamic(year, 10, 1, 3), islamic(year, 12, 10, 4)].concat();
            both.sort_unstable();
            both
        }
        Feast::Ramadan => islamic(year, 9, 1, 30),
        Feast::Muharram => islamic(year, 1, 1, 30),
        Feast::Ashura => islamic(year, 1, 10, 1),
        Feast::Arbaeen => islamic(year, 2, 20, 1),
        Feast::Mawlid => islamic(year, 3, 12, 1),
        // The day of the spring equinox in Tehran, 20 or 21 March; the 21st among Kurds.
        Feast::Nowruz => one(Day::new(year, 3, 20), 1),
        Feast::Passover => one(Some(tishri(year).plus_days(-163)), 7),
        Feast::RoshHashanah => one(Some(tishri(year)), 1),
        Feast::YomKippur => one(Some(tishri(year).plus_days(9)), 0),
        Feast::Sukkot => one(Some(tishri(year).plus_days(14)), 6),
        Feast::Hanukkah => {
            // Years of 355 and 385 days have a long Heshvan.
            let long = tishri(year + 1).days_since(tishri(year)) % 10 == 5;
            one(Some(tishri(year).plus_days(83 + i32::from(long))), 7)
        }
        Feast::Purim => one(Some(tishri(year).plus_days(-163 - 30)), 0),
        Feast::Diwali => one(diwali(year), 0),
        // The full moon of May, or the day before where it comes in the night.
        Feast::Vesak => one(full_moons(year, 5, INDIA).first().map(|day| day.plus_days(-1)), 1),
        Feast::LunarNewYear => one(lunar_new_year(year), 0),
        Feast::Thanksgiving => one(fourth_thursday(year), 0),
    }
}

/// Time zones, in hours east of Greenwich.
const INDIA: f64 = 5.5;
const CHINA: f64 = 8.0;

fn one(start: Option<Day>, more: i32) -> Vec<(Day, Day)> {
    start.map(|start| (start, start.plus_days(more))).into_iter().collect()
}

/// Day of a count of days since 1970-01-01.
pub(super) fn of_ordinal(n: i32) -> Option<Day> {
    Day::new(1970, 1, 1).map(|epoch| epoch.plus_days(n))
}

fn easter(year: i16) -> Option<Day> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Day::new(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?)
}

fn orthodox_easter(year: i16) -> Option<Day> {
    let y = i32::from(year);
    let d = (19 * (y % 19) + 15) % 30;
    let n = d + (2 * (y % 4) + 4 * (y % 7) - d + 34) % 7 + 114;
    // The Julian calendar was 13 days behind from 1900 to 2099.
    let julian = Day::new(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?)?;
    Some(julian.plus_days(13))
}

/// The spans of `length` days that begin on a day of the tabular Islamic calendar, a day early.
fn islamic(year: i16, month: i32, day: i32, length: i32) -> Vec<(Day, Day)> {
    let guess = (i32::from(year) - 622) * 33 / 32;
    (guess - 1..=guess + 2)
        .filter_map(|y| {
            let julian =
                (3 + 11 * y).div_euclid(30) + 354 * y + 30 * month - (month - 1) / 2 + day + 1_948_055;
            of_ordinal(julian - 2_440_588)
        })
        .map(|start| (start.plus_days(-1), start.plus_days(length - 1)))
        .filter(|(start, _)| start.year() == year)
        .collect()
}

/// The Hebrew new year that falls in the autumn of a year.
fn tishri(year: i16) -> Day {
    let elapsed = |y: i32| {
        let months = (235 * y - 234).div_euclid(19);
        let parts = 12_084 + 13_753 * i64::from(months);
        let day = 29 * months + i32::try_from(parts.div_euclid(25_920)).unwrap_or(0);
        if (3 * (day + 1)).rem_euclid(7) < 3 { day + 1 } else { day }
    };
    let y = i32::from(year) + 3761;
    let (before, this, after) = (elapsed(y - 1), elapsed(y), elapsed(y + 1));
    let delay = match (after - this, this - before) {
        (356, _) => 2,
        (_, 382) => 1,
        _ => 0,
    };
    // Day 1 of the era is 1,373,427 days before the first of January of the year 1.
    of_ordinal(this + delay - 1_373_427 - 719_163).unwrap_or_else(|| super::granule::month_start(year, 9))
}

/// The evening before or on the new moon of mid-October to mid-November, in India.
fn diwali(year: i16) -> Option<Day> {
    let (first, last) = (Day::new(year, 10, 17)?, Day::new(year, 11, 15)?);
    // A new moon after sunset belongs to that evening, one before it to the evening before.
    let evening = INDIA - 17.5;
    new_moons(year, evening).into_iter().find(|day| (first..=last).contains(day))
}

/// The second new moon after that of the month which holds the winter solstice, in China.
fn lunar_new_year(year: i16) -> Option<Day> {
    let solstice = solstice(year - 1, CHINA)?;
    let mut moons = new_moons(year - 1, CHINA);
    moons.extend(new_moons(year, CHINA));
    let eleventh = moons.iter().rposition(|day| *day <= solstice)?;
    moons.get(eleventh + 2).copied()
}

fn fourth_thursday(year: i16) -> Option<Day> {
    let first = Day::new(year, 11, 1)?;
    Some(first.plus_days((4 - i32::from(first.weekday())).rem_euclid(7) + 21))
}

#[cfg(test)]
mod tests {
    use super::{Feast, days};

    /// First days as published; a span that begins a day early for the sight of the moon holds them.
    const PUBLISHED: &[(Feast, &[&str])] = &[
        (
            Feast::Easter,
            &["1981-04-19", "1990-04-15", "2000-04-23", "2008-03-23", "2017-04-16", "2030-04-21"],
        ),
        (Feast::OrthodoxEaster, &["1990-04-15", "2000-04-30", "2014-04-20", "2017-04-16", "2022-04-24"]),
        (Feast::Pentecost, &["2022-06-05"]),
        (
            Feast::EidAlFitr,
            &["1994-03-14", "2000-01-08", "2012-08-19", "2017-06-25", "2023-04-21", "2024-04-10"],
        ),
        (Feast::EidAlAdha, &["1994-05-21", "2006-12-31", "2015-09-24", "2016-09-12", "2023-06-28"]),
        (Feast::Ramadan, &["2014-06-28", "2017-05-27", "2024-03-11"]),
        (Feast::Ashura, &["2004-03-02", "2012-11-24", "2013-11-14", "2022-08-08"]),
        (Feast::Mawlid, &["2013-01-24", "2015-12-24", "2017-12-01"]),
        (Feast::Passover, &["2002-03-28", "2017-04-11", "2024-04-23"]),
        (Feast::RoshHashanah, &["2006-09-23", "2017-09-21", "2023-09-16"]),
        (Feast::YomKippur, &["1973-10-06", "2017-09-30", "2023-09-25"]),
        (Feast::Hanukkah, &["2017-12-13", "2023-12-08"]),
        (Feast::Purim, &["1994-02-25", "2024-03-24"]),
        (
            Feast::Diwali,
            &["2005-11-01", "2009-10-17", "2012-11-13", "2017-10-19", "2020-11-14", "2023-11-12"],
        ),
        (Feast::Vesak, &["2019-05-18", "2020-05-07", "2021-05-26"]),
        (
            Feast::LunarNewYear,
            &["1968-01-30", "1985-02-20", "2000-02-05", "2015-02-19", "2017-01-28", "2023-01-22"],
        ),
        (Feast::Thanksgiving, &["2013-11-28", "2018-11-22"]),
    ];

    #[test]
    fn feasts_fall_on_their_published_days() {
        for (feast, dates) in PUBLISHED {
            for date in *dates {
                let day: cairn_model::Day = date.parse().unwrap();
                let spans = days(*feast, day.year());
                let holds =
                    |(start, end): &(_, _)| (*start..=*end).contains(&day) && day.days_since(*start) <= 1;
                assert!(spans.iter().any(holds), "{feast:?} {date}: {spans:?}");
            }
        }
    }

    #[test]
    fn a_short_calendar_can_bring_a_feast_twice_a_year() {
        assert_eq!(days(Feast::EidAlFitr, 2000).len(), 2);
    }
}
