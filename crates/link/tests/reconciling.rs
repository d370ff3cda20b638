//! What claimants of one incident say side by side: agreed figures, and differences that are named.

mod common;

use cairn_link::Linked;
use cairn_model::{Claim, Figure, Group, HandRole, Incident, Kind, Object, Qualifier, Stake};
use common::{Paper, claim, day, linked, on, paper, said_by, town};

const TEXT: &str = "Shells hit the bakery queue of Orlu and killed people by the old salt gate before noon. Smoke rose \
    over the market, and the ferry to the salt works stood still until evening.";

/// One outlet's report of the bakery, its wording varied, with who counts how many.
fn told(id: &str, dated: &str, who: &str, n: u64) -> (Paper, Claim) {
    let text = format!("{TEXT} So {id} was told by those who stood there.");
    let paper = paper(id, id, dated, &text);
    let mut killed = claim(&paper, "killed people by the old salt gate", Some(n));
    killed.group = Some(Group::Civilian);
    killed.place = Some(town("Orlu", 10.0, 20.0));
    killed.time = on("2031-07-01");
    killed.attribution = said_by(&[(who, HandRole::Institution)]);
    (paper, killed)
}

fn link_all(all: Vec<(Paper, Claim)>) -> Linked {
    let (papers, claims): (Vec<Paper>, Vec<Claim>) =
        all.into_iter().map(|(paper, claim)| (paper, claim.with_identity())).unzip();
    linked(&papers, &claims, &[])
}

fn one(all: Vec<(Paper, Claim)>) -> Incident {
    let linked = link_all(all);
    assert_eq!(linked.incidents.len(), 1, "{:#?}", linked.incidents);
    linked.incidents.into_iter().next().expect("one")
}

fn values<'i>(incident: &'i Incident, field: &str) -> Vec<&'i str> {
    let found = incident.disagreements.iter().find(|one| one.field == field);
    found.map(|one| one.values.iter().map(String::as_str).collect()).unwrap_or_default()
}

#[test]
fn a_figure_is_corroborated_by_first_hands_and_not_by_reports() {
    let mut about = told("Hill Times", "2031-07-02", "the Relief Committee", 9);
    about.1.figure = Figure { qualifier: Qualifier::About, ..Figure::exact(9) };
    let all = vec![
        told("Vale Courier", "2031-07-01", "the Tally Office", 9),
        told("Harbour Post", "2031-07-02", "the Tally Office", 9),
        about,
        told("Ford Gazette", "2031-07-02", "the Northern Command", 4),
    ];
    let incident = one(all.clone());
    assert_eq!(incident.corroborations.len(), 1, "{:#?}", incident.corroborations);
    let agreed = &incident.corroborations[0];
    let mut names: Vec<&str> = agreed.origins.iter().map(|origin| origin.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["the Relief Committee", "the Tally Office"], "two outlets relay the office");
    assert_eq!((agreed.field.as_str(), agreed.value.as_str()), ("killed people civilian", "about 9"));
    assert_eq!(agreed.claims.len(), 3);
    assert!(one(all[..2].to_vec()).corroborations.is_empty(), "two reports of one hand");
}

#[test]
fn a_ceiling_bears_out_no_floor() {
    let as_said = |id: &str, who: &str, qualifier| {
        let mut one = told(id, "2031-07-01", who, 9);
        one.1.figure = Figure { qualifier, ..Figure::exact(9) };
        one
    };
    let least = as_said("Vale Courier", "the Tally Office", Qualifier::AtLeast);
    let most = as_said("Harbour Post", "the Relief Committee", Qualifier::AtMost);
    let about = as_said("Hill Times", "the Northern Command", Qualifier::About);
    assert!(one(vec![least.clone(), most.clone()]).corroborations.is_empty());
    let agreed = one(vec![least, about, most]).corroborations;
    assert_eq!(agreed.len(), 1, "{agreed:#?}");
    assert_eq!((agreed[0].value.as_str(), agreed[0].origins.len()), ("about 9", 2));
}

#[test]
fn days_that_cannot_be_one_are_named_with_who_gives_them() {
    let mut later = told("Harbour Post", "2031-07-02", "the Relief Committee", 9);
    later.1.time = on("2031-07-02");
    let incident = one(vec![told("Vale Courier", "2031-07-01", "the Tally Office", 9), later]);
    assert_eq!(
        values(&incident, "date"),
        ["2031-07-01: the Tally Office", "2031-07-02: the Relief Committee"]
    );
}

#[test]
fn the_ends_of_spans_are_compared_and_a_day_within_a_span_is_none() {
    let of = |id: &str, who: &str, from: &str, to: &str| {
        let mut one = told(id, "2031-07-04", who, 9);
        one.1.time = cairn_model::TimeValue::days(day(from), day(to), cairn_model::TimeBasis::Stated);
        one
    };
    let within = one(vec![
        of("Vale Courier", "the Tally Office", "2031-07-01", "2031-07-03"),
        of("Harbour Post", "the Relief Committee", "2031-07-02", "2031-07-02"),
    ]);
    assert!(values(&within, "date").is_empty(), "{:?}", within.disagreements);
    let ends = one(vec![
        of("Vale Courier", "the Tally Office", "2031-07-01", "2031-07-03"),
        of("Harbour Post", "the Relief Committee", "2031-07-01", "2031-07-04"),
    ]);
    assert_eq!(
        values(&ends, "date"),
        ["2031-07-01/2031-07-03: the Tally Office", "2031-07-01/2031-07-04: the Relief Committee"]
    );
}

