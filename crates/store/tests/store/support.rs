//! Reports and claims made by hand, for tests of `store`, `views` and `cli`. The war is invented.

use cairn_model::*;

pub const RULESET: &str = "rules-0123456789abcdef";

pub fn report(id: &str, outlet: &str, published: &str, text: &str) -> Report {
    Report {
        id: ReportId::new(id),
        outlet: Some(outlet.to_owned()),
        url: None,
        title: None,
        published: Some(published.parse().unwrap()),
        dated: None,
        author: None,
        language: None,
        text: text.to_owned(),
        provenance: Provenance { file: Some(format!("{id}.txt")), line: None, digest: None, date_from: None },
    }
}

/// Where `words` stand in the report's text.
pub fn span(report: &Report, words: &str) -> Span {
    let at = report.text.find(words).unwrap_or_else(|| panic!("`{words}` is not in the text"));
    let start = report.text[..at].chars().count() as u32;
    Span::new(start, start + words.chars().count() as u32)
}

pub fn hand(name: &str, role: HandRole) -> Hand {
    Hand { name: name.to_owned(), role, cue: None, manner: None, span: None }
}

pub fn actor(report: &Report, id: &str, name: &str, words: &str, side: ActorSide) -> ActorValue {
    ActorValue {
        id: Some(ActorId::new(id)),
        name: name.to_owned(),
        words: words.to_owned(),
        side,
        country: None,
        span: Some(span(report, words)),
    }
}

pub fn town(report: &Report, name: &str) -> PlaceValue {
    PlaceValue {
        resolved: Some(name.to_owned()),
        place_id: Some(7),
        country: Some("GD".to_owned()),
        adm1: Some("Ithilien".to_owned()),
        lat: Some(35.25),
        lon: Some(-36.5),
        precision: PlacePrecision::Exact,
        span: Some(span(report, name)),
        ..PlaceValue::unresolved(name, PlaceBasis::Stated)
    }
}

/// A claim with the sentence and the words of its figure; `with_identity` is still to be called.
pub fn claim(report: &Report, kind: Kind, group: Group, sentence: &str, figure: (u64, &str)) -> Claim {
    let (n, words) = figure;
    let people = matches!(
        kind,
        Kind::Killed | Kind::Wounded | Kind::Displaced | Kind::Captured | Kind::Freed | Kind::Missing
    );
    Claim {
        id: ClaimId::new(""),
        key: ClaimKey::new(""),
        report: report.id.clone(),
        kind,
        event_type: EventType::Battle,
        object: Some(if people { Object::People } else { Object::Tank }),
        group: people.then_some(group),
        figure: Figure::exact(n),
        period: Period::Incident,
        status: Status::Asserted,
        attribution: Attribution(vec![hand(report.outlet.as_deref().unwrap_or("unknown"), HandRole::Outlet)]),
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
            sentence: span(report, sentence),
            figure: Some(span(report, words)),
            trigger: None,
        },
        rules: vec![RuleId::new("killed-passive")],
        ruleset: RulesetDigest::new(RULESET),
        confidence: 900,
        made_by: None,
    }
}

