//! What the names of one report say about each other.

use super::level::PlaceLevel;
use super::sense::{EARTH_KM, Sense, chord};
use rustc_hash::FxHashMap;

/// A name of the report with its senses.
pub(super) struct Unit<'g> {
    pub senses: Vec<Sense<'g>>,
    /// Root of the number of its mentions: a name said four times counts twice.
    pub weight: f64,
}

/// Weight of the report's countries.
const COUNTRY: f64 = 6.0;
/// Weight of the report's first-level regions.
const REGION: f64 = 5.0;
/// Weight of other places close by.
const NEARNESS: f64 = 8.0;
/// Distance over which nearness falls to a half, in km.
const REACH: f64 = 150.0;
/// How far an unlikely sense still speaks for its neighbours: several unlikely senses side by side
/// are no chance ("Kent", "Sharon" and "Cornwall" in Connecticut). 1 would count it by its
/// probability, 0 like any other.
const UNLIKELY: f64 = 0.2;
/// Rounds in which names inform each other; more change nothing that was measured.
const N_ROUNDS: usize = 2;
/// Keeps a single other name from deciding alone.
const DOUBT: f64 = 0.7;

/// How strongly the rest of the report speaks for a country, region or spot, each from 0 to 1.
#[derive(Default, Clone, Copy)]
pub(super) struct Support {
    pub country: f64,
    pub region: f64,
    pub nearness: f64,
}

/// Weight that the report puts on countries and regions, by hash.
#[derive(Default)]
struct Votes {
    weights: FxHashMap<u64, f64>,
    total: f64,
}

impl Votes {
    fn add(&mut self, unit: &Unit, sign: f64) {
        self.total += sign * unit.weight;
        for sense in &unit.senses {
            let weight = sign * unit.weight * sense.probability;
            *self.weights.entry(sense.country).or_default() += weight;
            if sense.region != 0 {
                *self.weights.entry(sense.region).or_default() += weight;
            }
        }
    }

    fn share(&self, key: u64) -> f64 {
        if key == 0 {
            return 0.0;
        }
        self.weights.get(&key).copied().unwrap_or(0.0).max(0.0) / (self.total + DOUBT)
    }
}

/// Scores every sense of every name by its prior and by the other names of the report. Gives what
/// the other names said for each in the last round.
pub(super) fn weigh(units: &mut [Unit]) -> Vec<Vec<Support>> {
    units.iter_mut().for_each(|unit| {
        unit.senses.iter_mut().for_each(|sense| sense.score = sense.prior);
        settle(unit);
    });
    let mut said = Vec::new();
    for _ in 0..N_ROUNDS {
        said = supports(units);
        for (unit, supports) in units.iter_mut().zip(&said) {
            for (sense, support) in unit.senses.iter_mut().zip(supports) {
                sense.score = sense.prior
                    + COUNTRY * support.country
                    + REGION * support.region
                    + NEARNESS * support.nearness;
            }
            settle(unit);
        }
    }
    said
}

/// What the other names say for each sense of each name.
fn supports(units: &[Unit]) -> Vec<Vec<Support>> {
    let mut votes = Votes::default();
    units.iter().for_each(|unit| votes.add(unit, 1.0));
    let spots: Vec<Spots> = units.iter().map(spots).collect();
    let mut all = Vec::with_capacity(units.len());
    for (n, unit) in units.iter().enumerate() {
        votes.add(unit, -1.0);
        let supports = unit.senses.iter().map(|sense| Support {
            country: votes.share(sense.country),
            region: votes.share(sense.region),
            nearness: nearness(units, &spots, n, sense),
        });
        all.push(supports.collect());
        votes.add(unit, 1.0);
    }
    all
}

/// Where a name's senses lie and how loudly each speaks, the loudest first.
type Spots = Vec<([f64; 3], f64)>;

fn spots(unit: &Unit) -> Spots {
    let placed = |sense: &&Sense| sense.level.is_point() || sense.level == PlaceLevel::Adm2;
    let mut spots: Spots =
        unit.senses.iter().filter(placed).map(|sense| (sense.point, sense.voice)).collect();
    spots.sort_by(|a, b| b.1.total_cmp(&a.1));
    spots
}

fn nearness(units: &[Unit], spots: &[Spots], own: usize, sense: &Sense) -> f64 {
    let scale = (EARTH_KM / REACH).powi(2);
    let (mut near, mut total) = (0.0, DOUBT);
    for (n, (other, spots)) in units.iter().zip(spots).enumerate() {
        if n == own {
            continue;
        }
        let mut best: f64 = 0.0;
        for (point, voice) in spots {
            // No quieter sense can speak louder than the best one does.
            if *voice <= best {
                break;
            }
            best = best.max(voice / (1.0 + scale * chord(sense.point, *point)));
        }
        near += other.weight * best;
        total += other.weight;
    }
    near / total
}

/// Turns scores into probabilities and voices.
fn settle(unit: &mut Unit) {
    let best = unit.senses.iter().map(|sense| sense.score).fold(f64::MIN, f64::max);
    let total: f64 = unit.senses.iter().map(|sense| (sense.score - best).exp()).sum();
    for sense in &mut unit.senses {
        sense.probability = (sense.score - best).exp() / total;
        sense.voice = sense.probability.powf(UNLIKELY);
    }
}
