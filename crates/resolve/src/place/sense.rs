//! What a name may mean, and how likely that is before the rest of the report is looked at.

use super::fold::{fold, sound};
use super::gazetteer::{Candidate, Gazetteer, Place};
use super::layout::NameQuality;
use super::level::{PlaceLevel, split_level};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// One place that a name of the report may stand for.
#[derive(Clone)]
pub(super) struct Sense<'g> {
    pub place: Place<'g>,
    pub quality: NameQuality,
    pub level: PlaceLevel,
    /// The position on the unit sphere.
    pub point: [f64; 3],
    /// Hash of the country; 0 for none.
    pub country: u64,
    /// Hash of country and first-level region; 0 for none.
    pub region: u64,
    /// Evidence for it from the name and its own clause, on a logarithmic scale.
    pub prior: f64,
    /// The prior and what the report adds.
    pub score: f64,
    /// Share of the name's meaning, over its senses.
    pub probability: f64,
    /// How far it speaks for its neighbours, from its probability.
    pub voice: f64,
    /// Whether it lies in what the clause says it lies in.
    pub is_contained: bool,
}

/// Weight of a population: half a million people more or less outweigh no context.
const POPULATION: f64 = 0.6;
/// Stands for the people of a place whose population is not known.
const FEW: f64 = 300.0;
/// A known area, river or sea: as well known as a large town.
const AREA: f64 = 8.5;
/// A known camp, base or quarter: as well known as a small town.
const SITE: f64 = 5.5;

fn prior(place: Place, quality: NameQuality, level: PlaceLevel, asked: Option<PlaceLevel>) -> f64 {
    let people = POPULATION * (f64::from(place.population()) + FEW).ln();
    let known = match level {
        PlaceLevel::Country => people + 3.0,
        PlaceLevel::Adm1 | PlaceLevel::City => people,
        PlaceLevel::Adm2 => people - 1.5,
        PlaceLevel::Area | PlaceLevel::River | PlaceLevel::Water => AREA,
        PlaceLevel::District | PlaceLevel::Site => SITE,
    };
    let is_region = matches!(level, PlaceLevel::Adm1 | PlaceLevel::Adm2 | PlaceLevel::Area);
    let fits = match asked {
        None => 0.0,
        Some(asked) if asked == level => 4.0,
        Some(asked) if asked.is_point() => {
            if level.is_point() {
                2.0
            } else {
                -4.0
            }
        }
        Some(_) => {
            if is_region {
                2.0
            } else {
                -2.0
            }
        }
    };
    known + of_quality(quality) + fits
}

fn of_quality(quality: NameQuality) -> f64 {
    match quality {
        NameQuality::Primary => 0.0,
        NameQuality::Alternate | NameQuality::Demonym => -1.5,
        NameQuality::Sound => -4.0,
    }
}

fn hash(parts: (&str, &str)) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    parts.hash(&mut hasher);
    hasher.finish() | 1
}

/// How many senses of one name are weighed against the report.
const N_SENSES: usize = 12;
/// Weight of lying in what the clause names.
const CONTAINED: f64 = 14.0;
/// Against a region that bears its chief town's name, where no word asks for the region.
const REGION_OF_TOWN: f64 = -1.0;

