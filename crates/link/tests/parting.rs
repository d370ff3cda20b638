//! What one report tells of: which of its claims are one happening.

mod common;

use cairn_model::{
    ActorSide, AgreementPart, AgreementState, Claim, EventType, Group, HandRole, Incident, Kind, PlaceBasis,
    PlacePrecision, PlaceValue, TimeBasis, TimeValue,
};
use common::{Paper, actor, claim, day, linked, on, paper, said_by, town};

fn region(name: &str, north: f64, east: f64) -> PlaceValue {
    let precision = PlacePrecision::Adm1;
    PlaceValue { adm1: Some(name.into()), precision, ..town(name, north, east) }
}

fn town_of(region: &str, name: &str, north: f64, east: f64) -> PlaceValue {
    PlaceValue { adm1: Some(region.into()), ..town(name, north, east) }
}

fn inherited(text: &str) -> TimeValue {
    TimeValue::days(day(text), day(text), TimeBasis::Lead)
}

fn incidents(paper: Paper, claims: Vec<Claim>) -> Vec<Incident> {
    let claims: Vec<Claim> = claims.into_iter().map(Claim::with_identity).collect();
    linked(&[paper], &claims, &[]).incidents
}

#[test]
fn a_headline_that_repeats_the_figure_of_the_lead_founds_nothing() {
    let text =
        "210 raiders dead in Aravel. The garrison beat back an offensive in Vale and 210 raiders fell.";
    let paper = paper("a", "Vale Courier", "2031-05-14", text);
    let mut headline = claim(&paper, "210 raiders dead in Aravel", Some(210));
    (headline.event_type, headline.group) = (EventType::Killing, Some(Group::Fighter));
    headline.place = Some(PlaceValue { precision: PlacePrecision::Country, ..town("Aravel", 12.0, 22.0) });
    let lead = "The garrison beat back an offensive in Vale and 210 raiders fell";
    let mut battle = claim(&paper, lead, None);
    let mut fell = claim(&paper, lead, Some(210));
    for of_lead in [&mut battle, &mut fell] {
        (of_lead.event_type, of_lead.time) = (EventType::Battle, on("2031-05-13"));
        of_lead.place = Some(region("Vale", 10.5, 20.5));
    }
    let found = incidents(paper, vec![headline, battle, fell]);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].claims.len(), 3);
    assert_eq!(found[0].place.as_ref().map(|place| place.name.as_str()), Some("Vale"));
}

#[test]
fn one_figure_at_two_towns_far_apart_stays_two() {
    let text = "Shells killed 12 people in Orlu. Shells killed 12 people in Senna Bridge.";
    let paper = paper("a", "Vale Courier", "2031-05-14", text);
    let killed = |words: &str, place| {
        let mut killed = claim(&paper, words, Some(12));
        (killed.event_type, killed.time) = (EventType::Shelling, on("2031-05-13"));
        killed.place = Some(place);
        killed
    };
    let both = vec![
        killed("Shells killed 12 people in Orlu", town("Orlu", 10.0, 20.0)),
        killed("Shells killed 12 people in Senna Bridge", town("Senna Bridge", 14.0, 25.0)),
    ];
    assert_eq!(incidents(paper, both).len(), 2);
}

/// A battle told of a region, and an attack at a town 70 km from that region's middle by `raiders`.
fn battle_and_attack(raiders: &str) -> Vec<Incident> {
    let text =
        "The garrison fought the Orlu Front in Vale on Tuesday. Its fighters attacked posts near Tave.";
    let paper = paper("a", "Vale Courier", "2031-05-14", text);
    let mut battle = claim(&paper, "The garrison fought the Orlu Front in Vale on Tuesday", None);
    (battle.event_type, battle.time) = (EventType::Battle, on("2031-05-13"));
    battle.place = Some(region("Vale", 10.5, 20.5));
    battle.target = Some(actor("Orlu Front", "the Orlu Front", ActorSide::Rebel));
    let mut attack = claim(&paper, "Its fighters attacked posts near Tave", None);
    attack.place = Some(town_of("Brook", "Tave", 11.13, 20.5));
    attack.time = on("2031-05-13");
    attack.actor = Some(actor(raiders, "fighters", ActorSide::Rebel));
    incidents(paper, vec![battle, attack])
}

