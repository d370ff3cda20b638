//! Cumulative figures and agreements, followed over reports.

mod common;

use cairn_model::{
    ActorSide, ActorValue, AgreementPart, AgreementState, Claim, EventType, Figure, Group, HandRole, Kind,
    Object, PlaceBasis, PlacePrecision, PlaceValue, Qualifier, TermKind, TimeBasis, TimeValue,
};
use common::{Paper, actor, claim, day, linked, on, paper, said_by, since, town};

fn country() -> PlaceValue {
    PlaceValue { precision: PlacePrecision::Country, ..town("Aravel", 12.0, 22.0) }
}

fn toll(id: &str, dated: &str, n: u64, since_year: i16, who: Option<&str>) -> (Paper, Claim) {
    let paper =
        paper(id, "Vale Courier", dated, &format!("The war of {id} has cost more than {n} lives so far."));
    let mut made = claim(&paper, &paper.text.clone(), Some(n));
    made.figure = Figure { qualifier: Qualifier::AtLeast, ..Figure::exact(n) };
    made.period = since(since_year);
    made.place = Some(country());
    if let Some(who) = who {
        made.attribution = said_by(&[(who, HandRole::Institution)]);
    }
    (paper, made.with_identity())
}

fn tolls(list: Vec<(Paper, Claim)>) -> Vec<Vec<Option<u64>>> {
    let (papers, claims): (Vec<Paper>, Vec<Claim>) = list.into_iter().unzip();
    let linked = linked(&papers, &claims, &[]);
    assert!(linked.incidents.is_empty());
    let mut points: Vec<Vec<Option<u64>>> =
        linked.tolls.iter().map(|toll| toll.points.iter().map(|point| point.figure.n).collect()).collect();
    points.sort();
    points
}

#[test]
fn one_count_at_two_times_is_one_toll_also_where_one_report_names_nobody() {
    let growing = vec![
        toll("b", "2031-08-20", 52_000, 2026, None),
        toll("a", "2031-03-13", 50_000, 2026, Some("the Tally Office")),
    ];
    assert_eq!(tolls(growing), [[Some(50_000), Some(52_000)]]);
}

#[test]
fn the_place_of_the_news_is_not_the_place_of_the_toll() {
    let (paper_a, war) = toll("a", "2031-03-13", 50_000, 2026, None);
    let (paper_b, mut beside_news) = toll("b", "2031-08-20", 52_000, 2026, None);
    beside_news.place = Some(PlaceValue { basis: PlaceBasis::Lead, ..town("Tave", 11.0, 21.0) });
    let both = vec![(paper_a, war), (paper_b, beside_news.with_identity())];
    assert_eq!(tolls(both), [[Some(50_000), Some(52_000)]]);
}

#[test]
fn other_claimants_and_other_periods_are_other_tolls() {
    let apart = vec![
        toll("a", "2031-03-13", 50_000, 2026, Some("the Tally Office")),
        toll("b", "2031-03-14", 61_000, 2026, Some("the Vale Doctors")),
        toll("c", "2031-03-15", 20_000, 2030, Some("the Tally Office")),
        toll("d", "2031-03-16", 900, 2026, Some("the Tally Office")),
    ];
    assert_eq!(tolls(apart).len(), 4);
}

#[test]
fn figures_of_one_claimant_that_do_not_continue_each_other_have_ids_of_their_own() {
    let sizes = [("a", 50_000), ("b", 900), ("c", 4), ("d", 1_000_000)];
    let list = sizes.map(|(id, n)| toll(id, "2031-03-13", n, 2026, Some("the Tally Office")));
    let (papers, claims): (Vec<Paper>, Vec<Claim>) = list.into_iter().unzip();
    let mut ids: Vec<_> = linked(&papers, &claims, &[]).tolls.into_iter().map(|toll| toll.id).collect();
    ids.dedup();
    assert_eq!(ids.len(), sizes.len());
}

