//! Cuts a sentence into noun phrases, words of acts, and what stands between.

use super::names::Names;
use super::phrase::person;
use super::words::{Closed, Form, Sense, act_at, ends_phrase, is};
use cairn_text::Document;

/// A noun phrase in capitals, with its apposition: "the mayor of Apopa", "Juan Perez".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// Its words.
    pub text: String,
    /// A second phrase for the same, set off by commas.
    pub apposed: Option<String>,
}

/// A piece of a sentence.
#[derive(Debug, Clone)]
pub enum Item {
    /// A noun phrase.
    Phrase(Phrase),
    /// A word that tells of an act.
    Act(&'static Sense, Form, String),
    /// Any other word or mark, in lower case.
    Word(String),
}

impl Item {
    /// Whether it is this word.
    pub fn is_word(&self, word: &str) -> bool {
        matches!(self, Self::Word(known) if known == word)
    }

    /// Whether it is a word of a closed class.
    pub fn is(&self, class: Closed) -> bool {
        matches!(self, Self::Word(word) if is(class, word))
    }

    /// The noun phrase that it is.
    pub fn phrase(&self) -> Option<&Phrase> {
        match self {
            Self::Phrase(phrase) => Some(phrase),
            _ => None,
        }
    }
}

/// Cuts one sentence of a document.
pub fn items(document: &Document, sentence: usize, names: &Names) -> Vec<Item> {
    let tokens: Vec<usize> = outside_brackets(document, document.sentences()[sentence].tokens());
    let words: Vec<String> = tokens.iter().map(|token| document.word(*token).to_lowercase()).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let before = out.last();
        if let Some((sense, form, n)) = act_at(&words[at..])
            .filter(|(_, form, n)| !is_modifier(before, *form, words.get(at + n).copied()))
        {
            let form = as_used(form, words[at + n - 1], before, words.get(at + n).copied());
            out.push(Item::Act(sense, form, words[at..at + n].join(" ").to_uppercase()));
            at += n;
            continue;
        }
        let end = phrase_end(&words, at);
        if end == at {
            out.push(Item::Word(words[at].to_owned()));
            at += 1;
            continue;
        }
        let text: Vec<&str> = tokens[at..end].iter().map(|token| document.word(*token)).collect();
        out.push(Item::Phrase(Phrase { text: glued(&text), apposed: None }));
        at = end;
    }
    appose(out, names)
}

/// The tokens that stand in no brackets: an abbreviation or a remark is no part of the sentence.
fn outside_brackets(document: &Document, tokens: std::ops::Range<usize>) -> Vec<usize> {
    let mut depth = 0_usize;
    let mut out = Vec::new();
    let all: Vec<usize> = tokens.collect();
    let closes = all.iter().filter(|token| matches!(document.word(**token), ")" | "]")).count();
    for token in all {
        match document.word(token) {
            "(" | "[" if closes > 0 => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            "\"" | "“" | "”" | "''" | "``" => {}
            _ if depth == 0 => out.push(token),
            _ => {}
        }
    }
    out
}

/// Whether a word of an act only modifies a noun: "the wounded men", "a murdered priest".
fn is_modifier(before: Option<&Item>, form: Form, next: Option<&str>) -> bool {
    let determined = before.is_some_and(|item| item.is(Closed::Begin));
    form == Form::Past && determined && next.is_some_and(|next| !ends_phrase(next))
}

/// Whether a noun is used as a verb: "to attack the town", "after killing two men".
fn as_used(form: Form, word: &str, before: Option<&Item>, next: Option<&str>) -> Form {
    const VERBAL: &[&str] = &[
        "to", "they", "we", "he", "who", "will", "would", "could", "may", "might", "must", "can", "should",
        "and",
    ];
    let next = next.unwrap_or(".");
    let object = !ends_phrase(next) && next.chars().any(char::is_alphanumeric);
    let determined = before.is_some_and(|item| item.is(Closed::Begin));
    let verbal = before.is_some_and(|item| VERBAL.iter().any(|word| item.is_word(word)));
    let verb = if word.ends_with("ing") { object && !determined } else { object && verbal };
    if form == Form::Noun && verb { Form::Active } else { form }
}

