//! The date that a claim gets: each row is a text of a report with the date of its first figure.

use cairn_extract::{Ruleset, Scratch, extract};
use cairn_model::{Provenance, Report, ReportId, TimeBasis};
use cairn_resolve::{Knowledge, resolve};

fn report(text: &str) -> Report {
    Report {
        id: ReportId::new("r"),
        outlet: None,
        url: None,
        title: None,
        // A Wednesday.
        published: "2016-09-21".parse().ok(),
        dated: None,
        author: None,
        language: None,
        text: text.to_owned(),
        provenance: Provenance::default(),
    }
}

/// The date and basis of the first claim with a figure.
fn date(text: &str, ruleset: &Ruleset, knowledge: &Knowledge) -> (Option<String>, TimeBasis) {
    let document = cairn_text::analyse(text);
    let extraction = extract(&document, ruleset, &mut Scratch::new(ruleset));
    let claims = resolve(&report(text), &document, &extraction, knowledge).claims;
    let claim = claims.iter().find(|claim| claim.figure.n.is_some()).expect("a claim with a figure");
    (claim.time.iso(), claim.time.basis)
}

fn check(table: &[(&str, Option<&str>, TimeBasis)]) {
    let ruleset = Ruleset::embedded().unwrap_or_else(|faults| panic!("{faults}"));
    let knowledge = Knowledge::embedded().expect("the actors");
    let faults: Vec<String> = table
        .iter()
        .filter_map(|(text, day, basis)| {
            let found = date(text, &ruleset, &knowledge);
            (found != (day.map(str::to_owned), *basis)).then(|| format!("{text}\n    {found:?}"))
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_day_of_a_saying_is_not_that_of_the_event() {
    check(&[
        ("Four men were killed on Sunday, police said on Tuesday.", Some("2016-09-18"), TimeBasis::Dateline),
        (
            "On Tuesday police said that a mine killed four men on Sunday.",
            Some("2016-09-18"),
            TimeBasis::Dateline,
        ),
        (
            "The army said on 8 September that four rebels were killed in a clash on 6 September.",
            Some("2016-09-06"),
            TimeBasis::Dateline,
        ),
        (
            "The governor said on Tuesday rebels raided a post on Sunday. Four policemen were killed.",
            Some("2016-09-18"),
            TimeBasis::Lead,
        ),
        // Only the saying has a day: the event is of that day or the one before.
        (
            "Four men were killed by a mine, police said on Tuesday.",
            Some("2016-09-19/2016-09-20"),
            TimeBasis::Dateline,
        ),
        ("Four men were killed by a mine, police said.", None, TimeBasis::Publication),
    ]);
}

#[test]
fn an_event_may_be_told_as_so_much_earlier_than_another() {
    check(&[
        (
            "Jets bombed a camp on Monday, two days after rebels killed four soldiers there.",
            Some("2016-09-17"),
            TimeBasis::Narrative,
        ),
        (
            "The 1993 raid killed four men, a court heard on Tuesday.",
            Some("1993-01-01/1993-12-31"),
            TimeBasis::Stated,
        ),
    ]);
}

#[test]
fn figures_add_up_from_a_beginning_to_the_report() {
    check(&[
        (
            "More than 900 people have been killed since the war broke out in May 2015.",
            Some("2015-05-01/2016-09-21"),
            TimeBasis::Stated,
        ),
        ("Raids have killed 90 people so far this year.", Some("2016-01-01/2016-09-21"), TimeBasis::Dateline),
        (
            "In six years of war 9,000 people have been killed.",
            Some("2010-09-21/2016-09-21"),
            TimeBasis::Dateline,
        ),
        // A comparison is no beginning.
        (
            "It was the deadliest raid since 2011 and killed 40 people on Sunday.",
            Some("2016-09-18"),
            TimeBasis::Dateline,
        ),
    ]);
}

#[test]
fn dates_under_a_headline_are_no_dates_of_events() {
    check(&[(
        "Four policemen killed in Arden\n\nBy the desk\n\nThe Wire, September 20, 2016\n\nRebels raided a post on Sunday.\n\nFour policemen died.\n",
        Some("2016-09-18"),
        TimeBasis::Lead,
    )]);
}

#[test]
fn a_date_line_is_no_day_of_an_event() {
    check(&[
        (
            "KOLM, Sept 21 (Wire) - Six soldiers were wounded when a mine went off on Sunday morning, the army reported Monday.",
            Some("2016-09-18"),
            TimeBasis::Dateline,
        ),
        (
            "TEXT 201430Z SEP 16\nTWO BRIDGES WERE DESTROYED YESTERDAY.",
            Some("2016-09-19"),
            TimeBasis::Dateline,
        ),
    ]);
}

#[test]
fn a_comparison_has_a_time_of_its_own() {
    check(&[
        (
            "Raids killed 54 villagers in August, against 33 in July.",
            Some("2016-08-01/2016-08-31"),
            TimeBasis::Dateline,
        ),
        (
            "It was the worst attack since 2001, when 38 people died in a bombing.",
            Some("2001-01-01/2001-12-31"),
            TimeBasis::Stated,
        ),
        (
            "The conflict began when the party in power since 1963 fired on crowds. It has killed 300 people.",
            None,
            TimeBasis::Unknown,
        ),
        // "Youth" ends like an ordinal number and ranks nothing.
        ("The raids have killed 24 youth since July.", Some("2016-07-01/2016-09-21"), TimeBasis::Dateline),
        (
            "The fifteenth raid since July killed four people on Sunday.",
            Some("2016-09-18"),
            TimeBasis::Dateline,
        ),
        ("The 15th raid since July killed four people on Sunday.", Some("2016-09-18"), TimeBasis::Dateline),
    ]);
}

#[test]
fn items_and_labels_of_a_bulletin() {
    check(&[
        (
            "Incidents, 12 - 18 September 2016\n\n- Ligi, 14 September: A patrol says it killed four rebels.",
            Some("2016-09-14"),
            TimeBasis::Dateline,
        ),
        (
            "Incidents, 12 - 18 September 2016\n\nOn 13 September a post fell.\n\nTroops freed six captives.",
            Some("2016-09-12/2016-09-18"),
            TimeBasis::Lead,
        ),
        (
            "August on the lake: a summary\n\nBoats were moved. On the 7th fighters killed three fishermen.",
            Some("2016-08-07"),
            TimeBasis::Narrative,
        ),
    ]);
}

#[test]
fn a_toll_is_of_the_day_of_its_deed() {
    check(&[
        ("The toll of Saturday's bombing rose to 40 on Tuesday.", Some("2016-09-17"), TimeBasis::Dateline),
        (
            "The death toll rose to 29 yesterday.\n\nThe bomb went off on Saturday.",
            Some("2016-09-17"),
            TimeBasis::Lead,
        ),
    ]);
}

#[test]
fn stretches_of_two_times() {
    check(&[
        (
            "In the first six months of 2012, raids killed 90 villagers.",
            Some("2012-01-01/2012-06-30"),
            TimeBasis::Stated,
        ),
        (
            "In the week ending 18 September, raids killed 34 civilians.",
            Some("2016-09-12/2016-09-18"),
            TimeBasis::Dateline,
        ),
        ("Four days of fighting have left 90 dead.", Some("2016-09-17/2016-09-21"), TimeBasis::Dateline),
        (
            "The truce began on Sunday. Since then six soldiers have been killed.",
            Some("2016-09-18/2016-09-21"),
            TimeBasis::Narrative,
        ),
    ]);
}

#[test]
fn what_is_told_as_a_fact_is_not_to_come() {
    check(&[
        (
            "Rebels took the town on Monday. Six men were captured; they will be tried on Friday.",
            Some("2016-09-19"),
            TimeBasis::Lead,
        ),
        ("On Sunday a raid failed. The union will send 300 soldiers.", None, TimeBasis::Unknown),
    ]);
}

#[test]
fn a_town_without_a_comma_opens_a_cable() {
    check(&[(
        "BEIRUT SEP 20 - A BOMB WENT OFF AT NOON TODAY. RESCUERS RECOVERED SIX BODIES.",
        Some("2016-09-20"),
        TimeBasis::Lead,
    )]);
}

#[test]
fn an_earlier_attack_keeps_its_day() {
    check(&[
        (
            "Jets struck a funeral on Tuesday for victims of a raid a day earlier and 14 people died.",
            Some("2016-09-20"),
            TimeBasis::Dateline,
        ),
        ("A soldier wounded on Friday died on Monday.", Some("2016-09-19"), TimeBasis::Dateline),
        (
            "Tuesday's ambush, the third since April, killed five rangers.",
            Some("2016-09-20"),
            TimeBasis::Dateline,
        ),
    ]);
}

#[test]
fn an_anniversary_dates_the_old_attack() {
    check(&[(
        "Six months after a massacre in which at least 200 civilians died, nobody has been charged.",
        Some("2016-03-25"),
        TimeBasis::Narrative,
    )]);
}

#[test]
fn what_happened_elsewhere_has_no_day_from_here() {
    check(&[(
        "Rebels took the town on Monday.\n\nElsewhere, jets pounded hideouts, killing 17 militants.",
        None,
        TimeBasis::Publication,
    )]);
}

#[test]
fn a_beginning_told_before_holds_for_what_counts_from_it() {
    check(&[(
        "Fighting has gone on since 4 August. Since the crisis broke out, four nurses have been murdered.",
        Some("2016-08-04/2016-09-21"),
        TimeBasis::Lead,
    )]);
}
