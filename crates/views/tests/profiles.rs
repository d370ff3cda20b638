//! One invented incident in the codebooks of others, and the words outlets have for its parties.

#[path = "../../store/tests/store/support.rs"]
mod support;

use cairn_model::*;
use cairn_store::{Grouping, Reading, Register};
use cairn_views::*;
use support::{RULESET, war, war_incident, war_toll};

/// The war of the store's tests; `change` may change its reports and its incident first.
fn register(change: impl Fn(&mut Vec<(Report, Vec<Claim>)>, &mut Incident)) -> Register {
    let (mut reports, mut incident) = (war(), war_incident());
    change(&mut reports, &mut incident);
    let mut register = Register::in_memory().unwrap();
    let run = register.run(&RulesetDigest::new(RULESET), "cairn 0.1.0").unwrap();
    let readings = reports.into_iter().map(|(report, claims)| Reading { report, claims }).collect();
    register.add(run, readings).unwrap();
    register
        .regroup(|_| Grouping {
            main: incident.reports.iter().map(|report| (report.clone(), incident.id.clone())).collect(),
            tolls: vec![war_toll()],
            incidents: vec![incident.clone()],
            ..Grouping::default()
        })
        .unwrap();
    register
}

fn as_told() -> Register {
    register(|_, _| {})
}

/// The filled cells of the only incident, as `column: value`, one row after the other.
fn cells(register: &Register, of: Profile) -> Vec<Vec<String>> {
    let rows = profile(register, of, &Filter::default()).unwrap();
    rows.iter()
        .map(|row| {
            let filled = row.cells.iter().filter(|cell| !cell.value.is_empty());
            filled.map(|cell| format!("{}: {}", cell.column, cell.value)).collect()
        })
        .collect()
}

#[track_caller]
fn check(register: &Register, of: Profile, expected: &[&str]) {
    let rows = cells(register, of);
    for cell in expected {
        assert!(rows.iter().flatten().any(|found| found == cell), "{cell} is not in {rows:#?}");
    }
}

#[test]
fn one_battle_in_every_codebook() {
    let register = as_told();
    check(
        &register,
        Profile::Ucdp,
        // The General Staff said 40 first: its later figure holds.
        &["best: 45", "low: 45", "high: 45", "date_prec: 1", "where_prec: 1", "event_clarity: 1"],
    );
    check(
        &register,
        Profile::Acled,
        &["event_type: Battles", "fatalities: 45", "event_date: 2019-05-24", "geo_precision: 1"],
    );
    check(&register, Profile::Hxl, &["Killed, at least: 45", "Injured, at most: 2"]);
    // The dead were fighters, and no bomb fell.
    assert_eq!(cells(&register, Profile::Ibc), [[""; 0]; 0]);
    assert_eq!(cells(&register, Profile::Airwars), [[""; 0]; 0]);
}

#[test]
fn every_cell_names_claims_of_its_incident() {
    let register = as_told();
    for of in Profile::ALL {
        for row in profile(&register, *of, &Filter::default()).unwrap() {
            for cell in &row.cells {
                let own = cell.claims.iter().all(|claim| war_incident().claims.contains(claim));
                assert!(own && !cell.rule.is_empty(), "{cell:?}");
                assert!(!cell.value.is_empty() || cell.claims.is_empty(), "{cell:?}");
            }
        }
    }
    let rows = profile_of(&register, Profile::Ucdp, war_incident().id.as_str()).unwrap();
    let best = rows[0].cells.iter().find(|cell| cell.column == "best").unwrap();
    assert!(!best.claims.is_empty());
}

