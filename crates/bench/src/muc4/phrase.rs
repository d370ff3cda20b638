//! Reads a noun phrase of a message: who or what it names, of which class.

use super::classes::{List, class_of, last_noun, tokens};
use super::names::Names;
use super::number::cardinal;
use super::words::{Closed, is};
use std::ops::Range;

/// A person, or people, as a message names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The proper name.
    pub name: Option<String>,
    /// Title, role or description.
    pub description: Option<String>,
    /// The type of human target.
    pub class: &'static str,
    /// The country they belong to, where it is said.
    pub nation: Option<&'static str>,
    /// Whether the words are a plural.
    pub plural: bool,
}

impl Person {
    /// What cross references name: the name, else the description.
    pub fn handle(&self) -> &str {
        self.name.as_deref().or(self.description.as_deref()).unwrap_or_default()
    }
}

/// A thing, as a message names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    /// Its words.
    pub id: String,
    /// The type of physical target.
    pub class: &'static str,
    /// The country it belongs to, where it is said.
    pub nation: Option<&'static str>,
    /// Whether the words are a plural.
    pub plural: bool,
}

/// A phrase, cut into words.
struct Words<'p> {
    phrase: &'p str,
    all: Vec<(String, usize, usize)>,
}

impl<'p> Words<'p> {
    fn new(phrase: &'p str) -> Self {
        let mut all = tokens(phrase);
        let lead = all
            .iter()
            .take_while(|(word, ..)| {
                is(Closed::Leading, word)
                    || cardinal(word).is_some()
                    || word.chars().all(|c| c.is_ascii_digit() || ",.-".contains(c))
            })
            .count();
        if lead < all.len() {
            all.drain(..lead);
        }
        Self { phrase, all }
    }

    /// The phrase with the possessive before it, where it has one: "his wife".
    fn owned(phrase: &'p str) -> Self {
        let words = Self::new(phrase);
        let all = tokens(phrase);
        match (all.len() - words.all.len()).checked_sub(1) {
            Some(at) if is(Closed::Possessive, &all[at].0) => Self { phrase, all: all[at..].to_vec() },
            _ => words,
        }
    }

    fn strs(&self) -> Vec<&str> {
        self.all.iter().map(|(word, ..)| word.as_str()).collect()
    }

    /// Words before the first preposition, comma or bracket.
    fn head_len(&self) -> usize {
        let stop = |word: &str| is(Closed::Stop, word) || word.chars().all(|c| !c.is_alphanumeric());
        self.all.iter().position(|(word, ..)| stop(word)).unwrap_or(self.all.len())
    }

    fn text(&self, from: usize, to: usize) -> &'p str {
        match self.all.get(from..to) {
            Some([first, .., last]) => &self.phrase[first.1..last.2],
            Some([only]) => &self.phrase[only.1..only.2],
            _ => "",
        }
    }

    /// Whether a word can be part of a proper name.
    fn namelike(&self, at: usize) -> bool {
        let (word, start, end) = &self.all[at];
        let written = &self.phrase[*start..*end];
        let capital = written.chars().next().is_some_and(char::is_uppercase);
        let particle = matches!(
            word.as_str(),
            "de" | "la" | "del" | "los" | "las" | "y" | "da" | "dos" | "van" | "von" | "al" | "bin"
        );
        (capital || particle)
            && !super::words::ends_phrase(word)
            && written.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
            && !is(Closed::Leading, word)
            && !is(Closed::Stop, word)
            && ![List::Human, List::Thing, List::Instrument, List::Perpetrator, List::Nation, List::Other]
                .into_iter()
                .any(|list| class_of(list, &[word]).is_some())
    }
}

fn nation_of(words: &[&str]) -> Option<&'static str> {
    last_noun(List::Nation, words).map(|(class, ..)| class)
}

