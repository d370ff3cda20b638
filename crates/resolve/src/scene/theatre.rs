//! Where the figures are that add up over a time: no incident has the place of a war.

use super::choice::is_country;
use super::cues::is_any;
use super::names::{PlaceName, PlaceRole};
use super::places::{Places, Sum};
use super::stance::{Stance, Way};
use cairn_extract::Frame;
use cairn_model::{Kind, PlaceBasis};
use cairn_text::Shape;

impl Places<'_> {
    /// Where a toll adds up ("the war in Zarmenia", "Zarmenia's war"): the country its sentence
    /// names, unless that is who did it; else the country of the report, where it is named.
    pub(super) fn theatre(&self, frame: &Frame, sum: Sum) -> Option<(&PlaceName, PlaceBasis)> {
        let of_all = self.is_of_all(frame);
        // "Zarmenian troops killed 40 across the country": there, whoever did it.
        let is_party = |name: &PlaceName| {
            let acts = frame.actor.as_ref().is_some_and(|actor| actor.contains(&name.tokens.start));
            acts && !(of_all && is_country(name))
        };
        // "Radio Arvad said", "Arvad and its allies broke the truce": who speaks or acts is no theatre.
        let is_held = |(name, stance): &(&PlaceName, &Stance)| {
            let does_it = frame.kind == Kind::Attacks && self.acts(name);
            !is_party(name) && !stance.is_aside && stance.way != Way::Refuge && !does_it
        };
        let named = self
            .names_with_stances(frame.sentence)
            .filter(is_held)
            .max_by_key(|(name, stance)| {
                let is_near = self.clause_of(name.tokens.start) == self.clause_of(frame.trigger.start);
                let is_scene = name.role == PlaceRole::Scene;
                (is_near, stance.way.suits(frame.kind), is_scene, name.value.precision.coarseness())
            })
            .map(|(name, _)| name);
        if let Some(named) = named {
            return Some((named, PlaceBasis::Stated));
        }
        let written = || self.dateline.as_ref().and_then(|town| town.value.country.as_deref());
        let country = self.country().or_else(written).filter(|_| sum == Sum::War)?;
        let mut countries = self.names.iter().chain(&self.written_in).filter(|name| is_country(name));
        let of_report = countries.find(|name| name.value.country.as_deref() == Some(country))?;
        Some((of_report, PlaceBasis::Narrative))
    }

    /// "In all, 40 were killed", "Week's total: 34 dead", "across the country": whether a figure sums up
    /// or is of a whole country, so that no town named before is its place.
    pub(super) fn is_of_all(&self, frame: &Frame) -> bool {
        /// Words among which the sum stands at the head of a sentence.
        const HEAD: usize = 5;
        let tokens = self.document.sentences()[frame.sentence].tokens();
        let word = |token: usize| if token < tokens.end { self.document.word(token) } else { "" };
        let is = |token: usize, list: &[&str]| is_any(list, word(token));
        let sums = (tokens.start..tokens.end.min(tokens.start + HEAD)).any(|token| {
            is(token, &["altogether", "overall"])
                || is(token, &["in"]) && is(token + 1, &["all", "total"]) && token == tokens.start
                || is(token, &["total", "totals", "summary"])
                    && (token + 1..token + 6).any(|mark| word(mark) == ":")
        });
        let of_country = |token: usize| {
            is(token, &["nationwide", "countrywide"])
                || is(token, &["country", "nation"])
                    && is(token - 1, &["the"])
                    && is(token.saturating_sub(2), &["across", "throughout", "over", "around"])
        };
        sums || (tokens.start + 1..tokens.end).any(of_country)
    }

    /// How many semicolons of its sentence stand before a token.
    fn clause_of(&self, token: usize) -> usize {
        let first = self.document.sentences()[self.document.sentence_of(token)].tokens().start;
        (first..token).filter(|token| self.document.word(*token) == ";").count()
    }

    /// "Zarmenia and its allies broke the truce 40 times": whether a name opens its sentence as the one
    /// who does what follows.
    fn acts(&self, name: &PlaceName) -> bool {
        let first = self.document.sentences()[name.sentence].tokens().start;
        let behind = self.document.tokens().get(name.tokens.end);
        name.tokens.start == first && behind.is_some_and(|next| next.shape == Shape::Lower)
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
