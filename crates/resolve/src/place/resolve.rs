//! Takes the place mentions of one report. Gives a value for each.

use super::atlas::{Atlas, Senses};
use super::context::{Support, Unit, weigh};
use super::fold::fold;
use super::gazetteer::Place;
use super::layout::NameQuality;
use super::level::{PlaceLevel, split_level};
use super::mention::{PlaceMention, ReportContext};
use super::sense::{Sense, is_within_km};
use super::strength::is_common_word;
use cairn_model::{PlaceBasis, PlacePrecision, PlaceValue};

/// Resolves the places of one report together: a name has one sense in a report (unless its clauses
/// place it differently), and the names inform each other. One value for each mention, in the order
/// of the mentions.
pub fn resolve_places(atlas: &Atlas, mentions: &[PlaceMention], context: &ReportContext) -> Vec<PlaceValue> {
    let (names, unit_of) = distinct_names(mentions);
    let mut units: Vec<Unit> = Vec::with_capacity(names.len() + context.hints.len() + 2);
    let mut containers: Vec<Vec<Senses>> = Vec::with_capacity(names.len());
    for name in &names {
        let outer: Vec<Senses> =
            name.within.iter().map(|outer| atlas.containing(outer, context.country)).collect();
        let found = atlas.senses(name.words, name.level, name.within, &outer, context.country);
        units.push(Unit { senses: found.to_vec(), weight: name.n.sqrt() });
        containers.push(outer);
    }
    add_context(atlas, context, &mut units);
    let supports = weigh(&mut units);
    let settled: Vec<Option<Spot>> = units.iter().map(spot).collect();
    let choices: Vec<Choice> = (0..names.len())
        .map(|n| {
            let others = settled.iter().enumerate().filter(|(other, _)| *other != n);
            let is_elsewhere =
                |sense: &Sense| is_elsewhere(sense, others.clone().filter_map(|(_, spot)| *spot));
            choose(&names[n], &units[n], &supports[n], &containers[n], context, is_elsewhere)
        })
        .collect();
    mentions.iter().zip(unit_of).map(|(mention, n)| value(mention, &names[n], choices[n])).collect()
}

/// A name of the report, with what its clauses say of it.
struct Name<'m> {
    key: String,
    words: &'m str,
    level: Option<PlaceLevel>,
    within: &'m [&'m str],
    /// How often it is named; in passing counts a part.
    n: f64,
}

/// What a mention in passing counts.
const IN_PASSING: f64 = 0.25;

/// The distinct names, and the number of the name of each mention.
fn distinct_names<'m>(mentions: &'m [PlaceMention<'m>]) -> (Vec<Name<'m>>, Vec<usize>) {
    let mut names: Vec<Name> = Vec::new();
    let mut unit_of = Vec::with_capacity(mentions.len());
    for mention in mentions {
        let key = fold(mention.words);
        let n = if mention.in_passing { IN_PASSING } else { 1.0 };
        let same = |name: &&Name| name.key == key && name.level == mention.level;
        // A later bare mention takes over what an earlier clause said of the name.
        let known = names.iter().position(|name| {
            same(&name)
                && (mention.within.is_empty() || name.within.is_empty() || name.within == mention.within)
        });
        match known {
            Some(known) => {
                names[known].n += n;
                if names[known].within.is_empty() {
                    names[known].within = &mention.within;
                }
                unit_of.push(known);
            }
            None => {
                unit_of.push(names.len());
                names.push(Name {
                    key,
                    words: mention.words,
                    level: mention.level,
                    within: &mention.within,
                    n,
                });
            }
        }
    }
    (names, unit_of)
}

/// The dateline, the hints and the outlet's country take part in the weighing like names.
fn add_context(atlas: &Atlas, context: &ReportContext, units: &mut Vec<Unit<'static>>) {
    let senses = |words: &str| atlas.senses(words, None, &[], &[], None).to_vec();
    for words in context.hints.iter().chain(&context.dateline) {
        units.push(Unit { senses: senses(words), weight: 1.0 });
    }
    if let Some(code) = context.country {
        let home = atlas.country_of_code(code);
        let senses = home.into_iter().flat_map(|place| senses(place.name()));
        units.push(Unit {
            senses: senses.filter(|sense| sense.place.country() == code).collect(),
            weight: 0.5,
        });
    }
}

