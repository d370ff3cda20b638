use super::names::{PlacedName, placed_names};
use crate::knowledge::Knowledge;
use cairn_extract::{Extraction, Frame};
use cairn_model::{PlaceBasis, PlacePrecision, PlaceValue};
use cairn_text::Document;

/// The places of a report, ready to be asked for the place of a claim.
pub(crate) struct Places {
    names: Vec<PlacedName>,
}

/// How many sentences back a place still holds.
const REACH: usize = 4;

impl Places {
    /// Resolves the places of a report together.
    pub(crate) fn new(document: &Document<'_>, extraction: &Extraction, knowledge: &Knowledge) -> Self {
        Self { names: placed_names(document, extraction, knowledge) }
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
    pub(crate) fn place_of(&self, frame: &Frame, extraction: &Extraction) -> Option<PlaceValue> {
        let own: Vec<&PlacedName> = self.events_in(frame.sentence).collect();
        if let Some(place) = self.own_place(frame, &own, extraction) {
            return Some(with_basis(place, PlaceBasis::Stated));
        }
        if frame.cumulative {
            // "The war in Zarmenia", "Zarmenia's war": a toll is about the country its sentence names.
            let named = self.names_in(frame.sentence).max_by_key(|place| fineness(&place.value));
            if let Some(place) = named {
                return Some(with_basis(place, PlaceBasis::Stated));
            }
        }
        let before = (frame.sentence.saturating_sub(REACH)..frame.sentence).rev();
        let lead = 0..frame.sentence.min(REACH);
        let inherited = before
            .filter_map(|sentence| Some((self.finest(sentence)?, PlaceBasis::Narrative)))
            .chain(lead.filter_map(|sentence| Some((self.finest(sentence)?, PlaceBasis::Lead))));
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

    /// The finest place of the opening sentences, whatever is said of it: headlines leave
    /// prepositions out ("Aleppo market hit").
    fn headline(&self) -> Option<&PlacedName> {
        (0..2).find_map(|sentence| {
            self.names_in(sentence).min_by_key(|place| (fineness(&place.value), place.tokens.start))
        })
    }

    /// All places that a sentence names.
    fn names_in(&self, sentence: usize) -> impl Iterator<Item = &PlacedName> {
        let first = self.names.partition_point(|place| place.sentence < sentence);
        self.names[first..].iter().take_while(move |place| place.sentence == sentence)
    }

    /// The places of a sentence at which something may have happened.
    fn events_in(&self, sentence: usize) -> impl Iterator<Item = &PlacedName> {
        self.names_in(sentence).filter(|place| place.located)
    }

    fn finest(&self, sentence: usize) -> Option<&PlacedName> {
        self.events_in(sentence).min_by_key(|place| (fineness(&place.value), place.tokens.start))
    }

    /// In a sentence of several figures and several places each figure takes the place nearest to
    /// it; else the finest place holds for all.
    fn own_place<'p>(
        &self,
        frame: &Frame,
        own: &[&'p PlacedName],
        extraction: &Extraction,
    ) -> Option<&'p PlacedName> {
        let at = if frame.counted.is_empty() { frame.trigger.start } else { frame.counted.start };
        let n_figures = extraction
            .frames
            .iter()
            .filter(|other| other.sentence == frame.sentence && !other.counted.is_empty() && !other.part_of)
            .count();
        let distinct =
            |a: &PlacedName, b: &PlacedName| a.value.name != b.value.name && !a.contains(b) && !b.contains(a);
        let rivals = own.iter().any(|a| own.iter().any(|b| distinct(a, b)));
        if n_figures > 1 && rivals {
            let distance = |place: &PlacedName| match place.tokens.start.checked_sub(at) {
                Some(behind) => behind,
                None => (at - place.tokens.start) * 2,
            };
            return own.iter().copied().min_by_key(|place| distance(place));
        }
        own.iter().copied().min_by_key(|place| (fineness(&place.value), place.tokens.start.abs_diff(at)))
    }
}

fn with_basis(place: &PlacedName, basis: PlaceBasis) -> PlaceValue {
    PlaceValue { basis, ..place.value.clone() }
}

/// Finer places first. A name that no gazetteer has is mostly a village.
fn fineness(place: &PlaceValue) -> u8 {
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