fn is_plural(written: &str) -> bool {
    let lower = written.to_lowercase();
    let last = lower.split_whitespace().last().unwrap_or_default();
    matches!(last, "people" | "men" | "women" | "children" | "police" | "troops" | "personnel")
        || last.ends_with("men")
        || (last.ends_with('s') && !last.ends_with("ss") && !last.ends_with("us"))
}

/// Reads a phrase as people. None where nothing in it names any.
pub fn person(phrase: &str, known: &Names) -> Option<Person> {
    let words = Words::owned(phrase);
    let strs = words.strs();
    let head = words.head_len();
    if head == 0 {
        return None;
    }
    let transparent = head < strs.len()
        && strs[head] == "of"
        && (is(Closed::Transparent, strs[head - 1]) || cardinal(strs[head - 1]).is_some());
    if let Some((class, _, end)) = last_noun(List::Human, &strs[..head]) {
        let names = (end..head).take_while(|at| words.namelike(*at)).count();
        let name = Some(words.text(end, end + names)).filter(|_| names > 0).map(str::to_owned);
        let described = words.text(0, end);
        if class == "CIVILIAN" && transparent && name.is_none() {
            let rest = &phrase[words.all[head].2..];
            if let Some(inner) = person(rest, known).filter(|inner| inner.name.is_none()) {
                let description = words.text(0, words.all.len().min(head + LONGEST_OF));
                return Some(Person {
                    description: Some(description.to_owned()),
                    plural: is_plural(described),
                    ..inner
                });
            }
        }
        let long = describes_further(&words, head, name.is_some());
        return Some(Person {
            name,
            description: Some(if long > end { words.text(0, long) } else { described }.to_owned()),
            class: former(class, &strs[..end]),
            nation: nation_of(&strs[..end]),
            plural: is_plural(described),
        });
    }
    if transparent {
        return person(&phrase[words.all[head].2..], known);
    }
    // "42-year-old Ana Perez", "Ecuadoran Ana Perez".
    let aged = strs[..head].iter().take_while(|word| word.ends_with("-year-old")).count();
    let of = strs[aged..head].iter().take_while(|word| class_of(List::Nation, &[word]).is_some()).count();
    let from = aged + of;
    let names = (from..head).take_while(|at| words.namelike(*at)).count();
    let named = names > 0 && from + names == head && names < 6 && known.is_person(&strs[from..head]);
    named.then(|| Person {
        name: Some(words.text(from, head).to_owned()),
        description: (of > 0).then(|| words.text(aged, from).to_owned()),
        class: "CIVILIAN",
        nation: nation_of(&strs[..from]),
        plural: false,
    })
}

/// The most words behind "of" that a description or a name of a thing takes in.
const LONGEST_OF: usize = 8;

/// The end of a description that goes on behind its noun ("mayor of Riosucio").
fn describes_further(words: &Words, head: usize, named: bool) -> usize {
    if named || words.all.get(head).is_none_or(|(word, ..)| word != "of") {
        return 0;
    }
    let more = words.all[head + 1..]
        .iter()
        .take_while(|(word, ..)| {
            word.chars().any(char::is_alphanumeric) && (!is(Closed::Stop, word) || word == "of")
        })
        .count();
    head + 1 + more.min(LONGEST_OF)
}

