//! Writes places as MUC-4 does: `PERU: LIMA (CITY): MIRAFLORES (NEIGHBORHOOD)`.

use super::message::Message;
use cairn_model::{Claim, PlacePrecision, PlaceValue};
use cairn_resolve::place::{Gazetteer, PlaceLevel};

/// The countries of interest: code, name, what a first-level region is called, and the stem that
/// its name and its adjective share.
const NINE: [(&str, &str, &str, &str); 9] = [
    ("AR", "ARGENTINA", "PROVINCE", "ARGENTIN"),
    ("BO", "BOLIVIA", "DEPARTMENT", "BOLIVIA"),
    ("CL", "CHILE", "REGION", "CHILE"),
    ("CO", "COLOMBIA", "DEPARTMENT", "COLOMBIA"),
    ("EC", "ECUADOR", "PROVINCE", "ECUADOR"),
    ("SV", "EL SALVADOR", "DEPARTMENT", "SALVADOR"),
    ("GT", "GUATEMALA", "DEPARTMENT", "GUATEMALA"),
    ("HN", "HONDURAS", "DEPARTMENT", "HONDURA"),
    ("PE", "PERU", "DEPARTMENT", "PERU"),
];

/// A country of interest, by its place in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Country(usize);

impl Country {
    /// The country of a code.
    pub fn of_code(code: &str) -> Option<Self> {
        NINE.iter().position(|(known, ..)| *known == code).map(Self)
    }

    /// Its code (ISO 3166-1 alpha-2).
    pub fn code(self) -> &'static str {
        NINE[self.0].0
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        NINE[self.0].1
    }

    /// Its capital.
    pub fn capital(self) -> &'static str {
        const CAPITALS: [&str; 9] = [
            "BUENOS AIRES",
            "LA PAZ",
            "SANTIAGO",
            "BOGOTA",
            "QUITO",
            "SAN SALVADOR",
            "GUATEMALA CITY",
            "TEGUCIGALPA",
            "LIMA",
        ];
        CAPITALS[self.0]
    }

    /// What a first-level region of it is called.
    pub fn region(self) -> &'static str {
        NINE[self.0].2
    }

    /// The country that a message is chiefly about: that of the dateline, of the places that its
    /// claims name, and the one that it names most.
    pub fn of(message: &Message, claims: &[Claim]) -> Option<Self> {
        let mut votes = [0usize; NINE.len()];
        let text = message.text.to_uppercase();
        for (vote, (_, _, _, stem)) in votes.iter_mut().zip(NINE) {
            *vote += text.matches(stem).count();
        }
        for country in claims.iter().filter_map(|claim| Self::of_place(claim.place.as_ref()?)) {
            votes[country.0] += 1;
        }
        if let Some(country) = dateline(message) {
            votes[country.0] += 4;
        }
        let most = votes.iter().copied().max().filter(|most| *most > 0)?;
        votes.iter().position(|vote| *vote == most).map(Self)
    }

    /// The country of a place, where it is one of interest.
    pub fn of_place(place: &PlaceValue) -> Option<Self> {
        Self::of_code(place.country.as_deref()?)
    }
}

/// The country of the dateline's place: `country` is empty for the countries of interest.
fn dateline(message: &Message) -> Option<Country> {
    let (place, None) = (message.place.as_deref()?, &message.country) else { return None };
    Gazetteer::embedded()
        .lookup(place)
        .into_iter()
        .filter(|candidate| Country::of_code(candidate.place.country()).is_some())
        .max_by_key(|candidate| candidate.place.population())
        .and_then(|candidate| Country::of_code(candidate.place.country()))
}

/// The place of an incident. `home` is the country that the message is about.
pub fn location(place: Option<&PlaceValue>, home: Country, text: &str) -> String {
    let Some(place) = place.filter(|place| place.country.is_none() || Country::of_place(place) == Some(home))
    else {
        return home.name().to_owned();
    };
    let (_, country, region, _) = NINE[home.0];
    let name = place.name.to_uppercase();
    match place.precision {
        PlacePrecision::Exact | PlacePrecision::Near | PlacePrecision::Unresolved => {
            match kind_of(&name, text, place) {
                Some(kind) => format!("{country}: {} ({kind})", bare(&name)),
                None => country.to_owned(),
            }
        }
        PlacePrecision::Adm1 => format!("{country}: {} ({region})", bare(&name)),
        _ => country.to_owned(),
    }
}

/// The name without the word for its kind.
fn bare(name: &str) -> String {
    let kept: Vec<&str> = name
        .split_whitespace()
        .filter(|word| !KINDS.iter().any(|(kind, _)| kind == word) && !matches!(*word, "THE" | "OF"))
        .collect();
    kept.join(" ")
}

/// Words for kinds of places, as texts and the task have them.
const KINDS: &[(&str, &str)] = &[
    ("TOWN", "TOWN"),
    ("VILLAGE", "VILLAGE"),
    ("MUNICIPALITY", "MUNICIPALITY"),
    ("NEIGHBORHOOD", "NEIGHBORHOOD"),
    ("DEPARTMENT", "DEPARTMENT"),
    ("PROVINCE", "PROVINCE"),
    ("DISTRICT", "DISTRICT"),
    ("CANTON", "CANTON"),
    ("PORT", "PORT"),
    ("REGION", "REGION"),
    ("CITY", "CITY"),
];

/// The kind of place that a word in capitals names.
pub fn kind_word(word: &str) -> Option<&'static str> {
    KINDS.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind)
}

/// What kind of place a name is: by the word beside it, else by its size.
fn kind_of(name: &str, text: &str, place: &PlaceValue) -> Option<&'static str> {
    let bare = bare(name);
    let beside = |word: &str| {
        text.contains(&format!("{word} OF {bare}"))
            || text.contains(&format!("{bare} {word}"))
            || name.split_whitespace().any(|part| part == word)
    };
    let said = KINDS.iter().find(|(word, _)| *word != "CITY" && beside(word)).map(|(_, kind)| *kind);
    if said.is_some() || place.precision == PlacePrecision::Unresolved {
        return said;
    }
    let known = Gazetteer::embedded().lookup(&bare).into_iter().find(|candidate| {
        Some(candidate.place.country()) == place.country.as_deref()
            && candidate.place.geonames_id() == place.place_id
    });
    Some(match known.map(|candidate| candidate.place.level()) {
        Some(PlaceLevel::District) => "NEIGHBORHOOD",
        _ => "CITY",
    })
}
