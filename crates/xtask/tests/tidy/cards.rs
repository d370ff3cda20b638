//! No vacuous rule card: each says what it finds and why, and has at least one hit and one near
//! miss. That the rules do what the cards say is tested in `crates/extract`.

use crate::{assert_tidy, tree};

/// The keys that every card has.
const KEYS: [&str; 6] = ["status", "since", "finds", "why", "pattern", "gives"];

/// The faults of one card, `rules/<language>/<level>/<id>.toml`.
fn faults(path: &str, text: &str) -> Vec<String> {
    let card: toml::Table = match text.parse() {
        Ok(card) => card,
        Err(error) => return vec![format!("{path}: {error}")],
    };
    let mut faults = Vec::new();
    let mut fault = |message: String| faults.push(format!("{path}: {message}"));
    let id = card.get("id").and_then(toml::Value::as_str).unwrap_or("");
    let stem = path.rsplit('/').next().and_then(|name| name.strip_suffix(".toml")).unwrap_or("");
    if id != stem {
        fault(format!("expected `id = \"{stem}\"`, after the file, found `{id}`"));
    }
    if !is_rule_name(id) {
        fault(format!("`{id}` is no rule name: words of what it finds, such as `killed-passive`"));
    }
    for key in KEYS {
        if card.get(key).is_none_or(is_empty) {
            fault(format!("no `{key}`"));
        }
    }
    let status = card.get("status").and_then(toml::Value::as_str).unwrap_or("");
    if !["preview", "stable", "deprecated"].contains(&status) {
        fault(format!("status `{status}` is none of preview, stable, deprecated"));
    }
    let [hits, misses] = ["hit", "miss"].map(|kind| examples(&card, kind));
    if hits.is_empty() {
        fault("no [[hit]]: a text that the rule finds".to_owned());
    }
    if misses.is_empty() {
        fault("no [[miss]]: a text that looks alike and gives nothing".to_owned());
    }
    for text in hits.iter().chain(&misses) {
        match cairn_cases::read(text) {
            Ok(case) if case.text.trim().is_empty() => fault("an example without text".to_owned()),
            Ok(case) if misses.contains(text) && !case.labels.is_empty() => {
                fault("a miss gives nothing and has no carets".to_owned());
            }
            Ok(_) => {}
            Err(error) => fault(error.to_string()),
        }
        if hits.contains(text) && misses.contains(text) {
            fault("one text is a hit and a miss".to_owned());
        }
    }
    faults
}

/// The texts of the card's hits or misses; an example without a text counts as an empty one.
fn examples(card: &toml::Table, kind: &str) -> Vec<String> {
    let tables = card.get(kind).and_then(toml::Value::as_array);
    let text = |table: &toml::Value| table.get("text").and_then(toml::Value::as_str).unwrap_or("").to_owned();
    tables.into_iter().flatten().map(text).collect()
}

fn is_empty(value: &toml::Value) -> bool {
    match value {
        toml::Value::String(text) => text.trim().is_empty(),
        toml::Value::Array(values) => values.is_empty() || values.iter().any(is_empty),
        _ => false,
    }
}

/// Words in lower case with hyphens between them, that say what is found and not what was done.
fn is_rule_name(id: &str) -> bool {
    let mut words = id.split('-').peekable();
    let first = words.peek().copied().unwrap_or("");
    !["rule", "fix", "new", "misc", "test", "tmp"].contains(&first)
        && words.all(|word| {
            !word.is_empty()
                && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
                && !word.chars().all(|c| c.is_ascii_digit())
        })
}

/// Cards, not the list of levels.
fn is_card(path: &str) -> bool {
    path.starts_with("rules/") && path.ends_with(".toml") && !path.ends_with("/cascade.toml")
}

#[test]
fn no_card_is_vacuous() {
    let cards = tree::texts(is_card);
    assert!(!cards.is_empty(), "the cards are found");
    assert_tidy(cards.iter().flat_map(|(path, text)| faults(path, text)).collect());
}

#[test]
fn rule_names_are_unique_in_a_language() {
    let mut names: Vec<(String, String)> = Vec::new();
    let mut twice = Vec::new();
    for path in tree::files().into_iter().filter(|path| is_card(path)) {
        let parts: Vec<&str> = path.split('/').collect();
        let name = (parts[1].to_owned(), parts[parts.len() - 1].to_owned());
        if names.contains(&name) {
            twice.push(format!("{path}: another card has this id"));
        }
        names.push(name);
    }
    assert_tidy(twice);
}

#[test]
fn each_level_has_cards_and_each_card_a_level() {
    let cascade: toml::Table = tree::text("rules/en/cascade.toml").parse().expect("cascade.toml is TOML");
    let levels = cascade.get("level").and_then(toml::Value::as_array).expect("cascade.toml has levels");
    let levels: Vec<&str> = levels.iter().filter_map(|level| level.get("name")?.as_str()).collect();
    let folders: Vec<String> = tree::files()
        .into_iter()
        .filter(|path| is_card(path) && path.starts_with("rules/en/"))
        .map(|path| path.split('/').nth(2).unwrap_or("").to_owned())
        .collect();
    let idle = levels.iter().filter(|level| !folders.iter().any(|folder| folder == *level));
    let idle = idle.map(|level| format!("rules/en/cascade.toml: level `{level}` has no card"));
    let lost = folders.iter().filter(|folder| !levels.contains(&folder.as_str()));
    let lost = lost.map(|folder| format!("rules/en/{folder}: no such level in rules/en/cascade.toml"));
    assert_tidy(idle.chain(lost).collect());
}

#[test]
fn a_vacuous_card_is_found() {
    let head = "id = 'killed-passive'\nstatus = 'stable'\nsince = '0.1'\nfinds = 'a'\nwhy = 'b'\npattern = 'c'\ngives = 'd'\n";
    let hit = "[[hit]]\ntext = '''\n12 died.\n^^ count\n'''\n";
    let miss = "[[miss]]\ntext = 'Nobody.'\n";
    let found = |parts: &[&str]| faults("rules/en/claims/killed-passive.toml", &parts.concat()).len();
    assert_eq!(found(&[head, hit, miss]), 0);
    assert_eq!(found(&[head, hit]), 1);
    assert_eq!(found(&[head, miss]), 1);
    assert_eq!(found(&[&head.replace("'c'", "[]"), hit, miss]), 1);
    assert_eq!(found(&[&head.replace("stable", "done"), hit, miss]), 1);
    assert_eq!(found(&[&head.replace("passive", "active"), hit, miss]), 1);
    assert_eq!(found(&[head, &hit.replace("^^ count", "^^"), miss]), 1);
    assert_eq!(found(&[head, hit, "[[miss]]\ntext = ''\n"]), 1);
    assert_eq!(found(&["id = "]), 1);
}

#[test]
fn a_rule_is_named_by_what_it_finds() {
    assert!(is_rule_name("killed-passive") && is_rule_name("death-toll"));
    for id in ["rule-17", "fix-killed", "Killed", "killed_passive", "killed-2", "", "killed--passive"] {
        assert!(!is_rule_name(id), "{id}");
    }
}
