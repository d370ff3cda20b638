//! What the register answers, on the invented war of the store's tests.

#[path = "../../store/tests/store/support.rs"]
mod support;

use cairn_model::*;
use cairn_store::{Grouping, Reading, Register};
use cairn_views::*;
use support::{RULESET, war, war_incident, war_toll};

fn register() -> Register {
    let mut register = Register::in_memory().unwrap();
    let run = register.run(&RulesetDigest::new(RULESET), "cairn 0.1.0").unwrap();
    let readings = war().into_iter().map(|(report, claims)| Reading { report, claims }).collect();
    register.add(run, readings).unwrap();
    register.regroup(|_| grouping()).unwrap();
    register
}

fn grouping() -> Grouping {
    let incident = war_incident();
    let wire = war()[0].clone();
    let term = "Two soldiers were wounded.";
    Grouping {
        families: vec![Family {
            id: FamilyId::from_parts(["war"]),
            reports: incident.reports.clone(),
            ties: Vec::new(),
        }],
        links: vec![Link {
            a: incident.claims[0].clone(),
            b: incident.claims[1].clone(),
            verdict: LinkVerdict::Same,
            score: 800,
            reasons: vec!["same day".to_owned(), "same town".to_owned()],
        }],
        tolls: vec![war_toll()],
        agreements: vec![Agreement {
            id: AgreementId::from_parts(["ford"]),
            name: "ceasefire".to_owned(),
            parties: incident.parties.clone(),
            guarantors: vec![],
            zones: vec!["Fords of Poros".to_owned()],
            terms: vec![Term {
                kind: TermKind::Withdrawal,
                words: term.to_owned(),
                span: support::span(&wire.0, term),
                deadline: Some(wire.1[0].time.clone()),
                claim: wire.1[1].id.clone(),
            }],
            time: TimeValue::unknown(),
            state: AgreementState::Declared,
            history: vec![],
            breaches: vec![],
            claims: vec![wire.1[1].id.clone()],
        }],
        main: incident.reports.iter().map(|report| (report.clone(), incident.id.clone())).collect(),
        identities: vec![],
        incidents: vec![region_incident(&wire.1[1]), incident],
        ..Grouping::default()
    }
}

/// An incident of which only the region and the publication are known.
fn region_incident(claim: &Claim) -> Incident {
    let region = PlaceValue {
        precision: PlacePrecision::Adm1,
        lat: Some(35.0),
        lon: Some(-36.0),
        country: Some("GD".to_owned()),
        ..PlaceValue::unresolved("Ithilien", PlaceBasis::Lead)
    };
    let day: Day = "2019-05-25".parse().unwrap();
    Incident {
        id: IncidentId::new("i-ffffffffffffffff"),
        event_type: EventType::Shelling,
        acts: vec![],
        time: TimeValue::days(day, day, TimeBasis::Publication),
        place: Some(region),
        places: vec![],
        parties: vec![],
        claims: vec![claim.id.clone()],
        reports: vec![claim.report.clone()],
        outlets: vec![],
        origins: vec![],
        figures: vec![],
        disagreements: vec![],
        corroborations: vec![],
    }
}

fn found(filter: Filter) -> Vec<String> {
    let rows = incidents(&register(), &filter).unwrap();
    rows.iter().map(|row| row.event_type.to_string()).collect()
}

