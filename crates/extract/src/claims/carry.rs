//! Counts without a noun take the group of what they continue: "four civilians were killed and
//! seven injured", "engaged the terrorists and killed 14", "the rebels lost 20".

use super::own_losses::take_group_of_parts;
use super::settle::{Draft, Strength};
use super::sides::{is_armed, opposite};
use super::{Reading, is_any};
use crate::chart::NodeIdx;
use cairn_model::{Group, Kind, Object};

impl Reading<'_, '_> {
    /// Fills in the group of counts that do not tell it; drafts must be in the order of the text.
    pub(super) fn carry_groups(&self, drafts: &mut [Draft]) {
        for at in 0..drafts.len() {
            let draft = &drafts[at];
            if draft.frame.object != Some(Object::People) {
                continue;
            }
            let known = draft.frame.group.unwrap_or(Group::Unspecified);
            let group = match known {
                Group::Unspecified => self
                    .group_of_loss(draft)
                    .or_else(|| self.group_of_admitted(draft))
                    .or_else(|| self.group_of_the_rest(&drafts[..at], draft))
                    .or_else(|| self.carried(&drafts[..at], draft)),
                // Mercenaries serve whom the speaker fights.
                Group::Fighter if self.carries(draft.node, self.tags.mercenary) => {
                    self.speaker(draft.frame.counted.start).map(opposite)
                }
                Group::Fighter if self.has(draft.node, self.tags.local_militia) => {
                    beside_soldiers(drafts, draft).then_some(Group::StateForce)
                }
                _ => None,
            };
            drafts[at].frame.group = group.or(Some(known));
        }
        self.group_repeated_counts(drafts);
        take_group_of_parts(drafts);
    }

    /// "Eight aid workers were killed ... 8 killed in the strike": a bare number that has been said of
    /// somebody else in the report is said of the same people; the noun, where there is one, tells whom.
    fn group_repeated_counts(&self, drafts: &mut [Draft]) {
        // Smaller numbers are too common to be the same by being equal.
        const TELLING: u64 = 3;
        for i in 0..drafts.len() {
            let frame = &drafts[i].frame;
            let is_telling = frame.figure.n.is_none_or(|n| n >= TELLING);
            if !self.has(drafts[i].node, self.tags.count)
                || frame.object != Some(Object::People)
                || !is_telling
            {
                continue;
            }
            let same = |other: &&Draft| {
                other.frame.kind == frame.kind
                    && other.frame.object == frame.object
                    && other.frame.figure.n == frame.figure.n
                    && other.frame.figure.vague == frame.figure.vague
                    && !other.frame.part_of
            };
            let named = drafts.iter().filter(same).find(|other| !self.has(other.node, self.tags.count));
            let grouped =
                || drafts.iter().filter(same).find(|other| other.frame.group != Some(Group::Unspecified));
            if let Some(group) = named.or_else(grouped).map(|other| other.frame.group) {
                drafts[i].frame.group = group;
            }
        }
    }

    /// Whose loss it is: "the rebels lost 20", "we have had 18 dead", "cost them 13 men", "20 dead on
    /// the government side". Only for counts that name nobody of another kind.
    fn group_of_loss(&self, draft: &Draft) -> Option<Group> {
        if !matches!(draft.frame.kind, Kind::Killed | Kind::Wounded | Kind::Missing | Kind::Captured)
            || !(self.is_bare(draft.node) || self.has(draft.node, self.tags.any_side))
        {
            return None;
        }
        let symbols = &self.chart.symbols[draft.frame.sentence];
        let at = symbols.iter().position(|symbol| *symbol == draft.node)?;
        let losses = symbols[..at].iter().find(|node| self.has(**node, self.tags.losses_noun));
        if let Some(side) = losses.and_then(|losses| self.side_of(*losses)) {
            return Some(side);
        }
        self.group_of_whole(symbols, at)
            .or_else(|| self.group_of_inflicted(draft))
            .or_else(|| self.group_of_own_men(symbols, draft))
            .or_else(|| self.group_among(symbols, at))
            .or_else(|| self.side_named_beside(symbols, at))
            .or_else(|| self.side_that_lost(symbols, at, draft))
    }

    /// "Of the 60 attackers 41 were killed", "of the 60 attackers, 41 were killed": those of whom the count is a share.
    fn group_of_whole(&self, symbols: &[NodeIdx], at: usize) -> Option<Group> {
        let comma = symbols.get(at.checked_sub(1)?).filter(|node| self.has(**node, self.tags.punct));
        let at = at - usize::from(comma.is_some());
        let whole = *symbols.get(at.checked_sub(1)?).filter(|node| self.has(**node, self.tags.people))?;
        let of = (2..4).filter_map(|back| symbols.get(at.checked_sub(back)?)).take(2);
        let is_share =
            self.has(whole, self.tags.noun_group) && of.into_iter().any(|of| self.has(*of, self.tags.of));
        is_share.then(|| self.own_group(whole)).filter(|group| *group != Group::Unspecified)
    }

