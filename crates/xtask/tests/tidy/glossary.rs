//! One word per idea: each public type of the model has its entry in `GLOSSARY.md`, and no word of
//! the "not" column names a type, a column or a flag.

use crate::{assert_tidy, source, tree};

/// The cells of the rows of the table whose heading row starts with `heading`.
fn table(markdown: &str, heading: &[&str]) -> Vec<Vec<String>> {
    let cells = |line: &str| -> Vec<String> {
        line.trim().trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    let mut lines = markdown.lines().skip_while(|line| cells(line) != heading);
    lines.next();
    lines.skip(1).take_while(|line| line.trim_start().starts_with('|')).map(cells).collect()
}

/// The words in backticks.
fn quoted(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The types that a `lib.rs` gives to the world.
fn public_types(lib: &str) -> Vec<String> {
    let code = source::code(lib);
    let statements = code.split(';').filter_map(|part| part.split("pub use ").nth(1));
    let names = statements.flat_map(|names| names.split(|c: char| !c.is_alphanumeric()));
    names.filter(|name| name.starts_with(char::is_uppercase)).map(str::to_owned).collect()
}

/// The names of the types that a source file declares, with their lines.
fn types(rust: &str) -> Vec<(usize, String)> {
    let code = source::code(rust);
    let mut found = Vec::new();
    for (line, number) in code.lines().zip(1..) {
        let mut words =
            line.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
        while let Some(word) = words.next() {
            if ["struct", "enum", "trait", "type"].contains(&word) {
                found.extend(words.next().map(|name| (number, name.to_owned())));
            }
        }
    }
    found
}

/// The words between the brackets of each `CREATE TABLE`, with their lines: columns, and the words
/// of SQL, of which none is forbidden.
fn columns(sql: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut depth = None;
    for (line, number) in sql.lines().zip(1..) {
        let is_start = line.to_uppercase().contains("CREATE TABLE");
        if is_start {
            depth = Some(0_i32);
        }
        let Some(open) = depth.as_mut() else { continue };
        let code = line.split("--").next().unwrap_or(line);
        let names = code.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
        found.extend(names.map(|name| (number, name.to_owned())));
        *open += i32::try_from(code.matches('(').count()).unwrap_or(0);
        *open -= i32::try_from(code.matches(')').count()).unwrap_or(0);
        if *open <= 0 && code.contains(')') {
            depth = None;
        }
    }
    found
}

/// The flags of a command line declared with clap: the field below an attribute that says `long`,
/// or the name that the attribute gives.
fn flags(rust: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut waiting = false;
    for (line, number) in rust.lines().zip(1..) {
        let line = line.trim();
        if line.starts_with("#[arg(") && line.contains("long") {
            match line.split("long = \"").nth(1).and_then(|rest| rest.split('"').next()) {
                Some(name) => found.push((number, name.to_owned())),
                None => waiting = true,
            }
        } else if waiting && !line.starts_with(['#', '/']) && line.contains(':') {
            let name = line.split(':').next().unwrap_or("").trim_start_matches("pub ");
            found.push((number, name.trim().to_owned()));
            waiting = false;
        }
    }
    found
}

/// The names that carry a word of the "not" column.
fn misnamed(path: &str, names: Vec<(usize, String)>, uses: &[(String, String)]) -> Vec<String> {
    let mut faults = Vec::new();
    for (number, name) in names {
        for word in source::words(&name) {
            for (right, wrong) in uses {
                if word == *wrong || word.strip_suffix('s') == Some(wrong) {
                    faults.push(format!("{path}:{number}: `{name}`: use {right}, not `{wrong}`"));
                }
            }
        }
    }
    faults
}

/// Each word of the "not" column, after the word to use.
fn uses(glossary: &str) -> Vec<(String, String)> {
    let mut uses = Vec::new();
    for row in table(glossary, &["use", "not", "why"]) {
        let [right, wrong, _] = row.as_slice() else {
            panic!("three cells in a row of use | not | why: {row:?}")
        };
        uses.extend(quoted(wrong).into_iter().map(|word| (right.clone(), word)));
    }
    uses
}

#[test]
fn every_type_of_the_model_is_in_the_glossary() {
    let glossary = tree::text("GLOSSARY.md");
    let rows = table(&glossary, &["word", "type", "meaning"]);
    let known: Vec<String> = rows.iter().flat_map(|row| quoted(&row[1])).collect();
    let types = public_types(&tree::text("crates/model/src/lib.rs"));
    assert!(types.len() > 30, "the model's types are found");
    let missing = types.iter().filter(|name| !known.contains(name));
    let stale = known.iter().filter(|name| !types.contains(name));
    let missing = missing.map(|name| format!("GLOSSARY.md: no entry for the model's type `{name}`"));
    let stale = stale.map(|name| format!("GLOSSARY.md: the model has no type `{name}`"));
    assert_tidy(missing.chain(stale).collect());
}

#[test]
fn names_keep_to_the_glossary() {
    let uses = uses(&tree::text("GLOSSARY.md"));
    assert!(uses.len() > 10, "the table of use | not | why is found");
    let mut faults = Vec::new();
    // What a corpus calls its slots stays its own word, in the drivers that fill them.
    let is_ours = |path: &str| {
        let in_ours = path.starts_with("crates/") || path.starts_with("cluster/");
        in_ours && !path.starts_with("crates/bench/src/muc4/")
    };
    for (path, text) in tree::texts(|path| is_ours(path) && path.ends_with(".rs")) {
        faults.extend(misnamed(&path, types(&text), &uses));
        faults.extend(misnamed(&path, flags(&text), &uses));
    }
    for (path, text) in tree::texts(|path| path.starts_with("crates/store/")) {
        faults.extend(misnamed(&path, columns(&text), &uses));
    }
    assert_tidy(faults);
}

#[test]
fn a_name_outside_the_glossary_is_found() {
    let glossary = "| use | not | why |\n| --- | --- | --- |\n| report | `article`, `story` | x |\n\nelse";
    let uses = uses(glossary);
    assert_eq!(uses.len(), 2);
    let found = |names| misnamed("x", names, &uses).len();
    assert_eq!(found(types("/// An article.\npub struct ArticleText { story: u8 }\nenum Particle {}")), 1);
    assert_eq!(
        found(columns(
            "CREATE TABLE report (\n  id TEXT, -- story\n  stories_n INT,\n story_id INT\n);\nstory"
        )),
        1
    );
    assert_eq!(found(flags("#[arg(long)]\n/// Help.\narticles: bool,\nstory: u8")), 1);
    assert_eq!(found(flags("#[arg(long = \"story\")]\nx: bool,")), 1);
}

#[test]
fn types_given_to_the_world_are_found() {
    let lib = "//! Doc;\nmod a;\npub use a::{Span, ReportId};\npub use b::Day;\nuse c::Hidden;";
    assert_eq!(public_types(lib), ["Span", "ReportId", "Day"]);
    assert!(
        table("| word | type | meaning |\n|---|---|---|\n| span | `Span` | x |\n", &["word", "type"])
            .is_empty()
    );
}
