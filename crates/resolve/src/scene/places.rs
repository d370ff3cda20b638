use super::choice::{coarseness_of, fineness, is_country};
use super::days::Days;
use super::deeds::is_response;
use super::names::{PlaceName, PlaceRole, place_in_title, place_names};
use super::own::seats_in_front;
use super::stance::Stance;
use super::turns::{Turn, turn_before, turns};
use crate::knowledge::Knowledge;
use cairn_extract::{Extraction, Frame, Tokens};
use cairn_model::{Kind, Period, PlaceBasis, PlacePrecision, PlaceValue, Report, TimeValue};
use cairn_text::Document;
use std::cell::OnceCell;

/// The places of a report, ready to be asked for the place of a claim.
pub(crate) struct Places<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) extraction: &'a Extraction,
    pub(super) names: Vec<PlaceName>,
    /// For each name: how it stands in its clause.
    stances: Vec<Stance>,
    /// Where the report was written, where it says so.
    pub(super) dateline: Option<PlaceName>,
    /// The country that the dateline names behind the town.
    pub(super) written_in: Option<PlaceName>,
    report: &'a Report,
    knowledge: &'a Knowledge,
    /// The place that the title names, where the title stands apart from the text; looked up when a
    /// claim finds no other.
    title: OnceCell<Option<PlaceValue>>,
    /// Every name of a place smaller than a country, datelines too.
    named: Vec<Tokens>,
    /// When what the sentences tell happened, as far as that tells apart what they tell.
    pub(super) days: Days,
}

/// Over what a figure adds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sum {
    /// It does not: it is the figure of one incident.
    None,
    /// Over some days or weeks: it has the place that its sentence or the head of its paragraph names.
    Spell,
    /// Over a war, or so long a time that no town can be the place of it.
    War,
}

/// How many sentences back a place still holds.
pub(super) const REACH: usize = 4;

/// How many sentences make the lead, which the ones after it tell more finely.
const LEAD: usize = 3;

/// How many sentences after the lead may tell its place more finely.
const AHEAD: usize = 3;

impl<'a> Places<'a> {
    /// Resolves the places of a report together. Datelines and places inside other names are no
    /// places of events.
    pub(crate) fn new(
        report: &'a Report,
        document: &'a Document<'a>,
        extraction: &'a Extraction,
        knowledge: &'a Knowledge,
    ) -> Self {
        let mut names = place_names(document, extraction, knowledge);
        let dateline = names.iter().find(|name| name.role == PlaceRole::Dateline).cloned();
        let mut datelines = names.iter().filter(|name| name.role == PlaceRole::Dateline);
        let written_in = datelines.find(|name| is_country(name)).cloned();
        let named = names
            .iter()
            .filter(|name| name.role != PlaceRole::Borne && name.value.precision != PlacePrecision::Country)
            .map(|name| name.tokens.clone())
            .collect();
        names.retain(|name| matches!(name.role, PlaceRole::Scene | PlaceRole::Named));
        let mut stances: Vec<Stance> =
            names.iter().map(|name| Stance::of(document, extraction, name)).collect();
        for at in seats_in_front(&names, extraction) {
            stances[at].is_aside = true;
        }
        let title = OnceCell::new();
        Self {
            document,
            extraction,
            names,
            stances,
            dateline,
            written_in,
            report,
            knowledge,
            title,
            named,
            days: Days::default(),
        }
    }

    /// Takes over when the frames' deeds happened: what is told of one day is not handed on to another.
    pub(crate) fn tell_days(&mut self, times: &[(TimeValue, Period)]) {
        self.days = Days::of(&self.extraction.frames, times);
    }

    /// Where the text turns to another matter.
    pub(crate) fn turns(&self) -> Vec<Turn> {
        let headed = self.names.iter().zip(&self.stances).filter(|(_, stance)| stance.opens);
        let heads: Vec<usize> = headed.map(|(name, _)| name.sentence).collect();
        turns(self.document, &heads)
    }

