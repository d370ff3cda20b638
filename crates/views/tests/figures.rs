//! Ranges of figures, whose their ends are, and what they speak for.

#[path = "../../store/tests/store/support.rs"]
#[allow(dead_code, reason = "the other tests use the rest")]
mod support;

use cairn_model::*;
use cairn_views::*;
use support::war_incident;

/// A series of one claimant: group and figures, a `+` for at least, a `part` for a share.
fn series(origin: &str, group: Group, figures: &[&str]) -> FigureSeries {
    let point = |words: &&str| {
        let (digits, part_of) = words.strip_suffix(" part").map_or((*words, false), |words| (words, true));
        let (digits, qualifier) = digits
            .strip_suffix('+')
            .map_or((digits, Qualifier::Exact), |digits| (digits, Qualifier::AtLeast));
        let figure = Figure { qualifier, ..Figure::exact(digits.parse().unwrap()) };
        FigurePoint { figure, published: None, claims: vec![], part_of, died: 0, later: false }
    };
    FigureSeries {
        kind: Kind::Killed,
        object: Object::People,
        group: Some(group),
        origin: Origin { id: OriginId::new(origin), name: origin.to_owned() },
        stake: None,
        sort: None,
        points: figures.iter().map(point).collect(),
    }
}

#[test]
fn ranges_of_people_killed() {
    use Group::{Civilian, Fighter, StateForce, Unspecified};
    for (figures, shown) in [
        (vec![], None),
        (vec![series("a", Fighter, &["850"]), series("a", StateForce, &["0"])], Some(("850", 1))),
        (vec![series("a", Civilian, &["10"]), series("b", Civilian, &["14"])], Some(("10–14", 2))),
        // The newest figure of a growing count holds.
        (vec![series("a", Civilian, &["10", "12"])], Some(("12", 1))),
        // Three of the twelve were civilians.
        (vec![series("a", Unspecified, &["12"]), series("a", Civilian, &["3 part"])], Some(("12", 1))),
        (vec![series("a", Unspecified, &["12"]), series("b", Civilian, &["3"])], Some(("12", 2))),
        (vec![series("a", Civilian, &["5"]), series("b", Fighter, &["7+"])], Some(("12+", 2))),
    ] {
        let incident = Incident { figures, ..war_incident() };
        let range = range(&incident, Kind::Killed).map(|range| (range.to_string(), range.claimants));
        let shown = shown.map(|(words, claimants)| (words.to_owned(), claimants));
        assert_eq!(range, shown, "{:?}", incident.figures);
    }
}

/// The range of people killed by figures of claimants, each published on a day of July.
fn range_of(told: &[(&str, &str, Figure, bool)]) -> Option<String> {
    let figures = told
        .iter()
        .map(|(origin, day, figure, later)| {
            let mut series = series(origin, Group::Unspecified, &["1"]);
            let point = &mut series.points[0];
            (point.figure, point.later) = (figure.clone(), *later);
            point.published = Some(format!("2031-07-{day}").parse().unwrap());
            series
        })
        .collect();
    range(&Incident { figures, ..war_incident() }, Kind::Killed).map(|range| range.to_string())
}

#[test]
fn the_wounded_who_die_later_raise_the_dead() {
    let ten = ("a", "01", Figure::exact(10), false);
    let seven = |day| ("b", day, Figure::exact(7), true);
    assert_eq!(range_of(&[ten.clone(), seven("02")]).as_deref(), Some("17"));
    let may_hold = range_of(&[ten.clone(), seven("01")]);
    assert_eq!(may_hold.as_deref(), Some("10–17"), "the count of that day may hold them");
    let again = ("c", "03", Figure::exact(7), true);
    assert_eq!(range_of(&[ten.clone(), seven("02"), again]).as_deref(), Some("17"), "the same seven");
    let two = ("c", "03", Figure::exact(2), true);
    assert_eq!(range_of(&[ten.clone(), seven("02"), two]).as_deref(), Some("19"));
    let toll = ("c", "02", Figure::exact(17), false);
    assert_eq!(range_of(&[ten, seven("02"), toll]).as_deref(), Some("17"), "the new toll holds them");
}

#[test]
fn a_word_and_a_first_count_set_no_end_beside_better_figures() {
    let dozens =
        Figure { n: None, n_max: None, vague: Some("dozens".to_owned()), qualifier: Qualifier::Vague };
    let vague = |day| ("a", day, dozens.clone(), false);
    let exact = |origin, day, n| (origin, day, Figure::exact(n), false);
    assert_eq!(range_of(&[vague("01"), exact("b", "02", 89)]).as_deref(), Some("89"));
    assert_eq!(range_of(&[vague("01"), exact("b", "02", 3)]).as_deref(), Some("3+"), "three are no dozens");
    assert_eq!(range_of(&[vague("01")]).as_deref(), Some("24+"));
    let grew = range_of(&[exact("a", "01", 22), exact("b", "02", 44), exact("c", "02", 48)]);
    assert_eq!(grew.as_deref(), Some("44–48"), "the count of the first day is outdone");
    let fell = range_of(&[exact("a", "01", 44), exact("b", "02", 22)]);
    assert_eq!(fell.as_deref(), Some("22–44"), "who counts fewer later does not outdo");
}

