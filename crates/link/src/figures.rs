//! Figures of one incident: a series per claimant and per what is counted, and where they disagree.

use crate::died::{died, died_later};
use crate::origin::Origins;
use cairn_model::{
    ActorSide, Claim, ClaimId, Convention, Corroboration, Day, Disagreement, Figure, FigurePoint,
    FigureSeries, Group, Kind, Object, OriginId, Qualifier, Status,
};
use std::collections::{BTreeMap, BTreeSet};

/// A claim with the report it stands in, numbered as in the sorted block.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stated<'a> {
    pub(crate) report: usize,
    pub(crate) dated: Option<Day>,
    pub(crate) claim: &'a Claim,
    /// Whether it says that the incident happened.
    pub(crate) founds: bool,
}

/// Which people a claim counts. "The army suffered no fatalities" counts the army's own people,
/// whatever else the sentence leaves open: nobody is said to have killed nobody.
fn group(claim: &Claim) -> Option<Group> {
    let own = claim.target.as_ref().or(claim.actor.as_ref()).map(|party| party.side);
    match (claim.group, claim.figure.n, own) {
        (
            Some(Group::Unspecified),
            Some(0),
            Some(ActorSide::State | ActorSide::International | ActorSide::ProGovernment),
        ) => Some(Group::StateForce),
        (Some(Group::Unspecified), Some(0), Some(ActorSide::Rebel)) => Some(Group::Fighter),
        (group, ..) => group,
    }
}

/// What one claimant counts, of things: claimant, kind and object.
type Counted = (OriginId, Kind, Object);

/// The things of which a claimant counts several sorts in one report: 46 armed pickups and 20 trucks are
/// no figure and a later one, but two sorts of vehicles.
fn in_sorts(counted: &[&Stated<'_>], origin: impl Fn(&Stated<'_>) -> OriginId) -> BTreeSet<Counted> {
    let mut numbers: BTreeMap<(usize, Counted), BTreeSet<u64>> = BTreeMap::new();
    for one in counted.iter().filter(|one| one.claim.status == Status::Asserted && !one.claim.part_of) {
        let (Some(object), Some(n)) = (one.claim.object, one.claim.figure.n) else { continue };
        if object != Object::People {
            let key = (one.report, (origin(one), one.claim.kind, object));
            numbers.entry(key).or_default().insert(n);
        }
    }
    let several = numbers.into_iter().filter(|(_, numbers)| numbers.len() > 1);
    several.map(|((_, counted), _)| counted).collect()
}

