//! Everything that is compiled in comes under a licence that asks for no more than a notice, or for its own unchanged source.

use crate::{assert_tidy, tree};
use std::process::Command;

/// SPDX names of the licences that are accepted.
const ACCEPTED: [&str; 15] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    // The list of root certificates (webpki-roots).
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    // Asks for the source of its own files alone, which are used unchanged (cssparser, selectors).
    "MPL-2.0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "Zlib",
];

/// Whether an SPDX expression can be fulfilled with accepted licences. `/` is the old way to
/// write OR. An exception (WITH) only widens what a licence allows.
fn is_accepted(expression: &str) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    any_of(&words, &mut at) && at == words.len()
}

/// `all OR all ...`
fn any_of(words: &[&str], at: &mut usize) -> bool {
    let mut accepted = all_of(words, at);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        accepted |= all_of(words, at);
    }
    accepted
}

/// `one AND one ...`
fn all_of(words: &[&str], at: &mut usize) -> bool {
    let mut accepted = one(words, at);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        accepted &= one(words, at);
    }
    accepted
}

/// A licence, with or without an exception, or an expression in brackets.
fn one(words: &[&str], at: &mut usize) -> bool {
    let word = words.get(*at).copied().unwrap_or("");
    *at += 1;
    if word == "(" {
        let accepted = any_of(words, at);
        *at += 1;
        return accepted;
    }
    if words.get(*at) == Some(&"WITH") {
        *at += 2;
    }
    ACCEPTED.contains(&word)
}

/// What a program prints, or its complaint.
fn output(command: &mut Command) -> String {
    let output = command.output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn licences_of_dependencies_are_accepted() {
    // For this platform only: cargo has fetched what it builds, and no more.
    let version = output(Command::new(env!("CARGO")).arg("-vV"));
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).expect("cargo names its host");
    let metadata = output(
        Command::new(env!("CARGO"))
            .args(["metadata", "--format-version", "1", "--locked", "--filter-platform", host])
            .current_dir(tree::root()),
    );
    let metadata: serde_json::Value = serde_json::from_str(&metadata).expect("cargo metadata is JSON");
    let packages = metadata["packages"].as_array().expect("cargo metadata has packages");
    assert!(packages.len() > 30, "the dependencies are found");
    let refused = packages.iter().filter_map(|package| {
        let licence = package["license"].as_str().unwrap_or("none stated");
        (!is_accepted(licence)).then(|| format!("{}: licence {licence}", package["name"]))
    });
    assert_tidy(refused.collect());
}

#[test]
fn the_licences_lie_beside_the_code() {
    assert!(
        tree::text("LICENSE-APACHE").contains("TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION")
    );
    assert!(tree::text("LICENSE-MIT").contains("Permission is hereby granted, free of charge"));
    assert!(tree::text("NOTICE").contains("GeoNames"), "the gazetteer's licence asks for attribution");
}

#[test]
fn expressions_are_read_as_spdx_reads_them() {
    for accepted in ["MIT", "MIT OR GPL-3.0", "Unlicense/MIT", "(MIT OR Apache-2.0) AND Unicode-3.0"] {
        assert!(is_accepted(accepted), "{accepted}");
    }
    assert!(is_accepted("Apache-2.0 WITH LLVM-exception OR GPL-2.0"));
    for refused in ["GPL-3.0", "MIT AND GPL-3.0", "none stated", "", "MIT MIT", "(MIT OR ISC) AND AGPL-3.0"] {
        assert!(!is_accepted(refused), "{refused}");
    }
}