    fn title(&self) -> Option<&PlaceValue> {
        let look_up = || place_in_title(self.report, self.knowledge, self.country());
        self.title.get_or_init(look_up).as_ref()
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
        country_of(&self.names)
    }

    /// The place of a claim: named in its own clause, else taken over from the head of its paragraph,
    /// from the sentences before, from the lead, from the headline, from the sentences that tell the
    /// lead more finely; a country only where nothing finer is told; else where it is said, and at
    /// last the place of writing.
    ///
    /// `sum` tells over what the figure adds up.
    pub(crate) fn place_of(&self, frame: &Frame, sum: Sum) -> Option<PlaceValue> {
        let own = self.own_place(frame);
        let sum = if sum == Sum::None && self.is_of_all(frame) { Sum::War } else { sum };
        if let Some(own) = own.filter(|own| !own.is_apart && !is_country(own.place)) {
            let finer = self.pinpointed(frame, own.place).filter(|_| sum == Sum::None);
            let basis = if finer.is_some() { PlaceBasis::Narrative } else { PlaceBasis::Stated };
            return Some(with_basis(finer.unwrap_or(own.place), basis));
        }
        if sum != Sum::None {
            let own = own.filter(|own| !own.is_apart).map(|own| (own.place, PlaceBasis::Stated));
            // "Since the war began 234 residents of the city have died."
            let theatre = own.or_else(|| {
                let of_town = self.home_of(frame.sentence).map(|town| (town, PlaceBasis::Narrative));
                of_town.or_else(|| self.theatre(frame, sum))
            });
            let head = || {
                let referred = self.referred(frame.sentence);
                Some((referred.or_else(|| self.head_of(frame.sentence))?, PlaceBasis::Narrative))
            };
            let theatre = theatre.or_else(|| if sum == Sum::Spell { head() } else { None });
            let theatre = theatre.or_else(|| self.theatre_before(frame));
            let theatre = theatre.or_else(|| self.field_of(frame));
            return theatre.map(|(place, basis)| with_basis(place, basis));
        }
        let stated = own.filter(|own| !own.is_apart).map(|own| own.place);
        if let Some(country) = stated {
            let is_one = frame.kind != Kind::Attacks;
            let finer = self.told_more_finely(frame).filter(|finer| is_one && lies_in(finer, country));
            let basis = if finer.is_some() { PlaceBasis::Narrative } else { PlaceBasis::Stated };
            return Some(with_basis(finer.unwrap_or(country), basis));
        }
        let mut coarse = None;
        for (place, basis) in self.inherited(frame) {
            if !is_country(place) {
                let finer = || self.quarter_of(frame, place).or_else(|| self.pinpointed(frame, place));
                return Some(with_basis(finer().unwrap_or(place), basis));
            }
            // A country named in passing does not take an event away from its town.
            coarse = coarse.or(Some((place, basis)));
        }
        if let Some(place) = self.headline().filter(|place| !is_country(place)) {
            return Some(with_basis(place, PlaceBasis::Headline));
        }
        if let Some(title) = self.title().filter(|title| title.precision != PlacePrecision::Country) {
            return Some(title.clone());
        }
        if let Some(place) = self.told_of_other_days(frame) {
            return Some(with_basis(place, PlaceBasis::Narrative));
        }
        if let Some(town) = self.dateline.as_ref().filter(|town| self.is_scene_again(town)) {
            return Some(with_basis(town, PlaceBasis::Lead));
        }
        if let Some(finer) = self.told_more_finely(frame) {
            return Some(with_basis(finer, PlaceBasis::Narrative));
        }
        if let Some(town) = self.dateline.as_ref().filter(|town| self.is_named_again(town)) {
            return Some(with_basis(town, PlaceBasis::Lead));
        }
        let coarse = coarse.map(|(place, basis)| with_basis(place, basis));
        let apart = || own.map(|own| with_basis(own.place, PlaceBasis::Stated));
        let aside =
            || self.asides_in(frame.sentence).next().map(|place| with_basis(place, PlaceBasis::Stated));
        let written = || self.dateline.as_ref().map(|place| with_basis(place, PlaceBasis::Lead));
        coarse.or_else(apart).or_else(aside).or_else(|| self.title().cloned()).or_else(written)
    }

