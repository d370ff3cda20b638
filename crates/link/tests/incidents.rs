//! What reports of one happening add up to, and what stays apart.

mod common;

use cairn_model::{
    ActorSide, Claim, EventType, Figure, Group, HandRole, Kind, LinkVerdict, Object, Qualifier, Status,
    TimeValue,
};
use common::{Paper, actor, claim, day, linked, on, paper, said_by, since, town};

const STAFF: &[(&str, HandRole)] =
    &[("Colonel Brandt Oyelle", HandRole::Speaker), ("the Northern Command", HandRole::Institution)];

/// Two outlets relay one statement about a repelled attack near Orlu, in words of their own.
fn one_statement() -> (Vec<Paper>, Vec<Claim>) {
    let first = paper(
        "morning",
        "Vale Courier",
        "2031-05-14",
        "Colonel Brandt Oyelle of the Northern Command said around 210 raiders were killed north of Orlu on \
         Tuesday. Nine tanks were destroyed in the repelled offensive. Three sappers were hurt near Orlu.",
    );
    let second = paper(
        "evening",
        "Harbour Post",
        "2031-05-15",
        "210 insurgents dead as garrison beats back offensive at Orlu. About 210 insurgents fell north of Orlu \
         and 9 tanks were lost, according to the Northern Command. No sapper died, Oyelle said. War dead since \
         2026 number more than 40,000, the Tally Office says.",
    );
    let about = |n| Figure { qualifier: Qualifier::About, ..Figure::exact(n) };
    let orlu = |mut made: Claim| {
        made.event_type = EventType::Battle;
        made.place = Some(town("Orlu", 10.0, 20.0));
        made.time = on("2031-05-13");
        made
    };
    let mut claims = Vec::new();
    for (paper, words, who, outlet_words) in [
        (&first, "around 210 raiders were killed", said_by(STAFF), "raiders"),
        (
            &second,
            "About 210 insurgents fell",
            said_by(&[("the Northern Command", HandRole::Institution)]),
            "insurgents",
        ),
    ] {
        let mut killed = orlu(claim(paper, words, Some(210)));
        killed.figure = about(210);
        killed.group = Some(Group::Fighter);
        killed.attribution = who;
        killed.target = Some(actor("Orlu Front", outlet_words, ActorSide::Rebel));
        claims.push(killed);
    }
    let mut headline = orlu(claim(&second, "210 insurgents dead", Some(210)));
    headline.group = Some(Group::Fighter);
    claims.push(headline);
    for (paper, words) in [(&first, "Nine tanks were destroyed"), (&second, "9 tanks were lost")] {
        let mut tanks = orlu(claim(paper, words, Some(9)));
        (tanks.kind, tanks.object, tanks.group) = (Kind::Destroyed, Some(Object::Tank), None);
        tanks.attribution = said_by(&[("the Northern Command", HandRole::Institution)]);
        claims.push(tanks);
    }
    let mut hurt = orlu(claim(&first, "Three sappers were hurt", Some(3)));
    (hurt.kind, hurt.group) = (Kind::Wounded, Some(Group::StateForce));
    hurt.attribution = said_by(&STAFF[..1]);
    claims.push(hurt);
    let mut none_died = orlu(claim(&second, "No sapper died", Some(0)));
    none_died.group = Some(Group::StateForce);
    none_died.attribution = said_by(&[("the Northern Command", HandRole::Institution)]);
    claims.push(none_died);
    let mut toll = claim(&second, "War dead since 2026 number more than 40,000", Some(40_000));
    toll.period = since(2026);
    toll.attribution = said_by(&[("the Tally Office", HandRole::Institution)]);
    claims.push(toll);
    (vec![first, second], claims.into_iter().map(Claim::with_identity).collect())
}

