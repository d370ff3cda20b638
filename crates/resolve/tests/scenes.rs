//! Where and when the figures of made-up reports are put: each row is a text with its figures, each
//! with place, precision and days.

use cairn_extract::{Ruleset, Scratch, extract};
use cairn_model::{Claim, Day, Group, Kind, Provenance, Report, ReportId};
use cairn_resolve::{Knowledge, resolve};
use std::sync::LazyLock;

static RULESET: LazyLock<Ruleset> = LazyLock::new(|| Ruleset::embedded().expect("the rules compiled in"));
static KNOWLEDGE: LazyLock<Knowledge> =
    LazyLock::new(|| Knowledge::embedded().expect("the lexicon compiled in"));

/// The figure claims of a report of Wednesday, 21 May 2014.
fn claims(text: &str) -> Vec<Claim> {
    claims_of(text, "2014-05-21".parse().ok())
}

/// The figure claims of a report of some day, or of one that has none.
fn claims_of(text: &str, published: Option<Day>) -> Vec<Claim> {
    let report = Report {
        id: ReportId::new("r"),
        outlet: None,
        url: None,
        title: None,
        published,
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
fn the_day_on_which_the_wounded_died_is_not_that_of_the_attack() {
    check_days(
        "Shells killed nine people on Friday. Two of the wounded died in hospital on Monday. Eleven people are still \
         being treated.",
        "2014-05-16; 2014-05-19; 2014-05-16",
    );
    // Who died at once died of what is told there.
    check_days(
        "Shells killed nine people on Friday. Two farmers died in a blast on Monday. Eleven people are still being \
         treated.",
        "2014-05-16; 2014-05-19; 2014-05-19",
    );
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

#[test]
fn a_village_before_its_district_is_the_place() {
    check_places("Five men were killed in Kolmadi village of Kupwara district.", "Kolmadi/near");
}

#[test]
fn texts_in_small_letters_name_places() {
    check_places(
        "gunmen on a motorbike killed two policemen near aleppo on sunday evening and got away, residents said. \
         the attackers had asked for the commander of the post by his name, a guard who lived said, and then \
         they opened fire on everybody who was standing at the gate.",
        "aleppo/near",
    );
}

#[test]
fn what_people_flee_is_where_they_lived() {
    check_places("Some 3,000 people have fled Aleppo since Monday.", "Aleppo/exact");
}

#[test]
fn a_figure_told_twice_has_one_scene() {
    check_places(
        "Gunmen killed 17 farmers, police said.\n\nThe governor had warned of it.\n\n\
         The mayor of the district was away.\n\nNobody had listened to him.\n\n\
         Seventeen farmers died in Kolmadi on Monday, a nurse said.",
        "Kolmadi/unresolved; Kolmadi/unresolved",
    );
    // One or two may be anybody.
    check_days(
        "A mine killed two men.\n\nTwo men were shot dead in Kolmadi in 2009.",
        "-; 2009-01-01/2009-12-31",
    );
}

#[test]
fn what_is_told_behind_a_turn_dates_nothing_before_it() {
    check_days(
        "The army yesterday said its men killed ten rebels at Kolmadi.\n\n\
         In a related development gunmen shot dead a judge in Duma on Sunday.",
        "2014-05-19/2014-05-20; 2014-05-18",
    );
    check_days(
        "Rebels killed six men in Kolmadi on Saturday. On Sunday planes bombed a camp and the army said it \
         had killed ten rebels.",
        "2014-05-17; 2014-05-18",
    );
}

#[test]
fn works_and_posts_have_the_name_before_them() {
    check_places(
        "The siege of the Kolmadi gas plant near Goris left 32 men dead.",
        "Kolmadi gas plant/unresolved",
    );
    check_places("Six workers were shot dead at the Kolmadi copper mine.", "Kolmadi copper mine/unresolved");
    check_places(
        "In April the Kolmadi Barrage was taken after fighting that left 12 men dead.",
        "Kolmadi Barrage/unresolved",
    );
    // A plant of no name.
    check_places("Six workers were shot dead at the gas plant near Goris.", "Goris/near");
}

#[test]
fn the_attack_itself_is_put_more_finely() {
    check_places(
        "Fifteen civilians were killed in an air strike in Raqqa province, a monitor said. The strike hit Kolmadi, \
         a hamlet of 40 houses.",
        "Kolmadi/unresolved",
    );
    check_places(
        "Fifteen civilians were killed in an air strike near the city of Raqqa. The group said 17 people were hurt \
         in the strike on Kolmadi.",
        "Kolmadi/unresolved; Kolmadi/unresolved",
    );
    // Another attack, and several.
    check_places(
        "Fifteen civilians were killed in an air strike in Raqqa province. It came days after a raid on Kolmadi.",
        "Raqqa province/adm1",
    );
    check_places(
        "Forty people were killed in attacks in Kaduna state. The attack on Kolmadi killed five people.",
        "Kaduna state/adm1; Kolmadi/unresolved",
    );
}

#[test]
fn a_town_named_again_does_not_hide_its_quarter() {
    check_places(
        "A helicopter dropped a barrel bomb on the Zubdiya neighbourhood in Aleppo. There is evidence that gas is \
         being used in Aleppo. Three civilians were killed.",
        "Zubdiya neighbourhood/near",
    );
    check_places(
        "A helicopter dropped a barrel bomb on the Zubdiya neighbourhood in Aleppo. Troops advanced in Homs. Three \
         civilians were killed.",
        "Homs/exact",
    );
}

#[test]
fn a_nation_between_a_place_and_its_town_hides_neither() {
    check_places(
        "A bomb killed nine people in the Saba quarter of the Syrian city of Aleppo.",
        "Saba quarter/near",
    );
    check_places("Six people were killed in the besieged Damascus suburb of Darayya.", "Darayya/exact");
    check_places("Six people were killed in the Darayya suburb of Damascus.", "Darayya suburb/near");
}

#[test]
fn what_several_raids_came_to_lies_in_what_holds_them() {
    check_places(
        "Planes flew 13 raids on the city of Raqqa and 11 on the town of Tabqa in Raqqa province, killing 31 rebels.",
        "Raqqa/exact; Raqqa province/adm1",
    );
}

#[test]
fn who_shows_what_was_found_elsewhere_sits_elsewhere() {
    check_places(
        "Police in Yola on Monday paraded three suspects arrested at a checkpoint in Mubi.",
        "Mubi/exact",
    );
    check_places("Police in Yola arrested three suspects on Monday.", "Yola/exact");
}

#[test]
fn a_headline_names_the_city_of_its_province() {
    let text = "Fifteen medics killed in strikes in Aleppo\n\nJets bombed a hospital in the town of Khan Tuman in \
                Aleppo province on Monday, killing 15 medics.";
    check_places(text, "Khan Tuman/near; Khan Tuman/near");
    // A city of another province is another place.
    let text = "Fifteen medics killed in strikes in Homs\n\nJets bombed a hospital in the town of Khan Tuman in \
                Aleppo province on Monday, killing 15 medics.";
    check_places(text, "Homs/exact; Khan Tuman/near");
}

#[test]
fn residents_of_the_city_are_counted_there() {
    check_places(
        "Shells fell on a market in Kharkiv on Monday. Since the war began 234 residents of the city have died.",
        "Kharkiv/exact",
    );
}

#[test]
fn an_announcement_dates_nothing_else_in_a_text_without_a_day() {
    let text = "On January 15, 2006, the council announced its formation.\n\nIts men kidnapped 11 people.";
    let days = |published: Option<Day>| -> Vec<Option<String>> {
        claims_of(text, published).iter().map(|claim| claim.time.iso()).collect()
    };
    assert_eq!(days(None), [None]);
    assert_eq!(days("2006-01-16".parse().ok()), [Some("2006-01-14/2006-01-15".to_owned())]);
}