    /// "The army said 11 of its men were killed": those of the party named last.
    fn group_of_own_men(&self, symbols: &[NodeIdx], draft: &Draft) -> Option<Group> {
        let counted = draft.frame.counted.clone();
        let is = |token: usize, words: &[&str]| {
            token < self.document.tokens().len() && is_any(words, self.document.word(token))
        };
        let is_theirs = (counted.start..=counted.end).any(|of| {
            is(of, &["of"])
                && is(of + 1, &["its", "their", "his", "our"])
                && (2..4).any(|on| is(of + on, OWN_MEN))
        });
        let at = symbols.iter().position(|symbol| *symbol == draft.node)?;
        // "They killed six rebels and lost two of their own": not those whom they killed.
        is_theirs.then(|| self.last_side(symbols, 0, at, |at| !self.is_object(symbols, at))).flatten()
    }

    /// "No casualties among the soldiers", "14,000 martyrs among civilians".
    fn group_among(&self, symbols: &[NodeIdx], at: usize) -> Option<Group> {
        const REACH: usize = 4;
        let behind = symbols.get(at + 1..)?;
        let among = behind.iter().take(REACH).position(|node| self.has(*node, self.tags.among))?;
        // "No casualties were reported among the troops": only a verb may stand between.
        let is_verb = |node: &NodeIdx| self.has(*node, self.tags.verb);
        let node = *behind.get(among + 1).filter(|_| behind[..among].iter().all(is_verb))?;
        let group = self.own_group(node);
        if group == Group::Unspecified { self.side_of(node) } else { Some(group) }
    }

    /// "On the government side", "among the rebels", "in the enemy ranks": behind the count or at the
    /// head of the clause.
    fn side_named_beside(&self, symbols: &[NodeIdx], at: usize) -> Option<Group> {
        let ranks = |from: usize, to: usize| {
            symbols.get(from..to.min(symbols.len()))?.iter().copied().find(|node| {
                self.carries(*node, self.tags.side_noun)
                    && (self.side_of(*node).is_some() || self.has(*node, self.tags.noun_group))
            })
        };
        let node = ranks(at + 1, at + 9).or_else(|| ranks(at.saturating_sub(4), at))?;
        let place = symbols.iter().position(|symbol| *symbol == node)?;
        self.side_of(node).or_else(|| {
            // "On the side of own troops", "in the ranks of the army".
            symbols.get(place + 1).filter(|of| self.has(**of, self.tags.of))?;
            symbols.get(place + 2).and_then(|behind| self.side_of(*behind))
        })
    }

    fn side_that_lost(&self, symbols: &[NodeIdx], at: usize, draft: &Draft) -> Option<Group> {
        // "Lost 20", "had 18 dead", "suffered 410 casualties, of which 173 dead".
        let is_loss = |at: usize| {
            self.has(symbols[at], self.tags.v_lose)
                || (self.has(symbols[at], self.tags.have) && self.has(draft.node, self.tags.harm_noun))
        };
        let verb = (0..at)
            .rev()
            .take(12)
            .find(|before| self.has(symbols[*before], self.tags.verb) || is_loss(*before));
        let loses = verb.filter(|verb| is_loss(*verb));
        if let Some(verb) = loses {
            // Whom the loser killed before is not the loser.
            let side = self.last_side(symbols, 0, verb, |at| !self.is_object(symbols, at));
            return side.or_else(|| self.own_comrades(&symbols[..verb], draft));
        }
        // "Cost them 13 men", "cost the army 20 dead": whose loss stands between.
        let cost = verb.filter(|verb| self.has(symbols[*verb], self.tags.cost_people))?;
        self.last_side(symbols, cost + 1, at, |_| true).or_else(|| self.last_side(symbols, 0, cost, |_| true))
    }

    /// "We lost two comrades": whoever says so bears arms, and names no army.
    fn own_comrades(&self, before: &[NodeIdx], draft: &Draft) -> Option<Group> {
        let is_ours = before.iter().any(|node| self.has(*node, self.tags.we));
        let mut words = draft.frame.counted.clone().map(|token| self.document.word(token));
        (is_ours && words.any(|word| is_any(&["comrade", "comrades"], word))).then_some(Group::Fighter)
    }

