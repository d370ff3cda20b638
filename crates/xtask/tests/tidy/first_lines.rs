//! Each library opens with what it takes and gives, and names its invariant.

use crate::{assert_tidy, tree};

/// The faults of a `lib.rs`.
fn faults(path: &str, text: &str) -> Vec<String> {
    let header: Vec<&str> = text.lines().take_while(|line| line.starts_with("//!")).collect();
    let first = header.first().copied().unwrap_or("");
    let mut faults = Vec::new();
    if !first.starts_with("//! Takes ") || !first.contains(". Gives ") {
        faults.push(format!("{path}:1: expected `//! Takes <type>. Gives <type>.`, found `{first}`"));
    }
    if !header.iter().any(|line| line.contains("nvariant")) {
        faults.push(format!("{path}:1: the crate's documentation names no invariant"));
    }
    faults
}

#[test]
fn libraries_open_with_what_they_take_and_give() {
    let is_library = |path: &str| {
        (path.starts_with("crates/") || path.starts_with("cluster/")) && path.ends_with("/src/lib.rs")
    };
    let libraries = tree::texts(is_library);
    assert!(libraries.len() > 6, "the libraries are found");
    assert_tidy(libraries.iter().flat_map(|(path, text)| faults(path, text)).collect());
}

#[test]
fn a_library_without_first_line_is_found() {
    assert_eq!(
        faults("lib.rs", "//! Takes bytes. Gives reports.\n//!\n//! Invariant: none is lost.\n").len(),
        0
    );
    assert_eq!(faults("lib.rs", "//! Takes bytes. Gives reports.\n").len(), 1);
    assert_eq!(faults("lib.rs", "//! Helpers.\n").len(), 2);
    assert_eq!(faults("lib.rs", "").len(), 2);
}