#[test]
fn filters_narrow() {
    let day = |text: &str| text.parse::<Day>().ok();
    let all = Filter::default;
    for (filter, types) in [
        (all(), vec!["battle", "shelling"]),
        (Filter { since: day("2019-05-25"), ..all() }, vec!["shelling"]),
        (Filter { until: day("2019-05-24"), ..all() }, vec!["battle"]),
        (Filter { since: day("2019-05-24"), until: day("2019-05-24"), ..all() }, vec!["battle"]),
        (Filter { place: Some("osgil".into()), ..all() }, vec!["battle"]),
        (Filter { place: Some("Ithilien".into()), ..all() }, vec!["battle", "shelling"]),
        (Filter { place: Some("gd".into()), ..all() }, vec!["battle", "shelling"]),
        (Filter { place: Some("g".into()), ..all() }, vec!["battle"]),
        (
            Filter { place: Some("Gondor".into()), country: Some("GD".into()), ..all() },
            vec!["battle", "shelling"],
        ),
        (Filter { actor: Some("ghashburz".into()), ..all() }, vec!["battle"]),
        (Filter { actor: Some("jihadists".into()), ..all() }, vec!["battle"]),
        (Filter { kind: Some(Kind::Killed), ..all() }, vec!["battle"]),
        (Filter { kind: Some(Kind::Wounded), ..all() }, vec!["battle", "shelling"]),
        (Filter { event_type: Some(EventType::Shelling), ..all() }, vec!["shelling"]),
        (Filter { place: Some("'; DROP TABLE incident".into()), ..all() }, vec![]),
    ] {
        assert_eq!(found(filter.clone()), types, "{filter:?}");
    }
}

#[test]
fn one_incident_with_its_evidence() {
    let view = show(&register(), &war_incident().id.as_str()[..6]).unwrap();
    insta::assert_json_snapshot!(view);
}

#[test]
fn the_grounds_of_a_claim() {
    let claim = &war()[0].1[0];
    let grounds = why(&register(), claim.id.as_str()).unwrap();
    assert_eq!(grounds.claim, *claim);
    assert_eq!(grounds.figure.as_deref(), Some("40"));
    assert!(grounds.current);
    assert_eq!(grounds.belongs_to, [war_incident().id.to_string()]);
}

#[test]
fn ids_that_name_nothing_or_too_much() {
    let register = register();
    let said = |id: &str| why(&register, id).unwrap_err().to_string();
    assert_eq!(said("c-zzz"), "no claim has the id `c-zzz`");
    assert_eq!(said(""), "no claim has the id ``");
    assert!(said("c-").starts_with("`c-` stands for more than one claim: c-"), "{}", said("c-"));
    let none = show(&register, "i-0").unwrap_err().to_string();
    assert_eq!(none, "no incident has the id `i-0`");
}

#[test]
fn lists() {
    let register = register();
    insta::assert_json_snapshot!("tolls", tolls(&register).unwrap());
    insta::assert_json_snapshot!("agreements", agreements(&register).unwrap());
    insta::assert_json_snapshot!("reports", reports(&register).unwrap());
}

