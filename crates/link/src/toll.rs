//! Tolls: cumulative figures of one claimant for one population, followed over time.

use crate::block::Sorted;
use crate::follow::{Heard, Subject, Told, Turn, from_the_beginning, key};
use crate::happening::states_toll;
use crate::origin::Origins;
use crate::place::{main_country, shown};
use crate::saying::Said;
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

/// The key of the series of a ground: of all of them, or of those of a claimant, or of those without one.
fn key_of(ground: &Ground, claimant: Option<Option<&OriginId>>) -> u64 {
    let (kind, object, group, place, year) = ground;
    let year = year.map(|year| year.to_string()).unwrap_or_default();
    let claimant = claimant.map_or("any", |claimant| claimant.map_or("none", OriginId::as_str));
    let group = group.map_or("", Group::as_str);
    let place = place.as_deref().unwrap_or_default();
    key(["toll", kind.as_str(), object.as_str(), group, place, &year, claimant])
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

    /// The toll, and the key of those that may come to the same id: a series without a claimant bears the name
    /// of its first claim.
    fn finish(mut self) -> (Toll, Option<u64>) {
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
        let name = self.origins.first().map(|_| key(["name"].into_iter().chain(parts)));
        let toll = Toll {
            id: TollId::from_parts(parts),
            kind: self.kind,
            object: self.object,
            group: self.group,
            place: self.place.or(self.country),
            since,
            origins: self.origins,
            points: self.points,
        };
        (toll, name)
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
pub fn tolls(claims: Vec<TollClaim>) -> Vec<Toll> {
    let turn = |claim: &TollClaim| Turn::new(claim.dated, &claim.report);
    let claims = claims.into_iter().map(|claim| (turn(&claim), claim)).collect();
    OfTolls::tell(&from_the_beginning(claims)).into_iter().map(|told| told.noun).collect()
}

/// Tolls are followed series by series.
pub(crate) struct OfTolls;

impl Subject for OfTolls {
    type Claim = TollClaim;
    type Noun = Toll;

    fn claims(said: Said) -> Vec<TollClaim> {
        match said {
            Said::Tolls(claims) => claims,
            Said::Agreements(_) => Vec::new(),
        }
    }

    /// A claim continues only a series that shares a place or a year of beginning with it. Who names a
    /// claimant continues only that claimant's and those without one.
    fn looked_up(stated: &TollClaim) -> Vec<u64> {
        let grounds = grounds(stated);
        let of = |claimant: Option<Option<&OriginId>>| {
            grounds.iter().map(move |ground| key_of(ground, claimant)).collect::<Vec<u64>>()
        };
        match &stated.named {
            Some(origin) => [of(Some(Some(&origin.id))), of(Some(None))].concat(),
            None => of(None),
        }
    }

    fn tell(heard: &[Heard<TollClaim>]) -> Vec<Told<Toll>> {
        let mut series: Vec<Series> = Vec::new();
        let mut keys: Vec<BTreeSet<u64>> = Vec::new();
        let mut members: Vec<Vec<usize>> = Vec::new();
        // Series by their keys.
        let mut having: BTreeMap<u64, BTreeSet<usize>> = BTreeMap::new();
        for (number, Heard { claim: stated, of, .. }) in heard.iter().enumerate() {
            let at = of.unwrap_or_else(|| {
                let wanted = Self::looked_up(stated);
                let alike = wanted.iter().filter_map(|key| having.get(key)).flatten();
                let fits = alike.filter_map(|&at| Some((series[at].fit(stated)?, std::cmp::Reverse(at))));
                fits.max().map_or(series.len(), |(_, std::cmp::Reverse(at))| at)
            });
            if at == series.len() {
                series.push(Series::new(stated));
                keys.push(BTreeSet::new());
                members.push(Vec::new());
            }
            series[at].take(stated);
            members[at].push(number);
            // One that a name is added to stays among those without, too, where it does no harm.
            let claimant = series[at].origins.first().map(|origin| &origin.id);
            let own = grounds(stated);
            let own = own.iter().flat_map(|ground| [key_of(ground, None), key_of(ground, Some(claimant))]);
            for key in own {
                having.entry(key).or_default().insert(at);
                keys[at].insert(key);
            }
        }
        let mut all: Vec<Told<Toll>> = series
            .into_iter()
            .map(Series::finish)
            .zip(keys)
            .zip(members)
            .map(|(((noun, name), keys), heard)| Told { noun, keys, name, heard })
            .collect();
        all.sort_by(|a, b| a.noun.id.cmp(&b.noun.id));
        // Two series of one claimant for one thing that do not continue each other.
        let mut shared: Option<TollId> = None;
        for toll in all.iter_mut().map(|told| &mut told.noun) {
            if shared.as_ref() == Some(&toll.id) {
                let first = toll.points.first().map_or("", |point| point.claim.as_str());
                toll.id = TollId::from_parts([toll.id.as_str(), first]);
            } else {
                shared = Some(toll.id.clone());
            }
        }
        all.sort_by(|a, b| a.noun.id.cmp(&b.noun.id));
        all
    }
}
