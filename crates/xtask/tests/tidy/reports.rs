//! What is expected of the bundled reports stands in them: spans, names and words of the closed
//! lists are checked, so that a fault in an expectation is not taken for one of the machine.

use crate::{assert_tidy, tree};
use cairn_model::{Group, Kind, Object, PeriodKind, Qualifier, Span, Status};
use serde_json::Value;
use std::collections::BTreeMap;

/// The texts of the bundled reports by id.
fn bundled() -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    for (path, text) in tree::texts(|path| path.starts_with("reports/") && path.matches('/').count() == 1) {
        if let Some(id) = path.strip_prefix("reports/").and_then(|name| name.strip_suffix(".txt")) {
            let body = text.splitn(3, "---\n").nth(2).unwrap_or_else(|| panic!("{path}: no front matter"));
            texts.insert(id.to_owned(), body.to_owned());
        } else if path.ends_with(".jsonl") {
            for line in text.lines() {
                let report: Value =
                    serde_json::from_str(line).unwrap_or_else(|error| panic!("{path}: {error}"));
                let field = |name: &str| report[name].as_str().unwrap_or_default().to_owned();
                texts.insert(field("report"), field("text"));
            }
        }
    }
    texts
}

/// The faults of one expected claim.
fn faults(texts: &BTreeMap<String, String>, claim: &Value) -> Vec<String> {
    let word = |field: &str| claim[field].as_str();
    let id = word("report").unwrap_or("");
    let Some(text) = texts.get(id) else { return vec![format!("`{id}`: no such report")] };
    let mut faults = Vec::new();
    for field in ["claimant", "actor", "place", "vague"] {
        if let Some(name) = word(field).filter(|name| !text.contains(name)) {
            faults.push(format!("{id}: {field} `{name}` is not in the text"));
        }
    }
    let lists = [
        word("kind").is_some_and(|word| word.parse::<Kind>().is_ok()),
        word("object").is_some_and(|word| word.parse::<Object>().is_ok()),
        word("group").is_none_or(|word| word.parse::<Group>().is_ok()),
        word("qualifier").is_some_and(|word| word.parse::<Qualifier>().is_ok()),
        word("period").is_some_and(|word| word.parse::<PeriodKind>().is_ok()),
        word("status").is_some_and(|word| word.parse::<Status>().is_ok()),
        (word("object") == Some("people")) == word("group").is_some(),
        claim["n"].is_u64() || word("vague").is_some(),
    ];
    if lists.contains(&false) {
        faults.push(format!("{id}: not in the closed lists: {claim}"));
    }
    let span: Result<Span, _> = serde_json::from_value(claim["quote"].clone());
    let quote = span.map(|span| span.of(text).to_owned()).unwrap_or_default();
    if quote.is_empty()
        || quote.trim() != quote
        || quote.ends_with(char::is_alphanumeric) && quote.contains(". ")
    {
        faults.push(format!("{id}: no sentence under `quote`: `{quote}`"));
    }
    faults
}

fn expected() -> Vec<Value> {
    let text = tree::text("crates/bench/tests/bundled/expected/claims.jsonl");
    text.lines().map(|line| serde_json::from_str(line).expect("an expected claim is JSON")).collect()
}

#[test]
fn expected_claims_stand_in_the_reports() {
    let (texts, claims) = (bundled(), expected());
    assert!(texts.len() >= 12 && claims.len() > texts.len(), "the reports and the expectations are found");
    assert_tidy(claims.iter().flat_map(|claim| faults(&texts, claim)).collect());
}

#[test]
fn expected_incidents_name_reports() {
    let (texts, incidents) = (bundled(), tree::text("crates/bench/tests/bundled/expected/incidents.md"));
    let rows = incidents.lines().filter(|line| line.starts_with("| ") && line.matches('|').count() == 9);
    let last = rows.filter_map(|row| row.trim_end_matches('|').rsplit('|').next()).skip(1);
    let names = last.flat_map(|cell| cell.split(',')).map(str::trim).filter(|name| !name.starts_with("---"));
    let names: Vec<&str> = names.collect();
    assert!(names.len() > 15, "the table of incidents is found");
    assert_tidy(
        names.iter().filter(|name| !texts.contains_key(**name)).map(|name| format!("{name}?")).collect(),
    );
}

#[test]
fn a_false_expectation_is_found() {
    let texts = BTreeMap::from([("r".to_owned(), "Police: 12 died in Hama. More.".to_owned())]);
    let claim = serde_json::json!({
        "report": "r", "kind": "killed", "object": "people", "group": "unspecified", "n": 12, "qualifier": "exact",
        "period": "incident", "status": "asserted", "claimant": "Police", "place": "Hama", "quote": [0, 24]
    });
    let found = |field: &str, value: Value| {
        let mut claim = claim.clone();
        claim[field] = value;
        faults(&texts, &claim).len()
    };
    assert_eq!(found("n", 12.into()), 0);
    assert_eq!(found("place", "Homs".into()), 1);
    assert_eq!(found("kind", "slain".into()), 1);
    assert_eq!(found("group", Value::Null), 1);
    assert_eq!(found("n", Value::Null), 1);
    assert_eq!(found("quote", serde_json::json!([99, 120])), 1);
    assert_eq!(found("quote", serde_json::json!([0, 28])), 1);
    assert_eq!(found("report", "s".into()), 1);
}