/// A `former` office is a class of its own for officials and the military.
fn former(class: &'static str, words: &[&str]) -> &'static str {
    match class {
        "GOVERNMENT OFFICIAL" if words.contains(&"former") || words.contains(&"ex") => {
            "FORMER GOVERNMENT OFFICIAL"
        }
        "ACTIVE MILITARY" if words.contains(&"former") || words.contains(&"retired") => {
            "FORMER ACTIVE MILITARY"
        }
        class => class,
    }
}

/// Reads a phrase as a thing. None where nothing in it names one.
pub fn thing(phrase: &str) -> Option<Thing> {
    let words = Words::new(phrase);
    let strs = words.strs();
    let head = words.head_len();
    // "The windows of the embassy": the embassy.
    let whole = || (strs.get(head) == Some(&"of")).then(|| thing(&phrase[words.all[head].2..])).flatten();
    if head > 0 && class_of(List::Part, &[strs[head - 1]]).is_some() {
        return whole();
    }
    let (class, start, end) = last_noun(List::Thing, &strs[..head])?;
    // What stands behind the noun is a name ("the Hotel Conquistador"), or people in an apposition.
    let named = (end..head).take_while(|at| words.namelike(*at)).count();
    let further = describes_further(&words, head, false);
    let stop = if further > head && end == head { further } else { end + named };
    Some(Thing {
        id: words.text(0, stop).to_owned(),
        class: whose(class, &strs, start..end),
        nation: nation_of(&strs),
        plural: is_plural(words.text(0, end)),
    })
}

/// A house or an office belongs to the class of its owner.
fn whose(class: &'static str, words: &[&str], noun: Range<usize>) -> &'static str {
    if class_of(List::Generic, &words[noun.clone()]).is_some() {
        let before = last_noun(List::Owner, &words[..noun.start]);
        if let Some((owned, ..)) = before.or_else(|| last_noun(List::Owner, &words[noun.end..])) {
            return owned;
        }
    }
    let owner = last_noun(List::Human, words).map(|(owner, ..)| owner);
    match (class, owner) {
        ("CIVILIAN RESIDENCE" | "ORGANIZATION OFFICE", Some("GOVERNMENT OFFICIAL")) => {
            "GOVERNMENT OFFICE OR RESIDENCE"
        }
        ("CIVILIAN RESIDENCE" | "ORGANIZATION OFFICE", Some("DIPLOMAT")) => "DIPLOMAT OFFICE OR RESIDENCE",
        ("CIVILIAN RESIDENCE", Some("POLITICAL FIGURE")) => "POLITICAL FIGURE OFFICE OR RESIDENCE",
        (class, _) => class,
    }
}

/// Reads a phrase as an instrument: its words and its type.
pub fn instrument(phrase: &str) -> Option<(String, &'static str)> {
    let words = Words::new(phrase);
    let strs = words.strs();
    let head = words.head_len();
    let found = last_noun(List::Instrument, &strs[..head]).map(|found| (found, 0));
    // "80 kg of dynamite": the dynamite.
    let found = found.or_else(|| last_noun(List::Instrument, &strs).map(|found| (found, head + 1)));
    let ((class, start, end), from) = found?;
    let all = strs.join(" ");
    let class = match class {
        "BOMB" | "EXPLOSIVE" if all.contains("dynamite") => "DYNAMITE",
        class => class,
    };
    Some((words.text(from.min(start), end).to_owned(), class))
}

/// What kind of perpetrator a phrase names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// An illegal group, or someone named by the deed.
    Outlaw,
    /// Forces of a state.
    State,
    /// Anybody.
    Anyone,
}

/// The side that a phrase names; none where it names nobody who could have done it.
pub fn side(phrase: &str) -> Option<Side> {
    let words = Words::new(phrase);
    let strs = words.strs();
    let head = words.head_len();
    let of_head = last_noun(List::Perpetrator, &strs[..head]).filter(|found| found.0 != "anyone");
    // "A group of soldiers": what follows says more than the head.
    let found = of_head.or_else(|| last_noun(List::Perpetrator, &strs))?;
    Some(match found.0 {
        "state" => Side::State,
        "outlaw" => Side::Outlaw,
        _ => Side::Anyone,
    })
}

/// Whether the head of a phrase is a noun for outlaws: "rebels", not "a rebel attack".
pub fn is_outlaw(phrase: &str) -> bool {
    let words = Words::new(phrase);
    let strs = words.strs();
    let head = words.head_len();
    last_noun(List::Perpetrator, &strs[..head]).is_some_and(|(side, _, end)| side == "outlaw" && end == head)
}

/// The party inside a phrase whose head is none: "the involvement of troops".
pub fn inner_party(phrase: &str) -> &str {
    let words = Words::new(phrase);
    let strs = words.strs();
    let head = words.head_len();
    let of = head > 0 && strs.get(head) == Some(&"of");
    let party = |words: &[&str]| {
        last_noun(List::Perpetrator, words).is_some() || last_noun(List::Human, words).is_some()
    };
    if of && !party(&strs[..head]) && party(&strs[head + 1..]) {
        &phrase[words.all[head].2..]
    } else {
        phrase
    }
}

/// The words of a phrase without what only introduces it.
pub fn bare(phrase: &str) -> &str {
    let words = Words::new(phrase);
    words.text(0, words.all.len())
}

#[cfg(test)]
mod tests {
    use super::{Side, inner_party, instrument, person, side, thing};

    fn check_person(phrase: &str, name: Option<&str>, description: Option<&str>, class: &str) {
        let names = "THEY SAW ANSELMO QUIROGA DE LA TORRE THERE.";
        let document = cairn_text::analyse(names);
        let ruleset = cairn_extract::Ruleset::embedded().unwrap();
        let extraction =
            cairn_extract::extract(&document, &ruleset, &mut cairn_extract::Scratch::new(&ruleset));
        let known = super::Names::of(&document, &extraction);
        let found = person(phrase, &known).unwrap_or_else(|| panic!("nobody in {phrase}"));
        assert_eq!(
            (found.name.as_deref(), found.description.as_deref(), found.class),
            (name, description, class),
            "{phrase}"
        );
    }

    #[test]
    fn people_have_names_and_roles() {
        check_person("THE MAYOR OF PUERTO AZUL", None, Some("MAYOR OF PUERTO AZUL"), "GOVERNMENT OFFICIAL");
        check_person(
            "FORMER MINISTER ANSELMO QUIROGA",
            Some("ANSELMO QUIROGA"),
            Some("FORMER MINISTER"),
            "FORMER GOVERNMENT OFFICIAL",
        );
        check_person("at least three peasants", None, Some("peasants"), "CIVILIAN");
        check_person("Anselmo Quiroga de la Torre", Some("Anselmo Quiroga de la Torre"), None, "CIVILIAN");
        check_person(
            "TWO MEMBERS OF THE NATIONAL POLICE",
            None,
            Some("MEMBERS OF THE NATIONAL POLICE"),
            "LAW ENFORCEMENT",
        );
        check_person("HIS WIFE", None, Some("HIS WIFE"), "CIVILIAN");
        check_person("42-YEAR-OLD ANSELMO QUIROGA", Some("ANSELMO QUIROGA"), None, "CIVILIAN");
        check_person("ECUADORAN ANSELMO QUIROGA", Some("ANSELMO QUIROGA"), Some("ECUADORAN"), "CIVILIAN");
    }

    #[test]
    fn things_have_classes() {
        let found = thing("the house of Judge Anselmo Quiroga").unwrap();
        assert_eq!(
            (found.id.as_str(), found.class),
            ("house of Judge Anselmo Quiroga", "CIVILIAN RESIDENCE")
        );
        assert_eq!(thing("TWO POWER PYLONS").unwrap().class, "ENERGY");
        assert_eq!(thing("the minister"), None);
        assert_eq!(thing("the telephone company offices").unwrap().class, "COMMUNICATIONS");
        assert_eq!(thing("THE HEADQUARTERS OF THE SECRET POLICE").unwrap().class, "LAW ENFORCEMENT FACILITY");
    }

    #[test]
    fn instruments_and_parties_have_classes() {
        assert_eq!(instrument("30 KG OF DYNAMITE"), Some(("DYNAMITE".to_owned(), "DYNAMITE")));
        assert_eq!(inner_party("the involvement of troops").trim(), "troops");
        assert_eq!(inner_party("a group of men"), "a group of men");
        assert_eq!(side("GUNMEN"), Some(Side::Outlaw));
        assert_eq!(side("a group of soldiers"), Some(Side::State));
        assert_eq!(side("hooded men"), Some(Side::Outlaw));
    }
}
