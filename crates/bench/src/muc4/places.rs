//! Places that a message names in its own country.

use super::incident::Incident;
use super::location::{Country, kind_word};
use super::words::{Closed, is};
use cairn_resolve::place::{Gazetteer, PlaceLevel, fold, is_common_word};
use cairn_text::Document;

/// The most words of a place's name.
const LONGEST: usize = 5;

/// A place named in a sentence.
#[derive(Debug, Clone)]
struct Named {
    sentence: usize,
    name: String,
    kind: &'static str,
}

/// The places of one message, in the order of the text.
#[derive(Debug)]
pub struct Places {
    named: Vec<Named>,
    country: Country,
    /// The town of the dateline.
    seat: Option<String>,
}

impl Places {
    /// The places of `country` that a document names behind a preposition of place.
    pub fn of(document: &Document, country: Country, seat: Option<&str>) -> Self {
        let seat = seat.map(str::to_uppercase).filter(|seat| {
            let words: Vec<String> = seat.split_whitespace().map(str::to_owned).collect();
            place_at(&words, country).is_some_and(|(n, _)| n == words.len())
        });
        let mut named = Vec::new();
        for (sentence, cut) in document.sentences().iter().enumerate() {
            let words: Vec<String> = cut.tokens().map(|token| document.word(token).to_uppercase()).collect();
            let mut at = 1;
            while at < words.len() {
                let before = words[at - 1].to_lowercase();
                let leads = matches!(
                    before.as_str(),
                    "in" | "at"
                        | "near"
                        | "of"
                        | "outside"
                        | ","
                        | "from"
                        | "the"
                        | "to"
                        | "northern"
                        | "southern"
                        | "eastern"
                        | "western"
                        | "downtown"
                        | "central"
                );
                let leads = leads || before == "this";
                match leads.then(|| place_at(&words[at..], country)).flatten() {
                    Some((n, kind)) => {
                        // "This capital", said in any town, is the country's.
                        let (name, kind) = if kind == "CAPITAL" {
                            (country.capital().to_owned(), "CITY")
                        } else {
                            (words[at..at + n].join(" "), kind)
                        };
                        named.push(Named { sentence, name, kind });
                        at += n;
                    }
                    None => at += 1,
                }
            }
        }
        Self { named, country, seat }
    }

    /// The place of an incident as the task writes it: the smallest that the first of its sentences
    /// names which names any; none where no sentence does.
    pub fn location(&self, incident: &Incident) -> Option<String> {
        let country = self.country.name();
        let sentence = incident.sentences.iter().find(|sentence| self.within(**sentence).next().is_some())?;
        let here = || self.within(*sentence);
        let of = |kinds: &'static [&'static str]| here().find(|named| kinds.contains(&named.kind));
        let city = of(&["CITY"])
            .or_else(|| here().find(|named| !REGIONS.contains(&named.kind) && !PARTS.contains(&named.kind)));
        if let Some(part) = of(PARTS) {
            let city = city.map_or(self.seat.as_deref(), |city| Some(city.name.as_str()));
            return Some(match city {
                Some(city) => format!("{country}: {city} (CITY): {} ({})", part.name, part.kind),
                None => format!("{country}: {} ({})", part.name, part.kind),
            });
        }
        let region = of(REGIONS);
        match (region, city) {
            (Some(region), Some(place)) if place.kind != "CITY" && place.name != region.name => {
                Some(format!("{country}: {} ({}): {} ({})", region.name, region.kind, place.name, place.kind))
            }
            (region, city) => {
                city.or(region).map(|place| format!("{country}: {} ({})", place.name, place.kind))
            }
        }
    }

    /// The names of places in some sentences.
    pub fn names(&self, sentences: &[usize]) -> Vec<&str> {
        let here = self.named.iter().filter(|named| sentences.contains(&named.sentence));
        here.map(|named| named.name.as_str()).collect()
    }

    fn within(&self, sentence: usize) -> impl Iterator<Item = &Named> {
        self.named.iter().filter(move |named| named.sentence == sentence)
    }
}

/// Words that describe a place and are no part of its name.
const ADJECTIVES: &[&str] = &[
    "SMALL",
    "EXCLUSIVE",
    "RESIDENTIAL",
    "OUTSKIRTS",
    "EASTERN",
    "WESTERN",
    "NORTHERN",
    "SOUTHERN",
    "CENTRAL",
    "DIFFERENT",
    "VARIOUS",
    "SEVERAL",
    "SAME",
    "OTHER",
    "REMOTE",
    "POOR",
    "WEALTHY",
    "POPULAR",
    "NEARBY",
    "WHOLE",
    "ENTIRE",
    "MARGINAL",
    "MINING",
    "COASTAL",
    "JUNGLE",
    "BUSINESS",
    "FINANCIAL",
    "COMMERCIAL",
    "INDUSTRIAL",
    "HISTORIC",
    "DOWNTOWN",
];

/// Kinds of places within a town.
const PARTS: &[&str] = &["NEIGHBORHOOD", "DISTRICT"];

const REGIONS: &[&str] = &["DEPARTMENT", "PROVINCE", "REGION"];

/// The place that words begin with: how many words name it, and its kind.
fn place_at(words: &[String], country: Country) -> Option<(usize, &'static str)> {
    let letters = |word: &String| word.chars().all(|c| c.is_alphabetic() || "-.'".contains(c)) && word != ".";
    let most = words.iter().take(LONGEST).take_while(|word| letters(word)).count();
    if words.first().is_none_or(|word| word == "THE" || is(Closed::End, &word.to_lowercase())) {
        return None;
    }
    if words[0] == "CAPITAL" {
        return Some((1, "CAPITAL"));
    }
    (1..=most).rev().find_map(|n| {
        let name = words[..n].join(" ");
        if name == country.name() || ADJECTIVES.contains(&words[0].as_str()) {
            return None;
        }
        if kind_word(&words[n - 1]).is_some_and(|_| name != "GUATEMALA CITY")
            || (n == 1 && is_common_word(&fold(&name)))
        {
            return None;
        }
        let said = words.get(n).and_then(|word| kind_word(word));
        let known: Vec<PlaceLevel> = Gazetteer::embedded()
            .lookup(&name)
            .into_iter()
            .filter(|candidate| candidate.place.country() == country.code())
            .map(|candidate| candidate.place.level())
            .collect();
        let is_town = known.iter().any(|level| level.is_point());
        let is_region = known.iter().any(|level| matches!(level, PlaceLevel::Adm1 | PlaceLevel::Adm2));
        match said {
            Some(kind)
                if is_town
                    || is_region
                    || PARTS.contains(&kind)
                    || REGIONS.contains(&kind)
                    || kind == "MUNICIPALITY"
                    || kind == "TOWN" =>
            {
                (n < 4 && (!known.is_empty() || !is_common_word(&fold(&words[0])))).then_some((n, kind))
            }
            None if is_town => Some((n, "CITY")),
            None if is_region => Some((n, country.region())),
            _ => None,
        }
    })
}