#[test]
fn acled_has_one_row_a_day_and_divides_the_dead() {
    let day = |text: &str| text.parse::<Day>().unwrap();
    let (first, last) = (day("2019-05-22"), day("2019-05-24"));
    let over_days = |dated: Day| {
        register(move |reports, incident| {
            let date = |claim: &mut Claim, day| claim.time = TimeValue::days(day, day, TimeBasis::Stated);
            date(&mut reports[0].1[1], dated);
            date(&mut reports[1].1[0], last);
            incident.time = TimeValue::days(first, last, TimeBasis::Stated);
            incident.figures[0].points.truncate(1);
        })
    };
    let split = cells(&over_days(first), Profile::Acled);
    let column = |name: &str| -> Vec<String> {
        let of = |row: &Vec<String>| row.iter().find(|cell| cell.starts_with(name)).cloned();
        split.iter().filter_map(of).collect()
    };
    assert_eq!(
        column("event_date"),
        ["event_date: 2019-05-22", "event_date: 2019-05-23", "event_date: 2019-05-24"]
    );
    // 40 over three days, the rest to the first.
    assert_eq!(column("fatalities"), ["fatalities: 14", "fatalities: 13", "fatalities: 13"]);
    // Nothing is said to have begun on the first day: the days are how finely it is known.
    let whole = over_days(last);
    check(&whole, Profile::Acled, &["event_date: 2019-05-23", "time_precision: 2", "fatalities: 40"]);
}

#[test]
fn vague_words_are_read_by_each_convention() {
    let dozens = register(|_, incident| {
        let figure =
            Figure { n: None, n_max: None, vague: Some("dozens".to_owned()), qualifier: Qualifier::Vague };
        incident.figures.truncate(1);
        incident.figures[0].group = Some(Group::Civilian);
        incident.figures[0].points.truncate(1);
        incident.figures[0].points[0].figure = figure;
    });
    check(&dozens, Profile::Acled, &["fatalities: 12"]);
    check(&dozens, Profile::Ibc, &["deaths_min: 24", "standing: provisional"]);
    check(&dozens, Profile::Ucdp, &["low: 24"]);
}

#[test]
fn hxl_has_a_row_of_tags() {
    let rows = profile(&as_told(), Profile::Hxl, &Filter::default()).unwrap();
    let mut csv = Vec::new();
    write_profile(Profile::Hxl, &rows, &mut csv).unwrap();
    let csv = String::from_utf8(csv).unwrap();
    let tags = csv.lines().nth(1).unwrap();
    assert!(tags.split(',').all(|tag| tag.starts_with('#')), "{tags}");
    assert_eq!(csv.lines().count(), 3);
}

#[test]
fn outlets_words_stand_side_by_side() {
    let rows =
        framing(&as_told(), &FramingFilter { party: Some("host".to_owned()), incident: None }).unwrap();
    let words: Vec<_> =
        rows.iter().map(|row| (row.outlet.as_str(), row.words.as_str(), row.mentions)).collect();
    assert_eq!(words, [("Arnor Wire", "militants", 1), ("The Courier", "jihadists", 1)]);
    assert_eq!(rows[0].voice.as_deref(), Some("the General Staff"));
    let nobody = FramingFilter { party: Some("elves".to_owned()), incident: None };
    assert_eq!(framing(&as_told(), &nobody).unwrap(), []);
}

#[test]
fn a_denial_is_no_count() {
    let denied = register(|_, incident| {
        incident.event_type = EventType::Airstrike;
        incident.figures.truncate(1);
        incident.figures[0].group = Some(Group::Civilian);
        let mut nobody = incident.figures[0].clone();
        nobody.origin = Origin { id: OriginId::new("o-fleet"), name: "the Fleet".to_owned() };
        nobody.points.truncate(1);
        nobody.points[0].figure = Figure::exact(0);
        incident.figures.push(nobody);
    });
    check(&denied, Profile::Ibc, &["deaths_min: 45", "deaths_max: 45"]);
    check(&denied, Profile::Airwars, &["civilians_killed_min: 45", "grading: Weak"]);
    // The record keeps what was said: the lowest number that any claimant's words allow is nought.
    check(&denied, Profile::Hxl, &["Killed, at least: 0", "Killed, at most: 45"]);
}
