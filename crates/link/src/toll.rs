//! Tolls: cumulative figures of one claimant for one population, followed over time.

use crate::block::Sorted;
use crate::happening::states_toll;
use crate::origin::Origins;
use crate::place::{main_country, shown};
use crate::words::fold;
use cairn_model::{
    Claim, ClaimId, Day, Figure, Group, Kind, Object, Origin, OriginId, Period, PlaceBasis, PlacePrecision,
    ReportId, TimePrecision, TimeValue, Toll, TollId, TollPoint,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Starts of a period this many days apart are one start, unless a coarser precision allows more.
const SAME_START: i32 = 31;
/// A toll does not grow or shrink by more than this factor between two reports.
const STEP: u64 = 3;

/// A series in the making.
struct Series {
    kind: Kind,
    object: Object,
    group: Option<Group>,
    place: Option<String>,
    since: Option<TimeValue>,
    origins: Vec<Origin>,
    points: Vec<TollPoint>,
    /// The country that its first report is chiefly about, as some claim there names it.
    country: Option<String>,
}

/// A cumulative claim as its report alone tells it: all that its toll is followed by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TollClaim {
    claim: ClaimId,
    report: ReportId,
    /// The day of the report.
    dated: Option<Day>,
    kind: Kind,
    object: Object,
    group: Option<Group>,
    figure: Figure,
    since: Option<TimeValue>,
    /// The place that the clause itself states.
    place: Option<String>,
    /// The country that its report is chiefly about.
    country: Option<String>,
    /// Who states it, where the text names anybody.
    named: Option<Origin>,
}

/// Whether two periods can begin together. Where one text does not say from when, the place and the
/// size of the figure have to do.
fn same_start(a: Option<&TimeValue>, b: Option<&TimeValue>) -> bool {
    let (Some((a, from_a)), Some((b, from_b))) =
        (a.and_then(|a| Some((a, a.start?))), b.and_then(|b| Some((b, b.start?))))
    else {
        return true;
    };
    let coarse = |time: &TimeValue| matches!(time.precision, TimePrecision::Year | TimePrecision::Months);
    // "Since 2011" takes in every day of that year. A period read as "2011 up to the report" is as
    // long as a year or more, and then its first day tells no more than its year.
    if coarse(a) || coarse(b) {
        return from_a.year() == from_b.year();
    }
    from_a.days_since(from_b).abs() <= SAME_START
}

/// Whether one number can grow or be corrected into the other.
fn near(a: &Figure, b: &Figure) -> bool {
    match (a.n, b.n) {
        (Some(a), Some(b)) => a.max(b) <= a.min(b).saturating_mul(STEP),
        // Two vague words are one series only where they are one word.
        (None, None) => a.vague == b.vague,
        _ => false,
    }
}

/// The place that the clause itself states. One taken over from the narrative is where the day's
/// news is, and a toll is background to that.
fn place(claim: &Claim) -> Option<String> {
    let stated = claim.place.as_ref().filter(|place| place.basis == PlaceBasis::Stated);
    stated.map(|place| shown(place).to_owned())
}

/// The name of the country that a report is chiefly about, where one of its claims gives no finer
/// place: a toll that names no place is of the country at war.
fn country(claims: &[&Claim]) -> Option<String> {
    let code = main_country(claims)?;
    let places = claims.iter().filter_map(|claim| claim.place.as_ref());
    let mut of_country = places
        .filter(|place| place.precision == PlacePrecision::Country && place.country.as_deref() == Some(code));
    of_country.next().map(|place| shown(place).to_owned())
}

/// What is counted, with a place or with a year of beginning.
type Ground = (Kind, Object, Option<Group>, Option<String>, Option<i16>);

fn grounds(stated: &TollClaim) -> Vec<Ground> {
    let thing = (stated.kind, stated.object, stated.group);
    let place = stated.place.as_ref().map(|place| (thing.0, thing.1, thing.2, Some(fold(place)), None));
    let year = stated.since.as_ref().and_then(|since| since.start).map(|day| day.year());
    let since = year.map(|year| (thing.0, thing.1, thing.2, None, Some(year)));
    place.into_iter().chain(since).collect()
}

impl Series {
    fn new(stated: &TollClaim) -> Self {
        Self {
            kind: stated.kind,
            object: stated.object,
            group: stated.group,
            place: None,
            since: None,
            origins: Vec::new(),
            points: Vec::new(),
            country: stated.country.clone(),
        }
    }

    /// How well a claim continues the series; none where it does not.
    fn fit(&self, stated: &TollClaim) -> Option<(bool, bool, bool)> {
        let last = self.points.last()?;
        let one_thing = self.kind == stated.kind
            && self.object == stated.object
            && self.group == stated.group
            && (self.place == stated.place || self.place.is_none() || stated.place.is_none())
            && same_start(self.since.as_ref(), stated.since.as_ref())
            && near(&last.figure, &stated.figure);
        let named = self.origins.first();
        let one_source = match (named, &stated.named) {
            (Some(known), Some(new)) => known.id == new.id,
            _ => true,
        };
        let grounds = (self.place == stated.place, self.since.is_some() == stated.since.is_some());
        // Without a common place or a common start nothing says that it is one population.
        let bound = grounds.0 && (stated.place.is_some() || stated.since.is_some())
            || grounds.1 && stated.since.is_some();
        (one_thing && one_source && bound).then_some((
            grounds.0,
            grounds.1,
            named.is_some() == stated.named.is_some(),
        ))
    }

