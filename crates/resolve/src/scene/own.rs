//! The place that a claim's own sentence names for it.

use super::choice::{choose, is_country, is_reference};
use super::cues::is_any;
use super::names::{PlaceName, PlaceRole};
use super::places::Places;
use super::stance::Way;
use cairn_extract::{Extraction, Frame};
use cairn_model::Kind;

/// How many words may stand between those who are counted and their home: "from the".
const FROM_HOME: usize = 2;

/// Words for the dead who are found somewhere.
const REMAINS: &[&str] = &["body", "bodies", "corpse", "corpses", "remains"];

/// How many words a source has of whom only the seat is named.
const LONGEST_SOURCE: usize = 8;

/// The place that a claim's own sentence names for it.
#[derive(Clone, Copy)]
pub(super) struct Own<'p> {
    pub(super) place: &'p PlaceName,
    /// Whether another clause of the sentence names it, behind a "but" or a semicolon.
    pub(super) is_apart: bool,
}

impl Places<'_> {
    /// The place of a claim's own clause.
    pub(super) fn own_place(&self, frame: &Frame) -> Option<Own<'_>> {
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
        // "From Arvad, also south of Duma" lies at Arvad.
        if let Some(from) = from.filter(|_| scenes.iter().all(|place| is_reference(place)) || is_dead()) {
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
}

/// The names that stand before a source and its saying, where what is said names a place of its own:
/// "In Arvad the ministry confirmed strikes on Duma".
pub(super) fn seats_in_front(names: &[PlaceName], extraction: &Extraction) -> Vec<usize> {
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