/// Where the noun phrase ends that begins at a word; that word itself where none begins.
fn phrase_end(words: &[&str], start: usize) -> usize {
    let letters = |word: &str| word.chars().any(char::is_alphanumeric);
    let mut end = start;
    while end < words.len() {
        let word = words[end];
        let fresh = end > start && is(Closed::Begin, word);
        let determined = end > start && is(Closed::Begin, words[end - 1]);
        let act = end > start
            && act_at(&words[end..]).is_some_and(|(_, form, _)| form != Form::Past || !determined);
        if word == "of" && end > start {
            // "The mayor of Apopa" is one phrase.
            let further = phrase_end(words, end + 1);
            return if further > end + 1 { further } else { end };
        }
        let possessive = matches!(word, "'s" | "’s" | "'");
        if possessive && end > start {
            let next = words.get(end + 1).copied().unwrap_or_default();
            if ends_phrase(next) || !letters(next) || act_at(&words[end + 1..]).is_some() {
                break;
            }
            end += 1;
            continue;
        }
        let when = matches!(word, "last" | "past" | "next")
            && words.get(end + 1).is_some_and(|next| is(Closed::Time, next));
        let ends = ends_phrase(word) && !(end > start && is(Closed::Midway, word));
        if fresh || act || when || ends || !letters(word) {
            break;
        }
        end += 1;
    }
    // A number or an article alone names nothing.
    let names = |word: &&str| word.chars().any(char::is_alphabetic) && !is(Closed::Begin, word);
    if words[start..end].iter().any(names) || (end > start && words[start] == "no") { end } else { start }
}

/// Words with blanks between, possessives joined.
fn glued(words: &[&str]) -> String {
    let mut out = String::new();
    for word in words {
        if !out.is_empty() && !word.starts_with(['\'', '’']) {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Joins a name and the description beside it: "Juan Perez, the mayor of Apopa,".
fn appose(items: Vec<Item>, names: &Names) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::new();
    let mut rest = items.into_iter().peekable();
    while let Some(item) = rest.next() {
        let joins = match (&item, out.as_slice()) {
            (Item::Phrase(second), [.., Item::Phrase(first), Item::Word(comma)]) if comma == "," => {
                first.apposed.is_none() && name_and_role(&first.text, &second.text, names)
            }
            _ => false,
        };
        let (true, Item::Phrase(second)) = (joins, &item) else {
            out.push(item);
            continue;
        };
        out.pop();
        if let Some(Item::Phrase(first)) = out.last_mut() {
            first.apposed = Some(second.text.clone());
        }
        if rest.peek().is_some_and(|next| next.is_word(",")) {
            rest.next();
        }
    }
    out
}

fn name_and_role(first: &str, second: &str, names: &Names) -> bool {
    let (Some(first), Some(second)) = (person(first, names), person(second, names)) else { return false };
    let bare = |person: &super::phrase::Person| person.name.is_some() && person.description.is_none();
    let role = |person: &super::phrase::Person| person.name.is_none() && !person.plural;
    // A name with a title may have one more role behind it.
    (first.name.is_some() && role(&second)) || (role(&first) && bare(&second))
}

#[cfg(test)]
mod tests {
    use super::super::names::Names;
    use super::items;

    #[test]
    fn phrases_end_before_times_and_verbs_and_keep_words_midway() {
        let phrases = |text: &str| -> Vec<String> {
            let document = cairn_text::analyse(text);
            let items = items(&document, 0, &Names::default());
            items.iter().filter_map(|item| Some(item.phrase()?.text.clone())).collect()
        };
        assert_eq!(phrases("THE POPULAR FRONT STRUCK."), ["THE POPULAR FRONT"]);
        assert_eq!(phrases("IT HAPPENED IN FRONT OF HIS HOME."), ["HIS HOME"]);
        assert_eq!(phrases("REBELS LAST NIGHT USED EXPLOSIVES."), ["REBELS", "EXPLOSIVES"]);
    }
}
