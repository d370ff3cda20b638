use super::choice::{choose, coarseness_of, fineness, is_country, is_reference};
use super::cues::is_any;
use super::names::{PlaceName, PlaceRole, place_in_title, place_names};
use super::stance::{Stance, Way};
use super::turns::{Turn, turn_before, turns};
use crate::knowledge::Knowledge;
use cairn_extract::{Extraction, Frame, Tokens};
use cairn_model::{Kind, PlaceBasis, PlacePrecision, PlaceValue, Report};
use cairn_text::{Document, Shape};
use std::cell::OnceCell;

/// The places of a report, ready to be asked for the place of a claim.
pub(crate) struct Places<'a> {
    document: &'a Document<'a>,
    extraction: &'a Extraction,
    names: Vec<PlaceName>,
    /// For each name: how it stands in its clause.
    stances: Vec<Stance>,
    /// Where the report was written, where it says so.
    dateline: Option<PlaceName>,
    /// The country that the dateline names behind the town.
    written_in: Option<PlaceName>,
    report: &'a Report,
    knowledge: &'a Knowledge,
    /// The place that the title names, where the title stands apart from the text; looked up when a
    /// claim finds no other.
    title: OnceCell<Option<PlaceValue>>,
    /// Every name of a place smaller than a country, datelines too.
    named: Vec<Tokens>,
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
const REACH: usize = 4;

/// How many sentences back a place may be named that "the village" means.
const REFERRED: usize = 5;

/// How many sentences an item of a list may have.
const ITEM: usize = 12;

/// Kinds of towns: any town that was named last may be meant by them.
const TOWNS: &[&str] = &["city", "hamlet", "settlement", "town", "village"];

/// How many sentences make the lead, which the ones after it tell more finely.
const LEAD: usize = 3;

/// How many sentences after the lead may tell its place more finely.
const AHEAD: usize = 3;

/// How many words may stand between those who are counted and their home: "from the".
const FROM_HOME: usize = 2;

/// Words for the dead who are found somewhere.
const REMAINS: &[&str] = &["body", "bodies", "corpse", "corpses", "remains"];

