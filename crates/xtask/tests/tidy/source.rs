//! Rust source, seen without its comments, literals and unit tests.

/// The code with comments and the contents of string and character literals blanked; lines stay
/// where they are.
pub fn code(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    while at < chars.len() {
        let end = skip(&chars, at);
        if end == at {
            out.push(chars[at]);
            at += 1;
        } else {
            out.extend(chars[at..end].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
            at = end;
        }
    }
    out
}

/// The end of the comment or literal that starts at `at`; `at` itself where none does.
fn skip(chars: &[char], at: usize) -> usize {
    let is = |at: usize, text: &str| text.chars().zip(at..).all(|(c, i)| chars.get(i) == Some(&c));
    let find = |from: usize, text: &str| (from..chars.len()).find(|i| is(*i, text));
    let in_word = at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_');
    match chars[at] {
        '/' if is(at, "//") => find(at, "\n").unwrap_or(chars.len()),
        '/' if is(at, "/*") => {
            let (mut depth, mut end) = (1, at + 2);
            while depth > 0 && end < chars.len() {
                let (step, change) = if is(end, "/*") {
                    (2, 1)
                } else if is(end, "*/") {
                    (2, -1)
                } else {
                    (1, 0)
                };
                end += step;
                depth += change;
            }
            end
        }
        'r' if !in_word => {
            let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
            let open = at + 1 + hashes;
            if chars.get(open) != Some(&'"') {
                return at;
            }
            let close = format!("\"{}", "#".repeat(hashes));
            find(open + 1, &close).map_or(chars.len(), |end| end + close.len())
        }
        '"' => {
            let mut end = at + 1;
            while end < chars.len() && chars[end] != '"' {
                end += if chars[end] == '\\' { 2 } else { 1 };
            }
            (end + 1).min(chars.len())
        }
        // A character literal, not a lifetime: closed after one character or one escape.
        '\'' if chars.get(at + 1) == Some(&'\\') => find(at + 3, "'").map_or(chars.len(), |end| end + 1),
        '\'' if chars.get(at + 2) == Some(&'\'') => at + 3,
        _ => at,
    }
}

/// The source up to its unit tests, which stand last in a file.
pub fn without_tests(source: &str) -> &str {
    let at = source.find("\n#[cfg(test)]\nmod ");
    &source[..at.unwrap_or(source.len())]
}

/// The words of a name: `ClaimKey`, `claim_key` and `claim-key` are `claim` and `key`.
pub fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for c in name.chars() {
        if !c.is_alphanumeric() || (c.is_uppercase() && was_lower) {
            words.push(String::new());
        }
        if c.is_alphanumeric() {
            words.last_mut().expect("there is always a word").extend(c.to_lowercase());
        }
        was_lower = c.is_lowercase() || c.is_numeric();
    }
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn comments_and_literals_are_blanked() {
    let source = "a // b\nc /* d /* e */ f */ g \"h\\\" i\" j r#\"k\" l\"# m 'n' o '\\'' p<'q> rest";
    let seen: Vec<_> = code(source).split_whitespace().map(str::to_owned).collect();
    assert_eq!(seen, ["a", "c", "g", "j", "m", "o", "p<'q>", "rest"]);
}

#[test]
fn unit_tests_are_cut() {
    assert_eq!(without_tests("fn a() {}\n\n#[cfg(test)]\nmod tests {\n}\n"), "fn a() {}\n");
    assert_eq!(without_tests("fn a() {}\n"), "fn a() {}\n");
}

#[test]
fn names_are_cut_into_words() {
    assert_eq!(words("ClaimKey"), ["claim", "key"]);
    assert_eq!(words("n_claims"), ["n", "claims"]);
    assert_eq!(words("no-color"), ["no", "color"]);
}
