//! Temporary.
use std::io::Read;
fn main() {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).unwrap();
    let ruleset = match cairn_extract::Ruleset::embedded() { Ok(r) => r, Err(f) => { println!("{f}"); return } };
    let mut scratch = cairn_extract::Scratch::new(&ruleset);
    let document = cairn_text::analyse(&text);
    let mode = std::env::args().nth(1).unwrap_or_default();
    if mode == "symbols" {
        for s in cairn_extract::symbols(&document, &ruleset, &mut scratch) {
            let line: Vec<String> = s.iter().map(|(w, t)| { let kinds: Vec<&str> = t.iter().map(String::as_str).filter(|t| t.starts_with(char::is_uppercase) || t.starts_with("v-") || t.starts_with("o-") || ["people","passive","counted","single","person","location","body"].contains(t)).collect(); if kinds.is_empty() { w.clone() } else { format!("[{w}/{}]", kinds.join(".")) } }).collect();
            println!("{}\n", line.join(" "));
        }
        return;
    }
    for f in cairn_extract::probe(&document, &ruleset, &mut scratch, mode == "groups") {
        println!("{:<22} {}", f.rule, document.words(f.tokens.clone()).replace('\n', " "));
        for (name, range, _) in &f.captures { println!("    {name:<11} {}", document.words(range.clone()).replace('\n', " ")); }
    }
}