    /// The side of the last party among some symbols, "we" being the speaker.
    fn last_side(
        &self,
        symbols: &[NodeIdx],
        from: usize,
        to: usize,
        may_be: impl Fn(usize) -> bool,
    ) -> Option<Group> {
        (from..to).rev().filter(|at| may_be(*at)).find_map(|at| {
            let node = symbols[at];
            if self.has(node, self.tags.we) {
                return self.speaker(self.chart.nodes[node as usize].from as usize);
            }
            self.is_party(node).then(|| self.side_of(node)).flatten()
        })
    }

    /// Whether a verb stands before a noun whose object it is, a quotation mark between or not.
    fn is_object(&self, symbols: &[NodeIdx], at: usize) -> bool {
        let mut before = symbols[..at].iter().rev().filter(|node| !self.has(**node, self.tags.quote));
        before.next().is_some_and(|before| {
            self.has(*before, self.tags.verb)
                && !self.has(*before, self.tags.passive)
                && !self.has(*before, self.tags.v_say)
        })
    }

    /// Whether a count names nobody: a number alone, or "others".
    pub(super) fn is_bare(&self, node: NodeIdx) -> bool {
        self.has(node, self.tags.count)
            || self.has(node, self.tags.others)
            || self.has(node, self.tags.harm_noun)
            || self.has(node, self.tags.captives)
    }

    /// The group of what a bare count continues.
    fn carried(&self, before: &[Draft], draft: &Draft) -> Option<Group> {
        // A toll counts all who fell, whoever was told of before.
        if !self.is_bare(draft.node) || self.has(draft.trigger, self.tags.toll_noun) {
            return None;
        }
        // "Nobody was hurt" is said of all.
        if draft.frame.figure.n == Some(0) {
            return None;
        }
        // Who is freed was held before, and is not of those who were killed for it.
        let is_held =
            |known: &Draft| matches!(known.frame.kind, Kind::Abducted | Kind::Captured | Kind::Freed);
        if draft.frame.kind == Kind::Freed && !before.iter().any(is_held) {
            return None;
        }
        let group = match draft.strength {
            Strength::Object | Strength::Continued if self.has(draft.trigger, self.tags.verb) => {
                self.carried_by_object(before, draft)
            }
            _ => self.carried_by_subject(before, draft).or_else(|| self.neutralised(draft)),
        }?;
        // "Three civilians died and dozens were hurt", "and 12 others": of the others nobody says who
        // they are, but who falls beside fighters or soldiers is one of them, and whom the same attack
        // hurts beside the civilians it kills ("and wounding 12 others").
        let joined = draft.frame.trigger.start.checked_sub(1).map(|token| self.document.word(token));
        let is_crowd = before.last().is_some_and(|last| last.frame.figure.n != Some(1));
        let goes_on = draft.strength <= Strength::Object
            && joined.is_some_and(|word| is_any(&["and"], word))
            && is_crowd;
        let is_others = self.has(draft.node, self.tags.others) && !goes_on;
        let is_open = is_others || draft.frame.figure.n.is_none();
        (is_armed(group) || !is_open).then_some(group)
    }

    /// "Four civilians were killed and seven injured", also over the end of a sentence.
    fn carried_by_subject(&self, before: &[Draft], draft: &Draft) -> Option<Group> {
        let symbols = &self.chart.symbols[draft.frame.sentence];
        let at = symbols.iter().position(|symbol| *symbol == draft.node)?;
        // "3,099 civilian casualties: 1,145 deaths".
        let casualties = symbols[..at].iter().rev().find(|node| self.has(**node, self.tags.h_casualty));
        if let Some(casualties) = casualties {
            return Some(self.own_group(*casualties)).filter(|group| *group != Group::Unspecified);
        }
        let sentence = draft.frame.sentence;
        let sentence_before = sentence
            .checked_sub(1)
            .filter(|before| at < 2 && self.paragraph(*before) == self.paragraph(sentence));
        let last = before.iter().rev().find(|known| {
            known.frame.object == Some(Object::People) && !known.frame.part_of && known.node != draft.node
        });
        match last {
            Some(last) if last.frame.sentence == sentence => {
                let group = self.group_of_all(before, last);
                // "Two women dead; 9 hurt": of the second number only a common verb would tell.
                group.filter(|group| is_armed(*group) || !self.stands_apart(last, draft))
            }
            Some(last) if Some(last.frame.sentence) == sentence_before => self.group_of_all(before, last),
            _ => sentence_before.and_then(|before| self.acted_on(before)),
        }
    }

    /// "Two women dead; 9 hurt", "eight civilians in addition to 12 injured": whether two counts of the
    /// killed and the hurt are set apart.
    fn stands_apart(&self, last: &Draft, draft: &Draft) -> bool {
        let is_harm = matches!(draft.frame.kind, Kind::Killed | Kind::Wounded);
        let mut between = last.frame.counted.end..draft.frame.counted.start;
        is_harm && between.any(|token| is_any(&[";", "addition"], self.document.word(token)))
    }

