use crate::draw::ranges::{Chart, charts};
use crate::fault::Fault;
use crate::frame::Frame;
use crate::marks::{Paragraph, excerpt, paragraphs};
use crate::pages::overview::Row;
use crate::pages::told::{ClaimTold, DecisionTold, HandTold, moment, word};
use crate::site::Site;
use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use cairn_model::{ActorSide, Claim, Incident, PlacePrecision, PlaceValue, ReportId, TimeBasis};
use cairn_store::{Record, Register};
use cairn_views::{
    IncidentView, PartyWords, Profile, ProfileRow, RejectedIncident, ViewError, dossier, place_words, point,
    profile_of, rejected_incident, show, tie_words,
};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// So many reports are shown side by side unless all are asked for.
const SHOWN: usize = 12;

/// What may be asked of an incident.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    profile: String,
    reports: String,
    done: String,
}

#[derive(Template)]
#[template(path = "incident.html")]
struct Page {
    frame: Frame,
    view: IncidentView,
    row: Row,
    when_words: &'static str,
    place: Option<PlaceTold>,
    other_places: Vec<String>,
    charts: Vec<Chart>,
    chains: Vec<Chain>,
    reports: Vec<ReportTold>,
    hidden_reports: usize,
    profiles: Vec<(&'static str, bool)>,
    profile: Vec<ProfileRow>,
    /// How the incident was when the page was made, for a decision about it.
    seen: String,
    history: Vec<DecisionTold>,
    /// First hands and outlets, each with the letter that people gave it.
    sources: Vec<(String, String)>,
    /// Sorts of parties, as a form sends them and in words.
    sides: Vec<(&'static str, String)>,
    rating: Option<(u8, String)>,
    done: String,
    here: String,
}

/// A place in words, and what a map draws for it.
struct PlaceTold {
    words: String,
    precision: &'static str,
    basis: &'static str,
    /// Latitude and longitude of the place itself.
    point: Option<(f64, f64)>,
    /// Latitude and longitude of the middle of the region that it is known by.
    area: Option<(f64, f64)>,
}

/// A way through which claims came.
struct Chain {
    hands: Vec<HandTold>,
    claims: usize,
}

/// A report beside the others.
struct ReportTold {
    id: String,
    outlet: String,
    title: String,
    published: String,
    url: Option<String>,
    tie: Option<(String, Vec<String>)>,
    paragraphs: Vec<Paragraph>,
    claims: Vec<ClaimTold>,
}

/// One incident with all that it rests on.
pub async fn incident(
    State(site): State<Arc<Site>>,
    Extension(frame): Extension<Frame>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let gone = site.ask({
        let id = id.clone();
        move |_, register| match show(register, &id) {
            Err(ViewError::Unknown { .. }) => Ok(rejected_incident(register, &id).ok()),
            _ => Ok(None),
        }
    });
    match gone.await {
        Ok(Some(gone)) => {
            site.page(&frame, move |_, _, frame| Ok(Rejected::of(gone, frame, asked.done))).await
        }
        _ => site.page(&frame, move |_, register, frame| page(register, frame, &id, &asked)).await,
    }
}

/// An incident that is in no list any more.
#[derive(Template)]
#[template(path = "rejected.html")]
struct Rejected {
    frame: Frame,
    gone: RejectedIncident,
    done: String,
    here: String,
}

impl Rejected {
    fn of(gone: RejectedIncident, frame: Frame, done: String) -> Self {
        let here = format!("/incident/{}", gone.incident);
        Self { frame, gone, done, here }
    }

    fn when(&self, when: &str) -> String {
        moment(when)
    }
}

fn page(register: &Register, frame: Frame, id: &str, asked: &Asked) -> Result<Page, Fault> {
    let view = show(register, id)?;
    let dossier = dossier(register, view.incident.incident.as_str())?;
    let incident = &dossier.incident;
    let place = incident.place.as_ref().map(PlaceTold::of);
    let all = asked.reports == "all";
    let mut reports = Vec::new();
    for source in view.reports.iter().take(if all { usize::MAX } else { SHOWN }) {
        let Some(report) = dossier.reports.get(&source.report) else { continue };
        let mut own: Vec<&Claim> =
            dossier.claims.iter().filter(|claim| claim.report == source.report).collect();
        own.sort_by_key(|claim| (claim.evidence.figure.or(claim.evidence.trigger), claim.id.clone()));
        reports.push(ReportTold {
            id: source.report.to_string(),
            outlet: source.outlet.clone().unwrap_or_else(|| "no outlet named".to_owned()),
            title: report.title.clone().unwrap_or_default(),
            published: source.published.map(|day| day.to_string()).unwrap_or_else(|| "undated".to_owned()),
            url: report.url.clone().filter(|url| url.starts_with("https://") || url.starts_with("http://")),
            tie: source.tie.as_ref().map(|tie| (tie_words(tie), tie.reasons.clone())),
            paragraphs: excerpt(paragraphs(&report.text, &own)),
            claims: told(register, &source.report, &own)?,
        });
    }
    let chosen = Profile::ALL.iter().copied().find(|profile| profile.as_str() == asked.profile);
    let profile = match chosen {
        Some(profile) => profile_of(register, profile, incident.id.as_str())?,
        None => Vec::new(),
    };
    let record = Record::Incident(incident.id.clone());
    Ok(Page {
        seen: register.version(&record)?.to_string(),
        history: register.history(&record)?.iter().map(DecisionTold::of).collect(),
        sources: sources(incident, &view),
        sides: ActorSide::ALL.iter().map(|side| (side.as_str(), word(side.as_str()))).collect(),
        rating: register.rating(&incident.id)?.map(|(digit, by)| (digit, by.decision.who)),
        here: format!("/incident/{}", incident.id),
        done: asked.done.clone(),
        row: Row::from(view.incident.clone()),
        when_words: basis_words(incident.time.basis),
        other_places: incident.places.iter().map(place_words).collect(),
        charts: charts(incident),
        chains: chains(&dossier.claims),
        hidden_reports: view.reports.len().saturating_sub(reports.len()),
        profiles: Profile::ALL.iter().map(|one| (one.as_str(), Some(*one) == chosen)).collect(),
        frame,
        place,
        reports,
        profile,
        view,
    })
}

/// The claims of an incident in one report, with what people decided about them.
fn told(register: &Register, report: &ReportId, own: &[&Claim]) -> Result<Vec<ClaimTold>, Fault> {
    let standings = register.standings(report)?;
    let of = |claim: &&Claim| match standings.iter().find(|standing| standing.claim.id == claim.id) {
        Some(standing) => ClaimTold::standing(register, standing),
        None => Ok(ClaimTold::of(claim)),
    };
    own.iter().map(of).collect()
}

fn sources(incident: &Incident, view: &IncidentView) -> Vec<(String, String)> {
    let names = incident.origins.iter().map(|origin| &origin.name).chain(&incident.outlets);
    let names: BTreeSet<&String> = names.collect();
    let letter = |name: &String| view.grades.get(name).map(ToString::to_string).unwrap_or_default();
    names.into_iter().map(|name| (name.clone(), letter(name))).collect()
}

/// Why a time is believed, in a sentence.
fn basis_words(basis: TimeBasis) -> &'static str {
    match basis {
        TimeBasis::Stated => "A report states the day.",
        TimeBasis::Dateline => "Told as a weekday or the like, counted from the day of a report.",
        TimeBasis::Narrative => "Told relative to another time in a report.",
        TimeBasis::Lead => "Taken over from the sentence before or the lead.",
        TimeBasis::Publication => "No report says when. It was not later than the first report.",
        TimeBasis::Decided => "A person decided it.",
        TimeBasis::Unknown => "No report says when.",
    }
}

impl PlaceTold {
    fn of(place: &PlaceValue) -> Self {
        let point = point(place);
        let area = place.lat.zip(place.lon).filter(|_| point.is_none());
        let precision = match place.precision {
            PlacePrecision::Exact => "A named town, village or site.",
            PlacePrecision::Near => "Near a named place, within about 25 km.",
            PlacePrecision::Adm2 => "Only the district is known.",
            PlacePrecision::Adm1 => "Only the region is known.",
            PlacePrecision::Area => "Only an area without clear borders is known.",
            PlacePrecision::Country => "Only the country is known.",
            PlacePrecision::International => "International waters or airspace.",
            PlacePrecision::Unresolved => "The name is not in the gazetteer: it is on no map here.",
        };
        Self { words: place_words(place), precision, basis: place.basis.as_str(), point, area }
    }
}

/// The chains of some claims, each once, the most frequent first.
fn chains(claims: &[Claim]) -> Vec<Chain> {
    let mut counted: BTreeMap<Vec<HandTold>, usize> = BTreeMap::new();
    for claim in claims.iter().filter(|claim| !claim.attribution.0.is_empty()) {
        let hands = claim.attribution.0.iter().map(HandTold::of).collect();
        *counted.entry(hands).or_default() += 1;
    }
    let mut chains: Vec<Chain> = counted.into_iter().map(|(hands, claims)| Chain { hands, claims }).collect();
    chains.sort_by_key(|chain| std::cmp::Reverse(chain.claims));
    chains
}

impl Page {
    /// The strength of a link, in words a person can weigh.
    fn score(&self, score: &i32) -> String {
        format!("{:+.1}", f64::from(*score) / 1000.0)
    }

    /// What outlets call a party, each once.
    fn names(&self, party: &PartyWords) -> BTreeSet<String> {
        party.words.iter().map(|said| said.words.clone()).collect()
    }

    fn side(&self, side: &cairn_model::ActorSide) -> String {
        word(side.as_str())
    }
}
