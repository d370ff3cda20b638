//! The wounded who died: those whom one report counts twice, and those who die after the dead were counted.

mod common;

use cairn_model::{Claim, FigurePoint, Group, Incident, Kind, Span};
use common::{Paper, claim, linked, on, paper, town};

/// Where words stand in a text, in code points.
fn span(text: &str, words: &str) -> Span {
    let at = text.find(words).unwrap_or_else(|| panic!("`{words}` is not in {text}"));
    let start = text[..at].chars().count() as u32;
    Span::new(start, start + words.chars().count() as u32)
}

/// A claim of a sentence of a paper, with the words of its count and of what happened.
fn told(paper: &Paper, sentence: &str, kind: Kind, count: (&str, u64), trigger: &str, time: &str) -> Claim {
    let mut one = claim(paper, sentence, Some(count.1));
    one.kind = kind;
    one.evidence.figure = Some(span(&paper.text, count.0));
    one.evidence.trigger = Some(span(&paper.text, trigger));
    one.place = Some(town("Orlu", 10.0, 20.0));
    one.time = on(time);
    one.with_identity()
}

fn incidents(papers: &[Paper], claims: &[Claim]) -> Vec<Incident> {
    linked(papers, claims, &[]).incidents
}

fn points(incident: &Incident, kind: Kind) -> Vec<&FigurePoint> {
    let of_kind = incident.figures.iter().filter(|series| series.kind == kind);
    of_kind.flat_map(|series| &series.points).collect()
}

/// How many of the wounded of a report's first claim died, by two of its claims: each a sentence with kind,
/// words of the count, number and words of what happened.
fn died(told_of: &[(&str, Kind, (&str, u64), &str)]) -> u64 {
    let mut text = String::new();
    for (sentence, ..) in told_of {
        if !text.contains(sentence) {
            text.push_str(sentence);
            text.push(' ');
        }
    }
    let paper = paper("Vale Courier", "Vale Courier", "2031-07-01", &text);
    let claims: Vec<Claim> = told_of
        .iter()
        .map(|&(sentence, kind, count, trigger)| told(&paper, sentence, kind, count, trigger, "2031-07-01"))
        .collect();
    let all = incidents(&[paper], &claims);
    assert_eq!(all.len(), 1, "{all:#?}");
    let hurt = points(&all[0], Kind::Wounded);
    let first = hurt.iter().find(|point| point.figure.n == Some(told_of[0].2.1));
    first.map_or(0, |point| point.died)
}

#[test]
fn who_was_shot_may_be_dead() {
    use Kind::{Killed, Wounded};
    let shot = ("Six herders were shot at Orlu.", Wounded, ("Six herders", 6), "were shot");
    let two_died = ("Two of them died.", Killed, ("Two", 2), "died");
    assert_eq!(died(&[shot, two_died]), 2);
    let wounded = ("Six herders were wounded at Orlu.", Wounded, ("Six herders", 6), "were wounded");
    let two_killed = ("Two millers were killed.", Killed, ("Two millers", 2), "were killed");
    assert_eq!(died(&[wounded, two_killed]), 0, "two others were killed");
    let others = ("Six others were shot at Orlu.", Wounded, ("Six others", 6), "were shot");
    assert_eq!(died(&[others, two_killed]), 0, "the others are not the dead");
    let sentence = "Two millers were killed and six were shot.";
    let six = (sentence, Wounded, ("six", 6), "were shot");
    assert_eq!(died(&[six, (sentence, Killed, ("Two millers", 2), "were killed")]), 0, "side by side");
}

#[test]
fn the_dead_point_back_to_the_hurt() {
    use Kind::{Killed, Wounded};
    let wounded = ("Six herders were wounded at Orlu.", Wounded, ("Six herders", 6), "were wounded");
    let of_the_wounded = ("Two of the wounded died.", Killed, ("Two of the wounded", 2), "died");
    assert_eq!(died(&[wounded, of_the_wounded]), 2);
    let sentence = "Six herders were wounded, of whom two died.";
    let six = (sentence, Wounded, ("Six herders", 6), "were wounded");
    assert_eq!(died(&[six, (sentence, Killed, ("two", 2), "died")]), 2);
}

#[test]
fn numbers_that_add_up_tell_who_died() {
    use Kind::{Killed, Wounded};
    let taken = ("All six were taken to hospital.", Wounded, ("All six", 6), "taken to hospital");
    let killed = ("Two herders were killed.", Killed, ("Two herders", 2), "were killed");
    let hurt = ("Four herders were wounded.", Wounded, ("Four herders", 4), "were wounded");
    assert_eq!(died(&[taken, killed, hurt]), 2, "four and two are the six");
    assert_eq!(died(&[taken, killed]), 0, "nobody tells who the six are");
}