    /// Whether a report names the town again in which it was written.
    fn is_named_again(&self, dateline: &PlaceName) -> bool {
        !is_country(dateline)
            && self.names.iter().any(|name| name.value.name.eq_ignore_ascii_case(&dateline.value.name))
    }

    /// Whether a report puts something at the town again in which it was written.
    fn is_scene_again(&self, dateline: &PlaceName) -> bool {
        let is_there = |(name, stance): (&PlaceName, &Stance)| {
            name.role == PlaceRole::Scene
                && !stance.is_aside
                && name.value.name.eq_ignore_ascii_case(&dateline.value.name)
        };
        !is_country(dateline) && self.names.iter().zip(&self.stances).any(is_there)
    }

    /// What a claim may take over, the nearest first: the head of its paragraph, what the sentences
    /// before it tell, then what those of the lead tell.
    pub(super) fn inherited(&self, frame: &Frame) -> impl Iterator<Item = (&PlaceName, PlaceBasis)> {
        let at = frame.sentence;
        let turn = turn_before(self.document, at);
        let item = self.item_of(at).max(turn);
        let before = (at.saturating_sub(REACH).max(item)..at).rev();
        let lead = 0..at.min(REACH);
        let lead = lead.filter(move |sentence| item == 0 || turn == 0 && self.item_of(*sentence) == 0);
        let referred = self.referred(at).map(|place| (place, PlaceBasis::Narrative));
        let head = self.head_of(at).map(|place| (place, PlaceBasis::Narrative));
        // What is told of the claim's own day comes before what is told of other days.
        // Help and reinforcements come on later days.
        let day = self.days.own(at).filter(|_| !is_response(frame));
        let fits = move |sentence: &usize| self.days.fits(*sentence, day);
        let told = |sentence: usize| Some((self.told(sentence, frame)?, PlaceBasis::Narrative));
        let led = |sentence: usize| Some((self.finest(sentence, frame)?, PlaceBasis::Lead));
        let near = before.filter(fits).filter_map(told).chain(lead.filter(fits).filter_map(led));
        referred.into_iter().chain(head).chain(near)
    }

    /// What the sentences before tell of other days than those that a claim's own sentence states.
    fn told_of_other_days(&self, frame: &Frame) -> Option<&PlaceName> {
        let at = frame.sentence;
        let day = self.days.own(at);
        let first = at.saturating_sub(REACH).max(self.item_of(at)).max(turn_before(self.document, at));
        let other = (first..at).rev().filter(|sentence| !self.days.fits(*sentence, day));
        other.filter_map(|sentence| self.told(sentence, frame)).find(|place| !is_country(place))
    }

    /// The place that heads a sentence's paragraph.
    fn head_of(&self, sentence: usize) -> Option<&PlaceName> {
        let sentences = self.document.sentences();
        let paragraph = sentences[sentence].paragraph;
        let first = sentences.partition_point(|other| other.paragraph < paragraph);
        self.names_with_stances(first).find(|(_, stance)| stance.opens).map(|(place, _)| place)
    }

