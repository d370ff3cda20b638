//! The stages from `read` to `link` are pure: values in, values out. The day of a report is an
//! argument, a file is opened by the program.

use crate::layers::PURE;
use crate::{assert_tidy, source, tree};

/// What no stage may name, with what to do instead.
const KEPT_OUT: [(&str, &str); 17] = [
    ("std::fs", "take the bytes as an argument"),
    ("std::net", "the network is asked by the program, and only where the user asks"),
    ("std::process", "return a note"),
    ("std::env", "take the setting as an argument"),
    ("std::time", "take the day as an argument"),
    ("std::thread", "threads are the caller's"),
    ("std::io::stdin", "take the bytes as an argument"),
    ("SystemTime", "take the day as an argument"),
    ("Instant::now", "measure outside"),
    ("Zoned::now", "take the day as an argument"),
    ("rand::", "same input, same output"),
    ("RandomState", "same input, same output"),
    ("println!", "return a note"),
    ("eprintln!", "return a note"),
    ("print!", "return a note"),
    ("eprint!", "return a note"),
    ("dbg!", "return a note"),
];

/// The faults of one source file of a stage.
fn faults(path: &str, text: &str) -> Vec<String> {
    let code = source::code(source::without_tests(text));
    let mut faults = Vec::new();
    for (line, number) in code.lines().zip(1..) {
        for (name, instead) in KEPT_OUT {
            if names(line, name) {
                faults.push(format!("{path}:{number}: a stage is pure, no `{name}`: {instead}"));
            }
        }
    }
    faults
}

/// Whether the line names it as a whole word.
fn names(line: &str, name: &str) -> bool {
    let in_word = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(name).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + name.len()..].chars().next();
        !before.is_some_and(in_word) && (name.ends_with([':', '!']) || !after.is_some_and(in_word))
    })
}

/// Whether the file is the source of a pure stage. `model` is one too: it has no stage before it.
fn is_stage(path: &str) -> bool {
    PURE.iter().any(|stage| path.starts_with(&format!("crates/{stage}/src/")))
        && path.ends_with(".rs")
        && !path.ends_with("/tests.rs")
        && !path.contains("/tests/")
}

#[test]
fn stages_are_pure() {
    let sources = tree::texts(is_stage);
    assert!(sources.len() >= PURE.len(), "the stages are found");
    assert_tidy(sources.iter().flat_map(|(path, text)| faults(path, text)).collect());
}

#[test]
fn stages_deny_what_clippy_knows_to_be_impure() {
    let deny = "deny(clippy::disallowed_methods)";
    let open = |stage: &&str| {
        let path = format!("crates/{stage}/src/lib.rs");
        (!source::code(&tree::text(&path)).contains(deny)).then(|| format!("{path}: no `#![{deny}]`"))
    };
    // `model` has no methods that clippy.toml could forbid.
    assert_tidy(PURE[1..].iter().filter_map(open).collect());
}

#[test]
fn an_impure_stage_is_found() {
    let found = |path, text| faults(path, text).len();
    assert_eq!(found("crates/text/src/lib.rs", "fn f() { std::fs::read(p); }"), 1);
    assert_eq!(found("crates/read/src/lib.rs", "fn f() { println!(); }"), 1);
    assert_eq!(found("crates/link/src/lib.rs", "use std::time::Instant;\nInstant::now()"), 2);
    assert_eq!(found("crates/link/src/lib.rs", "use rustc_hash::FxHashMap; let operand = 1;"), 0);
    assert_eq!(found("crates/link/src/lib.rs", "// std::fs\nlet a = \"println!\"; writeln!(f)"), 0);
    assert_eq!(found("crates/link/src/lib.rs", "fn a() {}\n#[cfg(test)]\nmod tests { println!() }"), 0);
}
