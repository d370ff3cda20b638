//! Lexicon files that must be refused, with the whole message, and a toy lexicon that must not.

use cairn_resolve::actor::ActorLexicon;

/// A country, so that rows may name one.
const ARNOR: &str = r#"
[[state]]
code = "AR"
names = [
  { name = "Arnor", to = 1974, demonyms = ["Arnorian"] },
  { name = "the Reunited Kingdom", from = 1974, forms = ["Gondor"], demonyms = ["Gondorian"], capitals = ["Annuminas"] },
]
bodies = [{ body = "military", forms = ["Host of the West"], people = ["Faramir Steward"] }]

[[body]]
key = "military"
actor = "Military Forces of {country}"
source = "{demonym} Host"
plain = "military forces"
bare = ["army"]
tails = ["riders"]

[words]
modifiers = ["royal"]
distancing = ["backed"]
opposed = ["pro"]
"#;

/// The faults of a file that stands beside the country.
fn faults(text: &str) -> String {
    match ActorLexicon::from_toml(&[("arnor.toml", ARNOR), ("rows.toml", text)]) {
        Ok(_) => "none".to_owned(),
        Err(faults) => faults.to_string(),
    }
}

fn check_fault(text: &str, message: &str) {
    assert_eq!(faults(text), message, "in:\n{text}");
}

const RANGERS: &str = r#"[[actor]]
id = "rangers"
side = "rebel"
country = "AR"
names = [{ name = "Rangers of the North", from = 1980, to = 1990, forms = ["Dunedain"] }]
note = "Toy."
"#;

#[test]
fn a_sound_file_has_no_faults() {
    check_fault(RANGERS, "none");
}

#[test]
fn the_engine_reads_any_lexicon() {
    let lexicon = ActorLexicon::from_toml(&[("rows.toml", RANGERS), ("arnor.toml", ARNOR)]).unwrap();
    let name = |words: &str, day: &str| lexicon.resolve(words, day.parse().ok(), Some("AR")).unwrap().name;
    assert_eq!(name("the Dúnedain", "1985-01-01"), "Rangers of the North");
    assert_eq!(name("Arnorian royal riders", "1970-01-01"), "Military Forces of Arnor");
    assert_eq!(name("Gondorian army", "1980-01-01"), "Military Forces of the Reunited Kingdom");
    assert_eq!(name("Gondor-backed Dunedain", "1985-01-01"), "Rangers of the North");
    let source = |words: &str| lexicon.resolve_source(words, None, Some("AR")).unwrap();
    assert_eq!(source("Captain Faramir Steward"), source("the riders of Gondor"));
    assert_eq!(source("the Host of the West").name, "Gondorian Host");
}

#[test]
fn broken_toml_is_told_by_place() {
    check_fault(
        "[[actor]]\nid = \"rangers\n",
        "rows.toml:2:14: file: found broken TOML (invalid basic string, expected `\"`), expected a TOML file",
    );
}

#[test]
fn an_unknown_key_is_told_with_the_nearest() {
    check_fault(
        &RANGERS.replace("country =", "contry ="),
        "rows.toml:4:1: actor `rangers`: found the key `contry`, expected one of id, side, country, active_in, \
         names, people, merged_into, split_from, note\n  Hint: did you mean `country`?",
    );
}

#[test]
fn a_missing_key_is_told() {
    check_fault(
        &RANGERS.replace("note = \"Toy.\"\n", ""),
        "rows.toml:1:1: actor `rangers`: found no `note`, expected a string\n  Hint: add `note = ...` to the row",
    );
}

#[test]
fn an_unknown_side_is_told() {
    check_fault(
        &RANGERS.replace("\"rebel\"", "\"terrorist\""),
        "rows.toml:3:8: actor `rangers`: found the side `terrorist`, expected one of state, rebel, \
         pro_government, international, criminal, political, unidentified",
    );
}

#[test]
fn a_date_of_another_shape_is_told() {
    check_fault(
        &RANGERS.replace("1990", "\"spring 1990\""),
        "rows.toml:5:61: actor `rangers`: found `to = \"spring 1990\"`, expected a year (2012), a month \
         (\"2012-01\") or a day (2012-01-23)\n  Hint: leave the key out where the date is not known",
    );
}

#[test]
fn an_end_before_the_beginning_is_told() {
    check_fault(
        &RANGERS.replace("1990", "1970"),
        "rows.toml:5:10: actor `rangers`: found `to` 1970-12-31 before `from` 1980-01-01, expected an end after \
         the beginning",
    );
}

#[test]
fn names_that_overlap_are_told() {
    let second = "forms = [\"Dunedain\"] }, { name = \"Grey Company\", from = 1985 }]";
    check_fault(
        &RANGERS.replace("forms = [\"Dunedain\"] }]", second),
        "rows.toml:5:91: actor `rangers`: found a name that overlaps the one above it, expected names in order \
         of time, each with `to`, the next with `from`\n  Hint: a line has one name at a time; other ways of \
         writing it are `forms`",
    );
}

#[test]
fn a_form_twice_is_told() {
    check_fault(
        &RANGERS.replace("[\"Dunedain\"]", "[\"Dunedain\", \"the Dúnedain\"]"),
        "rows.toml:5:88: actor `rangers`: found `the Dúnedain` twice, expected each form once\n  Hint: case, \
         accents, apostrophes, hyphens and the Arabic article make no difference",
    );
}

#[test]
fn a_country_without_a_row_is_told() {
    check_fault(
        &RANGERS.replace("\"AR\"", "\"MO\""),
        "rows.toml:1:1: actor `rangers`: found the country `MO`, expected the code of a [[state]] row\n  Hint: \
         add the state, or correct the code (ISO 3166-1 alpha-2)",
    );
}

#[test]
fn every_fault_is_told_at_once_in_the_order_of_the_file() {
    let twice = format!("{RANGERS}\n{}", RANGERS.replace("[\"Dunedain\"]", "[\"\"]").replace("\"AR\"", "7"));
    check_fault(
        &twice,
        "rows.toml:8:1: actor `rangers`: found the id `rangers` a second time, expected an id of its own\n  \
         Hint: ids are never reused\n\
         rows.toml:11:11: actor `rangers`: found `country` of type integer, expected a string\n\
         rows.toml:12:76: actor `rangers`: found `forms` of type string, expected a string that is not empty",
    );
}

#[test]
fn a_form_of_two_lines_that_nothing_tells_apart_is_told() {
    let other = RANGERS.replace("\"rangers\"", "\"others\"").replace("Rangers of the North", "Others");
    check_fault(
        &format!("{RANGERS}\n{other}"),
        "rows.toml:12:62: actor `others`: found `Dunedain`, which is also a form of `rangers`, expected a form \
         that country or time tells apart\n  Hint: give one of the lines another country or dates, or move the \
         form to `local_forms`",
    );
    let later = other.replace("1990", "1999").replace("1980", "1991");
    check_fault(&format!("{RANGERS}\n{later}"), "none");
}

#[test]
fn a_succession_into_nothing_is_told() {
    check_fault(
        &format!("{RANGERS}merged_into = {{ id = \"kingdom\", on = 1974 }}\n"),
        "rows.toml:1:1: actor `rangers`: found the line `kingdom` in a succession, expected the id of another row",
    );
}