#[test]
fn a_group_is_never_added_to_everybody() {
    let (paper_a, all) = toll("a", "2031-03-13", 50_000, 2026, Some("the Tally Office"));
    let (paper_b, mut civilians) = toll("b", "2031-03-14", 48_000, 2026, Some("the Tally Office"));
    civilians.group = Some(Group::Civilian);
    assert_eq!(tolls(vec![(paper_a, all), (paper_b, civilians.with_identity())]).len(), 2);
}

fn part(name: &str, parties: &[&str], zones: &[&str], state: AgreementState) -> AgreementPart {
    AgreementPart {
        name: name.into(),
        state,
        parties: parties.iter().map(|name| actor(name, name, ActorSide::State)).collect(),
        guarantors: Vec::new(),
        zones: zones.iter().map(|zone| (*zone).to_owned()).collect(),
        term: None,
        words: None,
        span: None,
        deadline: None,
    }
}

fn agreement_claim(paper: &Paper, words: &str, part: AgreementPart, made: Option<TimeValue>) -> Claim {
    let mut of = claim(paper, words, None);
    of.event_type = EventType::Agreement;
    of.agreement = Some(part);
    of.time = made.unwrap_or_else(TimeValue::unknown);
    of.with_identity()
}

#[test]
fn terms_and_deadline_of_one_deal_come_together_and_an_older_deal_stays_apart() {
    let text = "Aravel and Costa agreed last September on a quiet strip around Tave. Under the agreement raiders \
        leave the strip. Guns go by 9 November. In 2028 Aravel and Costa had settled on four calm zones.";
    let paper = paper("deal", "Vale Courier", "2031-03-02", text);
    let both = ["Aravel", "Costa"];
    let september = TimeValue::days(day("2030-09-01"), day("2030-09-30"), TimeBasis::Dateline);
    let old = TimeValue::days(day("2028-01-01"), day("2028-12-31"), TimeBasis::Stated);
    let leave = AgreementPart {
        term: Some(TermKind::Withdrawal),
        words: Some("leave the strip".into()),
        ..part("agreement", &[], &[], AgreementState::Declared)
    };
    let guns = AgreementPart {
        term: Some(TermKind::Disarmament),
        words: Some("Guns go".into()),
        deadline: Some(on("2030-11-09")),
        ..part("agreement", &[], &[], AgreementState::Declared)
    };
    let claims = [
        agreement_claim(
            &paper,
            "Aravel and Costa agreed last September on a quiet strip around Tave",
            part("quiet strip", &both, &["Tave"], AgreementState::Declared),
            Some(september),
        ),
        agreement_claim(&paper, "Under the agreement raiders leave the strip", leave, None),
        agreement_claim(&paper, "Guns go by 9 November", guns, None),
        agreement_claim(
            &paper,
            "In 2028 Aravel and Costa had settled on four calm zones",
            part("calm zones", &both, &["Tave"], AgreementState::Declared),
            Some(old),
        ),
    ];
    let linked = linked(&[paper], &claims, &[]);
    assert!(linked.incidents.is_empty(), "an agreement is no incident");
    let strip = linked.agreements.iter().find(|one| one.name == "quiet strip").expect("the strip");
    assert_eq!(linked.agreements.len(), 2);
    let kinds: Vec<TermKind> = strip.terms.iter().map(|term| term.kind).collect();
    assert_eq!(kinds, [TermKind::Withdrawal, TermKind::Disarmament]);
    assert_eq!(strip.terms[1].deadline.as_ref().and_then(|time| time.end), Some(day("2030-11-09")));
    assert_eq!(strip.time.start, Some(day("2030-09-01")));
}