#[test]
fn a_range_says_whose_its_ends_are() {
    let figures = vec![
        series("ministry", Group::Civilian, &["6"]),
        series("monitor", Group::Civilian, &["4", "9"]),
        series("hospital", Group::Civilian, &["9"]),
        series("monitor", Group::Fighter, &["2"]),
    ];
    let incident = Incident { figures, ..war_incident() };
    let killed = range(&incident, Kind::Killed).unwrap();
    assert_eq!((killed.low, killed.high), (8, Some(11)));
    assert_eq!(killed.low_by, ["ministry", "monitor"], "the ministry's six and the monitor's two");
    assert_eq!(killed.high_by, ["hospital", "monitor"]);
    assert_eq!(killed.ends().unwrap(), "low: ministry, monitor; high: hospital, monitor");
}

#[test]
fn an_incident_is_filed_by_who_did_what_to_whom() {
    use ActorSide::{Rebel, State};
    use Group::{Civilian, Fighter, Unspecified};
    let party = |name: &str, side| ActorValue {
        id: None,
        name: name.to_owned(),
        words: name.to_owned(),
        side,
        country: None,
        span: None,
    };
    let (gondor, orcs) = (party("Gondor", State), party("Orcs", Rebel));
    let taken = |by| vec![Act { event_type: EventType::Capture, by: vec![by], to: vec![] }];
    for (event_type, acts, parties, dead, sub_event, violence) in [
        (EventType::Battle, vec![], vec![&gondor, &orcs], Fighter, Some("Armed clash"), Some(1)),
        (
            EventType::Battle,
            taken(Rebel),
            vec![&gondor, &orcs],
            Fighter,
            Some("Non-state actor overtakes territory"),
            Some(1),
        ),
        (
            EventType::Capture,
            taken(State),
            vec![&gondor],
            Unspecified,
            Some("Government regains territory"),
            None,
        ),
        (EventType::Airstrike, vec![], vec![&gondor], Civilian, Some("Air/drone strike"), Some(3)),
        (EventType::Attack, vec![], vec![&orcs], Civilian, Some("Attack"), Some(3)),
        (EventType::Attack, vec![], vec![], Unspecified, None, None),
        (EventType::Release, vec![], vec![&orcs], Civilian, Some("Agreement"), None),
    ] {
        let incident = Incident {
            event_type,
            acts,
            parties: parties.into_iter().cloned().collect(),
            figures: vec![series("a", dead, &["3"])],
            ..war_incident()
        };
        let coding = Coding::of(&incident);
        assert_eq!(
            (coding.acled_sub_event, coding.ucdp_type_of_violence),
            (sub_event, violence),
            "{incident:?}"
        );
    }
}

#[test]
fn credibility_counts_first_hands_and_never_speaks_of_reliability() {
    let origin = |name: &str| Origin { id: OriginId::new(name), name: name.to_owned() };
    let differ = |field: &str| Disagreement { field: field.to_owned(), values: vec![], claims: vec![] };
    let stake = |stake| FigureSeries { stake, ..series("army", Group::Fighter, &["9"]) };
    let enemy = Some(Stake::EnemyLosses);
    for (origins, disagreements, of, digit) in [
        (vec!["army", "monitor"], vec![], None, 1),
        (vec!["army", "monitor"], vec![differ("killed people")], None, 1),
        (vec!["army", "monitor"], vec![differ("place")], None, 2),
        (vec!["Wire", "Courier"], vec![], None, 2),
        (vec!["army", "monitor"], vec![differ("status")], None, 3),
        (vec!["army", "allied army"], vec![], enemy, 3),
        (vec!["army"], vec![], enemy, 4),
        (vec!["monitor"], vec![differ("status")], None, 4),
        (vec!["monitor"], vec![], None, 6),
        (vec![], vec![], None, 6),
    ] {
        let incident = Incident {
            origins: origins.iter().map(|name| origin(name)).collect(),
            outlets: vec!["Courier".to_owned(), "Wire".to_owned()],
            // Reports do not count: a hundred of them relay one hand as well as one does.
            reports: vec![ReportId::new("a"), ReportId::new("b"), ReportId::new("c")],
            figures: vec![stake(of)],
            disagreements,
            ..war_incident()
        };
        let suggested = credibility(&incident);
        assert_eq!(suggested.digit, digit, "{origins:?} {of:?}: {}", suggested.reason);
        assert!(!suggested.reason.is_empty());
    }
}
