//! The examples on the rule cards are the tests of the rules: each hit is found by its own rule
//! and lost when the rule is switched off (or found by a rule that says something else of it), each
//! near miss gives the rule nothing.

use cairn_cases::parse;
use cairn_extract::{Rule, Ruleset, Scratch, TracedMatch, trace};
use cairn_model::Span;
use std::fmt::Write as _;

/// What a ruleset's level finds in a text.
fn matches(text: &str, ruleset: &Ruleset, scratch: &mut Scratch, level: &str) -> Vec<TracedMatch> {
    let document = cairn_text::analyse(text);
    let levels = trace(&document, ruleset, scratch);
    levels.into_iter().find(|found| found.name == level).map(|found| found.matches).unwrap_or_default()
}

/// Whether a match has every label of a case: captures by their names, itself by its kind.
fn bears(found: &TracedMatch, labels: &[((u32, u32), String)]) -> bool {
    labels.iter().all(|((start, end), label)| {
        let span = Span::new(*start, *end);
        (*label == found.gives && found.span == span)
            || found.captures.iter().any(|(name, at)| name == label && *at == span)
    })
}

fn show(text: &str, found: &[TracedMatch]) -> String {
    let mut shown = String::new();
    for found in found {
        write!(shown, "\n      {} by {}: {:?}", found.gives, found.rule, found.span.of(text))
            .expect("a String takes all");
        for (name, at) in &found.captures {
            write!(shown, " {name}={:?}", at.of(text)).expect("a String takes all");
        }
    }
    shown
}

fn check(rule: &Rule, ruleset: &Ruleset, scratch: &mut Scratch, faults: &mut Vec<String>) {
    let mut fault = |what: String| faults.push(format!("{}: {what}", rule.id));
    let without = ruleset.without(rule.id.as_str());
    let mut scratch_without = Scratch::new(&without);
    for hit in &rule.card.hit {
        let case = parse(&hit.text);
        if case.labels.is_empty() {
            fault(format!("the hit {:?} labels nothing", case.text));
            continue;
        }
        let found = matches(&case.text, ruleset, scratch, &rule.level);
        if !found.iter().any(|found| found.rule == rule.id && bears(found, &case.labels)) {
            fault(format!(
                "the hit {:?} is not found; the level finds{}",
                case.text,
                show(&case.text, &found)
            ));
        }
        let left = matches(&case.text, &without, &mut scratch_without, &rule.level);
        let says_same = |found: &TracedMatch| {
            let tags =
                |rule: &Rule| rule.card.tags.iter().map(|tag| tag.get_ref().clone()).collect::<Vec<_>>();
            let other = ruleset.rule(found.rule.as_str());
            found.gives == rule.gives()
                && other.is_some_and(|other| other.card.set == rule.card.set && tags(other) == tags(rule))
        };
        if left.iter().any(|found| says_same(found) && bears(found, &case.labels)) {
            fault(format!(
                "the hit {:?} is found without the rule too:{}",
                case.text,
                show(&case.text, &left)
            ));
        }
    }
    for miss in &rule.card.miss {
        let text = miss.text.trim_end();
        let found = matches(text, ruleset, scratch, &rule.level);
        if found.iter().any(|found| found.rule == rule.id) {
            fault(format!("the near miss {text:?} is found:{}", show(text, &found)));
        }
    }
}

#[test]
fn every_card_finds_its_hits_and_leaves_its_near_misses() {
    let ruleset = Ruleset::embedded().unwrap_or_else(|faults| panic!("{faults}"));
    let mut scratch = Scratch::new(&ruleset);
    let mut faults = Vec::new();
    for rule in ruleset.rules() {
        check(rule, &ruleset, &mut scratch, &mut faults);
    }
    assert!(faults.is_empty(), "{} faults:\n  {}", faults.len(), faults.join("\n  "));
}
