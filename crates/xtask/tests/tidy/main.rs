//! Tidy: the house rules that a compiler does not check. Each module states one rule as a pure
//! function from texts to faults; one test runs it over this repository, others over small bad
//! samples, so that each check is known to fail.

mod cards;
mod doc_paths;
mod first_lines;
mod glossary;
mod habits;
mod layers;
mod licences;
mod purity;
mod reports;
mod source;
mod tree;

/// Fails with one fault a line.
#[track_caller]
fn assert_tidy(faults: Vec<String>) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}