#[test]
fn two_reports_of_one_deal_are_one_agreement() {
    let first =
        paper("a", "Vale Courier", "2031-03-02", "Aravel and Costa signed a truce for the Tave strip.");
    let second =
        paper("b", "Harbour Post", "2031-04-02", "The Tave strip truce of Aravel and Costa is broken.");
    let both = ["Aravel", "Costa"];
    let claims = [
        agreement_claim(
            &first,
            "Aravel and Costa signed a truce for the Tave strip",
            part("truce", &both, &["Tave strip"], AgreementState::Declared),
            Some(on("2031-03-01")),
        ),
        agreement_claim(
            &second,
            "The Tave strip truce of Aravel and Costa is broken",
            part("truce", &both, &["Tave strip"], AgreementState::Violated),
            Some(on("2031-04-01")),
        ),
    ];
    let linked = linked(&[first, second], &claims, &[]);
    assert_eq!(linked.agreements.len(), 1);
    assert_eq!(linked.agreements[0].state, AgreementState::Violated, "the latest claim tells the state");
}

fn state(country: &str, name: &str) -> ActorValue {
    ActorValue { country: Some(country.into()), ..actor(name, name, ActorSide::State) }
}

#[test]
fn a_deal_of_two_capitals_and_one_named_after_two_nations_are_one() {
    let first = paper(
        "a",
        "Vale Courier",
        "2031-03-02",
        "A deal of Port Aravel and Costa City last September made a quiet strip. Guns leave the quiet strip.",
    );
    let second =
        paper("b", "Harbour Post", "2031-08-02", "An Aravel-Costa quiet strip deal was signed last year.");
    let signed =
        |parties: [ActorValue; 2], part: AgreementPart| AgreementPart { parties: parties.into(), ..part };
    let capitals = [state("XA", "Government of Aravel"), state("XC", "Government of Costa")];
    let nations = [state("XC", "Costa"), state("XA", "Aravel")];
    let september = TimeValue::days(day("2030-09-01"), day("2030-09-30"), TimeBasis::Dateline);
    let last_year = TimeValue::days(day("2030-01-01"), day("2030-12-31"), TimeBasis::Dateline);
    let claims = [
        agreement_claim(
            &first,
            "A deal of Port Aravel and Costa City last September made a quiet strip",
            signed(capitals, part("A deal", &[], &["a quiet strip"], AgreementState::Declared)),
            Some(september),
        ),
        agreement_claim(
            &first,
            "Guns leave the quiet strip",
            part("the agreement", &[], &["the quiet strip"], AgreementState::Declared),
            None,
        ),
        agreement_claim(
            &second,
            "An Aravel-Costa quiet strip deal was signed last year",
            signed(nations, part("An Aravel-Costa quiet strip deal", &[], &[], AgreementState::Declared)),
            Some(last_year),
        ),
    ];
    let linked = linked(&[first, second], &claims, &[]);
    assert_eq!(linked.agreements.len(), 1, "{:#?}", linked.agreements);
    let deal = &linked.agreements[0];
    let parties: Vec<&str> = deal.parties.iter().map(|party| party.name.as_str()).collect();
    assert_eq!(parties, ["Government of Aravel", "Government of Costa"], "each state once");
    assert_eq!(deal.zones.len(), 1);
    assert_eq!(deal.time.start, Some(day("2030-09-01")), "the finer time holds");
}

/// How many agreements come of mentions of a zone, each by its name and the country of its report.
fn of_mentions(mentions: &[(&str, &str)]) -> usize {
    let mut papers = Vec::new();
    let mut claims = Vec::new();
    for (at, (zone, country)) in mentions.iter().enumerate() {
        let paper =
            paper(&format!("r{at}"), "Vale Courier", "2031-03-02", &format!("Shells fell in {zone}."));
        let mention = part(zone, &[], &[zone], AgreementState::Declared);
        let mut made = agreement_claim(&paper, &format!("Shells fell in {zone}"), mention, None);
        made.place = Some(PlaceValue { country: Some((*country).into()), ..town("Tave", 11.0, 21.0) });
        claims.push(made.with_identity());
        papers.push(paper);
    }
    linked(&papers, &claims, &[]).agreements.len()
}

