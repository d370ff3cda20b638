//! Why an actor is believed to have done it: told as a fact, claimed by itself, accused, suspected.

use super::Reading;
use crate::attribution::hands;
use crate::engine::TagId;
use crate::extraction::{Frame, Saying, SayingClass, Tokens};
use cairn_model::{ActorBasis, Kind};

/// How many sentences before a claim of responsibility tell of what is claimed.
const REACH: usize = 3;

impl Reading<'_, '_> {
    /// Sets why each actor is believed to have done it, and names the actor where only a claim of
    /// responsibility or a word of blame does.
    pub(super) fn blame(&self, frames: &mut [Frame]) {
        for saying in self.sayings {
            match saying.class {
                SayingClass::Admission => self.take_responsibility(saying, frames),
                SayingClass::Accusation => self.put_blame(saying, frames),
                _ => {}
            }
        }
        for frame in frames.iter_mut().filter(|frame| frame.actor_basis.is_none()) {
            frame.actor_basis = frame.actor.as_ref().map(|actor| self.basis(frame, actor));
        }
        share_the_blame(frames);
    }

    /// "X claimed responsibility for the attack": for what the words behind tell of, and for what was
    /// told right before without naming who did it.
    fn take_responsibility(&self, saying: &Saying, frames: &mut [Frame]) {
        let Some(source) = saying.referent.clone().or(saying.source.clone()) else { return };
        for frame in frames.iter_mut() {
            let before = frame.sentence <= saying.sentence && saying.sentence - frame.sentence <= REACH;
            let own = frame.actor.as_ref().is_some_and(|actor| *actor == source);
            let covered = saying.covers(frame.told_at());
            if own || covered || (before && frame.actor.is_none() && is_deed(frame.kind)) {
                frame.actor = Some(source.clone());
                frame.actor_basis = Some(ActorBasis::Claimed);
            }
        }
    }

    /// "X accused Y of killing", "an attack blamed on Y", "the attack, which X blames on Y".
    fn put_blame(&self, saying: &Saying, frames: &mut [Frame]) {
        let accuser = hands(saying, &|_| false).into_iter().next();
        let accused = self.blamed(saying);
        for frame in frames.iter_mut().filter(|frame| frame.sentence == saying.sentence) {
            let told_before = frame.trigger.end <= saying.cue.start && is_deed(frame.kind);
            let covered = saying.covers(frame.told_at());
            let named = accused.clone().filter(|_| frame.actor.is_none() && (covered || told_before));
            if named.is_some() {
                frame.actor = named;
            } else if !covered || frame.actor.is_none() {
                continue;
            }
            frame.actor_basis = Some(ActorBasis::Accused);
            frame.accuser.clone_from(&accuser);
        }
    }

    /// Who is blamed: behind "on" ("blamed on the rebels"), or right behind the cue ("accused the
    /// rebels of").
    fn blamed(&self, saying: &Saying) -> Option<Tokens> {
        let behind = self.chart.symbols[saying.sentence]
            .iter()
            .copied()
            .filter(|node| self.chart.nodes[*node as usize].from as usize >= saying.cue.end);
        let mut behind =
            behind.skip_while(|node| self.has(*node, self.tags.on) || self.has(*node, self.tags.det));
        let node = behind
            .next()
            .filter(|node| self.has(*node, self.tags.noun_group) || self.has(*node, self.tags.name))?;
        let node = &self.chart.nodes[node as usize];
        Some(node.from as usize..node.to as usize)
    }

    fn basis(&self, frame: &Frame, actor: &Tokens) -> ActorBasis {
        if self.is_beside(frame.sentence, actor, self.tags.blamed) {
            return ActorBasis::Accused;
        }
        if self.is_beside(frame.sentence, actor, self.tags.suspected) {
            return ActorBasis::Suspected;
        }
        let own = |saying: &&Saying| {
            saying.class == SayingClass::Statement
                && saying.covers(frame.told_at())
                && self.speaks_of_itself(saying, actor)
        };
        if self.sayings.iter().any(|saying| own(&saying)) { ActorBasis::Claimed } else { ActorBasis::Stated }
    }

    /// Whether the words of an actor, or the one before them, bear a tag.
    fn is_beside(&self, sentence: usize, actor: &Tokens, tag: TagId) -> bool {
        self.chart.symbols[sentence].iter().any(|node| {
            let at = &self.chart.nodes[*node as usize];
            let (from, to) = (at.from as usize, at.to as usize);
            let beside = to == actor.start || (from < actor.end && actor.start < to);
            beside && self.carries(*node, tag)
        })
    }

    /// Whether who speaks is the one who did it: the same words, a pronoun for them, or "its men".
    fn speaks_of_itself(&self, saying: &Saying, actor: &Tokens) -> bool {
        let same = |tokens: &Tokens| {
            (actor.start < tokens.end && tokens.start < actor.end)
                || self.document.words(tokens.clone()) == self.document.words(actor.clone())
        };
        let named = saying.source.iter().chain(&saying.referent).chain(&saying.institution);
        if named.into_iter().any(same) {
            return true;
        }
        self.chart.words[actor.start].is_some_and(|entry| {
            let tags = &self.ruleset.vocabulary.entries[entry as usize].tags;
            tags.contains(self.tags.self_word)
        })
    }
}

/// "Twelve were killed in a raid blamed on rebels": what the raid did is blamed on them too.
fn share_the_blame(frames: &mut [Frame]) {
    for i in 0..frames.len() {
        if frames[i].actor.is_some() || !is_deed(frames[i].kind) {
            continue;
        }
        let blamed = frames.iter().find(|other| {
            other.sentence == frames[i].sentence
                && other.kind == Kind::Event
                && other.actor_basis == Some(ActorBasis::Accused)
        });
        if let Some((actor, accuser)) = blamed.map(|other| (other.actor.clone(), other.accuser.clone())) {
            frames[i].actor = actor;
            frames[i].actor_basis = Some(ActorBasis::Accused);
            frames[i].accuser = accuser;
        }
    }
}

/// Whether somebody did it, so that somebody may answer for it.
fn is_deed(kind: Kind) -> bool {
    !matches!(kind, Kind::Missing | Kind::Displaced | Kind::Delivered | Kind::Freed)
}