fn exported(format: ExportFormat, table: Option<Table>) -> String {
    let mut out = Vec::new();
    let register = register();
    let exporter = Exporter::new(&register, ExportOptions::new(format), &NoNames).unwrap();
    exporter.write(table, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn exports_in_csv() {
    let all: String = Table::ALL
        .iter()
        .map(|table| format!("{table:?}\n{}\n", exported(ExportFormat::Csv, Some(*table))))
        .collect();
    insta::assert_snapshot!(all);
}

#[test]
fn exports_in_geojson_have_no_point_for_a_region() {
    let value: serde_json::Value = serde_json::from_str(&exported(ExportFormat::GeoJson, None)).unwrap();
    insta::assert_json_snapshot!(value);
}

#[test]
fn json_lines_hold_every_noun_in_full() {
    let text = exported(ExportFormat::JsonLines, None);
    let lines: Vec<serde_json::Value> =
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let records: Vec<&str> = lines.iter().filter_map(|line| line["record"].as_str()).collect();
    assert_eq!(
        records,
        ["report", "report", "claim", "claim", "claim", "claim", "incident", "incident", "toll", "agreement"]
    );
    let claims: Vec<Claim> = lines
        .iter()
        .filter(|line| line["record"] == "claim")
        .map(|line| serde_json::from_value(line.clone()).unwrap())
        .collect();
    let mut expected: Vec<Claim> = war().into_iter().flat_map(|(_, claims)| claims).collect();
    expected.sort_by(|a, b| a.id.cmp(&b.id));
    assert_eq!(claims, expected);
}

#[test]
fn claims_as_lines() {
    let lines: Vec<String> = war()
        .iter()
        .flat_map(|(_, claims)| claims.iter().map(|claim| serde_json::to_string(&claim_line(claim)).unwrap()))
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn why_an_incident_holds_together() {
    let register = register();
    let grounds = why_incident(&register, war_incident().id.as_str()).unwrap();
    assert_eq!(grounds.links.len(), 1);
    assert_eq!((grounds.links[0].score, grounds.links[0].reasons.len()), (800, 2));
    assert!(grounds.suggested.is_empty());
    assert!(why_incident(&register, "i-0000").is_err());
}

#[test]
fn a_toll_tells_its_steps_and_which_incidents_it_may_count_and_subtracts_nothing() {
    let mut register = register();
    let day = |text: &str| text.parse::<Day>().ok();
    let war = war();
    let point = |as_of: &str, n: u64, qualifier| TollPoint {
        as_of: day(as_of),
        figure: Figure { qualifier, ..Figure::exact(n) },
        claim: war[0].1[0].id.clone(),
        report: war[0].0.id.clone(),
    };
    let toll = Toll {
        group: Some(Group::Fighter),
        place: Some("Osgiliath".to_owned()),
        points: vec![
            point("2019-05-01", 500, Qualifier::Exact),
            point("2019-05-20", 520, Qualifier::Exact),
            point("2019-05-31", 590, Qualifier::AtLeast),
        ],
        ..war_toll()
    };
    register.regroup(|_| Grouping { tolls: vec![toll], ..grouping() }).unwrap();
    let rows = tolls(&register).unwrap();
    let row = &rows[0];
    let steps: Vec<Option<&str>> = row.points.iter().map(|point| point.increment.as_deref()).collect();
    assert_eq!(steps, [None, Some("+20"), Some("about +70")]);
    let fallen: Vec<Option<u64>> =
        row.points.iter().map(|point| point.overlap.as_ref().map(|overlap| overlap.low)).collect();
    assert_eq!(fallen, [None, None, Some(45)], "the battle was after the second count");
    let all = row.overlap.as_ref().expect("an overlap");
    assert_eq!((all.incidents, all.low, all.high), (1, 45, Some(45)));
    assert!(all.note.ends_with("not subtracted"), "{}", all.note);
    assert_eq!(row.points[2].figure, "at least 590", "the figure is the claimant's");
    assert_eq!(row.sources, "1 report, 1 outlet, 0 origins");
}

/// The types of the incidents that touch an agreement on a zone, made on one day and lapsed on another.
fn touching(zone: &str, made: &str, lapsed: Option<&str>, breach: Option<ClaimId>) -> Vec<(String, Touch)> {
    let on = |day: &str| {
        let day: Day = day.parse().unwrap();
        TimeValue::days(day, day, TimeBasis::Stated)
    };
    let mut grouping = grouping();
    let agreement = &mut grouping.agreements[0];
    agreement.zones = vec![zone.to_owned()];
    agreement.time = on(made);
    agreement.history = lapsed
        .map(|day| AgreementStep { state: AgreementState::Lapsed, time: on(day), claims: vec![] })
        .into_iter()
        .collect();
    agreement.breaches = breach
        .map(|claim| Breaches {
            claimant: Origin { id: OriginId::new("o-staff"), name: "General Staff".to_owned() },
            by: None,
            denied: false,
            counts: vec![],
            claims: vec![claim],
        })
        .into_iter()
        .collect();
    let mut register = register();
    register.regroup(|_| grouping.clone()).unwrap();
    let rows = agreements(&register).unwrap();
    rows[0].incidents.iter().map(|row| (row.event_type.to_string(), row.because)).collect()
}

#[test]
fn an_agreement_is_touched_in_its_zone_and_time_and_by_what_is_told_as_a_breach() {
    let battle = |because| vec![("battle".to_owned(), because)];
    assert_eq!(touching("a calm zone around Osgiliath", "2019-05-01", None, None), battle(Touch::InZone));
    let ends = |lapsed| touching("The Osgiliath zone", "2019-05-01", Some(lapsed), None);
    assert_eq!(ends("2019-05-24"), battle(Touch::InZone));
    assert_eq!(ends("2019-05-23"), []);
    assert_eq!(touching("a calm zone around Osgiliath", "2019-06-01", None, None), []);
    assert_eq!(touching("a calm zone", "2019-05-01", None, None), []);
    let told = war()[0].1[0].id.clone();
    assert_eq!(touching("a calm zone", "2019-06-01", None, Some(told)), battle(Touch::ToldAsBreach));
}

/// What an overview tells: the incidents in their order, the counts, the map.
fn told(overview: &overview::Overview) -> String {
    let all = overview.select(&overview::Asked::default());
    let ids: Vec<&IncidentId> = all.ids().collect();
    format!("{ids:?} {:?} {:?} {:?}", all.facets(), all.on_map(overview::Window::WORLD), overview.queue(9))
}

#[test]
fn an_overview_reads_on_from_where_something_has_changed() {
    let mut register = register();
    let mut overview = overview::Overview::load(&register).unwrap();
    assert_eq!(overview.len(), 2);
    let before = told(&overview);
    overview.refresh(&register).unwrap();
    assert_eq!(told(&overview), before, "nothing has changed");

    // One incident goes, one comes, and one is looked at by a person.
    let other = Incident { id: IncidentId::new("i-0000000000000001"), ..region_incident(&war()[0].1[2]) };
    register.regroup(|_| Grouping { incidents: vec![war_incident(), other], ..grouping() }).unwrap();
    let about = DecisionTarget::Incident(register.incident_anchor(&war_incident().id).unwrap().unwrap());
    let verdict = Verdict::Confirm { about };
    let decision = Decision::new(verdict, "Ana", "2019-06-01T10:00:00Z", None).unwrap();
    register.decide(&[decision], &[]).unwrap();
    overview.refresh(&register).unwrap();
    assert_eq!(told(&overview), told(&overview::Overview::load(&register).unwrap()));
    assert_ne!(told(&overview), before);
    let unreviewed = overview::Asked { unreviewed: true, ..overview::Asked::default() };
    let left = overview.select(&unreviewed);
    assert_eq!(left.ids().map(IncidentId::as_str).collect::<Vec<_>>(), ["i-0000000000000001"]);

    register.regroup(|_| Grouping { incidents: Vec::new(), ..grouping() }).unwrap();
    overview.refresh(&register).unwrap();
    assert!(overview.is_empty());
}

#[test]
fn the_queue_weighs_claims_that_may_be_misread() {
    let mut register = Register::in_memory().unwrap();
    let run = register.run(&RulesetDigest::new(RULESET), "cairn 0.1.0").unwrap();
    let mut all = war();
    let sure = all[0].1[1].id.clone();
    for claim in all.iter_mut().flat_map(|(_, claims)| claims).filter(|claim| claim.id != sure) {
        claim.confidence = 950;
    }
    let doubtful = all.iter_mut().flat_map(|(_, claims)| claims).find(|claim| claim.id == sure).unwrap();
    doubtful.confidence = 310;
    register.add(run, all.into_iter().map(|(report, claims)| Reading { report, claims }).collect()).unwrap();
    register.regroup(|_| grouping()).unwrap();
    let queue = overview::Overview::load(&register).unwrap().queue(9);
    let of_region = queue.waiting.iter().find(|one| one.incident != war_incident().id).unwrap();
    assert_eq!(of_region.reasons[0], "a claim of which 3 of 10 like it were right");
}

#[test]
fn a_zone_lies_where_the_claims_of_its_agreement_put_its_name() {
    let register = register();
    let row = agreements_page(&register, 0, 1).unwrap().0.remove(0);
    assert_eq!(zone_places(&register, &row).unwrap(), [], "nothing tells where the fords are");
    let zone = "the outskirts of Osgiliath".to_owned();
    let row = AgreementRow { zones: vec![zone.clone()], ..row };
    let place = war_incident().place.unwrap();
    let (lat, lon) = (place.lat.unwrap(), place.lon.unwrap());
    let found = zone_places(&register, &row).unwrap();
    assert_eq!(found, [ZonePlace { zone, place: place_words(&place), lat, lon }]);
}
