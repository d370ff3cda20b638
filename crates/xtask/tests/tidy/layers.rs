//! Dependencies point one way, in the order of the pipeline.

use crate::{assert_tidy, tree};

/// The stages in their order. A stage may use what stands before it.
pub const CHAIN: [&str; 6] = ["model", "read", "text", "extract", "resolve", "link"];

/// The crates that are functions of what they are given: the stages, and what decisions make of claims.
pub const PURE: [&str; 7] = ["model", "read", "text", "extract", "resolve", "link", "decide"];

/// Which crates of this workspace a crate may use, besides test support.
fn may_use(name: &str) -> Option<Vec<&'static str>> {
    if let Some(at) = CHAIN.iter().position(|stage| *stage == name) {
        return Some(CHAIN[..at].to_vec());
    }
    let more: &[&str] = match name {
        // The register and its views know nothing of the stages: they build without the engine.
        // What people decided is applied beside the stages, to whatever they read.
        "decide" => return Some(vec!["model"]),
        "store" => return Some(vec!["model", "decide"]),
        "views" => return Some(vec!["model", "decide", "store"]),
        "web" => return Some(vec!["model", "decide", "store", "views"]),
        // Wires the stages together, for whoever calls them.
        "pipeline" => &["decide", "store"],
        // Fetches bytes and keeps them; what they say is not its business.
        "watch" => return Some(vec![]),
        // The package for Python, a workspace of its own. Programs are no library.
        "python" => &["decide", "store", "views", "pipeline"],
        "cli" => &["decide", "store", "views", "watch", "web", "pipeline"],
        "bench" => &["decide", "store", "views", "pipeline"],
        // Tools stand beside the program.
        "cases" => return Some(vec![]),
        // The dictionary of the register is learnt from registers.
        "xtask" => return Some(vec!["store"]),
        _ => return None,
    };
    Some([CHAIN.as_slice(), more].concat())
}

/// Crates from outside that only some of ours may use: only `store`, `views` and the tool that learns the
/// register's dictionary know SQL, only the programs know a terminal, only `watch` knows other machines.
const KEPT: [(&str, &[&str]); 8] = [
    ("ureq", &["watch"]),
    ("axum", &["web"]),
    ("rusqlite", &["store", "views", "xtask"]),
    ("rusqlite_migration", &["store"]),
    ("clap", &["cli", "bench", "xtask"]),
    ("comfy-table", &["cli"]),
    ("indicatif", &["cli"]),
    ("anyhow", &["cli", "bench", "xtask"]),
];

/// The faults of one crate's manifest.
fn faults(name: &str, manifest: &str) -> Vec<String> {
    faults_at(&format!("crates/{name}/Cargo.toml"), name, manifest)
}

fn faults_at(at: &str, name: &str, manifest: &str) -> Vec<String> {
    let Some(allowed) = may_use(name) else {
        return vec![format!("{at}: `{name}` has no place in the order; give it one in {}", file!())];
    };
    let manifest: toml::Table = match manifest.parse() {
        Ok(table) => table,
        Err(error) => return vec![format!("{at}: {error}")],
    };
    let mut faults = Vec::new();
    for (section, dependency) in dependencies(&manifest) {
        if let Some(ours) = dependency.strip_prefix("cairn-") {
            let test_support = section == "dev-dependencies" && ["cases", "model"].contains(&ours);
            if !allowed.contains(&ours) && !test_support {
                faults
                    .push(format!("{at}: [{section}] `{name}` may not use `{ours}`; it may use {allowed:?}"));
            }
        }
        for (kept, users) in KEPT {
            if kept == dependency && section != "dev-dependencies" && !users.contains(&name) {
                faults.push(format!("{at}: [{section}] only {users:?} may use `{kept}`"));
            }
        }
    }
    faults
}

/// Every dependency with its section, those of single platforms included.
fn dependencies(manifest: &toml::Table) -> Vec<(String, String)> {
    let platforms = manifest.get("target").and_then(toml::Value::as_table);
    let platforms = platforms.into_iter().flat_map(|table| table.values()).filter_map(toml::Value::as_table);
    let mut found = Vec::new();
    for table in std::iter::once(manifest).chain(platforms) {
        for section in ["dependencies", "build-dependencies", "dev-dependencies"] {
            let names = table.get(section).and_then(toml::Value::as_table);
            let names = names.into_iter().flat_map(|table| table.keys());
            found.extend(names.map(|name| (section.to_owned(), name.clone())));
        }
    }
    found
}

#[test]
fn dependencies_point_one_way() {
    let crates = tree::crates();
    let manifest = |name: &String| faults(name, &tree::text(&format!("crates/{name}/Cargo.toml")));
    assert_tidy(crates.iter().flat_map(manifest).collect());
}

#[test]
fn the_package_for_python_uses_libraries_alone() {
    let found = |manifest: &str| faults_at("python/Cargo.toml", "python", manifest);
    assert_tidy(found(&tree::text("python/Cargo.toml")));
    assert_eq!(found("[dependencies]\ncairn-pipeline = {}\ncairn-cli = {}\nrusqlite = {}").len(), 2);
}

#[test]
fn every_crate_takes_the_lints_of_the_workspace() {
    let untended = |name: &String| {
        let manifest: toml::Table = tree::text(&format!("crates/{name}/Cargo.toml")).parse().ok()?;
        let lints = manifest.get("lints").and_then(|lints| lints.get("workspace"));
        (lints != Some(&toml::Value::Boolean(true)))
            .then(|| format!("crates/{name}: no `[lints] workspace = true`"))
    };
    assert_tidy(tree::crates().iter().filter_map(untended).collect());
}

#[test]
fn a_stage_that_looks_ahead_is_found() {
    let found = |name, manifest| faults(name, manifest).len();
    assert_eq!(found("text", "[dependencies]\ncairn-model = {}\ncairn-read = {}\nserde = {}"), 0);
    assert_eq!(found("text", "[dependencies]\ncairn-extract = {}"), 1);
    assert_eq!(found("text", "[dev-dependencies]\ncairn-link = {}"), 1);
    assert_eq!(found("text", "[dev-dependencies]\ncairn-cases = {}"), 0);
    assert_eq!(found("text", "[dependencies]\ncairn-cases = {}"), 1);
    assert_eq!(found("store", "[dependencies]\ncairn-read = {}"), 1);
    assert_eq!(found("views", "[target.'cfg(unix)'.dependencies]\ncairn-link = {}"), 1);
    assert_eq!(found("link", "[dependencies]\nrusqlite = {}"), 1);
    assert_eq!(found("helpers", ""), 1);
}