    fn take(&mut self, stated: &TollClaim) {
        if self.place.is_none() {
            self.place.clone_from(&stated.place);
        }
        if self.since.is_none() {
            self.since.clone_from(&stated.since);
        }
        if let Some(origin) = &stated.named
            && !self.origins.iter().any(|known| known.id == origin.id)
        {
            self.origins.push(origin.clone());
        }
        let repeats = |point: &TollPoint| point.report == stated.report && point.figure == stated.figure;
        if !self.points.iter().any(repeats) {
            self.points.push(TollPoint {
                as_of: stated.dated,
                figure: stated.figure.clone(),
                claim: stated.claim.clone(),
                report: stated.report.clone(),
            });
        }
    }

    fn finish(mut self) -> Toll {
        self.origins.sort_unstable();
        let since = self.since.as_ref().and_then(|since| since.start);
        let first = self.points.first().map(|point| point.claim.as_str()).unwrap_or_default();
        let origin = self.origins.first().map_or(first, |origin| origin.id.as_str());
        let year = since.map(|day| day.year().to_string()).unwrap_or_default();
        let parts = [
            self.kind.as_str(),
            self.object.as_str(),
            self.group.map_or("", Group::as_str),
            &self.place.as_deref().map(fold).unwrap_or_default(),
            &year,
            origin,
        ];
        Toll {
            id: TollId::from_parts(parts),
            kind: self.kind,
            object: self.object,
            group: self.group,
            place: self.place.or(self.country),
            since,
            origins: self.origins,
            points: self.points,
        }
    }
}

/// The cumulative claims of a block, by report and place in the text.
pub(crate) fn claims(block: &Sorted<'_>, origins: &Origins<'_, '_>) -> Vec<TollClaim> {
    let mut found = Vec::new();
    for (report, claims) in block.claims.iter().enumerate() {
        for claim in claims.iter().filter(|claim| states_toll(claim)) {
            let (Some(object), Period::Cumulative { since }) = (claim.object, &claim.period) else {
                continue;
            };
            if claim.figure.n.is_none() && claim.figure.vague.is_none() {
                continue;
            }
            let hand = origins.of(report, claim);
            found.push(TollClaim {
                claim: claim.id.clone(),
                report: claim.report.clone(),
                dated: block.reports[report].dated,
                kind: claim.kind,
                object,
                group: claim.group,
                figure: claim.figure.clone(),
                since: since.clone(),
                place: place(claim),
                country: country(claims),
                named: hand.named.then_some(hand.origin),
            });
        }
    }
    found
}

impl TollClaim {
    /// What it counts; tolls of different subjects have nothing to do with each other.
    pub(crate) fn subject(&self) -> String {
        Toll::subject_of(self.kind, self.object, self.group)
    }

    /// The report that states it.
    pub(crate) fn report(&self) -> &ReportId {
        &self.report
    }
}

/// Follows cumulative figures: all of those of a subject, in any order of their reports; those of one
/// report in the order of its text.
pub fn tolls(mut claims: Vec<TollClaim>) -> Vec<Toll> {
    // As the reports of a block stand.
    claims.sort_by(|a, b| {
        (a.dated.is_none(), a.dated, &a.report).cmp(&(b.dated.is_none(), b.dated, &b.report))
    });
    let mut series: Vec<Series> = Vec::new();
    // Series by what they count and where, and by what they count and since when: a claim continues
    // only a series that shares one of the two with it. Who names a claimant continues only that
    // claimant's and those without one.
    let mut by_ground: BTreeMap<Ground, BTreeSet<usize>> = BTreeMap::new();
    let mut by_claimant: BTreeMap<(Ground, Option<OriginId>), BTreeSet<usize>> = BTreeMap::new();
    for stated in &claims {
        let claimant = stated.named.as_ref().map(|origin| origin.id.clone());
        let grounds = grounds(stated);
        let mut alike: Vec<usize> = Vec::new();
        for ground in &grounds {
            if claimant.is_none() {
                alike.extend(by_ground.get(ground).into_iter().flatten());
            } else {
                for claimant in [claimant.clone(), None] {
                    alike.extend(by_claimant.get(&(ground.clone(), claimant)).into_iter().flatten());
                }
            }
        }
        let fits = alike.into_iter().filter_map(|at| Some((series[at].fit(stated)?, std::cmp::Reverse(at))));
        let at = fits.max().map_or(series.len(), |(_, std::cmp::Reverse(at))| at);
        if at == series.len() {
            series.push(Series::new(stated));
        }
        series[at].take(stated);
        let claimant = series[at].origins.first().map(|origin| origin.id.clone());
        for ground in grounds {
            by_ground.entry(ground.clone()).or_default().insert(at);
            // One that a name is added to stays among those without, too, where it does no harm.
            by_claimant.entry((ground, claimant.clone())).or_default().insert(at);
        }
    }
    let mut tolls: Vec<Toll> = series.into_iter().map(Series::finish).collect();
    tolls.sort_by(|a, b| a.id.cmp(&b.id));
    // Two series of one claimant for one thing that do not continue each other.
    let mut shared: Option<TollId> = None;
    for toll in &mut tolls {
        if shared.as_ref() == Some(&toll.id) {
            let first = toll.points.first().map_or("", |point| point.claim.as_str());
            toll.id = TollId::from_parts([toll.id.as_str(), first]);
        } else {
            shared = Some(toll.id.clone());
        }
    }
    tolls.sort_by(|a, b| a.id.cmp(&b.id));
    tolls
}