/// Every sense of a name, the likeliest first.
///
/// `containers` are the senses of what the clause says it lies in, one list for each name.
pub(super) fn senses<'g>(
    gazetteer: &'g Gazetteer,
    name: &str,
    level: Option<PlaceLevel>,
    containers: &[Arc<[Sense<'g>]>],
) -> Vec<Sense<'g>> {
    let folded = fold(name);
    let (bare, word_level) = split_level(&folded);
    let asked = level.or(word_level);
    let mut candidates = gazetteer.lookup_folded(&folded);
    if bare != folded {
        add_new(&mut candidates, gazetteer.lookup_folded(bare));
    }
    // How countries are spelt is known: what has a meaning of its own does not also sound like one.
    if candidates.iter().any(|candidate| candidate.quality != NameQuality::Sound) {
        candidates.retain(|candidate| {
            candidate.quality != NameQuality::Sound || candidate.place.level() != PlaceLevel::Country
        });
    }
    let mut senses: Vec<Sense> =
        candidates.into_iter().map(|candidate| sense(candidate, asked, containers)).collect();
    let is_placed = containers.is_empty() || senses.iter().any(|sense| sense.is_contained);
    if !is_placed && let Some(key) = sound(bare) {
        let near =
            gazetteer.near_sounds(&key).into_iter().map(|candidate| sense(candidate, asked, containers));
        senses.extend(near.filter(|sense| sense.is_contained));
    }
    if asked.is_none() {
        drop_far_fetched(&mut senses);
        prefer_towns(&mut senses);
    }
    // A stable sort: equals stay in the order of the gazetteer.
    senses.sort_by(|a, b| b.prior.total_cmp(&a.prior));
    senses.truncate(N_SENSES);
    let best = senses.first().map_or(0.0, |sense| sense.prior);
    senses.retain(|sense| sense.prior > best - OUT_OF_REACH);
    if containers.is_empty() {
        senses.iter_mut().for_each(|sense| sense.point = on_sphere(sense.place.position()));
    }
    senses
}

/// How much less likely than the best a sense may be and still be brought up by its neighbours.
const OUT_OF_REACH: f64 = 8.0;

/// How much less likely than the best a sense of a container may be.
const RIVAL: f64 = 4.0;
/// For a container in the country that the outlet writes about.
const HOME: f64 = 4.0;

/// The senses of a name that says where something else lies: the likely ones only, for far-fetched
/// ones would find a namesake inside them.
pub(super) fn containing_senses<'g>(
    gazetteer: &'g Gazetteer,
    name: &str,
    home: Option<&str>,
) -> Vec<Sense<'g>> {
    let mut senses = senses(gazetteer, name, None, &[]);
    for sense in senses.iter_mut().filter(|sense| home == Some(sense.place.country())) {
        sense.prior += HOME;
    }
    let best = senses.iter().map(|sense| sense.prior).fold(f64::MIN, f64::max);
    senses.retain(|sense| sense.prior > best - RIVAL);
    senses
}

fn add_new<'g>(candidates: &mut Vec<Candidate<'g>>, more: Vec<Candidate<'g>>) {
    for candidate in more {
        if !candidates.iter().any(|known| known.place.is_same(candidate.place)) {
            candidates.push(candidate);
        }
    }
}

fn sense<'g>(
    candidate: Candidate<'g>,
    asked: Option<PlaceLevel>,
    containers: &[Arc<[Sense<'g>]>],
) -> Sense<'g> {
    let place = candidate.place;
    let level = place.level();
    let (country, adm1) = (place.country(), place.adm1());
    let mut sense = Sense {
        place,
        quality: candidate.quality,
        level,
        // Many senses are dropped again before anything asks where they lie.
        point: if containers.is_empty() { [0.0; 3] } else { on_sphere(place.position()) },
        country: if country.is_empty() { 0 } else { hash((country, "")) },
        region: if adm1.is_empty() { 0 } else { hash((country, adm1)) },
        prior: prior(place, candidate.quality, level, asked),
        score: 0.0,
        probability: 0.0,
        voice: 0.0,
        is_contained: false,
    };
    for container in containers {
        let best = container
            .iter()
            .filter(|outer| contains(outer, &sense))
            .map(|outer| outer.prior)
            .max_by(f64::total_cmp);
        if let Some(outer) = best {
            sense.is_contained = true;
            // Between two containers of one name the better known one counts.
            sense.prior += CONTAINED + 0.5 * outer;
        }
    }
    sense
}

