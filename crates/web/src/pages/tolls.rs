use crate::draw::lines::{HEIGHT, Lines, lines};
use crate::fault::Fault;
use crate::form::escape;
use crate::frame::Frame;
use crate::site::Site;
use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::response::Response;
use cairn_model::{Kind, Toll, TollPoint};
use cairn_store::Register;
use cairn_views::{figure_words, tolls_like, what_words};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Tolls that are looked at, those with the most figures first, and subjects on one page.
const LOOKED_AT: usize = 600;
const SHOWN: usize = 12;

/// What is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    kind: String,
    place: String,
    page: String,
}

#[derive(Template)]
#[template(path = "tolls.html")]
struct Page {
    frame: Frame,
    kinds: Vec<(&'static str, bool)>,
    place: String,
    subjects: Vec<Subject>,
    all: usize,
    height: f64,
    before: Option<String>,
    after: Option<String>,
}

/// What several claimants count of one thing in one place.
struct Subject {
    what: String,
    place: String,
    since: String,
    lines: Option<Lines>,
    series: Vec<Series>,
    /// Those after the first few.
    folded: Vec<Series>,
}

struct Series {
    /// Its number in the picture.
    number: usize,
    claimants: String,
    /// Its last figures.
    points: Vec<Point>,
    /// Those before them.
    earlier: Vec<Point>,
}

struct Point {
    day: String,
    figure: String,
    report: String,
}

/// So many claimants of a subject are listed at once.
const LISTED: usize = 8;

/// So many of a claimant's figures are.
const LATEST: usize = 8;

impl Point {
    fn of(point: &TollPoint) -> Self {
        Self {
            day: point.as_of.map(|day| day.to_string()).unwrap_or_else(|| "undated".to_owned()),
            figure: figure_words(&point.figure),
            report: point.report.to_string(),
        }
    }
}

/// Cumulative figures over time, each claimant's own.
pub async fn tolls(
    State(site): State<Arc<Site>>,
    Extension(frame): Extension<Frame>,
    Query(asked): Query<Asked>,
) -> Response {
    site.page(&frame, move |_, register, frame| page(register, frame, asked)).await
}

fn page(register: &Register, frame: Frame, asked: Asked) -> Result<Page, Fault> {
    let kind: Option<Kind> = asked.kind.parse().ok();
    let place = asked.place.trim().to_owned();
    let found = tolls_like(register, kind, &place, LOOKED_AT)?;
    let mut subjects: BTreeMap<(String, String, String), Vec<Toll>> = BTreeMap::new();
    for toll in found {
        let since = toll.since.map(|day| day.to_string()).unwrap_or_default();
        let key = (toll.subject(), toll.place.clone().unwrap_or_default(), since);
        subjects.entry(key).or_default().push(toll);
    }
    let mut subjects: Vec<Vec<Toll>> = subjects.into_values().collect();
    let points = |tolls: &[Toll]| tolls.iter().map(|toll| toll.points.len()).sum::<usize>();
    subjects.sort_by_key(|tolls| std::cmp::Reverse(points(tolls)));
    let number = asked.page.parse::<usize>().unwrap_or(1).max(1);
    let skip = (number - 1).saturating_mul(SHOWN);
    let all = subjects.len();
    let to =
        |page: usize| format!("/tolls?kind={}&place={}&page={page}", escape(&asked.kind), escape(&place));
    let kinds = [Kind::Killed, Kind::Wounded, Kind::Missing, Kind::Captured, Kind::Abducted, Kind::Displaced];
    Ok(Page {
        frame,
        kinds: kinds.map(|one| (one.as_str(), Some(one) == kind)).to_vec(),
        before: (number > 1).then(|| to(number - 1)),
        after: (skip + SHOWN < all).then(|| to(number + 1)),
        subjects: subjects.iter().skip(skip).take(SHOWN).map(|tolls| Subject::of(tolls)).collect(),
        height: HEIGHT,
        place,
        all,
    })
}

impl Subject {
    fn of(tolls: &[Toll]) -> Self {
        let first = tolls.first();
        let series = tolls.iter().enumerate().map(|(at, toll)| {
            let mut earlier: Vec<Point> = toll.points.iter().map(Point::of).collect();
            let points = earlier.split_off(earlier.len().saturating_sub(LATEST));
            Series {
                number: at + 1,
                points,
                earlier,
                claimants: match toll.origins.as_slice() {
                    [] => "no source named".to_owned(),
                    origins => {
                        let names: Vec<&str> = origins.iter().map(|origin| origin.name.as_str()).collect();
                        names.join("; ")
                    }
                },
            }
        });
        let mut series: Vec<Series> = series.collect();
        let folded = series.split_off(series.len().min(LISTED));
        Self {
            what: first.map(|one| what_words(one.kind, Some(one.object), one.group)).unwrap_or_default(),
            place: first.and_then(|one| one.place.clone()).unwrap_or_default(),
            since: first.and_then(|one| one.since).map(|day| day.to_string()).unwrap_or_default(),
            lines: lines(tolls),
            series,
            folded,
        }
    }
}
