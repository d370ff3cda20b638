//! What one report tells of one happening in several sentences, and what the incident is called.

mod common;

use cairn_model::{
    ActorSide, Claim, EventType, Group, HandRole, Incident, Kind, PlaceBasis, PlacePrecision, PlaceValue,
    Span, TimeBasis, TimeValue,
};
use common::{Paper, actor, claim, day, linked, on, paper, said_by, town};

fn region(name: &str, north: f64, east: f64) -> PlaceValue {
    let precision = PlacePrecision::Adm1;
    PlaceValue { adm1: Some(name.into()), precision, ..town(name, north, east) }
}

fn incidents(papers: &[Paper], claims: Vec<Claim>) -> Vec<Incident> {
    let claims: Vec<Claim> = claims.into_iter().map(Claim::with_identity).collect();
    linked(papers, &claims, &[]).incidents
}

/// A battle in Vale province with its dead, and an attack without a figure at Tave outside it.
fn battle_with_dead(raiders: &str, attacked: &str) -> Vec<Incident> {
    let text = "The garrison of Vale killed 90 raiders. The raiders had attacked posts north of Tave. \
        The Vale offensive cost two guns.";
    let paper = paper("a", "Vale Courier", "2031-05-14", text);
    let mut killed = claim(&paper, "The garrison of Vale killed 90 raiders", Some(90));
    (killed.event_type, killed.group, killed.time) =
        (EventType::Battle, Some(Group::Fighter), on("2031-05-13"));
    killed.place = Some(region("Vale", 10.5, 20.5));
    killed.target = Some(actor("armed group (Aravel)", "raiders", ActorSide::Unidentified));
    let mut attack = claim(&paper, "The raiders had attacked posts north of Tave", None);
    attack.place = Some(PlaceValue { adm1: Some("Brook".into()), ..town("Tave", 11.2, 20.5) });
    attack.time = on(attacked);
    attack.actor = Some(actor(raiders, "The raiders", ActorSide::Unidentified));
    // The capital of the province bears its name, and is what the gazetteer makes of the bare name.
    let mut guns = claim(&paper, "The Vale offensive cost two guns", None);
    guns.event_type = EventType::Battle;
    guns.place = Some(PlaceValue {
        basis: PlaceBasis::Headline,
        adm1: Some("Vale".into()),
        ..town("Vale", 10.9, 20.1)
    });
    incidents(&[paper], vec![killed, attack, guns])
}

#[test]
fn an_attack_without_a_figure_tells_more_of_the_battle_and_founds_nothing() {
    let one = battle_with_dead("armed group (Aravel)", "2031-05-13");
    assert_eq!(one.len(), 1, "{one:#?}");
    assert_eq!(one[0].claims.len(), 3);
    let place = one[0].place.as_ref().expect("a place");
    assert_eq!((place.name.as_str(), place.precision), ("Vale", PlacePrecision::Adm1), "not the capital");
    assert_eq!(battle_with_dead("Tave League (Aravel)", "2031-05-13").len(), 2, "others, elsewhere");
    assert_eq!(battle_with_dead("armed group (Aravel)", "2031-05-09").len(), 2, "another day");
}

#[test]
fn the_day_of_the_date_line_is_not_the_day_of_the_battle() {
    let text = "ORLU, May 15 (Vale Wire) - Troops killed 41 raiders on Tuesday. They took two guns.";
    let paper = paper("a", "Vale Wire", "2031-05-15", text);
    let mut killed = claim(&paper, "Troops killed 41 raiders on Tuesday", Some(41));
    killed.event_type = EventType::Battle;
    killed.place = Some(town("Orlu", 10.0, 20.0));
    killed.time =
        TimeValue { span: Some(Span::new(6, 12)), words: Some("May 15".into()), ..on("2031-05-15") };
    let mut guns = claim(&paper, "They took two guns", Some(2));
    (guns.kind, guns.event_type, guns.time) = (Kind::Seized, EventType::Capture, on("2031-05-13"));
    guns.place = Some(PlaceValue { basis: PlaceBasis::Narrative, ..town("Orlu", 10.0, 20.0) });
    let found = incidents(&[paper], vec![killed, guns]);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].time.start, Some(day("2031-05-13")));
    assert_eq!(found[0].event_type, EventType::Battle, "what was taken came of a battle");
}