#[test]
fn one_battle_is_not_split_at_the_edge_of_its_region() {
    let one = battle_and_attack("Orlu Front");
    assert_eq!(one.len(), 1, "{one:#?}");
    assert_eq!(one[0].place.as_ref().map(|place| place.name.as_str()), Some("Vale"));
    assert!(one[0].disagreements.is_empty());
    assert_eq!(battle_and_attack("Tave League").len(), 2, "another party fights another fight");
}

#[test]
fn a_day_that_only_the_report_has_gives_way_to_one_that_it_tells() {
    let text = "The garrison fought raiders in Vale. The raiders came on Tuesday morning near Orlu.";
    let paper = paper("a", "Vale Courier", "2031-05-15", text);
    let mut battle = claim(&paper, "The garrison fought raiders in Vale", None);
    (battle.event_type, battle.time) = (EventType::Battle, inherited("2031-05-15"));
    battle.place = Some(region("Vale", 10.5, 20.5));
    let mut attack = claim(&paper, "The raiders came on Tuesday morning near Orlu", None);
    attack.place = Some(town_of("Vale", "Orlu", 10.0, 20.0));
    attack.time = on("2031-05-13");
    let found = incidents(paper, vec![battle, attack]);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].time.start, Some(day("2031-05-13")));
    assert_eq!(found[0].place.as_ref().map(|place| place.name.as_str()), Some("Orlu"));
}

#[test]
fn a_hint_joins_what_the_report_tells_and_says_not_when_it_was() {
    let text = "Jets bombed a depot in Vale. A deal of last year was to avert an assault on Vale.";
    let paper = paper("a", "Vale Courier", "2031-05-15", text);
    let mut strike = claim(&paper, "Jets bombed a depot in Vale", None);
    strike.event_type = EventType::Airstrike;
    strike.place = Some(region("Vale", 10.5, 20.5));
    let mut hint = claim(&paper, "A deal of last year was to avert an assault on Vale", None);
    hint.place = Some(PlaceValue { basis: PlaceBasis::Narrative, ..region("Vale", 10.5, 20.5) });
    hint.time = TimeValue::days(day("2030-05-01"), day("2030-05-31"), TimeBasis::Dateline);
    let found = incidents(paper, vec![strike, hint]);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].event_type, EventType::Airstrike);
    assert_eq!(found[0].time.start, None, "the strike is not of the day of the hint");
}

#[test]
fn a_withdrawal_and_what_it_leaves_cut_off_are_one_and_a_convoy_is_another() {
    let text =
        "Raiders left Orlu on Tuesday. The withdrawal leaves Tave cut off. On Monday a convoy came to Senna.";
    let paper = paper("a", "Vale Courier", "2031-05-15", text);
    let event = |words: &str, kind, place, when| {
        let mut event = claim(&paper, words, None);
        (event.event_type, event.place, event.time) = (kind, Some(place), when);
        event
    };
    let orlu = town("Orlu", 10.0, 20.0);
    let claims = vec![
        event("Raiders left Orlu on Tuesday", EventType::Withdrawal, orlu, on("2031-05-13")),
        event(
            "The withdrawal leaves Tave cut off",
            EventType::Withdrawal,
            town("Tave", 10.1, 20.1),
            inherited("2031-05-13"),
        ),
        event(
            "On Monday a convoy came to Senna",
            EventType::Movement,
            town("Senna", 10.6, 20.0),
            on("2031-05-12"),
        ),
    ];
    let found = incidents(paper, claims);
    let kinds: Vec<EventType> = found.iter().map(|incident| incident.event_type).collect();
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(kinds.contains(&EventType::Withdrawal) && kinds.contains(&EventType::Movement));
}

#[test]
fn who_is_not_known_is_no_party() {
    let text = "Raiders of the Orlu Front shelled the village.";
    let paper = paper("a", "Vale Courier", "2031-05-15", text);
    let mut shelled = claim(&paper, "Raiders of the Orlu Front shelled the village", None);
    shelled.event_type = EventType::Shelling;
    shelled.actor = Some(actor("Orlu Front", "Raiders of the Orlu Front", ActorSide::Rebel));
    shelled.target = Some(actor("the village", "the village", ActorSide::Unidentified));
    let found = incidents(paper, vec![shelled]);
    let names: Vec<&str> = found[0].parties.iter().map(|party| party.name.as_str()).collect();
    assert_eq!(names, ["Orlu Front"]);
}