#[test]
fn mentions_of_one_zone_are_one_agreement_and_other_zones_are_others() {
    assert_eq!(
        of_mentions(&[("the Tave calm zone", "XA"), ("a calm zone", "XA"), ("the Tave calm zone", "XA")]),
        1
    );
    assert_eq!(of_mentions(&[("the Tave calm zone", "XA"), ("the Orlu calm zone", "XA")]), 2);
    assert_eq!(of_mentions(&[("the calm zone", "XA"), ("the calm zone around Senna", "XB")]), 2);
}

#[test]
fn a_toll_without_a_place_is_of_the_country_at_war() {
    let (mut paper, _) = toll("a", "2031-03-13", 860, 2031, None);
    paper.text.push_str(" Shells fell in Aravel.");
    let mut dead = claim(&paper, "cost more than 860 lives", Some(860));
    dead.period = since(2031);
    dead.place = None;
    let mut news = claim(&paper, "Shells fell in Aravel", None);
    news.place = Some(country());
    let claims = [dead.with_identity(), news.with_identity()];
    let linked = linked(&[paper], &claims, &[]);
    assert_eq!(linked.tolls[0].place.as_deref(), Some("Aravel"));
}

#[test]
fn an_agreement_keeps_its_steps_and_its_parties() {
    let told = |id: &str, dated: &str, text: &str, parties: &[&str], state, kind| {
        let paper = paper(id, "Vale Courier", dated, text);
        let mut made =
            agreement_claim(&paper, text, part("Ford truce", parties, &["Orlu Ford"], state), None);
        made.event_type = kind;
        (paper, made.with_identity())
    };
    let (promised, declared) = (AgreementState::Promised, AgreementState::Declared);
    let (deal, breach) = (EventType::Agreement, EventType::Violation);
    let steps = [
        told("a", "2031-05-01", "They will sign.", &["Aravel", "Orlu Front"], promised, deal),
        told("b", "2031-05-03", "They signed.", &["Aravel", "Orlu Front"], declared, deal),
        told("c", "2031-05-04", "It is kept.", &["Aravel", "Orlu Front"], AgreementState::InForce, deal),
        told("d", "2031-05-09", "It was broken.", &[], AgreementState::Violated, breach),
    ];
    let (papers, claims): (Vec<Paper>, Vec<Claim>) = steps.into_iter().unzip();
    let found = linked(&papers, &claims, &[]).agreements;
    assert_eq!(found.len(), 1, "{found:#?}");
    let states: Vec<&str> = found[0].history.iter().map(|step| step.state.as_str()).collect();
    assert_eq!(states, ["promised", "declared", "in_force", "violated"]);
    assert_eq!(found[0].state, AgreementState::Violated);
    assert_eq!(found[0].parties.len(), 2);
    assert_eq!(found[0].history[3].claims, [claims[3].id.clone()]);
    assert_eq!(found[0].history[3].time.end, Some(day("2031-05-09")));
}

#[test]
fn the_truce_is_the_one_that_the_report_spoke_of() {
    let text = "Aravel and Costa signed a Tave accord. The truce is to be watched. A truce of 2011 failed.";
    let paper = paper("a", "Vale Courier", "2031-03-02", text);
    let both = ["Aravel", "Costa"];
    let old = TimeValue::days(day("2011-01-01"), day("2011-12-31"), TimeBasis::Stated);
    let watched = AgreementPart {
        term: Some(TermKind::Patrol),
        words: Some("to be watched".into()),
        span: Some(cairn_model::Span::new(39, 68)),
        ..part("The truce", &[], &[], AgreementState::Declared)
    };
    let signed = part("a Tave accord", &both, &[], AgreementState::Declared);
    let failed = part("A truce", &[], &[], AgreementState::Declared);
    let claims = [
        agreement_claim(&paper, "Aravel and Costa signed a Tave accord", signed, Some(on("2031-03-01"))),
        agreement_claim(&paper, "The truce is to be watched", watched, None),
        agreement_claim(&paper, "A truce of 2011 failed", failed, Some(old)),
    ];
    let found = linked(&[paper], &claims, &[]).agreements;
    assert_eq!(found.len(), 2, "{found:#?}");
    let accord = found.iter().find(|one| one.name == "Tave accord").expect("named without the article");
    assert_eq!(accord.terms.len(), 1);
}