/// How many words a source has of whom only the seat is named.
const LONGEST_SOURCE: usize = 8;

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
        Self { document, extraction, names, stances, dateline, written_in, report, knowledge, title, named }
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
        if let Some(own) = own.filter(|own| !own.is_apart && !is_country(own.place)) {
            return Some(with_basis(own.place, PlaceBasis::Stated));
        }
        if sum != Sum::None {
            let own = own.filter(|own| !own.is_apart).map(|own| (own.place, PlaceBasis::Stated));
            let theatre = own.or_else(|| self.theatre(frame, sum));
            let head = || Some((self.head_of(frame.sentence)?, PlaceBasis::Narrative));
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
                return Some(with_basis(place, basis));
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

    /// What a claim may take over, the nearest first: the head of its paragraph, what the sentences
    /// before it tell, then what those of the lead tell.
    fn inherited(&self, frame: &Frame) -> impl Iterator<Item = (&PlaceName, PlaceBasis)> {
        let at = frame.sentence;
        let turn = turn_before(self.document, at);
        let item = self.item_of(at).max(turn);
        let before = (at.saturating_sub(REACH).max(item)..at).rev();
        let lead = 0..at.min(REACH);
        let lead = lead.filter(move |sentence| item == 0 || turn == 0 && self.item_of(*sentence) == 0);
        let referred = self.referred(at).map(|place| (place, PlaceBasis::Narrative));
        let head = self.head_of(at).map(|place| (place, PlaceBasis::Narrative));
        let told =
            before.filter_map(move |sentence| Some((self.told(sentence, frame)?, PlaceBasis::Narrative)));
        let led = lead.filter_map(move |sentence| Some((self.finest(sentence, frame)?, PlaceBasis::Lead)));
        referred.into_iter().chain(head).chain(told).chain(led)
    }

    /// The first sentence of the item of a list, or of a page that is told on by the hour, in which a
    /// sentence stands: what one item tells is no place of the next. 0 outside of such items.
    fn item_of(&self, sentence: usize) -> usize {
        let sentences = self.document.sentences();
        let opens_item = |at: &usize| {
            let opens = *at > 0 && sentences[*at - 1].paragraph != sentences[*at].paragraph;
            opens && is_item(self.document, sentences[*at].tokens())
        };
        (0..=sentence).rev().take(ITEM).find(opens_item).unwrap_or(0)
    }

    /// What "in the village", "at the camp" means: the last place of that kind that the text has named.
    fn referred(&self, sentence: usize) -> Option<&PlaceName> {
        let at = kind_of_place(self.document, self.document.sentences()[sentence].tokens())?;
        let kind = self.document.word(at);
        let end = self.names.partition_point(|name| name.tokens.end <= at);
        let near = self.names[..end].iter().rev().take_while(|name| name.sentence + REFERRED >= sentence);
        let is_town = |name: &PlaceName| {
            use PlacePrecision::{Exact, Near, Unresolved};
            matches!(name.value.precision, Exact | Near | Unresolved) && !name.is_spot
        };
        let bears = |name: &PlaceName| {
            name.tokens.clone().any(|token| self.document.word(token).eq_ignore_ascii_case(kind))
        };
        let fits = |name: &&PlaceName| {
            let is_like = if is_any(TOWNS, kind) { is_town(name) } else { bears(name) };
            is_like && !name.holds_another
        };
        near.into_iter().find(fits)
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
            .take_while(|sentence| self.item_of(*sentence) == item)
            .filter_map(|sentence| self.told(sentence, frame))
            .find(|place| !is_country(place))
    }

    /// Where a toll adds up ("the war in Zarmenia", "Zarmenia's war"): the country its sentence
    /// names, unless that is who did it; else the country of the report, where it is named.
    fn theatre(&self, frame: &Frame, sum: Sum) -> Option<(&PlaceName, PlaceBasis)> {
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
    fn field_of(&self, frame: &Frame) -> Option<(&PlaceName, PlaceBasis)> {
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
    fn theatre_before(&self, frame: &Frame) -> Option<(&PlaceName, PlaceBasis)> {
        let end = self.extraction.frames.partition_point(|other| other.sentence < frame.sentence);
        let before = self.extraction.frames[..end].iter().rev().filter(|other| other.cumulative);
        let place = before.filter_map(|other| self.own_place(other)).find(|own| !own.is_apart)?.place;
        Some((place, PlaceBasis::Narrative))
    }

    /// The place of a claim's own clause.
    fn own_place(&self, frame: &Frame) -> Option<Own<'_>> {
        choose(self.document, self.extraction, frame, &self.own_scenes(frame))
            .map(|(place, is_apart)| Own { place, is_apart })
    }

    /// The scenes of a frame's sentence. What the sentence reports lies where the report says, not
    /// where it is said ("In Arvad the ministry confirmed strikes on Duma").
    fn own_scenes(&self, frame: &Frame) -> Vec<&PlaceName> {
        // "That air strikes": the trigger may take in the word before what is said.
        let at = frame.trigger.end.saturating_sub(1);
        let saying = self.extraction.sayings.iter().find(|saying| {
            saying.sentence == frame.sentence && saying.content.iter().any(|piece| piece.contains(&at))
        });
        let mut scenes: Vec<&PlaceName> =
            self.scenes_in(frame.sentence, frame.kind).map(|(place, _)| place).collect();
        // "ARVAD: A grenade wounded three at Duma".
        let heads: Vec<usize> = self
            .names_with_stances(frame.sentence)
            .filter(|(_, stance)| stance.opens)
            .map(|(place, _)| place.tokens.start)
            .collect();
        let is_head = |place: &PlaceName| heads.contains(&place.tokens.start);
        if scenes.iter().any(|place| !is_head(place) && !is_reference(place) && !is_country(place)) {
            scenes.retain(|place| !is_head(place));
        }
        let from = self.origin(frame);
        let is_dead = || frame.counted.clone().any(|token| is_any(REMAINS, self.document.word(token)));
        if let Some(from) = from.filter(|_| scenes.is_empty() || is_dead()) {
            scenes = vec![from];
        }
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

    /// Where the dead were found and those who were hurt come from: "nine bodies from Arvad", "three
    /// women from Arvad were shot dead".
    fn origin(&self, frame: &Frame) -> Option<&PlaceName> {
        let is_harm = matches!(frame.kind, Kind::Killed | Kind::Wounded | Kind::Missing | Kind::Captured);
        let is_dead = || frame.counted.clone().any(|token| is_any(REMAINS, self.document.word(token)));
        let is_theirs = |place: &PlaceName| {
            let gap = place.tokens.start.checked_sub(frame.counted.end);
            gap.is_some_and(|gap| gap <= FROM_HOME) || gap.is_some() && is_dead()
        };
        let from = self.names_with_stances(frame.sentence).filter(|(place, stance)| {
            place.role == PlaceRole::Scene && stance.way == Way::From && is_harm && is_theirs(place)
        });
        from.map(|(place, _)| place).next()
    }

    /// The finest place of the opening sentences, whatever is said of it: headlines leave
    /// prepositions out ("Aleppo market hit").
    fn headline(&self) -> Option<&PlaceName> {
        (0..2).find_map(|sentence| {
            let named = self.names_with_stances(sentence).filter(|(_, stance)| !stance.is_aside);
            named.map(|(place, _)| place).min_by_key(|place| (coarseness_of(place), place.tokens.start))
        })
    }

    /// All places that a sentence names.
    fn names_in(&self, sentence: usize) -> impl Iterator<Item = &PlaceName> {
        self.names_with_stances(sentence).map(|(place, _)| place)
    }

    /// The places of a sentence at which something of a kind may have happened.
    fn scenes_in(&self, sentence: usize, kind: Kind) -> impl Iterator<Item = (&PlaceName, &Stance)> {
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

    fn names_with_stances(&self, sentence: usize) -> impl Iterator<Item = (&PlaceName, &Stance)> {
        let first = self.names.partition_point(|place| place.sentence < sentence);
        let named = self.names[first..].iter().zip(&self.stances[first..]);
        named.take_while(move |(place, _)| place.sentence == sentence)
    }
}

/// The place that a claim's own sentence names for it.
#[derive(Clone, Copy)]
struct Own<'p> {
    place: &'p PlaceName,
    /// Whether another clause of the sentence names it, behind a "but" or a semicolon.
    is_apart: bool,
}

/// Whether a line opens as the item of a list ("* ", "3. ", "14:20 ").
fn is_item(document: &Document<'_>, tokens: Tokens) -> bool {
    let first = document.word(tokens.start);
    let is_number = |token: usize| document.tokens()[token].shape == Shape::Number;
    is_any(&["*", "•", "·", "–", "-", "—"], first)
        || tokens.len() > 2
            && is_number(tokens.start)
            && (first.contains(':')
                || matches!(document.word(tokens.start + 1), "." | ")")
                || document.word(tokens.start + 1) == ":" && is_number(tokens.start + 2))
}

/// The word for a kind of place that something is put at, without its name: "in the village".
fn kind_of_place(document: &Document<'_>, tokens: Tokens) -> Option<usize> {
    const KINDS: &[&str] = &[
        "barracks",
        "base",
        "camp",
        "city",
        "district",
        "hamlet",
        "hospital",
        "island",
        "lodge",
        "market",
        "mosque",
        "neighborhood",
        "neighbourhood",
        "prison",
        "quarter",
        "settlement",
        "town",
        "village",
    ];
    const PUTS: &[&str] = &[
        "across",
        "around",
        "as",
        "at",
        "in",
        "inside",
        "into",
        "near",
        "on",
        "outside",
        "over",
        "through",
        "throughout",
        "when",
        "while",
        "within",
    ];
    let word = |token: usize| document.word(token);
    (tokens.start + 2..tokens.end).find(|at| {
        is_any(KINDS, word(*at))
            && word(*at - 1).eq_ignore_ascii_case("the")
            && is_any(PUTS, word(*at - 2))
            && (*at + 1 >= tokens.end || !is_any(&["of", "called", "named"], word(*at + 1)))
    })
}

/// The names that stand before a source and its saying, where what is said names a place of its own:
/// "In Arvad the ministry confirmed strikes on Duma".
fn seats_in_front(names: &[PlaceName], extraction: &Extraction) -> Vec<usize> {
    let is_scene = |name: &PlaceName| name.role == PlaceRole::Scene && !is_country(name);
    let mut seats = Vec::new();
    for saying in extraction.sayings.iter().filter(|saying| saying.class.states()) {
        let Some(source) = &saying.source else { continue };
        let first = names.partition_point(|name| name.sentence < saying.sentence);
        let here = names[first..].iter().take_while(|name| name.sentence == saying.sentence);
        let is_said =
            |name: &PlaceName| saying.content.iter().any(|piece| piece.contains(&name.tokens.start));
        let says_where = here.clone().any(|name| is_scene(name) && is_said(name));
        let is_before = |name: &PlaceName| {
            name.tokens.end <= source.start && source.start - name.tokens.end <= 2 && !is_said(name)
        };
        if says_where {
            seats.extend(here.enumerate().filter(|(_, name)| is_before(name)).map(|(at, _)| first + at));
        }
    }
    seats
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