/// Two reports of one battle, the second one republishing the first one's source, and a toll.
pub fn war() -> Vec<(Report, Vec<Claim>)> {
    let wire = report(
        "wire-1",
        "Arnor Wire",
        "2019-05-25",
        "Some 40 militants were killed near Osgiliath on Friday, the General Staff said. \
         Two soldiers were wounded.\n\nMore than 900 people have died since March.",
    );
    let courier = report(
        "courier-1",
        "The Courier",
        "2019-05-26",
        "Ghâshburz’s jihadists lost 45 men near Osgiliath, Captain Damrod of the General Staff told Arnor Wire.",
    );
    let friday: Day = "2019-05-24".parse().unwrap();
    let time =
        TimeValue { words: Some("on Friday".into()), ..TimeValue::days(friday, friday, TimeBasis::Dateline) };

    let sentence = "Some 40 militants were killed near Osgiliath on Friday, the General Staff said.";
    let mut killed = claim(&wire, Kind::Killed, Group::Fighter, sentence, (40, "40"));
    killed.figure.qualifier = Qualifier::About;
    killed.attribution.0.insert(0, hand("the General Staff", HandRole::Institution));
    killed.target = Some(actor(&wire, "orcs", "Host of Ghâshburz", "militants", ActorSide::Rebel));
    killed.place = Some(town(&wire, "Osgiliath"));
    killed.time = time.clone();
    let mut wounded =
        claim(&wire, Kind::Wounded, Group::StateForce, "Two soldiers were wounded.", (2, "Two"));
    wounded.attribution = killed.attribution.clone();
    wounded.place = killed.place.clone();
    wounded.time = time.clone();
    let sentence = "More than 900 people have died since March.";
    let mut toll = claim(&wire, Kind::Killed, Group::Unspecified, sentence, (900, "900"));
    toll.figure.qualifier = Qualifier::AtLeast;
    let march: Day = "2019-03-01".parse().unwrap();
    toll.period =
        Period::Cumulative { since: Some(TimeValue::days(march, march.end_of_month(), TimeBasis::Stated)) };
    toll.time = TimeValue::days(march, wire.published.unwrap(), TimeBasis::Stated);

    let mut lost = claim(&courier, Kind::Killed, Group::Fighter, &courier.text, (45, "45"));
    lost.attribution = Attribution(vec![
        hand("Captain Damrod", HandRole::Speaker),
        hand("the General Staff", HandRole::Institution),
        hand("Arnor Wire", HandRole::Agency),
        hand("The Courier", HandRole::Outlet),
    ]);
    lost.target = Some(actor(&courier, "orcs", "Host of Ghâshburz", "jihadists", ActorSide::Rebel));
    lost.place = Some(town(&courier, "Osgiliath"));
    lost.time = time;
    vec![
        (wire, [killed, wounded, toll].map(Claim::with_identity).to_vec()),
        (courier, vec![lost.with_identity()]),
    ]
}

fn series(kind: Kind, group: Group, points: &[(&Report, &Claim)]) -> FigureSeries {
    FigureSeries {
        kind,
        object: Object::People,
        group: Some(group),
        origin: Origin { id: OriginId::new("o-staff"), name: "General Staff".to_owned() },
        stake: None,
        sort: None,
        points: points
            .iter()
            .map(|(report, claim)| FigurePoint {
                figure: claim.figure.clone(),
                published: report.published,
                claims: vec![claim.id.clone()],
                part_of: false,
                died: 0,
                later: false,
            })
            .collect(),
    }
}

/// What linking would make of [`war`].
pub fn war_incident() -> Incident {
    let war = war();
    let [(wire, of_wire), (courier, of_courier)] = &war[..] else { panic!("two reports") };
    let (killed, wounded, lost) = (&of_wire[0], &of_wire[1], &of_courier[0]);
    let mut claims = vec![killed.id.clone(), wounded.id.clone(), lost.id.clone()];
    claims.sort();
    let mut outlets: Vec<String> =
        [wire, courier].iter().filter_map(|report| report.outlet.clone()).collect();
    outlets.sort();
    let origin = Origin { id: OriginId::new("o-staff"), name: "General Staff".to_owned() };
    Incident {
        id: IncidentId::from_claim(&killed.id),
        event_type: EventType::Battle,
        acts: vec![],
        time: killed.time.clone(),
        place: killed.place.clone(),
        places: vec![],
        parties: vec![killed.target.clone().unwrap(), lost.target.clone().unwrap()],
        claims: claims.clone(),
        reports: vec![wire.id.clone(), courier.id.clone()],
        outlets,
        origins: vec![origin],
        figures: vec![
            series(Kind::Killed, Group::Fighter, &[(wire, killed), (courier, lost)]),
            series(Kind::Wounded, Group::StateForce, &[(wire, wounded)]),
        ],
        disagreements: vec![Disagreement {
            field: "killed people fighter".to_owned(),
            values: vec![
                "about 40 (General Staff, 2019-05-25)".to_owned(),
                "45 (General Staff, 2019-05-26)".to_owned(),
            ],
            claims: vec![killed.id.clone(), lost.id.clone()],
        }],
        corroborations: vec![],
    }
}

/// The toll of [`war`].
pub fn war_toll() -> Toll {
    let war = war();
    let (wire, claims) = &war[0];
    Toll {
        id: TollId::from_parts(["war"]),
        kind: Kind::Killed,
        object: Object::People,
        group: Some(Group::Unspecified),
        place: Some("Gondor".to_owned()),
        since: Some("2019-03-01".parse().unwrap()),
        origins: vec![],
        points: vec![TollPoint {
            as_of: wire.published,
            figure: claims[2].figure.clone(),
            claim: claims[2].id.clone(),
            report: wire.id.clone(),
        }],
    }
}
