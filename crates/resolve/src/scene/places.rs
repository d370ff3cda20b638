use super::names::{PlaceName, PlaceRole, place_names};
use crate::knowledge::Knowledge;
use cairn_extract::{Extraction, Frame, Tokens};
use cairn_model::{Kind, PlaceBasis, PlacePrecision, PlaceValue};
use cairn_text::Document;

/// The places of a report, ready to be asked for the place of a claim.
pub(crate) struct Places {
    names: Vec<PlaceName>,
    /// For each name: whether people or things are on the way there or from there.
    ways: Vec<Way>,
    /// Every name of a place smaller than a country, datelines too.
    named: Vec<Tokens>,
}

/// How a clause moves to or from a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Not at all: it is where something is.
    None,
    /// "Flown to Arvad", "fled into Arvad".
    To,
    /// "Flown in from Arvad".
    From,
}

impl Way {
    /// The way that the word before a name tells, a determiner between.
    fn before(document: &Document<'_>, name: &PlaceName) -> Self {
        let word = |back: usize| {
            let token = name.tokens.start.checked_sub(back)?;
            (document.sentence_of(token) == name.sentence).then(|| document.word(token).to_lowercase())
        };
        let way = match word(1).as_deref() {
            Some("the") => word(2),
            _ => word(1),
        };
        match way.as_deref() {
            Some("to" | "into" | "toward" | "towards") => Self::To,
            Some("from") => Self::From,
            _ => Self::None,
        }
    }

    /// Whether what is told can have happened at that end of the way: people are displaced and taken
    /// from a place, forces and aid go to one.
    fn suits(self, kind: Kind) -> bool {
        match self {
            Self::None => true,
            Self::To => matches!(kind, Kind::Deployed | Kind::Delivered | Kind::Event),
            Self::From => {
                matches!(kind, Kind::Displaced | Kind::Abducted | Kind::Freed | Kind::Seized | Kind::Event)
            }
        }
    }
}

/// How many sentences back a place still holds.
const REACH: usize = 4;

/// How many words a source has of whom only the seat is named.
const LONGEST_SOURCE: usize = 8;

impl Places {
    /// Resolves the places of a report together. Datelines and places inside other names are no
    /// places of events.
    pub(crate) fn new(document: &Document<'_>, extraction: &Extraction, knowledge: &Knowledge) -> Self {
        let mut names = place_names(document, extraction, knowledge);
        let named = names
            .iter()
            .filter(|name| name.role != PlaceRole::Borne && name.value.precision != PlacePrecision::Country)
            .map(|name| name.tokens.clone())
            .collect();
        names.retain(|name| matches!(name.role, PlaceRole::Scene | PlaceRole::Named));
        let ways = names.iter().map(|name| Way::before(document, name)).collect();
        Self { names, ways, named }
    }

    /// Whether some words are just the name of a place smaller than a country.
    pub(crate) fn is_place(&self, tokens: &Tokens) -> bool {
        self.named.contains(tokens)
    }

    /// Whether some words are just the name of a place at which something is said to have happened.
    pub(crate) fn is_scene(&self, tokens: &Tokens) -> bool {
        let first = self.names.partition_point(|name| name.tokens.start < tokens.start);
        let name = self.names.get(first).filter(|name| name.tokens == *tokens);
        name.is_some_and(|name| {
            name.role == PlaceRole::Scene && name.value.precision != PlacePrecision::Country
        })
    }

    /// The country that most of the report's places lie in; the first of equals.
    pub(crate) fn country(&self) -> Option<&str> {
        let countries = || self.names.iter().filter_map(|name| name.value.country.as_deref());
        let n_names = |country: &str| countries().filter(|other| *other == country).count();
        // Of equals the last maximum would win: look from the end.
        countries().rev().max_by_key(|country| n_names(country))
    }

