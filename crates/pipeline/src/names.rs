use crate::country_of;
use cairn_decide::Names;
use cairn_model::{ActorValue, Day, PlaceBasis, PlaceValue};
use cairn_resolve::Knowledge;
use cairn_resolve::place::{Candidate, NameQuality, fold, place_value};
use std::cmp::Reverse;

/// Places and parties, as a person names them in a decision.
pub struct Known<'k>(pub &'k Knowledge);

impl Names for Known<'_> {
    fn place(&self, words: &str, country: Option<&str>) -> Option<PlaceValue> {
        let gazetteer = self.0.gazetteer();
        if let Ok(id) = words.trim_start_matches('#').parse() {
            let place = gazetteer.with_id(id)?;
            return Some(place_value(place, place.name(), PlaceBasis::Decided));
        }
        // "Azaz, Aleppo, Syria": what stands behind the commas says where.
        let (name, within) = words.split_once(',').map_or((words, None), |(name, rest)| (name, Some(rest)));
        let within: Vec<&str> = within.iter().flat_map(|rest| rest.split(',')).map(str::trim).collect();
        let lies_in = |found: &Candidate<'_>, outer: &str| {
            let code = country_of(outer).unwrap_or_else(|| outer.to_uppercase());
            found.place.country() == code
                || fold(found.place.adm1()) == fold(outer)
                || fold(found.place.adm2()) == fold(outer)
        };
        let mut found = gazetteer.lookup(name.trim());
        found.retain(|found| {
            found.quality != NameQuality::Demonym && within.iter().all(|outer| lies_in(found, outer))
        });
        let best = found.into_iter().min_by_key(|found| {
            let abroad = country.is_some_and(|country| found.place.country() != country);
            (
                found.quality == NameQuality::Sound,
                abroad,
                found.quality as u32,
                Reverse(found.place.population()),
            )
        })?;
        Some(place_value(best.place, name.trim(), PlaceBasis::Decided))
    }

    fn actor(&self, words: &str, day: Option<Day>, country: Option<&str>) -> Option<ActorValue> {
        self.0.actor(words, day, country)
    }
}