/// A battle of Tuesday, told on the day `dated`: who began what, and the dead of it without a day.
fn begun(dated: &str, begun: &str) -> Vec<Incident> {
    let text = format!("Raiders began {begun} on Tuesday. Troops killed 41 raiders in Vale.");
    let paper = paper("a", "Vale Wire", dated, &text);
    let mut beginning = claim(&paper, &format!("Raiders began {begun} on Tuesday"), None);
    (beginning.event_type, beginning.time) = (EventType::Battle, on("2031-05-13"));
    beginning.target = Some(actor(begun, begun, ActorSide::Unidentified));
    beginning.place = Some(PlaceValue {
        relation: Some("north of".into()),
        precision: PlacePrecision::Near,
        adm1: Some("Hollow".into()),
        ..town("Orlu", 10.0, 20.0)
    });
    let mut killed = claim(&paper, "Troops killed 41 raiders in Vale", Some(41));
    killed.event_type = EventType::Battle;
    killed.place = Some(region("Vale", 10.4, 20.0));
    killed.time = TimeValue { basis: TimeBasis::Lead, ..on("2031-05-13") };
    incidents(&[paper], vec![beginning, killed])
}

#[test]
fn an_offensive_told_by_its_first_day_lasts_at_most_to_the_report() {
    for (dated, what, last) in [
        ("2031-05-14", "an offensive", "2031-05-14"),
        ("2031-05-15", "a large operation", "2031-05-15"),
        ("2031-05-15", "an attack", "2031-05-13"),
        ("2031-05-13", "an offensive", "2031-05-13"),
        ("2031-05-23", "an offensive", "2031-05-13"),
    ] {
        let found = begun(dated, what);
        assert_eq!(found.len(), 1, "{found:#?}");
        assert_eq!(found[0].time.start, Some(day("2031-05-13")));
        assert_eq!(found[0].time.end, Some(day(last)), "{what}, told on {dated}");
    }
}

/// The other places of a battle in Vale, 78 km from Orlu, of which so many sentences tell without a
/// figure.
fn places_beside(n_sentences: usize) -> Vec<String> {
    let fought = ["Raiders fought at Orlu on Tuesday", "More fighting at Orlu on Tuesday"];
    let text = format!("Troops killed 41 raiders in Vale on Tuesday. {}.", fought.join(". "));
    let paper = paper("a", "Vale Wire", "2031-05-14", &text);
    let mut claims = vec![claim(&paper, "Troops killed 41 raiders in Vale on Tuesday", Some(41))];
    claims[0].place = Some(region("Vale", 10.7, 20.0));
    for words in &fought[..n_sentences] {
        let mut event = claim(&paper, words, None);
        event.place = Some(PlaceValue { adm1: Some("Hollow".into()), ..town("Orlu", 10.0, 20.0) });
        claims.push(event);
    }
    for claim in &mut claims {
        (claim.event_type, claim.time) = (EventType::Battle, on("2031-05-13"));
        claim.target = Some(actor("Vale Raiders", "raiders", ActorSide::Rebel));
    }
    let found = incidents(&[paper], claims);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].place.as_ref().map(|place| place.name.as_str()), Some("Vale"));
    found[0].places.iter().map(|place| place.name.clone()).collect()
}

#[test]
fn a_second_place_counts_where_two_sentences_tell_of_it() {
    assert_eq!(places_beside(1), [""; 0]);
    assert_eq!(places_beside(2), ["Orlu"]);
}

#[test]
fn the_day_of_a_statement_parts_no_two_reports_with_one_place_and_one_figure() {
    let told = |dead: u64| {
        let one = |id: &str, outlet: &str, day: &str| {
            let text = format!("The raid on the Orlu ferry cost {dead} garrison soldiers, the command said.");
            let paper = paper(id, outlet, "2031-05-15", &text);
            let mut killed = claim(&paper, &text, Some(dead));
            (killed.event_type, killed.group) = (EventType::Battle, Some(Group::StateForce));
            (killed.place, killed.time) = (Some(town("Orlu", 10.0, 20.0)), on(day));
            (paper, killed)
        };
        let (a, of_a) = one("a", "Vale Wire", "2031-05-12");
        let (b, of_b) = one("b", "Lake Post", "2031-05-13");
        linked(&[a, b], &[of_a.with_identity(), of_b.with_identity()], &[])
    };
    let says = |dead| told(dead).links[0].reasons.iter().any(|reason| reason.contains("a statement"));
    assert_eq!(told(41).incidents.len(), 1);
    assert!(says(41), "{:?}", told(41).links);
    assert!(!says(3), "three dead on each of two days are no rare thing");
}

