//! Where exactly something happened that a claim puts only at a region, or near a town: the place at
//! which another sentence of the report puts the very same thing ("the strike on Arvad").

use super::attacks::is_attack_noun;
use super::cues::is_any;
use super::names::PlaceName;
use super::places::{Places, REACH};
use super::turns::turn_before;
use cairn_extract::Frame;
use cairn_model::{Kind, PlacePrecision};
use cairn_text::Document;

/// How many sentences behind a claim may tell its place more finely.
const AHEAD: usize = 5;

/// How many words may stand between the attack and where it was: "the US-led strike, which hit Arvad".
const TO_PLACE: usize = 8;

/// How many words an attack may have before its noun: "the early morning attack".
const TO_ARTICLE: usize = 3;

impl Places<'_> {
    /// The one place inside a region, or near a town, at which the report puts the attack that it has
    /// told of: a figure of the attack is of that place. None where several are told, or where a claim
    /// counts attacks or sums up several.
    pub(super) fn pinpointed(&self, frame: &Frame, coarse: &PlaceName) -> Option<&PlaceName> {
        let is_region = coarse.value.precision == PlacePrecision::Adm1;
        let is_beside = coarse.value.precision == PlacePrecision::Near && coarse.value.relation.is_some();
        if !(is_region || is_beside) || frame.kind == Kind::Attacks || self.tells_of_many(frame.sentence) {
            return None;
        }
        let at = frame.sentence;
        let item = self.item_of(at);
        let first = at.saturating_sub(REACH).max(item).max(turn_before(self.document, at));
        let end = self.document.sentences().len().min(at + 1 + AHEAD);
        let day = self.days.own(at);
        let is_one_matter = |sentence: &usize| {
            *sentence <= at || self.item_of(*sentence) == item && turn_before(self.document, *sentence) <= at
        };
        let near = (first..end).take_while(is_one_matter);
        let near = near.filter(|sentence| *sentence != at && self.days.fits(*sentence, day));
        let mut pointed = near.flat_map(|sentence| {
            let scenes = self.scenes_in(sentence, frame.kind).map(|(place, _)| place);
            scenes.filter(|place| is_finer(place, coarse) && is_pointed_at(self.document, place))
        });
        let place = pointed.next()?;
        pointed.all(|other| other.value.name == place.value.name).then_some(place)
    }

    /// "Attacks across the province": what happened at several places has no single one.
    fn tells_of_many(&self, sentence: usize) -> bool {
        const MANY: &[&str] =
            &["attacks", "bombings", "blasts", "clashes", "explosions", "raids", "towns", "villages"];
        self.document.sentences()[sentence].tokens().any(|token| is_any(MANY, self.document.word(token)))
    }

    /// The quarter or the spot of a town that the sentences before have told of, where the town is
    /// only named again: "barrels fell on the Saba quarter of Arvad. ... evidence of gas in Arvad."
    pub(super) fn quarter_of(&self, frame: &Frame, town: &PlaceName) -> Option<&PlaceName> {
        let tells = |sentence: usize| {
            let first = self.extraction.frames.partition_point(|other| other.sentence < sentence);
            self.extraction.frames.get(first).is_some_and(|other| other.sentence == sentence)
        };
        if town.sentence >= frame.sentence || town.holds_another || tells(town.sentence) {
            return None;
        }
        let first = frame.sentence.saturating_sub(REACH).max(self.item_of(frame.sentence));
        let day = self.days.own(frame.sentence);
        let held = self.names.windows(2).filter(|pair| {
            (first..town.sentence).contains(&pair[0].sentence)
                && pair[1].holds_another
                && pair[1].value.name == town.value.name
                && !pair[0].holds_another
                && self.days.fits(pair[0].sentence, day)
        });
        let mut held = held.map(|pair| &pair[0]).filter(|place| {
            self.scenes_in(place.sentence, frame.kind).any(|(scene, _)| scene.tokens == place.tokens)
        });
        let place = held.next()?;
        held.all(|other| other.value.name == place.value.name).then_some(place)
    }
}

/// Whether a place may lie in or near a coarser one, as far as the gazetteer tells.
fn is_finer(place: &PlaceName, coarse: &PlaceName) -> bool {
    use PlacePrecision::{Adm1, Exact, Near, Unresolved};
    // Beside a town lies what no gazetteer has; another town that it has is another place.
    let may_lie_there = match place.value.precision {
        Exact | Near => coarse.value.precision == Adm1 && coarse.contains(place),
        precision => precision == Unresolved,
    };
    may_lie_there && !place.holds_another && place.value.name != coarse.value.name
}

/// Whether the attack that a report has told of is put at a place: "the blast at Arvad", "this raid,
/// which hit Arvad". What comes before, after or beside another attack is another one.
fn is_pointed_at(document: &Document<'_>, place: &PlaceName) -> bool {
    const OTHERS: &[&str] = &[
        ";", "after", "before", "but", "came", "comes", "days", "earlier", "follow", "followed", "follows",
        "hours", "later", "like", "similar", "since", "than", "unlike", "weeks",
    ];
    let first = document.sentences()[place.sentence].tokens().start;
    let word = |token: usize| document.word(token);
    let before = first.max(place.tokens.start.saturating_sub(TO_PLACE))..place.tokens.start;
    let near = before.rev().take_while(|token| !is_any(OTHERS, word(*token)));
    let is_told = |noun: &usize| {
        let article = first.max(noun.saturating_sub(TO_ARTICLE))..*noun;
        article.into_iter().any(|token| is_any(&["the", "this"], word(token)))
    };
    near.filter(|token| is_attack_noun(word(*token)) && !word(*token).ends_with('s'))
        .any(|noun| is_told(&noun))
}
