//! Forms of English words, so that a lexicon row holds the word once.
//!
//! Regular forms follow the spelling rules of any grammar ("Quirk et al., A Comprehensive Grammar
//! of the English Language", ch. 3 and 5); irregular ones are written in the row with `/`.

/// A form with the tags that tell it from the others.
pub(crate) type Form = (String, &'static [&'static str]);

/// Singular and plural. `man/men` gives an irregular plural, `troops/` has none.
pub(crate) fn noun(row: &str) -> Vec<Form> {
    let mut parts = row.split('/');
    let singular = parts.next().unwrap_or_default().trim();
    let plural = parts.next().map_or_else(|| plural(singular), |plural| plural.trim().to_owned());
    let mut forms: Vec<Form> = vec![(singular.to_owned(), &["noun", "singular"])];
    if plural == singular {
        forms[0].1 = &["noun", "singular", "plural"];
    } else if !plural.is_empty() {
        forms.push((plural, &["noun", "plural"]));
    }
    forms
}

/// Base, third person, past, participle and gerund. `shoot/shot/shot` gives past and participle;
/// a particle stays behind the verb ("blow up/blew up/blown up").
pub(crate) fn verb(row: &str) -> Vec<Form> {
    let mut parts = row.split('/').map(str::trim);
    let base = parts.next().unwrap_or_default();
    let past = parts.next().map_or_else(|| inflected(base, past), str::to_owned);
    let participle = parts.next().map_or_else(|| past.clone(), str::to_owned);
    let mut forms: Vec<Form> =
        vec![(inflected(base, third), &["verb", "third"]), (inflected(base, gerund), &["verb", "gerund"])];
    // "Hit" is base, past and participle in one.
    for (form, tags) in [
        (base.to_owned(), &["verb", "base"][..]),
        (past, &["verb", "past"][..]),
        (participle, &["verb", "participle"][..]),
    ] {
        forms.push((form, tags));
    }
    forms
}

/// Applies a change to the first word of a verb with its particle, or to the second behind an adverb
/// ("fatally shoot", "fatally shooting").
fn inflected(base: &str, change: fn(&str) -> String) -> String {
    match base.split_once(' ') {
        Some((adverb, verb)) if adverb.ends_with("ly") => format!("{adverb} {}", inflected(verb, change)),
        Some((verb, particle)) => format!("{} {particle}", change(verb)),
        None => change(base),
    }
}

fn plural(noun: &str) -> String {
    match noun {
        _ if ends_in_consonant_y(noun) => format!("{}ies", &noun[..noun.len() - 1]),
        _ if sibilant(noun) => format!("{noun}es"),
        _ => format!("{noun}s"),
    }
}

fn third(verb: &str) -> String {
    if verb.ends_with('o') { format!("{verb}es") } else { plural(verb) }
}

fn past(verb: &str) -> String {
    match verb {
        _ if verb.ends_with('e') => format!("{verb}d"),
        _ if ends_in_consonant_y(verb) => format!("{}ied", &verb[..verb.len() - 1]),
        _ if doubles(verb) => format!("{verb}{}ed", &verb[verb.len() - 1..]),
        _ => format!("{verb}ed"),
    }
}

fn gerund(verb: &str) -> String {
    match verb {
        _ if verb.ends_with("ie") => format!("{}ying", &verb[..verb.len() - 2]),
        _ if verb.ends_with('e') && !verb.ends_with("ee") && verb != "be" => {
            format!("{}ing", &verb[..verb.len() - 1])
        }
        _ if doubles(verb) => format!("{verb}{}ing", &verb[verb.len() - 1..]),
        _ => format!("{verb}ing"),
    }
}

fn is_vowel(c: u8) -> bool {
    matches!(c, b'a' | b'e' | b'i' | b'o' | b'u')
}

fn ends_in_consonant_y(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() > 1 && bytes.ends_with(b"y") && !is_vowel(bytes[bytes.len() - 2])
}

fn sibilant(word: &str) -> bool {
    ["s", "x", "z", "ch", "sh"].iter().any(|ending| word.ends_with(ending))
}

/// Whether the last consonant doubles: one short stressed syllable ("stab"), or one of the longer
/// verbs of this field that are stressed at the end.
fn doubles(verb: &str) -> bool {
    const STRESSED_AT_END: &[&str] = &[
        "admit", "kidnap", "control", "repel", "compel", "expel", "submit", "commit", "refer", "occur",
        "deter",
    ];
    let bytes = verb.as_bytes();
    let Some([a, b, c]) = bytes.last_chunk::<3>() else { return false };
    let closed = !is_vowel(*a) && is_vowel(*b) && !is_vowel(*c) && !matches!(c, b'w' | b'x' | b'y');
    let syllables = bytes.windows(2).filter(|pair| is_vowel(pair[0]) && !is_vowel(pair[1])).count();
    closed && (syllables == 1 || STRESSED_AT_END.contains(&verb))
}

#[cfg(test)]
mod tests {
    use super::{noun, verb};

    fn check(forms: Vec<super::Form>, expected: &[&str]) {
        let found: Vec<_> =
            forms.iter().map(|(form, tags)| format!("{form} {}", tags[1..].join("+"))).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn nouns() {
        check(noun("tank"), &["tank singular", "tanks plural"]);
        check(noun("casualty"), &["casualty singular", "casualties plural"]);
        check(noun("woman/women"), &["woman singular", "women plural"]);
        check(noun("aircraft/aircraft"), &["aircraft singular+plural"]);
        check(noun("car bomb"), &["car bomb singular", "car bombs plural"]);
        check(noun("ambush"), &["ambush singular", "ambushes plural"]);
    }

    #[test]
    fn verbs() {
        check(
            verb("kill"),
            &["kills third", "killing gerund", "kill base", "killed past", "killed participle"],
        );
        check(
            verb("kidnap"),
            &["kidnaps third", "kidnapping gerund", "kidnap base", "kidnapped past", "kidnapped participle"],
        );
        check(
            verb("bury"),
            &["buries third", "burying gerund", "bury base", "buried past", "buried participle"],
        );
        check(
            verb("fatally shoot/fatally shot/fatally shot"),
            &[
                "fatally shoots third",
                "fatally shooting gerund",
                "fatally shoot base",
                "fatally shot past",
                "fatally shot participle",
            ],
        );
        check(verb("die"), &["dies third", "dying gerund", "die base", "died past", "died participle"]);
        check(
            verb("blow up/blew up/blown up"),
            &["blows up third", "blowing up gerund", "blow up base", "blew up past", "blown up participle"],
        );
        check(
            verb("flee/fled"),
            &["flees third", "fleeing gerund", "flee base", "fled past", "fled participle"],
        );
        check(
            verb("target"),
            &["targets third", "targeting gerund", "target base", "targeted past", "targeted participle"],
        );
    }
}