#[test]
fn two_villages_side_by_side_are_one_only_by_kind() {
    let text = "Shells hit a camp in Orlu. Gunmen killed a nurse in Lower Orlu.";
    let paper = paper("a", "Vale Courier", "2031-05-15", text);
    let told = |kind| {
        let mut shells = claim(&paper, "Shells hit a camp in Orlu", None);
        (shells.event_type, shells.time) = (EventType::Shelling, on("2031-05-13"));
        shells.place = Some(town("Orlu", 10.0, 20.0));
        let mut gunmen = claim(&paper, "Gunmen killed a nurse in Lower Orlu", Some(1));
        (gunmen.event_type, gunmen.time) = (kind, on("2031-05-13"));
        gunmen.place = Some(town("Lower Orlu", 10.01, 20.01));
        incidents(paper.clone(), vec![shells, gunmen]).len()
    };
    assert_eq!(told(EventType::Killing), 2);
    assert_eq!(told(EventType::Shelling), 1);
}

#[test]
fn what_a_deal_is_to_prevent_is_no_incident_and_its_speaker_no_origin() {
    let text = "Raiders were shelled in Vale, the Northern Command said. \
        Observers of the calm zone are to prevent clashes, the Costa Ministry said.";
    let paper = paper("a", "Vale Courier", "2031-05-15", text);
    let mut shelled = claim(&paper, "Raiders were shelled in Vale, the Northern Command said", None);
    (shelled.event_type, shelled.time) = (EventType::Shelling, on("2031-05-13"));
    shelled.place = Some(region("Vale", 10.5, 20.5));
    shelled.attribution = said_by(&[("the Northern Command", HandRole::Institution)]);
    let sentence = "Observers of the calm zone are to prevent clashes, the Costa Ministry said";
    let mut clashes = claim(&paper, sentence, None);
    (clashes.event_type, clashes.time) = (EventType::Battle, inherited("2031-05-13"));
    clashes.place = Some(PlaceValue { basis: PlaceBasis::Narrative, ..region("Vale", 10.5, 20.5) });
    clashes.attribution = said_by(&[("the Costa Ministry", HandRole::Institution)]);
    let mut zone = claim(&paper, sentence, None);
    zone.event_type = EventType::Agreement;
    zone.agreement = Some(AgreementPart {
        name: "calm zone".into(),
        state: AgreementState::Declared,
        parties: Vec::new(),
        guarantors: Vec::new(),
        zones: vec!["calm zone".into()],
        term: None,
        words: None,
        span: None,
        deadline: None,
    });
    let found = incidents(paper, vec![shelled, clashes, zone]);
    assert_eq!(found.len(), 1, "{found:#?}");
    let origins: Vec<&str> = found[0].origins.iter().map(|origin| origin.name.as_str()).collect();
    assert_eq!(origins, ["the Northern Command"]);
}

#[test]
fn a_short_name_is_the_body_that_the_report_names_in_full() {
    let text = "Shells killed 5 people in Orlu, the Vale Tally Office said. By the Tally 9 were hurt there.";
    let paper = paper("a", "Vale Courier", "2031-05-15", text);
    let said = |words: &str, n, body: &str, role| {
        let mut made = claim(&paper, words, Some(n));
        (made.event_type, made.time) = (EventType::Shelling, on("2031-05-13"));
        made.place = Some(town("Orlu", 10.0, 20.0));
        made.attribution = said_by(&[(body, role)]);
        made
    };
    let first = said(
        "Shells killed 5 people in Orlu, the Vale Tally Office said",
        5,
        "the Vale Tally Office",
        HandRole::Institution,
    );
    let mut second = said("By the Tally 9 were hurt there", 9, "the Tally", HandRole::Speaker);
    second.kind = Kind::Wounded;
    let found = incidents(paper.clone(), vec![first, second]);
    let origins: Vec<&str> = found[0].origins.iter().map(|origin| origin.name.as_str()).collect();
    assert_eq!(origins, ["the Vale Tally Office"]);
}