/// A region mostly bears the name of its chief town, and the bare name mostly means the town. What
/// is known of the region's names holds for the town as well.
fn prefer_towns(senses: &mut [Sense]) {
    let regions: Vec<(u64, NameQuality)> = senses
        .iter()
        .filter(|sense| sense.level == PlaceLevel::Adm1)
        .map(|sense| (sense.region, sense.quality))
        .collect();
    let mut with_town = Vec::new();
    for town in senses.iter_mut().filter(|sense| sense.level == PlaceLevel::City) {
        let Some((region, quality)) = regions.iter().find(|(region, _)| *region == town.region) else {
            continue;
        };
        with_town.push(*region);
        if *quality < town.quality {
            town.prior += of_quality(*quality) - of_quality(town.quality);
            town.quality = *quality;
        }
    }
    for region in senses.iter_mut().filter(|sense| sense.level == PlaceLevel::Adm1) {
        if with_town.contains(&region.region) {
            region.prior += REGION_OF_TOWN;
        }
    }
}

/// "Norway, Sweden" is a list, though some village of Sweden may be known by a name like the first:
/// where the name is a country's or a region's own, only a place of just that name is contained.
fn drop_far_fetched(senses: &mut Vec<Sense>) {
    let is_own = |sense: &Sense| sense.quality == NameQuality::Primary;
    let is_region = |sense: &Sense| matches!(sense.level, PlaceLevel::Country | PlaceLevel::Adm1);
    if senses.iter().any(|sense| is_own(sense) && is_region(sense)) {
        senses.retain(|sense| {
            let is_named = is_region(sense) && sense.quality != NameQuality::Sound;
            !sense.is_contained || is_own(sense) || is_named
        });
    }
}

/// Within this distance of a town a village may be said to lie "in" it, in km.
const NEAR_TOWN: f64 = 40.0;
/// The same for a second-level region whose members are not all known.
const NEAR_DISTRICT: f64 = 60.0;
/// The same for a first-level region and a place near its border.
const NEAR_REGION: f64 = 120.0;
/// The same for an area without bounds.
const NEAR_AREA: f64 = 300.0;

fn contains(outer: &Sense, inner: &Sense) -> bool {
    if outer.place.is_same(inner.place) {
        return false;
    }
    if outer.country != 0 && inner.country != 0 && outer.country != inner.country {
        return false;
    }
    match outer.level {
        PlaceLevel::Country => true,
        PlaceLevel::Adm1 if inner.region == 0 => is_within(outer, inner, NEAR_REGION),
        PlaceLevel::Adm1 => outer.region == inner.region,
        PlaceLevel::Adm2 => {
            let is_member = outer.place.adm2() == inner.place.adm2() && outer.region == inner.region;
            is_member || is_within(outer, inner, NEAR_DISTRICT)
        }
        PlaceLevel::City | PlaceLevel::District | PlaceLevel::Site => is_within(outer, inner, NEAR_TOWN),
        PlaceLevel::Area | PlaceLevel::River | PlaceLevel::Water => is_within(outer, inner, NEAR_AREA),
    }
}

/// Mean radius of the Earth in km.
pub(super) const EARTH_KM: f64 = 6371.0;

/// Whether two senses lie within some kilometres of each other.
fn is_within(a: &Sense, b: &Sense, km: f64) -> bool {
    is_within_km(a.point, b.point, km)
}

/// Whether two points of the unit sphere lie within some kilometres of each other.
pub(super) fn is_within_km(a: [f64; 3], b: [f64; 3], km: f64) -> bool {
    chord(a, b) < (km / EARTH_KM).powi(2)
}

/// Square of the chord between two points of the unit sphere: cheap, and as good as the distance
/// along the ground within some hundred km.
pub(super) fn chord(a: [f64; 3], b: [f64; 3]) -> f64 {
    let [x, y, z] = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
    x * x + y * y + z * z
}

/// Latitude and longitude as a point of the unit sphere.
fn on_sphere((lat, lon): (f64, f64)) -> [f64; 3] {
    let (sin_lat, cos_lat) = lat.to_radians().sin_cos();
    let (sin_lon, cos_lon) = lon.to_radians().sin_cos();
    [cos_lat * cos_lon, cos_lat * sin_lon, sin_lat]
}