    /// The place of a claim: named in its own clause, else taken over from the sentences before,
    /// else from the lead, else from the headline.
    ///
    /// `adds_up` tells that the claim is a toll of a war, or of so long a time that no town can be
    /// the place of it.
    pub(crate) fn place_of(
        &self,
        frame: &Frame,
        extraction: &Extraction,
        adds_up: bool,
    ) -> Option<PlaceValue> {
        let own = self.own_scenes(frame, extraction);
        if let Some(place) = self.own_place(frame, &own, extraction) {
            return Some(with_basis(place, PlaceBasis::Stated));
        }
        if frame.cumulative
            && let Some((place, basis)) = self.theatre(frame, adds_up)
        {
            return Some(with_basis(place, basis));
        }
        if frame.cumulative {
            return None;
        }
        // A sentence that tells of nothing that happened hands on no place of what happened.
        let tells = |sentence: &usize| {
            let first = extraction.frames.partition_point(|other| other.sentence < *sentence);
            extraction.frames[first..].first().is_some_and(|other| other.sentence == *sentence)
        };
        let before = (frame.sentence.saturating_sub(REACH)..frame.sentence).rev().filter(tells);
        let lead = 0..frame.sentence.min(REACH);
        let inherited = before
            .filter_map(|sentence| Some((self.finest(sentence, frame.kind)?, PlaceBasis::Narrative)))
            .chain(lead.filter_map(|sentence| Some((self.finest(sentence, frame.kind)?, PlaceBasis::Lead))));
        // A country named in passing does not take an event away from its town.
        let mut coarse = None;
        for (place, basis) in inherited {
            if place.value.precision != PlacePrecision::Country {
                return Some(with_basis(place, basis));
            }
            coarse = coarse.or(Some((place, basis)));
        }
        if let Some(place) = self.headline().filter(|place| place.value.precision != PlacePrecision::Country)
        {
            return Some(with_basis(place, PlaceBasis::Headline));
        }
        coarse.map(|(place, basis)| with_basis(place, basis))
    }

    /// Where a toll adds up ("the war in Zarmenia", "Zarmenia's war"): the country its sentence
    /// names, unless that is who did it; else the country of the report, where it is named.
    fn theatre(&self, frame: &Frame, adds_up: bool) -> Option<(&PlaceName, PlaceBasis)> {
        let is_country = |name: &&PlaceName| name.value.precision == PlacePrecision::Country;
        let is_party =
            |name: &PlaceName| frame.actor.as_ref().is_some_and(|actor| actor.contains(&name.tokens.start));
        let named = self
            .names_in(frame.sentence)
            .filter(|name| !is_party(name))
            .max_by_key(|name| coarseness(&name.value));
        if let Some(named) = named {
            return Some((named, PlaceBasis::Stated));
        }
        let country = self.country().filter(|_| adds_up)?;
        let of_report = self
            .names
            .iter()
            .filter(is_country)
            .find(|name| name.value.country.as_deref() == Some(country))?;
        Some((of_report, PlaceBasis::Narrative))
    }

    /// The scenes of a frame's sentence. What the sentence reports lies where the report says, not
    /// where it is said ("In Arvad the ministry confirmed strikes on Duma").
    fn own_scenes(&self, frame: &Frame, extraction: &Extraction) -> Vec<&PlaceName> {
        // "That air strikes": the trigger may take in the word before what is said.
        let at = frame.trigger.end.saturating_sub(1);
        let saying = extraction.sayings.iter().find(|saying| {
            saying.sentence == frame.sentence && saying.content.iter().any(|piece| piece.contains(&at))
        });
        let mut scenes: Vec<&PlaceName> = self.events_in(frame.sentence, frame.kind).collect();
        if let Some(saying) = saying {
            let is_said =
                |name: &PlaceName| saying.content.iter().any(|piece| piece.contains(&name.tokens.start));
            let of_source = |name: &PlaceName| {
                let source = saying.source.as_ref().filter(|source| source.len() <= LONGEST_SOURCE);
                source.is_some_and(|source| source.contains(&name.tokens.start))
            };
            let any_said = scenes.iter().any(|name| is_said(name));
            scenes.retain(|name| if any_said { is_said(name) } else { !of_source(name) });
        }
        scenes
    }