#[test]
fn two_outlets_relaying_one_spokesman_are_one_incident_with_one_origin() {
    let (papers, claims) = one_statement();
    let linked = linked(&papers, &claims, &[]);
    assert_eq!(linked.incidents.len(), 1, "{:#?}", linked.incidents);
    let incident = &linked.incidents[0];
    assert_eq!(incident.reports.len(), 2);
    let origins: Vec<&str> = incident.origins.iter().map(|origin| origin.name.as_str()).collect();
    assert_eq!(origins, ["the Northern Command"], "the colonel speaks for it, the outlets only relay");
    assert_eq!(incident.event_type, EventType::Battle);
    assert_eq!((incident.time.start, incident.time.end), (Some(day("2031-05-13")), Some(day("2031-05-13"))));
    assert_eq!(incident.place.as_ref().map(|place| place.name.as_str()), Some("Orlu"));
    let words: Vec<&str> = incident.parties.iter().map(|party| party.words.as_str()).collect();
    assert_eq!(words, ["insurgents", "raiders"], "one neutral name, each outlet's own words");
    let held: Vec<(Kind, Object, Option<Group>, Option<u64>)> = incident
        .figures
        .iter()
        .map(|series| {
            (series.kind, series.object, series.group, series.holds().and_then(|point| point.figure.n))
        })
        .collect();
    assert_eq!(
        held,
        [
            (Kind::Killed, Object::People, Some(Group::Fighter), Some(210)),
            (Kind::Killed, Object::People, Some(Group::StateForce), Some(0)),
            (Kind::Wounded, Object::People, Some(Group::StateForce), Some(3)),
            (Kind::Destroyed, Object::Tank, None, Some(9)),
        ]
    );
    assert!(incident.disagreements.is_empty(), "{:?}", incident.disagreements);
    let link = &linked.links[0];
    assert_eq!(link.verdict, LinkVerdict::Same);
    assert!(link.reasons.iter().any(|reason| reason == "both at Orlu"), "{:?}", link.reasons);
}

#[test]
fn a_toll_is_in_no_incident() {
    let (papers, claims) = one_statement();
    let linked = linked(&papers, &claims, &[]);
    let toll = &linked.tolls[0];
    assert_eq!((linked.tolls.len(), toll.points.len()), (1, 1));
    let of_toll = &toll.points[0].claim;
    assert!(linked.incidents.iter().all(|incident| !incident.claims.contains(of_toll)));
    assert!(linked.incidents.iter().all(|incident| {
        incident.figures.iter().all(|series| series.points.iter().all(|point| point.figure.n != Some(40_000)))
    }));
}

/// A strike on a market, told in `text`, with its dead.
fn strike(id: &str, outlet: &str, dated: &str, happened: &str, text: &str, dead: u64) -> (Paper, Claim) {
    let paper = paper(id, outlet, dated, text);
    let words = text.split('.').next().expect("a sentence").to_owned();
    let mut killed = claim(&paper, &words, Some(dead));
    killed.event_type = EventType::Airstrike;
    killed.place = Some(town("Tave", 11.0, 21.0));
    killed.time = on(happened);
    (paper, killed.with_identity())
}

#[test]
fn two_strikes_on_one_town_on_two_days_stay_two() {
    let (papers, claims): (Vec<Paper>, Vec<Claim>) = [
        strike(
            "one",
            "Vale Courier",
            "2031-06-02",
            "2031-06-02",
            "Jets bombed the grain market of Tave killing 6 people. Stalls burnt until evening, traders said.",
            6,
        ),
        strike(
            "two",
            "Harbour Post",
            "2031-06-03",
            "2031-06-03",
            "A raid on a bakery queue in Tave left 4 people dead. The oven house collapsed, neighbours said.",
            4,
        ),
    ]
    .into_iter()
    .unzip();
    let linked = linked(&papers, &claims, &[]);
    assert_eq!(linked.incidents.len(), 2, "{:?}", linked.links);
}

#[test]
fn a_follow_up_with_a_higher_toll_joins_and_the_newest_figure_holds() {
    let (papers, claims): (Vec<Paper>, Vec<Claim>) = [
        strike(
            "first",
            "Vale Courier",
            "2031-06-02",
            "2031-06-02",
            "Jets bombed the grain market of Tave killing 6 people. Stalls burnt until evening, traders said.",
            6,
        ),
        strike(
            "later",
            "Harbour Post",
            "2031-06-03",
            "2031-06-02",
            "Monday's bombing of the grain market of Tave killed 9 people. Jets set stalls alight, traders said.",
            9,
        ),
    ]
    .into_iter()
    .map(|(paper, mut claim)| {
        claim.attribution = said_by(&[("the Tave Relief Watch", HandRole::Institution)]);
        (paper, claim.with_identity())
    })
    .unzip();
    let linked = linked(&papers, &claims, &[]);
    assert_eq!(linked.incidents.len(), 1);
    let series = &linked.incidents[0].figures;
    assert_eq!(series.len(), 1, "one claimant, one series");
    assert_eq!(series[0].points.len(), 2);
    assert_eq!(series[0].holds().and_then(|point| point.figure.n), Some(9));
    assert!(linked.incidents[0].disagreements.is_empty(), "growth of one claimant's count is none");
}