#[test]
fn breaches_stand_by_claimant_and_are_not_added_up() {
    let breach = |id: &str, dated: &str, by: &str, says: &str, n: Option<u64>| {
        let text = format!("{says} said {by} broke the Orlu Ford truce.");
        let paper = paper(id, "Vale Courier", dated, &text);
        let mut told = agreement_claim(
            &paper,
            &text,
            part("the Orlu Ford truce", &[], &["Orlu Ford"], AgreementState::Violated),
            None,
        );
        told.event_type = EventType::Violation;
        told.actor = Some(actor(by, by, ActorSide::Rebel));
        told.attribution = said_by(&[(says, HandRole::Institution)]);
        let mut counted = claim(&paper, &text, n);
        (counted.kind, counted.object) = (Kind::Attacks, Some(Object::Attack));
        let claims = n.map(|_| counted.with_identity()).into_iter().chain([told.with_identity()]);
        (paper, claims.collect::<Vec<_>>())
    };
    let told = [
        breach("a", "2031-05-01", "Orlu Front", "the Northern Command", Some(14)),
        breach("b", "2031-05-02", "Orlu Front", "the Northern Command", Some(20)),
        breach("c", "2031-05-03", "Aravel", "the Orlu Front", None),
    ];
    let papers: Vec<Paper> = told.iter().map(|(paper, _)| paper.clone()).collect();
    let claims: Vec<Claim> = told.iter().flat_map(|(_, claims)| claims.clone()).collect();
    let found = linked(&papers, &claims, &[]).agreements;
    assert_eq!(found.len(), 1, "{found:#?}");
    let counts = |by: &str| -> Vec<Option<u64>> {
        let one = found[0].breaches.iter().find(|one| one.by.as_deref() == Some(by)).expect("breaches");
        one.counts.iter().map(|count| count.figure.n).collect()
    };
    assert_eq!(found[0].breaches.len(), 2);
    assert_eq!(counts("Orlu Front"), [Some(14), Some(20)]);
    assert_eq!(counts("Aravel"), []);
}

#[test]
fn each_party_keeps_the_number_of_its_own_breaches() {
    let text = "Observers said the Orlu Front broke the Ford truce 14 times and Aravel 9 times.";
    let paper = paper("a", "Vale Courier", "2031-05-01", text);
    let claims: Vec<Claim> = [("Orlu Front", "14 times", 14), ("Aravel", "9 times", 9)]
        .into_iter()
        .flat_map(|(by, words, n)| {
            let mut told = agreement_claim(
                &paper,
                text,
                part("the Ford truce", &[], &["Orlu Ford"], AgreementState::Violated),
                None,
            );
            told.event_type = EventType::Violation;
            let mut counted = claim(&paper, words, Some(n));
            counted.evidence = told.evidence.clone();
            (counted.kind, counted.object) = (Kind::Attacks, Some(Object::Attack));
            for one in [&mut told, &mut counted] {
                one.actor = Some(actor(by, by, ActorSide::Rebel));
                one.evidence.trigger = Some(claim(&paper, words, None).evidence.sentence);
            }
            [told.with_identity(), counted.with_identity()]
        })
        .collect();
    let found = linked(&[paper], &claims, &[]).agreements;
    let counts: Vec<(Option<&str>, Vec<Option<u64>>)> = found[0]
        .breaches
        .iter()
        .map(|one| (one.by.as_deref(), one.counts.iter().map(|count| count.figure.n).collect()))
        .collect();
    assert_eq!(counts, [(Some("Aravel"), vec![Some(9)]), (Some("Orlu Front"), vec![Some(14)])]);
}
