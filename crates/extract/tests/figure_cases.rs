//! The texts under `cases/figures` are the tests of figure claims as a whole: each quoted line is
//! read on its own, and the list under it is every figure claim in it.

use cairn_extract::{Frame, Ruleset, Scratch, extract};
use cairn_model::{Kind, Qualifier, Status};
use std::fmt::Write as _;

/// One quoted line with the claims that must, and those that may, be found in it.
struct Case<'c> {
    text: &'c str,
    required: Vec<&'c str>,
    optional: Vec<&'c str>,
}

/// Reads a file of cases: `> text`, then `- claim` or `? optional claim`; all else is for readers.
fn cases(file: &str) -> Vec<Case<'_>> {
    let mut cases: Vec<Case> = Vec::new();
    for line in file.lines() {
        let (mark, rest) = line.split_at_checked(2).unwrap_or((line, ""));
        match (mark, cases.last_mut()) {
            ("> ", _) => cases.push(Case { text: rest, required: Vec::new(), optional: Vec::new() }),
            ("- ", Some(case)) => case.required.push(rest),
            ("? ", Some(case)) => case.optional.push(rest),
            ("- " | "? ", None) => panic!("a claim before any text: {line}"),
            _ => {}
        }
    }
    cases
}

/// A claim as the cases write it: kind, group or object, bound and number, and what is not usual.
fn written(frame: &Frame) -> String {
    let mut line = frame.kind.to_string();
    let what = frame.group.map(|g| g.to_string()).or(frame.object.map(|o| o.to_string()));
    let bound = match frame.figure.qualifier {
        Qualifier::About => "~",
        Qualifier::AtLeast => ">",
        Qualifier::AtMost => "<",
        Qualifier::Exact | Qualifier::Vague => "",
    };
    let number = match (frame.figure.n, frame.figure.n_max) {
        (Some(n), Some(max)) => format!("{n}-{max}"),
        (Some(n), None) => n.to_string(),
        (None, _) => frame.figure.vague.clone().unwrap_or_default(),
    };
    write!(line, " {} {bound}{number}", what.unwrap_or_default()).expect("a String takes all");
    if frame.cumulative {
        line.push_str(" cumulative");
    }
    if frame.status != Status::Asserted {
        write!(line, " {}", frame.status).expect("a String takes all");
    }
    if frame.part_of {
        line.push_str(" part");
    }
    line
}

fn check(file: &str) {
    let ruleset = Ruleset::embedded().unwrap_or_else(|faults| panic!("{faults}"));
    let mut scratch = Scratch::new(&ruleset);
    let mut faults = String::new();
    let cases = cases(file);
    assert!(!cases.is_empty(), "the file holds no case");
    for case in cases {
        let document = cairn_text::analyse(case.text);
        let frames = extract(&document, &ruleset, &mut scratch).frames;
        let mut found: Vec<String> =
            frames.iter().filter(|frame| frame.kind != Kind::Event).map(written).collect();
        found.sort();
        found.dedup();
        for missing in case.required.iter().filter(|claim| !found.iter().any(|found| found == *claim)) {
            writeln!(faults, "{}\n  not found: {missing}", case.text).expect("a String takes all");
        }
        let expected = |found: &str| case.required.iter().chain(&case.optional).any(|claim| *claim == found);
        for extra in found.iter().filter(|found| !expected(found)) {
            writeln!(faults, "{}\n  too much: {extra}", case.text).expect("a String takes all");
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn agency_style() {
    check(include_str!("../cases/figures/agency.md"));
}

#[test]
fn bulletins_lists_and_cables() {
    check(include_str!("../cases/figures/bulletins.md"));
}

#[test]
fn numbers_that_are_no_figures() {
    check(include_str!("../cases/figures/nothing.md"));
}

#[test]
fn every_kind() {
    check(include_str!("../cases/figures/kinds.md"));
}

#[test]
fn many_wars() {
    check(include_str!("../cases/figures/wars.md"));
}

#[test]
fn sides_spans_and_other_words() {
    check(include_str!("../cases/figures/sides.md"));
}

#[test]
fn war_reporting() {
    check(include_str!("../cases/figures/reporting.md"));
}

#[test]
fn the_hurt_and_those_who_died_of_it() {
    check(include_str!("../cases/figures/wounds.md"));
}

#[test]
fn persons_a_report_has_introduced() {
    check(include_str!("../cases/figures/persons.md"));
}