#[test]
fn places_that_cannot_be_one_are_named_with_who_gives_them() {
    let mut other = told("Harbour Post", "2031-07-01", "the Relief Committee", 9);
    other.1.place = Some(town("Tave", 10.4, 20.0));
    let incident = one(vec![told("Vale Courier", "2031-07-01", "the Tally Office", 9), other]);
    assert_eq!(values(&incident, "place"), ["Orlu: the Tally Office", "Tave: the Relief Committee"]);
}

#[test]
fn a_series_keeps_what_it_superseded_and_whose_losses_it_counts() {
    let stake = |mut one: (Paper, Claim)| {
        one.1.stake = Some(Stake::EnemyLosses);
        one
    };
    let incident = one(vec![
        stake(told("Vale Courier", "2031-07-01", "the Northern Command", 4)),
        stake(told("Harbour Post", "2031-07-02", "the Northern Command", 9)),
    ]);
    let series = &incident.figures[0];
    let figures: Vec<Option<u64>> = series.points.iter().map(|point| point.figure.n).collect();
    assert_eq!(figures, [Some(4), Some(9)], "the first count is kept");
    assert_eq!(series.holds().and_then(|point| point.figure.n), Some(9));
    assert_eq!(series.stake, Some(Stake::EnemyLosses));
}

/// A report of one wounded boy and of one dead, in two sentences or in one.
fn boy(wounded: u64, in_one_sentence: bool, dead_group: Group) -> Incident {
    let text = match in_one_sentence {
        true => "A shell wounded a boy in Orlu and killed a boy beside him. Smoke rose over the salt gate.",
        false => "A shell wounded a boy in Orlu. Smoke rose over the salt gate. The boy died in the evening.",
    };
    let paper = paper("Vale Courier", "Vale Courier", "2031-07-01", text);
    let first = text.split_inclusive('.').next().expect("a sentence");
    let mut hurt = claim(&paper, first, Some(wounded));
    hurt.kind = cairn_model::Kind::Wounded;
    let mut dead =
        claim(&paper, if in_one_sentence { first } else { "The boy died in the evening" }, Some(1));
    dead.group = Some(dead_group);
    hurt.group = Some(Group::Civilian);
    for claim in [&mut hurt, &mut dead] {
        claim.place = Some(town("Orlu", 10.0, 20.0));
        claim.time = on("2031-07-01");
    }
    let linked = linked(&[paper], &[hurt.with_identity(), dead.with_identity()], &[]);
    assert_eq!(linked.incidents.len(), 1);
    linked.incidents.into_iter().next().expect("one")
}

fn wounded(incident: &Incident) -> Option<u64> {
    let of = |series: &&cairn_model::FigureSeries| series.kind == cairn_model::Kind::Wounded;
    incident.figures.iter().find(of).and_then(|series| series.holds()).and_then(|point| point.figure.n)
}

#[test]
fn the_wounded_who_died_are_not_counted_twice() {
    let died = boy(1, false, Group::Civilian);
    assert_eq!(wounded(&died), None, "he is among the killed");
    let kept = died.figures.iter().any(|series| series.points.iter().any(|point| point.died == 1));
    assert!(kept, "the claim stays, with what became of it");
    assert_eq!(wounded(&boy(1, true, Group::Civilian)), Some(1), "one sentence tells two boys apart");
    assert_eq!(wounded(&boy(1, false, Group::StateForce)), Some(1), "a boy is no soldier");
    assert_eq!(wounded(&boy(4, false, Group::Civilian)), Some(4), "which of four it was is not told");
}

#[test]
fn several_sorts_of_one_thing_are_no_figure_and_a_later_one() {
    let text = format!("{TEXT} The command lists 20 trucks and 46 armed pickups as destroyed.");
    let list = |id: &str, dated: &str| {
        let paper = paper(id, id, dated, &text.replace("market", id));
        let lost = |words: &str, n: u64| {
            let mut claim = claim(&paper, words, Some(n));
            (claim.kind, claim.object, claim.group) = (Kind::Destroyed, Some(Object::Vehicle), None);
            claim.place = Some(town("Orlu", 10.0, 20.0));
            claim.time = on("2031-07-01");
            claim.attribution = said_by(&[("the Northern Command", HandRole::Institution)]);
            claim.evidence.figure = Some(claim.evidence.sentence);
            claim
        };
        let claims = vec![lost("20 trucks", 20), lost("46 armed pickups", 46)];
        claims.into_iter().map(|claim| (paper.clone(), claim)).collect::<Vec<_>>()
    };
    let mut all = list("Vale Courier", "2031-07-01");
    all.extend(list("Harbour Post", "2031-07-02"));
    let claims: Vec<Claim> = all.iter().map(|(_, claim)| claim.clone().with_identity()).collect();
    let papers = [all[0].0.clone(), all[2].0.clone()];
    let linked = linked(&papers, &claims, &[]);
    assert_eq!(linked.incidents.len(), 1, "{:#?}", linked.incidents);
    let told: Vec<_> = linked.incidents[0]
        .figures
        .iter()
        .map(|series| (series.sort.as_deref(), series.points.len(), series.holds().unwrap().figure.n))
        .collect();
    assert_eq!(told, [(Some("20 trucks"), 1, Some(20)), (Some("46 armed pickups"), 1, Some(46))]);
    assert!(linked.incidents[0].disagreements.is_empty(), "{:#?}", linked.incidents[0].disagreements);
}