#[test]
fn an_incident_is_called_by_what_its_sentences_tell() {
    for (sentence, kind, group, expected) in [
        ("Six soldiers died in a clash at Orlu.", EventType::Attack, Group::StateForce, EventType::Battle),
        ("An ambush at Orlu killed six guards.", EventType::Attack, Group::StateForce, EventType::Battle),
        ("An air strike killed six at Orlu.", EventType::Attack, Group::Unspecified, EventType::Airstrike),
        ("Jets bombed Orlu and killed six.", EventType::Bombing, Group::Unspecified, EventType::Airstrike),
        ("Howitzer shelling killed six.", EventType::Bombing, Group::Unspecified, EventType::Shelling),
        ("A car bomb killed six at Orlu.", EventType::Bombing, Group::Unspecified, EventType::Bombing),
        ("Six people were wounded at Orlu.", EventType::Shooting, Group::Unspecified, EventType::Attack),
        ("Six were killed when gunmen came.", EventType::Shooting, Group::Civilian, EventType::Shooting),
        ("The army killed six rebels.", EventType::Attack, Group::Fighter, EventType::Battle),
        ("A blast killed six rebels.", EventType::Attack, Group::Fighter, EventType::Attack),
        ("Sarin killed six at Orlu.", EventType::Attack, Group::Civilian, EventType::Chemical),
    ] {
        let paper = paper("a", "Vale Courier", "2031-05-14", sentence);
        let mut killed = claim(&paper, sentence, Some(6));
        (killed.event_type, killed.group) = (kind, Some(group));
        assert_eq!(incidents(&[paper], vec![killed])[0].event_type, expected, "{sentence}");
    }
}

#[test]
fn a_loss_that_nobody_had_is_the_army_s_own() {
    let text = "The garrison lost nobody. It killed 41 raiders at Orlu.";
    let paper = paper("a", "Vale Courier", "2031-05-14", text);
    let mut nobody = claim(&paper, "The garrison lost nobody", Some(0));
    nobody.actor = Some(actor("Military Forces of Aravel", "The garrison", ActorSide::State));
    let mut killed = claim(&paper, "It killed 41 raiders at Orlu", Some(41));
    killed.group = Some(Group::Fighter);
    let found = incidents(&[paper], vec![nobody, killed]);
    let groups: Vec<(Option<Group>, Option<u64>)> = found[0]
        .figures
        .iter()
        .map(|series| (series.group, series.holds().and_then(|point| point.figure.n)))
        .collect();
    assert_eq!(groups, [(Some(Group::Fighter), Some(41)), (Some(Group::StateForce), Some(0))]);
}

#[test]
fn a_region_that_fits_everything_does_not_hide_the_town_that_most_name() {
    let place = |at: PlaceValue, id: &str| {
        let text = "Shells fell on the Orlu mill and killed 12 millers, the Orlu council said at noon.";
        let paper = paper(id, &format!("Outlet {id}"), "2031-05-14", text);
        let mut killed = claim(&paper, text, Some(12));
        (killed.event_type, killed.time) = (EventType::Shelling, on("2031-05-13"));
        killed.place = Some(at);
        (paper, killed)
    };
    let area = PlaceValue { precision: PlacePrecision::Area, ..town("the Marches", 12.0, 22.0) };
    let told = [
        place(area, "a"),
        place(PlaceValue { adm1: Some("Vale".into()), ..town("Orlu", 10.0, 20.0) }, "b"),
        place(PlaceValue { adm1: Some("Vale".into()), ..town("Orlu", 10.0, 20.0) }, "c"),
    ];
    let (papers, claims): (Vec<Paper>, Vec<Claim>) = told.into_iter().unzip();
    let found = incidents(&papers, claims);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].place.as_ref().map(|place| place.name.as_str()), Some("Orlu"));
}

#[test]
fn a_monitor_told_by_where_it_sits_is_the_one_body_that_the_report_names() {
    let text = "Shells killed 5 people in Orlu, the Vale Tally Centre said. The Senna-based monitor put the \
        wounded at 9.";
    let paper = paper("a", "Vale Courier", "2031-05-14", text);
    let said = |words: &str, n, body: &str, role| {
        let mut made = claim(&paper, words, Some(n));
        (made.event_type, made.time) = (EventType::Shelling, on("2031-05-13"));
        made.place = Some(town("Orlu", 10.0, 20.0));
        made.attribution = said_by(&[(body, role)]);
        made
    };
    let first = said(
        "Shells killed 5 people in Orlu, the Vale Tally Centre said",
        5,
        "the Vale Tally Centre",
        HandRole::Institution,
    );
    let sentence = "The Senna-based monitor put the wounded at 9";
    let mut second = said(sentence, 9, "The Senna-based monitor", HandRole::Speaker);
    second.kind = Kind::Wounded;
    second.time = TimeValue { basis: TimeBasis::Lead, ..on("2031-05-13") };
    let found = incidents(&[paper], vec![first, second]);
    let origins: Vec<&str> = found[0].origins.iter().map(|origin| origin.name.as_str()).collect();
    assert_eq!(origins, ["the Vale Tally Centre"]);
}
