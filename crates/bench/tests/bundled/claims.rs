//! Expected claims against found ones.

use crate::same_name;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Fields that are compared once two claims are about the same figure.
const FIELDS: [&str; 7] = ["group", "qualifier", "period", "status", "claimant", "place", "date"];

/// What is expected and found, what differs, what is missed and what is found besides: one line a
/// claim, by report, under the totals.
pub fn compare(expected: &[Value], found: &[Value]) -> String {
    let names: BTreeSet<&str> =
        expected.iter().chain(found).filter_map(|claim| claim["report"].as_str()).collect();
    let mut totals: BTreeMap<&str, usize> = BTreeMap::new();
    let mut body = String::new();
    for name in names {
        let of = |claims: &[Value]| -> Vec<Value> {
            claims.iter().filter(|claim| claim["report"] == name).cloned().collect()
        };
        let _ = writeln!(body, "\n## {name}");
        for (verdict, line) in compare_report(of(expected), of(found)) {
            *totals.entry(verdict).or_default() += 1;
            let _ = writeln!(body, "{verdict:<8} {line}");
        }
    }
    let count = |verdict| totals.get(verdict).copied().unwrap_or(0);
    let wanted = count("met") + count("differs") + count("missed");
    format!(
        "{wanted} wanted: {} met, {} found but different, {} missed; {} optional; {} extra\n{body}",
        count("met"),
        count("differs"),
        count("missed"),
        count("optional"),
        count("extra"),
    )
}

/// The verdicts on one report. Expected claims choose in their order, the required ones first.
fn compare_report(mut expected: Vec<Value>, mut found: Vec<Value>) -> Vec<(&'static str, String)> {
    expected.sort_by_key(is_optional);
    let mut lines = Vec::new();
    for wanted in &expected {
        let likeness = |claim: &Value| FIELDS.iter().filter(|field| same(field, wanted, claim)).count();
        let best = (0..found.len())
            .filter(|idx| is_same_figure(wanted, &found[*idx]))
            .max_by_key(|idx| (likeness(&found[*idx]), usize::MAX - idx));
        match best.map(|idx| found.remove(idx)) {
            None if is_optional(wanted) => {}
            None => lines.push(("missed", words(wanted))),
            Some(_) if is_optional(wanted) => lines.push(("optional", words(wanted))),
            Some(claim) => {
                let differs: Vec<String> = FIELDS
                    .iter()
                    .filter(|field| !same(field, wanted, &claim))
                    .map(|field| format!("{field} {}, expected {}", claim[*field], wanted[*field]))
                    .collect();
                let verdict = if differs.is_empty() { "met" } else { "differs" };
                let differs = differs.iter().map(|line| format!("\n           {line}")).collect::<String>();
                lines.push((verdict, words(wanted) + &differs));
            }
        }
    }
    lines.extend(found.iter().map(|claim| ("extra", words(claim))));
    lines
}

fn is_optional(claim: &Value) -> bool {
    claim["optional"] == true
}

/// Whether the two claims count the same of the same.
fn is_same_figure(a: &Value, b: &Value) -> bool {
    ["kind", "object", "n", "n_max"].iter().all(|field| a[*field] == b[*field])
        && (a["n"].is_u64() || a["vague"].is_string() && b["vague"].is_string())
}

fn same(field: &str, a: &Value, b: &Value) -> bool {
    match (a[field].as_str(), b[field].as_str()) {
        (Some(a), Some(b)) if ["claimant", "place"].contains(&field) => same_name(a, b),
        (a, b) => a == b,
    }
}

/// A claim in a few words.
fn words(claim: &Value) -> String {
    let word = |field: &str| claim[field].as_str().unwrap_or("-").to_owned();
    let n = match (&claim["n"], &claim["n_max"]) {
        (Value::Null, _) => word("vague"),
        (n, Value::Null) => n.to_string(),
        (n, max) => format!("{n} to {max}"),
    };
    let what = if claim["object"] == "people" { word("group") } else { word("object") };
    format!("{} {n} {what}, {} {}", word("kind"), word("period"), word("status"))
}

#[test]
fn verdicts() {
    let claim = |n: u64, place: &str| {
        serde_json::json!({ "report": "r", "kind": "killed", "object": "people", "group": "fighter", "n": n,
            "n_max": null, "period": "incident", "status": "asserted", "place": place })
    };
    let expected = [claim(1, "Azaz"), claim(2, "Azaz"), claim(3, "Azaz")];
    let found = [claim(4, "Azaz"), claim(2, "Homs"), claim(1, "the town of Azaz")];
    let expected_text = "\
3 wanted: 1 met, 1 found but different, 1 missed; 0 optional; 1 extra

## r
met      killed 1 fighter, incident asserted
differs  killed 2 fighter, incident asserted
           place \"Homs\", expected \"Azaz\"
missed   killed 3 fighter, incident asserted
extra    killed 4 fighter, incident asserted
";
    assert_eq!(compare(&expected, &found), expected_text);
}
