//! Hand-made reports and claims of an invented country (XA), for tests of linking.

#![allow(dead_code, reason = "each test file uses its own share of these helpers")]

use cairn_link::{Block, LinkReport, Linked, NamesAlone, link};
use cairn_model::{
    ActorSide, ActorValue, Attribution, Bonds, Claim, ClaimId, ClaimKey, Day, EventType, Evidence, Figure,
    Group, Hand, HandRole, Identity, Kind, Object, Period, PlaceBasis, PlacePrecision, PlaceValue, ReportId,
    RuleId, RulesetDigest, Span, Status, TimeBasis, TimeValue,
};

/// A report with its own copy of everything that [`LinkReport`] borrows.
#[derive(Debug, Clone)]
pub struct Paper {
    pub id: ReportId,
    pub outlet: Option<String>,
    pub dated: Option<Day>,
    pub text: String,
}

pub fn day(text: &str) -> Day {
    text.parse().expect("a day of the calendar")
}

pub fn paper(id: &str, outlet: &str, dated: &str, text: &str) -> Paper {
    Paper { id: ReportId::new(id), outlet: Some(outlet.into()), dated: Some(day(dated)), text: text.into() }
}

/// A named town; `north` and `east` in degrees.
pub fn town(name: &str, north: f64, east: f64) -> PlaceValue {
    PlaceValue {
        resolved: Some(name.into()),
        country: Some("XA".into()),
        lat: Some(north),
        lon: Some(east),
        precision: PlacePrecision::Exact,
        ..PlaceValue::unresolved(name, PlaceBasis::Stated)
    }
}

pub fn on(text: &str) -> TimeValue {
    TimeValue::days(day(text), day(text), TimeBasis::Dateline)
}

pub fn since(year: i16) -> Period {
    let (first, last) = (Day::new(year, 1, 1), Day::new(year, 12, 31));
    let (first, last) = (first.expect("a day"), last.expect("a day"));
    Period::Cumulative { since: Some(TimeValue::days(first, last, TimeBasis::Stated)) }
}

pub fn said_by(names: &[(&str, HandRole)]) -> Attribution {
    let hand = |&(name, role): &(&str, HandRole)| Hand {
        name: name.into(),
        role,
        cue: None,
        manner: None,
        span: None,
    };
    Attribution(names.iter().map(hand).collect())
}

pub fn actor(name: &str, words: &str, side: ActorSide) -> ActorValue {
    ActorValue { id: None, name: name.into(), words: words.into(), side, country: None, span: None }
}

/// A claim that `words`, which the paper's text holds, state: killed people unless changed.
/// Call [`Claim::with_identity`] after the last change.
pub fn claim(paper: &Paper, words: &str, figure: Option<u64>) -> Claim {
    let at = paper.text.find(words).unwrap_or_else(|| panic!("`{words}` is not in {}", paper.id));
    let start = paper.text[..at].chars().count() as u32;
    Claim {
        id: ClaimId::new(""),
        key: ClaimKey::new(""),
        report: paper.id.clone(),
        kind: if figure.is_some() { Kind::Killed } else { Kind::Event },
        event_type: EventType::Attack,
        object: figure.map(|_| Object::People),
        group: figure.map(|_| Group::Unspecified),
        figure: figure.map_or_else(Figure::none, Figure::exact),
        period: Period::Incident,
        status: Status::Asserted,
        attribution: Attribution::default(),
        stake: None,
        actor: None,
        actor_basis: None,
        accuser: None,
        target: None,
        instrument: None,
        place: None,
        time: TimeValue::unknown(),
        agreement: None,
        part_of: false,
        evidence: Evidence {
            sentence: Span::new(start, start + words.chars().count() as u32),
            figure: None,
            trigger: None,
        },
        rules: vec![RuleId::new("by-hand")],
        ruleset: RulesetDigest::new("rules-test"),
        confidence: 900,
        made_by: None,
    }
}

/// The papers as linking takes them.
pub fn reports_of(papers: &[Paper]) -> Vec<LinkReport<'_>> {
    papers
        .iter()
        .map(|paper| LinkReport {
            id: &paper.id,
            outlet: paper.outlet.as_deref(),
            dated: paper.dated,
            title: None,
            text: &paper.text,
        })
        .collect()
}

pub fn linked(papers: &[Paper], claims: &[Claim], known: &[Identity]) -> Linked {
    let reports = reports_of(papers);
    link(&Block {
        reports: &reports,
        claims,
        known,
        hands: &NamesAlone,
        rarities: None,
        words: None,
        bonds: &Bonds::default(),
    })
}