#[test]
fn claimants_who_differ_are_named_with_what_they_hold() {
    let text =
        "Jets bombed the grain market of Tave killing 6 people. Stalls burnt until evening, traders said.";
    let (first, mut six) = strike("first", "Vale Courier", "2031-06-02", "2031-06-02", text, 6);
    six.attribution = said_by(&[("the Tave Relief Watch", HandRole::Institution)]);
    let text =
        "Bombs on the grain market of Tave killed 15 people. Stalls burnt until evening, jets came twice.";
    let (second, mut fifteen) = strike("second", "Harbour Post", "2031-06-02", "2031-06-02", text, 15);
    fifteen.attribution = said_by(&[("the Vale Doctors", HandRole::Institution)]);
    let claims = [six.with_identity(), fifteen.with_identity()];
    let linked = linked(&[first, second], &claims, &[]);
    assert_eq!(linked.incidents.len(), 1);
    let disagreements = &linked.incidents[0].disagreements;
    assert_eq!(disagreements.len(), 1, "{disagreements:?}");
    assert_eq!(disagreements[0].field, "killed people");
    let mut values = disagreements[0].values.clone();
    values.sort();
    assert_eq!(values, ["15: the Vale Doctors (2031-06-02)", "6: the Tave Relief Watch (2031-06-02)"]);
}

#[test]
fn what_is_planned_or_only_denied_makes_no_incident() {
    let text =
        "The garrison plans to shell Tave and may kill 30 people. It denied that its jets killed anyone.";
    let paper = paper("plans", "Vale Courier", "2031-06-02", text);
    let at = |mut made: Claim, status| {
        made.place = Some(town("Tave", 11.0, 21.0));
        made.time = on("2031-06-02");
        made.status = status;
        made.with_identity()
    };
    let claims = [
        at(claim(&paper, "The garrison plans to shell Tave", None), Status::Planned),
        at(claim(&paper, "may kill 30 people", Some(30)), Status::Possible),
        at(claim(&paper, "It denied that its jets killed anyone", None), Status::Denied),
    ];
    let linked = linked(&[paper], &claims, &[]);
    assert!(linked.incidents.is_empty(), "{:#?}", linked.incidents);
    assert_eq!(linked.main.len(), 1, "the report is still told apart from others");
}

#[test]
fn a_denial_joins_what_it_denies() {
    let text =
        "Jets bombed the grain market of Tave killing 6 people. Stalls burnt until evening, traders said.";
    let (first, six) = strike("first", "Vale Courier", "2031-06-02", "2031-06-02", text, 6);
    let text = "The Northern Command denied that its jets bombed the grain market of Tave or killed traders.";
    let second = paper("second", "Harbour Post", "2031-06-03", text);
    let mut denied = claim(&second, "denied that its jets bombed the grain market of Tave", None);
    denied.event_type = EventType::Airstrike;
    denied.place = Some(town("Tave", 11.0, 21.0));
    denied.time = on("2031-06-02");
    denied.status = Status::Denied;
    denied.attribution = said_by(&[("the Northern Command", HandRole::Institution)]);
    let linked = linked(&[first, second], &[six, denied.with_identity()], &[]);
    assert_eq!(linked.incidents.len(), 1);
    assert_eq!(linked.incidents[0].claims.len(), 2);
    let status = linked.incidents[0].disagreements.iter().find(|one| one.field == "status");
    assert_eq!(
        status.map(|one| one.values.clone()),
        Some(vec!["asserted: Vale Courier".to_owned(), "denied: the Northern Command".to_owned()])
    );
}

#[test]
fn no_report_tells_what_is_yet_to_happen() {
    let text = "Jets bombed the grain market of Tave killing 6 people. Stalls burnt, traders of Tave said.";
    let (old, mut undated) = strike("old", "Vale Courier", "2031-01-10", "2031-01-09", text, 6);
    undated.time = TimeValue::unknown();
    let (new, later) = strike("new", "Harbour Post", "2031-06-03", "2031-06-02", text, 6);
    let apart = linked(&[old, new], &[undated.with_identity(), later], &[]);
    assert_eq!(apart.incidents.len(), 2, "{:?}", apart.links);
}