#[test]
fn one_told_of_as_known_is_the_one_who_was_hurt() {
    use Kind::{Killed, Wounded};
    let sentence = "A boy was wounded and he died.";
    let hurt = (sentence, Wounded, ("A boy", 1), "was wounded");
    assert_eq!(died(&[hurt, (sentence, Killed, ("he", 1), "died")]), 1);
    let sentence = "A boy was wounded and a girl died.";
    let hurt = (sentence, Wounded, ("A boy", 1), "was wounded");
    assert_eq!(died(&[hurt, (sentence, Killed, ("a girl", 1), "died")]), 0, "two children");
}

/// A bombing with ten dead and thirty wounded, and what a report of a later day tells of it.
fn bombing_and(later: &str, day: &str, count: (&str, u64), trigger: &str) -> Vec<Incident> {
    let first =
        "A bomb at the Orlu salt market killed ten people and wounded thirty in hospital wards on Tuesday.";
    let how = "It had been hidden in a salt cart at the Grain Gate.";
    let report = paper("Vale Courier", "Vale Courier", "2031-07-01", &format!("{first} {how}"));
    let background = "The bomb of Tuesday was hidden in a salt cart at the Grain Gate of Orlu.";
    let follow = paper("Harbour Post", "Harbour Post", day, &format!("{later} {background}"));
    // What else is in the register, so that the words of the bombing are not those of all reports.
    let text = "Herders and millers quarrelled about a well in the Vale and four were killed on Monday.";
    let other = paper("Hill Times", "Hill Times", "2031-07-02", text);
    let mut quarrel = told(&other, text, Kind::Killed, ("four", 4), "were killed", "2031-06-30");
    quarrel.place = Some(town("Tave", 14.0, 25.0));
    let claims = [
        told(&report, first, Kind::Killed, ("ten people", 10), "killed", "2031-07-01"),
        told(&report, first, Kind::Wounded, ("thirty", 30), "wounded", "2031-07-01"),
        told(&follow, later, Kind::Killed, count, trigger, day),
        quarrel.with_identity(),
    ];
    let mut all = incidents(&[report, follow, other], &claims);
    all.retain(|incident| incident.place.as_ref().is_some_and(|place| place.name == "Orlu"));
    all
}

#[test]
fn the_wounded_who_die_later_join_their_incident() {
    let text = "Seven of the wounded of the bomb at the Orlu salt market died in hospital overnight.";
    let all = bombing_and(text, "2031-07-02", ("Seven of the wounded", 7), "died");
    assert_eq!(all.len(), 1, "the bombing is one incident: {all:#?}");
    assert_eq!(all[0].time.start, Some(common::day("2031-07-01")), "it was on Tuesday");
    let told: Vec<_> = points(&all[0], Kind::Killed).iter().map(|p| (p.figure.n, p.later)).collect();
    assert!(told.contains(&(Some(10), false)) && told.contains(&(Some(7), true)), "{told:?}");
    let killed = |dis: &&cairn_model::Disagreement| dis.field.starts_with("killed");
    assert!(!all[0].disagreements.iter().any(|dis| killed(&dis)), "seven more is no other count");
}

#[test]
fn a_second_bomb_days_later_stands_apart() {
    let text = "A second bomb at the Orlu salt market killed seven people on Thursday.";
    let all = bombing_and(text, "2031-07-03", ("seven people", 7), "killed");
    assert_eq!(all.len(), 2, "{all:#?}");
}

#[test]
fn one_report_tells_of_a_bombing_and_of_the_wounded_who_died_of_it() {
    let text = "A bomb killed ten people at Orlu on Tuesday. Seven of the wounded died overnight.";
    let report = paper("Vale Courier", "Vale Courier", "2031-07-02", text);
    let first = "A bomb killed ten people at Orlu on Tuesday.";
    let claims = [
        told(&report, first, Kind::Killed, ("ten people", 10), "killed", "2031-07-01"),
        told(
            &report,
            "Seven of the wounded died overnight.",
            Kind::Killed,
            ("Seven of the wounded", 7),
            "died",
            "2031-07-02",
        ),
    ];
    let all = incidents(&[report], &claims);
    assert_eq!(all.len(), 1, "{all:#?}");
    assert!(points(&all[0], Kind::Killed).iter().any(|point| point.later));
}

#[test]
fn the_wounded_who_died_are_all_the_dead_where_nobody_else_is_counted() {
    let text = "Seven of the wounded of Orlu died on Thursday.";
    let report = paper("Vale Courier", "Vale Courier", "2031-07-03", text);
    let mut one = told(&report, text, Kind::Killed, ("Seven of the wounded", 7), "died", "2031-07-03");
    one.group = Some(Group::Civilian);
    let all = incidents(&[report], &[one.with_identity()]);
    assert!(points(&all[0], Kind::Killed).iter().all(|point| !point.later), "{all:#?}");
}
