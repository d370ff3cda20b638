//! Small habits: short files, no sleeping tests, no unfinished business, no machine's paths; the
//! documents that everybody relies on keep their form.

use crate::{assert_tidy, source, tree};

/// Lines that a source file may have.
const LINES: usize = 500;

/// Files that are longer, with the lines they had when they were listed. The list only shrinks.
const LONGER: [(&str, usize); 0] = [];

/// A file that is too long, or one that is listed without need.
fn too_long(path: &str, text: &str, longer: &[(&str, usize)]) -> Option<String> {
    let lines = text.lines().count();
    let listed = longer.iter().find(|(long, _)| *long == path).map(|(_, lines)| *lines);
    match listed {
        Some(_) if lines <= LINES => {
            Some(format!("{path}: {lines} lines; take it off the list of longer files"))
        }
        Some(limit) if lines > limit => Some(format!("{path}: {lines} lines, {limit} when it was listed")),
        None if lines > LINES => Some(format!("{path}: {lines} lines, more than {LINES}; split it")),
        _ => None,
    }
}

/// What no text of the repository may hold, with the reason. In two parts, so that this file
/// passes its own check.
const NOWHERE: [(&str, &str); 8] = [
    (concat!("/wo", "rk/"), "a path of one machine"),
    (concat!("/tm", "p/"), "a path of one machine"),
    (concat!("/ho", "me/"), "a path of one machine"),
    (concat!("/ro", "ot/"), "a path of one machine"),
    (concat!("TO", "DO"), "finish it, or open an issue"),
    (concat!("FIX", "ME"), "finish it, or open an issue"),
    (concat!("XX", "X"), "finish it, or open an issue"),
    (concat!("<<<<", "<<<"), "a merge that was not finished"),
];

/// What no Rust code may hold, with the reason.
const NOT_IN_CODE: [(&str, &str); 4] = [
    (concat!("#[ign", "ore"), "a test that does not run is no test"),
    (concat!("#[should", "_panic"), "assert the fault itself"),
    (concat!("std::process::", "exit"), "return the status from main"),
    (concat!("allow(dead", "_code)"), "delete it, or give a reason"),
];

/// Whether the line holds the word, and not as a part of a longer run: `XXXX-10-31` is a day of a
/// year that nobody knows.
fn names(line: &str, word: &str) -> bool {
    let goes_on = |c: Option<char>| c.is_some_and(|c| c.is_uppercase() || "{}\"".contains(c));
    line.match_indices(word).any(|(at, _)| {
        !goes_on(line[..at].chars().next_back()) && !goes_on(line[at + word.len()..].chars().next())
    })
}

/// The lines of `text` that hold one of the words.
fn holding(path: &str, text: &str, words: &[(&str, &str)]) -> Vec<String> {
    let mut faults = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        for (word, why) in words {
            if names(line, word) {
                faults.push(format!("{path}:{number}: `{word}`: {why}"));
            }
        }
    }
    faults
}

#[test]
fn source_files_are_short() {
    let sources = tree::texts(|path| path.ends_with(".rs"));
    let gone = LONGER.iter().filter(|(long, _)| !sources.iter().any(|(path, _)| path == long));
    let gone = gone.map(|(long, _)| format!("{long}: listed as longer, but gone"));
    let long = sources.iter().filter_map(|(path, text)| too_long(path, text, &LONGER));
    assert_tidy(long.chain(gone).collect());
}

#[test]
fn nothing_is_left_lying_about() {
    let is_ours = |path: &str| path != "Cargo.lock" && !path.starts_with("LICENSE");
    let texts = tree::texts(is_ours);
    assert_tidy(texts.iter().flat_map(|(path, text)| holding(path, text, &NOWHERE)).collect());
}

#[test]
fn every_test_runs() {
    let sources = tree::texts(|path| path.ends_with(".rs"));
    assert_tidy(
        sources.iter().flat_map(|(path, text)| holding(path, &source::code(text), &NOT_IN_CODE)).collect(),
    );
}

#[test]
fn the_architecture_is_short_and_names_every_crate() {
    let text = tree::text("ARCHITECTURE.md");
    assert!(text.lines().count() <= 300, "ARCHITECTURE.md is longer than 300 lines");
    let missing = |name: &String| {
        let heading =
            text.lines().any(|line| line.starts_with('#') && line.contains(&format!("`crates/{name}`")));
        (!heading).then(|| format!("ARCHITECTURE.md: no heading for `crates/{name}`"))
    };
    assert_tidy(tree::crates().iter().filter_map(missing).collect());
    let sections: Vec<&str> = text.split("\n### ").filter(|part| part.starts_with("`crates/")).collect();
    let vague = sections.iter().filter(|part| !part.contains("**Invariant"));
    assert_tidy(vague.map(|part| format!("ARCHITECTURE.md: no invariant: {}", &part[..30])).collect());
}

#[test]
fn the_first_two_commands_are_those_that_are_checked() {
    let (readme, check) = (tree::text("README.md"), tree::text(".ci/run"));
    for command in ["cargo run --release -- add reports", "cargo test --workspace"] {
        assert!(readme.lines().any(|line| line == command), "README.md: no line `{command}`");
        assert!(check.contains(command), ".ci/run does not run `{command}`");
    }
    assert!(tree::text("justfile").contains(".ci/run"), "`just check` is what is checked");
}

#[test]
fn bad_habits_are_found() {
    assert!(too_long("a.rs", &"x\n".repeat(500), &[]).is_none());
    assert!(too_long("a.rs", &"x\n".repeat(501), &[]).is_some());
    assert!(too_long("a.rs", &"x\n".repeat(501), &[("a.rs", 501)]).is_none());
    assert!(too_long("a.rs", &"x\n".repeat(502), &[("a.rs", 501)]).is_some());
    assert!(too_long("a.rs", "x\n", &[("a.rs", 501)]).is_some());
    let left = format!("fine\n// {} later\nsee {}x", NOWHERE[4].0, NOWHERE[1].0);
    assert_eq!(holding("a.rs", &left, &NOWHERE).len(), 2);
    assert!(holding("a.rs", &format!("{}X-10-31", NOWHERE[6].0), &NOWHERE).is_empty());
    let asleep = format!("{}]\nfn a() {{}}\n// {}]", NOT_IN_CODE[0].0, NOT_IN_CODE[1].0);
    assert_eq!(holding("a.rs", &source::code(&asleep), &NOT_IN_CODE).len(), 1);
}
