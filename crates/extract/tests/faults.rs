//! What is said of cards that are wrong: file, place, what was found and what was expected.

use cairn_extract::Ruleset;

const STILL_HELD: &str = "rules/en/claims-object/still-held.toml";

fn text() -> &'static str {
    let (_, text) = Ruleset::embedded_files().iter().find(|(path, _)| *path == STILL_HELD).unwrap();
    text
}

/// The line of the card that begins so.
fn line_of(key: &str) -> &'static str {
    text().lines().find(|line| line.starts_with(key)).unwrap()
}

#[test]
fn a_card_sets_only_what_is_read() {
    let line = line_of("set =");
    for (changed, expected) in [
        (r#"set = { roles = "objekt" }"#, "unknown variant `objekt`"),
        (r#"set = { role = "object" }"#, "unknown field `role`"),
        (r#"set = { kind = "loste" }"#, "`loste` is not a kind"),
        (r#"set = { n = "two" }"#, "`two` is no number; expected digits or `same`"),
        (r#"set = { after = ["taken"] }"#, "`taken` is not a kind"),
        (r#"set = { form = "dates" }"#, "unknown variant `dates`"),
    ] {
        check(line, changed, expected);
    }
}

#[test]
fn a_pattern_asks_for_tags_that_there_are() {
    let line = line_of("    \"verb=");
    check(line, r#""@no-such-tag","#, "no-such-tag");
    check(line, r#""what=@Nowhere","#, "`@Nowhere`, which level `claims-object` does not read");
    check(line, r#""(held","#, "still-held");
}

/// Loads the embedded rules with one line of the card changed.
#[track_caller]
fn check(line: &str, changed: &str, expected: &str) {
    let text = text().replace(line, changed);
    let files = Ruleset::embedded_files().iter();
    let files: Vec<(&str, &str)> = files
        .map(|(path, known)| (*path, if *path == STILL_HELD { text.as_str() } else { *known }))
        .collect();
    let faults = Ruleset::load(&files).expect_err("the card is wrong");
    let fault = faults.to_string();
    assert!(fault.contains(expected) && fault.contains(STILL_HELD), "{fault}");
}
