//! Where the figures are that add up over a time: no incident has the place of a war.

use super::choice::is_country;
use super::cues::is_any;
use super::names::PlaceName;
use super::places::{Places, Sum};
use cairn_extract::Frame;
use cairn_model::PlaceBasis;

impl Places<'_> {
    /// Where a toll adds up ("the war in Zarmenia", "Zarmenia's war"): the country its sentence
    /// names, unless that is who did it; else the country of the report, where it is named.
    pub(super) fn theatre(&self, frame: &Frame, sum: Sum) -> Option<(&PlaceName, PlaceBasis)> {
        let is_party =
            |name: &PlaceName| frame.actor.as_ref().is_some_and(|actor| actor.contains(&name.tokens.start));
        let named = self
            .names_in(frame.sentence)
            .filter(|name| !is_party(name))
            .max_by_key(|name| name.value.precision.coarseness());
        if let Some(named) = named {
            return Some((named, PlaceBasis::Stated));
        }
        let written = || self.dateline.as_ref().and_then(|town| town.value.country.as_deref());
        let country = self.country().or_else(written).filter(|_| sum == Sum::War)?;
        let mut countries = self.names.iter().chain(&self.written_in).filter(|name| is_country(name));
        let of_report = countries.find(|name| name.value.country.as_deref() == Some(country))?;
        Some((of_report, PlaceBasis::Narrative))
    }

    /// Where the siege or the operation is over which a figure adds up: "in the four months of the
    /// siege", "since the operation began".
    pub(super) fn field_of(&self, frame: &Frame) -> Option<(&PlaceName, PlaceBasis)> {
        const FIELDS: &[&str] =
            &["assault", "battle", "blockade", "bombardment", "offensive", "operation", "siege", "standoff"];
        let tokens = self.document.sentences()[frame.sentence].tokens();
        let is_field = |token: usize| {
            is_any(FIELDS, self.document.word(token))
                && is_any(&["the", "this"], self.document.word(token - 1))
        };
        let names_one = (tokens.start + 1..tokens.end).any(is_field);
        self.inherited(frame)
            .find(|(place, _)| !is_country(place))
            .or_else(|| Some((self.dateline.as_ref()?, PlaceBasis::Lead)))
            .filter(|_| names_one)
    }

    /// Where the last figure before a claim added up, where its own sentence said so.
    pub(super) fn theatre_before(&self, frame: &Frame) -> Option<(&PlaceName, PlaceBasis)> {
        let end = self.extraction.frames.partition_point(|other| other.sentence < frame.sentence);
        let before = self.extraction.frames[..end].iter().rev().filter(|other| other.cumulative);
        let place = before.filter_map(|other| self.own_place(other)).find(|own| !own.is_apart)?.place;
        Some((place, PlaceBasis::Narrative))
    }
}
