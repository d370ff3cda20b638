//! Where and when the figures of made-up reports are put: each row is a text with its figures, each
//! with place, precision and days.

use cairn_extract::{Ruleset, Scratch, extract};
use cairn_model::{Claim, Group, Kind, Provenance, Report, ReportId};
use cairn_resolve::{Knowledge, resolve};
use std::sync::LazyLock;

static RULESET: LazyLock<Ruleset> = LazyLock::new(|| Ruleset::embedded().expect("the rules compiled in"));
static KNOWLEDGE: LazyLock<Knowledge> =
    LazyLock::new(|| Knowledge::embedded().expect("the lexicon compiled in"));

/// The figure claims of a report of Wednesday, 21 May 2014.
fn claims(text: &str) -> Vec<Claim> {
    let report = Report {
        id: ReportId::new("r"),
        outlet: None,
        url: None,
        title: None,
        published: "2014-05-21".parse().ok(),
        dated: None,
        author: None,
        language: None,
        text: text.to_owned(),
        provenance: Provenance::default(),
    };
    let document = cairn_text::analyse(text);
    let extraction = extract(&document, &RULESET, &mut Scratch::new(&RULESET));
    let mut claims = resolve(&report, &document, &extraction, &KNOWLEDGE).claims;
    claims.retain(|claim| claim.kind != Kind::Event);
    claims
}

fn place(claim: &Claim) -> String {
    let place = claim.place.as_ref();
    place.map_or_else(|| "-".to_owned(), |place| format!("{}/{}", place.name, place.precision))
}

/// The places of a text's figures.
#[track_caller]
fn check_places(text: &str, expected: &str) {
    let found: Vec<String> = claims(text).iter().map(place).collect();
    assert_eq!(found.join("; "), expected, "{text}");
}

/// The days of a text's figures.
#[track_caller]
fn check_days(text: &str, expected: &str) {
    let day = |claim: &Claim| claim.time.iso().unwrap_or_else(|| "-".to_owned());
    let found: Vec<String> = claims(text).iter().map(day).collect();
    assert_eq!(found.join("; "), expected, "{text}");
}

#[test]
fn what_only_a_place_suffers_tells_a_place() {
    check_places("Kolmadi was shelled for six hours and four people were killed.", "Kolmadi/unresolved");
    check_places("Kolmadi, a town of 900, has been overrun; four men died.", "Kolmadi/unresolved");
    check_places(
        "Kolmadi fell to the rebels after a battle in which 40 soldiers died.",
        "Kolmadi/unresolved",
    );
    check_places("Kolmadi came under mortar fire again; three people were hurt.", "Kolmadi/unresolved");
    // A ship, and a man who falls to something else.
    check_places("The Kolmadi was shelled and four sailors were killed.", "-");
    check_places("Kolmadi fell to his death and two men were hurt.", "-");
}

#[test]
fn what_is_fought_for_or_rained_upon_is_a_place() {
    check_places("Six soldiers died in the battle for Kolmadi.", "Kolmadi/unresolved");
    check_places("Rockets came down on northern Kolmadi, killing six people.", "Kolmadi/unresolved");
    check_places("Troops were shelling a suburb of Kolmadi, killing six people.", "Kolmadi/unresolved");
    check_places("The Kolmadi clashes left six people dead.", "Kolmadi/unresolved");
    check_places("Six soldiers died in the struggle against Kolmadi.", "-");
    check_places("Guards opened fire on the Kolmadis, killing six people.", "-");
}

#[test]
fn who_lives_there_and_what_it_owns_tell_a_place() {
    check_places("Five villagers of Kolmadi were shot dead.", "Kolmadi/unresolved");
    check_places("Rebels shot dead four men in Kolmadi's eastern suburbs.", "Kolmadi/unresolved");
    check_places("Four men were killed in mainly Armenian Kolmadi.", "Kolmadi/unresolved");
    check_places("Four men were killed on Mount Kolmadi.", "Mount Kolmadi/unresolved");
    // A friend of a person.
    check_places("Five friends of Kolmadi were shot dead.", "-");
}

#[test]
fn where_a_deal_is_made_nothing_happens() {
    let text = "Shells killed nine people in Goris in breach of a truce agreed in Moscow.";
    check_places(text, "Goris/exact");
    check_places("Rebels based in Nairobi killed nine people in Kismayo.", "Kismayo/exact");
    check_places("A bomb killed nine people in Moscow.", "Moscow/exact");
}

#[test]
fn what_is_told_of_another_day_hands_its_place_on_last() {
    let text = "A bomb killed 12 people in Kaduna on Monday. On 5 May gunmen killed 14 people in Sokoto. Monday's \
                blast also wounded 30 people.";
    check_places(text, "Kaduna/exact; Sokoto/exact; Kaduna/exact");
    let text = "A bomb killed 12 people in Kaduna on Monday. Gunmen killed 14 people in Sokoto on Monday. The \
                raiders wounded 30 people.";
    check_places(text, "Kaduna/exact; Sokoto/exact; Sokoto/exact");
}

#[test]
fn a_sum_has_no_town() {
    let text =
        "A mine killed three people in Koro. Troops killed two men in Djenné. In all, 32 people were killed.";
    check_places(text, "Koro/exact; Djenné/exact; -");
    let text = "Myanmar soldiers killed 114 people across the country. In Mandalay 40 people died.";
    check_places(text, "Myanmar/country; Mandalay/exact");
}

#[test]
fn who_speaks_or_breaks_a_truce_is_no_theatre() {
    let text = "Since 1 March, Khartoum claims, 700 rebels have been killed.";
    check_places(text, "-");
    check_places("Since the war in Sudan began in 2003, 7,000 rebels have been killed.", "Sudan/country");
}

#[test]
fn a_weekday_before_is_counted_from_the_story() {
    check_days(
        "Gunmen killed nine people on Friday. Four men had been shot on the Monday before.",
        "2014-05-16; 2014-05-12",
    );
    check_days(
        "Gunmen killed nine people on Friday. Four men were shot on Monday.",
        "2014-05-16; 2014-05-19",
    );
}

#[test]
fn a_count_goes_up_to_a_day() {
    check_days(
        "Gunmen killed nine people on Friday. As of Monday 12 bodies had been found.",
        "2014-05-16; 2014-05-16/2014-05-19",
    );
    check_days("As of Monday 12 people were missing.", "2014-05-19");
}

#[test]
fn a_time_behind_but_is_of_another_matter() {
    check_days(
        "A blast was heard last night. Nobody was killed, but on Friday gunmen killed four men.",
        "2014-05-20; 2014-05-16",
    );
    check_days("Officers say 58 soldiers were killed, among them 13 who fell last Friday.", "-");
}

#[test]
fn what_is_compared_has_its_own_time() {
    check_days(
        "The unit counted 90 dead in the first half of 2013, against 40 in the same period of 2012.",
        "2013-01-01/2013-06-30; 2012-01-01/2012-12-31",
    );
}

#[test]
fn prisoners_are_of_the_other_side() {
    let groups = |text: &str| -> Vec<Option<Group>> {
        let claims = claims(text);
        claims.iter().filter(|claim| claim.kind == Kind::Captured).map(|claim| claim.group).collect()
    };
    assert_eq!(groups("The army killed 20 rebels and took 13 prisoners."), [Some(Group::Fighter)]);
    assert_eq!(groups("FARC guerrillas took 27 prisoners."), [Some(Group::StateForce)]);
    assert_eq!(groups("Police arrested 27 people."), [Some(Group::Unspecified)]);
}
