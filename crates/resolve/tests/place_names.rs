//! Names of places found in made-up texts and resolved: which names, in what role, where.

use cairn_extract::{Ruleset, Scratch};
use cairn_model::{Claim, Provenance, Report, ReportId};
use cairn_resolve::{Knowledge, PlaceName, PlaceRole, place_names, resolve};
use std::sync::LazyLock;

static RULESET: LazyLock<Ruleset> = LazyLock::new(|| Ruleset::embedded().expect("the rules compiled in"));
static KNOWLEDGE: LazyLock<Knowledge> =
    LazyLock::new(|| Knowledge::embedded().expect("the lexicon compiled in"));

fn names(text: &str) -> Vec<PlaceName> {
    let document = cairn_text::analyse(text);
    let extraction = cairn_extract::extract(&document, &RULESET, &mut Scratch::new(&RULESET));
    place_names(&document, &extraction, &KNOWLEDGE)
}

/// The names of a text as `words/role/country`, separated by `; `.
fn shown(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let row = |name: &PlaceName| {
        let span = name.value.span.expect("a name stands in the text");
        let words: String = chars[span.start as usize..span.end as usize].iter().collect();
        let role = match name.role {
            PlaceRole::Scene => "scene",
            PlaceRole::Named => "named",
            PlaceRole::Dateline => "dateline",
            PlaceRole::Borne => "borne",
        };
        format!("{words}/{role}/{}", name.value.country.as_deref().unwrap_or("-"))
    };
    names(text).iter().map(row).collect::<Vec<_>>().join("; ")
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(shown(text), expected, "{text}");
}

#[test]
fn a_place_inside_the_name_of_a_body_is_found_there() {
    check("They asked the Kenya Red Cross.", "Kenya/borne/KE");
    check("They asked the University of Nairobi.", "Nairobi/borne/KE");
    check("Arusha Region Governor Anna Mrema left.", "Arusha Region/borne/TZ");
    check("An Ankara-based monitor counted the dead.", "Ankara/borne/TR");
}

#[test]
fn a_person_once_is_a_person_throughout() {
    check("Colonel Peter Hudson left. Hudson praised his men.", "");
    check("They met in Hudson, New York.", "Hudson/scene/US; New York/named/US");
}

#[test]
fn abbreviations_and_demonyms_are_no_places() {
    check("The HIV clinic and the FAO closed.", "");
    check("The Somali police and the Afghan army met.", "");
}

#[test]
fn names_of_several_words_are_one() {
    check("Shells fell in Bosnia and Herzegovina.", "Bosnia and Herzegovina/scene/BA");
    check("A bomb exploded in Charleston, W.Va. on Monday.", "Charleston/scene/US; W.Va/named/US");
}

#[test]
fn a_lost_apostrophe_hides_no_country() {
    check("Shells fell on a market in Syrias north.", "Syria/scene/SY");
}

/// The place of the claims of a text.
#[track_caller]
fn check_place(text: &str, expected: &str) {
    let report = report(text);
    let document = cairn_text::analyse(text);
    let extraction = cairn_extract::extract(&document, &RULESET, &mut Scratch::new(&RULESET));
    let claims = resolve(&report, &document, &extraction, &KNOWLEDGE).claims;
    let place = |claim: &Claim| {
        let place = claim.place.as_ref();
        place.map_or_else(|| "-".to_owned(), |place| format!("{}/{}", place.name, place.precision))
    };
    let mut places: Vec<String> = claims.iter().map(place).collect();
    places.dedup();
    assert_eq!(places.join("; "), expected, "{text}");
}

fn report(text: &str) -> Report {
    Report {
        id: ReportId::new("r"),
        outlet: None,
        url: None,
        title: None,
        published: "2017-03-01".parse().ok(),
        dated: None,
        author: None,
        language: None,
        text: text.to_owned(),
        provenance: Provenance::default(),
    }
}

#[test]
fn what_tells_where_a_place_lies_is_not_the_place() {
    check_place("Shelling killed six people in Qumra, 12 km south of Mosul.", "Qumra/unresolved");
    check_place("Shelling killed six people 12 km south of Mosul.", "Mosul/near");
    check_place(
        "A car bomb killed six people in the Qumra neighbourhood of Aleppo.",
        "Qumra neighbourhood/near",
    );
}

#[test]
fn where_it_is_said_is_not_where_it_happened() {
    check_place("In Washington the Pentagon said that air strikes killed 12 people in Mosul.", "Mosul/exact");
}

#[test]
fn where_the_hurt_are_brought_is_not_where_it_happened() {
    check_place(
        "Shelling killed six people in Qumra. Two of the wounded died at a hospital in Mosul.",
        "Qumra/unresolved",
    );
    check_place("An air strike on a hospital in Mosul killed six people.", "Mosul/exact");
}

#[test]
fn the_head_of_a_paragraph_holds_for_it_and_not_for_the_next() {
    let text = "A summary of the week.\n\nMOSUL - Police found a bomb. Six people were killed.\n\nKIRKUK - Gunmen \
                opened fire. Two people were killed.";
    check_place(text, "MOSUL/exact; KIRKUK/exact");
}

#[test]
fn the_village_is_the_one_named_last() {
    check_place(
        "Shelling killed six people in Mosul. People of Tikrit fled. Two men were killed in the town.",
        "Mosul/exact; Tikrit/exact",
    );
}

#[test]
fn a_part_of_a_place_puts_the_event_there() {
    check_place("Six people were killed on the western edge of Mosul.", "Mosul/near");
}

#[test]
fn who_lives_or_serves_there_is_no_place() {
    check_place("A car bomb in Muslim west Beirut killed six people.", "Beirut/exact");
    check_place("BEIRUT: A VAN HIT THE UNITED STATES EMBASSY, KILLING SIX PEOPLE.", "BEIRUT/exact");
    check_place("Jets struck Tuareg villages near Gao, killing six people.", "Gao/near");
}

#[test]
fn a_seat_lies_in_what_it_is_the_seat_of() {
    check_place("Six people were killed in Mocoa, capital of Putumayo department.", "Mocoa/exact");
}

#[test]
fn heads_of_paragraphs_are_no_datelines() {
    let text = "LUZON: Guerrillas killed a mayor.\n\nMINDANAO: Raiders killed a teacher.\n\nTARLAC: Gunmen killed \
                two soldiers.";
    check_place(text, "LUZON/area; MINDANAO/area; TARLAC/adm2");
}

#[test]
fn what_happened_elsewhere_did_not_happen_here() {
    check_place(
        "Shelling killed six people in Mosul. Elsewhere in Tikrit, two men were killed.",
        "Mosul/exact; Tikrit/exact",
    );
}

#[test]
fn the_place_right_behind_a_figure_is_its_own() {
    check_place("Mines left 4 dead in Diyala, 6 in Kirkuk.", "Diyala/adm1");
}

#[test]
fn the_dead_lay_where_they_are_brought_from() {
    check_place(
        "Rescuers brought six bodies from Qumra as jets bombed Mosul.",
        "Qumra/unresolved; Mosul/exact",
    );
}

#[test]
fn tolls_add_up_in_the_country_of_the_dateline() {
    let text = "BEIRUT, Lebanon (AW) - Since the war began in 1975, some 130,000 people have been killed.";
    check_place(text, "Lebanon/country");
}