/// What a name turned out to mean.
#[derive(Clone, Copy)]
enum Choice<'g> {
    /// A place of the gazetteer.
    Place(Place<'g>),
    /// It is not known itself, but it lies in this place.
    Within(Place<'g>),
    /// Nothing is known.
    Unknown,
}

/// Where a name most likely lies: country, first-level region (hashes, as in [`Sense`]), point.
#[derive(Clone, Copy)]
struct Spot {
    country: u64,
    region: u64,
    point: [f64; 3],
}

/// Probability from which on a name is settled enough to place others.
const SETTLED: f64 = 0.5;
/// How far from every other place of its country a name may lie that only sounds right, in km.
const EARSHOT: f64 = 60.0;

fn spot(unit: &Unit) -> Option<Spot> {
    let is_settled = |sense: &&Sense| sense.probability >= SETTLED && sense.quality != NameQuality::Sound;
    let sense = unit.senses.iter().find(is_settled).filter(|sense| sense.region != 0)?;
    Some(Spot { country: sense.country, region: sense.region, point: sense.point })
}

/// Whether the report's other places of the country all lie in other regions: what only sounds right
/// is then another place.
fn is_elsewhere(sense: &Sense, others: impl Iterator<Item = Spot>) -> bool {
    let mut at_home = others.filter(|other| other.country == sense.country).peekable();
    at_home.peek().is_some()
        && at_home
            .all(|other| other.region != sense.region && !is_within_km(other.point, sense.point, EARSHOT))
}

/// Support of a country above which a name that only sounds right, or is also a common word, is
/// believed.
const BELIEVED: f64 = 0.15;

fn choose(
    name: &Name,
    unit: &Unit<'static>,
    supports: &[Support],
    containers: &[Senses],
    context: &ReportContext,
    is_elsewhere: impl Fn(&Sense) -> bool,
) -> Choice<'static> {
    let best = unit.senses.iter().zip(supports).reduce(|a, b| if b.0.score > a.0.score { b } else { a });
    if let Some((sense, support)) = best {
        let is_home = context.country.is_some_and(|code| code == sense.place.country());
        let is_misheard = sense.quality == NameQuality::Sound && !sense.is_contained && is_elsewhere(sense);
        let is_supported = sense.is_contained || !is_misheard && (support.country >= BELIEVED || is_home);
        // A hospital or a quarter that bears a town's name lies in it only where the report is there.
        let is_eponym = sense.level == PlaceLevel::City
            && matches!(
                name.level.or(split_level(&name.key).1),
                Some(PlaceLevel::Site | PlaceLevel::District)
            );
        let is_plain = sense.quality != NameQuality::Sound
            && !is_eponym
            && (name.level.is_some() || split_level(&name.key).1.is_some() || !is_common_word(&name.key));
        if (is_plain || is_supported) && (containers.is_empty() || sense.is_contained) {
            return Choice::Place(sense.place);
        }
        let asked = name.level.or(split_level(&name.key).1);
        // What the clause says it lies in is not known, or cannot hold it ("Romania, Moldova" is a
        // list): the name has to do, unless it is said to be a part of a town.
        let is_part = matches!(asked, Some(PlaceLevel::District | PlaceLevel::Site));
        if is_plain
            && !is_part
            && containers.iter().flat_map(|senses| senses.iter()).all(|outer| !can_hold(outer, sense))
        {
            return Choice::Place(sense.place);
        }
    }
    // The likeliest sense of each container, and of these the most narrow.
    let likeliest = |senses: &'_ Senses| {
        senses.iter().max_by(|a, b| a.prior.total_cmp(&b.prior)).map(|sense| (sense.level, sense.place))
    };
    let outer = containers.iter().filter_map(likeliest).max_by_key(|(level, _)| *level);
    outer.map_or(Choice::Unknown, |(_, place)| Choice::Within(place))
}

/// Whether a place may hold one that is not known to lie in it: the gazetteer lacks many small
/// places, but of countries, regions and large towns it knows where they lie.
fn can_hold(outer: &Sense, inner: &Sense) -> bool {
    let is_known = inner.quality == NameQuality::Primary && inner.place.population() >= LARGE;
    outer.level < inner.level && !is_known
}

/// People from which on a place of that name somewhere else would be said to be another one.
const LARGE: u32 = 100_000;

fn value(mention: &PlaceMention, name: &Name, choice: Choice) -> PlaceValue {
    let mut value = PlaceValue::unresolved(mention.words, mention.basis);
    value.relation = mention.relation.map(str::to_owned);
    value.span = Some(mention.span);
    let (place, asked) = match choice {
        Choice::Place(place) => (place, name.level.or(split_level(&name.key).1)),
        Choice::Within(place) => (place, None),
        Choice::Unknown => return value,
    };
    fill(&mut value, place);
    value.precision = match (choice, precision(place, asked, mention.relation)) {
        // Somewhere in or near a known town is not that town.
        (Choice::Within(_), PlacePrecision::Exact) => PlacePrecision::Near,
        (_, precision) => precision,
    };
    value
}

/// An entry of the gazetteer as the place that a name stands for.
pub fn place_value(place: Place<'_>, name: &str, basis: PlaceBasis) -> PlaceValue {
    let mut value = PlaceValue::unresolved(name, basis);
    fill(&mut value, place);
    value.precision = precision(place, None, None);
    value
}

fn fill(value: &mut PlaceValue, place: Place<'_>) {
    let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let (lat, lon) = place.position();
    value.resolved = Some(place.name().to_owned());
    value.place_id = place.geonames_id();
    value.country = filled(place.country());
    value.adm1 = filled(place.adm1());
    value.lat = Some(lat);
    value.lon = Some(lon);
}

/// UCDP's precision of a place that was asked for as `asked`.
fn precision(place: Place, asked: Option<PlaceLevel>, relation: Option<&str>) -> PlacePrecision {
    match place.level() {
        PlaceLevel::City | PlaceLevel::District | PlaceLevel::Site => match asked {
            Some(PlaceLevel::Adm1) => PlacePrecision::Adm1,
            Some(PlaceLevel::Adm2) => PlacePrecision::Adm2,
            // "Aleppo hospital" is somewhere in Aleppo.
            Some(PlaceLevel::Site | PlaceLevel::District) if place.level() == PlaceLevel::City => {
                PlacePrecision::Near
            }
            // Points of our own tables are right to some kilometres only.
            _ if relation.is_some() || place.geonames_id().is_none() => PlacePrecision::Near,
            _ => PlacePrecision::Exact,
        },
        PlaceLevel::Adm2 => PlacePrecision::Adm2,
        PlaceLevel::Adm1 => PlacePrecision::Adm1,
        PlaceLevel::Country if relation.is_some() => PlacePrecision::Area,
        PlaceLevel::Country => PlacePrecision::Country,
        PlaceLevel::Water if place.country().is_empty() => PlacePrecision::International,
        PlaceLevel::Area | PlaceLevel::River | PlaceLevel::Water => PlacePrecision::Area,
    }
}
