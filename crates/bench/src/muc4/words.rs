//! The words that tell of violence, and the closed classes of English that bound a noun phrase.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::sync::LazyLock;

/// What an act is called by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A past form: active, or passive where the words around it say so.
    Past,
    /// A form that is never passive.
    Active,
    /// A noun.
    Noun,
    /// A verb whose subject is the victim.
    Suffer,
    /// A verb whose subject is the instrument.
    Explode,
}

/// A kind of act.
#[derive(Debug, Deserialize)]
pub struct Sense {
    /// The type of incident.
    pub kind: String,
    /// What it does to people.
    pub people: Option<String>,
    /// What it does to things.
    pub things: Option<String>,
    /// Whether its object is the instrument.
    #[serde(default)]
    pub device: bool,
    /// Whether its object are those whom the incident before hit.
    #[serde(default)]
    pub identify: bool,
    #[serde(default)]
    past: Vec<String>,
    #[serde(default)]
    active: Vec<String>,
    #[serde(default)]
    noun: Vec<String>,
    #[serde(default)]
    suffer: Vec<String>,
    #[serde(default)]
    explode: Vec<String>,
}

#[derive(Deserialize)]
struct Acts {
    none: Vec<String>,
    act: Vec<Sense>,
}

/// The acts by the words that tell of them, in lower case; none for words that only look like one.
static ACTS: LazyLock<FxHashMap<String, Option<(&'static Sense, Form)>>> = LazyLock::new(|| {
    let acts: Acts = toml::from_str(include_str!("acts.toml")).expect("a test reads the file");
    let mut out: FxHashMap<_, _> = acts.none.into_iter().map(|words| (words, None)).collect();
    for sense in Vec::leak(acts.act) {
        let forms = [
            (Form::Noun, &sense.noun),
            (Form::Past, &sense.past),
            (Form::Active, &sense.active),
            (Form::Suffer, &sense.suffer),
            (Form::Explode, &sense.explode),
        ];
        for (form, words) in forms {
            for word in words {
                out.entry(word.clone()).or_insert(Some((&*sense, form)));
            }
        }
    }
    out
});

/// The most words that an act is called by.
const LONGEST: usize = 5;

/// The act that words begin with, and how many of them name it: the longest. The words are in lower
/// case.
pub fn act_at(words: &[&str]) -> Option<(&'static Sense, Form, usize)> {
    let (known, n) = (1..=words.len().min(LONGEST))
        .rev()
        .find_map(|n| Some((ACTS.get(&words[..n].join(" "))?.as_ref(), n)))?;
    known.map(|(sense, form)| (*sense, *form, n))
}

/// A closed class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Closed {
    /// "Was" and its like.
    Be,
    /// What may stand between a subject and its verb.
    Pass,
    /// What says that it has not happened.
    Open,
    /// Prepositions of place and aim.
    Aim,
    /// All prepositions.
    Preposition,
    /// Other words that end a noun phrase.
    End,
    /// What begins a noun phrase.
    Begin,
    /// Words in -ed and -ing that stand inside noun phrases.
    Inside,
    /// What ends the head of a phrase that is read alone.
    Stop,
    /// Words before a noun that are no part of what it names.
    Leading,
    /// Nouns that only pass on to what follows "of".
    Transparent,
    /// Times, which end a noun phrase.
    Time,
    /// What ends a noun phrase only where it would open it.
    Midway,
    /// Possessives that belong to a description.
    Possessive,
}

static CLOSED: LazyLock<FxHashMap<Closed, FxHashSet<String>>> = LazyLock::new(|| {
    let lists: FxHashMap<String, Vec<String>> =
        toml::from_str(include_str!("grammar.toml")).expect("a test reads the file");
    let list = |name: &str| lists.get(name).into_iter().flatten().cloned().collect();
    [
        (Closed::Be, "be"),
        (Closed::Pass, "pass"),
        (Closed::Open, "open"),
        (Closed::Aim, "aim"),
        (Closed::Preposition, "preposition"),
        (Closed::End, "end"),
        (Closed::Begin, "begin"),
        (Closed::Inside, "inside"),
        (Closed::Stop, "stop"),
        (Closed::Leading, "leading"),
        (Closed::Transparent, "transparent"),
        (Closed::Time, "time"),
        (Closed::Midway, "midway"),
        (Closed::Possessive, "possessive"),
    ]
    .map(|(class, name)| (class, list(name)))
    .into_iter()
    .collect()
});

/// Whether a word, in lower case, belongs to a closed class.
pub fn is(class: Closed, word: &str) -> bool {
    CLOSED.get(&class).is_some_and(|words| words.contains(word))
}

/// Whether a word, in lower case, ends a noun phrase.
pub fn ends_phrase(word: &str) -> bool {
    let verb = (word.ends_with("ed") || word.ends_with("ing")) && word.len() > 4 && !word.contains('-');
    let adverb = word.ends_with("ly") && word != "heavily" && word.len() > 5;
    is(Closed::Preposition, word)
        || is(Closed::End, word)
        || is(Closed::Time, word)
        || word == "of"
        || ((verb || adverb) && !is(Closed::Inside, word))
}

#[cfg(test)]
mod tests {
    use super::{ACTS, CLOSED, Form, act_at, ends_phrase};

    #[test]
    fn tables_are_read() {
        assert!(ACTS.len() > 100);
        assert!(CLOSED.values().all(|words| words.len() > 4));
    }

    #[test]
    fn the_longest_act_counts() {
        let (sense, form, n) = act_at(&["shot", "to", "death", "by"]).unwrap();
        assert_eq!((sense.people.as_deref(), form, n), (Some("DEATH"), Form::Past, 3));
        assert!(act_at(&["death", "squads"]).is_none() && act_at(&["death", "of"]).is_some());
        assert!(ends_phrase("entered") && !ends_phrase("hooded") && !ends_phrase("peasants"));
    }
}
