//! Expected incidents against found ones.

use crate::same_name;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write;

/// One row of the table of expected incidents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    place: String,
    country: String,
    date: String,
    event_type: String,
    killed: String,
    injured: String,
    origins: String,
    reports: BTreeSet<String>,
}

/// The rows of the first table of `crates/bench/tests/bundled/expected/incidents.md`.
pub fn table(markdown: &str) -> Vec<Expected> {
    let rows = markdown.lines().skip_while(|line| !line.starts_with("| place | country |")).skip(2);
    rows.take_while(|line| line.starts_with('|')).map(row).collect()
}

fn row(line: &str) -> Expected {
    let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
    let [place, country, date, event_type, killed, injured, origins, reports] = cells[..] else {
        panic!("eight cells in {line}")
    };
    let reports = reports.split(',').map(|name| name.trim().to_owned()).collect();
    let [place, country, date, event_type, killed, injured, origins] =
        [place, country, date, event_type, killed, injured, origins].map(str::to_owned);
    Expected { place, country, date, event_type, killed, injured, origins, reports }
}

/// Each expected incident with what is different in the found one of its place and day, then what
/// was found besides.
pub fn compare(expected: &[Expected], found: &[Value]) -> String {
    let mut found: Vec<&Value> = found.iter().collect();
    let (mut body, mut n_met, mut n_found) = (String::new(), 0, 0);
    for wanted in expected {
        let best = (0..found.len())
            .filter(|idx| is_same_incident(wanted, found[*idx]))
            .min_by_key(|idx| (differences(wanted, found[*idx]).len(), *idx));
        let Some(idx) = best else {
            let _ = writeln!(body, "missed   {}, {}: {}", wanted.place, wanted.date, wanted.event_type);
            continue;
        };
        let differs = differences(wanted, found.remove(idx));
        n_found += 1;
        n_met += usize::from(differs.is_empty());
        let verdict = if differs.is_empty() { "met" } else { "differs" };
        let _ = writeln!(body, "{verdict:<8} {}, {}: {}", wanted.place, wanted.date, wanted.event_type);
        for line in differs {
            let _ = writeln!(body, "           {line}");
        }
    }
    for incident in &found {
        let word = |field: &str| incident[field].as_str().unwrap_or("-").to_owned();
        let reports: Vec<String> = reports(incident).into_iter().collect();
        let (place, date, event_type) = (word("place"), word("date"), word("type"));
        let _ = writeln!(body, "extra    {place}, {date}: {event_type} ({})", reports.join(", "));
    }
    let n_expected = expected.len();
    format!(
        "{n_expected} wanted: {n_met} met, {} found but different; {} extra\n\n{body}",
        n_found - n_met,
        found.len()
    )
}

fn reports(incident: &Value) -> BTreeSet<String> {
    let names = incident["reports"].as_array().into_iter().flatten();
    names.filter_map(|name| name.as_str().map(str::to_owned)).collect()
}

/// Whether the found incident is about this place, in one of these reports.
fn is_same_incident(wanted: &Expected, incident: &Value) -> bool {
    let names = |place| wanted.place.split(" / ").any(|name| same_name(place, name));
    incident["place"].as_str().is_some_and(names) && !reports(incident).is_disjoint(&wanted.reports)
}

/// The fields that differ, each with both values.
fn differences(wanted: &Expected, incident: &Value) -> Vec<String> {
    let written = |field: &str| match &incident[field] {
        Value::Null => "-".to_owned(),
        Value::String(word) => word.clone(),
        value => value.to_string(),
    };
    let pairs = [
        ("country", &wanted.country),
        ("date", &wanted.date),
        ("type", &wanted.event_type),
        ("killed", &wanted.killed),
        ("injured", &wanted.injured),
        ("origins", &wanted.origins),
    ];
    let differs = pairs.iter().filter(|(field, value)| written(field) != **value);
    let mut lines: Vec<String> =
        differs.map(|(field, value)| format!("{field} {}, expected {value}", written(field))).collect();
    let found = reports(incident);
    lines.extend(wanted.reports.difference(&found).map(|name| format!("without {name}")));
    lines.extend(found.difference(&wanted.reports).map(|name| format!("with {name}")));
    lines
}

#[test]
fn verdicts() {
    let head = "| place | country | date | type | killed | injured | origins | reports |\n|---|\n";
    let expected = table(&format!(
        "{head}| Azaz | SY | 2018-04-29 | bombing | 2 | - | 1 | a, b |\n| Homs | SY | 2018-04-30 | battle | - | - | 1 | b |\n\nelse"
    ));
    let incident = |place: &str, killed: Value, reports: &[&str]| {
        serde_json::json!({ "place": place, "country": "SY", "date": "2018-04-29", "type": "bombing",
            "killed": killed, "injured": null, "origins": 1, "reports": reports })
    };
    let met = compare(&expected[..1], &[incident("Azaz", 2.into(), &["a", "b"])]);
    assert!(met.starts_with("1 wanted: 1 met, 0 found but different; 0 extra"), "{met}");
    let found = [incident("Azaz", 3.into(), &["a", "c"]), incident("Hama", Value::Null, &["b"])];
    let expected_text = "\
2 wanted: 0 met, 1 found but different; 1 extra

differs  Azaz, 2018-04-29: bombing
           killed 3, expected 2
           without b
           with c
missed   Homs, 2018-04-30: battle
extra    Hama, 2018-04-29: bombing (b)
";
    assert_eq!(compare(&expected, &found), expected_text);
}