    /// The place that a sentence hands on to a later one: that of the last thing it tells, or what it
    /// sets the scene with. What the head of one paragraph holds is not handed on to another.
    fn told(&self, sentence: usize, frame: &Frame) -> Option<&PlaceName> {
        let sentences = self.document.sentences();
        let is_other = sentences[sentence].paragraph != sentences[frame.sentence].paragraph;
        if is_other && self.head_of(sentence).is_some() {
            return None;
        }
        let first = self.extraction.frames.partition_point(|other| other.sentence < sentence);
        let here = self.extraction.frames[first..].iter().take_while(|other| other.sentence == sentence);
        let Some(last) = here.last() else {
            // What tells of nothing that happened hands on only what it opens with to other paragraphs.
            let set = self.scenes_in(sentence, frame.kind);
            let set = set.filter(|(_, stance)| !is_other || stance.sets_scene).map(|(place, _)| place);
            return set.min_by_key(|place| (coarseness_of(place), place.tokens.start));
        };
        let suits = |place: &PlaceName| {
            let mut fit = self.scenes_in(sentence, frame.kind);
            !is_country(place) && fit.any(|(other, _)| other.tokens == place.tokens)
        };
        let own = self.own_place(last).map(|own| own.place).filter(|place| !last.cumulative && suits(place));
        own.or_else(|| self.finest(sentence, frame))
    }

    /// The finest of the places of a sentence at which what a claim tells may have happened.
    fn finest(&self, sentence: usize, frame: &Frame) -> Option<&PlaceName> {
        let scenes = self.scenes_in(sentence, frame.kind).map(|(place, _)| place);
        scenes.min_by_key(|place| (fineness(place), place.tokens.start))
    }

    /// Where the sentences after the lead put what the lead tells of a country, or of no place at all.
    fn told_more_finely(&self, frame: &Frame) -> Option<&PlaceName> {
        if frame.sentence >= LEAD {
            return None;
        }
        let end = self.document.sentences().len().min(frame.sentence + 1 + AHEAD);
        let item = self.item_of(frame.sentence);
        (frame.sentence + 1..end)
            .take_while(|sentence| {
                self.item_of(*sentence) == item && turn_before(self.document, *sentence) <= frame.sentence
            })
            .filter_map(|sentence| self.told(sentence, frame))
            .find(|place| !is_country(place))
    }

    /// The finest place of the opening sentences, whatever is said of it: headlines leave
    /// prepositions out ("Aleppo market hit").
    fn headline(&self) -> Option<&PlaceName> {
        (0..2).find_map(|sentence| {
            let named = self.names_with_stances(sentence).filter(|(_, stance)| !stance.is_aside);
            named.map(|(place, _)| place).min_by_key(|place| (coarseness_of(place), place.tokens.start))
        })
    }

    /// The places of a sentence at which something of a kind may have happened.
    pub(super) fn scenes_in(
        &self,
        sentence: usize,
        kind: Kind,
    ) -> impl Iterator<Item = (&PlaceName, &Stance)> {
        self.names_with_stances(sentence).filter(move |(place, stance)| {
            place.role == PlaceRole::Scene && !stance.is_aside && stance.way.suits(kind)
        })
    }

    /// The places of a sentence where something is said, or where the hurt are brought.
    fn asides_in(&self, sentence: usize) -> impl Iterator<Item = &PlaceName> {
        let asides = self.names_with_stances(sentence);
        let asides = asides.filter(|(place, stance)| place.role == PlaceRole::Scene && stance.is_aside);
        asides.map(|(place, _)| place)
    }

    pub(super) fn names_with_stances(&self, sentence: usize) -> impl Iterator<Item = (&PlaceName, &Stance)> {
        let first = self.names.partition_point(|place| place.sentence < sentence);
        let named = self.names[first..].iter().zip(&self.stances[first..]);
        named.take_while(move |(place, _)| place.sentence == sentence)
    }
}

/// The country that most places lie in; the first of equals.
fn country_of(names: &[PlaceName]) -> Option<&str> {
    let countries = || names.iter().filter_map(|name| name.value.country.as_deref());
    let n_names = |country: &str| countries().filter(|other| *other == country).count();
    // Of equals the last maximum would win: look from the end.
    countries().rev().max_by_key(|country| n_names(country))
}

fn lies_in(place: &PlaceName, country: &PlaceName) -> bool {
    place.value.country.is_some() && place.value.country == country.value.country
}

fn with_basis(place: &PlaceName, basis: PlaceBasis) -> PlaceValue {
    PlaceValue { basis, ..place.value.clone() }
}