/// Builds the series. `stated` holds what founds the incident, by report and place in the text; `text` gives
/// the text of a claim's report, `words` the words of what it counts.
pub(crate) fn series<'a>(
    stated: &[Stated<'a>],
    origins: &Origins<'_, '_>,
    text: impl Fn(&Stated<'a>) -> &'a str,
    words: impl Fn(&Stated<'a>) -> Option<String>,
) -> Vec<FigureSeries> {
    let mut all: Vec<FigureSeries> = Vec::new();
    let mut counted: Vec<&Stated<'_>> = stated
        .iter()
        .filter(|one| one.claim.figure.n.is_some() || one.claim.figure.vague.is_some())
        .filter(|one| matches!(one.claim.status, Status::Asserted | Status::Superseded))
        .collect();
    let dead = stated.chunk_by(|a, b| a.report == b.report).flat_map(|of_report| {
        let claims: Vec<&Claim> = of_report.iter().map(|one| one.claim).collect();
        let text = of_report.first().map_or("", &text);
        died(&claims, text)
            .into_iter()
            .zip(claims)
            .filter(|(died, _)| *died > 0)
            .map(|(died, claim)| (&claim.id, died))
    });
    let dead: BTreeMap<&ClaimId, u64> = dead.collect();
    // "Seven of the wounded died" adds to a count of the dead, where there is one.
    let of_wounds = |one: &Stated<'a>| died_later(one.claim, text(one));
    let tolled = counted.iter().any(|one| {
        let is_toll = one.claim.kind == Kind::Killed && one.claim.figure.n != Some(0) && !one.claim.part_of;
        is_toll && !of_wounds(one)
    });
    // A report that gives several numbers for one thing gives shares and a sum: the sum comes last.
    counted.sort_by_key(|one| (one.report, one.claim.status == Status::Asserted, one.claim.figure.n));
    let in_sorts = in_sorts(&counted, |one| origins.of(one.report, one.claim).origin.id);
    for one in counted {
        let Some(object) = one.claim.object else { continue };
        let key = (one.claim.kind, object, group(one.claim));
        let origin = origins.of(one.report, one.claim).origin;
        let is_sort = in_sorts.contains(&(origin.id.clone(), key.0, key.1));
        // A sort is known again by its number.
        let is_same = |known: &FigureSeries| {
            !is_sort || known.points.last().is_some_and(|last| last.figure.n == one.claim.figure.n)
        };
        let at = all.iter().position(|known| {
            (known.kind, known.object, known.group) == key && known.origin.id == origin.id && is_same(known)
        });
        let at = at.unwrap_or_else(|| {
            let (kind, object, group) = key;
            let stake = one.claim.stake;
            let sort = words(one).filter(|_| is_sort);
            all.push(FigureSeries { kind, object, group, origin, stake, sort, points: Vec::new() });
            all.len() - 1
        });
        if all[at].stake != one.claim.stake {
            all[at].stake = None;
        }
        let points = &mut all[at].points;
        let died = dead.get(&one.claim.id).copied().unwrap_or(0);
        let later = tolled && of_wounds(one);
        let repeats = |last: &FigurePoint| {
            (&last.figure, last.part_of, last.died, last.later)
                == (&one.claim.figure, one.claim.part_of, died, later)
        };
        match points.last_mut() {
            Some(last) if repeats(last) => last.claims.push(one.claim.id.clone()),
            _ => points.push(FigurePoint {
                figure: one.claim.figure.clone(),
                published: one.dated,
                claims: vec![one.claim.id.clone()],
                part_of: one.claim.part_of,
                died,
                later,
            }),
        }
    }
    // A stable sort: several sorts of a claimant stay by number.
    all.sort_by(|a, b| (a.kind, a.object, a.group, &a.origin).cmp(&(b.kind, b.object, b.group, &b.origin)));
    all
}

/// A figure in the words of the register.
pub(crate) fn words(figure: &Figure) -> String {
    let Some(n) = figure.n else {
        return figure.vague.clone().unwrap_or_else(|| "no number".to_owned());
    };
    let number = match figure.n_max {
        Some(max) => format!("{n} to {max}"),
        None => n.to_string(),
    };
    match figure.qualifier {
        Qualifier::About => format!("about {number}"),
        Qualifier::AtLeast => format!("at least {number}"),
        Qualifier::AtMost => format!("at most {number}"),
        Qualifier::Exact | Qualifier::Vague => number,
    }
}

fn field(kind: Kind, object: Object, group: Option<Group>) -> String {
    let group = group.filter(|&group| group != Group::Unspecified).map(|group| format!(" {group}"));
    format!("{kind} {object}{}", group.unwrap_or_default())
}

/// Whether no number of those who live satisfies both figures, each read literally (UCDP).
fn contradict(a: &FigurePoint, b: &FigurePoint) -> bool {
    let (Some(a), Some(b)) = (a.interval(Convention::Ucdp), b.interval(Convention::Ucdp)) else {
        return false;
    };
    a.high.is_some_and(|high| high < b.low) || b.high.is_some_and(|high| high < a.low)
}

/// The figures that several claimants hold: one number, whether they call it exact, about or the least.
/// "Up to 20" names the number and does not say that it was reached: it bears out only its like.
pub(crate) fn corroborations(series: &[FigureSeries]) -> Vec<Corroboration> {
    let mut held: Vec<(&FigureSeries, &FigurePoint)> = series
        .iter()
        .filter_map(|series| Some((series, series.holds()?)))
        .filter(|(_, point)| point.figure.n.is_some())
        .collect();
    let thing = |(series, point): &(&FigureSeries, &FigurePoint)| {
        let is_ceiling = point.figure.qualifier == Qualifier::AtMost;
        (series.kind, series.object, series.group, point.figure.n, point.figure.n_max, is_ceiling, point.died)
    };
    held.sort_by(|a, b| thing(a).cmp(&thing(b)).then_with(|| a.0.origin.cmp(&b.0.origin)));
    held.chunk_by(|a, b| thing(a) == thing(b))
        .filter(|same| same.len() > 1)
        .map(|same| {
            let (first, point) = same[0];
            // The barest words that all of them bear out; the first of equals.
            let bareness = |figure: &Figure| match figure.qualifier {
                Qualifier::Exact => 2,
                Qualifier::AtLeast => 1,
                _ => 0,
            };
            let barest = same.iter().map(|(_, point)| &point.figure).min_by_key(|figure| bareness(figure));
            let mut claims: Vec<ClaimId> =
                same.iter().flat_map(|(_, point)| point.claims.iter().cloned()).collect();
            claims.sort_unstable();
            Corroboration {
                field: field(first.kind, first.object, first.group),
                value: words(barest.unwrap_or(&point.figure)),
                origins: same.iter().map(|(series, _)| series.origin.clone()).collect(),
                claims,
            }
        })
        .collect()
}

/// What claimants who hold different figures for one thing say, each in words with its claimant.
pub(crate) fn disagreements(series: &[FigureSeries]) -> Vec<Disagreement> {
    let same =
        |a: &FigureSeries, b: &FigureSeries| (a.kind, a.object, a.group) == (b.kind, b.object, b.group);
    series
        .chunk_by(same)
        .filter_map(|of_one_thing| {
            // Which sort of one claimant is which of another's nobody can tell.
            let held: Vec<(&FigureSeries, &FigurePoint)> = of_one_thing
                .iter()
                .filter(|series| series.sort.is_none())
                .filter_map(|series| Some((series, series.holds()?)))
                .collect();
            let differ = held
                .iter()
                .enumerate()
                .any(|(i, (_, a))| held[i + 1..].iter().any(|(_, b)| contradict(a, b)));
            let first = of_one_thing.first().filter(|_| differ)?;
            let value = |(series, point): &(&FigureSeries, &FigurePoint)| match point.published {
                Some(day) => format!("{}: {} ({day})", words(&point.figure), series.origin.name),
                None => format!("{}: {}", words(&point.figure), series.origin.name),
            };
            let mut claims: Vec<ClaimId> =
                held.iter().flat_map(|(_, point)| point.claims.iter().cloned()).collect();
            claims.sort_unstable();
            Some(Disagreement {
                field: field(first.kind, first.object, first.group),
                values: held.iter().map(value).collect(),
                claims,
            })
        })
        .collect()
}