    /// The finest place of the opening sentences, whatever is said of it: headlines leave
    /// prepositions out ("Aleppo market hit").
    fn headline(&self) -> Option<&PlaceName> {
        (0..2).find_map(|sentence| {
            self.names_in(sentence).min_by_key(|place| (coarseness_of(place), place.tokens.start))
        })
    }

    /// All places that a sentence names.
    fn names_in(&self, sentence: usize) -> impl Iterator<Item = &PlaceName> {
        self.names_with_ways(sentence).map(|(place, _)| place)
    }

    /// The places of a sentence at which something of a kind may have happened.
    fn events_in(&self, sentence: usize, kind: Kind) -> impl Iterator<Item = &PlaceName> {
        self.names_with_ways(sentence)
            .filter(move |(place, way)| place.role == PlaceRole::Scene && way.suits(kind))
            .map(|(place, _)| place)
    }

    fn names_with_ways(&self, sentence: usize) -> impl Iterator<Item = (&PlaceName, &Way)> {
        let first = self.names.partition_point(|place| place.sentence < sentence);
        let named = self.names[first..].iter().zip(&self.ways[first..]);
        named.take_while(move |(place, _)| place.sentence == sentence)
    }

    fn finest(&self, sentence: usize, kind: Kind) -> Option<&PlaceName> {
        self.events_in(sentence, kind).min_by_key(|place| (coarseness_of(place), place.tokens.start))
    }

    /// In a sentence of several figures and several places each figure takes the place nearest to
    /// it; else the finest place holds for all.
    fn own_place<'p>(
        &self,
        frame: &Frame,
        own: &[&'p PlaceName],
        extraction: &Extraction,
    ) -> Option<&'p PlaceName> {
        let at = if frame.counted.is_empty() { frame.trigger.start } else { frame.counted.start };
        let n_figures = extraction
            .frames
            .iter()
            .filter(|other| other.sentence == frame.sentence && !other.counted.is_empty() && !other.part_of)
            .count();
        let distinct =
            |a: &PlaceName, b: &PlaceName| a.value.name != b.value.name && !a.contains(b) && !b.contains(a);
        let rivals = own.iter().any(|a| own.iter().any(|b| distinct(a, b)));
        if n_figures > 1 && rivals {
            let distance = |place: &PlaceName| match place.tokens.start.checked_sub(at) {
                Some(behind) => behind,
                None => (at - place.tokens.start) * 2,
            };
            return own.iter().copied().min_by_key(|place| (is_reference(place), distance(place)));
        }
        own.iter().copied().min_by_key(|place| (coarseness_of(place), place.tokens.start.abs_diff(at)))
    }
}

fn with_basis(place: &PlaceName, basis: PlaceBasis) -> PlaceValue {
    PlaceValue { basis, ..place.value.clone() }
}

/// Finer places first; what only tells where another place lies comes after all others.
fn coarseness_of(place: &PlaceName) -> (bool, u8) {
    let is_town = !place.is_spot || coarseness(&place.value) > 2;
    (is_reference(place), u8::from(is_town) * (1 + coarseness(&place.value)))
}

/// Whether a place tells where another one lies: "Saba, in Homs province", "Saba, south of Homs".
fn is_reference(place: &PlaceName) -> bool {
    let is_beside = |relation: &str| relation.contains(' ');
    place.holds_another || place.value.relation.as_deref().is_some_and(is_beside)
}

/// Finer places first. A name that no gazetteer has is mostly a village.
fn coarseness(place: &PlaceValue) -> u8 {
    match place.precision {
        PlacePrecision::Exact => 0,
        PlacePrecision::Near => 1,
        PlacePrecision::Unresolved => 2,
        PlacePrecision::Adm2 => 3,
        PlacePrecision::Adm1 => 4,
        PlacePrecision::Area => 5,
        PlacePrecision::International => 6,
        PlacePrecision::Country => 7,
    }
}