    /// "Killed 327 civilians and injured 689", "opened fire on a bus of pilgrims, killing five".
    fn carried_by_object(&self, before: &[Draft], draft: &Draft) -> Option<Group> {
        let symbols = &self.chart.symbols[draft.frame.sentence];
        let verb = symbols.iter().position(|symbol| *symbol == draft.trigger)?;
        let doer = draft.frame.actor.as_ref().and_then(|actor| {
            symbols.iter().position(|node| self.chart.nodes[*node as usize].from as usize == actor.start)
        });
        // "Killing four soldiers and wounding 11": who was counted is no doer.
        let doer = doer.filter(|doer| !before.iter().any(|known| known.node == symbols[*doer]));
        let doers_side = doer.and_then(|doer| self.side_of(symbols[doer]));
        let last = before.iter().rev().find(|known| {
            known.frame.sentence == draft.frame.sentence
                && known.frame.object == Some(Object::People)
                && !known.frame.part_of
        });
        // "We lost four men and killed 22": whoever loses kills those of the other side.
        if let Some(last) = last.filter(|last| self.has(last.trigger, self.tags.v_lose)) {
            return last.frame.group.filter(|group| is_armed(*group)).map(opposite);
        }
        if let Some(last) = last.filter(|last| last.strength <= Strength::Object) {
            return self.group_of_all(before, last).filter(|group| Some(*group) != doers_side);
        }
        let named = (0..verb).rev().filter(|at| Some(*at) != doer).find_map(|at| {
            let node = symbols[at];
            let is_party = self.has(node, self.tags.noun_group) && self.has(node, self.tags.plural);
            let group = match self.has(node, self.tags.people) {
                true => self.own_group(node),
                false => self.side_of(node).unwrap_or(Group::Unspecified),
            };
            let group = if is_party { group } else { Group::Unspecified };
            let agrees = group != Group::Unspecified && Some(group) != doers_side;
            // What stands first in the sentence and acts is no victim.
            // "Fled after raiders killed 12": what stands right before the verb did it.
            (agrees && at + 1 != verb && self.is_acted_on(symbols, at)).then_some(group)
        });
        named.or_else(|| (doers_side != Some(Group::Fighter)).then(|| self.neutralised(draft)).flatten())
    }

    /// "Neutralised 11": only armed forces speak so, of those they fight.
    fn neutralised(&self, draft: &Draft) -> Option<Group> {
        self.has(draft.trigger, self.tags.v_eliminate).then_some(Group::Fighter)
    }

    /// Whether a verb or preposition stands before a noun: it is no subject.
    fn is_acted_on(&self, symbols: &[NodeIdx], at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            let before = symbols[before];
            self.is_object(symbols, at)
                || self.has(before, self.tags.of)
                || (self.has(before, self.tags.prep) && !self.has(before, self.tags.by))
        })
    }

    /// The group of all that share a verb: none where they differ or nobody says.
    fn group_of_all(&self, before: &[Draft], last: &Draft) -> Option<Group> {
        let group = last.frame.group.filter(|group| *group != Group::Unspecified)?;
        before
            .iter()
            .filter(|known| known.trigger == last.trigger && known.frame.object == Some(Object::People))
            .all(|known| known.frame.group == Some(group) || known.frame.part_of)
            .then_some(group)
    }

    /// What the sentence before says was acted on: "herded farmers into a hall. Twenty dead".
    fn acted_on(&self, sentence: usize) -> Option<Group> {
        let symbols = &self.chart.symbols[sentence];
        let first = symbols.iter().position(|node| self.has(*node, self.tags.noun_group))?;
        symbols[first + 1..].iter().rev().find_map(|node| {
            let group = self.own_group(*node);
            let is_victim = group != Group::Unspecified
                && self.has(*node, self.tags.noun_group)
                && self.has(*node, self.tags.people)
                && self.has(*node, self.tags.plural);
            is_victim.then_some(group)
        })
    }

    fn paragraph(&self, sentence: usize) -> u32 {
        self.document.sentences()[sentence].paragraph
    }
}

/// Words for the members of a party behind "of its".
const OWN_MEN: &[&str] = &["comrades", "members", "men", "number", "own", "people", "ranks"];

/// Whether soldiers are counted in the same sentence.
fn beside_soldiers(drafts: &[Draft], draft: &Draft) -> bool {
    drafts.iter().any(|other| {
        other.frame.sentence == draft.frame.sentence && other.frame.group == Some(Group::StateForce)
    })
}
