//! A path that a document names exists.

use crate::{assert_tidy, tree};

/// Ends by which a word in backticks is known to be a file.
const ENDS: [&str; 10] = [".md", ".rs", ".toml", ".txt", ".jsonl", ".json", ".sh", ".gz", ".lock", ".fst"];

/// The paths that a document names: targets of links, and words in backticks that are a file or
/// lie under one of the top folders. With their lines.
fn named(markdown: &str, tops: &[String]) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut fenced = false;
    for (line, number) in markdown.lines().zip(1..) {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        if fenced {
            continue;
        }
        for word in line.split('`').skip(1).step_by(2) {
            let top = word.split_once('/').map(|(top, _)| top);
            let is_file = ENDS.iter().any(|end| word.len() > end.len() && word.ends_with(end));
            let is_pattern = word.contains(['*', '<', '{', ' ', ':', '=']);
            if !is_pattern && (is_file || top.is_some_and(|top| tops.iter().any(|name| name == top))) {
                found.push((number, word.to_owned()));
            }
        }
        for target in line.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let path = target.split('#').next().unwrap_or("");
            if !path.is_empty() && !path.contains("://") && !path.starts_with("mailto:") {
                found.push((number, path.to_owned()));
            }
        }
    }
    found
}

/// Whether the path exists, seen from the root or from the document's folder. A file may be
/// named alone where the document speaks of one crate: then some file must end so.
fn exists(document: &str, path: &str, files: &[String]) -> bool {
    let path = path.trim_end_matches('/');
    let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut candidates = vec![path.to_owned()];
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in path.split('/') {
        match step {
            ".." => drop(steps.pop()),
            "." => {}
            step => steps.push(step),
        }
    }
    candidates.push(steps.join("/"));
    let is = |candidate: &String| {
        files.iter().any(|file| file == candidate || file.starts_with(&format!("{candidate}/")))
    };
    candidates.iter().any(is)
        || (!path.contains('/') && files.iter().any(|file| file.ends_with(&format!("/{path}"))))
}

#[test]
fn paths_in_documents_exist() {
    let files = tree::files();
    let tops: Vec<String> =
        files.iter().filter_map(|path| path.split_once('/').map(|(top, _)| top.to_owned())).collect();
    let documents = tree::texts(|path| path.ends_with(".md"));
    assert!(documents.len() > 5, "the documents are found");
    let mut faults = Vec::new();
    for (document, text) in &documents {
        for (line, path) in named(text, &tops) {
            if !exists(document, &path, &files) {
                faults.push(format!("{document}:{line}: `{path}` does not exist"));
            }
        }
    }
    assert_tidy(faults);
}

#[test]
fn a_path_that_does_not_exist_is_found() {
    let tops = ["crates".to_owned(), "docs".to_owned()];
    let markdown = "See `crates/no/lib.rs`, [here](guide/x.md#part), `and/or`, `justfile.md`.\n\
                    ```\n`crates/fenced.rs`\n```\n[out](https://example.org/a.md) `crates/<stage>/src` `cairn show ID`";
    let names: Vec<_> = named(markdown, &tops).into_iter().map(|(_, path)| path).collect();
    assert_eq!(names, ["crates/no/lib.rs", "justfile.md", "guide/x.md"]);
    let files = ["docs/guide/x.md".to_owned(), "crates/a/src/lib.rs".to_owned()];
    assert!(exists("docs/index.md", "guide/x.md", &files));
    assert!(exists("docs/guide/y.md", "../guide/x.md", &files));
    assert!(exists("README.md", "crates/a/", &files));
    assert!(!exists("README.md", "crates/no/lib.rs", &files));
    assert!(!exists("docs/index.md", "x/y.md", &files));
}
